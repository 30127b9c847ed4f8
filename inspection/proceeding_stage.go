package inspection

// ProceedingStage is where a proceeding stands.
type ProceedingStage string

// The stages of a penalty case, in the order of the procedure.
const (
	PenaltyFiling        ProceedingStage = "filing"        // 立案审批
	PenaltyInvestigation ProceedingStage = "investigation" // 调查取证
	PenaltyPriorNotice   ProceedingStage = "prior_notice"  // 事先告知
	PenaltyDefence       ProceedingStage = "defence"       // 陈述申辩和听证
	PenaltyDecision      ProceedingStage = "decision"      // 审核和决定
	PenaltyExecution     ProceedingStage = "execution"     // 送达、公示和执行
	PenaltyPublicTerm    ProceedingStage = "public_term"   // 已结案，公示期和救济期限内
)

// The stages of a referral to another department.
const (
	ReferralProposal ProceedingStage = "referral_proposal" // 移送呈批
	ReferralHandover ProceedingStage = "referral_handover" // 移交
	ReferralReply    ProceedingStage = "referral_reply"    // 等待办理结果
	// 补充公示 of what came of it
	ReferralPublication ProceedingStage = "referral_publication"
)

// The stages of a referral to the police.
const (
	PoliceReport          ProceedingStage = "police_report"          // 专案组核实报告
	PoliceApproval        ProceedingStage = "police_approval"        // 主要负责人审批
	PoliceTransfer        ProceedingStage = "police_transfer"        // 移送案卷
	PoliceDecision        ProceedingStage = "police_decision"        // 等待公安机关决定
	PoliceReconsideration ProceedingStage = "police_reconsideration" // 复议和立案监督
	PoliceEvidence        ProceedingStage = "police_evidence"        // 移交涉案物品和材料
)

// The stages of feedback.
const (
	FeedbackUnfiled ProceedingStage = "feedback_unfiled" // before its first act
	FeedbackFiled   ProceedingStage = "feedback_filed"   // 待转交
	FeedbackRouted  ProceedingStage = "feedback_routed"  // 等待答复
)

// The stages of an objection.
const (
	ObjectionUnraised       ProceedingStage = "objection_unraised" // before its first act
	ObjectionCheck          ProceedingStage = "objection_check"
	ObjectionDecision       ProceedingStage = "objection_decision"
	ObjectionCorrectedEntry ProceedingStage = "objection_corrected_entry" // 更正公示, where it is upheld
	ObjectionAnswer         ProceedingStage = "objection_answer"
)

// ProceedingClosed is where every proceeding ends.
const ProceedingClosed ProceedingStage = "proceeding_closed"

var proceedingStageNames = map[ProceedingStage]string{
	PenaltyFiling: "立案审批", PenaltyInvestigation: "调查取证", PenaltyPriorNotice: "事先告知", PenaltyDefence: "陈述申辩和听证",
	PenaltyDecision: "审核和决定", PenaltyExecution: "送达、公示和执行", PenaltyPublicTerm: "结案后公示",
	ReferralProposal: "移送呈批", ReferralHandover: "移交", ReferralReply: "等待办理结果", ReferralPublication: "补充公示",
	PoliceReport: "专案组核实", PoliceApproval: "移送审批", PoliceTransfer: "移送案卷", PoliceDecision: "等待公安机关决定", PoliceReconsideration: "复议和立案监督", PoliceEvidence: "移交涉案物品和材料",
	FeedbackUnfiled: "待提交", FeedbackFiled: "待转交", FeedbackRouted: "等待答复",
	ObjectionUnraised: "待提出", ObjectionCheck: "异议核查", ObjectionDecision: "异议审批", ObjectionCorrectedEntry: "更正公示", ObjectionAnswer: "异议答复",
	ProceedingClosed: "已办结",
}

// handedOver are the stages at which the inspection no longer waits for the
// proceeding: the penalty case is filed, the other department or the police have
// the file.
var handedOver = []ProceedingStage{PenaltyInvestigation, PenaltyPriorNotice, PenaltyDefence, PenaltyDecision, PenaltyExecution, PenaltyPublicTerm,
	ReferralReply, ReferralPublication, PoliceDecision, PoliceReconsideration, PoliceEvidence}

// ProceedingStages are the stages of a kind in which something is still to be
// done, in order.
func ProceedingStages(kind ProceedingKind) []ProceedingStage {
	switch kind {
	case ProceedingPenalty:
		return penaltyStages
	case ProceedingReferral:
		return referralStages
	case ProceedingPolice:
		return policeStages
	case ProceedingFeedback:
		return feedbackStages
	case ProceedingObjection:
		return objectionStages
	}
	return nil
}

var (
	penaltyStages   = []ProceedingStage{PenaltyFiling, PenaltyInvestigation, PenaltyPriorNotice, PenaltyDefence, PenaltyDecision, PenaltyExecution, PenaltyPublicTerm}
	referralStages  = []ProceedingStage{ReferralProposal, ReferralHandover, ReferralReply, ReferralPublication}
	policeStages    = []ProceedingStage{PoliceReport, PoliceApproval, PoliceTransfer, PoliceDecision, PoliceReconsideration, PoliceEvidence}
	feedbackStages  = []ProceedingStage{FeedbackUnfiled, FeedbackFiled, FeedbackRouted}
	objectionStages = []ProceedingStage{ObjectionUnraised, ObjectionCheck, ObjectionDecision, ObjectionCorrectedEntry, ObjectionAnswer}
)

// Chinese is the stage's name.
func (s ProceedingStage) Chinese() string {
	if n, ok := proceedingStageNames[s]; ok {
		return n
	}
	return string(s)
}

// Open reports whether something is still to be done.
func (s ProceedingStage) Open() bool { return s != ProceedingClosed }
