package inspection

import (
	"slices"

	"shuangsuiji/inspection/calendar"
)

// happenedOn is the day on which the act happened.
func (t *proceedingTransition) happenedOn() calendar.Date { return calendar.DateOf(t.act.Happened) }

// since is the day of the event from which the running period is counted.
func (t *proceedingTransition) since(kind DeadlineKind) calendar.Date {
	d, _ := t.Deadlines.Find(kind)
	return calendar.DateOf(d.From)
}

func (t *proceedingTransition) proposeReferral(f ProposeReferral) error {
	r := t.p.Referral
	if err := f.To.check(t.p.Department); err != nil {
		return err
	}
	if slices.ContainsFunc(r.Declined, func(d Declined) bool { return d.By == f.To }) {
		return Errorf(KindInvalid, "addressee_declined", "%s已以不属于其职责为由退回，应另行确定受移送单位。", f.To.Name)
	}
	if err := notBefore(t.happenedOn(), t.since(DeadlineReferralProposal), "提出移送意见的日期", "上一步骤之日"); err != nil {
		return err
	}
	r.To, r.ProposedOn = f.To, t.happenedOn()
	r.ProposedBy, r.ProposedFor = t.act.Actor.ID, t.act.Actor.lender(RoleInspector)
	t.meet(DeadlineReferralProposal, t.act.Happened)
	t.open(DeadlineReferralApproval, t.act.Happened)
	t.tell(NoticeTask, t.toRole(referralApprovers(*t.p, nil)[0].Role), "拟移送%s，请审批。", f.To.Name)
	return nil
}

// decideReferral is what the head's three decisions have in common.
func (t *proceedingTransition) decideReferral() error {
	if err := notBefore(t.happenedOn(), t.p.Referral.ProposedOn, "审批日期", "提出移送意见之日"); err != nil {
		return err
	}
	t.meet(DeadlineReferralApproval, t.act.Happened)
	return nil
}

func (t *proceedingTransition) approveReferral(ApproveReferral) error {
	if err := t.decideReferral(); err != nil {
		return err
	}
	r := t.p.Referral
	r.ApprovedBy, r.ApprovedOn = t.act.Actor.ID, t.happenedOn()
	t.p.Stage = ReferralHandover
	t.open(DeadlineReferralHandover, t.act.Happened)
	t.tell(NoticeTask, t.toTeam(), "已批准移送%s，请移交移送函和有关材料。", r.To.Name)
	return nil
}

func (t *proceedingTransition) returnReferral(ReturnReferral) error {
	if err := t.decideReferral(); err != nil {
		return err
	}
	t.proposeAgain(t.happenedOn())
	t.tell(NoticeTask, t.toLead(), "移送意见被退回，请修改后重新提出。")
	return nil
}

// proposeAgain: whatever belonged to the last proposal is done with.
func (t *proceedingTransition) proposeAgain(from calendar.Date) {
	t.p.Stage, t.p.Referral = ReferralProposal, &ReferralFile{Declined: t.p.Referral.Declined}
	t.openFrom(DeadlineReferralProposal, from)
}

func (t *proceedingTransition) refuseReferral(RefuseReferral) error {
	if err := t.decideReferral(); err != nil {
		return err
	}
	return t.referralHandled(EndingNotReferred, t.happenedOn())
}

func (t *proceedingTransition) handOverReferral(f HandOverReferral) error {
	r := t.p.Referral
	if err := f.Method.check(); err != nil {
		return err
	}
	if err := t.pastDay(f.On, r.ApprovedOn, "移交日期", "批准移送之日"); err != nil {
		return err
	}
	r.HandedOverOn, r.Method = f.On, f.Method
	t.p.Stage = ReferralReply
	t.meet(DeadlineReferralHandover, f.On.Start())
	t.openFrom(DeadlineReferralReceipt, f.On)
	if r.To.Place == WithinBureau {
		t.tell(NoticeTask, Audience{Roles: []Role{RoleSectionHead}, Department: r.To.Name}, "已移交你科室办理，请出具回执并反馈办理结果。")
	}
	return nil
}

