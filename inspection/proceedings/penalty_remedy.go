package proceedings

import (
	"cmp"
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 行政复议 and 行政诉讼 (行政复议法第20条; 行政诉讼法第45条、第46条). They do not stop the
// enforcement, but nothing is added for delay meanwhile and the court is not asked.
// Against a decision taken on the spot, reconsideration comes first (行政复议法第23条第一款
// 第一项).

func (t *transition) recordRemedy(f RecordRemedy) error {
	if f.Remedy.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "remedy_unknown", "必须写明行政复议还是行政诉讼。")
	}
	if f.By != "" && f.By.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "remedy_applicant_unknown", "必须写明申请人是当事人、投诉人还是其他利害关系人。")
	}
	w := t.p.Penalty
	if err := t.PastDay(f.On, w.Execution.Service.On, f.Remedy.Chinese()+"日期", "收到决定书之日"); err != nil {
		return err
	}
	period, err := t.p.periodOf(f.Remedy)
	if err != nil {
		return err
	}
	// For others it runs from when they knew of the decision; whether they are in time
	// is for the reconsideration organ or the court to say.
	if last := t.p.lastDay(period); !f.By.other() && (last.IsZero() || f.On.After(last)) {
		return law.Errorf(law.KindNotAllowed, "remedy_out_of_time", "%s的期限已于%s届满。", f.Remedy.Chinese(), last.ChineseString())
	}
	w.Remedies = append(w.Remedies, Remedy{Kind: f.Remedy, On: f.On, By: f.By})
	if !f.By.other() {
		t.MeetOrAmend(period, f.On.Start())
	}
	for _, kind := range []law.DeadlineKind{law.DeadlineReconsideration, law.DeadlineLitigation, law.DeadlineLitigationAfter, law.DeadlineCourtApplication, law.DeadlineExecutionHandover} {
		t.Drop(kind)
	}
	w.Execution.LitigationOver = calendar.Date{}
	t.OpenFrom(law.DeadlineRemedyOutcome, f.On)
	t.Tell(law.NoticeChange, t.ToTeam(), "%s已%s，决定不停止执行，加处罚款在此期间不予计算。", cmp.Or(f.By, ApplicantParty).Chinese(), map[RemedyKind]string{RemedyReconsideration: "申请行政复议", RemedyLitigation: "提起行政诉讼"}[f.Remedy])
	return nil
}

// periodOf is the period within which the remedy is open, after those before it.
//
// Errors: remedy_used, reconsideration_first.
func (p Proceeding) periodOf(kind RemedyKind) (law.DeadlineKind, error) {
	if n := len(p.Penalty.Remedies); n > 0 && p.Penalty.Remedies[n-1].Outcome != RemedyWithdrawn {
		last := p.Penalty.Remedies[n-1]
		if kind == RemedyReconsideration || last.Kind == RemedyLitigation || last.Outcome == RemedyMediated {
			return "", errRemedyUsed()
		}
		return law.DeadlineLitigationAfter, nil
	}
	switch {
	case p.reconsiderationFirst() && p.reconsidered():
		return "", errRemedyUsed() // the lawsuit was withdrawn (法释〔2018〕1号第60条)
	case p.reconsiderationFirst() && kind == RemedyLitigation:
		return "", law.Errorf(law.KindNotAllowed, "reconsideration_first", "对当场作出的行政处罚决定不服的，应当先申请行政复议，对复议决定不服再提起行政诉讼（行政复议法第二十三条第一款第一项）。")
	case kind == RemedyLitigation:
		return law.DeadlineLitigation, nil
	}
	return law.DeadlineReconsideration, nil
}

func errRemedyUsed() error {
	return law.Errorf(law.KindNotAllowed, "remedy_used", "已经申请行政复议或者提起行政诉讼，不能再次申请。")
}

// reconsiderationFirst (复议前置): no court before the reconsideration's decision.
func (p Proceeding) reconsiderationFirst() bool { return p.Penalty.Decision.OnTheSpot }

