package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 行政复议 and 行政诉讼 (行政复议法第20条; 行政诉讼法第45条、第46条). They do not stop the
// enforcement, but nothing is added for delay meanwhile and the court is not asked.

func (t *transition) recordRemedy(f RecordRemedy) error {
	if f.Remedy.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "remedy_unknown", "必须写明行政复议还是行政诉讼。")
	}
	w := t.p.Penalty
	if err := t.PastDay(f.On, w.Execution.Service.On, f.Remedy.Chinese()+"日期", "收到决定书之日"); err != nil {
		return err
	}
	period := law.DeadlineReconsideration
	if f.Remedy == RemedyLitigation {
		period = law.DeadlineLitigation
	}
	if n := len(w.Remedies); n > 0 && w.Remedies[n-1].Outcome != RemedyWithdrawn {
		if f.Remedy == RemedyReconsideration || w.Remedies[n-1].Kind == RemedyLitigation {
			return law.Errorf(law.KindNotAllowed, "remedy_used", "已经申请行政复议或者提起行政诉讼，不能再次申请。")
		}
		period = law.DeadlineLitigationAfter
	}
	if last := t.p.lastDay(period); last.IsZero() || f.On.After(last) {
		return law.Errorf(law.KindNotAllowed, "remedy_out_of_time", "%s的期限已于%s届满。", f.Remedy.Chinese(), last.ChineseString())
	}
	w.Remedies = append(w.Remedies, Remedy{Kind: f.Remedy, On: f.On})
	t.MeetOrAmend(period, f.On.Start())
	for _, kind := range []law.DeadlineKind{law.DeadlineReconsideration, law.DeadlineLitigation, law.DeadlineLitigationAfter, law.DeadlineCourtApplication} {
		t.Drop(kind)
	}
	w.Execution.LitigationOver = calendar.Date{}
	t.OpenFrom(law.DeadlineRemedyOutcome, f.On)
	t.Tell(law.NoticeChange, t.ToTeam(), "当事人已%s，决定不停止执行，加处罚款在此期间不予计算。", map[RemedyKind]string{RemedyReconsideration: "申请行政复议", RemedyLitigation: "提起行政诉讼"}[f.Remedy])
	return nil
}

func (t *transition) recordRemedyOutcome(f RecordRemedyOutcome) error {
	w := t.p.Penalty
	r := &w.Remedies[len(w.Remedies)-1]
	if err := t.PastDay(f.On, r.On, "结果生效日期", "申请或者起诉之日"); err != nil {
		return err
	}
	if f.Outcome.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "remedy_outcome_unknown", "必须写明复议或者诉讼的结果。")
	}
	d := w.Decision
	var bad law.Invalid
	if f.Outcome == RemedyChanged {
		checkPenalties(&bad, "penalties", d.Terms.Kind, f.Penalties)
	} else if len(f.Penalties) > 0 {
		bad.Add("penalties", "", "决定没有变更的，不写处罚种类")
	}
	if f.Anew != nil {
		if f.Outcome != RemedyQuashed {
			bad.Add("anew", "", "决定没有撤销的，不填写责令重新作出")
		}
		f.Anew.check(&bad, "anew")
	}
	if err := bad.Err("remedy_outcome_invalid", "复议或者诉讼结果"); err != nil {
		return err
	}
	if heavier(d.Terms.Penalties, f.Penalties) {
		return law.Errorf(law.KindInvalid, "heavier_after_remedy", "行政复议、行政诉讼不得加重对当事人的处罚（行政复议法第六十三条、行政诉讼法第七十七条）。")
	}
	r.Outcome, r.OutcomeOn, r.Anew = f.Outcome, f.On, f.Anew
	t.Meet(law.DeadlineRemedyOutcome, f.On.Start())
	switch f.Outcome {
	case RemedyQuashed:
		d.Quashed = true
		t.quashed(f.On)
	case RemedyChanged:
		d.Terms.Penalties, d.Changed = f.Penalties, true
		t.changed(f.On)
	case RemedyUpheld, RemedyWithdrawn:
	}
	t.afterRemedy(*r)
	return nil
}

