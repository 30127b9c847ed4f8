package api

import (
	"context"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
)

// proceedingView is a proceeding as a person sees it.
type proceedingView struct {
	bureau.ProceedingView
	KindName   string `json:"kindName" doc:"后续处理方式"`
	StageName  string `json:"stageName" doc:"阶段名称"`
	EndingName string `json:"endingName,omitempty" doc:"办理结果"`
	Workflow   string `json:"workflow,omitempty" doc:"流程在Temporal界面的地址"`
}

func (s *server) showProceeding(v bureau.ProceedingView) proceedingView {
	return proceedingView{ProceedingView: v, KindName: v.Kind.Chinese(), StageName: v.Stage.Chinese(), EndingName: v.Ending.Chinese(), Workflow: s.workflow(v.No)}
}

type proceedingsInput struct {
	Kind        law.ProceedingKind `query:"kind" enum:"penalty,referral,police,feedback,objection" doc:"后续处理方式"`
	Case        string             `query:"case" maxLength:"64" doc:"原检查案件"`
	Task        string             `query:"task" maxLength:"64" doc:"抽查任务编号"`
	Entity      string             `query:"entity" maxLength:"64" doc:"检查对象的统一社会信用代码"`
	Text        string             `query:"text" maxLength:"200" doc:"编号、检查对象或者当事人的名称、代码的一部分，或者名称的拼音、拼音首字母"`
	Department  string             `query:"department" maxLength:"100" doc:"科室"`
	Certificate string             `query:"certificate" maxLength:"64" doc:"办案人员的执法证件号"`
	Open        bool               `query:"open" doc:"只列未办结的"`
	Overdue     bool               `query:"overdue" doc:"只列逾期的"`
	PageQuery
}

// proceedingRow is a proceeding as lists show it.
type proceedingRow struct {
	proceedings.Proceeding
	EntityName string           `json:"entityName"`
	PartyName  string           `json:"partyName,omitempty" doc:"当事人名称，不是检查对象时才有"`
	KindName   string           `json:"kindName"`
	StageName  string           `json:"stageName"`
	EndingName string           `json:"endingName,omitempty"`
	NextDue    time.Time        `json:"nextDue,omitzero" doc:"下一期限的届满时刻"`
	NextKind   law.DeadlineKind `json:"nextKind,omitempty"`
	Overdue    bool             `json:"overdue"`
}

func showProceedingRow(r record.ProceedingRow) proceedingRow {
	return proceedingRow{Proceeding: r.Proceeding, EntityName: r.EntityName, PartyName: r.PartyName, KindName: r.Kind.Chinese(), StageName: r.Stage.Chinese(),
		EndingName: r.Ending.Chinese(), NextDue: r.NextDue, NextKind: r.NextKind, Overdue: r.Overdue}
}

func (s *server) proceedings(ctx context.Context, in *proceedingsInput) (*listReply[proceedingRow], error) {
	f := record.ProceedingFilter{Kind: in.Kind, Case: in.Case, Task: in.Task, Entity: in.Entity, Text: in.Text, Department: in.Department,
		Certificate: in.Certificate, Open: in.Open, Overdue: in.Overdue}
	listed, err := s.office.Proceedings(ctx, personOf(ctx).Actor, f, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, showProceedingRow), nil
}

// ProceedingPath names a proceeding.
type ProceedingPath struct {
	No string `path:"no" maxLength:"64" doc:"后续处理程序编号" example:"2024001-001-0001-P1"`
}

func (s *server) oneProceeding(ctx context.Context, in *ProceedingPath) (*tagged[proceedingView], error) {
	view, err := s.office.Proceeding(ctx, personOf(ctx).Actor, in.No)
	return &tagged[proceedingView]{ETag: etag(view.Seq), Body: s.showProceeding(view)}, err
}

type proceedingListInput struct {
	ProceedingPath
	PageQuery
}

func (s *server) proceedingHistory(ctx context.Context, in *proceedingListInput) (*listReply[bureau.ActView], error) {
	listed, err := s.office.ProceedingActs(ctx, personOf(ctx).Actor, in.No, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, same), nil
}

func (s *server) proceedingDecisions(ctx context.Context, in *ProceedingPath) (*reply[[]record.Decision], error) {
	entries, err := s.office.ProceedingDecisions(ctx, personOf(ctx).Actor, in.No)
	return &reply[[]record.Decision]{Body: orEmpty(entries)}, err
}

type decisionsInput struct {
	Entity string `query:"entity" maxLength:"64" doc:"统一社会信用代码"`
	Text   string `query:"text" maxLength:"200" doc:"当事人名称、代码的一部分，或者名称的拼音、拼音首字母"`
	PageQuery
}

func (s *server) decisions(ctx context.Context, in *decisionsInput) (*listReply[record.Decision], error) {
	listed, err := s.office.Decisions(ctx, record.DecisionFilter{Entity: in.Entity, Text: in.Text}, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, same), nil
}

type proceedingActInput[F any] struct {
	ProceedingPath
	ActHeaders
	Body actBody[F]
}

func actOnProceeding[F any](s *server, facts func(F) law.Facts) func(context.Context, *proceedingActInput[F]) (*actReply[proceedingView], error) {
	return func(ctx context.Context, in *proceedingActInput[F]) (*actReply[proceedingView], error) {
		f := facts(in.Body.Facts)
		e, err := in.Body.entry(f, in.ActHeaders)
		if err != nil {
			return nil, err
		}
		who := personOf(ctx)
		call := bureau.Call{Person: who.Account.ID, Route: "POST /api/proceedings/" + in.No + "/acts/" + string(f.Kind()), Key: in.Key, Body: in.Body.raw}
		view, again, err := s.office.ActOnProceeding(ctx, who.Actor, in.No, e, call)
		if err != nil {
			return nil, err
		}
		return &actReply[proceedingView]{ETag: etag(view.Seq), Replayed: replayed(again), Body: s.showProceeding(view)}, nil
	}
}

// proceedingLinkInput is an act of the entity in a proceeding of its own case, or of a
// party in one against it.
type proceedingLinkInput[F any] struct {
	Secret string `path:"secret" maxLength:"200" doc:"链接中的密钥"`
	ProceedingPath
	ActHeaders
	LinkHeaders
	Body actBody[F]
}

func actByEntityInProceeding[F any](s *server, facts func(F) law.Facts) func(context.Context, *proceedingLinkInput[F]) (*linkReply[bureau.EntityCase], error) {
	return func(ctx context.Context, in *proceedingLinkInput[F]) (*linkReply[bureau.EntityCase], error) {
		f := facts(in.Body.Facts)
		e, err := in.Body.entry(f, in.ActHeaders)
		if err != nil {
			return nil, err
		}
		call := bureau.Call{Route: "POST /entity/proceedings/" + in.No + "/acts/" + string(f.Kind()), Key: in.Key, Body: in.Body.raw}
		view, again, err := s.office.ActInProceedingByEntityLink(ctx, in.Secret, in.Code, in.No, e, call)
		return &linkReply[bureau.EntityCase]{Replayed: replayed(again), Body: view}, err
	}
}
