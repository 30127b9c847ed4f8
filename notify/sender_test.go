package notify

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/record"
)

func TestRoundSendsWhatIsDueOverOneConnection(t *testing.T) {
	t.Parallel()
	server := (&mailServer{}).start(t)
	outbox := newOutbox(mailTo(1, "a@example.cn"), mailTo(2, "b@example.cn"), mailTo(3, "c@example.cn"))
	sender, _ := newSender(t, outbox, plainTo(server))

	before := time.Now().UTC().Truncate(time.Microsecond)
	sent, failed, err := sender.Round(t.Context())
	require.NoError(t, err)
	require.Equal(t, [2]int{3, 0}, [2]int{sent, failed})
	require.Equal(t, 1, server.connected())

	received := server.received()
	require.Len(t, received, 3)
	for i, to := range []string{"a@example.cn", "b@example.cn", "c@example.cn"} {
		require.Equal(t, to, received[i].to)
		require.Equal(t, "ssj@rsj.example.cn", received[i].from)
		at := outbox.state(i).Sent
		require.False(t, at.Before(before), "marked at %s", at)
		require.Equal(t, at.Truncate(time.Microsecond), at)
		require.Equal(t, time.UTC, at.Location())
	}

	sent, failed, err = sender.Round(t.Context())
	require.NoError(t, err)
	require.Zero(t, sent+failed)
	require.Equal(t, 1, server.connected(), "nothing was due, yet the server was dialled")
}

func TestWhatConcernsOneMailFailsThatMailOnly(t *testing.T) {
	t.Parallel()
	refuse := func(code int, said string) error {
		return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 1, 1}, Message: said}
	}
	server := &mailServer{
		refuseRcpt: func(to string) error {
			switch {
			case strings.HasPrefix(to, "gone@"):
				return refuse(550, "no mailbox "+to)
			case strings.HasPrefix(to, "full@"):
				return refuse(452, "mailbox full: "+to)
			}
			return nil
		},
		refuseData: func(d delivery) error {
			if strings.HasPrefix(d.to, "spam@") {
				return refuse(554, "content refused for "+d.to)
			}
			return nil
		},
	}
	server.start(t)
	badID := mailTo(5, "e@example.cn")
	badID.MessageID = "no-brackets@rsj.example.cn"
	outbox := newOutbox(mailTo(0, "gone@example.cn"), mailTo(1, "full@example.cn"), mailTo(2, "spam@example.cn"),
		mailTo(3, "not an address"), mailTo(4, "d@example.cn\r\nRCPT TO:<x@example.cn>"), badID, mailTo(6, "f@example.cn"))
	sender, said := newSender(t, outbox, plainTo(server))

	before := time.Now().Truncate(time.Microsecond)
	sent, failed, err := sender.Round(t.Context())
	require.NoError(t, err)
	require.Equal(t, [2]int{1, 6}, [2]int{sent, failed})
	require.Equal(t, 1, server.connected())
	for i, reason := range []string{
		"收件地址被邮件服务器拒绝（550）", "收件地址暂被邮件服务器拒绝（452）", "邮件被邮件服务器拒绝（554）",
		errAddress.Error(), errAddress.Error(), errMessageID.Error(),
	} {
		m := outbox.state(i)
		require.Equal(t, reason, m.LastError)
		require.Equal(t, 1, m.Attempts)
		require.Zero(t, m.Sent)
		pause := []time.Duration{time.Hour, time.Minute, time.Hour, 0, 0, 0}[i]
		require.Equal(t, pause == 0, !m.GivenUp.IsZero(), reason)
		if pause > 0 {
			require.WithinRange(t, m.NextTry, before.Add(pause), time.Now().Add(pause), reason)
		}
	}
	require.Equal(t, 3, strings.Count(said.String(), "mail given up"))
	require.False(t, outbox.state(6).Sent.IsZero())
	require.Contains(t, said.String(), "550")
	requireDiscreet(t, said.String())
}

func TestRefusedThreeTimesIsGivenUp(t *testing.T) {
	t.Parallel()
	server := (&mailServer{refuseRcpt: func(string) error {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "relaying denied"}
	}}).start(t)
	outbox := newOutbox(mailTo(1, "a@example.cn"))
	sender, _ := newSender(t, outbox, plainTo(server))
	now := time.Date(2024, 4, 8, 1, 0, 0, 0, time.UTC)
	sender.now = func() time.Time { return now }
	for n := 1; n <= refusedTries; n++ {
		_, failed, err := sender.Round(t.Context())
		require.NoError(t, err)
		require.Equal(t, 1, failed)
		m := outbox.state(0)
		require.Equal(t, n, m.Attempts)
		if n < refusedTries {
			require.True(t, m.NextTry.After(now))
			require.Zero(t, m.GivenUp)
			now = m.NextTry
		}
	}
	require.Equal(t, now, outbox.state(0).GivenUp)
}

