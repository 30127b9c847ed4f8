package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/alexedwards/scs/v2"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type sessionRow struct {
	Hash   string `gorm:"primaryKey"`
	Data   []byte
	Expiry moment
}

// TableName implements gorm's Tabler.
func (sessionRow) TableName() string { return "sessions" }

// Sessions keeps browser sessions for scs. The database holds the SHA-256 of a
// session's token, so that a copy of it lets nobody in.
type Sessions struct{ store *Store }

var _ scs.CtxStore = Sessions{}

// Sessions is the store of browser sessions.
func (s *Store) Sessions() Sessions { return Sessions{s} }

func sessionHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// FindCtx implements [scs.CtxStore]; an expired session is not found.
func (s Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var rows []sessionRow
	err := s.store.read(ctx, func(db *gorm.DB) error {
		return db.Where("hash = ? AND expiry > ?", sessionHash(token), momentOf(time.Now())).Limit(1).Find(&rows).Error
	})
	if err != nil || len(rows) == 0 {
		return nil, false, err
	}
	return rows[0].Data, true, nil
}

// CommitCtx implements [scs.CtxStore].
func (s Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	row := sessionRow{Hash: sessionHash(token), Data: notNil(data), Expiry: momentOf(expiry)}
	return s.store.write(ctx, func(tx *gorm.DB) error {
		return tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "hash"}}, UpdateAll: true}).Create(&row).Error
	})
}

// DeleteCtx implements [scs.CtxStore].
func (s Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.store.write(ctx, func(tx *gorm.DB) error {
		return tx.Where("hash = ?", sessionHash(token)).Delete(&sessionRow{}).Error
	})
}

// Find implements [scs.Store].
func (s Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit implements [scs.Store].
func (s Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete implements [scs.Store].
func (s Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
