package inspection

import (
	"slices"

	"shuangsuiji/inspection/calendar"
)

// 公示 of the decision (行政处罚法第48条; 国办发〔2018〕118号), its withdrawal, and 信用修复.

// mustPublish: a penalty by the ordinary procedure; one on the spot is not shown
// (国家发展改革委令第58号).
func (p Proceeding) mustPublish() bool {
	d := p.Penalty.Decision
	return d != nil && d.Terms.Kind == DecisionPenalty && !d.OnTheSpot && !d.Quashed
}

// shown: the entry stands on the public page.
func (p Proceeding) shown() bool { return !p.Penalty.Public.On.IsZero() }

func (t *proceedingTransition) preparePenaltyEntry(PreparePenaltyEntry) error {
	t.p.Penalty.Public.Prepared = t.proposer(RoleClerk)
	t.tell(NoticeTask, t.toRole(RoleBureauHead), "处罚公示稿已拟定，请批准或者退回。")
	return nil
}

func (t *proceedingTransition) returnPenaltyEntry(ReturnPenaltyEntry) error {
	by := t.p.Penalty.Public.Prepared.By
	t.p.Penalty.Public.Prepared = Proposer{}
	t.tell(NoticeTask, Audience{Accounts: []string{by}}, "处罚公示稿被退回，请修改后重新拟定。")
	return nil
}

// approvePenaltyEntry puts the decision on the public page, when it is entered.
func (t *proceedingTransition) approvePenaltyEntry(ApprovePenaltyEntry) error {
	w := &t.p.Penalty.Public
	d := t.p.Penalty.Decision
	t.meet(DeadlinePenaltyPublication, t.act.Entered)
	w.Prepared, w.On, w.Withdrawn = Proposer{}, t.today(), calendar.Date{}
	w.Until = plainEnd(d.On, t.period(DeadlinePublicTerm).Period)
	t.openFrom(DeadlinePublicTerm, d.On)
	t.entry = &PublicEntry{Outcome: d.Terms.Text(), Until: w.Until, Late: t.late(DeadlinePenaltyPublication)}
	return nil
}

// late reports whether the last period of the kind ended late.
func (t *proceedingTransition) late(kind DeadlineKind) bool {
	for _, m := range slices.Backward(t.Met) {
		if m.Kind == kind {
			return m.Late
		}
	}
	return false
}

// withdrawEntry takes back what was changed or quashed, with the reason. A changed
// decision is then published as it stands.
func (t *proceedingTransition) withdrawEntry(WithdrawEntry) error {
	w := &t.p.Penalty.Public
	d := t.p.Penalty.Decision
	t.meet(DeadlineWithdrawal, t.act.Entered)
	t.drop(DeadlinePublicTerm)
	t.drop(DeadlineCreditRepair)
	*w = PenaltyPublicity{Withdrawn: t.today()}
	text := "原行政处罚决定已被依法撤销，公示信息撤回"
	if !d.Quashed {
		text = "原行政处罚决定已被依法变更，公示信息撤回"
		t.tell(NoticeTask, t.toRole(RoleClerk), "处罚决定已变更，请按变更后的决定拟定公示内容。")
	}
	t.entry = &PublicEntry{Outcome: text, Withdrawn: true, Late: t.late(DeadlineWithdrawal)}
	return nil
}

// askCreditRepair: what was ordered is done and the shortest term is over.
func (t *proceedingTransition) askCreditRepair(f AskCreditRepair) error {
	on, err := t.entityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.pastDay(on, t.p.Penalty.Public.On, "申请日期", "公示之日"); err != nil {
		return err
	}
	if last := plainEnd(t.p.Penalty.Decision.On, t.period(PeriodShortestPublicTerm).Period); !on.After(last) {
		return Errorf(KindNotAllowed, "shortest_term_running", "最短公示期至%s届满，届满后方可申请信用修复。", last.ChineseString())
	}
	who := t.proposer(RoleClerk)
	who.On = on
	t.p.Penalty.Public.Repair = who
	t.openFrom(DeadlineCreditRepair, on)
	t.tell(NoticeTask, t.toRole(RoleBureauHead), "当事人申请信用修复，请办理。")
	return nil
}