func TestAnotherSendersMailIsLeftAlone(t *testing.T) {
	t.Parallel()
	server := (&mailServer{}).start(t)
	outbox := newOutbox(mailTo(1, "a@example.cn"), mailTo(2, "b@example.cn"))
	outbox.claimed = map[string]bool{outbox.mails[0].MessageID: true}
	sender, _ := newSender(t, outbox, plainTo(server))

	sent, failed, err := sender.Round(t.Context())
	require.NoError(t, err)
	require.Equal(t, [2]int{1, 0}, [2]int{sent, failed})
	require.Len(t, server.received(), 1)
	require.Equal(t, "b@example.cn", server.received()[0].to)
}

func TestServerAwayLeavesAllPending(t *testing.T) {
	t.Parallel()
	outbox := newOutbox(mailTo(1, "a@example.cn"), mailTo(2, "b@example.cn"))
	cfg := SMTP{Host: "127.0.0.1", Port: closedPort(t), From: "ssj@rsj.example.cn", TLS: TLSNone}
	sender, _ := newSender(t, outbox, cfg)

	sent, failed, err := sender.Round(t.Context())
	require.ErrorContains(t, err, "连接邮件服务器")
	require.Zero(t, sent+failed)
	requireUntouched(t, outbox)
}

func TestServerThatDiesBeforeItsAnswerGetsTheSameMailAgain(t *testing.T) {
	t.Parallel()
	var dying atomic.Bool
	dying.Store(true)
	server := (&mailServer{swallow: dying.Load}).start(t)
	outbox := newOutbox(mailTo(1, "a@example.cn"), mailTo(2, "b@example.cn"))
	sender, said := newSender(t, outbox, plainTo(server))

	sent, failed, err := sender.Round(t.Context())
	require.Error(t, err)
	require.Equal(t, [2]int{0, 1}, [2]int{sent, failed})
	require.Equal(t, "邮件服务器中断了连接，未确认收到邮件", outbox.state(0).LastError)
	require.Zero(t, outbox.state(1).Attempts)

	dying.Store(false)
	sent, failed, err = sender.Round(t.Context())
	require.NoError(t, err)
	require.Equal(t, [2]int{2, 0}, [2]int{sent, failed})

	received := server.received()
	require.Len(t, received, 3)
	require.Equal(t, []string{"a@example.cn", "a@example.cn", "b@example.cn"}, []string{received[0].to, received[1].to, received[2].to})
	require.Equal(t, string(received[0].raw), string(received[1].raw))
	require.Equal(t, outbox.state(0).MessageID, parsed(t, received[1]).Header.Get("Message-Id"))
	requireDiscreet(t, said.String())
}

func TestLostMarkSendsTheSameMailAgain(t *testing.T) {
	t.Parallel()
	server := (&mailServer{}).start(t)
	outbox := newOutbox(mailTo(1, "a@example.cn"), mailTo(2, "b@example.cn"))
	outbox.loseMarks = 1
	sender, _ := newSender(t, outbox, plainTo(server))

	sent, failed, err := sender.Round(t.Context())
	require.ErrorContains(t, err, "connection lost")
	require.Zero(t, sent+failed)
	require.Len(t, server.received(), 1, "went on although what it sends cannot be marked")

	sent, _, err = sender.Round(t.Context())
	require.NoError(t, err)
	require.Equal(t, 2, sent)
	received := server.received()
	require.Len(t, received, 3)
	require.Equal(t, string(received[0].raw), string(received[1].raw))
}

func TestServerThatClosesDown(t *testing.T) {
	t.Parallel()
	server := (&mailServer{refuseRcpt: func(string) error {
		return &smtp.SMTPError{Code: 421, EnhancedCode: smtp.EnhancedCode{4, 3, 2}, Message: "closing down"}
	}}).start(t)
	outbox := newOutbox(mailTo(1, "a@example.cn"), mailTo(2, "b@example.cn"))
	sender, _ := newSender(t, outbox, plainTo(server))

	sent, failed, err := sender.Round(t.Context())
	require.ErrorContains(t, err, "421")
	require.Equal(t, [2]int{0, 1}, [2]int{sent, failed})
	require.Zero(t, outbox.state(1).Attempts)
}

func TestSTARTTLS(t *testing.T) {
	t.Parallel()
	cert, caFile := selfSigned(t)
	for name, tt := range map[string]struct {
		options []serverOption
		caFile  string
		refused string
	}{
		"certificate of the CA file": {options: []serverOption{withSTARTTLS(cert)}, caFile: caFile},
		"unknown certificate":        {options: []serverOption{withSTARTTLS(cert)}, refused: "certificate"},
		"server without STARTTLS":    {caFile: caFile, refused: "STARTTLS"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := (&mailServer{}).start(t, tt.options...)
			cfg := plainTo(server)
			cfg.TLS, cfg.CAFile = TLSStartTLS, tt.caFile
			outbox := newOutbox(mailTo(1, "a@example.cn"))
			sender, _ := newSender(t, outbox, cfg)

			sent, failed, err := sender.Round(t.Context())
			if tt.refused != "" {
				require.ErrorContains(t, err, tt.refused)
				require.Zero(t, sent+failed)
				require.Empty(t, server.received())
				requireUntouched(t, outbox)
				return
			}
			require.NoError(t, err)
			require.Equal(t, 1, sent)
			require.Len(t, server.received(), 1)
		})
	}
}

