package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// OpenProceeding opens a proceeding with its first act; one that is open already
// is left as it is and returned.
func (s *Store) OpenProceeding(ctx context.Context, o record.ProceedingOpening) (p proceedings.Proceeding, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		var there proceedingRow
		err := tx.Where("no = ?", o.Proceeding.No).Take(&there).Error
		if err == nil {
			p, err = there.proceeding()
			return err
		}
		if !errors.Is(err, gorm.ErrRecordNotFound) {
			return err
		}
		p = o.Proceeding
		if err := fitAct(&o.Act, p.No, firstKey(o.Act.Key), p.Seq, 0); err != nil {
			return err
		}
		return s.createProceeding(tx, o)
	})
	return p, err
}

func (s *Store) createProceeding(tx *gorm.DB, o record.ProceedingOpening) error {
	row, err := proceedingRowOf(o.Proceeding)
	if err != nil {
		return err
	}
	if err := racedIfDuplicate(tx.Create(&row).Error); err != nil {
		return err
	}
	if err := insertAll(tx, proceedingTeamRows(o.Proceeding)); err != nil {
		return err
	}
	if err := s.insertAct(tx, o.Act, row.State); err != nil {
		return err
	}
	if err := keepToDo(tx, o.Act, toDoOfProceeding(o.Proceeding)); err != nil {
		return err
	}
	return tell(tx, row.No, o.Inbox, o.Mail)
}

// OpenByAct opens the next proceeding of a series ([law.ProceedingSeries])
// with the person's act that it begins with; build makes it under the number. It
// comes out of the case, or of none where that is "". With a key that opened one
// already it answers that as it stands and true.
func (s *Store) OpenByAct(ctx context.Context, origin, from string, kind law.ProceedingKind, key string, who record.Asking, build func(no string, actor law.Actor) (record.ProceedingOpening, error)) (p proceedings.Proceeding, repeated bool, err error) {
	series := law.ProceedingSeries(origin, kind)
	err = s.write(ctx, func(tx *gorm.DB) error {
		no, err := opened(tx, series, key)
		if err != nil {
			return err
		}
		if repeated = no != ""; repeated {
			var there proceedingRow
			if err := tx.Where("no = ?", no).Take(&there).Error; err != nil {
				return err
			}
			p, err = there.proceeding()
			return err
		}
		var before int64
		if err := inSeries(tx.Model(&proceedingRow{}), "no", series).Count(&before).Error; err != nil {
			return err
		}
		no = law.ProceedingNo(origin, kind, int(before)+1)
		actor, err := personOf(tx, who, of{subject: from})
		if err != nil {
			return refused(err)
		}
		o, err := build(no, actor)
		if err != nil {
			return final{err}
		}
		if o.Proceeding.No != no {
			return fmt.Errorf("store: proceeding %s was built as %s", no, o.Proceeding.No)
		}
		if err := fitAct(&o.Act, no, key, o.Proceeding.Seq, 0); err != nil {
			return err
		}
		p = o.Proceeding
		return s.createProceeding(tx, o)
	})
	return p, repeated, err
}

// Opened finds the proceeding of the series that began with the act under the key;
// "" where there is none.
func (s *Store) Opened(ctx context.Context, series, key string) (no string, err error) {
	err = s.read(ctx, func(db *gorm.DB) error {
		no, err = opened(db, series, key)
		return err
	})
	return no, err
}

func opened(tx *gorm.DB, series, key string) (string, error) {
	var subjects []string
	err := inSeries(tx.Model(&actRow{}), "subject", series).Where("seq = 1 AND act_key = ?", key).Limit(1).Pluck("subject", &subjects).Error
	if err != nil || len(subjects) == 0 {
		return "", err
	}
	return subjects[0], nil
}

// inSeries narrows to the numbers of a series: its beginning and then digits, after
// which the colon comes.
func inSeries(q *gorm.DB, column, series string) *gorm.DB {
	return q.Where(column+" > ? AND "+column+" < ?", series, series+":")
}

// tell delivers what persons are told by an act of the subject.
func tell(tx *gorm.DB, subject string, inbox []record.Message, mail []record.Mail) error {
	if _, err := deliver(tx, ofSubject(inbox, subject)); err != nil {
		return err
	}
	return queueMail(tx, mail)
}

// RecordProceeding performs build on the proceeding as it stands and writes what
// it returns in one transaction, under the same terms as [Store.RecordCase].
func (s *Store) RecordProceeding(ctx context.Context, no, key string, who record.Asking, build func(current proceedings.Proceeding, actor law.Actor) (record.ProceedingWrite, error)) (p proceedings.Proceeding, repeated bool, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		var row proceedingRow
		if err := s.forUpdate(tx).Where("no = ?", no).Take(&row).Error; err != nil {
			return noProceeding(err, no)
		}
		current, err := row.proceeding()
		if err != nil {
			return err
		}
		if repeated, err = actExists(tx, no, key); repeated || err != nil {
			p = current
			return err
		}
		actor, err := personOf(tx, who, of{current.LinkedTo(), current.Against()})
		if err != nil {
			return refused(err)
		}
		w, err := build(current, actor)
		if err != nil {
			return final{err}
		}
		if err := fitAct(&w.Act, no, key, w.Proceeding.Seq, row.Seq); err != nil {
			return err
		}
		if w.Proceeding.No != no {
			return fmt.Errorf("store: proceeding %s was built from proceeding %s", w.Proceeding.No, no)
		}
		p = w.Proceeding
		return s.writeProceeding(tx, w, current)
	})
	return p, repeated, err
}

