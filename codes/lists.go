package codes

import (
	"reflect"
	"strings"

	"shuangsuiji/inspection/amendment"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

var (
	caseStages = append(append([]cases.Stage(nil), cases.OpenStages...), cases.StageClosed, cases.StageCancelled)
	taskStages = []tasks.Stage{tasks.StagePlanned, tasks.StagePreparing, tasks.StageWitnessing, tasks.StageRunning,
		tasks.StageSummary, tasks.StageClosed, tasks.StageCancelled}
	allRoles = append(append([]law.Role(nil), law.StaffRoles...), law.RoleEntity, law.RoleWitness, law.RoleSystem)
)

// lists are filled once, when the program begins.
var lists = map[reflect.Type]List{}

func enumerate[T ~string](name func(T) string, values ...T) {
	list := make(List, len(values))
	for i, v := range values {
		list[i] = Code{Value: string(v), Name: name(v)}
	}
	lists[reflect.TypeFor[T]()] = list
}

func init() {
	enumerate(cases.Stage.Chinese, caseStages...)
	enumerate(tasks.Stage.Chinese, taskStages...)
	enumerate(law.Role.Chinese, allRoles...)
	enumerate(law.ServiceMethod.Chinese, law.ServedInPerson, law.ServedLeft, law.ServedByMail,
		law.ServedByEmail, law.ServedBySMS, law.ServedByAnnouncement)
	enumerate(cases.VisitMode.Chinese, cases.ModeOnSite, cases.ModeWritten, cases.ModeOnline)
	enumerate(law.LateScanCause.Chinese, law.ScanImpossible, law.ScanEmergency)
	enumerate(cases.VisitType.Chinese, cases.VisitRoutine, cases.VisitSpecific, cases.VisitCampaign)
	enumerate(cases.WarningSpan.Chinese, cases.SpanDay, cases.SpanWeek, cases.SpanMonth, cases.SpanYear)
	enumerate(cases.EntitySignature.Chinese, cases.EntitySigned, cases.EntityRefused, cases.EntityAbsent)
	enumerate(cases.Compared.Chinese, cases.ComparedAgreeing, cases.ComparedUnreported, cases.ComparedCorrected, cases.ComparedNotFound)
	enumerate(law.Finding.Chinese, law.FindingClear, law.FindingProblem, law.FindingNotApplicable)
	enumerate(law.ProceedingKind.Chinese, law.ProceedingKinds...)
	enumerate(record.DrawStage.Chinese, record.DrawCommitted, record.DrawRevealed, record.DrawVoid)
	enumerate(plans.DrawMode.Chinese, plans.DrawUndecided, plans.DrawTargeted, plans.DrawUntargeted)
	enumerate(plans.Stage.Chinese, plans.Stages...)
	enumerate(plans.StepKind.Chinese, plans.StepImport, plans.StepChange, plans.StepPropose, plans.StepReturn,
		plans.StepApprove, plans.StepPublish)
	enumerate(func(s registers.EntityStatus) string { return registers.EntityStatusNames[s] },
		registers.EntityActive, registers.EntityClosed, registers.EntityDeregistered)
	enumerate(func(u calendar.Unit) string { return strings.TrimPrefix(u.Label(), "个") },
		calendar.WorkingDays, calendar.Days, calendar.Hours, calendar.Months, calendar.Years)
	enumerate(amendment.Part.Chinese, amendment.Parts...)
	enumerate(amendment.Change.Chinese, amendment.Changes...)
	enumerateRules()
	enumerateProceedings()
}

// enumerateProceedings lists the codes of proceedings.
func enumerateProceedings() {
	var stages []proceedings.Stage
	for _, kind := range law.ProceedingKinds {
		stages = append(stages, proceedings.Stages(kind)...)
	}
	enumerate(proceedings.Stage.Chinese, append(stages, proceedings.Closed)...)
	enumerate(proceedings.PartyKind.Chinese, proceedings.PartyKinds...)
	enumerate(proceedings.KnownBy.Chinese, proceedings.KnownWays...)
	enumerate(proceedings.Endangered.Chinese, proceedings.EndangeredKinds...)
	enumerate(proceedings.PartyRole.Chinese, proceedings.PartyRoles...)
	enumerate(proceedings.DecisionKind.Chinese, proceedings.DecisionKinds...)
	enumerate(proceedings.ReviewerStanding.Chinese, proceedings.ReviewerStandings...)
	enumerate(proceedings.CorrectionOrder.Chinese, proceedings.CorrectionOrders...)
	enumerate(proceedings.TerminationGround.Chinese, proceedings.TerminationGrounds...)
	enumerate(proceedings.PenaltyKind.Chinese, proceedings.PenaltyKinds...)
	enumerate(proceedings.DiscretionGrade.Chinese, proceedings.DiscretionGrades...)
	enumerate(law.PublicityGrade.Chinese, law.PublicityGrades...)
	enumerate(proceedings.Leniency.Chinese, proceedings.Leniencies...)
	enumerate(proceedings.DefenceView.Chinese, proceedings.DefenceViews...)
	enumerate(proceedings.RemedyKind.Chinese, proceedings.RemedyKinds...)
	enumerate(proceedings.RemedyApplicant.Chinese, proceedings.RemedyApplicants...)
	enumerate(proceedings.RemedyOutcome.Chinese, proceedings.RemedyOutcomes...)
	enumerate(proceedings.CorrectionKind.Chinese, proceedings.CorrectionKinds...)
	enumerate(proceedings.PaymentChannel.Chinese, proceedings.PaymentChannels...)
	enumerate(proceedings.CollectionGround.Chinese, proceedings.CollectionGrounds...)
	enumerate(proceedings.CourtResult.Chinese, proceedings.CourtResults...)
	enumerate(proceedings.OrganResult.Chinese, proceedings.OrganResults...)
	enumerate(law.Place.Chinese, law.WithinBureau, law.OtherDepartment)
	enumerate(law.HandoverMethod.Chinese, law.HandedInPerson, law.HandedByPost, law.HandedByExchange)
	enumerate(proceedings.ReferralAnswer.Chinese, proceedings.ReferralTaken, proceedings.ReferralDeclined)
	enumerate(proceedings.ReferralPurpose.Chinese, proceedings.ReferralPurposes...)
	enumerate(proceedings.ReferralResult.Chinese, proceedings.ReferralDealtWith, proceedings.ReferralNoViolation, proceedings.ReferralOther)
	enumerate(proceedings.PenaltyEnclosure.Chinese, proceedings.NoPenaltyDecided, proceedings.PenaltyDecisionEnclosed)
	enumerate(proceedings.PoliceAnswer.Chinese, proceedings.PoliceFiles, proceedings.PoliceRefuses)
	enumerate(proceedings.CriminalOutcome.Chinese, proceedings.CriminalOutcomes...)
	enumerate(proceedings.FeedbackTopic.Chinese, proceedings.FeedbackTopics...)
	enumerate(proceedings.FeedbackAnswer.Chinese, proceedings.FeedbackAnswers...)
	enumerate(proceedings.ObjectionView.Chinese, proceedings.ObjectionViews...)
	enumerate(proceedings.OversightSource.Chinese, proceedings.OversightSources...)
	enumerate(proceedings.OversightTopic.Chinese, proceedings.OversightTopics...)
	enumerate(proceedings.OversightReply.Chinese, proceedings.OversightReplies...)
}

// enumerateRules lists the codes that are data of the editions.
func enumerateRules() {
	outcomes, periods := map[law.Outcome]string{}, map[law.DeadlineKind]string{law.DeadlineTask: "任务办结"}
	var outcomeOrder []law.Outcome
	periodOrder := []law.DeadlineKind{law.DeadlineTask}
	for _, e := range law.Editions {
		for _, o := range e.Outcomes {
			if _, seen := outcomes[o.Outcome]; !seen {
				outcomes[o.Outcome], outcomeOrder = o.Name, append(outcomeOrder, o.Outcome)
			}
		}
		for _, p := range e.Periods {
			if _, seen := periods[p.Kind]; !seen {
				periods[p.Kind], periodOrder = p.Name, append(periodOrder, p.Kind)
			}
		}
	}
	enumerate(func(o law.Outcome) string { return outcomes[o] }, outcomeOrder...)
	enumerate(func(k law.DeadlineKind) string { return periods[k] }, periodOrder...)
}
