package proceedings

import "shuangsuiji/inspection/law"

const (
	referralLaw   = "文件四(五)；劳动保障监察条例第18条第2款"
	referralChase = "本单位规定（文件四(五)）"
)

var (
	referralHeads = []law.Who{law.BySectionHead, law.ByBureauHead}
	// recorders enter what another body sent.
	recorders = []law.Who{law.ByTeam, law.ByClerk}
)

// referralRules are the acts of a referral, in the order of the procedure.
func referralRules() []Rule {
	proposal, reply, public := []Stage{ReferralProposal}, []Stage{ReferralReply}, []Stage{ReferralPublication}
	return []Rule{
		{Act: ActProposeReferral, Name: "提出移送意见", Stages: proposal, Who: []law.Who{law.ByLead},
			Clause: referralLaw, Ready: Proceeding.referralNotProposed, Apply: law.With((*transition).proposeReferral)},
		{Act: ActApproveReferral, Name: "批准移送", Stages: proposal, Leads: leads{ReferralProposal: {ReferralHandover}}, Who: referralHeads,
			Clause: referralLaw, Ready: Proceeding.referralProposed, Barred: Proceeding.ownReferral, Narrow: referralApprovers, Apply: law.With((*transition).approveReferral)},
		{Act: ActReturnReferral, Name: "退回移送意见", Stages: proposal, Who: referralHeads, Reason: true,
			Clause: referralChase, Ready: Proceeding.referralProposed, Narrow: referralApprovers, Apply: law.With((*transition).returnReferral)},
		{Act: ActRefuseReferral, Name: "不予移送", Stages: proposal, Leads: leads{ReferralProposal: {ReferralPublication, Closed}}, Who: referralHeads, Reason: true,
			Clause: referralLaw, Ready: Proceeding.referralProposed, Barred: Proceeding.ownReferral, Narrow: referralApprovers, Apply: law.With((*transition).refuseReferral)},
		{Act: ActHandOverReferral, Name: "移交有关主管部门", Stages: []Stage{ReferralHandover}, Leads: leads{ReferralHandover: {ReferralReply}}, Who: []law.Who{law.ByTeam},
			Clause: referralLaw, Apply: law.With((*transition).handOverReferral)},
		{Act: ActRecordReferralReceipt, Name: "登记移送回执", Stages: reply, Who: recorders,
			Clause: referralChase, Ready: Proceeding.referralReceiptMissing, Apply: law.With((*transition).recordReferralReceipt)},
		{Act: ActRecordReferralReply, Name: "登记办理结果", Stages: reply, Leads: leads{ReferralReply: {ReferralProposal, ReferralPublication, Closed}}, Who: recorders,
			Clause: referralChase, Apply: law.With((*transition).recordReferralReply)},
		{Act: ActPrepareReferralResult, Name: "拟定补充公示内容", Stages: public, Who: []law.Who{law.ByClerk},
			Clause: "文件四(五)", Ready: Proceeding.referralResultNotPrepared, Apply: law.With((*transition).prepareReferralResult)},
		{Act: ActReturnReferralResult, Name: "退回补充公示稿", Stages: public, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "文件四(五)", Ready: Proceeding.referralResultPrepared, Apply: law.With((*transition).returnReferralResult)},
		{Act: ActApproveReferralResult, Name: "批准补充公示", Stages: public, Leads: leads{ReferralPublication: {Closed}}, Who: []law.Who{law.ByBureauHead},
			Clause: "文件四(五)", Ready: Proceeding.referralResultPrepared, Barred: Proceeding.ownReferralResult, Apply: law.With((*transition).approveReferralResult)},
	}
}

// referralApprovers leaves the head who decides: the section's for another
// section of the bureau, the bureau's for another department.
func referralApprovers(p Proceeding, who []law.Who) []law.Who {
	switch p.Referral.To.Place {
	case law.WithinBureau:
		return []law.Who{law.BySectionHead}
	case law.OtherDepartment:
		return []law.Who{law.ByBureauHead}
	}
	return who
}

func (p Proceeding) referralNotProposed() error {
	if p.Referral.ProposedBy != "" {
		return law.Errorf(law.KindNotAllowed, "referral_proposed", "移送意见已经提出，等待审批。")
	}
	return nil
}

func (p Proceeding) referralProposed() error {
	if p.Referral.ProposedBy == "" {
		return law.Errorf(law.KindNotAllowed, "referral_not_proposed", "没有待审批的移送意见。")
	}
	return nil
}

func (p Proceeding) ownReferral(a law.Actor) error {
	return law.NotTheSame(a, "审批", p.Referral.ProposedBy, p.Referral.ProposedFor)
}

func (p Proceeding) referralReceiptMissing() error {
	if !p.Referral.ReceiptOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "receipt_recorded", "移送回执已经登记。")
	}
	return nil
}

func (p Proceeding) referralResultNotPrepared() error {
	if p.Referral.Publication.PreparedBy != "" {
		return law.Errorf(law.KindNotAllowed, "publication_prepared", "公示稿已经拟定，等待局负责人批准。")
	}
	return nil
}

func (p Proceeding) referralResultPrepared() error {
	if p.Referral.Publication.PreparedBy == "" {
		return law.Errorf(law.KindNotAllowed, "publication_not_prepared", "没有待批准的公示稿。")
	}
	return nil
}

func (p Proceeding) ownReferralResult(a law.Actor) error {
	return law.NotTheSame(a, "批准", p.Referral.Publication.PreparedBy, p.Referral.Publication.PreparedFor)
}
