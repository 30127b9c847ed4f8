package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"shuangsuiji/firsts"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// revision says which state of a register's row this is, since when and by whom.
type revision struct {
	Version   int
	ChangedAt moment
	ChangedBy string
}

func (v revision) next(at time.Time, by string) revision {
	return revision{Version: v.Version + 1, ChangedAt: momentOf(at), ChangedBy: by}
}

type historyRow struct {
	Register string   `gorm:"primaryKey"`
	Code     string   `gorm:"primaryKey"`
	Revision revision `gorm:"embedded"`
	Body     string
	Reason   string // of a setting
}

// TableName implements gorm's Tabler.
func (historyRow) TableName() string { return "register_history" }

// What has a history.
const (
	registerEntities   = "entities"
	registerInspectors = "inspectors"
	registerItems      = "items"
	registerPlans      = "plans"
	registerSettings   = "settings"
	registerYears      = "calendar_years"
	registerAccounts   = "accounts"
)

func historyRowOf(register, code string, v revision, before any) (historyRow, error) {
	body, err := json.Marshal(before)
	if err != nil {
		return historyRow{}, fmt.Errorf("store: encode %s %s: %w", register, code, err)
	}
	return historyRow{Register: register, Code: code, Revision: v, Body: string(body)}, nil
}

// keepHistory keeps a state that is about to be replaced.
func keepHistory(tx *gorm.DB, register, code string, v revision, before any) error {
	row, err := historyRowOf(register, code, v, before)
	if err != nil {
		return err
	}
	return racedIfDuplicate(tx.Create(&row).Error)
}

func (s *Store) history(ctx context.Context, register, code string) ([]record.Change, error) {
	var rows []historyRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Where("register = ? AND code = ?", register, code).Order("version").Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, func(r historyRow) (record.Change, error) {
		return record.Change{Version: r.Revision.Version, At: r.Revision.ChangedAt.at, By: r.Revision.ChangedBy, Reason: r.Reason, Body: []byte(r.Body)}, nil
	})
}

// register is one of the registers: D is the row as the domain knows it, R as the
// table holds it.
type register[D any, R comparable] struct {
	name     string // of the table and in the history
	column   string // of the key
	what     string // in Chinese
	key      func(D) string
	toRow    func(D) (R, error)
	fromRow  func(R) (D, error)
	revision func(*R) *revision
	derived  func(*R) *string // what the row is found by; nil where there is none
}

// registerBatch is how many rows are compared and written at a time.
const registerBatch = 800

// save brings the register to the rows given, in one transaction: an error among them
// takes none in. Rows that are not among them stay. A key given twice is an error: it is
// not for the store to choose between them. The rows are walked as they are written, and
// anew where the transaction is repeated. merge is nil where a row says all that is kept
// of it.
func (g register[D, R]) save(ctx context.Context, s *Store, by string, at time.Time, rows iter.Seq2[D, error], merge func(before, row D) (D, error)) (added, changed, unchanged int, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		added, changed, unchanged = 0, 0, 0
		blank, err := g.blank(tx)
		if err != nil {
			return err
		}
		for chunk, err := range ahead(g.chunks(rows)) {
			if err != nil {
				return final{err}
			}
			var present map[string]R
			if !blank {
				if present, err = g.present(s, tx, chunk); err != nil {
					return err
				}
			}
			if merge != nil {
				if err := g.merge(chunk, present, merge); err != nil {
					return err
				}
			}
			a, c, err := g.saveChunk(tx, by, at, chunk, present)
			if err != nil {
				return err
			}
			added, changed, unchanged = added+a, changed+c, unchanged+len(chunk)-a-c
		}
		return nil
	})
	return added, changed, unchanged, err
}

