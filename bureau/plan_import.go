package bureau

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"shuangsuiji/activities"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// importPlan takes the plans of a file in, all or none, and sets a workflow
// waiting for each of their tasks.
func (o *Office) importPlan(ctx context.Context, actor law.Actor, in Import) (Imported, error) {
	names, err := o.KnownNames(ctx)
	if err != nil {
		return Imported{}, err
	}
	read, out, err := readImport(documents.PlanBy(names), in)
	if err != nil || !out.Taken && !in.Preview {
		return out, err
	}
	clock, err := o.clock(ctx)
	if err != nil {
		return out, err
	}
	cal, err := o.record.Calendar(ctx)
	if err != nil {
		return out, err
	}
	order, rows := planNumbers(read.Good)
	all := make([]record.PlanImport, len(order))
	for i, no := range order {
		if all[i], err = o.planOf(rows[no], names, cal, in); err != nil {
			return out, err
		}
		all[i].Plan.Imported, all[i].Plan.By = clock.Now, actor.ID
		for _, t := range all[i].Tasks {
			out.Tasks = append(out.Tasks, t.ID)
		}
		if in.Preview {
			if err := o.previewPlan(ctx, no, read.Good, &out); err != nil {
				return out, err
			}
		}
	}
	if in.Preview {
		return out, nil
	}
	facts, err := namesRead(all)
	if err != nil {
		return out, err
	}
	act := func(t tasks.Task) record.Act {
		return record.Act{Subject: t.ID, Seq: 1, Kind: tasks.ActImportPlan, Name: "导入年度计划", Clause: "附件", Actor: actor.ID, ActorRole: law.RoleClerk,
			Facts: facts[t.ID], Happened: clock.Now, Entered: clock.Now, Recorded: registers.Recorded(o.now()), Key: "import"}
	}
	if err := o.record.ImportPlans(ctx, all, act); err != nil {
		return out, err
	}
	out.Added = len(out.Tasks)
	for _, no := range order {
		if err := o.followPlan(ctx, no, clock); err != nil {
			return out, err
		}
	}
	return out, nil
}

// KnownNames are the names that a plan's rows, and the scope of a draw, are held against.
func (o *Office) KnownNames(ctx context.Context) (known plans.Known, err error) {
	if known.Kinds, err = o.record.EntityKinds(ctx); err != nil {
		return known, err
	}
	accounts, err := o.record.Accounts(ctx)
	if err != nil {
		return known, err
	}
	inspectors, err := o.record.AllInspectors(ctx)
	if err != nil {
		return known, err
	}
	for _, a := range accounts {
		if a.Active && a.Department != "" {
			known.Departments = append(known.Departments, a.Department)
		}
	}
	for _, i := range inspectors {
		if i.Active {
			known.Departments = append(known.Departments, i.Department)
		}
	}
	slices.Sort(known.Departments)
	known.Departments = slices.Compact(known.Departments)
	return known, nil
}

// namesRead are the facts of the import for each task: how the names of its row were read.
func namesRead(all []record.PlanImport) (map[string]json.RawMessage, error) {
	facts := map[string]json.RawMessage{}
	for _, p := range all {
		for _, t := range p.Tasks {
			raw, err := json.Marshal(tasks.ImportPlan{Names: plans.Names{Kinds: t.Kinds, Department: t.Department, Joint: t.Joint, JointConfirmed: t.JointConfirmed}})
			if err != nil {
				return nil, err
			}
			facts[t.ID] = raw
		}
	}
	return facts, nil
}

// planNumbers are those of the rows, in the order in which they first stand.
func planNumbers(rows []documents.Row[plans.Row]) (order []string, of map[string][]plans.Row) {
	of = map[string][]plans.Row{}
	for _, r := range rows {
		if _, seen := of[r.Value.PlanNo]; !seen {
			order = append(order, r.Value.PlanNo)
		}
		of[r.Value.PlanNo] = append(of[r.Value.PlanNo], r.Value)
	}
	return order, of
}

// planOf makes a plan and its tasks of the plan's rows.
func (o *Office) planOf(rows []plans.Row, names plans.Known, cal *calendar.Calendar, in Import) (record.PlanImport, error) {
	p := record.PlanImport{Plan: record.Plan{No: rows[0].PlanNo, Name: rows[0].PlanName, Unit: rows[0].Unit, Rows: rows, Historic: in.Historic, Reason: in.Reason}}
	for _, row := range rows {
		planned, err := row.ReadBy(names)
		if err != nil {
			return p, err
		}
		p.Plan.Year = planned.Year
		t := tasks.PlanTask(planned, cal, o.demonstration, in.Historic)
		t.Seq = 1
		p.Tasks = append(p.Tasks, t)
	}
	return p, nil
}

// followPlan brings the workflows of the plan's tasks to what its import put on
// record: one is set waiting for each new task; those that wait already hear that
// their month or name changed, or that the plan has them no more.
func (o *Office) followPlan(ctx context.Context, no string, clock activities.Clock) error {
	plan, err := o.record.Plan(ctx, no)
	if err != nil {
		return err
	}
	all, err := o.planTasks(ctx, no)
	if err != nil {
		return err
	}
	for _, t := range all {
		if t.Stage == tasks.StagePlanned {
			if err := o.procedures.StartTask(ctx, t, clock, false); err != nil {
				return err
			}
		}
		if plan.Version > 1 && (t.Stage == tasks.StagePlanned || t.Stage == tasks.StageCancelled) {
			key := fmt.Sprintf("plan/%s/%d", no, plan.Version)
			if err := o.procedures.TellTask(ctx, t.ID, activities.UpdateRecordChanged, "", activities.Announcement{ID: key, Update: activities.UpdateRecordChanged}); err != nil {
				return err
			}
		}
	}
	return nil
}

// planTasks are the tasks of a plan by id.
func (o *Office) planTasks(ctx context.Context, no string) ([]tasks.Task, error) {
	var all []tasks.Task
	page := record.Page{Limit: 500}
	for {
		listed, err := o.record.Tasks(ctx, record.TaskFilter{Plan: no}, page)
		if err != nil {
			return nil, err
		}
		all = append(all, listed.Items...)
		if page.After = listed.Next; page.After == "" {
			return all, nil
		}
	}
}
