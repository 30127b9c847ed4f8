package inspection

import (
	"slices"

	"shuangsuiji/inspection/calendar"
)

// 结案, and what goes on after it: the public term and the time for remedies.

// outlasting are the periods that run on after 结案.
var outlasting = []DeadlineKind{DeadlineReconsideration, DeadlineLitigation, DeadlineLitigationAfter, DeadlineRemedyOutcome, DeadlineRefund, DeadlineWithdrawal, DeadlinePenaltyPublication,
	DeadlinePublicTerm, DeadlineCreditRepair}

// settle follows every act and lapse after the decision: what is ready for its
// closing waits for that, and what is closed ends when nothing goes on any more.
func (t *proceedingTransition) settle() {
	if t.p.Stage == PenaltyPublicTerm {
		t.over()
	}
	if t.p.Stage != PenaltyExecution {
		return
	}
	if t.p.discharged() == nil {
		t.drop(DeadlineDemand)
		t.drop(DeadlineCourtApplication)
		// They still run only where the court is through with it. Their end stays on
		// record: what was added for delay is counted from there.
		for _, kind := range []DeadlineKind{DeadlinePayment, DeadlinePerformance} {
			if t.Deadlines.index(kind) >= 0 {
				t.meet(kind, t.act.Happened)
			}
		}
	}
	_, waiting := t.Deadlines.Find(DeadlinePenaltyClosing)
	switch ready := t.p.closable() == nil; {
	case ready && !waiting:
		t.open(DeadlinePenaltyClosing, t.act.Entered)
		t.tell(NoticeTask, t.toRole(RoleBureauHead), "决定已经执行完毕，请结案。")
	case !ready && waiting:
		t.drop(DeadlinePenaltyClosing)
	}
}

// settled does that after a lapse.
func settled(follows func(*proceedingTransition)) func(*proceedingTransition) {
	return func(t *proceedingTransition) {
		follows(t)
		t.settle()
	}
}

func (t *proceedingTransition) closePenaltyCase(ClosePenaltyCase) error {
	w, day := t.p.Penalty, calendar.DateOf(t.act.Happened)
	for _, before := range []struct {
		day  calendar.Date
		what string
	}{{w.Execution.ServedOn, "送达之日"}, {t.p.lastPaid(), "最后一次缴款之日"}, {w.Execution.PerformedOn, "履行之日"}, {w.Execution.CourtOn, "人民法院裁定或者执行之日"}} {
		if err := notBefore(day, before.day, "结案日期", before.what); err != nil {
			return err
		}
	}
	t.meet(DeadlinePenaltyClosing, t.act.Happened)
	t.Deadlines = slices.DeleteFunc(t.Deadlines, func(d Deadline) bool { return !slices.Contains(outlasting, d.Kind) })
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
	case d.Terms.Kind == DecisionProcessing:
		return PenaltyEndedProcessed
	}
	return PenaltyEndedExecuted
}

// over ends the proceeding when neither the public term nor a remedy goes on.
func (t *proceedingTransition) over() {
	if len(t.Deadlines) == 0 {
		t.finish(t.p.Ending)
	}
}

// closable: served, public where it must be, paid and done or enforced, no remedy
// going on.
func (p Proceeding) closable() error {
	w := p.Penalty
	if !w.Decision.Quashed {
		if err := p.decisionServed(); err != nil {
			return err
		}
	}
	if w.Decision.OnTheSpot && w.Execution.ReportedOn.IsZero() {
		return Errorf(KindNotAllowed, "on_the_spot_not_reported", "当场处罚尚未备案。")
	}
	if p.mustPublish() {
		if _, due := p.Deadlines.Find(DeadlinePenaltyPublication); due {
			return Errorf(KindNotAllowed, "entry_not_published", "处罚决定尚未公示。")
		}
	}
	if p.withdrawalDue() == nil {
		return Errorf(KindNotAllowed, "withdrawal_due", "原公示信息应当先撤回。")
	}
	if p.remedyPending() == nil {
		return Errorf(KindNotAllowed, "remedy_pending", "行政复议或者行政诉讼正在进行。")
	}
	if p.refundDue() == nil {
		return Errorf(KindNotAllowed, "refund_due", "决定变更或者撤销后多缴的款项尚未退还。")
	}
	return p.discharged()
}

func (p Proceeding) ownPenaltyCase(a Actor) error { return p.ownWork(a, "结案") }
