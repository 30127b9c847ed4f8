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
	NextTry   moment
	GivenUp   moment
}

// TableName implements gorm's Tabler.
func (mailRow) TableName() string { return "mails" }

func (r mailRow) mail() (record.Mail, error) {
	m := record.Mail{MessageID: r.MessageID, To: r.Recipient, Subject: r.Subject, Body: r.Body, Created: r.Created.at, Sent: r.Sent.at,
		Attempts: r.Attempts, LastError: r.LastError, GivenUp: r.GivenUp.at}
	if r.Pending && r.NextTry != atOnce {
		m.NextTry = r.NextTry.at
	}
	return m, nil
}

// atOnce is when mail is due that was not tried yet. It is earlier than any other
// moment, so that what failed before does not stand in its way.
var atOnce = moment{time.Unix(0, 0).UTC()}

// queueMail adds the mail that is not there yet.
func queueMail(tx *gorm.DB, mails []record.Mail) error {
	rows := make([]mailRow, len(mails))
	for i, m := range mails {
		rows[i] = mailRow{MessageID: m.MessageID, Recipient: m.To, Subject: m.Subject, Body: m.Body, Created: momentOf(m.Created), Pending: true, NextTry: atOnce}
	}
	_, err := insertMissing(tx, rows, func(r mailRow) string { return r.MessageID }, existingKeys(tx, &mailRow{}, "message_id"))
	return err
}

// QueueMail adds mail to be sent; what is known by its message id is left as it
// is.
func (s *Store) QueueMail(ctx context.Context, mails []record.Mail) error {
	return s.write(ctx, func(tx *gorm.DB) error { return queueMail(tx, mails) })
}

// PendingMail is mail that is due at the moment now (real time), at most limit:
// first what was never tried, by its age, then what is due for longest.
func (s *Store) PendingMail(ctx context.Context, now time.Time, limit int) ([]record.Mail, error) {
	var rows []mailRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Where("pending = ? AND next_try <= ?", true, momentOf(now)).Order("next_try, created, message_id").Limit(limit).Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, mailRow.mail)
}

// ClaimMail takes a mail that is due at the moment now for the caller alone: until
// the other moment it is due to nobody. False means that somebody else has it, or
// has sent it.
func (s *Store) ClaimMail(ctx context.Context, messageID string, now, until time.Time) (claimed bool, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&mailRow{}).Where("message_id = ? AND pending = ? AND next_try <= ?", messageID, true, momentOf(now)).
			Update("next_try", momentOf(until))
		claimed = done.RowsAffected > 0
		return done.Error
	})
	return claimed, err
}

// MarkMailSent records that the server took the mail.
func (s *Store) MarkMailSent(ctx context.Context, messageID string, at time.Time) error {
	return s.updateMail(ctx, messageID, map[string]any{"pending": false, "sent": momentOf(at),
		"attempts": gorm.Expr("attempts + 1"), "last_error": ""})
}

// MarkMailFailed records a failed attempt, and when the next one is due or that
// there is none.
func (s *Store) MarkMailFailed(ctx context.Context, messageID string, f record.MailFailure) error {
	const longest = 1000
	if runes := []rune(f.Reason); len(runes) > longest {
		f.Reason = string(runes[:longest])
	}
	changes := map[string]any{"attempts": gorm.Expr("attempts + 1"), "last_error": f.Reason}
	if f.Next.IsZero() {
		changes["pending"], changes["given_up"] = false, momentOf(f.At)
	} else {
		changes["next_try"] = momentOf(f.Next)
	}
	return s.updateMail(ctx, messageID, changes)
}

// UndeliveredMail lists the mail that was given up, the latest first.
func (s *Store) UndeliveredMail(ctx context.Context, page record.Page) (record.Listed[record.Mail], error) {
	var out record.Listed[record.Mail]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 2)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := db.Where("given_up > ?", atOnce)
		if keys != nil {
			q = q.Where("given_up < ? OR (given_up = ? AND message_id < ?)", keys[0], keys[0], keys[1])
		}
		var rows []mailRow
		if err := q.Order("given_up DESC, message_id DESC").Limit(limit + 1).Find(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, mailRow.mail, func(r mailRow) string { return cursorOf(r.GivenUp.String(), r.MessageID) })
		return err
	})
	return out, err
}

// ResumeMail makes mail that was given up due again, as if it had never been
// tried, and returns how many there were; no ids means all of it.
func (s *Store) ResumeMail(ctx context.Context, messageIDs []string) (resumed int, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		q := tx.Model(&mailRow{}).Where("given_up > ?", atOnce)
		if len(messageIDs) > 0 {
			q = q.Where("message_id IN ?", messageIDs)
		}
		done := q.Updates(map[string]any{"pending": true, "given_up": moment{}, "next_try": atOnce, "attempts": 0})
		resumed = int(done.RowsAffected)
		return done.Error
	})
	return resumed, err
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
