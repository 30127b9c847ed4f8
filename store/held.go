package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// HeldTasks are the rows of the tasks in the order of their ids, after the given
// one, with what in them, and in the list of what is to do, contradicts their own
// state. Fewer than limit are the last.
func (s *Store) HeldTasks(ctx context.Context, after string, limit int) ([]record.Held[tasks.Task], error) {
	return held(ctx, s, "id", after, limit, func(r taskRow) string { return r.State }, taskRow.task, func(db *gorm.DB, r taskRow, t tasks.Task) ([]string, error) {
		off, err := columnsOff(r, t, taskRowOf, "State")
		if err != nil {
			return nil, err
		}
		list, err := toDoOff(db, r.ID, toDoOfTask(t))
		return append(off, list...), err
	})
}

// HeldCases are those of the cases likewise, the rows of their teams included.
func (s *Store) HeldCases(ctx context.Context, after string, limit int) ([]record.Held[cases.Case], error) {
	return held(ctx, s, "no", after, limit, func(r caseRow) string { return r.State }, caseRow.toCase, func(db *gorm.DB, r caseRow, c cases.Case) ([]string, error) {
		off, err := columnsOff(r, c, caseRowOf, "State", "ItemSet")
		if err != nil {
			return nil, err
		}
		want, err := caseRowOf(c)
		if err != nil {
			return nil, err
		}
		var team []caseTeamRow
		if err := db.Where("case_no = ?", r.No).Order("position").Find(&team).Error; err != nil {
			return nil, err
		}
		if !slices.Equal(team, teamRows(c.Team, want)) {
			off = append(off, "case_team")
		}
		list, err := toDoOff(db, r.No, toDoOfCase(c))
		return append(off, list...), err
	})
}

// HeldProceedings are those of the proceedings likewise.
func (s *Store) HeldProceedings(ctx context.Context, after string, limit int) ([]record.Held[proceedings.Proceeding], error) {
	return held(ctx, s, "no", after, limit, func(r proceedingRow) string { return r.State }, proceedingRow.proceeding, func(db *gorm.DB, r proceedingRow, p proceedings.Proceeding) ([]string, error) {
		off, err := columnsOff(r, p, proceedingRowOf, "State")
		if err != nil {
			return nil, err
		}
		var team []proceedingTeamRow
		if err := db.Where("proceeding = ?", r.No).Order("position").Find(&team).Error; err != nil {
			return nil, err
		}
		if !slices.Equal(team, proceedingTeamRows(p)) {
			off = append(off, "proceeding_team")
		}
		list, err := toDoOff(db, r.No, toDoOfProceeding(p))
		return append(off, list...), err
	})
}

func held[R, S any](ctx context.Context, s *Store, key, after string, limit int, text func(R) string, state func(R) (S, error),
	off func(*gorm.DB, R, S) ([]string, error)) ([]record.Held[S], error) {
	var out []record.Held[S]
	err := s.read(ctx, func(db *gorm.DB) error {
		out = nil
		var numbers []string
		if err := db.Model(new(R)).Where(key+" > ?", after).Order(key).Limit(limit).Pluck(key, &numbers).Error; err != nil || len(numbers) == 0 {
			return err
		}
		rows, unreadable, err := rowsOf[R](db, key, numbers)
		if err != nil {
			return err
		}
		for i, r := range rows {
			h := record.Held[S]{No: numbers[i], Unreadable: unreadable[i]}
			if h.Unreadable {
				out = append(out, h)
				continue
			}
			sum := sha256.Sum256([]byte(text(r)))
			h.Hash = hex.EncodeToString(sum[:])
			var err error
			if h.State, err = state(r); err != nil {
				h.Unreadable = true
			} else if h.Columns, err = off(db, r, h.State); err != nil {
				return err
			}
			out = append(out, h)
		}
		return nil
	})
	return out, err
}

// rowsOf reads the rows of the numbers, together or, where one of them holds what no
// column can hold, each by itself.
func rowsOf[R any](db *gorm.DB, key string, numbers []string) (rows []R, unreadable []bool, err error) {
	unreadable = make([]bool, len(numbers))
	if err := db.Where(key+" IN ?", numbers).Order(key).Find(&rows).Error; err == nil && len(rows) == len(numbers) {
		return rows, unreadable, nil
	}
	rows = make([]R, len(numbers))
	for i, no := range numbers {
		err := db.Where(key+" = ?", no).Take(&rows[i]).Error
		if isTransient(err) || db.Statement.Context.Err() != nil {
			return nil, nil, err
		}
		unreadable[i] = err != nil
	}
	return rows, unreadable, nil
}

