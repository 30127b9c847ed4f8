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

// Outbox is where mails wait. It decides which of the failed ones are due again
// and which are given up.
type Outbox interface {
	// PendingMail is the mails that are due, in the order of sending, at most limit.
	PendingMail(ctx context.Context, limit int) ([]record.Mail, error)
	// MarkMailSent takes a mail out; at is the moment (UTC) after its acceptance.
	MarkMailSent(ctx context.Context, messageID string, at time.Time) error
	// MarkMailFailed counts one attempt; reason is for staff to read.
	MarkMailFailed(ctx context.Context, messageID string, reason string) error
}

// Sender sends what waits in an outbox. One sender at a time works on an outbox;
// two would send mails twice, with the same Message-ID.
type Sender struct {
	outbox Outbox
	config SMTP
	tls    *tls.Config
	grace  time.Duration
	log    *slog.Logger
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
	return &Sender{outbox: outbox, config: cfg, tls: tlsConfig, grace: standardGrace, log: log}, nil
}

// Run sends a round at once and then one after each period, until ctx ends. A
// round that found more than it could take is followed by the next without
// waiting. What a round could not do is logged, and tried again with the next.
func (s *Sender) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for ctx.Err() == nil {
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

// Round sends the mails that are due over one connection; without any it does
// not connect. sent were accepted and marked, failed were refused and marked; a
// mail that counts in neither is as it was. The error says why the round did not
// come to its end: the outbox's, the mail server's, or that of ctx.
func (s *Sender) Round(ctx context.Context) (sent, failed int, err error) {
	mails, err := s.outbox.PendingMail(ctx, batch)
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
	msg, err := compose(s.config.From, m)
	if err != nil {
		return s.refused(ctx, m, err.Error())
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
		result = s.refused(ctx, m, judged.reason)
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
	at := time.Now().UTC().Truncate(time.Microsecond)
	if err := s.outbox.MarkMailSent(ctx, m.MessageID, at); err != nil {
		return outcome{err: fmt.Errorf("notify: 登记已发邮件：%w", err)}
	}
	return outcome{accepted: true}
}

func (s *Sender) refused(ctx context.Context, m record.Mail, reason string) outcome {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), markTimeout)
	defer cancel()
	if err := s.outbox.MarkMailFailed(ctx, m.MessageID, reason); err != nil {
		return outcome{err: fmt.Errorf("notify: 登记未发出的邮件：%w", err)}
	}
	return outcome{refused: true}
}
