package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 公示 of the decision (行政处罚法第48条; 国办发〔2018〕118号), its withdrawal, and 信用修复.

// mustPublish: a penalty, unless it is slight and nobody chose to show it.
func (p Proceeding) mustPublish() bool {
	w := p.Penalty
	if w.Decision == nil || w.Decision.Terms.Kind != DecisionPenalty || w.Decision.Quashed {
		return false
	}
	return p.shownByDefault() || (w.Public.Chosen != nil && w.Public.Chosen.Show)
}

// shown: the entry stands on the public page.
func (p Proceeding) shown() bool { return !p.Penalty.Public.On.IsZero() }

func (t *transition) preparePenaltyEntry(PreparePenaltyEntry) error {
	t.p.Penalty.Public.Prepared = t.proposer(law.RoleClerk)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "处罚公示稿已拟定，请批准或者退回。")
	return nil
}

func (t *transition) returnPenaltyEntry(ReturnPenaltyEntry) error {
	by := t.p.Penalty.Public.Prepared.By
	t.p.Penalty.Public.Prepared = Proposer{}
	t.Tell(law.NoticeTask, law.Audience{Accounts: []string{by}}, "处罚公示稿被退回，请修改后重新拟定。")
	return nil
}

// approvePenaltyEntry puts the decision on the public page, when it is entered.
func (t *transition) approvePenaltyEntry(ApprovePenaltyEntry) error {
	w := &t.p.Penalty.Public
	d := t.p.Penalty.Decision
	if err := t.stillToBeShown(); err != nil {
		return err
	}
	t.Meet(law.DeadlinePenaltyPublication, t.Act.Entered)
	w.Prepared, w.On, w.Withdrawn = Proposer{}, t.Today(), calendar.Date{}
	t.countPublicTerm()
	t.publish(PublicEntry{Outcome: d.published(), Until: w.Until, Late: t.late(law.DeadlinePenaltyPublication)})
	return nil
}

// publish makes the entry public, without the name of a citizen unless the bureau head
// chose otherwise.
func (t *transition) publish(e PublicEntry) {
	e.Unnamed = t.p.unnamed()
	t.entry = &e
}

// late reports whether the last period of the kind ended late.
func (t *transition) late(kind law.DeadlineKind) bool {
	for _, m := range slices.Backward(t.Met) {
		if m.Kind == kind {
			return m.Late
		}
	}
	return false
}

// withdrawEntry takes back what was changed, quashed or found unlawful, with the reason.
// A decision that is not quashed is then published as it stands.
func (t *transition) withdrawEntry(WithdrawEntry) error {
	w := &t.p.Penalty.Public
	d := t.p.Penalty.Decision
	t.Meet(law.DeadlineWithdrawal, t.Act.Entered)
	t.Drop(law.DeadlinePublicTerm)
	t.Drop(law.DeadlineCreditRepair)
	t.Drop(law.DeadlineCreditRules)
	why := w.TakenBack
	switch {
	case d.Quashed:
		why = RemedyQuashed
	case why == "": // entered before the reason was kept
		why = RemedyChanged
	}
	*w = PenaltyPublicity{Withdrawn: t.Today(), Chosen: w.Chosen}
	if t.p.mustPublish() {
		t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "处罚决定已被%s，请按现行的决定拟定公示内容。", takenBackFor[why])
	}
	t.publish(PublicEntry{Outcome: "原行政处罚决定已被依法" + takenBackFor[why] + "，公示信息撤回", Withdrawn: true, Late: t.late(law.DeadlineWithdrawal)})
	return nil
}

// published is the decision as its entry says it. What was found unlawful and stands is
// shown with that (行政处罚法第48条第二款; 行政诉讼法第74条).
func (d PenaltyDecided) published() string {
	if d.Unlawful {
		return d.Terms.Text() + "（该决定已被依法确认违法，未撤销，仍然有效）"
	}
	return d.Terms.Text()
}

// askCreditRepair: what was ordered is done and the shortest term is over.
func (t *transition) askCreditRepair(f AskCreditRepair) error {
	on, err := t.EntityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.PastDay(on, t.p.Penalty.Public.On, "申请日期", "公示之日"); err != nil {
		return err
	}
	shortest := t.p.publicTerm(law.CreditRulesOn(on)).Shortest
	if last := law.PlainEnd(t.p.Penalty.Decision.On, shortest); shortest.Amount > 0 && !on.After(last) {
		return law.Errorf(law.KindNotAllowed, "shortest_term_running", "最短公示期至%s届满，届满后方可申请信用修复。", last.ChineseString())
	}
	who := t.proposer(law.RoleClerk)
	who.On = on
	t.p.Penalty.Public.Repair = who
	t.OpenFrom(law.DeadlineCreditRepair, on)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "当事人申请信用修复，请办理。")
	return nil
}

