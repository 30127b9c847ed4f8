package store

import (
	"context"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type messageRow struct {
	ID      int64 `gorm:"primaryKey"`
	Account string
	Subject string
	MsgKey  string
	Kind    string
	Text    string
	Created moment
	Unread  bool
	ReadAt  moment
}

// TableName implements gorm's Tabler.
func (messageRow) TableName() string { return "messages" }

func (r messageRow) message() (record.Message, error) {
	return record.Message{ID: r.ID, Account: r.Account, Subject: r.Subject, Key: r.MsgKey, Kind: law.NoticeKind(r.Kind),
		Text: r.Text, Created: r.Created.at, Read: r.ReadAt.at}, nil
}

// ofSubject fills in the subject where the caller left it to the act.
func ofSubject(messages []record.Message, subject string) []record.Message {
	out := slices.Clone(messages)
	for i := range out {
		if out[i].Subject == "" {
			out[i].Subject = subject
		}
	}
	return out
}

// deliver adds the messages that are not there yet.
func deliver(tx *gorm.DB, messages []record.Message) (int, error) {
	bySubject := map[string][]messageRow{}
	var subjects []string
	for _, m := range messages {
		if _, known := bySubject[m.Subject]; !known {
			subjects = append(subjects, m.Subject)
		}
		bySubject[m.Subject] = append(bySubject[m.Subject], messageRow{Account: m.Account, Subject: m.Subject, MsgKey: m.Key,
			Kind: string(m.Kind), Text: m.Text, Created: momentOf(m.Created), Unread: true})
	}
	delivered := 0
	for _, subject := range subjects {
		n, err := insertMissing(tx, bySubject[subject], messageRow.identity, func([]string) ([]string, error) {
			return toldAlready(tx, subject, bySubject[subject])
		})
		if err != nil {
			return 0, err
		}
		delivered += n
	}
	return delivered, nil
}

// identity is what makes a message one message within its subject.
func (r messageRow) identity() string { return cursorOf(r.MsgKey, r.Account) }

func toldAlready(tx *gorm.DB, subject string, rows []messageRow) ([]string, error) {
	var keys []string
	for _, r := range rows {
		if !slices.Contains(keys, r.MsgKey) {
			keys = append(keys, r.MsgKey)
		}
	}
	var there []messageRow
	err := tx.Select("msg_key", "account").Where("subject = ? AND msg_key IN ?", subject, keys).Find(&there).Error
	identities := make([]string, len(there))
	for i, r := range there {
		identities[i] = r.identity()
	}
	return identities, err
}

// Deliver puts messages into inboxes and returns how many were new.
func (s *Store) Deliver(ctx context.Context, messages []record.Message) (delivered int, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		delivered, err = deliver(tx, messages)
		return err
	})
	return delivered, err
}

// Inbox lists the messages of an account, the latest first.
func (s *Store) Inbox(ctx context.Context, account string, unreadOnly bool, page record.Page) (record.Listed[record.Message], error) {
	var out record.Listed[record.Message]
	limit := limitOf(page)
	before, err := numberOf(page.After)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := db.Where("account = ?", account)
		if unreadOnly {
			q = q.Where("unread = ?", true)
		}
		if before > 0 {
			q = q.Where("id < ?", before)
		}
		var rows []messageRow
		if err := q.Order("id DESC").Limit(limit + 1).Find(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, messageRow.message, func(r messageRow) string { return cursorOf(strconv.FormatInt(r.ID, 10)) })
		return err
	})
	return out, err
}

// CountUnread is how many messages the account has not read.
func (s *Store) CountUnread(ctx context.Context, account string) (int, error) {
	var n int64
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&messageRow{}).Where("account = ? AND unread = ?", account, true).Count(&n).Error
	})
	return int(n), err
}

// MarkRead marks the account's messages with the ids as read, or all where ids
// is nil. Those read already keep their time.
func (s *Store) MarkRead(ctx context.Context, account string, ids []int64, at time.Time) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		q := tx.Model(&messageRow{}).Where("account = ? AND unread = ?", account, true)
		if ids != nil {
			q = q.Where("id IN ?", ids)
		}
		return q.Updates(map[string]any{"unread": false, "read_at": momentOf(at)}).Error
	})
}

// MoveUnread hands the unread messages of an account over to another (交接) and
// returns how many; what the other was told already stays.
func (s *Store) MoveUnread(ctx context.Context, from, to string) (moved int, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		var ids []int64
		err := tx.Table("messages m").
			Joins("LEFT JOIN messages d ON d.subject = m.subject AND d.msg_key = m.msg_key AND d.account = ?", to).
			Where("m.account = ? AND m.unread = ? AND d.id IS NULL", from, true).Pluck("m.id", &ids).Error
		if err != nil {
			return err
		}
		moved = len(ids)
		for chunk := range slices.Chunk(ids, keysPerQuery) {
			if err := tx.Model(&messageRow{}).Where("id IN ?", chunk).Update("account", to).Error; err != nil {
				return racedIfDuplicate(err)
			}
		}
		return nil
	})
	return moved, err
}
