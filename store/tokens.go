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
	Scope   string
	Hash    string
	Created moment
	Expires moment
	Revoked moment
}

// TableName implements gorm's Tabler.
func (tokenRow) TableName() string { return "tokens" }

func (r tokenRow) token() (record.Token, error) {
	return record.Token{ID: r.ID, Account: r.Account, Name: r.Name, Scope: record.TokenScope(r.Scope), Hash: r.Hash, Created: r.Created.at, Expires: r.Expires.at, Revoked: r.Revoked.at}, nil
}

// SaveToken adds a token; one with the same id is left as it is.
func (s *Store) SaveToken(ctx context.Context, t record.Token) error {
	row := tokenRow{ID: t.ID, Account: t.Account, Name: t.Name, Scope: string(t.Scope), Hash: t.Hash, Created: momentOf(t.Created), Expires: momentOf(t.Expires), Revoked: momentOf(t.Revoked)}
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

// Tokens are the tokens of an account, the latest first, with their last use.
func (s *Store) Tokens(ctx context.Context, account string) ([]record.Token, error) {
	var rows []tokenRow
	var uses []tokenUseRow
	err := s.read(ctx, func(db *gorm.DB) error {
		if err := db.Where("account = ?", account).Order("created DESC, id").Find(&rows).Error; err != nil {
			return err
		}
		return db.Where("token IN (?)", db.Model(&tokenRow{}).Select("id").Where("account = ?", account)).Order("last_used, address").Find(&uses).Error
	})
	if err != nil {
		return nil, err
	}
	last := map[string]tokenUseRow{}
	for _, u := range uses {
		last[u.Token] = u
	}
	return convertAll(rows, func(r tokenRow) (record.Token, error) {
		t, err := r.token()
		t.LastUsed, t.LastAddress = last[t.ID].LastUsed.at, last[t.ID].Address
		return t, err
	})
}

type tokenUseRow struct {
	Token     string `gorm:"primaryKey"`
	Address   string `gorm:"primaryKey"`
	FirstUsed moment
	LastUsed  moment
}

// TableName implements gorm's Tabler.
func (tokenUseRow) TableName() string { return "token_uses" }

// UseToken notes that a token was used from an address, and reports whether it never was
// before.
func (s *Store) UseToken(ctx context.Context, id, address string, at time.Time) (first bool, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&tokenUseRow{}).Where("token = ? AND address = ?", id, address).Update("last_used", momentOf(at))
		if first = done.Error == nil && done.RowsAffected == 0; !first {
			return done.Error
		}
		return racedIfDuplicate(tx.Create(&tokenUseRow{Token: id, Address: address, FirstUsed: momentOf(at), LastUsed: momentOf(at)}).Error)
	})
	return first, err
}

// RevokeToken ends a token; the first time stays.
func (s *Store) RevokeToken(ctx context.Context, id string, at time.Time) error {
	err := s.write(ctx, func(tx *gorm.DB) error { return revoke(tx, &tokenRow{}, id, at) })
	return orNotFound(err, "token_not_found", "没有编号为“%s”的令牌。", id)
}