// reconsidered: a reconsideration came to its decision.
func (p Proceeding) reconsidered() bool {
	return slices.ContainsFunc(p.Penalty.Remedies, func(r Remedy) bool {
		return r.Kind == RemedyReconsideration && r.Outcome != "" && r.Outcome != RemedyWithdrawn
	})
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
	if err := t.p.checkRemedyOutcome(f); err != nil {
		return err
	}
	d := w.Decision
	r.Outcome, r.OutcomeOn, r.Anew = f.Outcome, f.On, f.Anew
	t.Meet(law.DeadlineRemedyOutcome, f.On.Start())
	switch f.Outcome {
	case RemedyQuashed:
		d.Quashed = true
		t.quashed(f.On)
	case RemedyChanged, RemedyMediated:
		d.Terms.Penalties, d.Changed = f.Penalties, true
		t.changed(f.On, f.Outcome)
	case RemedyPartlyQuashed:
		r.Quashed = quashedPart(d.Terms.Penalties, f.Penalties)
		d.Terms.Penalties, d.PartlyQuashed = f.Penalties, true
		t.changed(f.On, f.Outcome)
	case RemedyUnlawful:
		d.Unlawful = true
		t.republish(f.On, f.Outcome)
	case RemedyUpheld, RemedyWithdrawn:
	}
	t.afterRemedy(*r)
	return nil
}

// checkRemedyOutcome holds what came of the remedy against the decision.
//
// Errors: remedy_outcome_invalid, heavier_after_remedy.
func (p Proceeding) checkRemedyOutcome(f RecordRemedyOutcome) error {
	terms := p.Penalty.Decision.Terms
	if p.Penalty.Decision.Quashed && f.Outcome.setsTerms() { // by the bureau itself meanwhile
		return errQuashed()
	}
	var bad law.Invalid
	if f.Outcome.setsTerms() {
		checkPenalties(&bad, "penalties", terms.Kind, f.Penalties)
	} else if len(f.Penalties) > 0 {
		bad.Add("penalties", "", "决定没有变更、部分撤销或者调解的，不写处罚种类")
	}
	if f.Outcome.setsTerms() && !terms.Kind.adverse() {
		bad.Add("outcome", string(f.Outcome), "“%s”没有可以变更、部分撤销或者调解的内容；应当处理的，撤销并责令重新作出", terms.Kind.Chinese())
	}
	if f.Opposed && f.Outcome != RemedyChanged {
		bad.Add("opposed", "", "决定没有变更的，不填写第三人提出相反请求")
	}
	if f.Outcome == RemedyPartlyQuashed && terms.Kind == DecisionPenalty && !heavier(f.Penalties, terms.Penalties) {
		bad.Add("penalties", "", "部分撤销的，写明撤销后仍然有效的处罚，应少于原处罚（%s）", penaltiesText(terms.Penalties))
	}
	if f.Anew != nil {
		if !f.Outcome.annuls() {
			bad.Add("anew", "", "决定没有撤销的，不填写责令重新作出")
		}
		f.Anew.check(&bad, "anew")
	}
	if err := bad.Err("remedy_outcome_invalid", "复议或者诉讼结果"); err != nil {
		return err
	}
	opposed := f.Outcome == RemedyChanged && (f.Opposed || p.Penalty.Remedies[len(p.Penalty.Remedies)-1].By.other())
	if !opposed && heavier(terms.Penalties, f.Penalties) {
		return law.Errorf(law.KindInvalid, "heavier_after_remedy", "行政复议、行政诉讼不得加重对申请人的处罚；第三人提出相反请求，或者利害关系人同为原告且诉讼请求相反的除外（行政复议法第六十三条、行政诉讼法第七十七条）。")
	}
	return nil
}

// quashedPart is what is taken from the penalties where only the others remain.
func quashedPart(whole, remaining []Penalty) []Penalty {
	var out []Penalty
	for _, one := range whole {
		i := slices.IndexFunc(remaining, one.sameKind)
		switch {
		case i < 0:
			out = append(out, one)
		case one.Fen > remaining[i].Fen:
			out = append(out, Penalty{Kind: one.Kind, Fen: one.Fen - remaining[i].Fen})
		}
	}
	return out
}

// quashed: nothing is left to be carried out.
func (t *transition) quashed(on calendar.Date) {
	for _, kind := range []law.DeadlineKind{law.DeadlinePayment, law.DeadlinePerformance, law.DeadlineDemand, law.DeadlineCourtApplication, law.DeadlineCourtResult,
		law.DeadlineExecutionHandover, law.DeadlineOrganResult, law.DeadlinePenaltyPublication, law.DeadlineDecisionService} {
		t.Drop(kind)
	}
	t.p.Penalty.Public.Prepared, t.p.Penalty.Execution.Asked = Proposer{}, nil
	t.p.Penalty.Correcting = nil
	t.Drop(law.DeadlineSelfCorrection)
	t.takeBack(on, RemedyQuashed)
	t.payBack(on)
	if t.p.Stage == PenaltyPublicTerm {
		t.p.Ending = PenaltyEndedQuashed
	}
}

