package store

import (
	"context"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

type linkRow struct {
	Hash    string `gorm:"primaryKey"`
	Purpose string
	Subject string
	Holder  string
	Created moment
	Expires moment
}

// TableName implements gorm's Tabler.
func (linkRow) TableName() string { return "links" }

func linkRowOf(l record.Link) linkRow {
	return linkRow{Hash: l.Hash, Purpose: string(l.Purpose), Subject: l.Subject, Holder: l.Holder, Created: momentOf(l.Created), Expires: momentOf(l.Expires)}
}

// SaveLink keeps a link; one with the same hash is left as it is.
func (s *Store) SaveLink(ctx context.Context, link record.Link) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		_, err := insertMissing(tx, []linkRow{linkRowOf(link)}, func(r linkRow) string { return r.Hash }, existingKeys(tx, &linkRow{}, "hash"))
		return err
	})
}

// LinkByHash returns the link by the SHA-256 of its secret. Whether it has
// expired is for the caller to see.
func (s *Store) LinkByHash(ctx context.Context, hash string) (record.Link, error) {
	var r linkRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("hash = ?", hash).Take(&r).Error }); err != nil {
		return record.Link{}, orNotFound(err, "link_not_found", "链接无效，请核对是否完整。")
	}
	return record.Link{Hash: r.Hash, Purpose: record.LinkPurpose(r.Purpose), Subject: r.Subject, Holder: r.Holder,
		Created: r.Created.at, Expires: r.Expires.at}, nil
}
