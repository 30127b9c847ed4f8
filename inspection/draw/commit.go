package draw

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// TimeLayout is how times stand in evidence: UTC, to the microsecond.
const TimeLayout = "2006-01-02T15:04:05.000000Z"

// Instant is a time in [TimeLayout]. Times stand on record but in nothing that
// the seed is made from.
type Instant string

// At gives a time as it stands in evidence.
func At(t time.Time) Instant { return Instant(t.UTC().Format(TimeLayout)) }

func (i Instant) valid() bool {
	t, err := time.Parse(TimeLayout, string(i))
	return err == nil && At(t) == i
}

// Commitment fixes a draw before its outcome can be known. It is published.
type Commitment struct {
	Algorithm string `json:"algorithm"`
	// Draw is the number of the draw of its task, from 1.
	Draw           int     `json:"draw"`
	Hash           Hash    `json:"hash"`
	InspectorsHash Hash    `json:"inspectors_hash"`
	NonceHash      Hash    `json:"nonce_hash"`
	RosterHash     Hash    `json:"roster_hash"`
	RulesHash      Hash    `json:"rules_hash"`
	Task           string  `json:"task"`
	Time           Instant `json:"time"`
}

// computeHash covers everything but the time.
func (c *Commitment) computeHash() Hash {
	return H("commitment", []byte(c.Algorithm), []byte(c.Task), decimal(c.Draw),
		c.RosterHash[:], c.InspectorsHash[:], c.RulesHash[:], c.NonceHash[:])
}

func nonceHash(n Nonce) Hash { return H("nonce", n[:]) }

func rulesHash(rules *PublishedRules, quotas *Quotas) (Hash, error) {
	r, err := Canonical(rules)
	if err != nil {
		return Hash{}, err
	}
	q, err := Canonical(quotas)
	if err != nil {
		return Hash{}, err
	}
	return H("rules", r, q), nil
}

// Source says how an entry came in.
type Source string

// The sources of an entry.
const (
	// Sealed entries were committed to before any entry was opened: one honest
	// witness is enough for a fair draw.
	Sealed Source = "sealed"
	// ByClerk entries were typed in by the clerk, unsealed.
	ByClerk Source = "clerk"
	// ByCommand entries came from the command line, unsealed.
	ByCommand Source = "command"
)

// Entry is what one witness enters: lots, dice, a phrase.
type Entry struct {
	// Name of the witness, different for each.
	Name     string  `json:"name"`
	OpenedAt Instant `json:"opened_at,omitempty"`
	// Salt, Seal and SealedAt are those of a sealed entry.
	Salt     Bytes   `json:"salt,omitempty"`
	Seal     Hash    `json:"seal,omitzero"`
	SealedAt Instant `json:"sealed_at,omitempty"`
	Source   Source  `json:"source"`
	// Value is empty as long as the entry is not opened.
	Value string `json:"value,omitempty"`
}

// The length of a witness's salt in bytes.
const (
	MinWitnessSalt = 16
	MaxWitnessSalt = 64
)

// Seal is what a witness gives before anyone opens: H("seal", commitment hash,
// name, value, salt), with a salt of 16 to 64 bytes that only the witness
// knows.
//
// Errors: CodeEntry.
func Seal(commitment Hash, name, value string, salt []byte) (Hash, error) {
	if !validText(name) || !validText(value) {
		return Hash{}, failf(CodeEntry, "见证人姓名与录入内容不得为空，不得超过 %d 字节，不得含有控制字符", maxText)
	}
	if len(salt) < MinWitnessSalt || len(salt) > MaxWitnessSalt {
		return Hash{}, failf(CodeEntry, "见证人“%s”的盐值应为 %d 至 %d 字节", clip(name), MinWitnessSalt, MaxWitnessSalt)
	}
	return H("seal", commitment[:], []byte(name), []byte(value), salt), nil
}

// CheckSeal says whether an opened entry is what was sealed. An entry that is
// not voids the draw.
//
// Errors: CodeEntry, CodeSeal, CodeSealMissing when it is not opened.
func (e *Entry) CheckSeal(commitment Hash) error {
	if !e.opened() {
		return failf(CodeSealMissing, "见证人“%s”的密封内容尚未开启", clip(e.Name))
	}
	if e.Source != Sealed {
		return nil
	}
	seal, err := Seal(commitment, e.Name, e.Value, e.Salt)
	if err != nil {
		return err
	}
	if seal != e.Seal {
		return failf(CodeSeal, "见证人“%s”开启的内容与其密封值不符", clip(e.Name))
	}
	return nil
}

func (e *Entry) opened() bool { return e.OpenedAt != "" }

