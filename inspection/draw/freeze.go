package draw

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"iter"
	"runtime"
	"slices"
	"sync"
)

// Exclusion is the one reason why an entity in scope is not eligible.
type Exclusion string

// The reasons for which a frozen roster excludes an entity.
const (
	// Eligible entities have no reason.
	Eligible Exclusion = ""
	// ClearLead: a clear lead on unlawful conduct goes straight to case filing
	// (文件 §四(一): 线索明显涉嫌劳动保障违法行为直接立案查处的除外).
	ClearLead Exclusion = "clear_lead"
	// CapReached: drawn or visited as often as the cap of the year allows
	// (文件 §四(二): 防止检查过多和执法扰民).
	CapReached Exclusion = "cap_reached"
	// OpenCase: already under inspection in an open case.
	OpenCase Exclusion = "open_case"
)

// inBase says whether an entity counts in the base of its ratio: entities with
// a clear lead do not, they are dealt with directly; caps are not looked at.
func (x Exclusion) inBase() bool { return x != ClearLead }

func (x Exclusion) valid() bool {
	return x == Eligible || x == ClearLead || x == CapReached || x == OpenCase
}

// Candidate is an entity in scope: active, of a kind of the rules, meeting the
// conditions of a targeted draw.
type Candidate struct {
	// Code names the entity for good: the 统一社会信用代码 or another number.
	Code string
	Kind string
	// Grade is the name of its grade on the rules' scale, or empty.
	Grade    string
	Excluded Exclusion
}

// RosterLine is what everybody may know of an entity of the frozen roster.
type RosterLine struct {
	Detail   Hash `json:"detail"`
	Eligible bool `json:"eligible"`
	Label    Hash `json:"label"`
	// Stratum is the number of its stratum, from 1.
	Stratum int `json:"stratum"`
}

// RosterInside is what the office and its supervisor know beside it.
type RosterInside struct {
	Code       string    `json:"code"`
	DetailSalt Salt      `json:"detail_salt"`
	Grade      string    `json:"grade"`
	Kind       string    `json:"kind"`
	Reason     Exclusion `json:"reason"`
	Salt       Salt      `json:"salt"`
}

// Roster is the frozen roster, sorted by label. Lines and Inside run parallel.
// It is written to the record and never changes.
type Roster struct {
	Lines  []RosterLine
	Inside []RosterInside
}

// Each makes a stream of a slice, for [Freeze].
func Each(candidates []Candidate) iter.Seq2[Candidate, error] {
	return func(yield func(Candidate, error) bool) {
		for _, c := range candidates {
			if !yield(c, nil) {
				return
			}
		}
	}
}

const freezeChunk = 8192

// Freeze makes the roster from the entities in scope, in whatever order they
// come (文件 §四(一); the first step of the draw). It reads the stream in the
// caller's goroutine and hashes on all cores; the result is the same for any
// number of them. The first error of the stream ends it and is returned.
//
// Errors: CodeCandidate, CodeUnknownKind, CodeUnknownGrade, CodeDuplicateCode,
// CodeRules.
func Freeze(candidates iter.Seq2[Candidate, error], rules Rules, key Key) (*Roster, error) {
	published, _, err := rules.Publish(key)
	if err != nil {
		return nil, err
	}
	f := newFreezer(rules, published, key)
	if err := f.run(candidates); err != nil {
		return nil, err
	}
	return f.sorted()
}

type freezer struct {
	key     Key
	kinds   map[string]int
	grades  map[string]int
	numbers map[stratum]int
	rules   Rules

	mu     sync.Mutex
	parts  []*frozenPart
	failed error
}

// frozenPart is a chunk of the stream; seq keeps the place in the stream so
// that of several errors the first one is reported.
type frozenPart struct {
	seq    int
	source []Candidate
	lines  []RosterLine
	inside []RosterInside
	err    error
}

func newFreezer(rules Rules, published PublishedRules, key Key) *freezer {
	f := &freezer{
		key:     key,
		kinds:   map[string]int{},
		grades:  map[string]int{"": ungraded},
		numbers: map[stratum]int{},
		rules:   rules,
	}
	for i, k := range rules.Kinds {
		f.kinds[k.Kind] = i
	}
	for i, g := range rules.Scale {
		f.grades[g.Name] = i
	}
	for i, s := range published.strata() {
		f.numbers[s] = i + 1
	}
	return f
}

