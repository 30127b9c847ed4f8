package draw

import (
	"crypto/sha256"
	"io"
)

// Outcome says whether a draw came about.
type Outcome string

// The outcomes of a draw.
const (
	Drawn  Outcome = "drawn"
	Voided Outcome = "void"
)

// Extent says how much an evidence shows.
type Extent string

// The two extents of evidence.
const (
	Full   Extent = "full"
	Public Extent = "public"
)

// VoidReason says what voided a draw; the values are codes of [Error] too.
type VoidReason string

// The reasons that void a draw, on record, with the name.
const (
	SealNotOpened VoidReason = CodeSealMissing
	SealMismatch  VoidReason = CodeSeal
)

// VoidNote is what stands on record of a voided draw: every witness whose seal
// was not opened, or whose opening did not fit the seal.
type VoidNote struct {
	Time      Instant       `json:"time"`
	Witnesses []VoidWitness `json:"witnesses"`
}

// VoidWitness is one witness who voided the draw.
type VoidWitness struct {
	Name   string     `json:"name"`
	Reason VoidReason `json:"reason"`
}

// Ranks are the eligible of one stratum, as roster positions (from 1) in the
// order of their tickets: the first are drawn, as many as the quota says; the
// rest are the alternates, in order.
type Ranks struct {
	Positions []int `json:"positions"`
	Stratum   int   `json:"stratum"`
}

// Record is what full and public evidence have in common.
type Record struct {
	Algorithm  string          `json:"algorithm"`
	Attendance Attendance      `json:"attendance"`
	Cases      []Case          `json:"cases"`
	Commitment Commitment      `json:"commitment"`
	Digest     Hash            `json:"digest,omitzero"`
	Entries    []Entry         `json:"entries"`
	Extent     Extent          `json:"extent"`
	Format     string          `json:"format"`
	Inspectors []InspectorLine `json:"inspectors,omitempty"`
	// Nonce, Seed and RevealedAt are absent when the draw is void.
	Nonce      Nonce          `json:"nonce,omitzero"`
	Outcome    Outcome        `json:"outcome"`
	Quotas     Quotas         `json:"quotas"`
	Ranks      []Ranks        `json:"ranks"`
	RevealedAt Instant        `json:"revealed_at,omitempty"`
	Roster     []RosterLine   `json:"roster"`
	Rules      PublishedRules `json:"rules"`
	Seed       Hash           `json:"seed,omitzero"`
	Void       *VoidNote      `json:"void,omitempty"`
}

// Inside is what only the bureau and its supervisor see.
type Inside struct {
	// Exclusions are the reasons beside each case's Excluded.
	Exclusions [][]Absence       `json:"exclusions"`
	Inspectors []InspectorInside `json:"inspectors"`
	Names      RuleNames         `json:"names"`
	Roster     []RosterInside    `json:"roster"`
}

// FullEvidence is all of a draw: codes, grades, reasons, salts. It is for the
// bureau and the supervisor.
type FullEvidence struct {
	Record
	Inside Inside `json:"inside"`
}

// Opening lets everybody see that a label is a certain entity's.
type Opening struct {
	Code     string `json:"code"`
	Position int    `json:"position"`
	Salt     Salt   `json:"salt"`
}

// Shows says what a public evidence shows beside what all of them show.
type Shows struct {
	// Drawn: the drawn entities are opened.
	Drawn bool `json:"drawn"`
	// Teams: inspectors and teams are named by certificate number.
	Teams bool `json:"teams"`
}

// PublicEvidence is what the public sees of a draw. It verifies completely, and
// holds no grade, no reason, and no code but those of drawn entities that the
// task lets be opened.
type PublicEvidence struct {
	Record
	Openings []Opening `json:"openings,omitempty"`
	Shows    Shows     `json:"shows"`
}

// Encode writes the evidence as the file that verifies: its canonical JSON.
func (e *FullEvidence) Encode(w io.Writer) error { return writeCanonical(w, e) }

// Encode writes the evidence as the file that verifies: its canonical JSON.
func (e *PublicEvidence) Encode(w io.Writer) error { return writeCanonical(w, e) }

// seal sets the digest over everything else.
func (e *FullEvidence) seal() error {
	e.Digest = Hash{}
	digest, err := digestOf(e)
	e.Digest = digest
	return err
}

func (e *PublicEvidence) seal() error {
	e.Digest = Hash{}
	digest, err := digestOf(e)
	e.Digest = digest
	return err
}

// digestOf is SHA-256 of the canonical text. The digest member must be zero, so
// that it is left out.
func digestOf(evidence any) (Hash, error) {
	h := sha256.New()
	if err := writeCanonical(h, evidence); err != nil {
		return Hash{}, err
	}
	return Hash(h.Sum(nil)), nil
}

// OpeningOf is the opening that an entity may ask for: with it the entity finds
// itself in the public roster. Whether a label is eligible is public, so an
// entity with a clear lead learns from its opening that it was left out: the
// office gives such an opening only when the case has been filed.
//
// Errors: CodeOpening when the entity is not in the roster.
func (e *FullEvidence) OpeningOf(code string) (Opening, error) {
	for i := range e.Inside.Roster {
		if in := &e.Inside.Roster[i]; in.Code == code {
			return Opening{Code: in.Code, Position: i + 1, Salt: in.Salt}, nil
		}
	}
	return Opening{}, failf(CodeOpening, "检查对象 %s 不在本次抽查名单中", clip(code))
}

// CheckOpening says whether an opening is true of this evidence's roster.
//
// Errors: CodeOpening.
func (r *Record) CheckOpening(o Opening) error {
	if o.Position < 1 || o.Position > len(r.Roster) || r.Roster[o.Position-1].Label != LabelOf(o.Salt, o.Code) {
		return failf(CodeOpening, "名单第 %d 行的标签不是由代码 %s 与其盐值得出的", o.Position, clip(o.Code))
	}
	return nil
}
