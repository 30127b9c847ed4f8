package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"shuangsuiji/door"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

var problemSchema = reflect.TypeFor[door.Problem]()

var (
	caseStages = append(append([]cases.Stage(nil), cases.OpenStages...), cases.StageClosed, cases.StageCancelled)
	taskStages = []tasks.Stage{tasks.StagePlanned, tasks.StagePreparing, tasks.StageWitnessing, tasks.StageRunning,
		tasks.StageSummary, tasks.StageClosed, tasks.StageCancelled}
	allRoles = append(append([]law.Role(nil), law.StaffRoles...), law.RoleEntity, law.RoleWitness, law.RoleSystem)
)

// dateSchema stands for calendar.Date: the domain's types know nothing of OpenAPI.
type dateSchema struct{}

// Schema implements huma.SchemaProvider.
func (dateSchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Description: "日期", Examples: []any{"2024-04-19"}}
}

// codeSchema stands for a type of codes: its values are an enumeration, with what
// each means.
type codeSchema[T ~string] struct{}

// Schema implements huma.SchemaProvider.
func (codeSchema[T]) Schema(huma.Registry) *huma.Schema {
	known := codes[reflect.TypeFor[T]()]
	s := &huma.Schema{Type: huma.TypeString, Description: known.meaning}
	for _, value := range known.values {
		s.Enum = append(s.Enum, value)
	}
	return s
}

type codeList struct {
	values  []string
	meaning string
	alias   reflect.Type
}

// codes are the code lists that the interface shows as enumerations.
var codes = map[reflect.Type]codeList{}

func enumerate[T ~string](name func(T) string, values ...T) {
	list := codeList{alias: reflect.TypeFor[codeSchema[T]]()}
	var meanings []string
	for _, v := range values {
		list.values = append(list.values, string(v))
		shown := string(v)
		if shown == "" {
			shown = "（空）"
		}
		meanings = append(meanings, shown+"＝"+name(v))
	}
	list.meaning = strings.Join(meanings, "；")
	codes[reflect.TypeFor[T]()] = list
}

func init() {
	enumerate(cases.Stage.Chinese, caseStages...)
	enumerate(tasks.Stage.Chinese, taskStages...)
	enumerate(law.Role.Chinese, allRoles...)
	enumerate(law.ServiceMethod.Chinese, law.ServedInPerson, law.ServedLeft, law.ServedByMail,
		law.ServedByEmail, law.ServedBySMS, law.ServedByAnnouncement)
	enumerate(cases.VisitMode.Chinese, cases.ModeOnSite, cases.ModeWritten, cases.ModeOnline)
	enumerate(cases.WarningSpan.Chinese, cases.SpanDay, cases.SpanWeek, cases.SpanMonth)
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
	enumerate(proceedings.DecisionKind.Chinese, proceedings.DecisionKinds...)
	enumerate(proceedings.PenaltyKind.Chinese, proceedings.PenaltyKinds...)
	enumerate(proceedings.DiscretionGrade.Chinese, proceedings.DiscretionGrades...)
	enumerate(proceedings.Leniency.Chinese, proceedings.Leniencies...)
	enumerate(proceedings.DefenceView.Chinese, proceedings.DefenceViews...)
	enumerate(proceedings.RemedyKind.Chinese, proceedings.RemedyKinds...)
	enumerate(proceedings.RemedyOutcome.Chinese, proceedings.RemedyOutcomes...)
	enumerate(proceedings.CourtResult.Chinese, proceedings.CourtResults...)
	enumerate(law.Place.Chinese, law.WithinBureau, law.OtherDepartment)
	enumerate(law.HandoverMethod.Chinese, law.HandedInPerson, law.HandedByPost, law.HandedByExchange)
	enumerate(proceedings.ReferralAnswer.Chinese, proceedings.ReferralTaken, proceedings.ReferralDeclined)
	enumerate(proceedings.ReferralResult.Chinese, proceedings.ReferralDealtWith, proceedings.ReferralNoViolation, proceedings.ReferralOther)
	enumerate(proceedings.PenaltyEnclosure.Chinese, proceedings.NoPenaltyDecided, proceedings.PenaltyDecisionEnclosed)
	enumerate(proceedings.PoliceAnswer.Chinese, proceedings.PoliceFiles, proceedings.PoliceRefuses)
	enumerate(proceedings.FeedbackTopic.Chinese, proceedings.FeedbackTopics...)
	enumerate(proceedings.FeedbackAnswer.Chinese, proceedings.FeedbackAnswers...)
	enumerate(proceedings.ObjectionView.Chinese, proceedings.ObjectionViews...)
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

// nameTypes tells the registry how the domain's types look outside.
func nameTypes(r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[calendar.Date](), reflect.TypeFor[dateSchema]())
	for t, list := range codes {
		r.RegisterTypeAlias(t, list.alias)
	}
}

// schemaNames are the names in the document of types that one knows by their package
// in the code.
var schemaNames = map[reflect.Type]string{
	reflect.TypeFor[cases.Rule](): "CaseRule", reflect.TypeFor[tasks.Rule](): "TaskRule", reflect.TypeFor[proceedings.Rule](): "ProceedingRule",
	reflect.TypeFor[plans.Allowance](): "PlanAllowance", reflect.TypeFor[plans.RowChange](): "PlanRowChange", reflect.TypeFor[plans.Step](): "PlanStep",
}

func schemaName(t reflect.Type, hint string) string {
	if name, ok := schemaNames[t]; ok {
		return name
	}
	return huma.DefaultSchemaNamer(t, hint)
}

// document is the frame of the OpenAPI document.
func (s *server) document() *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{Title: documentTitle, Version: "1.0.0", Description: "“双随机、一公开”抽查全过程接口。\n\n" +
			"办理事项须带Idempotency-Key：重试时用原值，返回第一次的答复（Idempotency-Replayed: true）；同一个值用于不同内容会被拒绝。" +
			"查看案件、任务时返回ETag，办理时用If-Match可以避免在过时的内容上办理。\n\n" +
			"各种错误均为application/problem+json，code稳定，detail为中文说明。数据库或者流程服务不可用、同时办理的事项过多时返回503和Retry-After，请用同一个幂等键重试。\n\n" +
			"时间为UTC（RFC 3339）；日期为北京时间的日期；分页用next作为下一页的after。"},
		Tags: tags(),
		Components: &huma.Components{
			Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName),
			SecuritySchemes: map[string]*huma.SecurityScheme{
				schemeSession: {Type: "apiKey", In: "cookie", Name: s.door.SessionCookie(), Description: "登录后的会话"},
				schemeToken:   {Type: "http", Scheme: "bearer", Description: "程序使用的令牌"},
			},
		},
	}
}

const documentTitle = "“双随机、一公开”检查办理系统接口"
