package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type clockRow struct {
	ID       int `gorm:"primaryKey;autoIncrement:false"`
	Standing bool
	StandsAt moment
	Jump     int
}

// TableName implements gorm's Tabler.
func (clockRow) TableName() string { return "business_clock" }

// theClock is the id of the one row.
const theClock = 1

// Clock is the business clock of the folder; the zero Clock, which is real time,
// where none was set.
func (s *Store) Clock(ctx context.Context) (record.Clock, error) {
	var rows []clockRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Limit(1).Find(&rows).Error })
	if err != nil || len(rows) == 0 {
		return record.Clock{}, err
	}
	return record.Clock{Standing: rows[0].Standing, Now: rows[0].StandsAt.at, Jump: rows[0].Jump}, nil
}

// SaveClock sets the clock for the first time, or moves it by one jump from
// where the caller saw it: another number than the next is clock_moved. A clock
// does not go back (clock_goes_back), and a standing one does not begin to run
// (clock_kind).
func (s *Store) SaveClock(ctx context.Context, c record.Clock) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		row := clockRow{ID: theClock, Standing: c.Standing, StandsAt: momentOf(c.Now), Jump: c.Jump}
		var old clockRow
		err := s.forUpdate(tx).Where("id = ?", theClock).Take(&old).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return racedIfDuplicate(tx.Create(&row).Error)
		}
		if err != nil || row == old {
			return err
		}
		switch {
		case row.Standing != old.Standing:
			return law.Errorf(law.KindNotAllowed, "clock_kind", "演示、培训库的业务时钟与实际时钟不能互换。")
		case row.Jump != old.Jump+1:
			return law.Errorf(law.KindStale, "clock_moved", "业务时钟已由他人拨动，请刷新后重试。")
		case row.StandsAt.at.Before(old.StandsAt.at):
			return law.Errorf(law.KindInvalid, "clock_goes_back", "业务时钟只能向后拨。")
		}
		return tx.Model(&clockRow{}).Where("id = ?", theClock).
			Updates(map[string]any{"stands_at": row.StandsAt, "jump": row.Jump}).Error
	})
}
