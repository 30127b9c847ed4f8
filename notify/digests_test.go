package notify

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// memoryRecord is the record of a small office.
type memoryRecord struct {
	set      map[string]any
	clock    record.Clock
	accounts []record.Account
	messages []record.Message
	mails    map[string]record.Mail
	outbox   *memoryOutbox // takes the mails too, if there is one
	asked    int           // how often the accounts were read
	fail     error
}

func (r *memoryRecord) Setting(_ context.Context, name string, into any) (bool, error) {
	value, found := r.set[name]
	if !found {
		return false, nil
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal(raw, into)
}

func (r *memoryRecord) Clock(context.Context) (record.Clock, error) { return r.clock, nil }

func (r *memoryRecord) Calendar(context.Context) (*calendar.Calendar, error) {
	return calendar.Embedded(), nil
}

func (r *memoryRecord) Accounts(context.Context) ([]record.Account, error) {
	r.asked++
	return r.accounts, nil
}

// Inbox has pages of one message, the latest first.
func (r *memoryRecord) Inbox(_ context.Context, account string, unreadOnly bool, page record.Page) (record.Listed[record.Message], error) {
	var out record.Listed[record.Message]
	for i := len(r.messages) - 1; i >= 0; i-- {
		m := r.messages[i]
		if m.Account != account || (unreadOnly && !m.Read.IsZero()) || (page.After != "" && m.Key >= page.After) {
			continue
		}
		if len(out.Items) == 1 {
			out.Next = out.Items[0].Key
			break
		}
		out.Items = append(out.Items, m)
	}
	return out, nil
}

func (r *memoryRecord) QueueMail(_ context.Context, mails []record.Mail) error {
	if r.fail != nil {
		return r.fail
	}
	for _, m := range mails {
		if _, known := r.mails[m.MessageID]; !known {
			r.mails[m.MessageID] = m
			if r.outbox != nil {
				r.outbox.mails = append(r.outbox.mails, &m)
			}
		}
	}
	return nil
}

// monday is 8 April 2024 at the time of day in Shanghai; the Sunday before it was
// a working day, the Thursday before that a holiday.
func monday(hour, minute int) time.Time { return calendar.NewDate(2024, 4, 8).At(hour, minute) }

// smallOffice has two persons with unread messages and an address, and others who
// lack one or the other.
func smallOffice(mode settings.MailMode) *memoryRecord {
	r := &memoryRecord{set: map[string]any{"mail": settings.MailSetting{Mode: mode, Domain: "rsj.gov.cn"}}, mails: map[string]record.Mail{},
		accounts: []record.Account{{ID: "clerk", Email: "clerk@example.cn", Active: true}, {ID: "head", Email: "head@example.cn", Active: true},
			{ID: "no-address", Active: true}, {ID: "left", Email: "left@example.cn"}, {ID: "nothing", Email: "n@example.cn", Active: true}}}
	for n, account := range []string{"clerk", "head", "no-address", "left", "clerk", "nothing"} {
		r.messages = append(r.messages, record.Message{ID: int64(n), Account: account, Subject: "2024001-001-0001", Key: string(rune('a' + n)),
			Kind: law.NoticeTask, Text: "〔" + string(rune('甲'+n)) + "〕待办理。", Created: monday(9, 0).AddDate(0, 0, -3)})
	}
	r.messages[5].Read = monday(8, 0)
	return r
}

func digestsAt(r *memoryRecord, at *time.Time) *Digests {
	d := NewDigests(r)
	d.now = func() time.Time { return *at }
	return d
}

func round(t *testing.T, d *Digests) int {
	t.Helper()
	n, err := d.Round(t.Context())
	require.NoError(t, err)
	return n
}

func TestEachAccountGetsOneDigestADay(t *testing.T) {
	t.Parallel()
	r := smallOffice(settings.MailDigest)
	now := monday(9, 4)
	d := digestsAt(r, &now)
	require.Zero(t, round(t, d), "the reminders of nine o'clock may still be coming")
	// One of that very hour is in the digest, what comes later is not.
	r.messages = append(r.messages,
		record.Message{Account: "head", Subject: "2024001-001-0002", Key: "x", Kind: law.NoticeReminder, Text: "〔九点的提醒〕", Created: monday(9, 0).Add(time.Second)},
		record.Message{Account: "head", Subject: "2024001-001-0002", Key: "y", Kind: law.NoticeTask, Text: "〔十点的消息〕", Created: monday(10, 0)},
		record.Message{Account: "nothing", Subject: "2024001-001-0002", Key: "z", Kind: law.NoticeTask, Text: "〔十点的消息〕", Created: monday(10, 0)})
	now = monday(9, 5)
	require.Equal(t, 2, round(t, d))
	byAddress := map[string]record.Mail{}
	for _, m := range r.mails {
		byAddress[m.To] = m
	}
	require.Len(t, byAddress, 2)
	clerk, head := byAddress["clerk@example.cn"], byAddress["head@example.cn"]
	require.Contains(t, clerk.Body, "〔甲〕")
	require.Equal(t, "2024年4月8日双随机抽查消息汇总：待办2条", clerk.Subject)
	require.Contains(t, head.Body, "〔九点的提醒〕")
	require.NotContains(t, head.Body, "〔十点的消息〕")
	require.Equal(t, monday(9, 5), clerk.Created, "the mail's date is that of the day, whenever it is made")
	require.Regexp(t, `@rsj\.gov\.cn>$`, clerk.MessageID)
	_, err := compose("ssj@rsj.gov.cn", clerk)
	require.NoError(t, err)

	// Not again: not in this process, not after a restart in the afternoon, not by
	// another worker, whatever was read or has come meanwhile.
	require.Zero(t, round(t, d))
	require.Equal(t, 1, r.asked)
	now = monday(15, 0)
	r.messages[0].Read = monday(11, 0)
	require.Equal(t, 2, round(t, digestsAt(r, &now)))
	require.Len(t, r.mails, 2)
	require.Equal(t, clerk, r.mails[clerk.MessageID])

	now = monday(9, 5).AddDate(0, 0, 1)
	require.Equal(t, 3, round(t, d), "also for the one whose message came after nine")
	require.Len(t, r.mails, 5)
}

func TestDigestsOnWorkingDaysOnly(t *testing.T) {
	t.Parallel()
	for day, want := range map[calendar.Date]int{
		calendar.NewDate(2024, 4, 12): 2, // Friday
		calendar.NewDate(2024, 4, 13): 0, // Saturday
		calendar.NewDate(2024, 4, 28): 2, // a Sunday to be worked on
		calendar.NewDate(2024, 5, 1):  0, // 劳动节
	} {
		now := day.At(12, 0)
		require.Equal(t, want, round(t, digestsAt(smallOffice(settings.MailSingleWithDigest), &now)), day)
	}
}

func TestNoDigestUnlessSet(t *testing.T) {
	t.Parallel()
	now := monday(12, 0)
	for _, mode := range []settings.MailMode{settings.MailOff, settings.MailSingle} {
		r := smallOffice(mode)
		require.Zero(t, round(t, digestsAt(r, &now)))
		require.Zero(t, r.asked)
	}
	r := smallOffice(settings.MailDigest)
	delete(r.set, "mail")
	require.Zero(t, round(t, digestsAt(r, &now)), "off is the default")
}

func TestDigestsFollowTheRemindersHour(t *testing.T) {
	t.Parallel()
	r := smallOffice(settings.MailDigest)
	r.set["reminders"] = law.Reminders{DaysBefore: []int{1}, Hour: 14, Minute: 30}
	now := monday(14, 34)
	d := digestsAt(r, &now)
	require.Zero(t, round(t, d))
	now = monday(14, 35)
	require.Equal(t, 2, round(t, d))
}

// With a clock that stands, the day's digests are due where it stands at the hour
// or after; real time does not count.
func TestDigestsUnderAStandingClock(t *testing.T) {
	t.Parallel()
	r := smallOffice(settings.MailDigest)
	real := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	d := digestsAt(r, &real)
	for _, step := range []struct {
		stands time.Time
		want   int
	}{
		{monday(8, 59), 0}, {monday(9, 0), 2}, {monday(9, 0), 0}, {monday(17, 0), 0},
		{monday(8, 0).AddDate(0, 0, 1), 0}, {monday(10, 0).AddDate(0, 0, 1), 2}, {monday(10, 0).AddDate(0, 0, 5), 0 /* Saturday */},
	} {
		r.clock = record.Clock{Standing: true, Now: step.stands}
		require.Equal(t, step.want, round(t, d), step.stands)
	}
	require.Len(t, r.mails, 4)
}

func TestDigestsThatFailAreTriedAgain(t *testing.T) {
	t.Parallel()
	r := smallOffice(settings.MailDigest)
	r.fail = errors.New("connection lost")
	now := monday(9, 5)
	d := digestsAt(r, &now)
	_, err := d.Round(t.Context())
	require.ErrorIs(t, err, r.fail)
	r.fail = nil
	require.Equal(t, 2, round(t, d))
}

// The sender queues what is due and sends it in the same round; trouble with the
// digests does not keep the other mails back.
func TestSenderSendsTheDigests(t *testing.T) {
	t.Parallel()
	server := (&mailServer{}).start(t)
	now := monday(9, 5)
	r := smallOffice(settings.MailDigest)
	r.outbox = newOutbox(mailTo(1, "a@example.cn"))
	r.fail = errors.New("connection lost")
	sender, said := newSender(t, r.outbox, plainTo(server))
	sender.WithDigests(digestsAt(r, &now))
	runUntil := func(received int) {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			sender.Run(ctx, time.Hour)
		}()
		require.Eventually(t, func() bool { return len(server.received()) == received }, 20*time.Second, time.Millisecond)
		cancel()
		<-ended
	}
	runUntil(1)
	require.Contains(t, said.String(), "daily digests not all queued")
	r.fail = nil
	runUntil(3)
	require.Contains(t, said.String(), "daily digests queued")
	requireDiscreet(t, said.String())
}
