package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

type planRow struct {
	No       string `gorm:"primaryKey"`
	Name     string
	Unit     string
	Year     int
	Historic bool
	PlanRows string
	Revision revision `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (planRow) TableName() string { return "plans" }

func planRowOf(p record.Plan) (planRow, error) {
	cells := make([][]string, len(p.Rows))
	for i, r := range p.Rows {
		cells[i] = r.Cells()
	}
	rows, err := json.Marshal(cells)
	if err != nil {
		return planRow{}, fmt.Errorf("store: encode plan %s: %w", p.No, err)
	}
	return planRow{No: p.No, Name: p.Name, Unit: p.Unit, Year: p.Year, Historic: p.Historic, PlanRows: string(rows)}, nil
}

func (r planRow) plan() (record.Plan, error) {
	var cells [][]string
	if err := json.Unmarshal([]byte(r.PlanRows), &cells); err != nil {
		return record.Plan{}, fmt.Errorf("store: decode plan %s: %w", r.No, err)
	}
	p := record.Plan{No: r.No, Name: r.Name, Unit: r.Unit, Year: r.Year, Historic: r.Historic, Imported: r.Revision.ChangedAt.at, By: r.Revision.ChangedBy, Version: r.Revision.Version}
	for _, c := range cells {
		p.Rows = append(p.Rows, plans.RowOf(c))
	}
	return p, nil
}

// planInUse: a plan is replaced wholly or not at all.
func planInUse(task string) error {
	return law.Errorf(law.KindNotAllowed, "plan_in_use",
		"抽查任务%s已经开始办理，计划中该任务的内容不能变更；尚未启动的任务可以变更。", task)
}

// ImportPlan keeps a plan with its tasks, each with an act of its import. The
// store gives that act its number and its key, and the plan the step of its
// import or of its change with plan.Reason.
//
// The same plan number can be imported again. A task to which anything but an
// import was done goes on as it is where its row is the same, otherwise the
// import is plan_in_use; once a version was approved, a change without a reason
// is reason_required. The plan's earlier rows stay in its history; a task that
// the plan no longer has is cancelled; tasks that did not change, and a plan that
// did not, write nothing.
func (s *Store) ImportPlan(ctx context.Context, plan record.Plan, all []tasks.Task, act func(task tasks.Task) record.Act) error {
	return s.ImportPlans(ctx, []record.PlanImport{{Plan: plan, Tasks: all}}, act)
}

// ImportPlans keeps several plans as [Store.ImportPlan] does one: all of them or,
// where one is refused, none.
func (s *Store) ImportPlans(ctx context.Context, all []record.PlanImport, act func(task tasks.Task) record.Act) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		for _, p := range all {
			if err := s.importPlan(tx, p.Plan, p.Tasks, act); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) importPlan(tx *gorm.DB, plan record.Plan, all []tasks.Task, act func(task tasks.Task) record.Act) error {
	row, err := planRowOf(plan)
	if err != nil {
		return err
	}
	var old planRow
	same := map[string]bool{} // tasks whose row is as it was
	err = s.forUpdate(tx).Where("no = ?", plan.No).Take(&old).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		row.Revision = revision{}.next(plan.Imported, plan.By)
		if err := racedIfDuplicate(tx.Create(&row).Error); err != nil {
			return err
		}
		if err := insertPlanStep(tx, importStep(plan)); err != nil {
			return err
		}
	case err != nil:
		return err
	default:
		if same, err = replacePlan(tx, old, &row, plan); err != nil {
			return err
		}
	}
	return s.importTasks(tx, row, all, same, act)
}

// replacePlan writes the plan where it differs, and tells whose rows do not.
func replacePlan(tx *gorm.DB, old planRow, row *planRow, plan record.Plan) (same map[string]bool, err error) {
	before, err := old.plan()
	if err != nil {
		return nil, err
	}
	same = sameRows(before.Rows, plan.Rows)
	row.Revision = old.Revision
	if *row == old {
		return same, nil
	}
	step, err := changeStep(tx, old.No, old.Revision.Version, plan.By, plan.Reason, plan.Imported)
	if err != nil {
		return nil, err
	}
	if err := keepHistory(tx, registerPlans, old.No, old.Revision, before); err != nil {
		return nil, err
	}
	row.Revision = old.Revision.next(plan.Imported, plan.By)
	if err := tx.Model(&planRow{}).Where("no = ?", row.No).Select("*").Omit("no").Updates(row).Error; err != nil {
		return nil, err
	}
	return same, insertPlanStep(tx, step)
}

// sameRows are the ids of the tasks whose row did not change.
func sameRows(before, after []plans.Row) map[string]bool {
	same := map[string]bool{}
	for _, r := range after {
		same[r.TaskID()] = slices.Contains(before, r)
	}
	return same
}

func (s *Store) importTasks(tx *gorm.DB, plan planRow, all []tasks.Task, same map[string]bool, act func(task tasks.Task) record.Act) error {
	var rows []taskRow
	if err := s.forUpdate(tx).Where("plan = ?", plan.No).Order("id").Find(&rows).Error; err != nil {
		return err
	}
	there := map[string]taskRow{}
	for _, r := range rows {
		there[r.ID] = r
		t, err := r.task()
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(all, func(n tasks.Task) bool { return n.ID == t.ID }) && t.Stage != tasks.StageCancelled {
			t.Stage = tasks.StageCancelled
			all = append(slices.Clip(all), t)
			delete(same, t.ID)
		}
	}
	for _, t := range all {
		if t.Plan != plan.No {
			return fmt.Errorf("store: task %s is of plan %s, not %s", t.ID, t.Plan, plan.No)
		}
		old, known := there[t.ID]
		if known {
			used, err := taskInUse(tx, t, act)
			if err != nil {
				return err
			}
			if used && same[t.ID] {
				continue
			}
			if used {
				return planInUse(t.ID)
			}
		}
		if err := s.importTask(tx, t, old, known, plan.Revision.Version, act); err != nil {
			return err
		}
	}
	return nil
}

// importTask writes the task and its act where the task is new or differs. A
// task differs by what the plan says of it; the number of its acts is its own.
func (s *Store) importTask(tx *gorm.DB, t tasks.Task, old taskRow, known bool, planVersion int, act func(tasks.Task) record.Act) error {
	t.Seq = old.Seq
	row, err := taskRowOf(t)
	if err != nil || known && row == old {
		return err
	}
	t.Seq++
	a := act(t)
	a.Subject, a.Seq, a.Key = t.ID, t.Seq, fmt.Sprintf("import/%d", planVersion)
	if row, err = taskRowOf(t); err != nil {
		return err
	}
	if known {
		err = updateTask(tx, t, row)
	} else if err = racedIfDuplicate(tx.Create(&row).Error); err == nil {
		err = keepJoint(tx, t)
	}
	if err != nil {
		return err
	}
	if err := s.insertAct(tx, a, row.State); err != nil {
		return err
	}
	return keepToDo(tx, a, toDoOfTask(t))
}

// taskInUse looks for acts other than imports.
func taskInUse(tx *gorm.DB, t tasks.Task, act func(tasks.Task) record.Act) (bool, error) {
	var n int64
	err := tx.Model(&actRow{}).Where("subject = ? AND kind <> ?", t.ID, string(act(t).Kind)).Limit(1).Count(&n).Error
	return n > 0, err
}

// Plan returns a plan as it was imported last.
func (s *Store) Plan(ctx context.Context, no string) (record.Plan, error) {
	var row planRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Where("no = ?", no).Take(&row).Error })
	if err != nil {
		return record.Plan{}, orNotFound(err, "plan_not_found", "没有编号为“%s”的抽查计划。", no)
	}
	return row.plan()
}

// Plans are all plans, the latest year first.
func (s *Store) Plans(ctx context.Context) ([]record.Plan, error) {
	var rows []planRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Order("year DESC, no").Find(&rows).Error }); err != nil {
		return nil, err
	}
	return convertAll(rows, planRow.plan)
}

// PlanHistory are the earlier states of a plan, the oldest first.
func (s *Store) PlanHistory(ctx context.Context, no string) ([]record.Change, error) {
	return s.history(ctx, registerPlans, no)
}

// PlanVersion returns an earlier version of a plan.
//
// Errors: plan_version_missing.
func (s *Store) PlanVersion(ctx context.Context, no string, version int) (record.Plan, error) {
	var row historyRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Where("register = ? AND code = ? AND version = ?", registerPlans, no, version).Take(&row).Error
	})
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return record.Plan{}, law.Errorf(law.KindCorrupt, "plan_version_missing", "计划%s缺少第%d次内容。", no, version)
	}
	if err != nil {
		return record.Plan{}, err
	}
	var p record.Plan
	if err := json.Unmarshal([]byte(row.Body), &p); err != nil {
		return p, fmt.Errorf("store: decode version %d of plan %s: %w", version, no, err)
	}
	p.Version = version
	return p, nil
}
