package api

import (
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// proceedingActs are the acts that people perform in proceedings: first those of
// each kind in the order of the procedure, then those of all. With which one begins
// stands in filings.go.
var proceedingActs = slices.Concat(penaltyForms, referralForms, policeForms, feedbackForms, objectionForms, oversightForms, []actForm{
	proceedingForm[proceedings.ReplaceInvestigator](),
	proceedingForm[law.ExtendDeadline](),
	proceedingForm[law.Suspend](),
	proceedingForm[law.Resume](),
})

// penaltyForms are those of the penalty case (行政处罚案件).
var penaltyForms = []actForm{
	proceedingForm[proceedings.ProposeFiling](),
	proceedingForm[proceedings.ApproveFiling](),
	proceedingForm[proceedings.RefuseFiling](),
	proceedingForm[proceedings.ReturnFiling](),
	proceedingForm[proceedings.PunishOnTheSpot](),
	proceedingForm[proceedings.ConfirmOnTheSpot](),
	proceedingForm[proceedings.EndInvestigation](),
	proceedingForm[proceedings.ServePriorNotice](),
	proceedingForm[proceedings.RecordDefence](),
	proceedingForm[proceedings.WaiveDefence](),
	proceedingForm[proceedings.RequestHearing](),
	proceedingForm[proceedings.NotifyHearing](),
	proceedingForm[proceedings.RecordHearing](),
	proceedingForm[proceedings.ReviewDefence](),
	proceedingForm[proceedings.ReturnInvestigation](),
	proceedingForm[proceedings.ProposeDecision](),
	proceedingForm[proceedings.ReviewLegally](),
	proceedingForm[proceedings.DiscussDecision](),
	proceedingForm[proceedings.DecidePenaltyCase](),
	proceedingForm[proceedings.ServeDecision](),
	proceedingForm[proceedings.ReportOnTheSpot](),
	proceedingForm[proceedings.DecidePublicity](),
	proceedingForm[proceedings.PreparePenaltyEntry](),
	proceedingForm[proceedings.ReturnPenaltyEntry](),
	proceedingForm[proceedings.ApprovePenaltyEntry](),
	proceedingForm[proceedings.RecordPayment](),
	proceedingForm[proceedings.HandInCollected](),
	proceedingForm[proceedings.BankCollected](),
	proceedingForm[proceedings.ReferFoundCrime](),
	proceedingForm[proceedings.RecordRefund](),
	proceedingForm[proceedings.AskInstalments](),
	proceedingForm[proceedings.ApproveInstalments](),
	proceedingForm[proceedings.RefuseInstalments](),
	proceedingForm[proceedings.RemitSurcharge](),
	proceedingForm[proceedings.RecordPerformance](),
	proceedingForm[proceedings.RecordEducation](),
	proceedingForm[proceedings.RecordRemedy](),
	proceedingForm[proceedings.RecordRemedyOutcome](),
	proceedingForm[cases.CorrectEntry](),
	proceedingForm[proceedings.ProposeSelfCorrection](),
	proceedingForm[proceedings.ReviewSelfCorrection](),
	proceedingForm[proceedings.DecideSelfCorrection](),
	proceedingForm[proceedings.WithdrawEntry](),
	proceedingForm[proceedings.ServeDemand](),
	proceedingForm[proceedings.ApplyToCourt](),
	proceedingForm[proceedings.RecordCourtResult](),
	proceedingForm[proceedings.HandOverExecution](),
	proceedingForm[proceedings.RecordOrganResult](),
	proceedingForm[proceedings.ClosePenaltyCase](),
	proceedingForm[proceedings.AskCreditRepair](),
	proceedingForm[proceedings.ApproveCreditRepair](),
	proceedingForm[proceedings.RefuseCreditRepair](),
	proceedingForm[proceedings.RequestInvestigatorRecusal](),
	proceedingForm[proceedings.DecideInvestigatorRecusal](),
	proceedingForm[proceedings.RequestPresiderRecusal](),
	proceedingForm[proceedings.DecidePresiderRecusal](),
	proceedingForm[proceedings.RecordCriminalReturn](),
	proceedingForm[proceedings.AnswerProcuratorate](),
	proceedingForm[proceedings.EndByJudgment](),
}

// referralForms are those of the referral to the department in charge.
var referralForms = []actForm{
	proceedingForm[proceedings.ProposeReferral](),
	proceedingForm[proceedings.ApproveReferral](),
	proceedingForm[proceedings.ReturnReferral](),
	proceedingForm[proceedings.RefuseReferral](),
	proceedingForm[proceedings.HandOverReferral](),
	proceedingForm[proceedings.RecordReferralReceipt](),
	proceedingForm[proceedings.RecordReferralReply](),
	proceedingForm[proceedings.PrepareReferralResult](),
	proceedingForm[proceedings.ReturnReferralResult](),
	proceedingForm[proceedings.ApproveReferralResult](),
}

// policeForms are those of the referral to the police.
var policeForms = []actForm{
	proceedingForm[proceedings.WritePoliceReport](),
	proceedingForm[proceedings.DecideTransfer](),
	proceedingForm[proceedings.DecideNoTransfer](),
	proceedingFormAs(sendPoliceFile.facts),
	proceedingForm[proceedings.RecordProcuratorateCopy](),
	proceedingForm[proceedings.RecordPenaltyCopy](),
	proceedingForm[proceedings.RecordPoliceReceipt](),
	proceedingForm[proceedings.RecordPoliceForwarding](),
	proceedingForm[proceedings.RecordPoliceDecision](),
	proceedingForm[proceedings.RequestPoliceReconsideration](),
	proceedingForm[proceedings.RecordPoliceReconsideration](),
	proceedingForm[proceedings.SuggestSupervision](),
	proceedingForm[proceedings.RecordSupervision](),
	proceedingForm[proceedings.AcceptPoliceRefusal](),
	proceedingForm[proceedings.HandOverEvidence](),
}

// feedbackForms are those of feedback once it is filed.
var feedbackForms = []actForm{
	proceedingForm[proceedings.RouteFeedback](),
	proceedingForm[proceedings.AnswerFeedback](),
}

// objectionForms are those of an objection once it is raised.
var objectionForms = []actForm{
	proceedingForm[proceedings.CheckObjection](),
	proceedingForm[proceedings.ReturnObjection](),
	proceedingForm[proceedings.DecideObjection](),
	proceedingForm[proceedings.PrepareCorrectedEntry](),
	proceedingForm[proceedings.ReturnCorrectedEntry](),
	proceedingForm[proceedings.ApproveCorrectedEntry](),
	proceedingForm[proceedings.AnswerObjection](),
}

// oversightForms are those of an opinion of those who supervise, once it is registered.
var oversightForms = []actForm{
	proceedingForm[proceedings.ProposeOversightAnswer](),
	proceedingForm[proceedings.ReturnOversightAnswer](),
	proceedingForm[proceedings.ApproveOversightAnswer](),
	proceedingForm[proceedings.DispatchOversightAnswer](),
}

// partyActs are those that the entity performs in a penalty case by its link.
var partyActs = []actForm{
	partyForm[proceedings.RecordDefence](),
	partyForm[proceedings.WaiveDefence](),
	partyForm[proceedings.RequestHearing](),
	partyForm[proceedings.AskInstalments](),
	partyForm[proceedings.AskCreditRepair](),
	partyForm[proceedings.RequestInvestigatorRecusal](),
	partyForm[proceedings.RequestPresiderRecusal](),
}
