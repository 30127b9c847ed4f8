package workflows

import (
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"

	"shuangsuiji/inspection/law"
)

// TaskQueue is where the office's workers listen.
const TaskQueue = "shuangsuiji"

// The names of the workflows as the Temporal UI shows them.
const (
	InspectionTaskName = "InspectionTask"
	InspectionCaseName = "InspectionCase"
	AnnouncementName   = "Announcement"
	PenaltyCaseName    = "PenaltyCase"
	ReferralName       = "Referral"
	PoliceReferralName = "PoliceReferral"
	FeedbackName       = "Feedback"
	ObjectionName      = "Objection"
	OversightName      = "Oversight"
	FilingName         = "Filing"
)

// ProceedingName is the name of the kind's workflow.
func ProceedingName(kind law.ProceedingKind) string {
	switch kind {
	case law.ProceedingReferral:
		return ReferralName
	case law.ProceedingPolice:
		return PoliceReferralName
	case law.ProceedingFeedback:
		return FeedbackName
	case law.ProceedingObjection:
		return ObjectionName
	case law.ProceedingOversight:
		return OversightName
	case law.ProceedingPenalty:
	}
	return PenaltyCaseName
}

// Names are the names of all workflows, in the order in which they are shown.
func Names() []string {
	out := []string{InspectionTaskName, InspectionCaseName}
	for _, kind := range law.ProceedingKinds {
		out = append(out, ProceedingName(kind))
	}
	return append(out, AnnouncementName, FilingName)
}

// NameInChinese is what a workflow of that name is for; "" where it is none of the
// office's.
func NameInChinese(name string) string {
	switch name {
	case InspectionTaskName:
		return "抽查任务"
	case InspectionCaseName:
		return "检查案件"
	case AnnouncementName:
		return "告知全部流程"
	case FilingName:
		return "立项登记"
	}
	for _, kind := range law.ProceedingKinds {
		if ProceedingName(kind) == name {
			return kind.Chinese()
		}
	}
	return ""
}

// Transient reports whether a workflow of that name does one thing and ends; its
// name is none of a subject's.
func Transient(name string) bool { return name == AnnouncementName || name == FilingName }

// Proceeds reports whether a workflow of that name is a proceeding's.
func Proceeds(name string) bool {
	switch name {
	case PenaltyCaseName, ReferralName, PoliceReferralName, FeedbackName, ObjectionName, OversightName:
		return true
	}
	return false
}

// Retention is how long a closed case stays visible in the Temporal UI: ten years,
// no calendar's but the order of a file's. The record keeps it for ever.
const Retention = 10 * 365 * 24 * time.Hour

// SignalCasesSettled tells a task that none of its cases is open any more.
const SignalCasesSettled = "cases_settled"

// QueryState is the query for the case or task as the workflow has it.
const QueryState = "state"

// QueryKnown is the query for all that the workflow would hand to a new run.
const QueryKnown = "known"

// The search attributes by which supervisors sort and filter.
var (
	AttributePlan         = temporal.NewSearchAttributeKeyKeyword("Plan")
	AttributeTask         = temporal.NewSearchAttributeKeyKeyword("Task")
	AttributeStage        = temporal.NewSearchAttributeKeyKeyword("Stage")
	AttributeDepartment   = temporal.NewSearchAttributeKeyKeyword("Department")
	AttributeRiskGrade    = temporal.NewSearchAttributeKeyKeyword("RiskGrade")
	AttributeEntity       = temporal.NewSearchAttributeKeyKeyword("Entity")
	AttributeOutcome      = temporal.NewSearchAttributeKeyKeyword("Outcome")
	AttributeNextDeadline = temporal.NewSearchAttributeKeyTime("NextDeadline")
	AttributeOverdue      = temporal.NewSearchAttributeKeyBool("Overdue")
)

// SearchAttributes are all of them with their types, for setting up a namespace.
func SearchAttributes() map[string]enums.IndexedValueType {
	out := map[string]enums.IndexedValueType{}
	for _, k := range []temporal.SearchAttributeKey{AttributePlan, AttributeTask, AttributeStage, AttributeDepartment,
		AttributeRiskGrade, AttributeEntity, AttributeOutcome, AttributeNextDeadline, AttributeOverdue} {
		out[k.GetName()] = k.GetValueType()
	}
	return out
}
