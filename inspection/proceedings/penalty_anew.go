package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 责令重新作出行政行为 (行政复议法第64条; 行政诉讼法第70条、第71条): a decision was quashed,
// and another has to be taken. That is a penalty case of its own, which begins with
// the investigation, as its filing stands.

// Anew is the order to decide anew.
type Anew struct {
	// Within is how many days the order sets from On. 0: none; then a reconsideration's
	// is to be followed within sixty (行政复议法实施条例第49条第一款), a judgment's within
	// the periods of every case.
	Within int `json:"within,omitempty"`
	// Procedural: quashed for a breach of procedure (违反法定程序). Only then may the
	// new decision be the same on the same facts.
	Procedural bool `json:"procedural,omitempty"`
}

// AnewFile is what a case decided anew keeps of the one before it.
type AnewFile struct {
	Anew
	Of string        `json:"of"` // whose decision was quashed
	On calendar.Date `json:"on"` // the order was served or took effect
	By RemedyKind    `json:"by"` // whose order it is
	// Quashed is what that decision said.
	Quashed DecisionTerms `json:"quashed"`
}

// anewAtMost bounds what an order can set, in days.
const anewAtMost = 366

func (a Anew) check(bad *law.Invalid, at law.Path) {
	if a.Within < 0 || a.Within > anewAtMost {
		bad.Add(at.Join("within"), "", "重新作出决定的期限应为1至%d日；没有限定的，不填写", anewAtMost)
	}
}

// DecidedAnew is what the case that has to be opened for the order begins with;
// false where there is none.
func (p Proceeding) DecidedAnew() (Opening, bool) {
	if p.Penalty == nil || len(p.Penalty.Remedies) == 0 {
		return Opening{}, false
	}
	r := p.Penalty.Remedies[len(p.Penalty.Remedies)-1]
	if r.Anew == nil {
		return Opening{}, false
	}
	filing := *p.Penalty.Filing
	file := &PenaltyFile{Party: p.Penalty.Party, Filing: &filing, Investigators: slices.Clone(p.Penalty.Investigators),
		Anew: &AnewFile{Anew: *r.Anew, Of: p.No, On: r.OutcomeOn, By: r.Kind, Quashed: p.Penalty.Decision.Terms}}
	return Opening{No: law.ProceedingNo(p.No, law.ProceedingPenalty, 1), Kind: law.ProceedingPenalty, Case: p.Case, Task: p.Task, Entity: p.Entity,
		Edition: p.Edition, Department: p.Department, Party: p.Party, Items: p.Items, SelfReported: p.SelfReported, Team: p.Team, Anew: file}, true
}

// beginAnew: filed it is, and what the entity contested may become heavier for new
// facts only (行政处罚法第45条第二款; 行政复议法实施条例第51条).
func (t *transition) beginAnew(file *PenaltyFile) {
	t.p.Stage, t.p.Penalty = PenaltyInvestigation, file
	q := file.Anew.Quashed
	file.Contested = []PriorNotice{{Kind: q.Kind, Penalties: q.Penalties}}
	t.OpenFrom(law.DeadlineInvestigation, file.Anew.On)
	switch a := file.Anew; {
	case a.Within > 0:
		t.OpenFor(t.Period(law.DeadlineRedecision), law.CalendarDays(a.Within), a.On.Start())
	case a.By == RemedyReconsideration:
		t.OpenFrom(law.DeadlineRedecision, a.On)
	}
	t.Tell(law.NoticeTask, t.ToTeam(), "%s的决定被依法撤销并责令重新作出，请重新调查取证。", file.Anew.Of)
}

// sameAsQuashed refuses the quashed decision once more, on the same facts
// (行政复议法第64条第二款; 行政诉讼法第71条).
//
// Errors: same_as_quashed.
func (p Proceeding) sameAsQuashed(kind DecisionKind, penalties []Penalty, newFacts bool) error {
	a := p.Penalty.Anew
	if a == nil || a.Procedural || newFacts || kind != a.Quashed.Kind || heavier(a.Quashed.Penalties, penalties) || heavier(penalties, a.Quashed.Penalties) {
		return nil
	}
	return law.Errorf(law.KindNotAllowed, "same_as_quashed", "原决定（%s）已被撤销，没有查明新的违法事实的，不得以同一事实和理由作出与原决定相同的决定（行政复议法第六十四条、行政诉讼法第七十一条）。", penaltiesText(a.Quashed.Penalties))
}
