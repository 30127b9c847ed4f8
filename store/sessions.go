package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/alexedwards/scs/v2"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"shuangsuiji/record"
)

type sessionRow struct {
	Hash    string `gorm:"primaryKey"`
	Data    []byte
	Expiry  moment
	Account string
	Address string
	Device  string
	Begun   moment
	Seen    moment
}

// TableName implements gorm's Tabler.
func (sessionRow) TableName() string { return "sessions" }

// Sessions keeps browser sessions for scs. The database holds the SHA-256 of a
// session's token, so that a copy of it lets nobody in.
type Sessions struct{ store *Store }

var _ scs.CtxStore = Sessions{}

// Sessions is the store of browser sessions.
func (s *Store) Sessions() Sessions { return Sessions{s} }

// SessionID names the session of a token, which nobody finds from it.
func SessionID(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// FindCtx implements [scs.CtxStore]; an expired session is not found.
func (s Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var rows []sessionRow
	err := s.store.read(ctx, func(db *gorm.DB) error {
		return db.Where("hash = ? AND expiry > ?", SessionID(token), momentOf(time.Now())).Limit(1).Find(&rows).Error
	})
	if err != nil || len(rows) == 0 {
		return nil, false, err
	}
	return rows[0].Data, true, nil
}

// CommitCtx implements [scs.CtxStore]. A session is committed when it begins and, from
// time to time, when it is used: that is when it was last seen.
func (s Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	row := sessionRow{Hash: SessionID(token), Data: notNil(data), Expiry: momentOf(expiry), Seen: momentOf(time.Now())}
	return s.store.write(ctx, func(tx *gorm.DB) error {
		return tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "hash"}}, DoUpdates: clause.AssignmentColumns([]string{"data", "expiry", "seen"})}).Create(&row).Error
	})
}

// DeleteCtx implements [scs.CtxStore].
func (s Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.store.write(ctx, func(tx *gorm.DB) error {
		return tx.Where("hash = ?", SessionID(token)).Delete(&sessionRow{}).Error
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

// DescribeSession says whose a session is, from where and since when.
func (s *Store) DescribeSession(ctx context.Context, id string, about record.Session) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		return tx.Model(&sessionRow{}).Where("hash = ?", id).Updates(map[string]any{"account": about.Account, "address": about.Address,
			"device": about.Device, "begun": momentOf(about.Begun), "seen": momentOf(about.Seen)}).Error
	})
}

// SessionsOf are the account's sessions that have not expired by now, the latest first.
func (s *Store) SessionsOf(ctx context.Context, account string, now time.Time) ([]record.Session, error) {
	var rows []sessionRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Omit("data").Where("account = ? AND expiry > ?", account, momentOf(now)).Order("begun DESC, hash").Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, func(r sessionRow) (record.Session, error) {
		return record.Session{ID: r.Hash, Account: r.Account, Address: r.Address, Device: r.Device, Begun: r.Begun.at, Seen: r.Seen.at}, nil
	})
}

// EndSession ends one session of the account; session_unknown where it has none such.
func (s *Store) EndSession(ctx context.Context, account, id string) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		done := tx.Where("hash = ? AND account = ?", id, account).Delete(&sessionRow{})
		if done.Error == nil && done.RowsAffected == 0 {
			return final{notFound("session_unknown", "没有该项登录，可能已经退出。")}
		}
		return done.Error
	})
}

// EndSessionsOf ends the account's sessions but the one of the id, and returns how many.
func (s *Store) EndSessionsOf(ctx context.Context, account, but string) (ended int, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		done := tx.Where("account = ? AND hash <> ?", account, but).Delete(&sessionRow{})
		ended = int(done.RowsAffected)
		return done.Error
	})
	return ended, err
}
