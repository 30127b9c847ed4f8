package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// withEntityName selects all of the aliased table, and the name of its entity.
func withEntityName(q *gorm.DB, alias string) *gorm.DB {
	return q.Joins("LEFT JOIN entities e ON e.code = " + alias + ".entity").Select(alias + ".*, e.name AS entity_name")
}

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
		q, f, err := s.filterCases(db, f, readingFrom(keys))
		if err != nil {
			return err
		}
		q = withEntityName(q, "c")
		due, place := columnOf(f, "next_due"), columnOf(f, "place")
		if f.ByDue {
			q = q.Order(due)
		}
		q = q.Order(place)
		switch {
		case keys != nil && f.ByDue:
			q = s.behind(q, due, place, keys)
		case keys != nil:
			q = q.Where(place+" > ?", keys[1])
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

// reading is how cases are read: counted, listed from the beginning, or from
// somewhere deeper.
type reading int

const (
	counted reading = iota
	listedFirst
	deeper
)

func readingFrom(keys []string) reading {
	if keys == nil {
		return listedFirst
	}
	return deeper
}

// filterCases reads the cases of one inspector from the inspector's side: left
// to themselves, planners walk through all cases in the order asked for. It
// returns the filter with the reach put into fields where that is possible.
func (s *Store) filterCases(db *gorm.DB, f record.CaseFilter, read reading) (*gorm.DB, record.CaseFilter, error) {
	reach, err := withinReach(db, f.Within)
	if err != nil {
		return nil, f, err
	}
	if reach != nil {
		var done bool
		if f, done = reach.asFilter(f); done {
			reach = nil
		}
	}
	sought, err := names.Seek(f.Text)
	if err != nil {
		return nil, f, err
	}
	q := db.Table("cases c")
	if f.Certificate != "" {
		join := "CROSS JOIN" // keeps the order of the tables on SQLite
		if s.mysql() {
			join = "STRAIGHT_JOIN"
		}
		q = db.Table("case_team t "+join+" cases c ON c.no = t.case_no").Where("t.certificate = ?", f.Certificate)
	}
	equal := equalities(f)
	if read == deeper && s.mysql() && len(equal) == 1 && f.Certificate == "" {
		// MariaDB looks for what is equal by the index and walks from its beginning to
		// the page; for a range it begins at the page.
		column, value := equal[0].column, equal[0].value
		q = q.Where(fmt.Sprintf("%[1]s >= ? AND %[1]s <= ?", column), value, value).Order(column)
	} else {
		for _, e := range equal {
			q = q.Where(e.column+" = ?", e.value)
		}
	}
	if !f.DueBefore.IsZero() {
		q = q.Where(columnOf(f, "next_due")+" < ?", momentOf(f.DueBefore))
	}
	if sought != "" {
		q = casesFound(q, sought)
	}
	if reach != nil {
		hint := ""
		if read != counted && !s.mysql() {
			hint = inOrder
		}
		q = reach.cases(q, hint)
	}
	return q, f, nil
}

// equality is a column of the case and what it must be.
type equality struct {
	column string
	value  any
}

// equalities are those of the filter, but for the inspector's.
func equalities(f record.CaseFilter) []equality {
	var out []equality
	for _, e := range []struct{ column, value string }{
		{"c.task", f.Task}, {"c.stage", string(f.Stage)}, {"c.department", f.Department}, {"c.entity", f.Entity}, {"c.outcome", string(f.Outcome)},
	} {
		if e.value != "" {
			out = append(out, equality{e.column, e.value})
		}
	}
	if f.Overdue {
		out = append(out, equality{"c.overdue", true})
	}
	if f.Open {
		out = append(out, equality{columnOf(f, "is_open"), true})
	}
	return out
}

// countedColumns are what cases can be counted by.
var countedColumns = map[string]string{"stage": "c.stage", "outcome": "c.outcome", "department": "c.department"}

// CountCases counts the cases that pass the filter by "stage", "outcome" ("" for
// none yet) or "department".
func (s *Store) CountCases(ctx context.Context, f record.CaseFilter, by string) ([]record.Count, error) {
	column, ok := countedColumns[by]
	if !ok {
		return nil, law.Errorf(law.KindInvalid, "count_by_unknown", "不能按“%s”统计。", by)
	}
	var counts []record.Count
	err := s.read(ctx, func(db *gorm.DB) error {
		q, _, err := s.filterCases(db, f, counted)
		if err != nil {
			return err
		}
		return q.Group(column).Order(column).
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
