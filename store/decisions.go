package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

type decisionRow struct {
	ID         string `gorm:"primaryKey"`
	Proceeding string
	Entry      int
	Replaces   string
	Task       string
	Entity     string
	Name       string
	Agency     string
	Kind       string
	Outcome    string
	Published  moment
	UntilOn    string
	Withdrawn  bool
	Late       bool
}

// TableName implements gorm's Tabler.
func (decisionRow) TableName() string { return "decisions" }

func (r decisionRow) decision() (record.Decision, error) {
	d := record.Decision{ID: r.ID, Proceeding: r.Proceeding, Entry: r.Entry, Replaces: r.Replaces, Task: r.Task, Entity: r.Entity, Name: r.Name,
		Agency: r.Agency, Kind: law.ProceedingKind(r.Kind), Outcome: r.Outcome, Published: r.Published.at, Withdrawn: r.Withdrawn, Late: r.Late}
	if r.UntilOn == "" {
		return d, nil
	}
	var err error
	d.Until, err = calendar.ParseDate(r.UntilOn)
	return d, err
}

// publishDecision adds an entry behind those of the proceeding. The proceeding is
// locked meanwhile, so that no other can come between.
func publishDecision(tx *gorm.DB, d record.Decision) error {
	var last decisionRow
	if err := tx.Where("proceeding = ?", d.Proceeding).Order("entry DESC").Limit(1).Find(&last).Error; err != nil {
		return err
	}
	row := decisionRow{ID: fmt.Sprintf("%s/%d", d.Proceeding, last.Entry+1), Proceeding: d.Proceeding, Entry: last.Entry + 1, Replaces: last.ID,
		Task: d.Task, Entity: d.Entity, Name: d.Name, Agency: d.Agency, Kind: string(d.Kind), Outcome: d.Outcome, Published: momentOf(d.Published),
		Withdrawn: d.Withdrawn, Late: d.Late}
	if !d.Until.IsZero() {
		row.UntilOn = d.Until.String()
	}
	return tx.Create(&row).Error
}

// Decisions lists the public record of decisions, the latest first.
func (s *Store) Decisions(ctx context.Context, f record.DecisionFilter, page record.Page) (record.Listed[record.Decision], error) {
	var out record.Listed[record.Decision]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 2)
	if err != nil {
		return out, err
	}
	sought, err := names.Seek(f.Text)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := whereEqual(db.Table("decisions d"), "d.entity", f.Entity)
		if sought != "" {
			q = decidedOn(q, f.Text, sought)
		}
		if !f.On.IsZero() {
			q = q.Where("(d.until_on = '' OR d.until_on >= ?)", f.On.String())
		}
		if f.CurrentOnly {
			q = q.Joins("LEFT JOIN decisions n ON n.replaces = d.id").Where("n.id IS NULL")
		}
		if keys != nil {
			q = q.Where("d.published <= ? AND (d.published < ? OR d.id < ?)", keys[0], keys[0], keys[1])
		}
		var rows []decisionRow
		if err := q.Select("d.*").Order("d.published DESC, d.id DESC").Limit(limit + 1).Scan(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, decisionRow.decision, func(r decisionRow) string { return cursorOf(r.Published.String(), r.ID) })
		return err
	})
	return out, err
}

// ProceedingDecisions are the entries of a proceeding in order.
func (s *Store) ProceedingDecisions(ctx context.Context, no string) ([]record.Decision, error) {
	var rows []decisionRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("proceeding = ?", no).Order("entry").Find(&rows).Error }); err != nil {
		return nil, err
	}
	return convertAll(rows, decisionRow.decision)
}
