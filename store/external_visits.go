package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/registers"
)

type externalVisitRow struct {
	Hash       string `gorm:"primaryKey"`
	Entity     string
	VisitedOn  string
	Agency     string
	Item       string
	ImportedAt moment
	ImportedBy string
}

// TableName implements gorm's Tabler.
func (externalVisitRow) TableName() string { return "external_visits" }

func (r externalVisitRow) visit() (registers.ExternalVisit, error) {
	on, err := dateOf(r.VisitedOn)
	return registers.ExternalVisit{Entity: r.Entity, On: on, Agency: r.Agency, Item: r.Item}, err
}

// SaveExternalVisits adds the visits of other departments that are not there yet.
// A visit has no other key than all it says, so that none is ever changed.
func (s *Store) SaveExternalVisits(ctx context.Context, by string, at time.Time, visits []registers.ExternalVisit) (added, changed, unchanged int, err error) {
	rows := make([]externalVisitRow, len(visits))
	for i, v := range visits {
		sum := sha256.Sum256([]byte(strings.Join([]string{v.Entity, v.On.String(), v.Agency, v.Item}, "\x00")))
		rows[i] = externalVisitRow{Hash: hex.EncodeToString(sum[:]), Entity: v.Entity, VisitedOn: v.On.String(), Agency: v.Agency, Item: v.Item,
			ImportedAt: momentOf(at), ImportedBy: by}
	}
	err = s.write(ctx, func(tx *gorm.DB) error {
		added, err = insertMissing(tx, rows, func(r externalVisitRow) string { return r.Hash }, existingKeys(tx, &externalVisitRow{}, "hash"))
		return err
	})
	return added, 0, len(visits) - added, err
}

// ExternalVisits are all visits of other departments, by day.
func (s *Store) ExternalVisits(ctx context.Context) ([]registers.ExternalVisit, error) {
	var rows []externalVisitRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Order("visited_on, entity, hash").Find(&rows).Error })
	if err != nil {
		return nil, err
	}
	return convertAll(rows, externalVisitRow.visit)
}

// EntityVisits are the visits to the entity between the two days, both included,
// of this bureau and of other departments, by day.
func (s *Store) EntityVisits(ctx context.Context, entity string, from, to calendar.Date) ([]cases.PastVisit, error) {
	var own []caseRow
	var others []externalVisitRow
	err := s.read(ctx, func(db *gorm.DB) error {
		if err := db.Where("entity = ?", entity).Order("place").Find(&own).Error; err != nil {
			return err
		}
		return db.Where("entity = ? AND visited_on >= ? AND visited_on <= ?", entity, from.String(), to.String()).Order("visited_on, hash").Find(&others).Error
	})
	if err != nil {
		return nil, err
	}
	var visits []cases.PastVisit
	for _, row := range own {
		c, err := row.toCase()
		if err != nil {
			return nil, err
		}
		if v, made := cases.PastVisitOf(c); made && !v.On.Before(from) && !v.On.After(to) {
			visits = append(visits, v)
		}
	}
	for _, row := range others {
		v, err := row.visit()
		if err != nil {
			return nil, err
		}
		visits = append(visits, cases.PastVisit{On: v.On})
	}
	slices.SortStableFunc(visits, func(a, b cases.PastVisit) int { return a.On.Compare(b.On) })
	return visits, nil
}

// externallyVisited counts, for each entity, the visits of other departments in
// the year.
func (s *Store) externallyVisited(ctx context.Context, year int) (map[string]int, error) {
	first, last := calendar.NewDate(year, time.January, 1), calendar.NewDate(year, time.December, 31)
	return s.countBy(ctx, func(db *gorm.DB) *gorm.DB {
		return db.Model(&externalVisitRow{}).Where("visited_on >= ? AND visited_on <= ?", first.String(), last.String()).
			Group("entity").Select("entity AS heading, COUNT(*) AS n")
	})
}
