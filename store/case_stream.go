package store

import (
	"context"

	"gorm.io/gorm"

	"shuangsuiji/inspection"
)

// TaskCases are the cases of the task in order after the case of the given
// number, "" for the first. Fewer than limit are the last.
func (s *Store) TaskCases(ctx context.Context, task, after string, limit int) ([]inspection.Case, error) {
	var rows []caseRow
	err := s.read(ctx, func(db *gorm.DB) error {
		q := db.Select("no", "state").Where("task = ?", task)
		if after != "" {
			q = q.Where("place > ?", placeOf(after))
		}
		return q.Order("place").Limit(limit).Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, caseRow.toCase)
}
