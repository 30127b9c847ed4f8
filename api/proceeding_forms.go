package api

import (
	"slices"

	"shuangsuiji/inspection"
)

// proceedingActs are the acts that people perform in proceedings: first those of
// each kind in the order of the procedure, then those of all. With which one begins
// stands in filings.go.
var proceedingActs = slices.Concat(penaltyForms, referralForms, policeForms, feedbackForms, objectionForms, []form{
	proceedingForm[inspection.ReplaceInvestigator](),
	proceedingForm[inspection.ExtendDeadline](),
	proceedingForm[inspection.Suspend](),
	proceedingForm[inspection.Resume](),
})

// penaltyForms are those of the penalty case (行政处罚案件).
var penaltyForms = []form{
	proceedingForm[inspection.ProposeFiling](),
	proceedingForm[inspection.ApproveFiling](),
	proceedingForm[inspection.RefuseFiling](),
	proceedingForm[inspection.PunishOnTheSpot](),
	proceedingForm[inspection.EndInvestigation](),
	proceedingForm[inspection.ServePriorNotice](),
	proceedingForm[inspection.RecordDefence](),
	proceedingForm[inspection.WaiveDefence](),
	proceedingForm[inspection.RequestHearing](),
	proceedingForm[inspection.NotifyHearing](),
	proceedingForm[inspection.RecordHearing](),
	proceedingForm[inspection.ReviewDefence](),
	proceedingForm[inspection.ReturnInvestigation](),
	proceedingForm[inspection.ProposeDecision](),
	proceedingForm[inspection.ReviewLegally](),
	proceedingForm[inspection.DiscussDecision](),
	proceedingForm[inspection.DecidePenaltyCase](),
	proceedingForm[inspection.ServeDecision](),
	proceedingForm[inspection.ReportOnTheSpot](),
	proceedingForm[inspection.PreparePenaltyEntry](),
	proceedingForm[inspection.ReturnPenaltyEntry](),
	proceedingForm[inspection.ApprovePenaltyEntry](),
	proceedingForm[inspection.RecordPayment](),
	proceedingForm[inspection.RecordRefund](),
	proceedingForm[inspection.AskInstalments](),
	proceedingForm[inspection.ApproveInstalments](),
	proceedingForm[inspection.RefuseInstalments](),
	proceedingForm[inspection.RemitSurcharge](),
	proceedingForm[inspection.RecordPerformance](),
	proceedingForm[inspection.RecordRemedy](),
	proceedingForm[inspection.RecordRemedyOutcome](),
	proceedingForm[inspection.CorrectEntry](),
	proceedingForm[inspection.WithdrawEntry](),
	proceedingForm[inspection.ServeDemand](),
	proceedingForm[inspection.ApplyToCourt](),
	proceedingForm[inspection.RecordCourtResult](),
	proceedingForm[inspection.ClosePenaltyCase](),
	proceedingForm[inspection.AskCreditRepair](),
	proceedingForm[inspection.ApproveCreditRepair](),
	proceedingForm[inspection.RefuseCreditRepair](),
	proceedingForm[inspection.RequestInvestigatorRecusal](),
	proceedingForm[inspection.DecideInvestigatorRecusal](),
}

// referralForms are those of the referral to the department in charge.
var referralForms = []form{
	proceedingForm[inspection.ProposeReferral](),
	proceedingForm[inspection.ApproveReferral](),
	proceedingForm[inspection.ReturnReferral](),
	proceedingForm[inspection.RefuseReferral](),
	proceedingForm[inspection.HandOverReferral](),
	proceedingForm[inspection.RecordReferralReceipt](),
	proceedingForm[inspection.RecordReferralReply](),
	proceedingForm[inspection.PrepareReferralResult](),
	proceedingForm[inspection.ReturnReferralResult](),
	proceedingForm[inspection.ApproveReferralResult](),
}

// policeForms are those of the referral to the police.
var policeForms = []form{
	proceedingForm[inspection.WritePoliceReport](),
	proceedingForm[inspection.DecideTransfer](),
	proceedingForm[inspection.DecideNoTransfer](),
	proceedingForm[inspection.SendPoliceFile](),
	proceedingForm[inspection.RecordProcuratorateCopy](),
	proceedingForm[inspection.RecordPoliceReceipt](),
	proceedingForm[inspection.RecordPoliceForwarding](),
	proceedingForm[inspection.RecordPoliceDecision](),
	proceedingForm[inspection.RequestPoliceReconsideration](),
	proceedingForm[inspection.RecordPoliceReconsideration](),
	proceedingForm[inspection.SuggestSupervision](),
	proceedingForm[inspection.RecordSupervision](),
	proceedingForm[inspection.AcceptPoliceRefusal](),
	proceedingForm[inspection.HandOverEvidence](),
}

// feedbackForms are those of feedback once it is filed.
var feedbackForms = []form{
	proceedingForm[inspection.RouteFeedback](),
	proceedingForm[inspection.AnswerFeedback](),
}

// objectionForms are those of an objection once it is raised.
var objectionForms = []form{
	proceedingForm[inspection.CheckObjection](),
	proceedingForm[inspection.ReturnObjection](),
	proceedingForm[inspection.DecideObjection](),
	proceedingForm[inspection.PrepareCorrectedEntry](),
	proceedingForm[inspection.ReturnCorrectedEntry](),
	proceedingForm[inspection.ApproveCorrectedEntry](),
	proceedingForm[inspection.AnswerObjection](),
}

// partyActs are those that the entity performs in a penalty case by its link.
var partyActs = []form{
	partyForm[inspection.RecordDefence](),
	partyForm[inspection.WaiveDefence](),
	partyForm[inspection.RequestHearing](),
	partyForm[inspection.AskInstalments](),
	partyForm[inspection.AskCreditRepair](),
	partyForm[inspection.RequestInvestigatorRecusal](),
}
