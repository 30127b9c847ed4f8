package inspection

const (
	referralLaw   = "文件四(五)；劳动保障监察条例第18条第2款"
	referralChase = "本单位规定（文件四(五)）"
)

var (
	referralHeads = []Who{sectionHead, bureauHead}
	// recorders enter what another body sent.
	recorders = []Who{team, clerk}
)

// referralRules are the acts of a referral, in the order of the procedure.
func referralRules() []ProceedingRule {
	proposal, reply, public := []ProceedingStage{ReferralProposal}, []ProceedingStage{ReferralReply}, []ProceedingStage{ReferralPublication}
	return []ProceedingRule{
		{Act: ActProposeReferral, Name: "提出移送意见", Stages: proposal, Who: []Who{lead},
			Clause: referralLaw, ready: Proceeding.referralNotProposed, apply: with((*proceedingTransition).proposeReferral)},
		{Act: ActApproveReferral, Name: "批准移送", Stages: proposal, Who: referralHeads,
			Clause: referralLaw, ready: Proceeding.referralProposed, barred: Proceeding.ownReferral, narrow: referralApprovers, apply: with((*proceedingTransition).approveReferral)},
		{Act: ActReturnReferral, Name: "退回移送意见", Stages: proposal, Who: referralHeads, Reason: true,
			Clause: referralChase, ready: Proceeding.referralProposed, narrow: referralApprovers, apply: with((*proceedingTransition).returnReferral)},
		{Act: ActRefuseReferral, Name: "不予移送", Stages: proposal, Who: referralHeads, Reason: true,
			Clause: referralLaw, ready: Proceeding.referralProposed, barred: Proceeding.ownReferral, narrow: referralApprovers, apply: with((*proceedingTransition).refuseReferral)},
		{Act: ActHandOverReferral, Name: "移交有关主管部门", Stages: []ProceedingStage{ReferralHandover}, Who: []Who{team},
			Clause: referralLaw, apply: with((*proceedingTransition).handOverReferral)},
		{Act: ActRecordReferralReceipt, Name: "登记移送回执", Stages: reply, Who: recorders,
			Clause: referralChase, ready: Proceeding.referralReceiptMissing, apply: with((*proceedingTransition).recordReferralReceipt)},
		{Act: ActRecordReferralReply, Name: "登记办理结果", Stages: reply, Who: recorders,
			Clause: referralChase, apply: with((*proceedingTransition).recordReferralReply)},
		{Act: ActPrepareReferralResult, Name: "拟定补充公示内容", Stages: public, Who: []Who{clerk},
			Clause: "文件四(五)", ready: Proceeding.referralResultNotPrepared, apply: with((*proceedingTransition).prepareReferralResult)},
		{Act: ActReturnReferralResult, Name: "退回补充公示稿", Stages: public, Who: []Who{bureauHead}, Reason: true,
			Clause: "文件四(五)", ready: Proceeding.referralResultPrepared, apply: with((*proceedingTransition).returnReferralResult)},
		{Act: ActApproveReferralResult, Name: "批准补充公示", Stages: public, Who: []Who{bureauHead},
			Clause: "文件四(五)", ready: Proceeding.referralResultPrepared, barred: Proceeding.ownReferralResult, apply: with((*proceedingTransition).approveReferralResult)},
	}
}

// referralApprovers leaves the head who decides: the section's for another
// section of the bureau, the bureau's for another department.
func referralApprovers(p Proceeding, who []Who) []Who {
	switch p.Referral.To.Place {
	case WithinBureau:
		return []Who{sectionHead}
	case OtherDepartment:
		return []Who{bureauHead}
	}
	return who
}

func (p Proceeding) referralNotProposed() error {
	if p.Referral.ProposedBy != "" {
		return Errorf(KindNotAllowed, "referral_proposed", "移送意见已经提出，等待审批。")
	}
	return nil
}

func (p Proceeding) referralProposed() error {
	if p.Referral.ProposedBy == "" {
		return Errorf(KindNotAllowed, "referral_not_proposed", "没有待审批的移送意见。")
	}
	return nil
}

func (p Proceeding) ownReferral(a Actor) error {
	return notTheSame(a, "审批", p.Referral.ProposedBy, p.Referral.ProposedFor)
}

func (p Proceeding) referralReceiptMissing() error {
	if !p.Referral.ReceiptOn.IsZero() {
		return Errorf(KindDuplicate, "receipt_recorded", "移送回执已经登记。")
	}
	return nil
}

func (p Proceeding) referralResultNotPrepared() error {
	if p.Referral.Publication.PreparedBy != "" {
		return Errorf(KindNotAllowed, "publication_prepared", "公示稿已经拟定，等待局负责人批准。")
	}
	return nil
}

func (p Proceeding) referralResultPrepared() error {
	if p.Referral.Publication.PreparedBy == "" {
		return Errorf(KindNotAllowed, "publication_not_prepared", "没有待批准的公示稿。")
	}
	return nil
}

func (p Proceeding) ownReferralResult(a Actor) error {
	return notTheSame(a, "批准", p.Referral.Publication.PreparedBy, p.Referral.Publication.PreparedFor)
}
