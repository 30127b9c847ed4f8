package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// happenedOn is the day on which the act happened.
func (t *transition) happenedOn() calendar.Date { return calendar.DateOf(t.Act.Happened) }

// since is the day of the event from which the running period is counted.
func (t *transition) since(kind law.DeadlineKind) calendar.Date {
	d, _ := t.Deadlines.Find(kind)
	return calendar.DateOf(d.From)
}

func (t *transition) proposeReferral(f ProposeReferral) error {
	r := t.p.Referral
	if err := f.To.Check("to", t.p.Department); err != nil {
		return err
	}
	if f.Purpose != "" && f.Purpose.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "referral_purpose_unknown", "移送目的应为移送依法处理、提出处分建议或者移送治安管理处罚。")
	}
	if slices.ContainsFunc(r.Declined, func(d Declined) bool { return d.By == f.To }) {
		return law.Errorf(law.KindInvalid, "addressee_declined", "%s已以不属于其职责为由退回，应另行确定受移送单位。", f.To.Name)
	}
	if err := law.NotBefore(t.happenedOn(), t.since(law.DeadlineReferralProposal), "提出移送意见的日期", "上一步骤之日"); err != nil {
		return err
	}
	r.To, r.Purpose, r.ProposedOn = f.To, f.Purpose, t.happenedOn()
	r.ProposedBy, r.ProposedFor = t.Act.Actor.ID, t.Act.Actor.Lender(law.RoleInspector)
	t.Meet(law.DeadlineReferralProposal, t.Act.Happened)
	t.Open(law.DeadlineReferralApproval, t.Act.Happened)
	t.Tell(law.NoticeTask, t.ToRole(referralApprovers(*t.p, nil)[0].Role), "拟移送%s，请审批。", f.To.Name)
	return nil
}

// decideReferral is what the head's three decisions have in common.
func (t *transition) decideReferral() error {
	if err := law.NotBefore(t.happenedOn(), t.p.Referral.ProposedOn, "审批日期", "提出移送意见之日"); err != nil {
		return err
	}
	t.Meet(law.DeadlineReferralApproval, t.Act.Happened)
	return nil
}

func (t *transition) approveReferral(ApproveReferral) error {
	if err := t.decideReferral(); err != nil {
		return err
	}
	r := t.p.Referral
	r.ApprovedBy, r.ApprovedOn = t.Act.Actor.ID, t.happenedOn()
	t.p.Stage = ReferralHandover
	t.Open(law.DeadlineReferralHandover, t.Act.Happened)
	t.Tell(law.NoticeTask, t.ToTeam(), "已批准移送%s，请移交移送函和有关材料。", r.To.Name)
	return nil
}

func (t *transition) returnReferral(ReturnReferral) error {
	if err := t.decideReferral(); err != nil {
		return err
	}
	t.proposeAgain(t.happenedOn())
	t.Tell(law.NoticeTask, t.ToLead(), "移送意见被退回，请修改后重新提出。")
	return nil
}

// proposeAgain: whatever belonged to the last proposal is done with.
func (t *transition) proposeAgain(from calendar.Date) {
	t.p.Stage, t.p.Referral = ReferralProposal, &ReferralFile{Declined: t.p.Referral.Declined}
	t.OpenFrom(law.DeadlineReferralProposal, from)
}

func (t *transition) refuseReferral(RefuseReferral) error {
	if err := t.decideReferral(); err != nil {
		return err
	}
	return t.referralHandled(EndingNotReferred, t.happenedOn())
}

func (t *transition) handOverReferral(f HandOverReferral) error {
	r := t.p.Referral
	if err := f.Method.Check(); err != nil {
		return err
	}
	if err := t.PastDay(f.On, r.ApprovedOn, "移交日期", "批准移送之日"); err != nil {
		return err
	}
	r.HandedOverOn, r.Method = f.On, f.Method
	t.p.Stage = ReferralReply
	t.Meet(law.DeadlineReferralHandover, f.On.Start())
	t.OpenFrom(law.DeadlineReferralReceipt, f.On)
	if r.To.Place == law.WithinBureau {
		t.Tell(law.NoticeTask, law.Audience{Roles: []law.Role{law.RoleSectionHead}, Department: r.To.Name}, "已移交你科室办理，请出具回执并反馈办理结果。")
	}
	return nil
}

