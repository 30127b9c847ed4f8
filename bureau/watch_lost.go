package bureau

import (
	"context"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/workflows"
)

// mostCutShort is how many workflows that were cut short are looked at.
const mostCutShort = 200

// LostProcedures are workflows that were cut short while their subject is open, and in
// whose place none runs: of the latest that ended so.
func (o *Office) LostProcedures(ctx context.Context, actor law.Actor) ([]ProcedureRow, error) {
	if err := access.WatchProcedures.Require(actor); err != nil {
		return nil, err
	}
	rows, _, err := o.procedures.List(ctx, ProcedureFilter{CutShort: true}, "", mostCutShort)
	if err != nil {
		return nil, err
	}
	var out []ProcedureRow
	for _, row := range rows {
		now, err := o.procedures.Look(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		if now.RunID != row.RunID {
			continue // another has run since
		}
		open, err := o.subjectOpen(ctx, row.Run)
		if err != nil {
			return nil, err
		}
		if open {
			out = append(out, row)
		}
	}
	return out, nil
}

// subjectOpen reports whether the record has an open subject for the workflow.
func (o *Office) subjectOpen(ctx context.Context, run workflows.Run) (open bool, err error) {
	switch {
	case run.Of(workflows.InspectionTaskName):
		t, missing := o.record.Task(ctx, run.ID)
		open, err = t.Stage.Open(), missing
	case run.Of(workflows.InspectionCaseName):
		c, missing := o.record.Case(ctx, run.ID)
		open, err = c.Stage.Open(), missing
	case run.Queue == workflows.TaskQueue && workflows.Proceeds(run.Name):
		p, missing := o.record.Proceeding(ctx, run.ID)
		open, err = p.Stage.Open(), missing
	default:
		return false, nil
	}
	if law.KindOf(err) == law.KindNotFound {
		return false, nil
	}
	return open && err == nil, err
}
