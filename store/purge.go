package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/registers"
)

// purgedAtOnce is how many rows one transaction forgets: SQLite has one writer, and
// people's acts go on meanwhile.
const purgedAtOnce = 1000

// purge deletes rows of the model whose moment lies before the given one, some at a
// time, and returns how many. Another worker may do the same meanwhile.
func (s *Store) purge(ctx context.Context, model any, column string, before time.Time) (purged int, err error) {
	for {
		var n int64
		err := s.write(ctx, func(tx *gorm.DB) error {
			var upTo []moment
			err := tx.Model(model).Where(column+" < ?", momentOf(before)).Order(column).Offset(purgedAtOnce-1).Limit(1).Pluck(column, &upTo).Error
			if err != nil {
				return err
			}
			old := tx.Where(column+" < ?", momentOf(before))
			if len(upTo) > 0 {
				old = tx.Where(column+" <= ?", upTo[0])
			}
			done := old.Delete(model)
			n = done.RowsAffected
			return done.Error
		})
		purged += int(n)
		if err != nil || n < purgedAtOnce {
			return purged, err
		}
	}
}

// PurgeRequests forgets keys claimed before the moment and returns how many.
func (s *Store) PurgeRequests(ctx context.Context, before time.Time) (int, error) {
	return s.purge(ctx, &requestRow{}, "created", before)
}

// PurgeSessions forgets the sessions that have expired before the moment and
// returns how many.
func (s *Store) PurgeSessions(ctx context.Context, before time.Time) (int, error) {
	return s.purge(ctx, &sessionRow{}, "expiry", before)
}

// EraseOrphans erases what was written before the moment and no act carries: the
// request that brought it is over, and what it asked for never came on record. It
// returns how many were erased.
func (s *Store) EraseOrphans(ctx context.Context, before, now time.Time) (erased int, err error) {
	for after := ""; ; {
		var ids []string
		err := s.read(ctx, func(db *gorm.DB) error {
			return db.Table("payloads p").Where("p.kept < ? AND p.erased IS NULL AND p.id > ?", momentOf(before), after).
				Where("NOT EXISTS (SELECT 1 FROM acts a WHERE a.payload_id = p.id)").
				Order("p.id").Limit(purgedAtOnce).Pluck("p.id", &ids).Error
		})
		if err != nil {
			return erased, err
		}
		for _, id := range ids {
			// Under the payload's lock it is asked again whether an act carries it.
			if err := s.DiscardPayload(ctx, id, registers.Recorded(now)); err != nil {
				return erased, err
			}
			erased++
		}
		if len(ids) < purgedAtOnce {
			return erased, nil
		}
		after = ids[len(ids)-1]
	}
}
