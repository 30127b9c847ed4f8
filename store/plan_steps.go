package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/plans"
	"shuangsuiji/record"
)

type planStepRow struct {
	Plan    string `gorm:"primaryKey"`
	Seq     int    `gorm:"primaryKey"`
	Kind    string
	Version int
	DoneBy  string
	LentBy  string
	DoneAt  moment
	Reason  string
}

// TableName implements gorm's Tabler.
func (planStepRow) TableName() string { return "plan_steps" }

func planStepRowOf(s plans.Step) planStepRow {
	return planStepRow{Plan: s.Plan, Seq: s.Seq, Kind: string(s.Kind), Version: s.Version, DoneBy: s.By, LentBy: s.For, DoneAt: momentOf(s.At), Reason: s.Reason}
}

func (r planStepRow) step() (plans.Step, error) {
	return plans.Step{Plan: r.Plan, Seq: r.Seq, Kind: plans.StepKind(r.Kind), Version: r.Version, By: r.DoneBy, For: r.LentBy,
		At: r.DoneAt.at, Reason: r.Reason}, nil
}

// PlanSteps are what was done about the plan, or about each plan where no is "",
// in order.
func (s *Store) PlanSteps(ctx context.Context, no string) ([]plans.Step, error) {
	var steps []plans.Step
	err := s.read(ctx, func(db *gorm.DB) (err error) {
		steps, err = planSteps(whereEqual(db, "plan", no))
		return err
	})
	return steps, err
}

func planSteps(q *gorm.DB) ([]plans.Step, error) {
	var rows []planStepRow
	if err := q.Order("plan, seq").Find(&rows).Error; err != nil {
		return nil, err
	}
	return convertAll(rows, planStepRow.step)
}

// RecordPlanStep keeps the step that judge makes of the plan and of what was done
// about it so far, in one transaction. An error of judge writes nothing.
func (s *Store) RecordPlanStep(ctx context.Context, no string, judge func(plan record.Plan, steps []plans.Step) (plans.Step, error)) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		var row planRow
		if err := s.forUpdate(tx).Where("no = ?", no).Take(&row).Error; err != nil {
			return orNotFound(err, "plan_not_found", "没有编号为“%s”的抽查计划。", no)
		}
		plan, err := row.plan()
		if err != nil {
			return err
		}
		steps, err := planSteps(tx.Where("plan = ?", no))
		if err != nil {
			return err
		}
		step, err := judge(plan, steps)
		if err != nil {
			return final{err}
		}
		return insertPlanStep(tx, step)
	})
}

func insertPlanStep(tx *gorm.DB, step plans.Step) error {
	row := planStepRowOf(step)
	return racedIfDuplicate(tx.Create(&row).Error)
}

// importStep is that of a plan that was not there before.
func importStep(plan record.Plan) plans.Step {
	return plans.Step{Plan: plan.No, Seq: 1, Kind: plans.StepImport, Version: 1, By: plan.By, At: plan.Imported, Reason: plan.Reason}
}

// changeStep is that of another version of a plan; it refuses one without a reason
// where a reason is due.
func changeStep(tx *gorm.DB, no string, version int, by, reason string, at time.Time) (plans.Step, error) {
	steps, err := planSteps(tx.Where("plan = ?", no))
	if err != nil {
		return plans.Step{}, err
	}
	step, err := plans.Approval{Plan: no, Version: version, Steps: steps}.Change(by, reason, at)
	if err != nil {
		return step, final{err}
	}
	return step, nil
}
