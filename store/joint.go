package store

import (
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/inspection/tasks"
)

// jointRow is a department that takes part in a task beside the initiating one.
// The task's state says so too; lists ask for it here.
type jointRow struct {
	Task       string `gorm:"primaryKey"`
	Department string `gorm:"primaryKey"`
}

// TableName implements gorm's Tabler.
func (jointRow) TableName() string { return "task_joint" }

// keepJoint writes the joint departments of the task where they differ from those
// kept.
func keepJoint(tx *gorm.DB, t tasks.Task) error {
	var kept []string
	if err := tx.Model(&jointRow{}).Where("task = ?", t.ID).Order("department").Pluck("department", &kept).Error; err != nil {
		return err
	}
	joint := slices.DeleteFunc(slices.Sorted(slices.Values(t.Joint)), func(d string) bool { return d == "" })
	if joint = slices.Compact(joint); slices.Equal(kept, joint) {
		return nil
	}
	if err := tx.Where("task = ?", t.ID).Delete(&jointRow{}).Error; err != nil {
		return err
	}
	rows := make([]jointRow, len(joint))
	for i, d := range joint {
		rows[i] = jointRow{Task: t.ID, Department: d}
	}
	return insertAll(tx, rows)
}