// Check looks at the form of an entry, not at its seal: no draw is revealed or
// void with one that it refuses.
//
// Errors: CodeEntry.
func (e *Entry) Check() error {
	name := clip(e.Name)
	switch {
	case !validText(e.Name):
		return failf(CodeEntry, "见证人姓名“%s”无效", name)
	case e.Source != Sealed && e.Source != ByClerk && e.Source != ByCommand:
		return failf(CodeEntry, "见证人“%s”的录入方式“%s”未知", name, clip(string(e.Source)))
	case e.opened() != (e.Value != ""), e.opened() && !validText(e.Value):
		return failf(CodeEntry, "见证人“%s”的录入内容无效", name)
	case e.opened() && !e.OpenedAt.valid():
		return failf(CodeEntry, "见证人“%s”的开启时间无效", name)
	}
	if e.Source != Sealed {
		if !e.opened() || len(e.Salt) > 0 || e.Seal != (Hash{}) || e.SealedAt != "" {
			return failf(CodeEntry, "见证人“%s”的内容系代为录入，不应带有密封值", name)
		}
		return nil
	}
	switch {
	case e.Seal == Hash{} || !e.SealedAt.valid():
		return failf(CodeEntry, "见证人“%s”缺少密封值或密封时间", name)
	case e.opened() && (len(e.Salt) < MinWitnessSalt || len(e.Salt) > MaxWitnessSalt):
		return failf(CodeEntry, "见证人“%s”的盐值应为 %d 至 %d 字节", name, MinWitnessSalt, MaxWitnessSalt)
	case !e.opened() && len(e.Salt) > 0:
		return failf(CodeEntry, "见证人“%s”未开启，却有盐值", name)
	}
	return nil
}

// Attendance says how far a draw was witnessed.
type Attendance string

// The kinds of attendance.
const (
	// Witnessed: every entry was sealed before any was opened.
	Witnessed Attendance = "witnessed"
	// Unsealed: at least one entry was typed in for somebody, without a seal.
	Unsealed Attendance = "unsealed"
	// Unattended: nobody entered anything; all rests on the office's nonce.
	Unattended Attendance = "unattended"
)

func attendanceOf(entries []Entry) Attendance {
	if len(entries) == 0 {
		return Unattended
	}
	for i := range entries {
		if entries[i].Source != Sealed {
			return Unsealed
		}
	}
	return Witnessed
}

// checkEntries looks at names, order, number, form and times: entries stand by
// name in the order of their bytes, each name once; every seal is later than
// the commitment, and no entry is opened before the last seal is in.
func checkEntries(c *Commitment, required int, entries []Entry) error {
	if len(entries) < required {
		return failf(CodeWitnesses, "应有见证人 %d 名，实有 %d 名", required, len(entries))
	}
	if !c.Time.valid() {
		return failf(CodeTime, "承诺公布时间无效")
	}
	lastSeal := c.Time
	for i := range entries {
		e := &entries[i]
		if err := e.Check(); err != nil {
			return err
		}
		if i > 0 && entries[i-1].Name >= e.Name {
			return failf(CodeEntry, "见证人“%s”重复或次序不对", clip(e.Name))
		}
		if e.Source == Sealed {
			if e.SealedAt < c.Time {
				return failf(CodeTime, "见证人“%s”的密封时间早于承诺公布时间", clip(e.Name))
			}
			lastSeal = max(lastSeal, e.SealedAt)
		}
	}
	for i := range entries {
		if e := &entries[i]; e.opened() && e.OpenedAt < lastSeal {
			return failf(CodeTime, "见证人“%s”的内容在全部密封完成之前已开启", clip(e.Name))
		}
	}
	return nil
}

// sortEntries gives the entries in the one order that counts, by name.
func sortEntries(entries []Entry) []Entry {
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	if sorted == nil {
		sorted = []Entry{}
	}
	return sorted
}

// Seed is H("seed", commitment hash, nonce, names and values), the entries by
// name in the order of their bytes, however they are given. Seals, salts and
// times are not in it.
func Seed(commitment Hash, nonce Nonce, entries []Entry) Hash {
	sorted := sortEntries(entries)
	fields := make([][]byte, 0, 2+2*len(sorted))
	fields = append(fields, commitment[:], nonce[:])
	for _, e := range sorted {
		fields = append(fields, []byte(e.Name), []byte(e.Value))
	}
	return H("seed", fields...)
}

// caseNumber is the task number and the case's own number, of four digits or
// more: numbers have no fixed width.
func caseNumber(task string, n int) string { return fmt.Sprintf("%s-%04d", task, n) }
