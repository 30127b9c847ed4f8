package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
)

type markRow struct {
	Name  string `gorm:"primaryKey"`
	Value string
	SetAt moment
}

// TableName implements gorm's Tabler.
func (markRow) TableName() string { return "marks" }

// MarkDemonstration marks a folder whose record is a demonstration or training
// for ever.
const MarkDemonstration = "demonstration"

// Mark returns the value of a mark of the folder; set is false where it has none.
func (s *Store) Mark(ctx context.Context, name string) (value string, set bool, err error) {
	var rows []markRow
	err = s.read(ctx, func(db *gorm.DB) error { return db.Where("name = ?", name).Limit(1).Find(&rows).Error })
	if err != nil || len(rows) == 0 {
		return "", false, err
	}
	return rows[0].Value, true, nil
}

// SetMark sets a mark for ever. The same value again changes nothing; another is
// mark_set.
func (s *Store) SetMark(ctx context.Context, name, value string, at time.Time) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		var old markRow
		err := tx.Where("name = ?", name).Take(&old).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return racedIfDuplicate(tx.Create(&markRow{Name: name, Value: value, SetAt: momentOf(at)}).Error)
		}
		if err == nil && old.Value != value {
			return law.Errorf(law.KindNotAllowed, "mark_set", "该数据库的“%s”标记已经设定，不能更改。", name)
		}
		return err
	})
}
