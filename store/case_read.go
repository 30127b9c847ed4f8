package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/registers"
)

// Case returns the case as it stands.
func (s *Store) Case(ctx context.Context, no string) (cases.Case, error) {
	var row caseRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Where("no = ?", no).Take(&row).Error })
	if err != nil {
		return cases.Case{}, orNotFound(err, "case_not_found", "没有编号为“%s”的案件。", no)
	}
	return row.toCase()
}

// CaseItems are the items of the case as they were on the day of its draw.
func (s *Store) CaseItems(ctx context.Context, no string) ([]registers.Item, error) {
	var body string
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&caseRow{}).Joins("JOIN item_sets s ON s.hash = cases.item_set").Where("cases.no = ?", no).
			Select("s.body").Take(&body).Error
	})
	if err != nil {
		return nil, orNotFound(err, "case_not_found", "没有编号为“%s”的案件。", no)
	}
	var items []registers.Item
	if err := json.Unmarshal([]byte(body), &items); err != nil {
		return nil, fmt.Errorf("store: decode items of case %s: %w", no, err)
	}
	return items, nil
}

// OpenCaseNumbers are the numbers of the open cases of the task, or of all tasks
// where it is empty, in order after the given number. Fewer than limit are the
// last.
func (s *Store) OpenCaseNumbers(ctx context.Context, task, after string, limit int) ([]string, error) {
	var numbers []string
	err := s.read(ctx, func(db *gorm.DB) error {
		q := db.Model(&caseRow{}).Where("is_open = ?", true)
		if task != "" {
			q = q.Where("task = ?", task)
		}
		if after != "" {
			q = q.Where("place > ?", placeOf(after))
		}
		return q.Order("place").Limit(limit).Pluck("no", &numbers).Error
	})
	return numbers, err
}

// OpenCaseCount counts the cases of a task on which something is still to be
// done before it can be summed up, and those that only wait for a branch
// (后续处理).
func (s *Store) OpenCaseCount(ctx context.Context, task string) (open, waiting int, err error) {
	var counts []struct {
		Stage string
		N     int
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&caseRow{}).Where("task = ? AND stage IN ?", task, cases.OpenStages).
			Group("stage").Select("stage, COUNT(*) AS n").Scan(&counts).Error
	})
	for _, c := range counts {
		if c.Stage == string(cases.StageFollowUp) {
			waiting = c.N
		} else {
			open += c.N
		}
	}
	return open, waiting, err
}

// LatestDue is the last end of all periods that run in the cases of the task;
// zero where none runs.
func (s *Store) LatestDue(ctx context.Context, task string) (time.Time, error) {
	var row caseRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Select("last_due").Where("task = ? AND last_due IS NOT NULL", task).Order("last_due DESC").Take(&row).Error
	})
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return time.Time{}, nil
	}
	return row.LastDue.at, err
}

// LastCaseNumber is the number n of the task's last case (see
// [registers.No]); 0 where it has none.
func (s *Store) LastCaseNumber(ctx context.Context, task string) (int, error) {
	var row caseRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Select("no").Where("task = ?", task).Order("place DESC").Take(&row).Error
	})
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	m := trailingNumber.FindStringSubmatch(row.No)
	if m == nil {
		return 0, fmt.Errorf("store: case number %q ends in no number", row.No)
	}
	return strconv.Atoi(m[2])
}

// InspectedThisYear counts, for each entity, the cases opened in the year that
// were not cancelled, and the visits of other departments.
func (s *Store) InspectedThisYear(ctx context.Context, year int) (map[string]int, error) {
	from := calendar.NewDate(year, time.January, 1).At(0, 0)
	to := calendar.NewDate(year+1, time.January, 1).At(0, 0)
	counts, err := s.countBy(ctx, func(db *gorm.DB) *gorm.DB {
		return db.Model(&caseRow{}).Where("opened >= ? AND opened < ? AND stage <> ?", momentOf(from), momentOf(to), cases.StageCancelled).
			Group("entity").Select("entity AS heading, COUNT(*) AS n")
	})
	if err != nil {
		return nil, err
	}
	external, err := s.externallyVisited(ctx, year)
	for entity, n := range external {
		counts[entity] += n
	}
	return counts, err
}

// OpenCaseEntities is the set of entities that have an open case.
func (s *Store) OpenCaseEntities(ctx context.Context) (map[string]bool, error) {
	var codes []string
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&caseRow{}).Where("is_open = ?", true).Distinct().Pluck("entity", &codes).Error
	})
	set := make(map[string]bool, len(codes))
	for _, code := range codes {
		set[code] = true
	}
	return set, err
}

// InspectorLoads counts, for each certificate, the open cases.
func (s *Store) InspectorLoads(ctx context.Context) (map[string]int, error) {
	return s.countBy(ctx, func(db *gorm.DB) *gorm.DB {
		return db.Model(&caseTeamRow{}).Where("is_open = ?", true).Group("certificate").Select("certificate AS heading, COUNT(*) AS n")
	})
}

func (s *Store) countBy(ctx context.Context, query func(db *gorm.DB) *gorm.DB) (map[string]int, error) {
	var rows []struct {
		Heading string
		N       int
	}
	err := s.read(ctx, func(db *gorm.DB) error { return query(db).Scan(&rows).Error })
	counts := make(map[string]int, len(rows))
	for _, r := range rows {
		counts[r.Heading] = r.N
	}
	return counts, err
}
