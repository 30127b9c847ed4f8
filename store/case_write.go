package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// RecordCase performs build on the case as it stands and writes what it returns
// in one transaction: the act, the changed case, its team, what persons are told
// and what is published. The case is locked meanwhile; who hands the act in is
// looked up in the same transaction. build may run more than once and must depend
// on its arguments alone. An error of build is returned as
// it is, and nothing is written.
//
// With a key that is on record already, build is not called: the case is
// returned as it is now, and repeated is true. That is also so when the
// connection was lost after the database had written.
func (s *Store) RecordCase(ctx context.Context, no, key string, who record.Asking, build func(current cases.Case, actor law.Actor) (record.CaseWrite, error)) (c cases.Case, repeated bool, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		var row caseRow
		if err := s.forUpdate(tx).Where("no = ?", no).Take(&row).Error; err != nil {
			return orNotFound(err, "case_not_found", "没有编号为“%s”的案件。", no)
		}
		current, err := row.toCase()
		if err != nil {
			return err
		}
		if repeated, err = actExists(tx, no, key); repeated || err != nil {
			c = current
			return err
		}
		actor, err := personOf(tx, who, of{no, current.Entity})
		if err != nil {
			return refused(err)
		}
		w, err := build(current, actor)
		if err != nil {
			return final{err}
		}
		if err := fitAct(&w.Act, no, key, w.Case.Seq, row.Seq); err != nil {
			return err
		}
		if w.Case.No != no {
			return fmt.Errorf("store: case %s was built from case %s", w.Case.No, no)
		}
		c = w.Case
		return s.writeCase(tx, w, row)
	})
	return c, repeated, err
}

func (s *Store) writeCase(tx *gorm.DB, w record.CaseWrite, before caseRow) error {
	row, err := caseRowOf(w.Case)
	if err != nil {
		return err
	}
	if err := s.insertAct(tx, w.Act, row.State); err != nil {
		return err
	}
	if err := tx.Model(&caseRow{}).Where("no = ?", row.No).Select("*").
		Omit("no", "place", "task", "entity", "item_set").Updates(&row).Error; err != nil {
		return err
	}
	if err := replaceTeam(tx, w.Case.Team, before, row); err != nil {
		return err
	}
	if err := keepToDo(tx, w.Act, toDoOfCase(w.Case)); err != nil {
		return err
	}
	if err := tell(tx, w.Case.No, w.Inbox, w.Mail); err != nil {
		return err
	}
	if w.Rating != nil {
		if err := rate(tx, w.Case.No, *w.Rating); err != nil {
			return err
		}
	}
	if w.Publication != nil {
		return publish(tx, *w.Publication)
	}
	return nil
}

func replaceTeam(tx *gorm.DB, team law.Team, before, after caseRow) error {
	old, err := before.toCase()
	if err != nil {
		return err
	}
	if !slices.Equal(old.Team, team) {
		if err := tx.Where("case_no = ?", after.No).Delete(&caseTeamRow{}).Error; err != nil {
			return err
		}
		return insertAll(tx, teamRows(team, after))
	}
	if after.IsOpen != before.IsOpen || after.NextDue != before.NextDue {
		return tx.Model(&caseTeamRow{}).Where("case_no = ?", after.No).
			Updates(map[string]any{"is_open": after.IsOpen, "next_due": after.NextDue}).Error
	}
	return nil
}

// OpenCases opens the cases of a task in one transaction, each with the items of
// the day and its first act (number 1). A case that is open
// already is left as it is, unless it is another entity's (case_number_taken).
// It returns how many were opened.
func (s *Store) OpenCases(ctx context.Context, task string, openings []record.CaseOpening) (opened int, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		missing, err := missingCases(tx, openings)
		if err != nil {
			return err
		}
		opened = len(missing)
		batch := openingBatch{store: s, sets: map[string]itemSetRow{}}
		for _, o := range missing {
			if o.Case.Task != task {
				return fmt.Errorf("store: case %s is of task %s, not %s", o.Case.No, o.Case.Task, task)
			}
			if err := batch.add(o); err != nil {
				return err
			}
		}
		return batch.insert(tx)
	})
	return opened, err
}

