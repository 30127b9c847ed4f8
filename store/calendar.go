package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"gorm.io/gorm"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type yearRow struct {
	Year       int `gorm:"primaryKey;autoIncrement:false"`
	Notice     string
	Exceptions string
	Revision   revision `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (yearRow) TableName() string { return registerYears }

func (r yearRow) year() (record.CalendarYear, error) {
	y := record.CalendarYear{Year: r.Year, Notice: r.Notice, Entered: r.Revision.ChangedAt.at, By: r.Revision.ChangedBy,
		Entry: r.Revision.Version}
	if err := json.Unmarshal([]byte(r.Exceptions), &y.Exceptions); err != nil {
		return y, fmt.Errorf("store: decode calendar year %d: %w", r.Year, err)
	}
	return y, nil
}

// SaveCalendarYear keeps a year's holiday notice in the place of the one before,
// which stays in the history. shown is the entry of the year on which it rests, 0 where
// none was entered: where another came since, nothing is saved, unless both say the same.
//
// Errors: calendar_invalid for a notice that makes no calendar, calendar_year_changed.
func (s *Store) SaveCalendarYear(ctx context.Context, y record.CalendarYear, shown int) error {
	if _, err := calendar.Embedded().With("", y.Year, y.Exceptions); err != nil {
		return wrap(law.Errorf(law.KindInvalid, "calendar_invalid", "%s。", err.Error()), err)
	}
	raw, err := json.Marshal(y.Exceptions)
	if err != nil {
		return fmt.Errorf("store: encode calendar year %d: %w", y.Year, err)
	}
	return s.write(ctx, func(tx *gorm.DB) error {
		row := yearRow{Year: y.Year, Notice: y.Notice, Exceptions: string(raw)}
		var old yearRow
		err := s.forUpdate(tx).Where("year = ?", y.Year).Take(&old).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			if shown != 0 {
				return record.CalendarYearChanged(y.Year)
			}
			row.Revision = revision{}.next(y.Entered, y.By)
			return racedIfDuplicate(tx.Create(&row).Error)
		}
		if err != nil || old.Notice == row.Notice && old.Exceptions == row.Exceptions {
			return err
		}
		if old.Revision.Version != shown {
			return record.CalendarYearChanged(y.Year)
		}
		before, err := old.year()
		if err != nil {
			return err
		}
		if err := keepHistory(tx, registerYears, strconv.Itoa(y.Year), old.Revision, before); err != nil {
			return err
		}
		row.Revision = old.Revision.next(y.Entered, y.By)
		return tx.Model(&yearRow{}).Where("year = ?", y.Year).Select("*").Omit("year").Updates(&row).Error
	})
}

// CalendarYears are the years that were entered, in order. The built-in ones are
// not among them.
func (s *Store) CalendarYears(ctx context.Context) ([]record.CalendarYear, error) {
	var rows []yearRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Order("year").Find(&rows).Error }); err != nil {
		return nil, err
	}
	return convertAll(rows, yearRow.year)
}

// CalendarYearHistory are the earlier notices of a year, the oldest first.
func (s *Store) CalendarYearHistory(ctx context.Context, year int) ([]record.Change, error) {
	return s.history(ctx, registerYears, strconv.Itoa(year))
}

// calendarStamp changes with every year entered or changed: rows are never
// removed and versions only grow.
type calendarStamp struct{ Years, Versions int }

// Calendar is the built-in table with the years that were entered over it. It
// asks the database for changes each time and counts anew only then. Every act
// passes here: nobody waits for another's query.
func (s *Store) Calendar(ctx context.Context) (*calendar.Calendar, error) {
	var stamp calendarStamp
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&yearRow{}).Select("COUNT(*) AS years, COALESCE(SUM(version), 0) AS versions").Scan(&stamp).Error
	})
	if err != nil {
		return nil, err
	}
	s.calendarMu.RLock()
	cached, version := s.calendarCached, s.calendarVersion
	s.calendarMu.RUnlock()
	if cached != nil && version == stamp {
		return cached, nil
	}
	years, err := s.CalendarYears(ctx)
	if err != nil {
		return nil, err
	}
	c := calendar.Embedded()
	for _, y := range years {
		if c, err = c.With("", y.Year, y.Exceptions); err != nil {
			return nil, wrap(law.Errorf(law.KindCorrupt, "calendar_corrupt", "%d年度的节假日表无法使用：%s", y.Year, err.Error()), err)
		}
	}
	// The years were read after the stamp: at worst they are newer, and the next who
	// asks counts once more.
	s.calendarMu.Lock()
	s.calendarCached, s.calendarVersion = c, stamp
	s.calendarMu.Unlock()
	return c, nil
}
