package store

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// NextDueAfter is the end of the period that ends first after the moment, over
// all open cases; zero if none runs.
func (s *Store) NextDueAfter(ctx context.Context, after time.Time) (time.Time, error) {
	var rows []caseRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Select("next_due").Where("is_open = ? AND next_due > ?", true, momentOf(after)).Order("next_due").Limit(1).Find(&rows).Error
	})
	if err != nil || len(rows) == 0 {
		return time.Time{}, err
	}
	return rows[0].NextDue.orZero(), nil
}