func (t *transition) recordReferralReceipt(f RecordReferralReceipt) error {
	if err := t.PastDay(f.On, t.p.Referral.HandedOverOn, "回执日期", "移交之日"); err != nil {
		return err
	}
	t.p.Referral.ReceiptOn = f.On
	t.Meet(law.DeadlineReferralReceipt, f.On.Start())
	t.OpenFrom(law.DeadlineReferralReply, f.On)
	return nil
}

// recordReferralReply: who answers has received it, with or without a receipt.
func (t *transition) recordReferralReply(f RecordReferralReply) error {
	r := t.p.Referral
	if f.Answer.Chinese() == "" || (f.Answer == ReferralTaken) != (f.Result.Chinese() != "") || (f.Answer == ReferralDeclined && f.Result != "") {
		return law.Errorf(law.KindInvalid, "reply_invalid", "应填写是否受理；已受理的，填写办理结果（已依法处理、未发现违法行为或者其他），退回的不填。")
	}
	earliest, event := r.HandedOverOn, "移交之日"
	if !r.ReceiptOn.IsZero() {
		earliest, event = r.ReceiptOn, "回执之日"
	}
	if err := t.PastDay(f.On, earliest, "答复日期", event); err != nil {
		return err
	}
	t.Meet(law.DeadlineReferralReceipt, f.On.Start())
	t.Meet(law.DeadlineReferralReply, f.On.Start())
	if f.Answer == ReferralDeclined {
		r.Declined = append(r.Declined, Declined{By: r.To, On: f.On})
		t.Tell(law.NoticeTask, t.ToLead(), "%s认为不属于其职责，已退回，请另行提出移送意见。", r.To.Name)
		t.proposeAgain(f.On)
		return nil
	}
	r.RepliedOn, r.Result = f.On, f.Result
	t.Tell(law.NoticeChange, t.ToRole(law.RoleSectionHead), "%s已反馈办理结果：%s。", r.To.Name, f.Result.Chinese())
	return t.referralHandled(EndingReferred, f.On)
}

// referralHandled: the inspection's result was published with 后续处理中 and is
// supplemented by what came of it (文件四(五)). Without an inspection nothing was
// published, and nothing is.
func (t *transition) referralHandled(how Ending, on calendar.Date) error {
	if t.p.Case == "" {
		return t.close(how)
	}
	t.p.Stage, t.p.Referral.Handled = ReferralPublication, how
	t.OpenFrom(law.DeadlineSupplement, on)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "移送已有结果，请拟定补充公示内容。")
	return nil
}

func (t *transition) prepareReferralResult(PrepareReferralResult) error {
	w := &t.p.Referral.Publication
	w.PreparedBy, w.PreparedFor = t.Act.Actor.ID, t.Act.Actor.Lender(law.RoleClerk)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "补充公示稿已拟定，请批准或者退回。")
	return nil
}

func (t *transition) returnReferralResult(ReturnReferralResult) error {
	by := t.p.Referral.Publication.PreparedBy
	t.p.Referral.Publication = cases.PublicationWork{}
	t.Tell(law.NoticeTask, law.Audience{Accounts: []string{by}}, "补充公示稿被退回，请修改后重新拟定。")
	return nil
}

// approveReferralResult: like every publication it happens when it is entered.
func (t *transition) approveReferralResult(ApproveReferralResult) error {
	r := t.p.Referral
	r.Publication = cases.PublicationWork{Entries: 1, Final: true}
	t.Meet(law.DeadlineSupplement, t.Act.Entered)
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