// quashed: nothing is left to be carried out.
func (t *transition) quashed(on calendar.Date) {
	for _, kind := range []law.DeadlineKind{law.DeadlinePayment, law.DeadlinePerformance, law.DeadlineDemand, law.DeadlineCourtApplication, law.DeadlineCourtResult,
		law.DeadlinePenaltyPublication, law.DeadlineDecisionService} {
		t.Drop(kind)
	}
	t.p.Penalty.Public.Prepared, t.p.Penalty.Execution.Asked = Proposer{}, nil
	t.takeBack(on)
	t.payBack(on)
	if t.p.Stage == PenaltyPublicTerm {
		t.p.Ending = PenaltyEndedQuashed
	}
}

// changed: what is left of the decision is carried out and published.
func (t *transition) changed(on calendar.Date) {
	x := &t.p.Penalty.Execution
	x.Asked, x.Plan = nil, nil
	if !t.p.unpaid() {
		t.Drop(law.DeadlinePayment)
	}
	if !t.p.toPerform() {
		t.Drop(law.DeadlinePerformance)
	}
	t.p.Penalty.Public.Prepared = Proposer{}
	t.takeBack(on)
	t.payBack(on)
	if t.p.mustPublish() {
		t.OpenFrom(law.DeadlinePenaltyPublication, on)
	}
}

// takeBack: an entry that is shown no longer holds.
func (t *transition) takeBack(on calendar.Date) {
	if t.p.shown() {
		t.OpenFrom(law.DeadlineWithdrawal, on)
		t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "处罚决定已被变更或者撤销，请在三个工作日内撤回公示信息并公开说明理由。")
	}
}

// afterRemedy: against the reconsideration's decision the entity may go to court;
// who withdrew it keeps the time that it had. Otherwise it is over.
func (t *transition) afterRemedy(r Remedy) {
	switch {
	case t.p.Penalty.Decision.Quashed || r.Kind == RemedyLitigation && r.Outcome != RemedyWithdrawn:
		t.litigationOver(r.OutcomeOn)
	case r.Kind == RemedyReconsideration && r.Outcome != RemedyWithdrawn:
		t.OpenFrom(law.DeadlineLitigationAfter, r.OutcomeOn)
	default:
		t.OpenFrom(law.DeadlineLitigation, t.p.Penalty.Execution.ServedOn)
	}
}

// litigationOver: the decision is final, and the time for the application to the
// court begins where something is left to be enforced.
func (t *transition) litigationOver(last calendar.Date) {
	t.p.Penalty.Execution.LitigationOver = last
	t.awaitCourt()
}

// litigationLapsed: nobody went to court.
func (t *transition) litigationLapsed(kind law.DeadlineKind) {
	last := t.p.lastDay(kind)
	t.lapsedBy(kind)
	t.litigationOver(last)
}

func (p Proceeding) remedyOpen() error {
	if err := p.decisionServed(); err != nil {
		return err
	}
	if !p.Penalty.Decision.Terms.Kind.adverse() {
		return law.Errorf(law.KindNotAllowed, "nothing_to_contest", "“%s”没有加重当事人的负担，不涉及行政复议和行政诉讼。", p.Penalty.Decision.Terms.Kind.Chinese())
	}
	if p.remedyPending() == nil {
		return law.Errorf(law.KindNotAllowed, "remedy_pending", "行政复议或者行政诉讼正在进行。")
	}
	if p.Penalty.Decision.Quashed {
		return errQuashed()
	}
	return nil
}

// remedyPending: one was recorded and has no outcome yet.
func (p Proceeding) remedyPending() error {
	if n := len(p.Penalty.Remedies); n == 0 || p.Penalty.Remedies[n-1].Outcome != "" {
		return law.Errorf(law.KindNotAllowed, "no_remedy_pending", "没有正在进行的行政复议或者行政诉讼。")
	}
	return nil
}
