package notify

import (
	"context"
	"fmt"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// gathering is how long after the reminders' hour a day's digests are put
// together, so that the reminders of that very hour are in them.
const gathering = 5 * time.Minute

// digestSubject stands in a digest's Message-ID where other mails name their case
// or task.
const digestSubject = "digest"

// DigestRecord is the record as the digests need it.
type DigestRecord interface {
	settings.Reader
	Clock(ctx context.Context) (record.Clock, error)
	Calendar(ctx context.Context) (*calendar.Calendar, error)
	Accounts(ctx context.Context) ([]record.Account, error)
	Inbox(ctx context.Context, account string, unreadOnly bool, page record.Page) (record.Listed[record.Message], error)
	// QueueMail adds mails to the outbox; one whose Message-ID it knows is left as it
	// is.
	QueueMail(ctx context.Context, mails []record.Mail) error
}

// Digests puts each account's daily digest into the outbox, on every working day
// at the reminders' hour of the business clock, where the bureau has set it so.
//
// It keeps nothing of its own. What a day's digest holds follows from the day: what
// is unread and had arrived by the hour. Its Message-ID is made of account and day,
// and the outbox takes each Message-ID once. So it does not matter how often a day
// is gone through, by how many workers, or how late in the day after a stop; a day
// on which no worker ran has no digest, the next one's holds what it would have
// held.
type Digests struct {
	record DigestRecord
	now    func() time.Time
	// done is the day that this process has gone through wholly.
	done calendar.Date
}

// NewDigests makes the digests of a record. It is for one goroutine.
func NewDigests(r DigestRecord) *Digests { return &Digests{record: r, now: time.Now} }

// Round queues the digests that are due and returns how many there were, those
// that lay in the outbox already among them. It is cheap where none is due.
func (d *Digests) Round(ctx context.Context) (queued int, err error) {
	mail, err := settings.Mail.Read(ctx, d.record)
	if err != nil || !mail.Digest() {
		return 0, err
	}
	day, until, due, err := d.today(ctx)
	if err != nil || !due || day == d.done {
		return 0, err
	}
	accounts, err := d.record.Accounts(ctx)
	if err != nil {
		return 0, err
	}
	for _, a := range accounts {
		if !a.Active || a.Email == "" {
			continue
		}
		unread, err := d.unread(ctx, a.ID, until)
		if err != nil {
			return queued, fmt.Errorf("digest of %s: %w", a.ID, err)
		}
		if len(unread) == 0 {
			continue
		}
		subject, body := Digest(unread, day)
		m := record.Mail{MessageID: mail.MessageID(digestSubject, day.String(), a.ID), To: a.Email, Subject: subject, Body: body, Created: until}
		if err := d.record.QueueMail(ctx, []record.Mail{m}); err != nil {
			return queued, fmt.Errorf("digest of %s: %w", a.ID, err)
		}
		queued++
	}
	d.done = day
	return queued, nil
}

// today is the business day, up to when messages belong to its digest, and whether
// that is due. A clock that stands still does not reach the end of the gathering
// by itself: there the hour is enough.
func (d *Digests) today(ctx context.Context) (day calendar.Date, until time.Time, due bool, err error) {
	clock, err := d.record.Clock(ctx)
	if err != nil {
		return day, until, false, err
	}
	reminders, err := settings.Reminders.Read(ctx, d.record)
	if err != nil {
		return day, until, false, err
	}
	cal, err := d.record.Calendar(ctx)
	if err != nil {
		return day, until, false, err
	}
	now := d.now()
	if clock.Standing {
		now = clock.Now
	}
	day = calendar.DateOf(now)
	from := day.At(reminders.Hour, reminders.Minute)
	until = from.Add(gathering)
	if !clock.Standing {
		from = until
	}
	return day, until, cal.IsWorkingDay(day) && !now.Before(from), nil
}

// unread is what had arrived in the inbox by the moment and was not read.
func (d *Digests) unread(ctx context.Context, account string, until time.Time) ([]record.Message, error) {
	var out []record.Message
	page := record.Page{Limit: 500}
	for {
		listed, err := d.record.Inbox(ctx, account, true, page)
		if err != nil {
			return nil, err
		}
		for _, m := range listed.Items {
			if !m.Created.After(until) {
				out = append(out, m)
			}
		}
		if listed.Next == "" {
			return out, nil
		}
		page.After = listed.Next
	}
}
