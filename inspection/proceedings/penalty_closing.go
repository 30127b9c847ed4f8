package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 结案, and what goes on after it: the public term and the time for remedies.

// outlasting are the periods that run on after 结案.
var outlasting = []law.DeadlineKind{law.DeadlineReconsideration, law.DeadlineLitigation, law.DeadlineLitigationAfter, law.DeadlineRemedyOutcome, law.DeadlineRefund, law.DeadlineWithdrawal, law.DeadlinePenaltyPublication,
	law.DeadlinePublicTerm, law.DeadlineCreditRules, law.DeadlineCreditRepair, law.DeadlineSelfCorrection}

// settle follows every act and lapse after the decision: what is ready for its
// closing waits for that, and what is closed ends when nothing goes on any more.
func (t *transition) settle() {
	t.forgetEntry()
	if t.p.Stage == PenaltyPublicTerm {
		t.over()
	}
	if t.p.Stage != PenaltyExecution {
		return
	}
	t.leaveToOrgan()
	if t.p.discharged() == nil {
		t.Drop(law.DeadlineDemand)
		t.Drop(law.DeadlineCourtApplication)
		t.Drop(law.DeadlineExecutionHandover)
		// They still run only where the court is through with it. Their end stays on
		// record: what was added for delay is counted from there.
		for _, kind := range []law.DeadlineKind{law.DeadlinePayment, law.DeadlinePerformance} {
			if t.Deadlines.Index(kind) >= 0 {
				t.Meet(kind, t.Act.Happened)
			}
		}
	}
	_, waiting := t.Deadlines.Find(law.DeadlinePenaltyClosing)
	switch ready := t.p.carriedOut() == nil; {
	case ready && !waiting:
		t.Open(law.DeadlinePenaltyClosing, t.Act.Entered)
		if t.p.educated() != nil {
			t.Tell(law.NoticeTask, t.ToTeam(), "依法不予行政处罚的，应当对当事人进行教育，请在结案前记录。")
			break
		}
		t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "决定已经执行完毕，请结案。")
	case !ready && waiting:
		t.Drop(law.DeadlinePenaltyClosing)
	}
}

// settled does that after a lapse.
func settled(follows func(*transition)) func(*transition) {
	return func(t *transition) {
		follows(t)
		t.settle()
	}
}

func (t *transition) closePenaltyCase(ClosePenaltyCase) error {
	w, day := t.p.Penalty, calendar.DateOf(t.Act.Happened)
	for _, before := range []struct {
		day  calendar.Date
		what string
	}{{w.Execution.ServedOn, "送达之日"}, {t.p.lastPaid(), "最后一次缴款之日"}, {w.Execution.PerformedOn, "履行之日"}, {w.Execution.EducatedOn, "教育之日"},
		{w.Execution.CourtOn, "人民法院裁定或者执行之日"}, {w.Execution.OrganOn, "复议机关执行之日"}} {
		if err := law.NotBefore(day, before.day, "结案日期", before.what); err != nil {
			return err
		}
	}
	t.Meet(law.DeadlinePenaltyClosing, t.Act.Happened)
	t.Deadlines = slices.DeleteFunc(t.Deadlines, func(d law.Deadline) bool { return !slices.Contains(outlasting, d.Kind) })
	w.ClosedOn = day
	t.p.Ending, t.p.Stage = t.p.endingNow(), PenaltyPublicTerm
	t.over()
	return nil
}

// endingNow is how the decision came to its end.
func (p Proceeding) endingNow() Ending {
	d, x := p.Penalty.Decision, p.Penalty.Execution
	switch {
	case d.Quashed:
		return PenaltyEndedQuashed
	case d.Terms.Kind == DecisionNoPenalty:
		return PenaltyEndedNoPenalty
	case d.Terms.Kind == DecisionDismissed:
		return PenaltyEndedDismissed
	case x.Court == CourtEnforced:
		return PenaltyEndedEnforced
	case p.courtDone():
		return PenaltyEndedUnenforced
	case x.Organ == OrganEnforced:
		return PenaltyEndedByOrgan
	case x.Organ == OrganUnenforceable:
		return PenaltyEndedOrganUnenforced
	case d.Terms.Kind == DecisionProcessing:
		return PenaltyEndedProcessed
	}
	return PenaltyEndedExecuted
}

// over ends the proceeding when neither the public term nor a remedy goes on.
func (t *transition) over() {
	if len(t.Deadlines) == 0 {
		t.finish(t.p.Ending)
	}
}

// closable: carried out, and the party was taught where it is not punished.
func (p Proceeding) closable() error {
	if err := p.carriedOut(); err != nil {
		return err
	}
	return p.educated()
}

// carriedOut: served, public where it must be, paid and done or enforced, no remedy
// going on.
func (p Proceeding) carriedOut() error {
	w := p.Penalty
	if !w.Decision.Quashed {
		if err := p.decisionServed(); err != nil {
			return err
		}
	}
	if w.Decision.OnTheSpot && w.Execution.ReportedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "on_the_spot_not_reported", "当场处罚尚未备案。")
	}
	if p.mustPublish() {
		if _, due := p.Deadlines.Find(law.DeadlinePenaltyPublication); due {
			return law.Errorf(law.KindNotAllowed, "entry_not_published", "处罚决定尚未公示。")
		}
	}
	if p.withdrawalDue() == nil {
		return law.Errorf(law.KindNotAllowed, "withdrawal_due", "原公示信息应当先撤回。")
	}
	if err := p.collectedPassedOn(); err != nil {
		return err
	}
	if p.remedyPending() == nil {
		return law.Errorf(law.KindNotAllowed, "remedy_pending", "行政复议或者行政诉讼正在进行。")
	}
	if p.correctionProposed() == nil {
		return law.Errorf(law.KindNotAllowed, "self_correction_pending", "自行纠正的意见正在审核或者等待决定。")
	}
	if p.refundDue() == nil {
		return law.Errorf(law.KindNotAllowed, "refund_due", "决定变更或者撤销后多缴的款项尚未退还。")
	}
	if err := p.procuratorateAnswered(); err != nil {
		return err
	}
	return p.discharged()
}

func (p Proceeding) ownPenaltyCase(a law.Actor) error { return p.ownWork(a, "结案") }