// approveCreditRepair ends the public term today.
func (t *proceedingTransition) approveCreditRepair(ApproveCreditRepair) error {
	w := &t.p.Penalty.Public
	t.meet(DeadlineCreditRepair, t.act.Happened)
	t.meet(DeadlinePublicTerm, t.act.Entered)
	*w = PenaltyPublicity{Until: t.today()}
	t.entry = &PublicEntry{Outcome: t.p.Penalty.Decision.Terms.Text(), Until: w.Until}
	return nil
}

func (t *proceedingTransition) refuseCreditRepair(RefuseCreditRepair) error {
	t.p.Penalty.Public.Repair = Proposer{}
	t.meet(DeadlineCreditRepair, t.act.Happened)
	t.tell(NoticeChange, t.toRole(RoleClerk), "不同意信用修复，请告知当事人。")
	return nil
}

// publicTermLapsed: the longest term is over, nothing is shown any more.
func (t *proceedingTransition) publicTermLapsed() {
	t.lapsedBy(DeadlinePublicTerm)
	t.p.Penalty.Public.On = calendar.Date{}
	if t.p.repairAsked() == nil {
		t.p.Penalty.Public.Repair = Proposer{}
		t.drop(DeadlineCreditRepair)
	}
}

// lapsedBy ends a period that ran out without anything having been done.
func (t *proceedingTransition) lapsedBy(kind DeadlineKind) {
	if i := t.Deadlines.index(kind); i >= 0 {
		t.end(i, t.Deadlines[i].Due, true)
	}
}

func (p Proceeding) penaltyPublishable() error {
	w := p.Penalty.Public
	if _, due := p.Deadlines.Find(DeadlinePenaltyPublication); !due {
		return Errorf(KindNotAllowed, "publication_not_due", "没有待公示的处罚决定。")
	}
	if w.Prepared.By != "" {
		return Errorf(KindNotAllowed, "publication_prepared", "公示稿已经拟定，等待局负责人批准。")
	}
	return p.notBeingWithdrawn()
}

func (p Proceeding) notBeingWithdrawn() error {
	if p.withdrawalDue() == nil {
		return Errorf(KindNotAllowed, "withdrawal_due", "原公示信息应当先撤回。")
	}
	return nil
}

func (p Proceeding) penaltyEntryPrepared() error {
	if p.Penalty.Public.Prepared.By == "" {
		return Errorf(KindNotAllowed, "publication_not_prepared", "没有待批准的公示稿。")
	}
	return nil
}

func (p Proceeding) ownPenaltyEntry(a Actor) error {
	by := p.Penalty.Public.Prepared
	return notTheSame(a, "批准", by.By, by.For)
}

func (p Proceeding) withdrawalDue() error {
	if _, due := p.Deadlines.Find(DeadlineWithdrawal); !due {
		return Errorf(KindNotAllowed, "withdrawal_not_due", "没有应当撤回的公示信息。")
	}
	return nil
}

func (p Proceeding) repairable() error {
	if !p.shown() {
		return Errorf(KindNotAllowed, "entry_not_shown", "没有公示中的处罚决定。")
	}
	if err := p.discharged(); err != nil {
		return err
	}
	if p.Penalty.Public.Repair.By != "" {
		return Errorf(KindNotAllowed, "already_proposed", "信用修复申请正在办理。")
	}
	return p.notBeingWithdrawn()
}

func (p Proceeding) repairAsked() error {
	if p.Penalty.Public.Repair.By == "" {
		return Errorf(KindNotAllowed, "nothing_proposed", "没有待办理的信用修复申请。")
	}
	return nil
}

func (p Proceeding) ownRepair(a Actor) error {
	by := p.Penalty.Public.Repair
	return notTheSame(a, "批准", by.By, by.For)
}
