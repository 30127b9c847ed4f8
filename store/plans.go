package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/inspection"
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
	p := record.Plan{No: r.No, Name: r.Name, Unit: r.Unit, Year: r.Year, Historic: r.Historic, Imported: r.Revision.ChangedAt.at, By: r.Revision.ChangedBy}
	for _, c := range cells {
		p.Rows = append(p.Rows, inspection.PlanRowOf(c))
	}
	return p, nil
}

// planInUse: a plan is replaced wholly or not at all.
func planInUse(task string) error {
	return inspection.Errorf(inspection.KindNotAllowed, "plan_in_use",
		"抽查任务%s已经开始办理，该计划不能重新导入；尚未启动的任务可以单独调整。", task)
}

// ImportPlan keeps a plan with its tasks, each with an act of its import. The
// store gives that act its number and its key.
//
// The same plan number can be imported again as long as nothing but imports was
// done to any of its tasks, otherwise it is plan_in_use. The plan's earlier rows
// stay in its history; a task that the plan no longer has is cancelled; tasks
// that did not change, and a plan that did not, write nothing.
func (s *Store) ImportPlan(ctx context.Context, plan record.Plan, tasks []inspection.Task, act func(task inspection.Task) record.Act) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		row, err := planRowOf(plan)
		if err != nil {
			return err
		}
		var old planRow
		err = s.forUpdate(tx).Where("no = ?", plan.No).Take(&old).Error
		switch {
		case errors.Is(err, gorm.ErrRecordNotFound):
			row.Revision = revision{}.next(plan.Imported, plan.By)
			if err := racedIfDuplicate(tx.Create(&row).Error); err != nil {
				return err
			}
		case err != nil:
			return err
		default:
			if err := replacePlan(tx, old, &row, plan); err != nil {
				return err
			}
		}
		return s.importTasks(tx, row, tasks, act)
	})
}

func replacePlan(tx *gorm.DB, old planRow, row *planRow, plan record.Plan) error {
	row.Revision = old.Revision
	if *row == old {
		return nil
	}
	before, err := old.plan()
	if err != nil {
		return err
	}
	if err := keepHistory(tx, registerPlans, old.No, old.Revision, before); err != nil {
		return err
	}
	row.Revision = old.Revision.next(plan.Imported, plan.By)
	return tx.Model(&planRow{}).Where("no = ?", row.No).Select("*").Omit("no").Updates(row).Error
}

func (s *Store) importTasks(tx *gorm.DB, plan planRow, tasks []inspection.Task, act func(task inspection.Task) record.Act) error {
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
		if !slices.ContainsFunc(tasks, func(n inspection.Task) bool { return n.ID == t.ID }) && t.Stage != inspection.TaskCancelled {
			t.Stage = inspection.TaskCancelled
			tasks = append(slices.Clip(tasks), t)
		}
	}
	changed := false
	for _, t := range tasks {
		if t.Plan != plan.No {
			return fmt.Errorf("store: task %s is of plan %s, not %s", t.ID, t.Plan, plan.No)
		}
		old, known := there[t.ID]
		wrote, err := importTask(tx, t, old, known, plan.Revision.Version, act)
		if err != nil {
			return err
		}
		changed = changed || wrote && known
	}
	if !changed {
		return nil
	}
	return refuseTasksInUse(tx, rows, act)
}

// importTask writes the task and its act where the task is new or differs. A
// task differs by what the plan says of it; the number of its acts is its own.
func importTask(tx *gorm.DB, t inspection.Task, old taskRow, known bool, planVersion int, act func(inspection.Task) record.Act) (wrote bool, err error) {
	t.Seq = old.Seq
	row, err := taskRowOf(t)
	if err != nil || known && row == old {
		return false, err
	}
	t.Seq++
	a := act(t)
	a.Subject, a.Seq, a.Key = t.ID, t.Seq, fmt.Sprintf("import/%d", planVersion)
	if row, err = taskRowOf(t); err != nil {
		return false, err
	}
	if known {
		err = updateTask(tx, t)
	} else {
		err = racedIfDuplicate(tx.Create(&row).Error)
	}
	if err != nil {
		return false, err
	}
	return true, insertAct(tx, a)
}

// refuseTasksInUse looks for acts other than imports among the plan's tasks.
func refuseTasksInUse(tx *gorm.DB, rows []taskRow, act func(inspection.Task) record.Act) error {
	for _, r := range rows {
		t, err := r.task()
		if err != nil {
			return err
		}
		var n int64
		if err := tx.Model(&actRow{}).Where("subject = ? AND kind <> ?", r.ID, string(act(t).Kind)).Limit(1).Count(&n).Error; err != nil {
			return err
		}
		if n > 0 {
			return planInUse(r.ID)
		}
	}
	return nil
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
