package api

import (
	"slices"

	"shuangsuiji/inspection"
)

// proceedingActs are the acts that people perform in penalty cases and referrals:
// first those of each kind in the order of the procedure, then those of all.
var proceedingActs = slices.Concat(penaltyForms, referralForms, policeForms, []form{
	formOf[inspection.ExtendDeadline](),
	formOf[inspection.Suspend](),
	formOf[inspection.Resume](),
})

// penaltyForms are those of the penalty case (行政处罚案件).
var penaltyForms = []form{
	formOf[inspection.ProposeFiling](),
	formOf[inspection.ApproveFiling](),
	formOf[inspection.RefuseFiling](),
	formOf[inspection.PunishOnTheSpot](),
	formOf[inspection.EndInvestigation](),
	formOf[inspection.ServePriorNotice](),
	formOf[inspection.RecordDefence](),
	formOf[inspection.WaiveDefence](),
	formOf[inspection.RequestHearing](),
	formOf[inspection.NotifyHearing](),
	formOf[inspection.RecordHearing](),
	formOf[inspection.ReviewDefence](),
	formOf[inspection.ReturnInvestigation](),
	formOf[inspection.ProposeDecision](),
	formOf[inspection.ReviewLegally](),
	formOf[inspection.DiscussDecision](),
	formOf[inspection.DecidePenaltyCase](),
	formOf[inspection.ServeDecision](),
	formOf[inspection.ReportOnTheSpot](),
	formOf[inspection.PreparePenaltyEntry](),
	formOf[inspection.ReturnPenaltyEntry](),
	formOf[inspection.ApprovePenaltyEntry](),
	formOf[inspection.RecordPayment](),
	formOf[inspection.AskInstalments](),
	formOf[inspection.ApproveInstalments](),
	formOf[inspection.RefuseInstalments](),
	formOf[inspection.RemitSurcharge](),
	formOf[inspection.RecordPerformance](),
	formOf[inspection.RecordRemedy](),
	formOf[inspection.RecordRemedyOutcome](),
	formOf[inspection.WithdrawEntry](),
	formOf[inspection.ServeDemand](),
	formOf[inspection.ApplyToCourt](),
	formOf[inspection.RecordCourtResult](),
	formOf[inspection.ClosePenaltyCase](),
	formOf[inspection.AskCreditRepair](),
	formOf[inspection.ApproveCreditRepair](),
	formOf[inspection.RefuseCreditRepair](),
}

// referralForms are those of the referral to the department in charge.
var referralForms = []form{
	formOf[inspection.ProposeReferral](),
	formOf[inspection.ApproveReferral](),
	formOf[inspection.ReturnReferral](),
	formOf[inspection.RefuseReferral](),
	formOf[inspection.HandOverReferral](),
	formOf[inspection.RecordReferralReceipt](),
	formOf[inspection.RecordReferralReply](),
	formOf[inspection.PrepareReferralResult](),
	formOf[inspection.ReturnReferralResult](),
	formOf[inspection.ApproveReferralResult](),
}

// policeForms are those of the referral to the police.
var policeForms = []form{
	formOf[inspection.WritePoliceReport](),
	formOf[inspection.DecideTransfer](),
	formOf[inspection.DecideNoTransfer](),
	formOf[inspection.SendPoliceFile](),
	formOf[inspection.RecordProcuratorateCopy](),
	formOf[inspection.RecordPoliceReceipt](),
	formOf[inspection.RecordPoliceForwarding](),
	formOf[inspection.RecordPoliceDecision](),
	formOf[inspection.RequestPoliceReconsideration](),
	formOf[inspection.RecordPoliceReconsideration](),
	formOf[inspection.SuggestSupervision](),
	formOf[inspection.RecordSupervision](),
	formOf[inspection.AcceptPoliceRefusal](),
	formOf[inspection.HandOverEvidence](),
}
