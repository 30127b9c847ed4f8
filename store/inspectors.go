package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

type inspectorRow struct {
	Certificate  string `gorm:"primaryKey"`
	Name         string
	Department   string
	Employer     string
	ValidThrough string
	Specialities string
	Recused      string
	LeaveFrom    string
	LeaveTo      string
	Active       bool
	Revision     revision `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (inspectorRow) TableName() string { return registerInspectors }

var inspectors = register[registers.Inspector, inspectorRow]{
	name: registerInspectors, column: "certificate", what: "执法检查人员",
	key:      func(i registers.Inspector) string { return i.Certificate },
	toRow:    inspectorRowOf,
	fromRow:  inspectorRow.inspector,
	revision: func(r *inspectorRow) *revision { return &r.Revision },
}

func inspectorRowOf(i registers.Inspector) (inspectorRow, error) {
	specialities, err1 := encodeList(i.Specialities)
	recused, err2 := encodeList(i.Recused)
	return inspectorRow{Certificate: i.Certificate, Name: i.Name, Department: i.Department, Employer: i.Employer,
		ValidThrough: i.ValidThrough.String(), Specialities: specialities, Recused: recused,
		LeaveFrom: i.LeaveFrom.String(), LeaveTo: i.LeaveTo.String(), Active: i.Active}, errors.Join(err1, err2)
}

func (r inspectorRow) inspector() (registers.Inspector, error) {
	i := registers.Inspector{Certificate: r.Certificate, Name: r.Name, Department: r.Department, Employer: r.Employer, Active: r.Active}
	var errs [5]error
	i.ValidThrough, errs[0] = dateOf(r.ValidThrough)
	i.LeaveFrom, errs[1] = dateOf(r.LeaveFrom)
	i.LeaveTo, errs[2] = dateOf(r.LeaveTo)
	i.Specialities, errs[3] = decodeList(r.Specialities)
	i.Recused, errs[4] = decodeList(r.Recused)
	return i, errors.Join(errs[:]...)
}

// dateOf reads a date column.
func dateOf(text string) (calendar.Date, error) {
	var d calendar.Date
	if err := d.UnmarshalText([]byte(text)); err != nil {
		return d, fmt.Errorf("store: date column: %w", err)
	}
	return d, nil
}

// SaveInspectors adds inspectors and changes those that differ, as
// [Store.SaveEntities] does.
func (s *Store) SaveInspectors(ctx context.Context, by string, at time.Time, rows []registers.Inspector) (added, changed, unchanged int, err error) {
	return inspectors.save(ctx, s, by, at, given(rows), nil)
}

// Inspector returns the inspector with the certificate.
func (s *Store) Inspector(ctx context.Context, certificate string) (registers.Inspector, error) {
	i, _, err := inspectors.take(ctx, s, certificate)
	return i, err
}

// InspectorHistory are all states of the inspector, the present one last.
func (s *Store) InspectorHistory(ctx context.Context, certificate string) ([]record.Change, error) {
	return inspectors.states(ctx, s, certificate)
}

// Inspectors lists the inspectors of a department, or all, by certificate.
func (s *Store) Inspectors(ctx context.Context, department string, page record.Page) (record.Listed[registers.Inspector], error) {
	var out record.Listed[registers.Inspector]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 1)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := whereEqual(db, "department", department)
		if keys != nil {
			q = q.Where("certificate > ?", keys[0])
		}
		var rows []inspectorRow
		if err := q.Order("certificate").Limit(limit + 1).Find(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, inspectorRow.inspector, func(r inspectorRow) string { return cursorOf(r.Certificate) })
		return err
	})
	return out, err
}

// AllInspectors are all inspectors of the register by certificate, active or not.
func (s *Store) AllInspectors(ctx context.Context) ([]registers.Inspector, error) {
	var rows []inspectorRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Order("certificate").Find(&rows).Error }); err != nil {
		return nil, err
	}
	return convertAll(rows, inspectorRow.inspector)
}
