package refold

import (
	"context"
	"slices"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// Task performs the task's acts again, from the plan's row as it is now. Of a task
// that was cancelled because an import left its row out nothing can be folded: it
// comes back as it is.
//
// Errors: [Missing], and those of reading.
func (p *Past) Task(ctx context.Context, r Reader, t tasks.Task, acts []record.Act) (Folded[tasks.Task], error) {
	out := Folded[tasks.Task]{Began: t, Recounted: p.recounted(t.Calendar, acts)}
	planned := Planned(acts)
	if planned == 0 {
		return out, missing("acts", t.ID, "opening_missing", "任务%s没有列入计划的记录。", t.ID)
	}
	plan, err := r.Plan(ctx, t.Plan)
	if Absent(err) {
		return out, missing("plans", t.Plan, "plan_missing", "任务%s所属的计划%s不在案卷中。", t.ID, t.Plan)
	}
	if err != nil {
		return out, err
	}
	i := slices.IndexFunc(plan.Rows, func(r plans.Row) bool { return r.TaskID() == t.ID })
	if i < 0 {
		if t.Stage == tasks.StageCancelled {
			return out, nil
		}
		return out, missing("plans", t.Plan, "plan_row_missing", "计划%s中没有任务%s。", t.Plan, t.ID)
	}
	row, err := plan.Rows[i].Read()
	if err != nil {
		return out, missing("plans", t.Plan, "plan_row_missing", "计划%s中任务%s的行无法识别。", t.Plan, t.ID)
	}
	if row.Names, err = namesAt(acts[planned-1], plan.Rows[i]); err != nil {
		return out, missing("acts", t.ID, "facts_unreadable", "任务%s列入计划的记录无法识别。", t.ID)
	}
	out.Began = tasks.PlanTask(row, p.calendarOf(t.Calendar), t.Demonstration, t.Historic)
	out.Began.Seq = planned
	out.Steps, out.Stopped = fold(p, out.Began, acts[planned:], func(s tasks.Task, a law.Act) (Step[tasks.Task], error) {
		s.Deadlines = Meant(s.Deadlines, a, out.Recounted)
		if a.Kind == law.ActRecount {
			s.Seq++
			return Step[tasks.Task]{After: s}, nil
		}
		l, err := p.Law(s.Edition, t.Calendar)
		if err != nil {
			return Step[tasks.Task]{}, err
		}
		next, notices, err := s.Apply(a, l)
		return Step[tasks.Task]{After: next, Notices: notices}, err
	})
	return out, nil
}

// Planned is the number of the task's last act that took it into the plan; 0: none did.
func Planned(acts []record.Act) int {
	planned := 0
	for i, a := range acts {
		if a.Kind == tasks.ActImportPlan {
			planned = i + 1
		}
	}
	return planned
}

// namesAt are the names of the row as the import read them. What stands on record of that
// reading decides where a name ends, as the registers did on that day, and nothing else: a
// row that was altered names somebody else.
func namesAt(imported record.Act, row plans.Row) (plans.Names, error) {
	if len(imported.Facts) == 0 {
		return row.NamesAsBefore(), nil
	}
	f, err := law.FactsOf[tasks.ImportPlan](law.Act{Kind: imported.Kind, Facts: imported.Facts})
	if err != nil {
		return plans.Names{}, err
	}
	var read plans.PlannedTask
	for _, known := range []plans.Known{{}, {Kinds: f.Kinds, Departments: append([]string{f.Department}, f.Joint...)}} {
		if read, err = row.ReadBy(known); err != nil || read.Equal(f.Names) {
			break
		}
	}
	return read.Names, err
}
