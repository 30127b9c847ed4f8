package api

import (
	"context"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// caseView is a case as a person sees it.
type caseView struct {
	bureau.CaseView
	StageName string `json:"stageName" doc:"阶段名称"`
	Workflow  string `json:"workflow,omitempty" doc:"该案流程在流程监督页面的地址（本系统内）"`
}

func (s *server) showCase(v bureau.CaseView) caseView {
	return caseView{CaseView: v, StageName: v.Stage.Chinese(), Workflow: s.workflow(v.No)}
}

// workflow is the path at which a task or case stands in the Temporal UI.
func (s *server) workflow(id string) string {
	if s.temporalUI == "" {
		return ""
	}
	return door.WorkflowAt(s.temporalUI, id)
}

// PageQuery asks for one page of a list.
type PageQuery struct {
	After string `query:"after" maxLength:"500" doc:"上一页答复中的next；不填为第一页"`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"每页条数"`
}

func (p PageQuery) page() record.Page { return record.Page{After: p.After, Limit: p.Limit} }

// list is one page of a list.
type list[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"下一页的after；没有则为最后一页"`
}

// listReply answers with a page.
type listReply[T any] struct{ Body list[T] }

func listOf[R, T any](l record.Listed[R], show func(R) T) *listReply[T] {
	out := &listReply[T]{Body: list[T]{Items: make([]T, len(l.Items)), Next: l.Next}}
	for i, item := range l.Items {
		out.Body.Items[i] = show(item)
	}
	return out
}

func same[T any](v T) T { return v }

// reply answers with a body and nothing else.
type reply[T any] struct{ Body T }

// orEmpty keeps a list without rows from being null.
func orEmpty[T any](rows []T) []T {
	if rows == nil {
		return []T{}
	}
	return rows
}

// CaseFilter narrows lists and counts of cases.
type CaseFilter struct {
	Task        string      `query:"task" doc:"抽查任务编号"`
	Stage       cases.Stage `query:"stage" doc:"阶段"`
	Department  string      `query:"department" doc:"发起处室"`
	Certificate string      `query:"certificate" doc:"检查组成员的执法证件号"`
	Entity      string      `query:"entity" doc:"检查对象的统一社会信用代码"`
	Text        string      `query:"text" maxLength:"200" doc:"案件编号的一部分，或者检查对象名称、代码的一部分、拼音、拼音首字母"`
	Outcome     law.Outcome `query:"outcome" doc:"检查结果"`
	DueBefore   time.Time   `query:"dueBefore" doc:"下一期限早于此时"`
	Overdue     bool        `query:"overdue" doc:"只列逾期的"`
	Open        bool        `query:"open" doc:"只列未办结的"`
}

func (f CaseFilter) filter() record.CaseFilter {
	return record.CaseFilter{Task: f.Task, Stage: f.Stage, Department: f.Department, Certificate: f.Certificate, Entity: f.Entity, Text: f.Text,
		Outcome: f.Outcome, DueBefore: f.DueBefore, Overdue: f.Overdue, Open: f.Open}
}

type casesInput struct {
	CaseFilter
	PageQuery
	Sort string `query:"sort" enum:"no,due" default:"no" doc:"no按编号，due按下一期限"`
}

// caseRow is a case as lists show it.
type caseRow struct {
	cases.Case
	EntityName string           `json:"entityName"`
	StageName  string           `json:"stageName"`
	Outcome    law.Outcome      `json:"outcome,omitempty"`
	NextDue    time.Time        `json:"nextDue,omitzero" doc:"下一期限的届满时刻"`
	NextKind   law.DeadlineKind `json:"nextKind,omitempty"`
	Overdue    bool             `json:"overdue"`
}

func showCaseRow(r record.CaseRow) caseRow {
	return caseRow{Case: r.Case, EntityName: r.EntityName, StageName: r.Stage.Chinese(), Outcome: r.Outcome, NextDue: r.NextDue, NextKind: r.NextKind, Overdue: r.Overdue}
}

func (s *server) cases(ctx context.Context, in *casesInput) (*listReply[caseRow], error) {
	f := in.filter()
	f.ByDue = in.Sort == "due"
	listed, err := s.office.Cases(ctx, personOf(ctx).Actor, f, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, showCaseRow), nil
}

type caseCountsInput struct {
	CaseFilter
	By string `query:"by" enum:"stage,outcome,department" default:"stage" doc:"按什么计数"`
}

func (s *server) caseCounts(ctx context.Context, in *caseCountsInput) (*reply[[]bureau.CountView], error) {
	counts, err := s.office.CountCases(ctx, personOf(ctx).Actor, in.filter(), in.By)
	return &reply[[]bureau.CountView]{Body: orEmpty(counts)}, err
}

// CasePath names a case.
type CasePath struct {
	No string `path:"no" maxLength:"64" doc:"案件编号" example:"2024001-001-0001"`
}

// tagged answers with what an If-Match may later name.
type tagged[T any] struct {
	ETag string `header:"ETag" doc:"办理时可用作If-Match"`
	Body T
}

func (s *server) oneCase(ctx context.Context, in *CasePath) (*tagged[caseView], error) {
	view, err := s.office.Case(ctx, personOf(ctx).Actor, in.No)
	return &tagged[caseView]{ETag: etag(view.Seq), Body: s.showCase(view)}, err
}

type caseListInput struct {
	CasePath
	PageQuery
}

func (s *server) caseHistory(ctx context.Context, in *caseListInput) (*listReply[bureau.ActView], error) {
	listed, err := s.office.CaseActs(ctx, personOf(ctx).Actor, in.No, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, same), nil
}

func (s *server) caseItems(ctx context.Context, in *CasePath) (*reply[[]item], error) {
	items, err := s.office.CaseItems(ctx, personOf(ctx).Actor, in.No)
	return &reply[[]item]{Body: showItems(items)}, err
}
