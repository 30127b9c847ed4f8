package inspection

import "slices"

// The stages at which acts of a penalty case are possible.
var (
	undecided = []ProceedingStage{PenaltyFiling, PenaltyInvestigation, PenaltyPriorNotice, PenaltyDefence, PenaltyDecision}
	heard     = []ProceedingStage{PenaltyDefence, PenaltyDecision}
	executing = []ProceedingStage{PenaltyExecution}
	decided   = []ProceedingStage{PenaltyExecution, PenaltyPublicTerm}
)

// penaltyRules is the transition table of a penalty case, in the order of the
// procedure.
func penaltyRules() []ProceedingRule {
	return slices.Concat(penaltyCaseRules(), executionRules(), recusalRules(), investigatorRules(penaltyStages))
}

func penaltyCaseRules() []ProceedingRule {
	at := func(s ProceedingStage) []ProceedingStage { return []ProceedingStage{s} }
	return []ProceedingRule{
		{Act: ActProposeFiling, Name: "提请立案", Stages: at(PenaltyFiling), Who: []Who{lead, clerk},
			Clause: "行政处罚法第36条、第54条第二款；劳动保障监察条例第20条", ready: Proceeding.filingNotProposed, narrow: Proceeding.filingProposers, apply: with((*proceedingTransition).proposeFiling)},
		{Act: ActApproveFiling, Name: "批准立案", Stages: at(PenaltyFiling), Who: []Who{bureauHead},
			Clause: "行政处罚法第42条、第54条第二款", ready: Proceeding.filingProposed, barred: Proceeding.ownFiling, apply: with((*proceedingTransition).approveFiling)},
		{Act: ActRefuseFiling, Name: "不予立案", Stages: at(PenaltyFiling), Who: []Who{bureauHead}, Reason: true,
			Clause: "行政处罚法第54条第二款", ready: Proceeding.filingProposed, barred: Proceeding.ownFiling, apply: with((*proceedingTransition).refuseFiling)},
		{Act: ActPunishOnTheSpot, Name: "当场处罚", Stages: at(PenaltyInvestigation), Who: []Who{team},
			Clause: "行政处罚法第51条、第52条", ready: Proceeding.onTheSpotOpen, apply: with((*proceedingTransition).punishOnTheSpot)},
		{Act: ActEndInvestigation, Name: "调查终结", Stages: at(PenaltyInvestigation), Who: []Who{lead},
			Clause: "劳动保障监察条例第17条、第18条；行政处罚法第54条、第57条", apply: with((*proceedingTransition).endInvestigation)},
		{Act: ActServePriorNotice, Name: "送达行政处罚事先告知书", Stages: at(PenaltyPriorNotice), Who: []Who{team},
			Clause: "行政处罚法第44条；劳动保障监察条例第19条", apply: with((*proceedingTransition).servePriorNotice)},
		{Act: ActRecordDefence, Name: "陈述申辩", Stages: heard, Who: []Who{entityItself, clerk, team},
			Clause: "行政处罚法第45条；劳动保障监察条例第19条", ready: Proceeding.windowKnown, apply: with((*proceedingTransition).recordDefence)},
		{Act: ActWaiveDefence, Name: "放弃陈述申辩和听证", Stages: at(PenaltyDefence), Who: []Who{entityItself, clerk},
			Clause: "行政处罚法第62条", ready: Proceeding.nothingDefended, apply: with((*proceedingTransition).waiveDefence)},
		{Act: ActRequestHearing, Name: "要求听证", Stages: heard, Who: []Who{entityItself, clerk},
			Clause: "行政处罚法第63条、第64条第一项、第85条", ready: Proceeding.hearingOpen, apply: with((*proceedingTransition).requestHearing)},
		{Act: ActNotifyHearing, Name: "送达听证通知书", Stages: at(PenaltyDefence), Who: []Who{clerk},
			Clause: "行政处罚法第64条第二项、第四项、第85条", ready: Proceeding.hearingPending, apply: with((*proceedingTransition).notifyHearing)},
		{Act: ActRecordHearing, Name: "记录听证", Stages: at(PenaltyDefence), Who: []Who{clerk},
			Clause: "行政处罚法第64条、第65条", ready: Proceeding.hearingNotified, apply: with((*proceedingTransition).recordHearing)},
		{Act: ActReviewDefence, Name: "复核陈述申辩或者听证意见", Stages: heard, Who: []Who{lead}, Reason: true,
			Clause: "行政处罚法第45条、第65条", ready: Proceeding.defenceUnreviewed, apply: with((*proceedingTransition).reviewDefence)},
		{Act: ActReturnInvestigation, Name: "退回补充调查", Stages: at(PenaltyDecision), Who: []Who{bureauHead}, Reason: true,
			Clause: "行政处罚法第40条、第57条", apply: with((*proceedingTransition).returnInvestigation)},
		{Act: ActProposeDecision, Name: "提出处理决定意见", Stages: at(PenaltyDecision), Who: []Who{lead, sectionHead},
			Clause: "行政处罚法第32条、第33条、第57条；文件四(四)", ready: Proceeding.defenceReviewed, apply: with((*proceedingTransition).proposeDecision)},
		{Act: ActReviewLegally, Name: "法制审核", Stages: at(PenaltyDecision), Who: []Who{legalReviewer},
			Clause: "行政处罚法第58条", ready: Proceeding.legalReviewDue, barred: Proceeding.notIndependent, apply: with((*proceedingTransition).reviewLegally)},
		{Act: ActDiscussDecision, Name: "集体讨论", Stages: at(PenaltyDecision), Who: []Who{bureauHead},
			Clause: "行政处罚法第57条第二款", ready: Proceeding.discussionDue, apply: with((*proceedingTransition).discussDecision)},
		{Act: ActDecidePenaltyCase, Name: "作出处理决定", Stages: at(PenaltyDecision), Who: []Who{bureauHead}, Reason: true,
			Clause: "行政处罚法第57条、第59条；劳动保障监察条例第18条", ready: Proceeding.decidable, barred: Proceeding.ownDecision, apply: with((*proceedingTransition).decidePenaltyCase)},
		{Act: ActCorrectEntry, Name: "更正记录", Stages: correctable, Who: []Who{sectionHead}, Reason: true, WhileSuspended: true, Aside: true,
			Clause: "国办发〔2018〕118号（执法全过程记录）；行政处罚法第61条", ready: Proceeding.serviceCorrectable, apply: executed((*proceedingTransition).correctEntry)},
		{Act: ActHoldProceeding, Name: "因移送公安机关停止计算期限", Stages: undecided, Who: []Who{theSystem}, WhileSuspended: true,
			Clause: "行政处罚法第27条；行政执法机关移送涉嫌犯罪案件的规定第11条", apply: with((*proceedingTransition).holdProceeding)},
		{Act: ActReleaseProceeding, Name: "公安机关未立案后恢复办理", Stages: undecided, Who: []Who{theSystem}, WhileSuspended: true,
			Clause: "行政处罚法第27条第一款", apply: with((*proceedingTransition).releaseProceeding)},
		{Act: ActEndByPolice, Name: "公安机关立案后终结", Stages: undecided, Who: []Who{theSystem}, WhileSuspended: true,
			Clause: "行政处罚法第8条、第27条；行政执法机关移送涉嫌犯罪案件的规定第11条", apply: with((*proceedingTransition).endByPolice)},
	}
}