func (f *freezer) run(candidates iter.Seq2[Candidate, error]) error {
	work := make(chan *frozenPart)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			m := newMacer(f.key[:])
			for part := range work {
				f.freezePart(m, part)
				f.mu.Lock()
				f.parts = append(f.parts, part)
				if part.err != nil {
					f.failed = part.err
				}
				f.mu.Unlock()
			}
		})
	}
	streamErr := f.feed(candidates, work)
	close(work)
	workers.Wait()
	slices.SortFunc(f.parts, func(a, b *frozenPart) int { return cmp.Compare(a.seq, b.seq) })
	for _, part := range f.parts {
		if part.err != nil {
			return part.err
		}
	}
	return streamErr
}

func (f *freezer) feed(candidates iter.Seq2[Candidate, error], work chan<- *frozenPart) error {
	chunk := make([]Candidate, 0, freezeChunk)
	seq, total := 0, 0
	for c, err := range candidates {
		if err != nil {
			return err
		}
		if total++; total > MaxRoster {
			return failf(CodeCandidate, "名录超过 %d 家", MaxRoster)
		}
		if chunk = append(chunk, c); len(chunk) == freezeChunk {
			work <- &frozenPart{seq: seq, source: chunk}
			seq++
			chunk = make([]Candidate, 0, freezeChunk)
			f.mu.Lock()
			stop := f.failed != nil
			f.mu.Unlock()
			if stop {
				return nil
			}
		}
	}
	work <- &frozenPart{seq: seq, source: chunk}
	return nil
}

func (f *freezer) freezePart(m *macer, part *frozenPart) {
	part.lines = make([]RosterLine, len(part.source))
	part.inside = make([]RosterInside, len(part.source))
	for i, c := range part.source {
		if part.err = f.freezeOne(m, c, &part.lines[i], &part.inside[i]); part.err != nil {
			break
		}
	}
	part.source = nil
}

func (f *freezer) freezeOne(m *macer, c Candidate, line *RosterLine, inside *RosterInside) error {
	if !validText(c.Code) {
		return failf(CodeCandidate, "检查对象代码“%s”为空、过长或含有不允许的字符", clip(c.Code))
	}
	kind, ok := f.kinds[c.Kind]
	if !ok {
		return failf(CodeUnknownKind, "检查对象 %s 的类别“%s”不在本次抽查范围内", clip(c.Code), clip(c.Kind))
	}
	grade, ok := f.grades[c.Grade]
	if !ok {
		return failf(CodeUnknownGrade, "检查对象 %s 的风险等级“%s”不在本次抽查所用的等级中", clip(c.Code), clip(c.Grade))
	}
	if !c.Excluded.valid() {
		return failf(CodeCandidate, "检查对象 %s 的排除原因“%s”未知", clip(c.Code), clip(string(c.Excluded)))
	}
	inside.Code, inside.Reason = c.Code, c.Excluded
	// The rules' own strings, so that the caller's row buffers can be freed.
	inside.Kind = f.rules.Kinds[kind].Kind
	if grade != ungraded {
		inside.Grade = f.rules.Scale[grade].Name
	}
	inside.Salt, inside.DetailSalt = m.saltsFor("entity", c.Code)
	line.Stratum = f.numbers[stratum{kind: kind, grade: grade}]
	line.Eligible = c.Excluded == Eligible
	line.Label, m.msg = labelOf(m.msg, inside.Salt, inside.Code)
	line.Detail, m.msg = detailOf(m.msg, inside)
	return nil
}

// labelOf and detailOf take and give back a buffer, so that a million of them
// allocate nothing.
func labelOf(buf []byte, salt Salt, code string) (Hash, []byte) {
	buf = appendField(buf[:0], "label")
	buf = appendField(buf, salt[:])
	buf = appendField(buf, code)
	return sha256.Sum256(buf), buf
}

