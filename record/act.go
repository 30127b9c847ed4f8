package record

import (
	"encoding/json"
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// Act is one entry of the record: append-only, never changed or deleted.
type Act struct {
	Subject     string          `json:"subject"` // case number, task id, or a register's name
	Seq         int             `json:"seq"`     // 1, 2, 3 … within the subject
	Kind        law.ActKind     `json:"kind"`
	Name        string          `json:"name"`   // in Chinese
	Clause      string          `json:"clause"` // what it rests on
	Actor       string          `json:"actor"`
	ActorRole   law.Role        `json:"actorRole"`
	Delegation  string          `json:"delegation,omitempty"`
	Happened    time.Time       `json:"happened"`
	Entered     time.Time       `json:"entered"`  // business clock
	Recorded    time.Time       `json:"recorded"` // wall clock of the machine
	Facts       json.RawMessage `json:"facts,omitempty"`
	PayloadID   string          `json:"payloadId,omitempty"`
	PayloadHash string          `json:"payloadHash,omitempty"` // salted SHA-256, hex
	Key         string          `json:"key"`                   // semantic key, unique within the subject
	// Via is by what the person came in; Statement and Proof are what the office
	// vouched for ([Statement], [HandedIn]). They are empty for the system's acts.
	Via       law.Via `json:"via,omitempty"`
	Statement string  `json:"-"`
	Proof     string  `json:"-"`
	// StateHash is the SHA-256 of the subject's state after the act, and Seal the
	// signature over act and state, both in hex; the store makes them.
	StateHash string `json:"-"`
	Seal      string `json:"-"`
}

// ActContext is what acts are sealed for.
const ActContext = "act on record"

// Sealed is what an act's seal is over: everything that is kept of it but the seal.
func (a Act) Sealed() ([]byte, error) {
	return json.Marshal(struct {
		Act
		Statement, Proof, StateHash string
	}{a, a.Statement, a.Proof, a.StateHash})
}

// CaseWrite is everything that one act of a case writes, in one transaction.
type CaseWrite struct {
	Act         Act
	Case        cases.Case
	Inbox       []Message
	Mail        []Mail
	Publication *Publication
	Rating      *Rating
}

// Rating is how an entity rated its visit; it names nobody but the department.
type Rating struct {
	Department string
	Stars      int
	Entered    time.Time
}

// RatingCount is how many visits of a department were rated with so many stars.
type RatingCount struct {
	Department string `json:"department"`
	Stars      int    `json:"stars"`
	Count      int64  `json:"count"`
}

// CaseOpening is a new case with the items as they were on the day of the draw.
type CaseOpening struct {
	Case  cases.Case
	Items []registers.Item
	Act   Act
	Inbox []Message
}

// TaskAtHand is a task as an act finds it, within the transaction that records the
// act: locked, with who hands the act in and the links of its outside witnesses,
// the latest first.
type TaskAtHand struct {
	Task      tasks.Task
	Actor     law.Actor
	Witnesses []Link
}

// TaskWrite is everything that one act of a task writes, in one transaction.
type TaskWrite struct {
	Act   Act
	Task  tasks.Task
	Inbox []Message
	Mail  []Mail
	Draw  *Draw // created or replaced by (task, number); its stages only go forward
}
