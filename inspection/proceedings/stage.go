package proceedings

import "shuangsuiji/inspection/law"

// Stage is where a proceeding stands.
type Stage string

// The stages of a penalty case, in the order of the procedure.
const (
	PenaltyFiling        Stage = "filing"        // 立案审批
	PenaltyInvestigation Stage = "investigation" // 调查取证
	PenaltyPriorNotice   Stage = "prior_notice"  // 事先告知
	PenaltyDefence       Stage = "defence"       // 陈述申辩和听证
	PenaltyDecision      Stage = "decision"      // 审核和决定
	PenaltyExecution     Stage = "execution"     // 送达、公示和执行
	PenaltyPublicTerm    Stage = "public_term"   // 已结案，公示期和救济期限内
)

// The stages of a referral to another department.
const (
	ReferralProposal Stage = "referral_proposal" // 移送呈批
	ReferralHandover Stage = "referral_handover" // 移交
	ReferralReply    Stage = "referral_reply"    // 等待办理结果
	// 补充公示 of what came of it
	ReferralPublication Stage = "referral_publication"
)

// The stages of a referral to the police.
const (
	PoliceReport          Stage = "police_report"          // 专案组核实报告
	PoliceApproval        Stage = "police_approval"        // 主要负责人审批
	PoliceTransfer        Stage = "police_transfer"        // 移送案卷
	PoliceDecision        Stage = "police_decision"        // 等待公安机关决定
	PoliceReconsideration Stage = "police_reconsideration" // 复议和立案监督
	PoliceEvidence        Stage = "police_evidence"        // 移交涉案物品和材料
)

// The stages of feedback.
const (
	FeedbackUnfiled Stage = "feedback_unfiled" // before its first act
	FeedbackFiled   Stage = "feedback_filed"   // 待转交
	FeedbackRouted  Stage = "feedback_routed"  // 等待答复
)

// The stages of an objection.
const (
	ObjectionUnraised       Stage = "objection_unraised" // before its first act
	ObjectionCheck          Stage = "objection_check"
	ObjectionDecision       Stage = "objection_decision"
	ObjectionCorrectedEntry Stage = "objection_corrected_entry" // 更正公示, where it is upheld
	ObjectionAnswer         Stage = "objection_answer"
)

// The stages of an opinion of those who supervise enforcement.
const (
	OversightUnregistered Stage = "oversight_unregistered" // before its first act
	OversightHandling     Stage = "oversight_handling"     // 核查整改
	OversightApproval     Stage = "oversight_approval"     // 答复审批
	OversightAnswer       Stage = "oversight_answer"       // 报送答复
)

// Closed is where every proceeding ends.
const Closed Stage = "proceeding_closed"

var proceedingStageNames = map[Stage]string{
	PenaltyFiling: "立案审批", PenaltyInvestigation: "调查取证", PenaltyPriorNotice: "事先告知", PenaltyDefence: "陈述申辩和听证",
	PenaltyDecision: "审核和决定", PenaltyExecution: "送达、公示和执行", PenaltyPublicTerm: "结案后公示",
	ReferralProposal: "移送呈批", ReferralHandover: "移交", ReferralReply: "等待办理结果", ReferralPublication: "补充公示",
	PoliceReport: "专案组核实", PoliceApproval: "移送审批", PoliceTransfer: "移送案卷", PoliceDecision: "等待公安机关决定", PoliceReconsideration: "复议和立案监督", PoliceEvidence: "移交涉案物品和材料",
	FeedbackUnfiled: "待提交", FeedbackFiled: "待转交", FeedbackRouted: "等待答复",
	ObjectionUnraised: "待提出", ObjectionCheck: "异议核查", ObjectionDecision: "异议审批", ObjectionCorrectedEntry: "更正公示", ObjectionAnswer: "异议答复",
	OversightUnregistered: "待登记", OversightHandling: "核查整改", OversightApproval: "答复审批", OversightAnswer: "报送答复",
	Closed: "已办结",
}

// handedOver are the stages at which the inspection no longer waits for the
// proceeding: the penalty case is filed, the other department or the police have
// the file.
var handedOver = []Stage{PenaltyInvestigation, PenaltyPriorNotice, PenaltyDefence, PenaltyDecision, PenaltyExecution, PenaltyPublicTerm,
	ReferralReply, ReferralPublication, PoliceDecision, PoliceReconsideration, PoliceEvidence}

// Stages are the stages of a kind in which something is still to be
// done, in order.
func Stages(kind law.ProceedingKind) []Stage {
	switch kind {
	case law.ProceedingPenalty:
		return penaltyStages
	case law.ProceedingReferral:
		return referralStages
	case law.ProceedingPolice:
		return policeStages
	case law.ProceedingFeedback:
		return feedbackStages
	case law.ProceedingObjection:
		return objectionStages
	case law.ProceedingOversight:
		return oversightStages
	}
	return nil
}

var (
	penaltyStages   = []Stage{PenaltyFiling, PenaltyInvestigation, PenaltyPriorNotice, PenaltyDefence, PenaltyDecision, PenaltyExecution, PenaltyPublicTerm}
	referralStages  = []Stage{ReferralProposal, ReferralHandover, ReferralReply, ReferralPublication}
	policeStages    = []Stage{PoliceReport, PoliceApproval, PoliceTransfer, PoliceDecision, PoliceReconsideration, PoliceEvidence}
	feedbackStages  = []Stage{FeedbackUnfiled, FeedbackFiled, FeedbackRouted}
	objectionStages = []Stage{ObjectionUnraised, ObjectionCheck, ObjectionDecision, ObjectionCorrectedEntry, ObjectionAnswer}

	oversightStages = []Stage{OversightUnregistered, OversightHandling, OversightApproval, OversightAnswer}
)

// Chinese is the stage's name.
func (s Stage) Chinese() string {
	if n, ok := proceedingStageNames[s]; ok {
		return n
	}
	return string(s)
}

// Open reports whether something is still to be done.
func (s Stage) Open() bool { return s != Closed }
