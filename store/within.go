package store

import (
	"strings"

	"gorm.io/gorm"

	"shuangsuiji/inspection/access"
	"shuangsuiji/record"
)

// within narrows a list to what somebody may read, in the terms of its tables.
type within struct {
	departments, tasks []string
	certificate        string
}

// withinReach looks up the tasks in which the departments take part; nil for a
// reach that narrows nothing.
func withinReach(db *gorm.DB, r *access.Reach) (*within, error) {
	if r == nil || r.Everything {
		return nil, nil
	}
	w := &within{departments: r.Departments, certificate: r.Certificate}
	if len(w.departments) == 0 {
		return w, nil
	}
	err := db.Model(&jointRow{}).Where("department IN ?", w.departments).Distinct().Order("task").Pluck("task", &w.tasks).Error
	return w, err
}

// asFilter is the same in the fields of the filter, for which there are indexes,
// where it comes to one of them that is still free.
func (w *within) asFilter(f record.CaseFilter) (record.CaseFilter, bool) {
	switch {
	case len(w.departments) == 1 && len(w.tasks) == 0 && w.certificate == "" && (f.Department == "" || f.Department == w.departments[0]):
		f.Department = w.departments[0]
	case len(w.departments) == 0 && w.certificate != "" && (f.Certificate == "" || f.Certificate == w.certificate):
		f.Certificate = w.certificate
	default:
		return f, false
	}
	return f, true
}

// What an inspector works on, by number.
const (
	ownCases       = " IN (SELECT case_no FROM case_team WHERE certificate = ?)"
	ownProceedings = " IN (SELECT proceeding FROM proceeding_team WHERE certificate = ?)"
)

// inOrder keeps SQLite on the index that the list is ordered by: it would else
// collect everything that is reached, and sort it for each page.
const inOrder = "+"

// cases narrows to the reach; hint is [inOrder] for lists on SQLite.
func (w *within) cases(q *gorm.DB, hint string) *gorm.DB {
	return w.narrow(q, hint+"c.department", hint+"c.task", hint+"c.no"+ownCases)
}

// proceedings narrows to the reach.
func (w *within) proceedings(q *gorm.DB) *gorm.DB {
	return w.narrow(q, "p.department", "p.task", "p.no"+ownProceedings)
}

// narrow leaves the rows of one of the departments, of one of the tasks, or on
// which the inspector works by the condition own.
func (w *within) narrow(q *gorm.DB, department, task, own string) *gorm.DB {
	var or []string
	var values []any
	add := func(condition string, value any) { or, values = append(or, condition), append(values, value) }
	if len(w.departments) > 0 {
		add(department+" IN ?", w.departments)
	}
	if len(w.tasks) > 0 {
		add(task+" IN ?", w.tasks)
	}
	if w.certificate != "" {
		add(own, w.certificate)
	}
	if len(or) == 0 {
		return q.Where("1 = 0")
	}
	return q.Where("("+strings.Join(or, " OR ")+")", values...)
}
