package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// ObjectionFile is what only an objection (异议) of the entity to the published
// result of its inspection knows: it is taken, checked by the section head, decided
// by the bureau head and answered. Where it is upheld, the entry is replaced by one
// that says what is right and why; the entry itself is never changed. Against a
// penalty there are reconsideration, litigation and credit repair instead.
type ObjectionFile struct {
	Publication string          `json:"publication"` // the entry objected to
	Published   PublishedResult `json:"published"`   // what that entry says
	// Lengths are the bureau's own, in the edition's place.
	Lengths map[law.DeadlineKind]calendar.Period `json:"lengths,omitempty"`

	RaisedOn calendar.Date `json:"raisedOn,omitzero"`
	// EnteredFor: from paper, by the clerk.
	EnteredFor bool `json:"enteredFor,omitempty"`
	// Opinion is the section head's, Decision the bureau head's.
	Opinion    ObjectionView `json:"opinion,omitempty"`
	CheckedBy  string        `json:"checkedBy,omitempty"`
	CheckedFor string        `json:"checkedFor,omitempty"`
	CheckedOn  calendar.Date `json:"checkedOn,omitzero"`
	Decision   ObjectionView `json:"decision,omitempty"`
	DecidedBy  string        `json:"decidedBy,omitempty"`
	DecidedOn  calendar.Date `json:"decidedOn,omitzero"`
	// Corrected is what the clerk proposed to publish instead and, once Correction
	// has an entry, what was.
	Corrected  *PublishedResult      `json:"corrected,omitempty"`
	Correction cases.PublicationWork `json:"correction,omitzero"`
	AnsweredOn calendar.Date         `json:"answeredOn,omitzero"`
	Method     law.ServiceMethod     `json:"method,omitempty"`
}

// ObjectionView is whether an objection is right.
type ObjectionView string

// The views of an objection.
const (
	ObjectionUpheld   ObjectionView = "upheld"
	ObjectionRejected ObjectionView = "rejected"
)

// ObjectionViews are both views.
var ObjectionViews = []ObjectionView{ObjectionUpheld, ObjectionRejected}

var objectionViewNames = map[ObjectionView]string{ObjectionUpheld: "异议成立，更正公示内容", ObjectionRejected: "异议不成立，维持公示内容"}

// Chinese is the view's name.
func (v ObjectionView) Chinese() string { return objectionViewNames[v] }

// The endings of an objection.
const (
	EndingObjectionUpheld   Ending = "objection_upheld"
	EndingObjectionRejected Ending = "objection_rejected"
)

var objectionEndings = map[Ending]string{EndingObjectionUpheld: "异议成立，已更正公示内容并答复", EndingObjectionRejected: "异议不成立，已答复"}

// ObjectTo is what an objection to the result of the case is about: the entry that
// stands, with the corrections that earlier objections brought.
//
// Errors: nothing_published; objection_running where one is not yet answered.
func ObjectTo(c cases.Case, beside []Proceeding) (ObjectionFile, error) {
	if c.Publication.Entries == 0 {
		return ObjectionFile{}, law.Errorf(law.KindNotAllowed, "nothing_published", "案件%s的检查结果尚未公示，不能提出异议。", c.No)
	}
	for _, p := range beside {
		if p.Kind == law.ProceedingObjection && p.Stage.Open() {
			return ObjectionFile{}, law.Errorf(law.KindNotAllowed, "objection_running", "案件%s已有正在办理的异议（%s），答复后方可再次提出。", c.No, p.No)
		}
	}
	return ObjectionFile{Published: PublishedNow(c, beside)}, nil
}

// beginObjection: its first act is the entity's.
func beginObjection(t *transition) { t.p.Stage = ObjectionUnraised }
