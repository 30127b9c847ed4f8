package audit

import (
	"context"
	"slices"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// drawnTask is a task with the cases that its draw made, by number.
type drawnTask struct {
	task  tasks.Task
	cases map[string]drawnCase
	last  int // the highest number that was drawn
}

// drawnCase is what the evidence says of a case; without a team it waits for the
// head's decision.
type drawnCase struct {
	entity string
	team   law.Team
}

// taskCache is the task that is being looked at: cases and proceedings come task by
// task.
type taskCache struct{ now drawnTask }

func (t *taskCache) of(ctx context.Context, c *check, id string) (drawnTask, error) {
	if t.now.task.ID == id && id != "" {
		return t.now, nil
	}
	task, err := c.record.Task(ctx, id)
	if err != nil {
		if law.KindOf(err) == law.KindNotFound || law.KindOf(err) == law.KindInternal {
			err = nil // unreadable, or gone: told with the tasks
		}
		return drawnTask{}, err
	}
	t.now = drawnTask{task: task, cases: map[string]drawnCase{}}
	raw, err := c.record.DrawPart(ctx, id, task.Draw.Number, record.PartFull)
	if absent(err) {
		return t.now, nil
	}
	if err != nil {
		return t.now, err
	}
	full, err := draw.ReadFull(raw)
	if err != nil || full.Outcome != draw.Drawn {
		return t.now, nil //nolint:nilerr // told with the draws
	}
	for _, one := range full.Cases {
		if one.Position < 1 || one.Position > len(full.Inside.Roster) {
			continue
		}
		d := drawnCase{entity: full.Inside.Roster[one.Position-1].Code}
		for _, position := range one.Team {
			if position >= 1 && position <= len(full.Inspectors) {
				d.team = append(d.team, full.Inspectors[position-1].Certificate)
			}
		}
		t.now.cases[one.Number] = d
		t.now.last = max(t.now.last, lastNumber(one.Number))
	}
	return t.now, nil
}

func taskRule(kind law.ActKind) rule {
	if kind == tasks.ActImportPlan {
		return rule{"导入年度计划", "附件", true}
	}
	r, known := tasks.RuleOf(kind)
	return rule{r.Name, r.Clause, known}
}

func (c *check) task(ctx context.Context, h record.Held[tasks.Task]) error {
	t := h.State
	acts, err := c.acts(ctx, t.ID, t.Seq, nil, taskRule)
	if err != nil {
		return err
	}
	if err := c.state("tasks", t.ID, h.Hash, acts); err != nil {
		return err
	}
	if err := c.foldTask(ctx, t, acts); err != nil {
		return err
	}
	if err := c.draws(ctx, t); err != nil {
		return err
	}
	return c.messages(ctx, t.ID, acts)
}

// foldTask performs the task's acts again, from its row of the plan. Where an
// import changed the task before it began, it begins with the last import.
func (c *check) foldTask(ctx context.Context, t tasks.Task, acts []record.Act) error {
	planned := 0
	for i, a := range acts {
		if a.Kind == tasks.ActImportPlan {
			planned = i + 1
		}
	}
	if planned == 0 {
		return c.found("acts", t.ID, "opening_missing", "任务%s没有列入计划的记录。", t.ID)
	}
	counted := recounted(t.Calendar, c.past.calendar.Version(), acts)
	c.told = told{off: counted || planned > 1}
	plan, err := c.record.Plan(ctx, t.Plan)
	if absent(err) {
		return c.found("plans", t.Plan, "plan_missing", "任务%s所属的计划%s不在案卷中。", t.ID, t.Plan)
	}
	if err != nil {
		return err
	}
	i := slices.IndexFunc(plan.Rows, func(r plans.Row) bool { return r.TaskID() == t.ID })
	if i < 0 {
		if t.Stage == tasks.StageCancelled { // an import left it out
			return nil
		}
		return c.found("plans", t.Plan, "plan_row_missing", "计划%s中没有任务%s。", t.Plan, t.ID)
	}
	row, err := plan.Rows[i].Read()
	if err != nil {
		return c.found("plans", t.Plan, "plan_row_missing", "计划%s中任务%s的行无法识别。", t.Plan, t.ID)
	}
	if row.Names, err = namesAt(acts[planned-1], plan.Rows[i]); err != nil {
		return c.found("acts", t.ID, "facts_unreadable", "任务%s列入计划的记录无法识别。", t.ID)
	}
	begin := tasks.PlanTask(row, c.past.calendar, t.Demonstration, t.Historic)
	begin.Seq = planned
	steps, stopped := fold(c.past, begin, acts[planned:], func(s tasks.Task, a law.Act) (tasks.Task, error) {
		s.Deadlines = meant(s.Deadlines, a, counted)
		if a.Kind == law.ActRecount {
			s.Seq++
			return s, nil
		}
		l, err := c.past.law(s.Edition)
		if err != nil {
			return s, err
		}
		next, notices, err := s.Apply(a, l)
		c.tell(notices)
		return next, err
	})
	folded := begin
	if len(steps) > 0 {
		folded = steps[len(steps)-1].after
	}
	return c.follows("tasks", t.ID, t, folded, stopped, left(counted))
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
