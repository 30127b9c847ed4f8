package store

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

// CompareToDo holds the list of what is to do against the open subjects and answers
// those of which it says something else; of one that can't be read it says nothing.
// With mend it is written anew for them: for all
// that was open before there was such a list, and where a newer version of the program
// has other rules.
func (s *Store) CompareToDo(ctx context.Context, mend bool) (differing []string, err error) {
	for _, compare := range []func() ([]string, error){
		func() ([]string, error) { return compareToDo(ctx, s, "id", "id", taskRow.wanted, mend) },
		func() ([]string, error) { return compareToDo(ctx, s, "no", "place", caseRow.wanted, mend) },
		func() ([]string, error) { return compareToDo(ctx, s, "no", "place", proceedingRow.wanted, mend) },
		func() ([]string, error) { return s.toDoOfNothing(ctx, mend) },
	} {
		found, err := compare()
		differing = append(differing, found...)
		if err != nil {
			return differing, err
		}
	}
	return differing, nil
}

// wanted is what a row's state waits for, with where it stands among its like.
type wanted struct {
	subject, place string
	rows           []toDoRow
}

func (r taskRow) wanted() (wanted, error) {
	t, err := r.task()
	return wanted{r.ID, r.ID, toDoOfTask(t)}, err
}

func (r caseRow) wanted() (wanted, error) {
	c, err := r.toCase()
	return wanted{r.No, r.Place, toDoOfCase(c)}, err
}

func (r proceedingRow) wanted() (wanted, error) {
	p, err := r.proceeding()
	return wanted{r.No, r.Place, toDoOfProceeding(p)}, err
}

func compareToDo[R any](ctx context.Context, s *Store, key, order string, of func(R) (wanted, error), mend bool) (differing []string, err error) {
	for after := ""; ; {
		var rows []R
		var all []wanted
		there := map[string][]toDoRow{}
		err := s.read(ctx, func(db *gorm.DB) error {
			if err := db.Select(key, order, "state").Where("is_open = ? AND "+order+" > ?", true, after).Order(order).Limit(keysPerQuery).Find(&rows).Error; err != nil {
				return err
			}
			all = nil
			clear(there)
			var numbers []string
			for _, r := range rows {
				w, err := of(r)
				after = w.place
				if err == nil {
					all, numbers = append(all, w), append(numbers, w.subject)
				}
			}
			kept, err := toDoOf(db, numbers...)
			for _, r := range kept {
				there[r.Subject] = append(there[r.Subject], r)
			}
			return err
		})
		if err != nil {
			return differing, err
		}
		for _, w := range all {
			if slices.Equal(askedBy(there[w.subject], ""), w.rows) {
				continue
			}
			// The subject may have gone on between the two looks.
			differs, err := rewriteToDo(ctx, s, key, w.subject, of, mend)
			if err != nil {
				return differing, err
			}
			if differs {
				differing = append(differing, w.subject)
			}
		}
		if len(rows) < keysPerQuery {
			return differing, nil
		}
	}
}

// rewriteToDo compares one subject under its lock.
func rewriteToDo[R any](ctx context.Context, s *Store, key, subject string, of func(R) (wanted, error), mend bool) (differs bool, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		var row R
		err := s.forUpdate(tx).Select(key, "state").Where(key+" = ?", subject).Take(&row).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		w, err := of(row)
		if err != nil {
			return err
		}
		person, err := lastPerson(tx, subject)
		if err != nil {
			return err
		}
		there, err := toDoOf(tx, subject)
		if err != nil {
			return err
		}
		if differs = !slices.Equal(there, askedBy(w.rows, person)); !differs || !mend {
			return nil
		}
		return replaceToDo(tx, subject, w.rows)
	})
	return differs, err
}

// toDoOfNothing are the subjects that are closed or not there, and still listed.
func (s *Store) toDoOfNothing(ctx context.Context, mend bool) (stale []string, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Raw(`SELECT DISTINCT t.subject FROM to_do t WHERE
			t.kind = ? AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.no = t.subject AND c.is_open)
			OR t.kind = ? AND NOT EXISTS (SELECT 1 FROM proceedings p WHERE p.no = t.subject AND p.is_open)
			OR t.kind = ? AND NOT EXISTS (SELECT 1 FROM tasks k WHERE k.id = t.subject AND k.is_open) ORDER BY t.subject`,
			record.SubjectCase, record.SubjectProceeding, record.SubjectTask).Scan(&stale).Error; err != nil || !mend || len(stale) == 0 {
			return err
		}
		return tx.Where("subject IN ?", stale).Delete(&toDoRow{}).Error
	})
	return stale, err
}

// toDoOff names the list in [Store.HeldCases] and its like where what is kept for the
// subject is not what its state waits for.
func toDoOff(db *gorm.DB, subject string, rows []toDoRow) ([]string, error) {
	person, err := lastPerson(db, subject)
	if err != nil {
		return nil, err
	}
	there, err := toDoOf(db, subject)
	if err != nil || slices.Equal(there, askedBy(rows, person)) {
		return nil, err
	}
	return []string{"to_do"}, nil
}
