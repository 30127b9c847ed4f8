package bureau

import (
	"context"

	"shuangsuiji/codes"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// ProcedureWatch shows who watches over the workflows what the server knows of them.
type ProcedureWatch interface {
	// List is a page of the workflows that the filter lets through; next is "" on the last.
	//
	// Errors: cursor_invalid.
	List(ctx context.Context, f workflows.RunFilter, after string, limit int) (rows []workflows.RunRow, next string, err error)
	// Course describes the latest run under the id.
	//
	// Errors: workflow_not_found.
	Course(ctx context.Context, id string) (workflows.Course, error)
}

// What pages show of the workflows, which they reach by the office alone.
type (
	ProcedureFilter = workflows.RunFilter
	ProcedureRow    = workflows.RunRow
	ProcedureCourse = workflows.Course
)

// ProcedureNames are the kinds of workflows by their names.
func ProcedureNames() codes.List {
	var out codes.List
	for _, name := range workflows.Names() {
		out = append(out, codes.Code{Value: name, Name: workflows.NameInChinese(name)})
	}
	return out
}

// Procedures is a page of the running workflows, each as it stands now.
func (o *Office) Procedures(ctx context.Context, actor law.Actor, f ProcedureFilter, p record.Page) (record.Listed[ProcedureRow], error) {
	return o.running(ctx, actor, f, p, func(workflows.Run) bool { return true })
}

// lookedThrough is how many workflows are looked at in search of those that fail.
const lookedThrough = 500

// FailingProcedures are those of a part of the running workflows of which something
// fails again and again: the list goes on after them, also where it has none.
func (o *Office) FailingProcedures(ctx context.Context, actor law.Actor, f ProcedureFilter, after string) (record.Listed[ProcedureRow], error) {
	return o.running(ctx, actor, f, record.Page{After: after, Limit: lookedThrough}, func(r workflows.Run) bool { return r.Tries > 0 })
}

func (o *Office) running(ctx context.Context, actor law.Actor, f ProcedureFilter, p record.Page, shown func(workflows.Run) bool) (record.Listed[ProcedureRow], error) {
	var out record.Listed[ProcedureRow]
	if err := access.WatchProcedures.Require(actor); err != nil {
		return out, err
	}
	f.CutShort = false
	rows, next, err := o.procedures.List(ctx, f, p.After, p.Limit)
	if err != nil {
		return out, err
	}
	out.Next = next
	for _, row := range rows {
		now, err := o.procedures.Look(ctx, row.ID)
		if err != nil {
			return out, err
		}
		if now.RunID != row.RunID || !now.Running {
			continue // the server lists late
		}
		if row.Run = now; shown(now) {
			out.Items = append(out.Items, row)
		}
	}
	return out, nil
}

// Procedure shows one workflow: what it is doing and waiting for.
//
// Errors: workflow_not_found.
func (o *Office) Procedure(ctx context.Context, actor law.Actor, id string) (ProcedureCourse, error) {
	if err := access.WatchProcedures.Require(actor); err != nil {
		return ProcedureCourse{}, err
	}
	return o.procedures.Course(ctx, id)
}
