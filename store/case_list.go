package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"shuangsuiji/inspection"
	"shuangsuiji/record"
)

// Cases lists cases by number, or by next deadline where the filter says so;
// those without a running deadline then stand last.
func (s *Store) Cases(ctx context.Context, f record.CaseFilter, page record.Page) (record.Listed[record.CaseRow], error) {
	var out record.Listed[record.CaseRow]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 2)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := s.filterCases(db, f).Joins("LEFT JOIN entities e ON e.code = c.entity").Select("c.*, e.name AS entity_name")
		place := "c.place"
		if f.Certificate != "" {
			place = "t.place" // the same, from the index of the inspector's cases
		}
		if f.ByDue {
			q = q.Order("c.next_due, c.place")
			if keys != nil {
				q = q.Where("c.next_due >= ? AND (c.next_due > ? OR c.place > ?)", keys[0], keys[0], keys[1])
			}
		} else {
			q = q.Order(place)
			if keys != nil {
				q = q.Where(place+" > ?", keys[1])
			}
		}
		var rows []listedCase
		if err := q.Limit(limit + 1).Scan(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, listedCase.row, func(r listedCase) string { return cursorOf(r.Case.NextDue.String(), r.Case.Place) })
		return err
	})
	return out, err
}

// filterCases reads the cases of one inspector from the inspector's side: left
// to themselves, planners walk through all cases in the order asked for.
func (s *Store) filterCases(db *gorm.DB, f record.CaseFilter) *gorm.DB {
	q := db.Table("cases c")
	if f.Certificate != "" {
		join := "CROSS JOIN" // keeps the order of the tables on SQLite
		if s.mysql() {
			join = "STRAIGHT_JOIN"
		}
		q = db.Table("case_team t "+join+" cases c ON c.no = t.case_no").Where("t.certificate = ?", f.Certificate)
	}
	q = whereEqual(q, "c.task", f.Task)
	q = whereEqual(q, "c.stage", string(f.Stage))
	q = whereEqual(q, "c.department", f.Department)
	q = whereEqual(q, "c.entity", f.Entity)
	q = whereEqual(q, "c.outcome", string(f.Outcome))
	if !f.DueBefore.IsZero() {
		q = q.Where("c.next_due < ?", momentOf(f.DueBefore))
	}
	if f.Overdue {
		q = q.Where("c.overdue = ?", true)
	}
	if f.Open {
		q = q.Where("c.is_open = ?", true)
	}
	return q
}

// countedColumns are what cases can be counted by.
var countedColumns = map[string]string{"stage": "c.stage", "outcome": "c.outcome", "department": "c.department"}

// CountCases counts the cases that pass the filter by "stage", "outcome" ("" for
// none yet) or "department".
func (s *Store) CountCases(ctx context.Context, f record.CaseFilter, by string) ([]record.Count, error) {
	column, ok := countedColumns[by]
	if !ok {
		return nil, inspection.Errorf(inspection.KindInvalid, "count_by_unknown", "不能按“%s”统计。", by)
	}
	var counts []record.Count
	err := s.read(ctx, func(db *gorm.DB) error {
		return s.filterCases(db, f).Group(column).Order(column).
			Select(fmt.Sprintf("%s AS heading, COUNT(*) AS count", column)).Scan(&counts).Error
	})
	return counts, err
}

// whereEqual narrows the query where there is a value to narrow it by.
func whereEqual(q *gorm.DB, column, value string) *gorm.DB {
	if value == "" {
		return q
	}
	return q.Where(column+" = ?", value)
}