func (s *Store) writeProceeding(tx *gorm.DB, w record.ProceedingWrite, before proceedings.Proceeding) error {
	row, err := proceedingRowOf(w.Proceeding)
	if err != nil {
		return err
	}
	if err := s.insertAct(tx, w.Act, row.State); err != nil {
		return err
	}
	if err := tx.Model(&proceedingRow{}).Where("no = ?", row.No).Select("*").
		Omit("no", "place", "kind", "case_no", "task", "entity").Updates(&row).Error; err != nil {
		return err
	}
	if !slices.Equal(before.Team, w.Proceeding.Team) {
		if err := tx.Where("proceeding = ?", row.No).Delete(&proceedingTeamRow{}).Error; err != nil {
			return err
		}
		if err := insertAll(tx, proceedingTeamRows(w.Proceeding)); err != nil {
			return err
		}
	}
	if w.Party != nil {
		if err := keepParty(tx, *w.Party, w.Proceeding); err != nil {
			return err
		}
	}
	if err := keepToDo(tx, w.Act, toDoOfProceeding(w.Proceeding)); err != nil {
		return err
	}
	if err := tell(tx, row.No, w.Inbox, w.Mail); err != nil {
		return err
	}
	if w.Decision != nil {
		return publishDecision(tx, *w.Decision)
	}
	if w.Publication != nil {
		return publish(tx, *w.Publication)
	}
	return nil
}

func noProceeding(err error, no string) error {
	return orNotFound(err, "proceeding_not_found", "没有编号为“%s”的后续处理程序。", no)
}

// Proceeding returns the proceeding as it stands.
func (s *Store) Proceeding(ctx context.Context, no string) (proceedings.Proceeding, error) {
	var row proceedingRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("no = ?", no).Take(&row).Error }); err != nil {
		return proceedings.Proceeding{}, noProceeding(err, no)
	}
	return row.proceeding()
}

// Proceedings lists proceedings by number.
func (s *Store) Proceedings(ctx context.Context, f record.ProceedingFilter, page record.Page) (record.Listed[record.ProceedingRow], error) {
	var out record.Listed[record.ProceedingRow]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 1)
	if err != nil {
		return out, err
	}
	sought, err := names.Seek(f.Text)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := withNames(db)
		if sought != "" {
			q = proceedingsFound(q, sought)
		}
		if f.Certificate != "" {
			q = q.Joins("JOIN proceeding_team t ON t.proceeding = p.no").Where("t.certificate = ?", f.Certificate)
		}
		for column, value := range map[string]string{"p.kind": string(f.Kind), "p.case_no": f.Case, "p.task": f.Task, "p.entity": f.Entity, "p.party": f.Party, "p.department": f.Department} {
			q = whereEqual(q, column, value)
		}
		reach, err := withinReach(db, f.Within)
		if err != nil {
			return err
		}
		if reach != nil {
			q = reach.proceedings(q)
		}
		if f.OfParties {
			q = q.Where("p.party IS NOT NULL")
		}
		if f.Open {
			q = q.Where("p.is_open = ?", true)
		}
		if f.Overdue {
			q = q.Where("p.overdue = ?", true)
		}
		if keys != nil {
			q = q.Where("p.place > ?", keys[0])
		}
		var rows []listedProceeding
		if err := q.Order("p.place").Limit(limit + 1).Scan(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, listedProceeding.row, func(r listedProceeding) string { return cursorOf(r.Proceeding.Place) })
		return err
	})
	return out, err
}

// ProceedingsOfCase are those that came out of the case, in order.
func (s *Store) ProceedingsOfCase(ctx context.Context, no string) ([]proceedings.Proceeding, error) {
	var rows []proceedingRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("case_no = ?", no).Order("place").Find(&rows).Error }); err != nil {
		return nil, err
	}
	return convertAll(rows, proceedingRow.proceeding)
}

// OpenProceedingNumbers are the numbers of the open proceedings in order after
// the given number. Fewer than limit are the last.
func (s *Store) OpenProceedingNumbers(ctx context.Context, after string, limit int) ([]string, error) {
	var numbers []string
	err := s.read(ctx, func(db *gorm.DB) error {
		q := db.Model(&proceedingRow{}).Where("is_open = ?", true)
		if after != "" {
			q = q.Where("place > ?", proceedingPlace(after))
		}
		return q.Order("place").Limit(limit).Pluck("no", &numbers).Error
	})
	return numbers, err
}
