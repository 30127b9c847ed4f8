package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"shuangsuiji/door"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
)

var problemSchema = reflect.TypeFor[door.Problem]()

var (
	caseStages = append(append([]inspection.Stage(nil), inspection.OpenStages...), inspection.StageClosed, inspection.StageCancelled)
	taskStages = []inspection.TaskStage{inspection.TaskPlanned, inspection.TaskPreparing, inspection.TaskWitnessing, inspection.TaskRunning,
		inspection.TaskSummary, inspection.TaskClosed, inspection.TaskCancelled}
	allRoles = append(append([]inspection.Role(nil), inspection.StaffRoles...), inspection.RoleEntity, inspection.RoleWitness, inspection.RoleSystem)
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
	enumerate(inspection.Stage.Chinese, caseStages...)
	enumerate(inspection.TaskStage.Chinese, taskStages...)
	enumerate(inspection.Role.Chinese, allRoles...)
	enumerate(inspection.ServiceMethod.Chinese, inspection.ServedInPerson, inspection.ServedLeft, inspection.ServedByMail,
		inspection.ServedByEmail, inspection.ServedBySMS, inspection.ServedByAnnouncement)
	enumerate(inspection.VisitMode.Chinese, inspection.ModeOnSite, inspection.ModeWritten, inspection.ModeOnline)
	enumerate(inspection.WarningSpan.Chinese, inspection.SpanDay, inspection.SpanWeek, inspection.SpanMonth)
	enumerate(inspection.EntitySignature.Chinese, inspection.EntitySigned, inspection.EntityRefused, inspection.EntityAbsent)
	enumerate(inspection.Compared.Chinese, inspection.ComparedAgreeing, inspection.ComparedUnreported, inspection.ComparedCorrected, inspection.ComparedNotFound)
	enumerate(inspection.Finding.Chinese, inspection.FindingClear, inspection.FindingProblem, inspection.FindingNotApplicable)
	enumerate(inspection.ProceedingKind.Chinese, inspection.ProceedingKinds...)
	enumerate(record.DrawStage.Chinese, record.DrawCommitted, record.DrawRevealed, record.DrawVoid)
	enumerate(inspection.DrawMode.Chinese, inspection.DrawUndecided, inspection.DrawTargeted, inspection.DrawUntargeted)
	enumerate(inspection.PlanStage.Chinese, inspection.PlanStages...)
	enumerate(inspection.PlanStepKind.Chinese, inspection.PlanImport, inspection.PlanChange, inspection.PlanPropose, inspection.PlanReturn,
		inspection.PlanApprove, inspection.PlanPublish)
	enumerate(func(s inspection.EntityStatus) string { return inspection.EntityStatusNames[s] },
		inspection.EntityActive, inspection.EntityClosed, inspection.EntityDeregistered)
	enumerate(func(u calendar.Unit) string { return strings.TrimPrefix(u.Label(), "个") },
		calendar.WorkingDays, calendar.Days, calendar.Hours, calendar.Months, calendar.Years)
	enumerateRules()
	enumerateProceedings()
}

// enumerateProceedings lists the codes of proceedings.
func enumerateProceedings() {
	var stages []inspection.ProceedingStage
	for _, kind := range inspection.ProceedingKinds {
		stages = append(stages, inspection.ProceedingStages(kind)...)
	}
	enumerate(inspection.ProceedingStage.Chinese, append(stages, inspection.ProceedingClosed)...)
	enumerate(inspection.PartyKind.Chinese, inspection.PartyKinds...)
	enumerate(inspection.DecisionKind.Chinese, inspection.DecisionKinds...)
	enumerate(inspection.PenaltyKind.Chinese, inspection.PenaltyKinds...)
	enumerate(inspection.DiscretionGrade.Chinese, inspection.DiscretionGrades...)
	enumerate(inspection.Leniency.Chinese, inspection.Leniencies...)
	enumerate(inspection.DefenceView.Chinese, inspection.DefenceViews...)
	enumerate(inspection.RemedyKind.Chinese, inspection.RemedyKinds...)
	enumerate(inspection.RemedyOutcome.Chinese, inspection.RemedyOutcomes...)
	enumerate(inspection.CourtResult.Chinese, inspection.CourtResults...)
	enumerate(inspection.Place.Chinese, inspection.WithinBureau, inspection.OtherDepartment)
	enumerate(inspection.HandoverMethod.Chinese, inspection.HandedInPerson, inspection.HandedByPost, inspection.HandedByExchange)
	enumerate(inspection.ReferralAnswer.Chinese, inspection.ReferralTaken, inspection.ReferralDeclined)
	enumerate(inspection.ReferralResult.Chinese, inspection.ReferralDealtWith, inspection.ReferralNoViolation, inspection.ReferralOther)
	enumerate(inspection.PenaltyEnclosure.Chinese, inspection.NoPenaltyDecided, inspection.PenaltyDecisionEnclosed)
	enumerate(inspection.PoliceAnswer.Chinese, inspection.PoliceFiles, inspection.PoliceRefuses)
	enumerate(inspection.FeedbackTopic.Chinese, inspection.FeedbackTopics...)
	enumerate(inspection.FeedbackAnswer.Chinese, inspection.FeedbackAnswers...)
	enumerate(inspection.ObjectionView.Chinese, inspection.ObjectionViews...)
}

// enumerateRules lists the codes that are data of the editions.
func enumerateRules() {
	outcomes, periods := map[inspection.Outcome]string{}, map[inspection.DeadlineKind]string{inspection.DeadlineTask: "任务办结"}
	var outcomeOrder []inspection.Outcome
	periodOrder := []inspection.DeadlineKind{inspection.DeadlineTask}
	for _, e := range inspection.Editions {
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
	enumerate(func(o inspection.Outcome) string { return outcomes[o] }, outcomeOrder...)
	enumerate(func(k inspection.DeadlineKind) string { return periods[k] }, periodOrder...)
}

// nameTypes tells the registry how the domain's types look outside.
func nameTypes(r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[calendar.Date](), reflect.TypeFor[dateSchema]())
	for t, list := range codes {
		r.RegisterTypeAlias(t, list.alias)
	}
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
			Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
			SecuritySchemes: map[string]*huma.SecurityScheme{
				schemeSession: {Type: "apiKey", In: "cookie", Name: s.door.SessionCookie(), Description: "登录后的会话"},
				schemeToken:   {Type: "http", Scheme: "bearer", Description: "程序使用的令牌"},
			},
		},
	}
}

const documentTitle = "“双随机、一公开”检查办理系统接口"
