package store

import (
	"context"
	"iter"
	"strings"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

type entityRow struct {
	Code             string `gorm:"primaryKey"`
	Name             string
	Kind             string
	Grade            string
	EnterpriseType   string
	Nature           string
	OrganisationForm string
	Scale            string
	MarketShare      string
	Region           string
	Licence          string
	Address          string
	Contact          string
	Phone            string
	Email            string
	Status           string
	LeadText         string
	SearchKey        string
	Revision         revision `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (entityRow) TableName() string { return registerEntities }

var entities = register[registers.Entity, entityRow]{
	name: registerEntities, column: "code", what: "检查对象",
	key:      func(e registers.Entity) string { return e.Code },
	toRow:    entityRowOf,
	fromRow:  entityRow.entity,
	revision: func(r *entityRow) *revision { return &r.Revision },
	derived:  func(r *entityRow) *string { return &r.SearchKey },
}

func entityRowOf(e registers.Entity) (entityRow, error) {
	return entityRow{Code: e.Code, Name: e.Name, Kind: e.Kind, Grade: e.Grade, EnterpriseType: e.EnterpriseType, Nature: e.Nature,
		OrganisationForm: e.OrganisationForm, Scale: e.Scale, MarketShare: e.MarketShare, Region: e.Region, Licence: e.Licence,
		Address: e.Address, Contact: e.Contact, Phone: e.Phone, Email: e.Email, Status: string(e.Status), LeadText: e.Lead,
		SearchKey: names.SearchKey(e.Name, e.Code)}, nil
}

func (r entityRow) entity() (registers.Entity, error) {
	return registers.Entity{Code: r.Code, Name: r.Name, Kind: r.Kind, Grade: r.Grade, EnterpriseType: r.EnterpriseType, Nature: r.Nature,
		OrganisationForm: r.OrganisationForm, Scale: r.Scale, MarketShare: r.MarketShare, Region: r.Region, Licence: r.Licence,
		Address: r.Address, Contact: r.Contact, Phone: r.Phone, Email: r.Email, Status: registers.EntityStatus(r.Status), Lead: r.LeadText}, nil
}

// SaveEntities adds entities and changes those that differ, in one transaction;
// the state before stays in the history. Entities that are not among the rows
// stay as they are.
func (s *Store) SaveEntities(ctx context.Context, by string, at time.Time, rows []registers.Entity) (added, changed, unchanged int, err error) {
	return entities.save(ctx, s, by, at, given(rows), nil)
}

// ImportEntities does the same with rows that come one by one, so that a register of a
// million is never in memory as a whole. An error among them is returned, and nothing is
// saved. A row on record and its new one become what merge makes of them, unless it is
// nil. Where the transaction is repeated, the rows are walked again.
func (s *Store) ImportEntities(ctx context.Context, by string, at time.Time, rows iter.Seq2[registers.Entity, error], merge func(before, row registers.Entity) (registers.Entity, error)) (added, changed, unchanged int, err error) {
	return entities.save(ctx, s, by, at, rows, merge)
}

// Entity returns the entity with the credit code.
func (s *Store) Entity(ctx context.Context, code string) (registers.Entity, error) {
	e, _, err := entities.take(ctx, s, code)
	return e, err
}

// EntityHistory are all states of the entity, the present one last.
func (s *Store) EntityHistory(ctx context.Context, code string) ([]record.Change, error) {
	return entities.states(ctx, s, code)
}

// Entities lists entities by credit code.
func (s *Store) Entities(ctx context.Context, f record.EntityFilter, page record.Page) (record.Listed[registers.Entity], error) {
	var out record.Listed[registers.Entity]
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
		q := whereEqual(db, "kind", f.Kind)
		q = whereEqual(q, "grade", f.Grade)
		q = whereEqual(q, "region", f.Region)
		q = whereEqual(q, "status", f.Status)
		if sought != "" {
			q = q.Where(entityFound("search_key"), sought)
		}
		if keys != nil {
			q = q.Where("code > ?", keys[0])
		}
		var rows []entityRow
		if err := q.Order("code").Limit(limit + 1).Find(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, entityRow.entity, func(r entityRow) string { return cursorOf(r.Code) })
		return err
	})
	return out, err
}

// EachEntity gives every entity of the kinds to fn, as they all were at one
// moment, and stops at its first error, which it returns. It holds one row at a
// time, and of each what a draw looks at: neither names nor addresses, which
// would be half the cost of a million.
func (s *Store) EachEntity(ctx context.Context, kinds []string, fn func(registers.Entity) error) error {
	if len(kinds) == 0 {
		return nil
	}
	db := s.reader.WithContext(ctx)
	rows, err := db.Model(&entityRow{}).Select(strings.Join(drawnColumns, ", ")).Where("kind IN ?", kinds).Rows()
	if err != nil {
		return s.translate(err)
	}
	var r entityRow
	fields := []any{&r.Code, &r.Kind, &r.Grade, &r.EnterpriseType, &r.Nature, &r.OrganisationForm, &r.Scale,
		&r.MarketShare, &r.Region, &r.Status, &r.LeadText}
	err = eachRow(rows, fields, func() error {
		e, err := r.entity()
		if err != nil {
			return err
		}
		return fn(e)
	})
	return s.translate(err)
}

// EntityKinds are the categories that active entities are of, in order.
func (s *Store) EntityKinds(ctx context.Context) ([]string, error) {
	var kinds []string
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&entityRow{}).Where("status = ?", string(registers.EntityActive)).Distinct().Order("kind").Pluck("kind", &kinds).Error
	})
	return kinds, err
}

// drawnColumns are those that decide who is in scope, in which stratum and with
// what reason excluded; see tasks.ConditionFields.
var drawnColumns = []string{"code", "kind", "grade", "enterprise_type", "nature", "organisation_form", "scale",
	"market_share", "region", "status", "lead_text"}
