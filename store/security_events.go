package store

import (
	"context"
	"strconv"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

type securityEventRow struct {
	ID      int64 `gorm:"primaryKey"`
	At      moment
	Kind    string
	Account string
	Address string
	Subject string
	Detail  string
}

// TableName implements gorm's Tabler.
func (securityEventRow) TableName() string { return "security_events" }

func (r securityEventRow) event() (record.SecurityEvent, error) {
	return record.SecurityEvent{ID: r.ID, At: r.At.at, Kind: record.SecurityEventKind(r.Kind), Account: r.Account,
		Address: r.Address, Subject: r.Subject, Detail: r.Detail}, nil
}

// NoteSecurityEvent adds a line to the security log. What is too long for its
// column is cut: a stranger's input must not keep its own trace out.
func (s *Store) NoteSecurityEvent(ctx context.Context, e record.SecurityEvent) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		return tx.Create(&securityEventRow{At: momentOf(e.At), Kind: cut(string(e.Kind), 64), Account: cut(e.Account, 64),
			Address: cut(e.Address, 64), Subject: cut(e.Subject, 64), Detail: cut(e.Detail, 500)}).Error
	})
}

// SecurityEvents lists the security log, the latest first.
func (s *Store) SecurityEvents(ctx context.Context, f record.SecurityEventFilter, page record.Page) (record.Listed[record.SecurityEvent], error) {
	var out record.Listed[record.SecurityEvent]
	before, err := numberOf(page.After)
	if err != nil {
		return out, err
	}
	limit := limitOf(page)
	err = s.read(ctx, func(db *gorm.DB) error {
		q := db.Order("id DESC").Limit(limit + 1)
		if before > 0 {
			q = q.Where("id < ?", before)
		}
		if f.Kind != "" {
			q = q.Where("kind = ?", string(f.Kind))
		}
		if f.Account != "" {
			q = q.Where("account = ?", f.Account)
		}
		if !f.Since.IsZero() {
			q = q.Where("at >= ?", momentOf(f.Since))
		}
		var rows []securityEventRow
		if err := q.Find(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, securityEventRow.event, func(r securityEventRow) string { return cursorOf(strconv.FormatInt(r.ID, 10)) })
		return err
	})
	return out, err
}

// cut keeps at most n characters.
func cut(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n])
	}
	return text
}
