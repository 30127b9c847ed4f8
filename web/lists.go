package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"shuangsuiji/codes"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// listRows is how many rows a page of a list shows.
const listRows = 50

// listView is a list with the form that narrows it. Its filters are in the address, so
// that a link keeps them.
type listView struct {
	Query   url.Values
	Filters []filter
	Rows    any
	Next    string // address of the next page
}

// filter is one input of the form above a list.
type filter struct {
	Name    string
	Label   string
	Value   string
	Options []forms.Choose // nil: typed in
	Tick    bool
	Day     bool
}

// pageOf is which part of a list is asked for.
func pageOf(r *http.Request) record.Page {
	return record.Page{After: r.FormValue("after"), Limit: listRows}
}

// listOf makes the view of a list.
func listOf(r *http.Request, rows any, next string, filters ...filter) listView {
	q := r.URL.Query()
	for i := range filters {
		f := &filters[i]
		f.Value = strings.TrimSpace(q.Get(f.Name))
		for n := range f.Options {
			o := &f.Options[n]
			o.Chosen = o.Value == f.Value
		}
	}
	v := listView{Query: q, Filters: filters, Rows: rows}
	if next != "" {
		q := r.URL.Query()
		q.Set("after", next)
		v.Next = r.URL.Path + "?" + q.Encode()
	}
	return v
}

// Filtered reports whether any filter is set.
func (v listView) Filtered() bool {
	for _, f := range v.Filters {
		if f.Value != "" {
			return true
		}
	}
	return false
}

func among(name, label string, list codes.List) filter {
	f := filter{Name: name, Label: label}
	for _, c := range list {
		f.Options = append(f.Options, forms.Choose{Option: forms.Option{Value: c.Value, Name: c.Name}})
	}
	return f
}

func typed(name, label string) filter { return filter{Name: name, Label: label} }

func on(name, label string) filter { return filter{Name: name, Label: label, Day: true} }

func only(name, label string) filter { return filter{Name: name, Label: label, Tick: true} }

// caseLine is a case of the list, with its team by name.
type caseLine struct {
	record.CaseRow
	Members string
}

func (s *console) cases(ctx context.Context, r *http.Request) (view, error) {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := record.CaseFilter{Task: get("task"), Stage: cases.Stage(get("stage")), Outcome: law.Outcome(get("outcome")), Department: get("department"),
		Certificate: get("certificate"), Entity: get("entity"), Text: get("text"), Open: get("open") != "", Overdue: get("overdue") != "", ByDue: get("due") != ""}
	listed, err := s.office.Cases(ctx, door.PersonOf(ctx).Actor, f, pageOf(r))
	if err != nil {
		return view{}, err
	}
	named, err := s.people(ctx, door.PersonOf(ctx).Actor)
	if err != nil {
		return view{}, err
	}
	lines := make([]caseLine, len(listed.Items))
	for i, row := range listed.Items {
		lines[i] = caseLine{CaseRow: row, Members: namesOfMembers(named.team(row.Team))}
	}
	return view{Template: "cases", Title: "检查案件", Data: listOf(r, lines, listed.Next,
		typed("text", "案件编号或者检查对象"), typed("task", "抽查任务编号"), among("stage", "阶段", codes.Of[cases.Stage]()), among("outcome", "检查结果", codes.Of[law.Outcome]()),
		typed("entity", "统一社会信用代码"), typed("department", "发起处室"), only("open", "未办结"), only("overdue", "逾期"), only("due", "按期限排序"))}, nil
}

func (s *console) tasks(ctx context.Context, r *http.Request) (view, error) {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := record.TaskFilter{Plan: get("plan"), Stage: tasks.Stage(get("stage")), Department: get("department"), Open: get("open") != ""}
	listed, err := s.office.Tasks(ctx, door.PersonOf(ctx).Actor, f, pageOf(r))
	if err != nil {
		return view{}, err
	}
	return view{Template: "tasks", Title: "抽查任务", Data: listOf(r, listed.Items, listed.Next,
		typed("plan", "抽查计划编号"), among("stage", "阶段", codes.Of[tasks.Stage]()), typed("department", "发起处室"), only("open", "未办结"))}, nil
}

// proceedingsView is the list of proceedings.
type proceedingsView struct {
	listView
	Begins []beginning // what the person may begin that is about no case
}

func (s *console) proceedings(ctx context.Context, r *http.Request) (view, error) {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := record.ProceedingFilter{Kind: law.ProceedingKind(get("kind")), Case: get("case"), Task: get("task"), Entity: get("entity"), Text: get("text"), Open: get("open") != "", Overdue: get("overdue") != ""}
	listed, err := s.office.Proceedings(ctx, door.PersonOf(ctx).Actor, f, pageOf(r))
	if err != nil {
		return view{}, err
	}
	v := proceedingsView{Begins: begunAside(door.PersonOf(ctx).Actor), listView: listOf(r, listed.Items, listed.Next,
		among("kind", "类别", codes.Of[law.ProceedingKind]()), typed("case", "原检查案件"), typed("task", "抽查任务编号"), typed("entity", "统一社会信用代码"), typed("text", "当事人"),
		only("open", "未办结"), only("overdue", "逾期"))}
	return view{Template: "proceedings", Title: "后续处理", Data: v}, nil
}
