package api

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"shuangsuiji/codes"
	"shuangsuiji/door"
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

var problemSchema = reflect.TypeFor[door.Problem]()

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
	list := codes.Of[T]()
	s := &huma.Schema{Type: huma.TypeString, Description: list.String()}
	for _, value := range list.Values() {
		s.Enum = append(s.Enum, value)
	}
	return s
}

type typeAlias struct{ of, as reflect.Type }

func alias[T ~string]() typeAlias {
	return typeAlias{of: reflect.TypeFor[T](), as: reflect.TypeFor[codeSchema[T]]()}
}

// codeTypes are the types whose values are the code lists of package codes; a test
// finds one that is missing.
var codeTypes = []typeAlias{
	alias[cases.Stage](), alias[tasks.Stage](), alias[law.Role](), alias[law.ServiceMethod](),
	alias[cases.VisitMode](), alias[cases.VisitType](), alias[law.LateScanCause](), alias[cases.WarningSpan](), alias[cases.EntitySignature](), alias[cases.Compared](),
	alias[law.Finding](), alias[law.ProceedingKind](), alias[record.DrawStage](), alias[plans.DrawMode](),
	alias[plans.Stage](), alias[plans.StepKind](), alias[registers.EntityStatus](), alias[calendar.Unit](),
	alias[proceedings.Stage](), alias[proceedings.PartyKind](), alias[proceedings.PartyRole](), alias[proceedings.DecisionKind](), alias[proceedings.PenaltyKind](),
	alias[proceedings.DiscretionGrade](), alias[proceedings.Leniency](), alias[proceedings.DefenceView](), alias[proceedings.RemedyKind](),
	alias[proceedings.RemedyOutcome](), alias[proceedings.CourtResult](), alias[law.Place](), alias[law.HandoverMethod](),
	alias[proceedings.ReferralAnswer](), alias[proceedings.ReferralResult](), alias[proceedings.PenaltyEnclosure](), alias[proceedings.PoliceAnswer](),
	alias[proceedings.FeedbackTopic](), alias[proceedings.FeedbackAnswer](), alias[proceedings.ObjectionView](), alias[proceedings.OversightSource](), alias[proceedings.OversightTopic](), alias[proceedings.OversightReply](), alias[law.Outcome](),
	alias[law.DeadlineKind](), alias[proceedings.KnownBy](), alias[proceedings.Endangered](), alias[proceedings.TerminationGround](),
	alias[proceedings.CorrectionOrder](), alias[proceedings.ReviewerStanding](), alias[proceedings.CriminalOutcome](),
	alias[amendment.Part](), alias[amendment.Change](),
	alias[law.PublicityGrade](), alias[proceedings.CollectionGround](), alias[proceedings.CorrectionKind](), alias[proceedings.OrganResult](),
	alias[proceedings.PaymentChannel](), alias[proceedings.RemedyApplicant](), alias[proceedings.ReferralPurpose](),
}

// nameTypes tells the registry how the domain's types look outside.
func nameTypes(r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[calendar.Date](), reflect.TypeFor[dateSchema]())
	for _, t := range codeTypes {
		r.RegisterTypeAlias(t.of, t.as)
	}
}

// schemaNames are the names in the document of types that one knows by their package
// in the code.
var schemaNames = map[reflect.Type]string{
	reflect.TypeFor[cases.Rule](): "CaseRule", reflect.TypeFor[tasks.Rule](): "TaskRule", reflect.TypeFor[proceedings.Rule](): "ProceedingRule",
	reflect.TypeFor[amendment.Difference](): "RuleChange", reflect.TypeFor[plans.Allowance](): "PlanAllowance", reflect.TypeFor[plans.RowChange](): "PlanRowChange", reflect.TypeFor[plans.Step](): "PlanStep",
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
