package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// A penalty case that was decided by handing the facts to the police is over, but not
// the matter: where the police file no case the bureau has to deal with it
// (行政执法机关移送涉嫌犯罪案件的规定第10条), and where they do it may come back
// (行政处罚法第27条第一款). A penalty case of its own goes on, as the filing stands.

// ResumedFile is what a case that goes on keeps of the one before it.
type ResumedFile struct {
	Of       string        `json:"of"`       // whose decision handed the facts to the police
	Referral string        `json:"referral"` // by which they were handed over
	On       calendar.Date `json:"on"`       // it goes on since
}

// ReferredBy is the number of the penalty case out of which a referral to the police
// may have come; "" where none can.
func (p Proceeding) ReferredBy() string {
	if p.Kind != law.ProceedingPolice {
		return ""
	}
	return law.Origin(p.No)
}

// Resumed is what the penalty case begins with that goes on for this one, whose facts
// the referral took to the police; false where this one was not decided so, or where
// the police have not said yet what they do.
func (p Proceeding) Resumed(referral Proceeding) (Opening, bool) {
	if p.Ending != PenaltyEndedTransferred || p.Penalty.Decision.Terms.Transfer != law.ProceedingPolice || referral.ReferredBy() != p.No {
		return Opening{}, false
	}
	if referral.Stage.Open() && !referral.PoliceFiled() {
		return Opening{}, false
	}
	w := p.Penalty
	filing := *w.Filing
	file := &PenaltyFile{Party: w.Party, Filing: &filing, Investigators: slices.Clone(w.Investigators), Recusals: slices.Clone(w.Recusals),
		Contested: slices.Clone(w.Contested), Resumed: &ResumedFile{Of: p.No, Referral: referral.No}}
	if w.Notice != nil && p.wasHeard() {
		file.Contested = append(file.Contested, *w.Notice)
	}
	o := p.Successor(law.ProceedingPenalty, law.ProceedingNo(referral.No, law.ProceedingPenalty, 1))
	o.Anew = file
	return o, true
}

// beginResumed: filed it is; what the investigation found before can be found again.
func (t *transition) beginResumed(file *PenaltyFile) {
	t.p.Stage, t.p.Penalty = PenaltyInvestigation, file
	file.Resumed.On = t.happenedOn()
	t.OpenFrom(law.DeadlineInvestigation, file.Resumed.On)
	t.Tell(law.NoticeTask, t.ToTeam(), "%s移送公安机关后未追究刑事责任或者尚待刑事案件结果，原立案继续有效；依法应当行政处罚的，请继续办理。", file.Resumed.Of)
}
