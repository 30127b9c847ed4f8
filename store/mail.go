package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

type mailRow struct {
	MessageID string `gorm:"primaryKey"`
	Recipient string
	Subject   string
	Body      string
	Created   moment
	Pending   bool
	Sent      moment
	Attempts  int
	LastError string
}

// TableName implements gorm's Tabler.
func (mailRow) TableName() string { return "mails" }

func (r mailRow) mail() (record.Mail, error) {
	return record.Mail{MessageID: r.MessageID, To: r.Recipient, Subject: r.Subject, Body: r.Body, Created: r.Created.at, Sent: r.Sent.at,
		Attempts: r.Attempts, LastError: r.LastError}, nil
}

// queueMail adds the mail that is not there yet.
func queueMail(tx *gorm.DB, mails []record.Mail) error {
	rows := make([]mailRow, len(mails))
	for i, m := range mails {
		rows[i] = mailRow{MessageID: m.MessageID, Recipient: m.To, Subject: m.Subject, Body: m.Body, Created: momentOf(m.Created), Pending: true}
	}
	_, err := insertMissing(tx, rows, func(r mailRow) string { return r.MessageID }, existingKeys(tx, &mailRow{}, "message_id"))
	return err
}

// QueueMail adds mail to be sent; what is known by its message id is left as it
// is.
func (s *Store) QueueMail(ctx context.Context, mails []record.Mail) error {
	return s.write(ctx, func(tx *gorm.DB) error { return queueMail(tx, mails) })
}

// PendingMail is mail that was not sent yet: what failed least often first, so
// that an address that never works does not stop the others, then the oldest.
func (s *Store) PendingMail(ctx context.Context, limit int) ([]record.Mail, error) {
	var rows []mailRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Where("pending = ?", true).Order("attempts, created, message_id").Limit(limit).Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, mailRow.mail)
}

// MarkMailSent records that the server took the mail.
func (s *Store) MarkMailSent(ctx context.Context, messageID string, at time.Time) error {
	return s.updateMail(ctx, messageID, map[string]any{"pending": false, "sent": momentOf(at),
		"attempts": gorm.Expr("attempts + 1"), "last_error": ""})
}

// MarkMailFailed records a failed attempt; the mail stays pending.
func (s *Store) MarkMailFailed(ctx context.Context, messageID, reason string) error {
	const longest = 1000
	if runes := []rune(reason); len(runes) > longest {
		reason = string(runes[:longest])
	}
	return s.updateMail(ctx, messageID, map[string]any{"attempts": gorm.Expr("attempts + 1"), "last_error": reason})
}

func (s *Store) updateMail(ctx context.Context, messageID string, changes map[string]any) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&mailRow{}).Where("message_id = ? AND pending = ?", messageID, true).Updates(changes)
		if done.Error != nil || done.RowsAffected > 0 {
			return done.Error
		}
		var row mailRow
		err := tx.Where("message_id = ?", messageID).Take(&row).Error
		return orNotFound(err, "mail_not_found", "没有编号为“%s”的邮件。", messageID)
	})
}