// approveCreditRepair ends the public term today.
func (t *transition) approveCreditRepair(ApproveCreditRepair) error {
	w := &t.p.Penalty.Public
	t.Meet(law.DeadlineCreditRepair, t.Act.Happened)
	t.Meet(law.DeadlinePublicTerm, t.Act.Entered)
	t.Drop(law.DeadlineCreditRules)
	*w = PenaltyPublicity{Until: t.Today(), Chosen: w.Chosen}
	t.publish(PublicEntry{Outcome: t.p.Penalty.Decision.published(), Until: w.Until})
	return nil
}

func (t *transition) refuseCreditRepair(RefuseCreditRepair) error {
	t.p.Penalty.Public.Repair = Proposer{}
	t.Meet(law.DeadlineCreditRepair, t.Act.Happened)
	t.Tell(law.NoticeChange, t.ToRole(law.RoleClerk), "不同意信用修复，请告知当事人。")
	return nil
}

// publicTermLapsed: the longest term is over, nothing is shown any more.
func (t *transition) publicTermLapsed() {
	t.lapsedBy(law.DeadlinePublicTerm)
	t.Drop(law.DeadlineCreditRules)
	t.p.Penalty.Public.On = calendar.Date{}
	if t.p.repairAsked() == nil {
		t.p.Penalty.Public.Repair = Proposer{}
		t.Drop(law.DeadlineCreditRepair)
	}
}

// lapsedBy ends a period that ran out without anything having been done.
func (t *transition) lapsedBy(kind law.DeadlineKind) {
	if i := t.Deadlines.Index(kind); i >= 0 {
		t.End(i, t.Deadlines[i].Due, true)
	}
}

func (p Proceeding) penaltyPublishable() error {
	w := p.Penalty.Public
	if _, due := p.Deadlines.Find(law.DeadlinePenaltyPublication); !due {
		return law.Errorf(law.KindNotAllowed, "publication_not_due", "没有待公示的处罚决定。")
	}
	if !p.mustPublish() {
		return law.Errorf(law.KindNotAllowed, "not_shown_by_default", "本案处罚的公示等级为轻微，原则上不公示；确有必要公示的，由局负责人写明理由决定（%s）。", law.CreditClause)
	}
	if w.Prepared.By != "" {
		return law.Errorf(law.KindNotAllowed, "publication_prepared", "公示稿已经拟定，等待局负责人批准。")
	}
	return p.notBeingWithdrawn()
}

func (p Proceeding) notBeingWithdrawn() error {
	if p.withdrawalDue() == nil {
		return law.Errorf(law.KindNotAllowed, "withdrawal_due", "原公示信息应当先撤回。")
	}
	return nil
}

func (p Proceeding) penaltyEntryPrepared() error {
	if p.Penalty.Public.Prepared.By == "" {
		return law.Errorf(law.KindNotAllowed, "publication_not_prepared", "没有待批准的公示稿。")
	}
	return nil
}

func (p Proceeding) ownPenaltyEntry(a law.Actor) error {
	by := p.Penalty.Public.Prepared
	return law.NotTheSame(a, "批准", by.By, by.For)
}

func (p Proceeding) withdrawalDue() error {
	if _, due := p.Deadlines.Find(law.DeadlineWithdrawal); !due {
		return law.Errorf(law.KindNotAllowed, "withdrawal_not_due", "没有应当撤回的公示信息。")
	}
	return nil
}

// entryShown: an entry stands on the public page.
//
// Errors: entry_not_shown.
func (p Proceeding) entryShown() error {
	if !p.shown() {
		return law.Errorf(law.KindNotAllowed, "entry_not_shown", "没有公示中的处罚决定。")
	}
	return nil
}

func (p Proceeding) repairable() error {
	if err := p.entryShown(); err != nil {
		return err
	}
	if err := p.discharged(); err != nil {
		return err
	}
	if p.Penalty.Public.Repair.By != "" {
		return law.Errorf(law.KindNotAllowed, "already_proposed", "信用修复申请正在办理。")
	}
	return p.notBeingWithdrawn()
}

func (p Proceeding) repairAsked() error {
	if p.Penalty.Public.Repair.By == "" {
		return law.Errorf(law.KindNotAllowed, "nothing_proposed", "没有待办理的信用修复申请。")
	}
	return nil
}

func (p Proceeding) ownRepair(a law.Actor) error {
	by := p.Penalty.Public.Repair
	return law.NotTheSame(a, "批准", by.By, by.For)
}
