package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 催告 and the application to the court (行政强制法第53条、第54条; 行政处罚法第72条).

// serveDemand: only once the term for payment or performance is over.
func (t *transition) serveDemand(f ServeDemand) error {
	day, err := t.Served(f.Service, t.p.Penalty.Execution.ServedOn, "收到决定书之日")
	if err != nil {
		return err
	}
	if last := t.p.dueDay(); !f.Service.On.After(last) {
		return law.Errorf(law.KindNotAllowed, "term_running", "履行期限至%s届满，此前不能催告。", last.ChineseString())
	}
	x := &t.p.Penalty.Execution
	x.Demand, x.DemandedOn = f.Service, day
	t.OpenFrom(law.DeadlineDemand, day)
	return nil
}

// dueDay is the last day for what has not been done: with a plan, the first part
// that is open.
func (p Proceeding) dueDay() calendar.Date {
	var last calendar.Date
	for _, kind := range []law.DeadlineKind{law.DeadlinePayment, law.DeadlinePerformance} {
		if d, running := p.Deadlines.Find(kind); running && (last.IsZero() || d.Last.Before(last)) {
			last = d.Last
		}
	}
	return last
}

func (t *transition) demandLapsed() {
	t.lapsedBy(law.DeadlineDemand)
	if t.p.discharged() != nil {
		t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "催告后当事人仍未履行，起诉期限届满后应当在三个月内申请人民法院强制执行。")
	}
}

// awaitEnforcement lets the three months for the application to the court run, or the
// time for the hand-over to the reconsideration organ where that one enforces: from the
// end of the time for litigation or, where payment was put off, from the end of that
// (行政处罚法第72条第二款).
func (t *transition) awaitEnforcement() {
	x := t.p.Penalty.Execution
	if x.LitigationOver.IsZero() || !x.AppliedOn.IsZero() || !x.HandedOn.IsZero() || t.p.discharged() == nil {
		return
	}
	from := x.LitigationOver
	if x.Plan != nil {
		if end := x.Plan.Parts[len(x.Plan.Parts)-1].On; end.After(from) {
			from = end
		}
	}
	if t.p.organEnforces() {
		t.OpenFrom(law.DeadlineExecutionHandover, from)
		return
	}
	t.OpenFrom(law.DeadlineCourtApplication, from)
}

// leaveToOrgan ends the bureau's own enforcement where it is the reconsideration
// organ's. What a case from before has already put to the court goes on there.
func (t *transition) leaveToOrgan() {
	if !t.p.organEnforces() || !t.p.Penalty.Execution.AppliedOn.IsZero() {
		return
	}
	t.Drop(law.DeadlineDemand)
	if t.Deadlines.Index(law.DeadlineCourtApplication) >= 0 {
		t.Drop(law.DeadlineCourtApplication)
		t.awaitEnforcement()
	}
}

// applyToCourt: not while the entity can still sue, not within the ten working
// days of the demand, and after its time only for a justified reason (法释〔2018〕1号
// 第153条、第156条).
func (t *transition) applyToCourt(f ApplyToCourt) error {
	x := &t.p.Penalty.Execution
	if err := t.PastDay(f.On, x.DemandedOn, "申请日期", "催告书送达之日"); err != nil {
		return err
	}
	if last := t.p.lastDay(law.DeadlineDemand); !f.On.After(last) {
		return law.Errorf(law.KindNotAllowed, "demand_running", "催告期限至%s届满，此前不能申请强制执行。", last.ChineseString())
	}
	if !f.On.After(x.LitigationOver) {
		return law.Errorf(law.KindNotAllowed, "litigation_time_running", "起诉期限至%s届满，此前不能申请强制执行。", x.LitigationOver.ChineseString())
	}
	d, _ := t.Deadlines.Find(law.DeadlineCourtApplication)
	if last, clause := t.lastForCourt(d); f.On.After(last) && !t.Act.Reasoned {
		return law.Errorf(law.KindNotAllowed, "court_application_out_of_time", "申请强制执行的期限已于%s届满（%s），逾期申请的，必须写明正当理由。", last.ChineseString(), clause)
	}
	if !f.On.After(calendar.DateOf(d.From)) {
		return law.Errorf(law.KindNotAllowed, "term_running", "延期或者分期缴纳至%s届满，此前不能申请强制执行。", calendar.DateOf(d.From).ChineseString())
	}
	x.AppliedOn = f.On
	t.Meet(law.DeadlineCourtApplication, f.On.Start())
	t.OpenFrom(law.DeadlineCourtResult, f.On)
	return nil
}

