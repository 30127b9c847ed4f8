package trial

import (
	"time"

	"shuangsuiji/inspection/law"
)

// Kind is in what the other edition differs.
type Kind string

// The kinds of difference.
const (
	Refused Kind = "refused" // it would have refused the act
	Period  Kind = "period"  // a period would have run otherwise
	Course  Kind = "course"  // the act would have led to another stage
	Duty    Kind = "duty"    // it asks for more than the subject's own edition
)

var kindNames = map[Kind]string{Refused: "不能办理", Period: "期限", Course: "阶段", Duty: "要求"}

// Kinds are all of them, as they are shown.
var Kinds = []Kind{Duty, Refused, Period, Course}

// Chinese is the kind's name.
func (k Kind) Chinese() string { return kindNames[k] }

// Difference is one thing that the other edition would have had otherwise.
type Difference struct {
	Subject string      `json:"subject"` // number of the task, case or proceeding
	Edition string      `json:"edition"` // its own
	Seq     int         `json:"seq,omitempty"`
	Act     law.ActKind `json:"act,omitempty"` // none: the subject as a whole
	Name    string      `json:"name,omitempty"`
	// Happened is when the act happened, UTC.
	Happened time.Time `json:"happened,omitzero"`
	Kind     Kind      `json:"kind"`
	// Code is that of the refusal, the period, the stage or the duty.
	Code string `json:"code"`
	Text string `json:"text"` // in Chinese
}

// Tried counts what was looked at and what was found.
type Tried struct {
	Tasks       int `json:"tasks"`
	Cases       int `json:"cases"`
	Proceedings int `json:"proceedings"`
	Acts        int `json:"acts"`
	// Unfolded are the subjects whose acts could not all be performed again by their
	// own edition: what stands behind the first of these was not tried.
	Unfolded []string `json:"unfolded,omitempty"`
	// Differences by their kind.
	Differences map[Kind]int `json:"differences"`
}
