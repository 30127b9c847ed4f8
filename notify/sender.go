package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"shuangsuiji/record"
)

// batch is how many mails a round takes; what is left goes with the next.
const batch = 100

// markTimeout bounds the outbox's answer to a mark, which is not broken off when
// the program is told to end: an accepted mail without its mark goes out again.
const markTimeout = 10 * time.Second

// lease is how long a mail is one sender's alone, beside the time that its sending
// may take. A sender that dies over it leaves it to the others after that.
const lease = 5 * time.Minute

// Outbox is where mails wait. Its moments are real time, UTC.
type Outbox interface {
	// PendingMail is the mails that are due now, in the order of sending, at most limit.
	PendingMail(ctx context.Context, now time.Time, limit int) ([]record.Mail, error)
	// ClaimMail takes a mail that is due now for this sender alone until the other
	// moment; false where it is another's or was sent.
	ClaimMail(ctx context.Context, messageID string, now, until time.Time) (bool, error)
	// MarkMailSent takes a mail out; at is the moment (UTC) after its acceptance.
	MarkMailSent(ctx context.Context, messageID string, at time.Time) error
	// MarkMailFailed counts one attempt, and keeps when the next one is due.
	MarkMailFailed(ctx context.Context, messageID string, f record.MailFailure) error
}

// Sender sends what waits in an outbox. Several may work on the same: each mail is
// claimed before it is sent.
type Sender struct {
	outbox  Outbox
	digests *Digests
	config  SMTP
	tls     *tls.Config
	grace   time.Duration
	now     func() time.Time
	log     *slog.Logger
}

// NewSender checks the settings and reads the CA file; it does not connect. Its
// errors name the setting. A nil log discards.
func NewSender(outbox Outbox, cfg SMTP, log *slog.Logger) (*Sender, error) {
	cfg, err := cfg.check()
	if err != nil {
		return nil, err
	}
	tlsConfig, err := cfg.tlsConfig()
	if err != nil {
		return nil, err
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Sender{outbox: outbox, config: cfg, tls: tlsConfig, grace: standardGrace, now: time.Now, log: log}, nil
}

// WithDigests lets the sender put the daily digests into the outbox, before each of
// its rounds, as far as they are due.
func (s *Sender) WithDigests(d *Digests) *Sender {
	s.digests = d
	return s
}

// Run sends a round at once and then one after each period, until ctx ends. A
// round that found more than it could take is followed by the next without
// waiting. What a round could not do is logged, and tried again with the next.
func (s *Sender) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for ctx.Err() == nil {
		s.queueDigests(ctx)
		sent, failed, err := s.Round(ctx)
		switch {
		case ctx.Err() != nil && errors.Is(err, context.Canceled):
			return
		case err != nil:
			s.log.WarnContext(ctx, "mail round broken off", "sent", sent, "failed", failed, "error", err)
		case sent+failed > 0:
			s.log.InfoContext(ctx, "mail round done", "sent", sent, "failed", failed)
		}
		// A round of nothing but failures waits: whoever answers so is not asked
		// again at once.
		if err == nil && sent > 0 && sent+failed == batch {
			continue
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

// queueDigests does not stand in the way of the mails that wait already.
func (s *Sender) queueDigests(ctx context.Context) {
	if s.digests == nil {
		return
	}
	queued, err := s.digests.Round(ctx)
	switch {
	case err != nil && ctx.Err() == nil:
		s.log.WarnContext(ctx, "daily digests not all queued", "queued", queued, "error", err)
	case queued > 0:
		s.log.InfoContext(ctx, "daily digests queued", "queued", queued)
	}
}

// Round sends the mails that are due over one connection; without any it does
// not connect. sent were accepted and marked, failed were refused and marked; a
// mail that counts in neither is another sender's, or as it was but for its claim. The error says why the round did not
// come to its end: the outbox's, the mail server's, or that of ctx.
func (s *Sender) Round(ctx context.Context) (sent, failed int, err error) {
	mails, err := s.outbox.PendingMail(ctx, s.moment(), batch)
	if err != nil {
		return 0, 0, fmt.Errorf("notify: 读取待发邮件：%w", err)
	}
	if len(mails) == 0 {
		return 0, 0, nil
	}
	c, err := s.connect(ctx)
	if err != nil {
		return 0, 0, err
	}
	broken := false
	defer func() { s.hangUp(ctx, c, broken) }()
	for _, m := range mails {
		if err := ctx.Err(); err != nil {
			return sent, failed, err
		}
		result := s.send(ctx, c, m)
		switch {
		case result.accepted:
			sent++
		case result.refused:
			failed++
		}
		if result.err != nil {
			broken = result.broken
			return sent, failed, result.err
		}
	}
	return sent, failed, nil
}

// outcome is what became of one mail. With an error the round ends.
type outcome struct {
	accepted, refused bool // and marked so
	broken            bool // the connection can no longer be spoken to
	err               error
}

func (s *Sender) send(ctx context.Context, c *connection, m record.Mail) outcome {
	now := s.moment()
	mine, err := s.outbox.ClaimMail(ctx, m.MessageID, now, now.Add(s.config.Timeout+lease))
	if err != nil {
		return outcome{err: fmt.Errorf("notify: 领取待发邮件：%w", err)}
	}
	if !mine {
		return outcome{}
	}
	msg, err := compose(s.config.From, m)
	if err != nil {
		return s.refused(ctx, m, hopeless, err.Error())
	}
	err = c.client.Send(msg)
	// The library also reports what went wrong after the acceptance.
	if msg.IsDelivered() {
		return s.accepted(ctx, m)
	}
	if err == nil {
		err = errors.New("the mail was neither accepted nor refused")
	}
	said := discreet{fmt.Errorf("notify: 发送邮件：%w", err)}
	judged := judge(err)
	var result outcome
	if judged.reason != "" {
		result = s.refused(ctx, m, judged.gravity, judged.reason)
		s.log.InfoContext(ctx, "mail not accepted", "message_id", m.MessageID, "reason", judged.reason)
	}
	if judged.stop {
		result.broken = true
		result.err = errors.Join(said, result.err)
		return result
	}
	// A server that refused at DATA still holds the sender and the recipient.
	if err := c.client.Reset(); err != nil {
		result.broken = true
		result.err = errors.Join(discreet{fmt.Errorf("notify: 发送邮件：%w", err)}, result.err)
	}
	return result
}

func (s *Sender) accepted(ctx context.Context, m record.Mail) outcome {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), markTimeout)
	defer cancel()
	if err := s.outbox.MarkMailSent(ctx, m.MessageID, s.moment()); err != nil {
		return outcome{err: fmt.Errorf("notify: 登记已发邮件：%w", err)}
	}
	return outcome{accepted: true}
}

func (s *Sender) refused(ctx context.Context, m record.Mail, g gravity, reason string) outcome {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), markTimeout)
	defer cancel()
	f := record.MailFailure{Reason: reason, At: s.moment()}
	f.Next = nextTry(g, m.Attempts+1, f.At)
	if err := s.outbox.MarkMailFailed(ctx, m.MessageID, f); err != nil {
		return outcome{err: fmt.Errorf("notify: 登记未发出的邮件：%w", err)}
	}
	if f.Next.IsZero() {
		s.log.WarnContext(ctx, "mail given up", "message_id", m.MessageID, "attempts", m.Attempts+1, "reason", reason)
	}
	return outcome{refused: true}
}

// moment is now, as the record keeps it.
func (s *Sender) moment() time.Time { return s.now().UTC().Truncate(time.Microsecond) }
