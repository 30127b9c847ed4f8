package proceedings

import (
	"slices"

	"shuangsuiji/inspection/law"
)

const crimeReferral = "行政处罚法第27条；" + law.TransferRules

// policeRules are the acts of a referral to the police, in the order of the
// procedure.
func policeRules() []Rule {
	decision, objection := []Stage{PoliceDecision}, []Stage{PoliceReconsideration}
	return []Rule{
		{Act: ActWritePoliceReport, Name: "提出移送涉嫌犯罪案件的报告", Stages: []Stage{PoliceReport}, Leads: leads{PoliceReport: {PoliceApproval}}, Who: []law.Who{law.ByLead},
			Clause: crimeReferral + "第5条第1款", Ready: Proceeding.specialTeam, Apply: law.With((*transition).writePoliceReport)},
		{Act: ActDecideTransfer, Name: "批准移送公安机关", Stages: []Stage{PoliceApproval}, Leads: leads{PoliceApproval: {PoliceTransfer}}, Who: []law.Who{law.ByBureauHead},
			Clause: crimeReferral + "第5条", Barred: Proceeding.notHeadProper, Apply: law.With((*transition).decideTransfer)},
		{Act: ActDecideNoTransfer, Name: "不批准移送公安机关", Stages: []Stage{PoliceApproval}, Leads: leads{PoliceApproval: {Closed}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: crimeReferral + "第5条", Barred: Proceeding.notHeadProper, Apply: law.With((*transition).decideNoTransfer)},
		{Act: ActSendPoliceFile, Name: "向公安机关移送", Stages: []Stage{PoliceTransfer}, Leads: leads{PoliceTransfer: {PoliceDecision}}, Who: []law.Who{law.ByTeam},
			Clause: crimeReferral + "第5条、第6条；中办发〔2011〕8号", Apply: law.With((*transition).sendPoliceFile)},
		{Act: ActRecordProcuratorateCopy, Name: "登记抄送人民检察院", Stages: []Stage{PoliceDecision, PoliceReconsideration, PoliceEvidence}, Who: recorders,
			Clause: "高检会〔2006〕2号", Ready: Proceeding.copyMissing, Apply: law.With((*transition).recordProcuratorateCopy)},
		{Act: ActRecordPenaltyCopy, Name: "登记抄送行政处罚决定书", Stages: []Stage{PoliceDecision, PoliceReconsideration, PoliceEvidence}, Who: recorders,
			Clause: "高检会〔2006〕2号", Ready: Proceeding.penaltyCopyMissing, Apply: law.With((*transition).recordPenaltyCopy)},
		{Act: ActRecordPoliceReceipt, Name: "登记移送书回执", Stages: decision, Who: recorders,
			Clause: law.TransferRules + "第7条", Ready: Proceeding.policeReceiptMissing, Apply: law.With((*transition).recordPoliceReceipt)},
		{Act: ActRecordPoliceForwarding, Name: "登记公安机关转送", Stages: decision, Who: recorders,
			Clause: law.TransferRules + "第7条", Apply: law.With((*transition).recordPoliceForwarding)},
		{Act: ActRecordPoliceDecision, Name: "登记公安机关立案决定", Stages: decision, Leads: leads{PoliceDecision: {PoliceReconsideration, PoliceEvidence}}, Who: recorders,
			Clause: law.TransferRules + "第8条", Apply: law.With((*transition).recordPoliceDecision)},
		{Act: ActRequestPoliceReconsideration, Name: "提请公安机关复议", Stages: objection, Who: []law.Who{law.ByBureauHead},
			Clause: law.TransferRules + "第9条第1款", Ready: Proceeding.reconsiderable, Apply: law.With((*transition).requestPoliceReconsideration)},
		{Act: ActRecordPoliceReconsideration, Name: "登记公安机关复议决定", Stages: objection, Leads: leads{PoliceReconsideration: {PoliceEvidence}}, Who: recorders,
			Clause: law.TransferRules + "第9条第2款", Ready: Proceeding.reconsiderationPending, Apply: law.With((*transition).recordPoliceReconsideration)},
		{Act: ActSuggestSupervision, Name: "建议人民检察院立案监督", Stages: objection, Who: []law.Who{law.ByBureauHead},
			Clause: law.TransferRules + "第9条", Ready: Proceeding.nothingPending, Apply: law.With((*transition).suggestSupervision)},
		{Act: ActRecordSupervision, Name: "登记立案监督结果", Stages: objection, Leads: leads{PoliceReconsideration: {PoliceEvidence, Closed}}, Who: recorders,
			Clause: law.TransferRules + "第9条第3款", Ready: Proceeding.supervisionPending, Apply: law.With((*transition).recordSupervision)},
		{Act: ActAcceptPoliceRefusal, Name: "接受不予立案决定", Stages: objection, Leads: leads{PoliceReconsideration: {Closed}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: law.TransferRules + "第10条", Ready: Proceeding.refusalAcceptable, Apply: law.With((*transition).acceptPoliceRefusal)},
		{Act: ActHandOverEvidence, Name: "移交涉案物品和材料", Stages: []Stage{PoliceEvidence}, Leads: leads{PoliceEvidence: {Closed}}, Who: []law.Who{law.ByTeam},
			Clause: law.TransferRules + "第12条", Ready: Proceeding.copied, Apply: law.With((*transition).handOverEvidence)},
	}
}

// smallestSpecialTeam is the least number of officers of the special team (专案组):
// 行政执法机关移送涉嫌犯罪案件的规定第5条第1款.
const smallestSpecialTeam = 2

func (p Proceeding) specialTeam() error {
	if len(slices.Compact(slices.Sorted(slices.Values(p.Team)))) < smallestSpecialTeam {
		return law.Errorf(law.KindInvalid, "team_too_small", "专案组应由%d名以上行政执法人员组成。", smallestSpecialTeam)
	}
	return nil
}

// notHeadProper bars who holds the head's power by delegation: the head proper
// decides, or who acts as head (正职负责人或者主持工作的负责人), and nobody for them.
// The writer of the report is barred as everywhere.
func (p Proceeding) notHeadProper(a law.Actor) error {
	if slices.Contains(a.DelegatedRoles, law.RoleBureauHead) {
		return law.Errorf(law.KindForbidden, "head_proper_only", "是否移送公安机关应由本机关正职负责人或者主持工作的负责人决定，不得委托他人。")
	}
	return law.NotTheSame(a, "审批", p.Police.ReportedBy, p.Police.ReportedFor)
}

func (p Proceeding) copyMissing() error {
	if !p.Police.CopiedOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "copy_recorded", "抄送人民检察院已经登记。")
	}
	return nil
}

