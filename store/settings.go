package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

type settingRow struct {
	Name     string `gorm:"primaryKey"`
	Value    string
	Reason   string
	Revision revision `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (settingRow) TableName() string { return registerSettings }

// Setting reads a setting into a pointer; found is false, and into as it was,
// where nothing was set.
func (s *Store) Setting(ctx context.Context, key string, into any) (found bool, err error) {
	var rows []settingRow
	err = s.read(ctx, func(db *gorm.DB) error { return db.Where("name = ?", key).Limit(1).Find(&rows).Error })
	if err != nil || len(rows) == 0 {
		return false, err
	}
	if err := json.Unmarshal([]byte(rows[0].Value), into); err != nil {
		return false, fmt.Errorf("store: decode setting %s: %w", key, err)
	}
	return true, nil
}

// SettingsNow are the present values of all settings that were ever set, by name.
func (s *Store) SettingsNow(ctx context.Context) (map[string]record.Change, error) {
	var rows []settingRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Find(&rows).Error }); err != nil {
		return nil, err
	}
	now := make(map[string]record.Change, len(rows))
	for _, r := range rows {
		now[r.Name] = r.change()
	}
	return now, nil
}

// change is the present value, with who set it.
func (r settingRow) change() record.Change {
	return record.Change{Version: r.Revision.Version, At: r.Revision.ChangedAt.at, By: r.Revision.ChangedBy, Reason: r.Reason, Body: []byte(r.Value)}
}

// SaveSetting keeps a setting as JSON with the reason for it, and the one before
// in its history. The same value again writes nothing.
func (s *Store) SaveSetting(ctx context.Context, key string, value any, by, reason string, at time.Time) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("store: encode setting %s: %w", key, err)
	}
	return s.write(ctx, func(tx *gorm.DB) error {
		var old settingRow
		err := s.forUpdate(tx).Where("name = ?", key).Take(&old).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			row := settingRow{Name: key, Value: string(raw), Reason: reason, Revision: revision{}.next(at, by)}
			return racedIfDuplicate(tx.Create(&row).Error)
		}
		if err != nil || old.Value == string(raw) {
			return err
		}
		before, err := historyRowOf(registerSettings, key, old.Revision, json.RawMessage(old.Value))
		if err != nil {
			return err
		}
		before.Reason = old.Reason
		if err := racedIfDuplicate(tx.Create(&before).Error); err != nil {
			return err
		}
		row := settingRow{Name: key, Value: string(raw), Reason: reason, Revision: old.Revision.next(at, by)}
		return tx.Model(&settingRow{}).Where("name = ?", key).Select("*").Omit("name").Updates(&row).Error
	})
}

// SettingHistory are all values that a setting was given, the present one last;
// none where it was never set.
func (s *Store) SettingHistory(ctx context.Context, key string) ([]record.Change, error) {
	var rows []settingRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("name = ?", key).Limit(1).Find(&rows).Error }); err != nil || len(rows) == 0 {
		return nil, err
	}
	now := rows[0]
	changes, err := s.history(ctx, registerSettings, key)
	if err != nil {
		return nil, err
	}
	// A change between the two readings has put the present value among the earlier.
	changes = slices.DeleteFunc(changes, func(c record.Change) bool { return c.Version >= now.Revision.Version })
	return append(changes, now.change()), nil
}
