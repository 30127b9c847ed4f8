package record

import "time"

// DrawStage is how far a draw has come; it only goes forward.
type DrawStage string

// The stages of a draw.
const (
	DrawCommitted DrawStage = "committed"
	DrawRevealed  DrawStage = "revealed"
	DrawVoid      DrawStage = "void"
)

// Chinese is how people read the stage.
func (s DrawStage) Chinese() string {
	switch s {
	case DrawCommitted:
		return "已公布承诺，等待揭晓"
	case DrawRevealed:
		return "已揭晓"
	case DrawVoid:
		return "已作废"
	}
	return string(s)
}

// Draw is one draw of a task, with its secrets. Nonce and RosterKey are sealed with
// a key that stands outside the record (in draws of before there were seals they are
// plain); they go to nobody but the activity that computes the draw.
type Draw struct {
	Task       string
	Number     int
	Stage      DrawStage
	Commitment []byte // canonical JSON of the commitment
	Hash       string // of the commitment, hex
	Nonce      []byte
	RosterKey  []byte
	Committed  time.Time
	Ended      time.Time
	// Parts are the large documents by name. The store keeps them compressed, in
	// pieces, and never changes one that is there.
	Parts map[string][]byte
}

// DrawHead is a draw without its secrets.
type DrawHead struct {
	Task       string
	Number     int
	Stage      DrawStage
	Commitment []byte // canonical JSON of the commitment
	Hash       string // of the commitment, hex
	Committed  time.Time
	Ended      time.Time
}

// PublicDraw is what anyone may know of a draw.
type PublicDraw struct {
	Task      string    `json:"task"`
	Number    int       `json:"number"`
	Stage     DrawStage `json:"stage"`
	Hash      string    `json:"hash"` // of the commitment, hex
	Committed time.Time `json:"committed"`
	Ended     time.Time `json:"ended,omitzero"`
}

// The parts of a draw: what was frozen before the commitment, and the evidence
// in full and for the public.
const (
	PartFrozen = "frozen"
	PartFull   = "full"
	PartPublic = "public"
)

// Publication is one entry of the public record. Entries are never changed: a
// later one names the one it replaces.
type Publication struct {
	ID        string    `json:"id"` // case number and entry: 2024001-001-0007/1
	Case      string    `json:"case"`
	Task      string    `json:"task"`
	Entry     int       `json:"entry"`
	Replaces  string    `json:"replaces,omitempty"`
	Entity    string    `json:"entity"` // credit code
	Name      string    `json:"name"`   // of the entity
	Agency    string    `json:"agency"` // 抽查机关
	PlanNo    string    `json:"planNo"`
	PlanName  string    `json:"planName"`
	TaskName  string    `json:"taskName"`
	DrawMode  string    `json:"drawMode"`
	Completed string    `json:"completed"` // 完成日期, YYYY-MM-DD
	Items     string    `json:"items"`     // item names with their results, as published
	Outcome   string    `json:"outcome"`   // its Chinese words
	FollowUp  bool      `json:"followUp"`  // 后续处理中
	Published time.Time `json:"published"`
	Late      bool      `json:"late"`
	Evidence  string    `json:"evidence"` // commitment hash of the draw
	// Reason says why it corrects the entry that it replaces; "" where it only
	// supplements it.
	Reason string `json:"reason,omitempty"`
}
