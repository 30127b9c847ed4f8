package inspection

import (
	"fmt"
	"time"

	"shuangsuiji/inspection/calendar"
)

// Objection (异议) is the entity's objection to a published result: it is taken,
// checked by the section head, decided by the bureau head and answered. Where it
// is upheld the entry is replaced by a corrected one; the entry itself is never
// changed. Like a [Case] it holds codes, dates and running periods only.
type Objection struct {
	No          string `json:"no"`
	Publication string `json:"publication"` // the entry objected to
	Case        string `json:"case,omitempty"`
	Entity      string `json:"entity"`
	Edition     string `json:"edition"`
	Department  string `json:"department"`
	// Lengths are the bureau's own, in the edition's place.
	Lengths map[DeadlineKind]calendar.Period `json:"lengths,omitempty"`

	Stage  ObjectionStage `json:"stage"`
	Seq    int            `json:"seq"` // acts on record
	Opened time.Time      `json:"opened"`
	Docket

	RaisedOn   calendar.Date `json:"raisedOn,omitzero"`
	EnteredFor bool          `json:"enteredFor,omitempty"`
	// Opinion is the section head's, Decision the bureau head's.
	Opinion    ObjectionView `json:"opinion,omitempty"`
	CheckedBy  string        `json:"checkedBy,omitempty"`
	CheckedFor string        `json:"checkedFor,omitempty"`
	CheckedOn  calendar.Date `json:"checkedOn,omitzero"`
	Decision   ObjectionView `json:"decision,omitempty"`
	DecidedBy  string        `json:"decidedBy,omitempty"`
	DecidedOn  calendar.Date `json:"decidedOn,omitzero"`
	AnsweredOn calendar.Date `json:"answeredOn,omitzero"`
	Method     ServiceMethod `json:"method,omitempty"`
	Closed     time.Time     `json:"closed,omitzero"`
}

// ObjectionView is whether an objection is right.
type ObjectionView string

// The views of an objection.
const (
	ObjectionUpheld   ObjectionView = "upheld"
	ObjectionRejected ObjectionView = "rejected"
)

var objectionViewNames = map[ObjectionView]string{ObjectionUpheld: "异议成立，更正公示内容", ObjectionRejected: "异议不成立，维持公示内容"}

// Chinese is the view's name.
func (v ObjectionView) Chinese() string { return objectionViewNames[v] }

// ObjectionStage is where an objection stands.
type ObjectionStage string

// The stages of an objection.
const (
	ObjectionUnraised ObjectionStage = "objection_unraised" // before its first act
	ObjectionCheck    ObjectionStage = "objection_check"
	ObjectionDecision ObjectionStage = "objection_decision"
	ObjectionAnswer   ObjectionStage = "objection_answer"
	ObjectionClosed   ObjectionStage = "objection_closed"
)

var objectionStageNames = map[ObjectionStage]string{
	ObjectionUnraised: "待提出", ObjectionCheck: "异议核查", ObjectionDecision: "异议审批", ObjectionAnswer: "异议答复", ObjectionClosed: "异议已答复",
}

// ObjectionStages are the stages at which something is still to be done, in order.
var ObjectionStages = []ObjectionStage{ObjectionUnraised, ObjectionCheck, ObjectionDecision, ObjectionAnswer}

// Chinese is the stage's name.
func (s ObjectionStage) Chinese() string {
	if n, ok := objectionStageNames[s]; ok {
		return n
	}
	return string(s)
}

// Open reports whether something is still to be done.
func (s ObjectionStage) Open() bool { return s != ObjectionClosed }

// ObjectionOpening is what an objection begins with.
type ObjectionOpening struct {
	No, Publication, Case, Entity, Edition, Department string
	// Lengths are the bureau's own periods; see [Objection].
	Lengths map[DeadlineKind]calendar.Period
	At      time.Time
}

// ObjectionNo is the number of the n-th objection to results of the case.
func ObjectionNo(caseNo string, n int) string { return fmt.Sprintf("%s-Y%d", caseNo, n) }

// NewObjection is an objection whose first act, [RaiseObjection], is still to come.
func NewObjection(o ObjectionOpening, law Law) Objection {
	return Objection{No: o.No, Publication: o.Publication, Case: o.Case, Entity: o.Entity, Edition: o.Edition, Department: o.Department,
		Lengths: o.Lengths, Stage: ObjectionUnraised, Opened: o.At, Docket: Docket{Calendar: law.Calendar.Version()}}
}

// Permit asks the table whether the act is allowed now; see [Case.Permit].
func (o Objection) Permit(a Act) error { return permit(o, ObjectionRules, a) }

// Allowed lists the acts that people may perform now; see [Case.Allowed].
func (o Objection) Allowed(actor Actor) []Allowance { return allowed(o, ObjectionRules, actor) }

// Apply performs the act on a copy; see [Proceeding.Apply].
func (o Objection) Apply(a Act, law Law) (Objection, Effects, error) {
	if law.Edition == nil || law.Edition.Code != o.Edition {
		return o, Effects{}, errEdition(o.No)
	}
	if err := o.Permit(a); err != nil {
		return o, Effects{}, err
	}
	// It is made a subject when it is entered; from paper it was raised before.
	if err := a.checkTimes(time.Time{}, law.Calendar); err != nil {
		return o, Effects{}, err
	}
	var next Objection
	if err := deepCopy(o, &next); err != nil {
		return o, Effects{}, fmt.Errorf("copy objection %s: %w", o.No, err)
	}
	rule, _ := ruleOf(ObjectionRules, a.Kind)
	next.Seq++
	t := objectionTransition{transition{Docket: &next.Docket, subject: &next, law: law, act: a}, &next}
	if err := rule.apply(&t); err != nil {
		return o, Effects{}, err
	}
	return next, Effects{Notices: t.notices}, nil
}

// Upheld reports whether the entry is to be replaced by a corrected one.
func (o Objection) Upheld() bool { return o.Decision == ObjectionUpheld }

func (o Objection) stage() ObjectionStage { return o.Stage }

func (o Objection) about() about {
	return about{name: "异议" + o.No, acts: o.Seq, department: o.Department, entity: o.Entity, opened: o.Opened, suspendedOn: o.SuspendedOn, lengths: o.Lengths}
}

func (o Objection) allowedNow() string { return allowedText(o.Allowed(Actor{})) }

func (o Objection) is(a Actor, w Who) bool { return o.about().is(a, w) }

func (o Objection) docket() Docket { return o.Docket }

// edition is the edition that it began with and keeps.
func (o Objection) edition() (*Edition, error) { return EditionOf(o.Edition) }
