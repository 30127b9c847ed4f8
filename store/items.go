package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

type itemRow struct {
	Code        string `gorm:"primaryKey"`
	EntityKind  string
	Name        string
	Content     string
	Weight      string
	Methods     string
	Department  string
	Basis       string
	BasisMark   string
	Confirmed   bool
	Active      bool
	PublishedOn string
	WithdrawnOn string
	Object      string
	// Authority and what kind of text it is.
	Authority     string
	AuthorityKind string
	Revision      revision `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (itemRow) TableName() string { return registerItems }

var items = register[registers.Item, itemRow]{
	name: registerItems, column: "code", what: "抽查事项",
	key:      func(i registers.Item) string { return i.Code },
	toRow:    itemRowOf,
	fromRow:  itemRow.item,
	revision: func(r *itemRow) *revision { return &r.Revision },
}

func itemRowOf(i registers.Item) (itemRow, error) {
	methods, err := encodeList(i.Methods)
	return itemRow{Code: i.Code, EntityKind: i.EntityKind, Name: i.Name, Content: i.Content, Weight: string(i.Weight), Methods: methods,
		Department: i.Department, Basis: i.Basis, BasisMark: i.BasisMark, Confirmed: i.Confirmed, Active: i.Active,
		PublishedOn: i.PublishedOn.String(), WithdrawnOn: i.WithdrawnOn.String(), Object: string(i.Object),
		Authority: i.Authority, AuthorityKind: string(i.AuthorityKind)}, err
}

func (r itemRow) item() (registers.Item, error) {
	methods, err := decodeList(r.Methods)
	if err != nil {
		return registers.Item{}, err
	}
	published, err := dateOf(r.PublishedOn)
	if err != nil {
		return registers.Item{}, err
	}
	withdrawn, err := dateOf(r.WithdrawnOn)
	return registers.Item{Code: r.Code, EntityKind: r.EntityKind, Name: r.Name, Content: r.Content, Weight: registers.ItemWeight(r.Weight),
		Methods: methods, Department: r.Department, Basis: r.Basis, BasisMark: r.BasisMark, Confirmed: r.Confirmed, Active: r.Active,
		PublishedOn: published, WithdrawnOn: withdrawn, Object: registers.ItemObject(r.Object),
		Authority: r.Authority, AuthorityKind: registers.AuthorityKind(r.AuthorityKind)}, err
}

// SaveItems adds items and changes those that differ, as [Store.SaveEntities]
// does. Confirming an item is saving it confirmed.
func (s *Store) SaveItems(ctx context.Context, by string, at time.Time, rows []registers.Item) (added, changed, unchanged int, err error) {
	return items.save(ctx, s, by, at, given(rows), nil)
}

// Item returns the item with the code.
func (s *Store) Item(ctx context.Context, code string) (registers.Item, error) {
	i, _, err := items.take(ctx, s, code)
	return i, err
}

// ItemHistory are all states of the item, the present one last.
func (s *Store) ItemHistory(ctx context.Context, code string) ([]record.Change, error) {
	return items.states(ctx, s, code)
}

// Items are the items of the list by code.
func (s *Store) Items(ctx context.Context, onlyActive bool) ([]registers.Item, error) {
	var rows []itemRow
	err := s.read(ctx, func(db *gorm.DB) error {
		if onlyActive {
			db = db.Where("active = ?", true)
		}
		return db.Order("code").Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, itemRow.item)
}