// changed: what is left of the decision is carried out and published.
func (t *transition) changed(on calendar.Date, why RemedyOutcome) {
	x := &t.p.Penalty.Execution
	x.Asked, x.Plan = nil, nil
	if !t.p.unpaid() {
		t.Drop(law.DeadlinePayment)
	}
	if !t.p.toPerform() {
		t.Drop(law.DeadlinePerformance)
	}
	t.heavierNow(on)
	t.payBack(on)
	t.republish(on, why)
}

// heavierNow: what a change added is to be paid and done, also where the case was closed.
func (t *transition) heavierNow(on calendar.Date) {
	if t.p.Penalty.Execution.ServedOn.IsZero() {
		return
	}
	if _, running := t.Deadlines.Find(law.DeadlinePayment); t.p.unpaid() && !running {
		t.OpenFrom(law.DeadlinePayment, on)
	}
	if _, running := t.Deadlines.Find(law.DeadlinePerformance); t.p.toPerform() && !running && t.p.Penalty.Execution.PerformedOn.IsZero() {
		t.OpenFrom(law.DeadlinePerformance, on)
	}
	if t.p.Stage == PenaltyPublicTerm && t.p.discharged() != nil {
		t.p.Stage, t.p.Ending, t.p.Penalty.ClosedOn = PenaltyExecution, "", calendar.Date{}
		t.Tell(law.NoticeTask, t.ToTeam(), "决定经变更后加重，本案恢复执行。")
	}
}

// republish: the entry on the page no longer says what holds, and one that does takes
// its place (行政处罚法第48条第二款).
func (t *transition) republish(on calendar.Date, why RemedyOutcome) {
	t.p.Penalty.Public.Prepared = Proposer{}
	t.takeBack(on, why)
	if t.p.mustPublish() {
		t.OpenFrom(law.DeadlinePenaltyPublication, on)
	}
}

// takeBack: an entry that is shown no longer holds.
func (t *transition) takeBack(on calendar.Date, why RemedyOutcome) {
	if t.p.shown() {
		t.p.Penalty.Public.TakenBack = why
		t.OpenFrom(law.DeadlineWithdrawal, on)
		t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "处罚决定已被%s，请在三个工作日内撤回公示信息并公开说明理由。", takenBackFor[why])
	}
}

// takenBackFor says why an entry is taken back.
var takenBackFor = map[RemedyOutcome]string{RemedyChanged: "变更", RemedyQuashed: "撤销", RemedyPartlyQuashed: "部分撤销", RemedyUnlawful: "确认违法（不撤销）", RemedyMediated: "调解变更"}

// afterRemedy: against the reconsideration's decision the entity may go to court, not
// against what it agreed to (行政复议法第73条); who withdrew it keeps the time that it
// had. Otherwise it is over.
func (t *transition) afterRemedy(r Remedy) {
	switch {
	case t.p.Penalty.Decision.Quashed || r.Outcome == RemedyMediated || r.Kind == RemedyLitigation && r.Outcome != RemedyWithdrawn:
		t.litigationOver(r.OutcomeOn)
	case r.Kind == RemedyReconsideration && r.Outcome != RemedyWithdrawn:
		t.OpenFrom(law.DeadlineLitigationAfter, r.OutcomeOn)
	case !t.p.reconsiderationFirst():
		t.OpenFrom(law.DeadlineLitigation, t.p.Penalty.Execution.ServedOn)
		if r.By.other() && !t.p.reconsidered() { // the party has asked for nothing yet
			t.OpenFrom(law.DeadlineReconsideration, t.p.Penalty.Execution.ServedOn)
		}
	case t.p.reconsidered(): // and the lawsuit withdrawn
		t.litigationOver(r.OutcomeOn)
	default:
		t.OpenFrom(law.DeadlineReconsideration, t.p.Penalty.Execution.ServedOn)
	}
}

// litigationOver: the decision is final, and the time for the application to the
// court begins where something is left to be enforced.
func (t *transition) litigationOver(last calendar.Date) {
	t.p.Penalty.Execution.LitigationOver = last
	t.awaitEnforcement()
}

// reconsiderationLapsed: where it comes first, nothing can be contested any more.
func (t *transition) reconsiderationLapsed() {
	last := t.p.lastDay(law.DeadlineReconsideration)
	t.lapsedBy(law.DeadlineReconsideration)
	if t.p.reconsiderationFirst() {
		t.Drop(law.DeadlineLitigation) // runs in cases from before
		t.litigationOver(last)
	}
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