func (t *proceedingTransition) recordReferralReceipt(f RecordReferralReceipt) error {
	if err := t.pastDay(f.On, t.p.Referral.HandedOverOn, "回执日期", "移交之日"); err != nil {
		return err
	}
	t.p.Referral.ReceiptOn = f.On
	t.meet(DeadlineReferralReceipt, f.On.Start())
	t.openFrom(DeadlineReferralReply, f.On)
	return nil
}

// recordReferralReply: who answers has received it, with or without a receipt.
func (t *proceedingTransition) recordReferralReply(f RecordReferralReply) error {
	r := t.p.Referral
	if f.Answer.Chinese() == "" || (f.Answer == ReferralTaken) != (f.Result.Chinese() != "") || (f.Answer == ReferralDeclined && f.Result != "") {
		return Errorf(KindInvalid, "reply_invalid", "应填写是否受理；已受理的，填写办理结果（已依法处理、未发现违法行为或者其他），退回的不填。")
	}
	earliest, event := r.HandedOverOn, "移交之日"
	if !r.ReceiptOn.IsZero() {
		earliest, event = r.ReceiptOn, "回执之日"
	}
	if err := t.pastDay(f.On, earliest, "答复日期", event); err != nil {
		return err
	}
	t.meet(DeadlineReferralReceipt, f.On.Start())
	t.meet(DeadlineReferralReply, f.On.Start())
	if f.Answer == ReferralDeclined {
		r.Declined = append(r.Declined, Declined{By: r.To, On: f.On})
		t.tell(NoticeTask, t.toLead(), "%s认为不属于其职责，已退回，请另行提出移送意见。", r.To.Name)
		t.proposeAgain(f.On)
		return nil
	}
	r.RepliedOn, r.Result = f.On, f.Result
	t.tell(NoticeChange, t.toRole(RoleSectionHead), "%s已反馈办理结果：%s。", r.To.Name, f.Result.Chinese())
	return t.referralHandled(EndingReferred, f.On)
}

// referralHandled: the inspection's result was published with 后续处理中 and is
// supplemented by what came of it (文件四(五)). Without an inspection nothing was
// published, and nothing is.
func (t *proceedingTransition) referralHandled(how Ending, on calendar.Date) error {
	if t.p.Case == "" {
		return t.close(how)
	}
	t.p.Stage, t.p.Referral.Handled = ReferralPublication, how
	t.openFrom(DeadlineSupplement, on)
	t.tell(NoticeTask, t.toRole(RoleClerk), "移送已有结果，请拟定补充公示内容。")
	return nil
}

func (t *proceedingTransition) prepareReferralResult(PrepareReferralResult) error {
	w := &t.p.Referral.Publication
	w.PreparedBy, w.PreparedFor = t.act.Actor.ID, t.act.Actor.lender(RoleClerk)
	t.tell(NoticeTask, t.toRole(RoleBureauHead), "补充公示稿已拟定，请批准或者退回。")
	return nil
}

func (t *proceedingTransition) returnReferralResult(ReturnReferralResult) error {
	by := t.p.Referral.Publication.PreparedBy
	t.p.Referral.Publication = PublicationWork{}
	t.tell(NoticeTask, Audience{Accounts: []string{by}}, "补充公示稿被退回，请修改后重新拟定。")
	return nil
}

// approveReferralResult: like every publication it happens when it is entered.
func (t *proceedingTransition) approveReferralResult(ApproveReferralResult) error {
	r := t.p.Referral
	r.Publication = PublicationWork{Entries: 1, Final: true}
	t.meet(DeadlineSupplement, t.act.Entered)
	last := t.Met[len(t.Met)-1]
	t.entry = &PublicEntry{Outcome: r.outcome(), Late: last.Late}
	return t.close(r.Handled)
}

// outcome is what the public reads of the referral.
func (r ReferralFile) outcome() string {
	if r.Handled == EndingNotReferred {
		return "经审核，不予移送"
	}
	return "已移送" + r.To.Name + "处理，办理结果：" + r.Result.Chinese()
}
