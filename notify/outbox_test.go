package notify

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"shuangsuiji/record"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// memoryOutbox offers every mail that was not sent, at any time.
type memoryOutbox struct {
	mu    sync.Mutex
	mails []*record.Mail
	// loseMarks is how many marks of sent mails still fail, as when the program
	// is killed after the acceptance.
	loseMarks int
	// claimed are the mails that another sender has.
	claimed map[string]bool
}

func newOutbox(mails ...record.Mail) *memoryOutbox {
	o := &memoryOutbox{}
	for _, m := range mails {
		o.mails = append(o.mails, &m)
	}
	return o
}

func (o *memoryOutbox) PendingMail(ctx context.Context, _ time.Time, limit int) ([]record.Mail, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var due []record.Mail
	for _, m := range o.mails {
		if m.Sent.IsZero() && len(due) < limit {
			due = append(due, *m)
		}
	}
	return due, ctx.Err()
}

func (o *memoryOutbox) ClaimMail(ctx context.Context, messageID string, now, until time.Time) (bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return !o.claimed[messageID] && until.After(now), ctx.Err()
}

func (o *memoryOutbox) MarkMailSent(ctx context.Context, messageID string, at time.Time) error {
	return o.mark(ctx, messageID, func(m *record.Mail) error {
		if o.loseMarks > 0 {
			o.loseMarks--
			return fmt.Errorf("connection lost")
		}
		m.Sent = at
		return nil
	})
}

func (o *memoryOutbox) MarkMailFailed(ctx context.Context, messageID string, f record.MailFailure) error {
	return o.mark(ctx, messageID, func(m *record.Mail) error {
		m.Attempts++
		m.LastError, m.NextTry = f.Reason, f.Next
		if f.Next.IsZero() {
			m.GivenUp = f.At
		}
		return nil
	})
}

func (o *memoryOutbox) mark(ctx context.Context, messageID string, change func(*record.Mail) error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, m := range o.mails {
		if m.MessageID == messageID {
			return change(m)
		}
	}
	return fmt.Errorf("no mail %s", messageID)
}

// state is the mail as it lies in the outbox.
func (o *memoryOutbox) state(number int) record.Mail {
	o.mu.Lock()
	defer o.mu.Unlock()
	return *o.mails[number]
}

// mailTo is a mail numbered n, with a body that no log may show.
func mailTo(n int, to string) record.Mail {
	return record.Mail{
		MessageID: fmt.Sprintf("<%032d@rsj.example.cn>", n),
		To:        to,
		Subject:   "【双随机抽查】2024001-001-0007",
		Body:      secretBody,
		Created:   time.Date(2024, 4, 8, 1, 0, 0, 123456000, time.UTC),
	}
}

const secretBody = "该案检查结果须于2024年5月9日前公示。\n请及时办理。"

// plainTo are settings for a server without TLS.
func plainTo(server *mailServer) SMTP {
	return SMTP{Host: server.host, Port: server.port, From: "双随机抽查平台 <ssj@rsj.example.cn>", TLS: TLSNone, Timeout: 5 * time.Second}
}

// newSender is a sender and what it has logged so far.
func newSender(t *testing.T, outbox Outbox, cfg SMTP) (*Sender, *logged) {
	t.Helper()
	said := &logged{}
	sender, err := NewSender(outbox, cfg, slog.New(slog.NewTextHandler(said, &slog.HandlerOptions{Level: slog.LevelDebug})))
	require.NoError(t, err)
	return sender, said
}

type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
