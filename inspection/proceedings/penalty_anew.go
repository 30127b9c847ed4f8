package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 责令重新作出行政行为 (行政复议法第64条; 行政诉讼法第70条、第71条): a decision was quashed,
// whole or in part, and another has to be taken for what was. That is a penalty case of
// its own, which begins with the investigation, as its filing stands.

// Anew is the order to decide anew.
type Anew struct {
	// Within is how many days the order sets from On. 0: none; then a judgment's is to
	// be followed within the periods of every case, and a reconsideration's within sixty
	// days besides: by rule of the bureau, since 行政复议法实施条例第49条第一款 sets them only
	// where no law, regulation or rule sets a period, and 劳动保障监察条例第17条 does.
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
	// Quashed is what that decision said, as far as it was quashed.
	Quashed DecisionTerms `json:"quashed"`
	// Opposed: another than the party had it quashed, and the new one may be heavier.
	Opposed bool `json:"opposed,omitempty"`
}

// anewAtMost bounds what an order can set, in days.
const anewAtMost = 366

func (a Anew) check(bad *law.Invalid, at law.Path) {
	if a.Within < 0 || a.Within > anewAtMost {
		bad.Add(at.Join("within"), "", "重新作出决定的期限应为1至%d日；没有限定的，不填写", anewAtMost)
	}
}

// DecidedAnew is what the case that has to be opened for the order of the last remedy
// begins with; false where there is none.
func (p Proceeding) DecidedAnew() (Opening, bool) {
	if p.Penalty == nil || len(p.Penalty.Remedies) == 0 {
		return Opening{}, false
	}
	return p.anewAfter(len(p.Penalty.Remedies) - 1)
}

// DecidedAnewAs is what the case of that number began with; false where no order asked
// for it. A decision that was quashed in part may be quashed whole later.
func (p Proceeding) DecidedAnewAs(no string) (Opening, bool) {
	if p.Penalty == nil {
		return Opening{}, false
	}
	for i := range p.Penalty.Remedies {
		if o, ordered := p.anewAfter(i); ordered && o.No == no {
			return o, true
		}
	}
	return Opening{}, false
}

// anewAfter is that of the i-th remedy.
func (p Proceeding) anewAfter(i int) (Opening, bool) {
	r, number := p.Penalty.Remedies[i], 1
	if r.Anew == nil {
		return Opening{}, false
	}
	for _, before := range p.Penalty.Remedies[:i] {
		if before.Anew != nil {
			number++
		}
	}
	quashed := p.Penalty.Decision.Terms
	if r.Outcome == RemedyPartlyQuashed {
		quashed.Penalties = r.Quashed
	}
	var filing *PenaltyFiled
	if !p.Penalty.unfiled() {
		kept := *p.Penalty.Filing
		filing = &kept
	}
	o := p.Successor(law.ProceedingPenalty, law.ProceedingNo(p.No, law.ProceedingPenalty, number))
	o.Anew = &PenaltyFile{Party: p.Penalty.Party, Filing: filing, Investigators: slices.Clone(p.Penalty.Investigators),
		Anew: &AnewFile{Anew: *r.Anew, Of: p.No, On: r.OutcomeOn, By: r.Kind, Quashed: quashed, Opposed: r.By.other()}}
	return o, true
}

// unfiled: the quashed decision was made on the spot, without a filing.
func (w PenaltyFile) unfiled() bool { return w.Filing == nil || w.Filing.On.IsZero() }

// beginAnew: filed it is, unless it was decided on the spot, and what the entity contested
// may become heavier for new facts only (行政处罚法第45条第二款; 行政复议法实施条例第51条),
// unless another had it quashed.
func (t *transition) beginAnew(file *PenaltyFile) {
	t.p.Stage, t.p.Penalty = PenaltyInvestigation, file
	q := file.Anew.Quashed
	if q.Kind.adverse() && !file.Anew.Opposed {
		file.Contested = []PriorNotice{{Kind: q.Kind, Penalties: q.Penalties}}
	}
	if file.unfiled() {
		t.p.Stage = PenaltyFiling
		t.Open(law.DeadlinePenaltyFiling, t.Act.Entered)
	} else {
		t.OpenFrom(law.DeadlineInvestigation, file.Anew.On)
	}
	switch a := file.Anew; {
	case a.Within > 0:
		t.OpenFor(t.Period(law.DeadlineRedecision), law.CalendarDays(a.Within), a.On.Start())
	case a.By == RemedyReconsideration:
		t.OpenFrom(law.DeadlineRedecision, a.On)
	}
	if file.unfiled() {
		t.Tell(law.NoticeTask, t.ToLead(), "%s的当场处罚决定被依法撤销并责令重新作出，请提请立案。", file.Anew.Of)
		return
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