// chunks are the rows by the batch.
func (g register[D, R]) chunks(rows iter.Seq2[D, error]) iter.Seq2[[]D, error] {
	return func(yield func([]D, error) bool) {
		var seen firsts.Places
		chunk := make([]D, 0, registerBatch)
		for row, err := range rows {
			if err == nil {
				err = g.refuseTwice(&seen, row)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if chunk = append(chunk, row); len(chunk) == registerBatch {
				if !yield(chunk, nil) {
					return
				}
				chunk = make([]D, 0, registerBatch)
			}
		}
		if len(chunk) > 0 {
			yield(chunk, nil)
		}
	}
}

func (g register[D, R]) refuseTwice(seen *firsts.Places, row D) error {
	key := g.key(row)
	if _, twice := seen.Note(key, 0); !twice {
		return nil
	}
	e := law.Errorf(law.KindInvalid, "row_given_twice", "%s“%s”在提交的表中出现了两次。", g.what, key)
	e.Fields = []law.FieldError{{Field: g.column, Value: key, Message: "重复"}}
	return e
}

// given are rows that are there already.
func given[D any](rows []D) iter.Seq2[D, error] {
	return func(yield func(D, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// blank reports whether the register holds nothing yet, and nothing need be
// compared. Where another transaction fills it meanwhile, the insert meets its rows
// and the transaction is repeated.
func (g register[D, R]) blank(tx *gorm.DB) (bool, error) {
	var one []string
	err := tx.Model(new(R)).Limit(1).Pluck(g.column, &one).Error
	return len(one) == 0, err
}

// merge replaces the rows that are present already by what becomes of both.
func (g register[D, R]) merge(chunk []D, present map[string]R, merge func(before, row D) (D, error)) error {
	for i, row := range chunk {
		old, known := present[g.key(row)]
		if !known {
			continue
		}
		before, err := g.fromRow(old)
		if err != nil {
			return err
		}
		if chunk[i], err = merge(before, row); err != nil {
			return final{err}
		}
	}
	return nil
}

// saveChunk writes rows beside those of them that are present.
func (g register[D, R]) saveChunk(tx *gorm.DB, by string, at time.Time, chunk []D, present map[string]R) (added, changed int, err error) {
	var fresh, altered []R
	var before []historyRow
	for _, d := range chunk {
		row, err := g.toRow(d)
		if err != nil {
			return 0, 0, err
		}
		old, known := present[g.key(d)]
		if !known {
			*g.revision(&row) = revision{}.next(at, by)
			fresh = append(fresh, row)
			continue
		}
		*g.revision(&row) = *g.revision(&old)
		if g.same(row, old) {
			continue
		}
		h, err := g.before(old)
		if err != nil {
			return 0, 0, err
		}
		before = append(before, h)
		*g.revision(&row) = g.revision(&old).next(at, by)
		altered = append(altered, row)
	}
	if err := racedIfDuplicate(insertAll(tx, fresh)); err != nil {
		return 0, 0, err
	}
	if err := insertAll(tx, before); err != nil {
		return 0, 0, err
	}
	// The rows are there and locked: the insert meets each and updates it.
	err = insertAll(tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: g.column}}, UpdateAll: true}), altered)
	return len(fresh), len(altered), err
}

// same reports whether the rows say the same. What is derived does not count: that it was
// not made yet, or otherwise, is no change that anybody made.
func (g register[D, R]) same(row, old R) bool {
	if g.derived != nil {
		*g.derived(&row) = *g.derived(&old)
	}
	return row == old
}

func (g register[D, R]) present(s *Store, tx *gorm.DB, chunk []D) (map[string]R, error) {
	keys := make([]string, len(chunk))
	for i, d := range chunk {
		keys[i] = g.key(d)
	}
	var rows []R
	if err := s.forUpdate(tx).Where(g.column+" IN ?", keys).Find(&rows).Error; err != nil {
		return nil, err
	}
	present := make(map[string]R, len(rows))
	for _, r := range rows {
		d, err := g.fromRow(r)
		if err != nil {
			return nil, err
		}
		present[g.key(d)] = r
	}
	return present, nil
}

func (g register[D, R]) before(old R) (historyRow, error) {
	d, err := g.fromRow(old)
	if err != nil {
		return historyRow{}, err
	}
	return historyRowOf(g.name, g.key(d), *g.revision(&old), d)
}

func (g register[D, R]) take(ctx context.Context, s *Store, key string) (D, R, error) {
	var row R
	var none D
	err := s.read(ctx, func(db *gorm.DB) error { return db.Where(g.column+" = ?", key).Take(&row).Error })
	if err != nil {
		return none, row, orNotFound(err, "not_in_register", "名录中没有%s“%s”。", g.what, key)
	}
	d, err := g.fromRow(row)
	return d, row, err
}

// states are all states of a row, the present one last.
func (g register[D, R]) states(ctx context.Context, s *Store, key string) ([]record.Change, error) {
	d, row, err := g.take(ctx, s, key)
	if err != nil {
		return nil, err
	}
	changes, err := s.history(ctx, g.name, key)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("store: encode %s %s: %w", g.name, key, err)
	}
	v := g.revision(&row)
	return append(changes, record.Change{Version: v.Version, At: v.ChangedAt.at, By: v.ChangedBy, Body: body}), nil
}

func encodeList(values []string) (string, error) {
	if len(values) == 0 {
		return "[]", nil
	}
	raw, err := json.Marshal(values)
	return string(raw), err
}

func decodeList(text string) ([]string, error) {
	var values []string
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		return nil, fmt.Errorf("store: decode list: %w", err)
	}
	if len(values) == 0 {
		return nil, nil
	}
	return values, nil
}
