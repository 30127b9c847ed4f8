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
		due, place := columnOf(f, "next_due"), columnOf(f, "place")
		switch {
		case f.ByDue && keys != nil:
			q = s.behind(q, due, place, keys).Order(due + ", " + place)
		case f.ByDue:
			q = q.Order(due + ", " + place)
		case keys != nil:
			q = q.Where(place+" > ?", keys[1]).Order(place)
		default:
			q = q.Order(place)
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

// columnOf is a column of the case, taken from the index of the inspector's cases
// where one inspector's are listed.
func columnOf(f record.CaseFilter, column string) string {
	if f.Certificate != "" {
		return "t." + column
	}
	return "c." + column
}

// behind narrows a list by two columns to what stands behind the keys, in the form
// for which each planner begins at that very row: the cases of one draw are due
// together, so that many rows have the first column alike.
func (s *Store) behind(q *gorm.DB, first, second string, keys []string) *gorm.DB {
	if s.mysql() {
		return q.Where(fmt.Sprintf("(%[1]s > ? OR (%[1]s = ? AND %[2]s > ?))", first, second), keys[0], keys[0], keys[1])
	}
	return q.Where(fmt.Sprintf("(%s, %s) > (?, ?)", first, second), keys[0], keys[1])
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
		q = q.Where(columnOf(f, "next_due")+" < ?", momentOf(f.DueBefore))
	}
	if f.Overdue {
		q = q.Where("c.overdue = ?", true)
	}
	if f.Open {
		q = q.Where(columnOf(f, "is_open")+" = ?", true)
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
