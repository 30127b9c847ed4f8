package store

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// NextDueAfter is the end of the period that ends first after the moment, over
// all open cases; zero if none runs.
func (s *Store) NextDueAfter(ctx context.Context, after time.Time) (time.Time, error) {
	var ahead, overdue []caseRow
	err := s.read(ctx, func(db *gorm.DB) error {
		// Of a case that is overdue, another period may still be running. There are few.
		if err := db.Where("is_open = ? AND next_due <= ? AND last_due > ?", true, momentOf(after), momentOf(after)).Find(&overdue).Error; err != nil {
			return err
		}
		return db.Select("next_due").Where("is_open = ? AND next_due > ?", true, momentOf(after)).Order("next_due").Limit(1).Find(&ahead).Error
	})
	if err != nil {
		return time.Time{}, err
	}
	next := never.at
	if len(ahead) > 0 {
		next = ahead[0].NextDue.at
	}
	for _, r := range overdue {
		c, err := r.toCase()
		if err != nil {
			return time.Time{}, err
		}
		for _, d := range c.Deadlines {
			if d.Due.After(after) && d.Due.Before(next) {
				next = d.Due
			}
		}
	}
	return moment{next}.orZero(), nil
}