func missingCases(tx *gorm.DB, openings []record.CaseOpening) ([]record.CaseOpening, error) {
	entities := map[string]string{}
	for chunk := range slices.Chunk(openings, keysPerQuery) {
		numbers := make([]string, len(chunk))
		for i, o := range chunk {
			numbers[i] = o.Case.No
		}
		var rows []caseRow
		if err := tx.Select("no", "entity").Where("no IN ?", numbers).Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, r := range rows {
			entities[r.No] = r.Entity
		}
	}
	var missing []record.CaseOpening
	for _, o := range openings {
		entity, there := entities[o.Case.No]
		if there && entity != o.Case.Entity {
			return nil, law.Errorf(law.KindCorrupt, "case_number_taken", "案件编号%s已经属于另一检查对象。", o.Case.No)
		}
		if !there {
			missing = append(missing, o)
		}
	}
	return missing, nil
}

type itemSetRow struct {
	Hash string `gorm:"primaryKey"`
	Body string
}

// TableName implements gorm's Tabler.
func (itemSetRow) TableName() string { return "item_sets" }

// openingBatch collects the rows of many openings, so that each table takes few
// statements.
type openingBatch struct {
	store    *Store
	sets     map[string]itemSetRow
	cases    []caseRow
	team     []caseTeamRow
	acts     []actRow
	toDo     []toDoRow
	messages []record.Message
}

func (b *openingBatch) add(o record.CaseOpening) error {
	if o.Case.Seq == 0 {
		o.Case.Seq = 1
	}
	if err := fitAct(&o.Act, o.Case.No, firstKey(o.Act.Key), o.Case.Seq, 0); err != nil {
		return err
	}
	body, err := json.Marshal(o.Items)
	if err != nil {
		return fmt.Errorf("store: encode items of case %s: %w", o.Case.No, err)
	}
	sum := sha256.Sum256(body)
	set := itemSetRow{Hash: hex.EncodeToString(sum[:]), Body: string(body)}
	b.sets[set.Hash] = set
	row, err := caseRowOf(o.Case)
	if err != nil {
		return err
	}
	row.ItemSet = set.Hash
	b.cases = append(b.cases, row)
	b.team = append(b.team, teamRows(o.Case.Team, row)...)
	act, err := b.store.actRow(o.Act, row.State)
	if err != nil {
		return err
	}
	b.acts = append(b.acts, act)
	rows := toDoOfCase(o.Case)
	if o.Act.ActorRole != law.RoleSystem {
		rows = askedBy(rows, o.Act.Actor)
	}
	b.toDo = append(b.toDo, rows...)
	b.messages = append(b.messages, ofSubject(o.Inbox, o.Case.No)...)
	return nil
}

func firstKey(key string) string {
	if key == "" {
		return "open"
	}
	return key
}

func (b *openingBatch) insert(tx *gorm.DB) error {
	sets := make([]itemSetRow, 0, len(b.sets))
	for _, set := range b.sets {
		sets = append(sets, set)
	}
	if _, err := insertMissing(tx, sets, func(r itemSetRow) string { return r.Hash }, existingKeys(tx, &itemSetRow{}, "hash")); err != nil {
		return err
	}
	// Somebody else who opens the same case at once is found at the next attempt.
	if err := racedIfDuplicate(insertAll(tx, b.cases)); err != nil {
		return err
	}
	if err := insertAll(tx, b.team); err != nil {
		return err
	}
	if err := insertAll(tx, b.acts); err != nil {
		return err
	}
	if err := insertAll(tx, b.toDo); err != nil {
		return err
	}
	_, err := deliver(tx, b.messages)
	return err
}