func executionRules() []ProceedingRule {
	return []ProceedingRule{
		{Act: ActServeDecision, Name: "送达决定书", Stages: executing, Who: []Who{team},
			Clause: "行政处罚法第61条、第85条；民事诉讼法第87条至第95条", ready: Proceeding.decisionUnserved, apply: executed((*proceedingTransition).serveDecision)},
		{Act: ActReportOnTheSpot, Name: "当场处罚备案", Stages: executing, Who: []Who{team},
			Clause: "行政处罚法第52条第三款", ready: Proceeding.onTheSpotUnreported, apply: executed((*proceedingTransition).reportOnTheSpot)},
		{Act: ActPreparePenaltyEntry, Name: "拟定处罚公示内容", Stages: decided, Who: []Who{clerk},
			Clause: "行政处罚法第48条；国办发〔2018〕118号", ready: Proceeding.penaltyPublishable, apply: executed((*proceedingTransition).preparePenaltyEntry)},
		{Act: ActReturnPenaltyEntry, Name: "退回处罚公示稿", Stages: decided, Who: []Who{bureauHead}, Reason: true,
			Clause: "行政处罚法第48条", ready: Proceeding.penaltyEntryPrepared, apply: executed((*proceedingTransition).returnPenaltyEntry)},
		{Act: ActApprovePenaltyEntry, Name: "批准处罚公示", Stages: decided, Who: []Who{bureauHead},
			Clause: "行政处罚法第48条；国办发〔2018〕118号", ready: Proceeding.penaltyEntryPrepared, barred: Proceeding.ownPenaltyEntry, apply: executed((*proceedingTransition).approvePenaltyEntry)},
		{Act: ActRecordPayment, Name: "记录缴款", Stages: executing, Who: []Who{clerk, team},
			Clause: "行政处罚法第67条", ready: Proceeding.somethingToPay, apply: executed((*proceedingTransition).recordPayment)},
		{Act: ActRecordRefund, Name: "记录退还款项", Stages: decided, Who: []Who{clerk},
			Clause: "行政复议法第72条；国家赔偿法第36条第一项", ready: Proceeding.refundDue, apply: executed((*proceedingTransition).recordRefund)},
		{Act: ActAskInstalments, Name: "申请延期或者分期缴纳", Stages: executing, Who: []Who{entityItself, clerk},
			Clause: "行政处罚法第66条第二款", ready: Proceeding.instalmentsPossible, apply: executed((*proceedingTransition).askInstalments)},
		{Act: ActApproveInstalments, Name: "批准延期或者分期缴纳", Stages: executing, Who: []Who{bureauHead},
			Clause: "行政处罚法第66条第二款", ready: Proceeding.instalmentsAsked, barred: Proceeding.ownInstalments, apply: executed((*proceedingTransition).approveInstalments)},
		{Act: ActRefuseInstalments, Name: "不批准延期或者分期缴纳", Stages: executing, Who: []Who{bureauHead}, Reason: true,
			Clause: "行政处罚法第66条第二款", ready: Proceeding.instalmentsAsked, barred: Proceeding.ownInstalments, apply: executed((*proceedingTransition).refuseInstalments)},
		{Act: ActRemitSurcharge, Name: "减免加处罚款", Stages: executing, Who: []Who{bureauHead}, Reason: true,
			Clause: "行政强制法第42条", ready: Proceeding.surchargeable, apply: executed((*proceedingTransition).remitSurcharge)},
		{Act: ActRecordPerformance, Name: "记录履行情况", Stages: executing, Who: []Who{clerk, team},
			Clause: "行政处罚法第66条第一款；劳动保障监察条例第18条", ready: Proceeding.somethingToPerform, apply: executed((*proceedingTransition).recordPerformance)},
		{Act: ActRecordRemedy, Name: "记录行政复议或者行政诉讼", Stages: decided, Who: []Who{clerk},
			Clause: "行政复议法第20条；行政诉讼法第45条、第46条", ready: Proceeding.remedyOpen, apply: executed((*proceedingTransition).recordRemedy)},
		{Act: ActRecordRemedyOutcome, Name: "记录复议或者诉讼结果", Stages: decided, Who: []Who{clerk},
			Clause: "行政复议法第75条；行政诉讼法第69条、第70条、第77条", ready: Proceeding.remedyPending, apply: executed((*proceedingTransition).recordRemedyOutcome)},
		{Act: ActWithdrawEntry, Name: "撤回公示的处罚决定", Stages: decided, Who: []Who{bureauHead}, Reason: true,
			Clause: "行政处罚法第48条第二款、第85条", ready: Proceeding.withdrawalDue, apply: executed((*proceedingTransition).withdrawEntry)},
		{Act: ActServeDemand, Name: "送达催告书", Stages: executing, Who: []Who{team},
			Clause: "行政强制法第54条", ready: Proceeding.demandable, apply: executed((*proceedingTransition).serveDemand)},
		{Act: ActApplyToCourt, Name: "申请人民法院强制执行", Stages: executing, Who: []Who{bureauHead},
			Clause: "行政强制法第53条、第54条；行政处罚法第72条", ready: Proceeding.courtOpen, apply: executed((*proceedingTransition).applyToCourt)},
		{Act: ActRecordCourtResult, Name: "记录人民法院执行结果", Stages: executing, Who: []Who{clerk},
			Clause: "行政强制法第57条、第58条", ready: Proceeding.courtRunning, apply: executed((*proceedingTransition).recordCourtResult)},
		{Act: ActClosePenaltyCase, Name: "结案", Stages: executing, Who: []Who{bureauHead},
			Clause: "本单位规定", ready: Proceeding.closable, barred: Proceeding.ownPenaltyCase, apply: with((*proceedingTransition).closePenaltyCase)},
		{Act: ActAskCreditRepair, Name: "申请信用修复", Stages: decided, Who: []Who{entityItself, clerk},
			Clause: "国家发展改革委令第58号", ready: Proceeding.repairable, apply: executed((*proceedingTransition).askCreditRepair)},
		{Act: ActApproveCreditRepair, Name: "同意信用修复", Stages: decided, Who: []Who{bureauHead},
			Clause: "国家发展改革委令第58号", ready: Proceeding.repairAsked, barred: Proceeding.ownRepair, apply: executed((*proceedingTransition).approveCreditRepair)},
		{Act: ActRefuseCreditRepair, Name: "不同意信用修复", Stages: decided, Who: []Who{bureauHead}, Reason: true,
			Clause: "国家发展改革委令第58号", ready: Proceeding.repairAsked, barred: Proceeding.ownRepair, apply: executed((*proceedingTransition).refuseCreditRepair)},
	}
}

// executed is [with] for the acts after the decision: whatever they bring about,
// the case may then be ready for its closing, or over.
func executed[F Facts](effect func(*proceedingTransition, F) error) func(*proceedingTransition) error {
	apply := with(effect)
	return func(t *proceedingTransition) error {
		if err := apply(t); err != nil {
			return err
		}
		t.settle()
		return nil
	}
}