func detailOf(buf []byte, in *RosterInside) (Hash, []byte) {
	buf = appendField(buf[:0], "detail")
	buf = appendField(buf, in.DetailSalt[:])
	buf = appendField(buf, in.Code)
	buf = appendField(buf, in.Kind)
	buf = appendField(buf, in.Grade)
	buf = appendField(buf, string(in.Reason))
	return sha256.Sum256(buf), buf
}

// LabelOf is H("label", salt, code): whoever is given a code and its salt finds
// the entity in any evidence of the draw.
func LabelOf(salt Salt, code string) Hash {
	label, _ := labelOf(nil, salt, code)
	return label
}

func (f *freezer) sorted() (*Roster, error) {
	type place struct {
		prefix     uint64
		part, line uint32
	}
	total := 0
	for _, p := range f.parts {
		total += len(p.lines)
	}
	places := make([]place, 0, total)
	for i, p := range f.parts {
		for j := range p.lines {
			places = append(places, place{
				prefix: binary.BigEndian.Uint64(p.lines[j].Label[:]),
				part:   uint32(i), line: uint32(j), // below MaxRoster
			})
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		if c := cmp.Compare(a.prefix, b.prefix); c != 0 {
			return c
		}
		x, y := &f.parts[a.part].lines[a.line].Label, &f.parts[b.part].lines[b.line].Label
		return bytes.Compare(x[:], y[:])
	})
	r := &Roster{Lines: make([]RosterLine, total), Inside: make([]RosterInside, total)}
	for i, at := range places {
		r.Lines[i] = f.parts[at.part].lines[at.line]
		r.Inside[i] = f.parts[at.part].inside[at.line]
		if i > 0 && r.Lines[i].Label == r.Lines[i-1].Label {
			return nil, failf(CodeDuplicateCode, "检查对象 %s 在名录中出现两次：一家只有一次机会", clip(r.Inside[i].Code))
		}
	}
	f.parts = nil
	return r, nil
}

// Hash is the roster's hash in the commitment, over the number of its lines
// and every line in order.
func (r *Roster) Hash() Hash { return rosterHash(r.Lines) }

func rosterHash(lines []RosterLine) Hash {
	h := sha256.New()
	const flushAt = 1 << 15
	buf := make([]byte, 0, flushAt+256)
	buf = appendField(buf, "roster")
	buf = appendField(buf, decimal(len(lines)))
	for i := range lines {
		buf = appendField(buf, lines[i].Label[:])
		buf = appendField(buf, lines[i].Detail[:])
		buf = appendInt(buf, lines[i].Stratum)
		buf = appendField(buf, eligibleDigit(lines[i].Eligible))
		if len(buf) >= flushAt {
			mustWrite(h, buf)
			buf = buf[:0]
		}
	}
	mustWrite(h, buf)
	return Hash(h.Sum(nil))
}

func eligibleDigit(eligible bool) string {
	if eligible {
		return "1"
	}
	return "0"
}

// Counts gives each stratum's base and number of eligible entities, by stratum
// number minus one. The base is everybody in scope without a clear lead.
//
// Errors: CodeRoster for a line of no stratum of the rules, or a roster whose
// two halves do not belong together.
func (r *Roster) Counts(rules *PublishedRules) ([]Count, error) {
	counts := make([]Count, len(rules.strata()))
	if len(r.Inside) != len(r.Lines) {
		return nil, failf(CodeRoster, "名单的公开部分与内部部分行数不一致")
	}
	for i := range r.Lines {
		if n := r.Lines[i].Stratum; n < 1 || n > len(counts) {
			return nil, failf(CodeRoster, "名单第 %d 行的层号 %d 不存在", i+1, n)
		}
		c := &counts[r.Lines[i].Stratum-1]
		if r.Inside[i].Reason.inBase() {
			c.Base++
		}
		if r.Lines[i].Eligible {
			c.Eligible++
		}
	}
	return counts, nil
}

// mustWrite feeds a hash, whose Write is documented never to return an error.
func mustWrite(h hash.Hash, p []byte) {
	if n, err := h.Write(p); err != nil || n != len(p) {
		panic("draw: hash.Hash broke its contract")
	}
}
