package notify

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"time"

	"github.com/wneessen/go-mail"
)

// standardGrace is what a mail under way gets when the program is told to end:
// long enough for a server that answers, short enough for whoever waits.
const standardGrace = 5 * time.Second

// preferredLogins are in the order of what they give away.
var preferredLogins = []mail.SMTPAuthType{
	mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthSCRAMSHA1, mail.SMTPAuthPlain, mail.SMTPAuthLogin,
}

// connection is one conversation with the mail server.
type connection struct {
	client *mail.Client
	raw    net.Conn
	// forget ends the watch on the round's context.
	forget func() bool
}

// connect dials, raises the connection to TLS and logs in.
func (s *Sender) connect(ctx context.Context) (*connection, error) {
	c := &connection{}
	// The library leaves a connection open on which greeting or login failed; so
	// it is dialled, and closed, here.
	options := []mail.Option{
		mail.WithPort(s.config.Port),
		mail.WithTimeout(s.config.Timeout),
		mail.WithTLSConfig(s.tls),
		mail.WithDialContextFunc(func(ctx context.Context, network, address string) (net.Conn, error) {
			var err error
			c.raw, err = s.dial(ctx, network, address)
			return c.raw, err
		}),
	}
	if s.config.TLS == TLSStartTLS {
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	} else {
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if s.config.User != "" {
		password, err := s.config.password()
		if err != nil {
			return nil, err
		}
		options = append(options, mail.WithUsername(s.config.User), mail.WithPassword(password),
			mail.WithOpportunisticSMTPAuth(preferredLogins...))
	}
	var err error
	if c.client, err = mail.NewClient(s.config.Host, options...); err != nil {
		return nil, discreet{fmt.Errorf("notify: 邮件服务器设置：%w", err)}
	}
	if err := c.client.DialWithContext(ctx); err != nil {
		if c.raw != nil {
			s.logClose(ctx, c.raw.Close())
		}
		return nil, discreet{fmt.Errorf("notify: 连接邮件服务器：%w", err)}
	}
	c.forget = context.AfterFunc(ctx, func() {
		if err := c.raw.SetDeadline(time.Now().Add(s.grace)); err != nil {
			s.logClose(ctx, err)
		}
	})
	return c, nil
}

func (s *Sender) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if s.config.TLS == TLSImplicit {
		return (&tls.Dialer{Config: s.tls}).DialContext(ctx, network, address)
	}
	return (&net.Dialer{}).DialContext(ctx, network, address)
}

// hangUp ends the conversation. A broken one gets no farewell: in the middle of
// a mail QUIT would be read as its text.
func (s *Sender) hangUp(ctx context.Context, c *connection, broken bool) {
	c.forget()
	if broken {
		s.logClose(ctx, c.raw.Close())
		return
	}
	if err := c.client.Close(); err != nil {
		s.logClose(ctx, err)
		s.logClose(ctx, c.raw.Close())
	}
}

// logClose tells of trouble at the end of a conversation, when nothing hangs on
// it any more.
func (s *Sender) logClose(ctx context.Context, err error) {
	if err != nil {
		s.log.DebugContext(ctx, "closing the connection to the mail server", "error", discreet{err})
	}
}