// copied: the file is not closed while the procuratorate has no copy of it, nor of the
// decision that went before.
func (p Proceeding) copied() error {
	if p.Police.CopiedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "copy_missing", "尚未抄送人民检察院，应先办理抄送。")
	}
	if p.penaltyCopyMissing() == nil {
		return law.Errorf(law.KindNotAllowed, "penalty_copy_missing", "行政处罚决定书尚未抄送公安机关和人民检察院，应先办理抄送。")
	}
	return nil
}

func (p Proceeding) policeReceiptMissing() error {
	if !p.Police.ReceiptOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "receipt_recorded", "移送回执已经登记。")
	}
	return nil
}

func (p Proceeding) reconsiderationPending() error {
	if p.Police.ReconsiderationOn.IsZero() || !p.Police.MaintainedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "no_reconsideration", "没有正在进行的公安机关复议。")
	}
	return nil
}

func (p Proceeding) supervisionPending() error {
	if p.Police.SupervisionOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "no_supervision", "没有正在进行的立案监督。")
	}
	return nil
}

// nothingPending: one remedy after the other, so that it stays clear which
// answer the police's refusal waits for.
func (p Proceeding) nothingPending() error {
	if p.reconsiderationPending() == nil || p.supervisionPending() == nil {
		return law.Errorf(law.KindNotAllowed, "remedy_pending", "公安机关复议或者立案监督正在进行，应先登记其结果。")
	}
	return nil
}

func (p Proceeding) refusalAcceptable() error {
	if err := p.nothingPending(); err != nil {
		return err
	}
	return p.copied()
}

// reconsiderable: the police reconsider once, and before the procuratorate is
// asked.
func (p Proceeding) reconsiderable() error {
	if !p.Police.ReconsiderationOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "reconsidered", "已经提请公安机关复议；对复议决定仍有异议的，可以建议人民检察院立案监督。")
	}
	return p.nothingPending()
}