func TestLoginOverTLS(t *testing.T) {
	t.Parallel()
	cert, caFile := selfSigned(t)
	for mode, option := range map[TLSMode]serverOption{TLSImplicit: withImplicitTLS(cert), TLSStartTLS: withSTARTTLS(cert)} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			server := (&mailServer{login: true}).start(t, option)
			cfg := plainTo(server)
			cfg.TLS, cfg.CAFile, cfg.User = mode, caFile, loginName
			cfg.PasswordFile = filepath.Join(t.TempDir(), "password")
			outbox := newOutbox(mailTo(1, "a@example.cn"))
			sender, _ := newSender(t, outbox, cfg)

			require.NoError(t, os.WriteFile(cfg.PasswordFile, []byte("wrong\n"), 0o600))
			_, _, err := sender.Round(t.Context())
			require.ErrorContains(t, err, "535")
			requireDiscreet(t, err.Error())
			requireUntouched(t, outbox)

			require.NoError(t, os.WriteFile(cfg.PasswordFile, []byte(loginPassword+"\r\n"), 0o600))
			sent, _, err := sender.Round(t.Context())
			require.NoError(t, err)
			require.Equal(t, 1, sent)

			require.NoError(t, os.Remove(cfg.PasswordFile))
			outbox.mails[0].Sent = time.Time{}
			_, _, err = sender.Round(t.Context())
			require.ErrorIs(t, err, os.ErrNotExist)
		})
	}
}

func TestMailUnderWayIsFinishedAtTheEnd(t *testing.T) {
	t.Parallel()
	arrived, answer := make(chan struct{}, 1), make(chan struct{})
	server := (&mailServer{refuseData: func(delivery) error {
		arrived <- struct{}{}
		<-answer
		return nil
	}}).start(t)
	outbox := newOutbox(mailTo(1, "a@example.cn"), mailTo(2, "b@example.cn"))
	sender, _ := newSender(t, outbox, plainTo(server))

	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		sender.Run(ctx, time.Hour)
	}()
	<-arrived
	cancel()
	close(answer)
	<-ended
	require.False(t, outbox.state(0).Sent.IsZero())
	require.True(t, outbox.state(1).Sent.IsZero())
	require.Zero(t, outbox.state(1).Attempts)
	require.Len(t, server.received(), 1)
}

func TestServerThatDoesNotAnswerDoesNotHoldUpTheEnd(t *testing.T) {
	t.Parallel()
	arrived, answer := make(chan struct{}, 1), make(chan struct{})
	server := (&mailServer{refuseData: func(delivery) error {
		arrived <- struct{}{}
		<-answer
		return nil
	}}).start(t)
	t.Cleanup(func() { close(answer) })
	outbox := newOutbox(mailTo(1, "a@example.cn"))
	cfg := plainTo(server)
	cfg.Timeout = time.Hour
	sender, _ := newSender(t, outbox, cfg)
	sender.grace = time.Millisecond

	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-arrived
		cancel()
	}()
	sent, failed, err := sender.Round(ctx)
	require.ErrorContains(t, err, "i/o timeout")
	require.Equal(t, [2]int{0, 1}, [2]int{sent, failed})
	require.True(t, outbox.state(0).Sent.IsZero())
}

func TestRunGoesOnAfterFailuresAndWithoutPauseWhereMoreWaits(t *testing.T) {
	t.Parallel()
	server := (&mailServer{}).start(t)
	outbox := newOutbox()
	for n := range 2*batch + 1 {
		m := mailTo(n, fmt.Sprintf("p%d@example.cn", n))
		outbox.mails = append(outbox.mails, &m)
	}
	outbox.loseMarks = 1
	sender, said := newSender(t, outbox, plainTo(server))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		sender.Run(ctx, 10*time.Millisecond)
	}()
	require.Eventually(t, func() bool {
		due, err := outbox.PendingMail(t.Context(), time.Now(), 1)
		return err == nil && len(due) == 0
	}, 20*time.Second, 5*time.Millisecond)
	cancel()
	<-ended
	require.Len(t, server.received(), 2*batch+2, "one of them twice")
	require.Equal(t, 4, server.connected())
	require.Contains(t, said.String(), "mail round broken off")
	requireDiscreet(t, said.String())
}

// requireDiscreet looks for the parts of addresses and texts used in the tests.
func requireDiscreet(t *testing.T, text string) {
	t.Helper()
	for _, secret := range []string{"@example.cn", loginName, "公示", "请及时办理"} {
		require.NotContains(t, text, secret)
	}
}

func requireUntouched(t *testing.T, outbox *memoryOutbox) {
	t.Helper()
	for i := range outbox.mails {
		m := outbox.state(i)
		require.Equal(t, record.Mail{MessageID: m.MessageID, To: m.To, Subject: m.Subject, Body: m.Body, Created: m.Created}, m)
	}
}
