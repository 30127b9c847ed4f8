package store

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
)

// heartbeatEvery is how long an answer of Writable holds: a probe costs a commit,
// and those who ask do so every few seconds each.
const heartbeatEvery = 5 * time.Second

// busyFor is how long a record that could be written counts as writable although
// the probe doesn't get its turn: a large import holds the writer meanwhile.
const busyFor = 2 * time.Minute

// roomOfAnAct is about what an act with its payload takes.
const roomOfAnAct = 16 << 10

type heartbeatRow struct {
	ID   int `gorm:"primaryKey;autoIncrement:false"`
	At   moment
	Room string
}

// TableName implements gorm's Tabler.
func (heartbeatRow) TableName() string { return "heartbeat" }

// The rows of the heartbeat.
const (
	theHeartbeat = 1
	itsRoom      = 2
)

// heart remembers the last probe.
type heart struct {
	mu     sync.Mutex
	probed time.Time
	beat   time.Time // when it last could be written
	err    error
}

// Writable reports whether an act could be recorded now: it commits a row, and asks
// for as much room as an act takes. An answer holds for some seconds. It is nil, too,
// where the writer was busy until the context ended and could write shortly before.
//
// Errors: disk_full, record_read_only, database_unavailable, record_damaged.
func (s *Store) Writable(ctx context.Context) error {
	s.heart.mu.Lock()
	defer s.heart.mu.Unlock()
	now := time.Now()
	if now.Sub(s.heart.probed) < heartbeatEvery && !s.heart.probed.IsZero() {
		return s.heart.err
	}
	err := s.beat(ctx, now)
	if errors.Is(err, context.DeadlineExceeded) && now.Sub(s.heart.beat) < busyFor {
		return nil
	}
	if ctx.Err() != nil {
		return err // says nothing of the record
	}
	s.heart.probed, s.heart.err = now, err
	if err == nil {
		s.heart.beat = now
	}
	return err
}

func (s *Store) beat(ctx context.Context, now time.Time) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Create(&heartbeatRow{ID: itsRoom, At: momentOf(now), Room: strings.Repeat("x", roomOfAnAct)}).Error; err != nil {
			return err
		}
		if err := tx.Where("id = ?", itsRoom).Delete(&heartbeatRow{}).Error; err != nil {
			return err
		}
		beat := tx.Model(&heartbeatRow{}).Where("id = ?", theHeartbeat).Update("at", momentOf(now))
		if beat.Error == nil && beat.RowsAffected == 0 {
			return final{law.Errorf(law.KindCorrupt, "record_damaged", "案卷的heartbeat表是空的；请从备份核对。")}
		}
		return beat.Error
	})
}
