package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/notify"
	"shuangsuiji/record"
	"shuangsuiji/settings"
	"shuangsuiji/store"
)

// digests: several workers make the same day's digests at once, and each account
// has one.
func digests(t *testing.T, s *store.Store) {
	ctx := t.Context()
	clerk, head := account("u1"), account("u2")
	clerk.Email, head.Email = "a@example.org", "b@example.org"
	saveAccounts(t, s, clerk, head, account("u3"))
	_, err := s.Deliver(ctx, []record.Message{message("u1", "a"), message("u1", "b"), message("u2", "a"), message("u3", "a")})
	require.NoError(t, err)
	require.NoError(t, s.SaveSetting(ctx, "mail", settings.MailSetting{Mode: settings.MailDigest, Domain: "rsj.gov.cn"}, "u1", "试", monday))
	day := calendar.NewDate(2024, 4, 9)
	require.NoError(t, s.SaveClock(ctx, record.Clock{Standing: true, Now: day.At(9, 0)}))

	requireNone(t, together(func(int) error {
		_, err := notify.NewDigests(s).Round(ctx)
		return err
	}))
	pending, err := s.PendingMail(ctx, monday, 10)
	require.NoError(t, err)
	require.Len(t, pending, 2)
	for i, to := range []string{"a@example.org", "b@example.org"} {
		at := pending[0]
		if at.To != to {
			at = pending[1]
		}
		require.Equal(t, to, at.To)
		require.Contains(t, at.Subject, []string{"2条", "1条"}[i])
	}
}
