package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

type entityGradeRow struct {
	Entity    string `gorm:"primaryKey"`
	Month     string `gorm:"primaryKey"`
	Version   int    `gorm:"primaryKey"`
	Grade     string
	Source    string
	Entered   moment
	EnteredBy string
}

// TableName implements gorm's Tabler.
func (entityGradeRow) TableName() string { return "entity_grades" }

func (r entityGradeRow) dated() (registers.DatedGrade, error) {
	month, err := calendar.ParseDate(r.Month)
	return registers.DatedGrade{Entity: r.Entity, Month: month, Version: r.Version, Grade: r.Grade, Source: r.Source, Entered: r.Entered.at, By: r.EnteredBy}, err
}

// SaveMonthlyGrades keeps the grades of a month, in one transaction. Where the
// entity has none of a later month, the grade becomes the register's, which keeps
// the one before in its history. A grade that is on record for the month already
// writes nothing; another one corrects it, and both stay.
func (s *Store) SaveMonthlyGrades(ctx context.Context, by string, at time.Time, push registers.GradePush, rows []registers.MonthlyGrade) (record.GradesSaved, error) {
	var saved record.GradesSaved
	err := s.write(ctx, func(tx *gorm.DB) error {
		saved = record.GradesSaved{}
		for chunk := range slices.Chunk(rows, registerBatch) {
			if err := s.saveGradeChunk(tx, by, at, push, chunk, &saved); err != nil {
				return err
			}
		}
		return nil
	})
	return saved, err
}

func (s *Store) saveGradeChunk(tx *gorm.DB, by string, at time.Time, push registers.GradePush, chunk []registers.MonthlyGrade, saved *record.GradesSaved) error {
	asked, codes := make([]registers.Entity, len(chunk)), make([]string, len(chunk))
	for i, g := range chunk {
		asked[i], codes[i] = registers.Entity{Code: g.Code}, g.Code
	}
	present, err := entities.present(s, tx, asked)
	if err != nil {
		return err
	}
	month := push.Month.String()
	latest, later, err := gradesSince(tx, codes, month)
	if err != nil {
		return err
	}
	var fresh []entityGradeRow
	var moved []registers.Entity
	for _, g := range chunk {
		row, known := present[g.Code]
		if !known {
			saved.Unknown = append(saved.Unknown, g.Code)
			continue
		}
		before, corrects := latest[g.Code]
		if corrects && before.Grade == g.Grade {
			saved.Unchanged++
			continue
		}
		if corrects {
			saved.Corrected++
		} else {
			saved.Added++
		}
		fresh = append(fresh, entityGradeRow{Entity: g.Code, Month: month, Version: before.Version + 1, Grade: g.Grade, Source: push.Source,
			Entered: momentOf(at), EnteredBy: by})
		if later[g.Code] || row.Grade == g.Grade {
			continue
		}
		e, err := row.entity()
		if err != nil {
			return err
		}
		e.Grade = g.Grade
		moved = append(moved, e)
	}
	if err := racedIfDuplicate(insertAll(tx, fresh)); err != nil {
		return err
	}
	if len(moved) == 0 {
		return nil
	}
	_, changed, err := entities.saveChunk(tx, by, at, moved, present)
	saved.Moved += changed
	return err
}

// gradesSince are, of the entities, the latest version of the month, and who has
// one of a later month.
func gradesSince(tx *gorm.DB, codes []string, month string) (latest map[string]entityGradeRow, later map[string]bool, err error) {
	var rows []entityGradeRow
	if err := tx.Where("entity IN ? AND month >= ?", codes, month).Order("entity, month, version").Find(&rows).Error; err != nil {
		return nil, nil, err
	}
	latest, later = map[string]entityGradeRow{}, map[string]bool{}
	for _, r := range rows {
		if r.Month == month {
			latest[r.Entity] = r
		} else {
			later[r.Entity] = true
		}
	}
	return latest, later, nil
}

// GradeHistory are the grades of the entity by month as they were imported, the
// latest month first, within a month the latest version first.
func (s *Store) GradeHistory(ctx context.Context, code string) ([]registers.DatedGrade, error) {
	if _, err := s.Entity(ctx, code); err != nil {
		return nil, err
	}
	var rows []entityGradeRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Where("entity = ?", code).Order("month DESC, version DESC").Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, entityGradeRow.dated)
}
