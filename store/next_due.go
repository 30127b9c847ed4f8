package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
)

// NextDueAfter is the end of the period that ends first after the moment, over
// all open cases and proceedings; zero if none runs.
func (s *Store) NextDueAfter(ctx context.Context, after time.Time) (time.Time, error) {
	next, at := never.at, momentOf(after)
	sooner := func(dues ...time.Time) {
		for _, due := range dues {
			if due.After(after) && due.Before(next) {
				next = due
			}
		}
	}
	err := s.read(ctx, func(db *gorm.DB) error {
		// Of one that is overdue, another period may still be running. There are few.
		var cases []caseRow
		if err := db.Where("is_open = ? AND next_due <= ? AND last_due > ?", true, at, at).Find(&cases).Error; err != nil {
			return err
		}
		for _, r := range cases {
			c, err := r.toCase()
			if err != nil {
				return err
			}
			sooner(dues(c.Deadlines)...)
		}
		var proceedings []proceedingRow
		if err := db.Where("is_open = ? AND next_due <= ?", true, at).Find(&proceedings).Error; err != nil {
			return err
		}
		for _, r := range proceedings {
			p, err := r.proceeding()
			if err != nil {
				return err
			}
			sooner(dues(p.Deadlines)...)
		}
		for _, table := range []any{&proceedingRow{}, &caseRow{}} {
			var ahead []moment
			if err := db.Model(table).Where("is_open = ? AND next_due > ?", true, at).Order("next_due").Limit(1).Pluck("next_due", &ahead).Error; err != nil {
				return err
			}
			for _, m := range ahead {
				sooner(m.at)
			}
		}
		return nil
	})
	return moment{next}.orZero(), err
}

func dues(running law.Deadlines) []time.Time {
	out := make([]time.Time, len(running))
	for i, d := range running {
		out[i] = d.Due
	}
	return out
}
