package proceedings

import (
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// The stages at which acts of a penalty case are possible.
var (
	undecided = []Stage{PenaltyFiling, PenaltyInvestigation, PenaltyPriorNotice, PenaltyDefence, PenaltyDecision}
	heard     = []Stage{PenaltyDefence, PenaltyDecision}
	executing = []Stage{PenaltyExecution}
	decided   = []Stage{PenaltyExecution, PenaltyPublicTerm}
)

// penaltyRules is the transition table of a penalty case, in the order of the
// procedure.
func penaltyRules() []Rule {
	return slices.Concat(penaltyCaseRules(), criminalRules(), onTheSpotRules(), executionRules(), educationRules(), recusalRules(), foundCrimeRules(), presiderRecusalRules(), investigatorRules(penaltyStages))
}

func penaltyCaseRules() []Rule {
	at := func(s Stage) []Stage { return []Stage{s} }
	return []Rule{
		{Act: ActProposeFiling, Name: "提请立案", Stages: at(PenaltyFiling), Who: []law.Who{law.ByLead, law.ByClerk},
			Clause: "行政处罚法第36条、第54条第二款；劳动保障监察条例第20条", Ready: Proceeding.filingNotProposed, Narrow: Proceeding.filingProposers, Apply: law.With((*transition).proposeFiling)},
		{Act: ActApproveFiling, Name: "批准立案", Stages: at(PenaltyFiling), Leads: leads{PenaltyFiling: {PenaltyInvestigation}}, Who: []law.Who{law.ByBureauHead},
			Clause: "行政处罚法第42条、第54条第二款", Ready: Proceeding.filingProposed, Barred: Proceeding.ownFiling, Apply: law.With((*transition).approveFiling)},
		{Act: ActRefuseFiling, Name: "不予立案", Stages: at(PenaltyFiling), Leads: leads{PenaltyFiling: {Closed}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第54条第二款", Ready: Proceeding.filingProposed, Barred: Proceeding.ownFiling, Apply: law.With((*transition).refuseFiling)},
		{Act: ActReturnFiling, Name: "退回立案", Stages: []Stage{PenaltyFiling, PenaltyInvestigation}, Leads: leads{PenaltyInvestigation: {PenaltyFiling}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第40条、第54条", Ready: Proceeding.filingProposed, Apply: law.With((*transition).returnFiling)},
		{Act: ActEndInvestigation, Name: "调查终结", Stages: at(PenaltyInvestigation), Leads: leads{PenaltyInvestigation: {PenaltyPriorNotice, PenaltyDecision}}, Who: []law.Who{law.ByLead},
			Clause: "劳动保障监察条例第17条、第18条；行政处罚法第54条、第57条", Apply: law.With((*transition).endInvestigation)},
		{Act: ActServePriorNotice, Name: "送达行政处罚事先告知书", Stages: at(PenaltyPriorNotice), Leads: leads{PenaltyPriorNotice: {PenaltyDefence}}, Who: []law.Who{law.ByTeam},
			Clause: "行政处罚法第44条；劳动保障监察条例第19条", Apply: law.With((*transition).servePriorNotice)},
		{Act: ActRecordDefence, Name: "陈述申辩", Stages: heard, Who: []law.Who{law.ByEntity, law.ByClerk, law.ByTeam},
			Clause: "行政处罚法第45条；劳动保障监察条例第19条", Ready: Proceeding.windowKnown, Apply: law.With((*transition).recordDefence)},
		{Act: ActWaiveDefence, Name: "放弃陈述申辩和听证", Stages: at(PenaltyDefence), Leads: leads{PenaltyDefence: {PenaltyDecision}}, Who: []law.Who{law.ByEntity, law.ByClerk},
			Clause: "行政处罚法第62条", Ready: Proceeding.nothingDefended, Apply: law.With((*transition).waiveDefence)},
		{Act: ActRequestHearing, Name: "要求听证", Stages: heard, Leads: leads{PenaltyDecision: {PenaltyDefence}}, Who: []law.Who{law.ByEntity, law.ByClerk},
			Clause: "行政处罚法第63条、第64条第一项、第85条", Ready: Proceeding.hearingOpen, Apply: law.With((*transition).requestHearing)},
		{Act: ActNotifyHearing, Name: "送达听证通知书", Stages: at(PenaltyDefence), Who: []law.Who{law.ByClerk},
			Clause: "行政处罚法第64条第二项、第四项、第85条", Ready: Proceeding.hearingPending, Apply: law.With((*transition).notifyHearing)},
		{Act: ActRecordHearing, Name: "记录听证", Stages: at(PenaltyDefence), Leads: leads{PenaltyDefence: {PenaltyDecision}}, Who: []law.Who{law.ByClerk},
			Clause: "行政处罚法第64条、第65条", Ready: Proceeding.hearingReady, Apply: law.With((*transition).recordHearing)},
		{Act: ActReviewDefence, Name: "复核陈述申辩或者听证意见", Stages: heard, Who: []law.Who{law.ByLead}, Reason: true,
			Clause: "行政处罚法第45条、第65条", Ready: Proceeding.defenceUnreviewed, Apply: law.With((*transition).reviewDefence)},
		{Act: ActReturnInvestigation, Name: "退回补充调查", Stages: []Stage{PenaltyPriorNotice, PenaltyDecision}, Leads: law.From([]Stage{PenaltyPriorNotice, PenaltyDecision}, PenaltyInvestigation), Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第40条、第57条", Apply: law.With((*transition).returnInvestigation)},
		{Act: ActProposeDecision, Name: "提出处理决定意见", Stages: at(PenaltyDecision), Who: []law.Who{law.ByLead, law.BySectionHead},
			Clause: "行政处罚法第32条、第33条、第57条；文件四(四)", Ready: Proceeding.defenceReviewed, Apply: law.With((*transition).proposeDecision)},
		{Act: ActReviewLegally, Name: "法制审核", Stages: at(PenaltyDecision), Who: []law.Who{law.ByLegalReviewer},
			Clause: "行政处罚法第58条第一款、第二款", Ready: Proceeding.legalReviewDue, Barred: Proceeding.notIndependent, Apply: law.With((*transition).reviewLegally)},
		{Act: ActDiscussDecision, Name: "集体讨论", Stages: at(PenaltyDecision), Who: []law.Who{law.ByBureauHead},
			Clause: "行政处罚法第57条第二款", Ready: Proceeding.discussionDue, Apply: law.With((*transition).discussDecision)},
		{Act: ActDecidePenaltyCase, Name: "作出处理决定", Stages: at(PenaltyDecision), Leads: leads{PenaltyDecision: {PenaltyExecution, Closed}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第57条、第59条；劳动保障监察条例第18条", Ready: Proceeding.decidable, Barred: Proceeding.ownDecision, Apply: law.With((*transition).decidePenaltyCase)},
		{Act: cases.ActCorrectEntry, Name: "更正记录", Stages: correctable, Who: []law.Who{law.BySectionHead}, Reason: true, WhileSuspended: true, Aside: true,
			Clause: "国办发〔2018〕118号（执法全过程记录）；行政处罚法第61条", Ready: Proceeding.serviceCorrectable, Apply: executed((*transition).correctEntry)},
		{Act: ActHoldProceeding, Name: "因移送公安机关停止计算期限", Stages: undecided, Who: []law.Who{law.BySystem}, WhileSuspended: true,
			Clause: "行政处罚法第27条；行政执法机关移送涉嫌犯罪案件的规定第11条", Apply: law.With((*transition).holdProceeding)},
		{Act: ActReleaseProceeding, Name: "公安机关未立案后恢复办理", Stages: undecided, Who: []law.Who{law.BySystem}, WhileSuspended: true,
			Clause: "行政处罚法第27条第一款", Apply: law.With((*transition).releaseProceeding)},
		{Act: ActEndByPolice, Name: "公安机关立案后终结", Stages: undecided, Leads: law.From(undecided, Closed), Who: []law.Who{law.BySystem}, WhileSuspended: true,
			Clause: "行政处罚法第8条、第27条；行政执法机关移送涉嫌犯罪案件的规定第11条", Apply: law.With((*transition).endByPolice)},
	}
}

func executionRules() []Rule {
	return []Rule{
		{Act: ActServeDecision, Name: "送达决定书", Stages: executing, Who: []law.Who{law.ByTeam},
			Clause: "行政处罚法第61条、第85条；民事诉讼法第87条至第95条", Ready: Proceeding.decisionUnserved, Apply: executed((*transition).serveDecision)},
		{Act: ActReportOnTheSpot, Name: "当场处罚备案", Stages: executing, Who: []law.Who{law.ByTeam},
			Clause: "行政处罚法第52条第三款", Ready: Proceeding.onTheSpotUnreported, Apply: executed((*transition).reportOnTheSpot)},
		{Act: ActDecidePublicity, Name: "决定处罚公示方式", Stages: decided, Who: []law.Who{law.ByBureauHead}, Reason: true, Aside: true,
			Clause: "行政处罚法第48条、第50条；个人信息保护法第34条；" + law.CreditClause, Ready: Proceeding.publicityOpen, Apply: executed((*transition).decidePublicity)},
		{Act: ActPreparePenaltyEntry, Name: "拟定处罚公示内容", Stages: decided, Who: []law.Who{law.ByClerk},
			Clause: "行政处罚法第48条；国办发〔2018〕118号", Ready: Proceeding.penaltyPublishable, Apply: executed((*transition).preparePenaltyEntry)},
		{Act: ActReturnPenaltyEntry, Name: "退回处罚公示稿", Stages: decided, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第48条", Ready: Proceeding.penaltyEntryPrepared, Apply: executed((*transition).returnPenaltyEntry)},
		{Act: ActApprovePenaltyEntry, Name: "批准处罚公示", Stages: decided, Who: []law.Who{law.ByBureauHead},
			Clause: "行政处罚法第48条；国办发〔2018〕118号", Ready: Proceeding.penaltyEntryPrepared, Barred: Proceeding.ownPenaltyEntry, Apply: executed((*transition).approvePenaltyEntry)},
		{Act: ActRecordPayment, Name: "记录缴款", Stages: executing, Who: []law.Who{law.ByClerk, law.ByTeam},
			Clause: "行政处罚法第67条、第68条、第69条、第70条", Ready: Proceeding.somethingToPay, Apply: executed((*transition).recordPayment)},
		{Act: ActHandInCollected, Name: "交回当场收缴的罚款", Stages: executing, Who: []law.Who{law.ByTeam},
			Clause: "行政处罚法第71条、第85条", Ready: Proceeding.handInDue, Apply: executed((*transition).handInCollected)},
		{Act: ActBankCollected, Name: "将当场收缴的罚款缴付银行", Stages: executing, Who: []law.Who{law.ByClerk},
			Clause: "行政处罚法第71条、第85条", Ready: Proceeding.bankingDue, Apply: executed((*transition).bankCollected)},
		{Act: ActRecordRefund, Name: "记录退还款项", Stages: decided, Leads: leads{PenaltyPublicTerm: {Closed}}, Who: []law.Who{law.ByClerk},
			Clause: "行政复议法第72条；国家赔偿法第36条第一项", Ready: Proceeding.refundDue, Apply: executed((*transition).recordRefund)},
		{Act: ActAskInstalments, Name: "申请延期或者分期缴纳", Stages: executing, Who: []law.Who{law.ByEntity, law.ByClerk},
			Clause: "行政处罚法第66条第二款", Ready: Proceeding.instalmentsPossible, Apply: executed((*transition).askInstalments)},
		{Act: ActApproveInstalments, Name: "批准延期或者分期缴纳", Stages: executing, Who: []law.Who{law.ByBureauHead},
			Clause: "行政处罚法第66条第二款", Ready: Proceeding.instalmentsAsked, Barred: Proceeding.ownInstalments, Apply: executed((*transition).approveInstalments)},
		{Act: ActRefuseInstalments, Name: "不批准延期或者分期缴纳", Stages: executing, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第66条第二款", Ready: Proceeding.instalmentsAsked, Barred: Proceeding.ownInstalments, Apply: executed((*transition).refuseInstalments)},
		{Act: ActRemitSurcharge, Name: "减免加处罚款", Stages: executing, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政强制法第42条", Ready: Proceeding.surchargeable, Apply: executed((*transition).remitSurcharge)},
		{Act: ActRecordPerformance, Name: "记录履行情况", Stages: executing, Who: []law.Who{law.ByClerk, law.ByTeam},
			Clause: "行政处罚法第66条第一款；劳动保障监察条例第18条", Ready: Proceeding.somethingToPerform, Apply: executed((*transition).recordPerformance)},
		{Act: ActRecordRemedy, Name: "记录行政复议或者行政诉讼", Stages: decided, Who: []law.Who{law.ByClerk},
			Clause: "行政复议法第20条；行政诉讼法第45条、第46条", Ready: Proceeding.remedyOpen, Apply: executed((*transition).recordRemedy)},
		{Act: ActRecordRemedyOutcome, Name: "记录复议或者诉讼结果", Stages: decided, Leads: leads{PenaltyPublicTerm: {PenaltyExecution, Closed}}, Who: []law.Who{law.ByClerk},
			Clause: "行政复议法第63条、第64条、第65条、第73条、第75条；行政诉讼法第60条、第69条、第70条、第74条、第77条", Ready: Proceeding.remedyPending, Apply: executed((*transition).recordRemedyOutcome)},
		{Act: ActProposeSelfCorrection, Name: "提出自行变更或者撤销决定", Stages: decided, Who: []law.Who{law.ByLead, law.BySectionHead}, Reason: true,
			Clause: "行政处罚法第75条第二款", Ready: Proceeding.correctableByUs, Apply: executed((*transition).proposeSelfCorrection)},
		{Act: ActReviewSelfCorrection, Name: "自行纠正的法制审核", Stages: decided, Leads: leads{PenaltyPublicTerm: {Closed}}, Who: []law.Who{law.ByLegalReviewer},
			Clause: "行政处罚法第58条、第75条第二款", Ready: Proceeding.correctionUnreviewed, Barred: Proceeding.correctionNotIndependent, Apply: executed((*transition).reviewSelfCorrection)},
		{Act: ActDecideSelfCorrection, Name: "决定自行变更或者撤销", Stages: decided, Leads: leads{PenaltyPublicTerm: {Closed}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第48条第二款、第75条第二款", Ready: Proceeding.correctionDecidable, Barred: Proceeding.ownCorrection, Apply: executed((*transition).decideSelfCorrection)},
		{Act: ActWithdrawEntry, Name: "撤回公示的处罚决定", Stages: decided, Leads: leads{PenaltyPublicTerm: {Closed}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第48条第二款、第85条", Ready: Proceeding.withdrawalDue, Apply: executed((*transition).withdrawEntry)},
		{Act: ActServeDemand, Name: "送达催告书", Stages: executing, Who: []law.Who{law.ByTeam},
			Clause: "行政强制法第54条", Ready: Proceeding.demandable, Apply: executed((*transition).serveDemand)},
		{Act: ActApplyToCourt, Name: "申请人民法院强制执行", Stages: executing, Who: []law.Who{law.ByBureauHead},
			Clause: "行政强制法第53条、第54条；行政处罚法第72条", Ready: Proceeding.courtOpen, Apply: executed((*transition).applyToCourt)},
		{Act: ActRecordCourtResult, Name: "记录人民法院执行结果", Stages: executing, Who: []law.Who{law.ByClerk},
			Clause: "行政强制法第57条、第58条", Ready: Proceeding.courtRunning, Apply: executed((*transition).recordCourtResult)},
		{Act: ActHandOverExecution, Name: "移交复议机关执行", Stages: executing, Who: []law.Who{law.ByBureauHead},
			Clause: "行政复议法第78条", Ready: Proceeding.handoverOpen, Apply: executed((*transition).handOverExecution)},
		{Act: ActRecordOrganResult, Name: "记录复议机关执行结果", Stages: executing, Who: []law.Who{law.ByClerk},
			Clause: "行政复议法第78条", Ready: Proceeding.handedOver, Apply: executed((*transition).recordOrganResult)},
		{Act: ActClosePenaltyCase, Name: "结案", Stages: executing, Leads: leads{PenaltyExecution: {PenaltyPublicTerm, Closed}}, Who: []law.Who{law.ByBureauHead},
			Clause: "本单位规定", Ready: Proceeding.closable, Barred: Proceeding.ownPenaltyCase, Apply: law.With((*transition).closePenaltyCase)},
		{Act: ActAskCreditRepair, Name: "申请信用修复", Stages: decided, Who: []law.Who{law.ByEntity, law.ByClerk},
			Clause: law.CreditClause, Ready: Proceeding.repairable, Apply: executed((*transition).askCreditRepair)},
		{Act: ActApproveCreditRepair, Name: "同意信用修复", Stages: decided, Leads: leads{PenaltyPublicTerm: {Closed}}, Who: []law.Who{law.ByBureauHead},
			Clause: law.CreditClause, Ready: Proceeding.repairAsked, Barred: Proceeding.ownRepair, Apply: executed((*transition).approveCreditRepair)},
		{Act: ActRefuseCreditRepair, Name: "不同意信用修复", Stages: decided, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: law.CreditClause, Ready: Proceeding.repairAsked, Barred: Proceeding.ownRepair, Apply: executed((*transition).refuseCreditRepair)},
		{Act: ActRecountPublicTerm, Name: "按新规定重算公示期", Stages: decided, Leads: leads{PenaltyPublicTerm: {Closed}}, Who: []law.Who{law.BySystem}, WhileSuspended: true,
			Clause: law.CreditClause, Ready: Proceeding.entryShown, Apply: executed((*transition).recountPublicTerm)},
	}
}

// executed is [with] for the acts after the decision: whatever they bring about,
// the case may then be ready for its closing, or over.
func executed[F law.Facts](effect func(*transition, F) error) func(*transition) error {
	apply := law.With(effect)
	return func(t *transition) error {
		if err := apply(t); err != nil {
			return err
		}
		t.settle()
		return nil
	}
}
