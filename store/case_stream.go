package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/proceedings"
)

// TaskCases are the cases of the task in order after the case of the given
// number, "" for the first. Fewer than limit are the last.
func (s *Store) TaskCases(ctx context.Context, task, after string, limit int) ([]cases.Case, error) {
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

// TaskProceedings are the proceedings of the task, "" for those of none, in order
// after that of the given number, "" for the first. Fewer than limit are the last.
func (s *Store) TaskProceedings(ctx context.Context, task, after string, limit int) ([]proceedings.Proceeding, error) {
	var rows []proceedingRow
	err := s.read(ctx, func(db *gorm.DB) error {
		q := db.Select("no", "state").Where("task = ?", task)
		if task == "" {
			q = db.Select("no", "state").Where("task IS NULL")
		}
		if after != "" {
			q = q.Where("place > ?", proceedingPlace(after))
		}
		return q.Order("place").Limit(limit).Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, proceedingRow.proceeding)
}

// CasesOfEntities are all cases of the entities, by entity and in order.
func (s *Store) CasesOfEntities(ctx context.Context, codes []string) ([]cases.Case, error) {
	var all []cases.Case
	for chunk := range slices.Chunk(codes, keysPerQuery) {
		var rows []caseRow
		err := s.read(ctx, func(db *gorm.DB) error {
			return db.Select("no", "state").Where("entity IN ?", chunk).Order("entity, place").Find(&rows).Error
		})
		if err != nil {
			return nil, err
		}
		found, err := convertAll(rows, caseRow.toCase)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}