// columnsOff are the columns of the row that differ from those that the state
// would be written with.
func columnsOff[R, S any](row R, state S, rowOf func(S) (R, error), but ...string) ([]string, error) {
	want, err := rowOf(state)
	if err != nil {
		return nil, err
	}
	var off []string
	is, should := reflect.ValueOf(row), reflect.ValueOf(want)
	for i := range is.NumField() {
		name := is.Type().Field(i).Name
		if !slices.Contains(but, name) && !reflect.DeepEqual(is.Field(i).Interface(), should.Field(i).Interface()) {
			off = append(off, schema.NamingStrategy{}.ColumnName("", name))
		}
	}
	return off, nil
}

// SubjectsOfNothing are the subjects of acts that are neither task, case nor
// proceeding, after the given one, in order.
func (s *Store) SubjectsOfNothing(ctx context.Context, after string, limit int) ([]string, error) {
	var subjects []string
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Raw(`SELECT a.subject FROM acts a WHERE a.subject > ?
			AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.no = a.subject)
			AND NOT EXISTS (SELECT 1 FROM proceedings p WHERE p.no = a.subject)
			AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.id = a.subject)
			GROUP BY a.subject ORDER BY a.subject LIMIT ?`, after, limit).Scan(&subjects).Error
	})
	return subjects, err
}

// ItemSetsOff are the sets of items, by the hash under which they are kept, whose
// text has another hash.
func (s *Store) ItemSetsOff(ctx context.Context) ([]string, error) {
	var off []string
	err := s.read(ctx, func(db *gorm.DB) error {
		off = nil
		rows, err := db.Model(&itemSetRow{}).Order("hash").Rows()
		if err != nil {
			return err
		}
		var r itemSetRow
		return eachRow(rows, []any{&r.Hash, &r.Body}, func() error {
			if sum := sha256.Sum256([]byte(r.Body)); hex.EncodeToString(sum[:]) != r.Hash {
				off = append(off, r.Hash)
			}
			return nil
		})
	})
	return off, err
}

// CaseMessages are the texts of the messages about a subject by their keys.
func (s *Store) CaseMessages(ctx context.Context, subject string) ([]record.Message, error) {
	var rows []messageRow
	if err := s.read(ctx, func(db *gorm.DB) error {
		return db.Where("subject = ?", subject).Order("msg_key, account").Find(&rows).Error
	}); err != nil {
		return nil, err
	}
	return convertAll(rows, messageRow.message)
}

// CaseRating is how the case was rated; nil where it was not.
func (s *Store) CaseRating(ctx context.Context, no string) (*record.Rating, error) {
	var rows []ratingRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("case_no = ?", no).Limit(1).Find(&rows).Error }); err != nil || len(rows) == 0 {
		return nil, err
	}
	return &record.Rating{Department: rows[0].Department, Stars: rows[0].Stars, Entered: rows[0].Entered.at}, nil
}

// RegisterGaps are the rows of registers, plans, settings and calendar years whose
// history doesn't lead up to them: as many versions as they count, no more and no
// fewer. Each is named as register/code.
func (s *Store) RegisterGaps(ctx context.Context) ([]string, error) {
	var gaps []string
	for _, g := range []struct{ register, table, key string }{
		{registerEntities, "entities", "code"}, {registerInspectors, "inspectors", "certificate"}, {registerItems, "items", "code"},
		{registerPlans, "plans", "no"}, {registerSettings, "settings", "name"},
	} {
		var off []string
		err := s.read(ctx, func(db *gorm.DB) error {
			return db.Raw(fmt.Sprintf(`SELECT r.%[3]s FROM %[2]s r LEFT JOIN register_history h ON h.register = ? AND h.code = r.%[3]s
				GROUP BY r.%[3]s, r.version HAVING COUNT(h.version) <> r.version - 1 OR COALESCE(MAX(h.version), 0) <> r.version - 1 ORDER BY r.%[3]s`,
				g.register, g.table, g.key), g.register).Scan(&off).Error
		})
		if err != nil {
			return nil, err
		}
		for _, code := range off {
			gaps = append(gaps, g.register+"/"+code)
		}
	}
	return gaps, nil
}
