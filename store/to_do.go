package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"shuangsuiji/inspection/tasks"
	"shuangsuiji/inspection/todo"
	"shuangsuiji/record"
)

// ToDo lists what waits for any of the holders, by the end of its period; an act that
// several of them may perform stands once. The subjects come along as they stand.
func (s *Store) ToDo(ctx context.Context, holders []todo.Holder, f record.ToDoFilter, page record.Page) (record.Listed[record.ToDo], error) {
	var out record.Listed[record.ToDo]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 2)
	if err != nil {
		return out, err
	}
	all := keysOfHolders(holders)
	err = s.read(ctx, func(db *gorm.DB) error {
		// Each holder's are read in their order from the index, and merged here: for all
		// together a database would collect and sort them for every page.
		var rows []toDoRow
		for _, holder := range all {
			var own []toDoRow
			if err := s.beginningAt(once(filterToDo(db, holder, f), holder, all), keys).Limit(limit + 1).Find(&own).Error; err != nil {
				return err
			}
			rows = append(rows, own...)
		}
		slices.SortFunc(rows, byDue)
		out, err = s.listedToDo(db, rows[:min(len(rows), limit+1)], limit)
		return err
	})
	return out, err
}

// WaitingFor lists what waits for others since the person acted, by the end of its
// period; own are the holders that the person is.
func (s *Store) WaitingFor(ctx context.Context, person string, own []todo.Holder, page record.Page) (record.Listed[record.ToDo], error) {
	var out record.Listed[record.ToDo]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 2)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := db.Table("to_do t").Where("t.asked_by = ?", person)
		if len(own) > 0 {
			q = q.Where("NOT EXISTS (SELECT 1 FROM to_do o WHERE o.subject = t.subject AND o.act = t.act AND o.holder IN ?)", keysOfHolders(own))
		}
		// One of those who may perform an act stands for all.
		q = q.Where("NOT EXISTS (SELECT 1 FROM to_do o WHERE o.subject = t.subject AND o.act = t.act AND o.holder < t.holder)")
		var rows []toDoRow
		if err := s.beginningAt(q, keys).Limit(limit + 1).Find(&rows).Error; err != nil {
			return err
		}
		out, err = s.listedToDo(db, rows, limit)
		return err
	})
	return out, err
}

// CountToDo counts what waits for any of the holders, up to most for each of them; an
// act that several may perform counts for each, since to find those takes longer than
// all else.
func (s *Store) CountToDo(ctx context.Context, holders []todo.Holder, f record.ToDoFilter, most int) (count int64, err error) {
	err = s.read(ctx, func(db *gorm.DB) error {
		count = 0
		for _, holder := range keysOfHolders(holders) {
			var n int64
			some := filterToDo(db, holder, f).Select("1 AS one").Limit(most)
			if err := db.Table("(?) x", some).Count(&n).Error; err != nil {
				return err
			}
			count += n
		}
		return nil
	})
	return count, err
}

func keysOfHolders(holders []todo.Holder) []string {
	keys := make([]string, len(holders))
	for i, h := range holders {
		keys[i] = h.Key()
	}
	return keys
}

func filterToDo(db *gorm.DB, holder string, f record.ToDoFilter) *gorm.DB {
	q := db.Table("to_do t").Where("t.holder = ?", holder)
	q = whereEqual(q, "t.kind", string(f.Kind))
	q = whereEqual(q, "t.act", string(f.Act))
	if !f.DueFrom.IsZero() {
		q = q.Where("t.due >= ?", momentOf(f.DueFrom))
	}
	switch {
	case !f.DueBefore.IsZero():
		q = q.Where("t.due < ?", momentOf(f.DueBefore))
	case !f.DueFrom.IsZero():
		q = q.Where("t.due < ?", never)
	case f.NoPeriod:
		q = q.Where("t.due = ?", never)
	}
	return q
}

// once leaves out what stands under another of the holders already.
func once(q *gorm.DB, holder string, all []string) *gorm.DB {
	others := slices.DeleteFunc(slices.Clone(all), func(h string) bool { return h == holder })
	if len(others) == 0 {
		return q
	}
	return q.Where("NOT EXISTS (SELECT 1 FROM to_do o WHERE o.subject = t.subject AND o.act = t.act AND o.holder IN ? AND (o.due < t.due OR o.due = t.due AND o.holder < t.holder))", others)
}

func (s *Store) beginningAt(q *gorm.DB, keys []string) *gorm.DB {
	if keys != nil {
		q = s.behind(q, "t.due", "t.spot", keys)
	}
	return q.Order("t.due, t.spot")
}

func byDue(a, b toDoRow) int {
	return cmp.Or(a.Due.at.Compare(b.Due.at), strings.Compare(a.Spot, b.Spot))
}

// listedToDo is a page of the rows, each with its subject.
func (s *Store) listedToDo(db *gorm.DB, rows []toDoRow, limit int) (record.Listed[record.ToDo], error) {
	subjects, err := subjectsOf(db, rows[:min(len(rows), limit)])
	if err != nil {
		return record.Listed[record.ToDo]{}, err
	}
	return listed(rows, limit, func(r toDoRow) (record.ToDo, error) {
		d := r.toDo()
		of, there := subjects[r.Subject]
		if !there {
			return d, fmt.Errorf("store: to_do names %s, which is not there", r.Subject)
		}
		d.Task, d.Case, d.Proceeding, d.EntityName, d.PartyName = of.Task, of.Case, of.Proceeding, of.EntityName, of.PartyName
		return d, nil
	}, func(r toDoRow) string { return cursorOf(r.Due.String(), r.Spot) })
}

// subjectsOf are the subjects of the rows by their numbers, a query a kind.
func subjectsOf(db *gorm.DB, rows []toDoRow) (map[string]record.ToDo, error) {
	numbers := map[record.SubjectKind][]string{}
	for _, r := range rows {
		numbers[record.SubjectKind(r.Kind)] = append(numbers[record.SubjectKind(r.Kind)], r.Subject)
	}
	out := map[string]record.ToDo{}
	var err error
	if of := numbers[record.SubjectTask]; len(of) > 0 {
		err = eachFound(db.Table("tasks").Where("id IN ?", of), taskRow.task, func(t tasks.Task) { out[t.ID] = record.ToDo{Task: &t} })
	}
	if of := numbers[record.SubjectCase]; len(of) > 0 && err == nil {
		q := withEntityName(db.Table("cases c"), "c").Where("c.no IN ?", of)
		err = eachFound(q, listedCase.row, func(r record.CaseRow) { out[r.No] = record.ToDo{Case: &r.Case, EntityName: r.EntityName} })
	}
	if of := numbers[record.SubjectProceeding]; len(of) > 0 && err == nil {
		q := withNames(db).Where("p.no IN ?", of)
		err = eachFound(q, listedProceeding.row, func(r record.ProceedingRow) {
			out[r.No] = record.ToDo{Proceeding: &r.Proceeding, EntityName: r.EntityName, PartyName: r.PartyName}
		})
	}
	return out, err
}

// eachFound hands over every row of the query as what it stands for.
func eachFound[R, T any](q *gorm.DB, of func(R) (T, error), hand func(T)) error {
	var found []R
	if err := q.Scan(&found).Error; err != nil {
		return err
	}
	for _, r := range found {
		v, err := of(r)
		if err != nil {
			return err
		}
		hand(v)
	}
	return nil
}
