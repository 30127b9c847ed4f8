package store

import (
	"context"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type requestRow struct {
	Person     string `gorm:"primaryKey"`
	Route      string `gorm:"primaryKey"`
	RequestKey string `gorm:"primaryKey"`
	BodyHash   string
	Created    moment
	Status     int
	Response   []byte
}

// TableName implements gorm's Tabler.
func (requestRow) TableName() string { return "requests" }

// BeginRequest claims an idempotency key for one person on one route, and keeps
// what was written with the request. Where the key was claimed before, the earlier
// request is returned: with its answer, and then nothing is kept, or with status 0
// while it is under way. The same key with another body is idempotency_key_reused.
func (s *Store) BeginRequest(ctx context.Context, r record.Request) (existing *record.Request, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		existing = nil
		var rows []requestRow
		if err := tx.Where("person = ? AND route = ? AND request_key = ?", r.Person, r.Route, r.Key).Limit(1).Find(&rows).Error; err != nil {
			return err
		}
		if len(rows) == 0 {
			row := requestRow{Person: r.Person, Route: r.Route, RequestKey: r.Key, BodyHash: r.BodyHash, Created: momentOf(r.Created), Response: []byte{}}
			if err := racedIfDuplicate(tx.Create(&row).Error); err != nil {
				return err
			}
			return keepPayload(tx, r.Written, r.Created)
		}
		old := rows[0]
		if old.BodyHash != r.BodyHash {
			return law.Errorf(law.KindKeyReused, record.CodeKeyReused, "该Idempotency-Key已用于另一内容的提交，请换用新的标识。")
		}
		existing = &record.Request{Person: old.Person, Route: old.Route, Key: old.RequestKey, BodyHash: old.BodyHash,
			Created: old.Created.at, Status: old.Status, Response: old.Response}
		if existing.Status != 0 {
			return nil
		}
		return keepPayload(tx, r.Written, r.Created)
	})
	return existing, err
}

// RequestBegun reports whether the key is taken.
func (s *Store) RequestBegun(ctx context.Context, person, route, key string) (bool, error) {
	var n int64
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&requestRow{}).Where("person = ? AND route = ? AND request_key = ?", person, route, key).Limit(1).Count(&n).Error
	})
	return n > 0, err
}

// FinishRequest keeps the first answer; a request that has one already keeps it. The
// draft of the form that was handed in with it is forgotten in the same transaction:
// before, its person might still need it.
func (s *Store) FinishRequest(ctx context.Context, person, route, key string, status int, response []byte) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Model(&requestRow{}).Where("person = ? AND route = ? AND request_key = ? AND status = 0", person, route, key).
			Updates(map[string]any{"status": status, "response": notNil(response)}).Error; err != nil {
			return err
		}
		return dropHandedIn(tx, person, key)
	})
}

// DropRequest frees a key that is under way, so that a refused act can be tried
// again under it.
func (s *Store) DropRequest(ctx context.Context, person, route, key string) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		return tx.Where("person = ? AND route = ? AND request_key = ? AND status = 0", person, route, key).Delete(&requestRow{}).Error
	})
}
