package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// partyRow is a party as an act named it; it is never changed.
type partyRow struct {
	No         string `gorm:"primaryKey"`
	Kind       string
	Name       string
	Identifier string
	Address    string
	Contact    string
	Phone      string
	Email      string
	Proceeding string
	NamedBy    string
	NamedAt    moment
	SearchKey  string
}

// TableName implements gorm's Tabler.
func (partyRow) TableName() string { return "parties" }

func (r partyRow) party() record.Party {
	return record.Party{No: r.No, Kind: proceedings.PartyKind(r.Kind), Proceeding: r.Proceeding, By: r.NamedBy, Named: r.NamedAt.at,
		PartyDetails: record.PartyDetails{Name: r.Name, Identifier: r.Identifier, Address: r.Address, Contact: r.Contact, Phone: r.Phone, Email: r.Email}}
}

// keepParty keeps the party that the proceeding's act named.
func keepParty(tx *gorm.DB, p record.Party, of proceedings.Proceeding) error {
	if of.Party == nil || of.Party.No != p.No {
		return fmt.Errorf("store: party %s is not that of %s", p.No, of.No)
	}
	return tx.Create(&partyRow{No: p.No, Kind: string(p.Kind), Name: p.Name, Identifier: p.Identifier, Address: p.Address, Contact: p.Contact,
		Phone: p.Phone, Email: p.Email, Proceeding: of.No, NamedBy: p.By, NamedAt: momentOf(p.Named),
		// A citizen's document is no key: the public looks through it, too.
		SearchKey: names.SearchKey(p.Name, p.Public())}).Error
}

// Party returns the party with the number.
func (s *Store) Party(ctx context.Context, no string) (record.Party, error) {
	var row partyRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("no = ?", no).Take(&row).Error }); err != nil {
		return record.Party{}, noParty(err, no)
	}
	return row.party(), nil
}

// PartiesNamed are the parties that the proceeding's acts named.
func (s *Store) PartiesNamed(ctx context.Context, proceeding string) ([]record.Party, error) {
	var rows []partyRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("proceeding = ?", proceeding).Order("no").Find(&rows).Error }); err != nil {
		return nil, err
	}
	out := make([]record.Party, len(rows))
	for i, r := range rows {
		out[i] = r.party()
	}
	return out, nil
}

// ProceedingsOfParty are the proceedings against the party, in order.
func (s *Store) ProceedingsOfParty(ctx context.Context, no string) ([]proceedings.Proceeding, error) {
	var rows []proceedingRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("party = ?", no).Order("place").Find(&rows).Error }); err != nil {
		return nil, err
	}
	return convertAll(rows, proceedingRow.proceeding)
}

func noParty(err error, no string) error {
	return orNotFound(err, "party_not_found", "没有编号为“%s”的当事人。", no)
}
