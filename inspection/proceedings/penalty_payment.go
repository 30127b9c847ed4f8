package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 缴纳 (行政处罚法第66条、第67条、第72条).

func (t *transition) recordPayment(f RecordPayment) error {
	if f.For == "" {
		f.For = PenaltyFine
	}
	if err := t.PastDay(f.On, t.p.Penalty.Decision.On, "缴款日期", "作出决定之日"); err != nil {
		return err
	}
	if !f.For.inMoney() || f.Fen <= 0 {
		return law.Errorf(law.KindInvalid, "payment_invalid", "缴款应写明是罚款还是没收违法所得，金额应大于零。")
	}
	if err := t.checkCollection(f); err != nil {
		return err
	}
	owed := t.p.Owed(f.On)
	most := owed.Confiscation
	if f.For == PenaltyFine {
		most = owed.Fine + owed.Surcharge
	}
	if f.Fen > most {
		return law.Errorf(law.KindInvalid, "payment_too_much", "截至%s%s应缴%s，记录的金额%s超过应缴的金额。", f.On.ChineseString(), f.For.Chinese(), law.Yuan(most), law.Yuan(f.Fen))
	}
	x := &t.p.Penalty.Execution
	x.Payments = append(x.Payments, Payment{On: f.On, Fen: f.Fen, For: f.For, Channel: f.Channel, Receipt: f.Receipt, Ground: f.Ground})
	if _, running := t.Deadlines.Find(law.DeadlineHandIn); f.Channel == CollectedOnTheSpot && !running {
		t.OpenFrom(law.DeadlineHandIn, f.On)
	}
	t.payingOn(f.On)
	return nil
}

// payingOn ends the period for payment when its sum is there; with a plan, the
// next part's begins.
func (t *transition) payingOn(day calendar.Date) {
	x := &t.p.Penalty.Execution
	if t.p.amountOf(PenaltyFine) > t.p.paid(PenaltyFine) {
		if x.Plan != nil {
			t.awaitPart(day)
		}
		return
	}
	if t.p.amountOf(PenaltyConfiscation) <= t.p.paid(PenaltyConfiscation) {
		t.Meet(law.DeadlinePayment, day.Start())
	}
}

// awaitPart lets the period run to the day of the first part that is not paid.
func (t *transition) awaitPart(day calendar.Date) {
	x := t.p.Penalty.Execution
	paid := t.p.paid(PenaltyFine)
	for _, one := range x.Payments[:x.Plan.Payments] {
		if one.For == PenaltyFine {
			paid -= one.Fen
		}
	}
	var sum int64
	for _, part := range x.Plan.Parts {
		if sum += part.Fen; sum <= paid {
			continue
		}
		length := law.CalendarDays(max(x.Plan.From.DaysUntil(part.On), 1))
		if d, running := t.Deadlines.Find(law.DeadlinePayment); running && d.Period == length && d.From.Equal(x.Plan.From.Start()) {
			return
		}
		t.Meet(law.DeadlinePayment, day.Start())
		t.OpenFor(t.Period(law.DeadlinePayment), length, x.Plan.From.Start())
		return
	}
}

// askInstalments: the parts are what is left of the fine, each with its day.
func (t *transition) askInstalments(f AskInstalments) error {
	on, err := t.EntityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.PastDay(on, t.p.Penalty.Decision.On, "申请日期", "作出决定之日"); err != nil {
		return err
	}
	var bad law.Invalid
	var sum int64
	last := on
	for i, part := range f.Parts {
		at := law.Path("parts").Index(i)
		if part.Fen <= 0 || part.Fen > law.MaxFen {
			bad.Add(at.Join("fen"), "", "每期金额应大于零")
		}
		if !part.On.After(last) {
			bad.Add(at.Join("on"), part.On.String(), "各期日期应晚于申请之日并依次推后")
		}
		last = part.On
		sum += part.Fen
	}
	if left := t.p.Owed(on).Fine; len(f.Parts) == 0 || len(f.Parts) > 60 || sum != left {
		bad.Add("parts", "", "各期金额合计应等于尚未缴纳的罚款%s，最多60期", law.Yuan(left))
	}
	if err := bad.Err("instalments_invalid", "延期或者分期缴纳的申请"); err != nil {
		return err
	}
	who := t.proposer(law.RoleClerk)
	who.On = on
	t.p.Penalty.Execution.Asked = &InstalmentPlan{Proposed: who, Parts: f.Parts}
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "当事人申请延期或者分期缴纳罚款，请批准或者不批准。")
	return nil
}

