package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

type tokenRow struct {
	ID      string `gorm:"primaryKey"`
	Account string
	Name    string
	Hash    string
	Created moment
	Expires moment
	Revoked moment
}

// TableName implements gorm's Tabler.
func (tokenRow) TableName() string { return "tokens" }

func (r tokenRow) token() (record.Token, error) {
	return record.Token{ID: r.ID, Account: r.Account, Name: r.Name, Hash: r.Hash, Created: r.Created.at, Expires: r.Expires.at, Revoked: r.Revoked.at}, nil
}

// SaveToken adds a token; one with the same id is left as it is.
func (s *Store) SaveToken(ctx context.Context, t record.Token) error {
	row := tokenRow{ID: t.ID, Account: t.Account, Name: t.Name, Hash: t.Hash, Created: momentOf(t.Created), Expires: momentOf(t.Expires), Revoked: momentOf(t.Revoked)}
	return s.write(ctx, func(tx *gorm.DB) error {
		there, err := existingKeys(tx, &tokenRow{}, "id")([]string{t.ID})
		if err != nil || len(there) > 0 {
			return err
		}
		return tx.Create(&row).Error
	})
}

// TokenByHash returns the token by the SHA-256 of its secret. Whether it was
// revoked or has expired is for the caller to see.
func (s *Store) TokenByHash(ctx context.Context, hash string) (record.Token, error) {
	var row tokenRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("hash = ?", hash).Take(&row).Error }); err != nil {
		return record.Token{}, orNotFound(err, "token_not_found", "令牌无效。")
	}
	return row.token()
}

// Tokens are the tokens of an account, the latest first.
func (s *Store) Tokens(ctx context.Context, account string) ([]record.Token, error) {
	var rows []tokenRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Where("account = ?", account).Order("created DESC, id").Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, tokenRow.token)
}

// RevokeToken ends a token; the first time stays.
func (s *Store) RevokeToken(ctx context.Context, id string, at time.Time) error {
	err := s.write(ctx, func(tx *gorm.DB) error { return revoke(tx, &tokenRow{}, id, at) })
	return orNotFound(err, "token_not_found", "没有编号为“%s”的令牌。", id)
}
