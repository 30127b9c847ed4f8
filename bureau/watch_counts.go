package bureau

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// ProcedureCounts says how many workflows run of what.
type ProcedureCounts struct {
	Counted int
	More    bool // there are more than were counted
	// By are the counts by kind, stage, department and task, each with its largest first.
	ByName, ByStage, ByDepartment, ByTask []record.Count
}

// The running workflows are counted up to mostRunning, so many at once.
const (
	mostRunning    = 10_000
	countedAtATime = 1000
)

// CountProcedures counts the running workflows that the filter lets through.
func (o *Office) CountProcedures(ctx context.Context, actor law.Actor, f ProcedureFilter) (ProcedureCounts, error) {
	var out ProcedureCounts
	if err := access.WatchProcedures.Require(actor); err != nil {
		return out, err
	}
	f.CutShort = false
	names, stages, departments, tasks := tally{}, tally{}, tally{}, tally{}
	for after := ""; ; {
		rows, next, err := o.procedures.List(ctx, f, after, countedAtATime)
		if err != nil {
			return out, err
		}
		for _, row := range rows {
			names[row.Name]++
			stages[row.Stage]++
			departments[row.Department]++
			tasks[row.Task]++
		}
		out.Counted += len(rows)
		after, out.More = next, next != ""
		if !out.More || out.Counted >= mostRunning {
			break
		}
	}
	out.ByName, out.ByStage, out.ByDepartment, out.ByTask = names.counts(), stages.counts(), departments.counts(), tasks.counts()
	return out, nil
}

// tally counts by a heading; what has none is not counted.
type tally map[string]int64

func (t tally) counts() []record.Count {
	var out []record.Count
	for _, heading := range slices.Sorted(maps.Keys(t)) {
		if heading != "" {
			out = append(out, record.Count{Heading: heading, Count: t[heading]})
		}
	}
	slices.SortStableFunc(out, func(a, b record.Count) int { return cmp.Compare(b.Count, a.Count) })
	return out
}