// approveInstalments: the days of the plan take the place of the fifteen days;
// what was added until now stays.
func (t *transition) approveInstalments(ApproveInstalments) error {
	x, day := &t.p.Penalty.Execution, calendar.DateOf(t.Act.Happened)
	if err := law.NotBefore(day, x.Asked.Proposed.On, "批准日期", "申请之日"); err != nil {
		return err
	}
	plan := *x.Asked
	var sum int64
	for i, part := range plan.Parts {
		sum += part.Fen
		plan.Parts[i].On = t.Law.Calendar.WorkingDayFrom(part.On)
	}
	if owed := t.p.Owed(day); sum != owed.Fine || !plan.Parts[0].On.After(day) {
		return law.Errorf(law.KindStale, "instalments_outdated", "申请后缴款情况或者日期已有变化（尚未缴纳罚款%s），请按现在的情况重新申请。", law.Yuan(owed.Fine))
	}
	plan.From, plan.SurchargeFen, plan.Payments = day, t.p.surcharge(day), len(x.Payments)
	x.Plan, x.Asked = &plan, nil
	t.Drop(law.DeadlinePayment)
	t.awaitPart(day)
	t.Tell(law.NoticeChange, t.ToTeam(), "已批准延期或者分期缴纳罚款。")
	// Then the time for the enforcement begins with the plan's end.
	if t.Deadlines.Index(law.DeadlineCourtApplication) >= 0 || t.Deadlines.Index(law.DeadlineExecutionHandover) >= 0 {
		t.awaitEnforcement()
	}
	return nil
}

func (t *transition) refuseInstalments(RefuseInstalments) error {
	t.p.Penalty.Execution.Asked = nil
	t.Tell(law.NoticeChange, t.ToRole(law.RoleClerk), "未批准延期或者分期缴纳罚款，请告知当事人。")
	return nil
}

func (t *transition) remitSurcharge(f RemitSurcharge) error {
	if owed := t.p.Owed(t.Today()).Surcharge; f.Fen <= 0 || f.Fen > owed {
		return law.Errorf(law.KindInvalid, "remission_invalid", "减免的金额应大于零，并且不超过加处罚款%s。", law.Yuan(owed))
	}
	t.p.Penalty.Execution.RemittedFen += f.Fen
	return nil
}

// unpaid: a sum of the decision itself has not come in.
func (p Proceeding) unpaid() bool {
	return p.amountOf(PenaltyFine) > p.paid(PenaltyFine) || p.amountOf(PenaltyConfiscation) > p.paid(PenaltyConfiscation)
}

// lastPaid is the day from which nothing is added any more once the fine is paid.
func (p Proceeding) lastPaid() calendar.Date {
	var last calendar.Date
	for _, one := range p.Penalty.Execution.Payments {
		if one.For == PenaltyFine && one.Fen > 0 && one.On.After(last) {
			last = one.On
		}
	}
	return last
}

// somethingToPay: the fine, the confiscation or what was added.
func (p Proceeding) somethingToPay() error {
	if !p.unpaid() && p.Owed(p.lastPaid()).Sum() == 0 {
		return law.Errorf(law.KindNotAllowed, "nothing_owed", "没有待缴纳的款项。")
	}
	return nil
}

func (p Proceeding) surchargeable() error {
	if p.amountOf(PenaltyFine) == 0 || p.Penalty.Execution.ServedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "nothing_owed", "没有待缴纳的加处罚款。")
	}
	return nil
}

func (p Proceeding) instalmentsPossible() error {
	if err := p.decisionServed(); err != nil {
		return err
	}
	if p.amountOf(PenaltyFine) <= p.paid(PenaltyFine) {
		return law.Errorf(law.KindNotAllowed, "nothing_owed", "没有待缴纳的罚款。")
	}
	if p.Penalty.Execution.Asked != nil {
		return law.Errorf(law.KindNotAllowed, "already_proposed", "已有一项申请等待批准。")
	}
	return nil
}

func (p Proceeding) instalmentsAsked() error {
	if p.Penalty.Execution.Asked == nil {
		return law.Errorf(law.KindNotAllowed, "nothing_proposed", "没有待批准的延期或者分期缴纳申请。")
	}
	return nil
}

func (p Proceeding) ownInstalments(a law.Actor) error {
	by := p.Penalty.Execution.Asked.Proposed
	return law.NotTheSame(a, "批准", by.By, by.For)
}