// lastForCourt is the last day for the application, and where it stands: that of the
// running period or, after a judgment, two years from its coming into effect. The
// period's three months then only remind: whether a judgment that dismisses the suit
// is enforced as such is divided.
func (t *transition) lastForCourt(d law.Deadline) (last calendar.Date, clause string) {
	if !t.p.judged() {
		return d.Last, t.Period(law.DeadlineCourtApplication).Clause
	}
	p := t.Period(law.PeriodJudgmentEnforcement)
	return t.Law.Calendar.CountTimeWith(d.From, p.Period, nil, nil).Date, p.Clause
}

// judged: a judgment, or a mediation before the court, is in effect.
func (p Proceeding) judged() bool {
	n := len(p.Penalty.Remedies)
	return n > 0 && p.Penalty.Remedies[n-1].Kind == RemedyLitigation && p.Penalty.Remedies[n-1].Outcome != RemedyWithdrawn
}

func (t *transition) recordCourtResult(f RecordCourtResult) error {
	x := &t.p.Penalty.Execution
	earliest := x.AppliedOn
	if x.CourtOn.After(earliest) {
		earliest = x.CourtOn
	}
	if err := t.PastDay(f.On, earliest, "人民法院裁定或者执行日期", "申请强制执行之日"); err != nil {
		return err
	}
	if f.Result.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "court_result_unknown", "必须写明人民法院的裁定或者执行结果。")
	}
	x.Court, x.CourtOn = f.Result, f.On
	if f.Result != CourtGranted {
		t.Meet(law.DeadlineCourtResult, f.On.Start())
	}
	return nil
}

// courtDone: the court has enforced the decision, or will not.
func (p Proceeding) courtDone() bool {
	c := p.Penalty.Execution.Court
	return c != "" && c != CourtGranted
}

// discharged: everything that the decision orders was paid and done, or the court or
// the reconsideration organ is through with it.
func (p Proceeding) discharged() error {
	x := p.Penalty.Execution
	if p.Penalty.Decision.Quashed || p.courtDone() || x.Organ != "" {
		return nil
	}
	if p.unpaid() || p.Owed(p.lastPaid()).Sum() > 0 {
		return law.Errorf(law.KindNotAllowed, "not_paid", "罚没款或者加处罚款尚未缴清。")
	}
	if p.toPerform() && x.PerformedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "not_performed", "决定尚未履行完毕。")
	}
	return nil
}

func (p Proceeding) demandable() error {
	if err := p.decisionServed(); err != nil {
		return err
	}
	if err := p.ownEnforcement(); err != nil {
		return err
	}
	if p.discharged() == nil {
		return law.Errorf(law.KindNotAllowed, "nothing_owed", "决定已经履行，无需催告。")
	}
	if !p.Penalty.Execution.DemandedOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "demand_served", "催告书已经送达。")
	}
	return nil
}

func (p Proceeding) courtOpen() error {
	x := p.Penalty.Execution
	if err := p.ownEnforcement(); err != nil {
		return err
	}
	if x.DemandedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "demand_missing", "申请人民法院强制执行前，应当催告当事人履行（行政强制法第五十四条）。")
	}
	if !x.AppliedOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "court_applied", "已经申请人民法院强制执行。")
	}
	if p.discharged() == nil {
		return law.Errorf(law.KindNotAllowed, "nothing_owed", "决定已经履行，无需申请强制执行。")
	}
	if p.remedyPending() == nil {
		return law.Errorf(law.KindNotAllowed, "remedy_pending", "行政复议或者行政诉讼正在进行，不能申请强制执行。")
	}
	if _, running := p.Deadlines.Find(law.DeadlineCourtApplication); !running {
		return law.Errorf(law.KindNotAllowed, "litigation_time_running", "起诉期限尚未届满，不能申请强制执行。")
	}
	return nil
}

func (p Proceeding) courtRunning() error {
	if p.Penalty.Execution.AppliedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "court_not_applied", "尚未申请人民法院强制执行。")
	}
	if p.courtDone() {
		return law.Errorf(law.KindDuplicate, "court_done", "人民法院已经执行完毕或者终结执行。")
	}
	return nil
}
