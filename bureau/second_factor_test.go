package bureau_test

import (
	"encoding/base32"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
)

// withFactors is a real office that keeps second factors, with its people.
func withFactors(t *testing.T) (o *bureau.Office, s *store.Store, now *time.Time) {
	t.Helper()
	ring, err := seal.New(seal.NewKey("k1"))
	require.NoError(t, err)
	s = newRecord(t)
	o, now = realOffice(t, s, bureau.WithSeals(ring))
	for id, role := range map[string]law.Role{"admin": law.RoleAdministrator, "boss": law.RoleBureauHead, "watch": law.RoleSupervisor, "clerk": law.RoleClerk} {
		hire(t, o, s, id, "局", role)
	}
	return o, s, now
}

// codeAt is what the authenticator shows.
func codeAt(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, at)
	require.NoError(t, err)
	return code
}

// enrol gives the account a second factor, and returns its secret and recovery codes.
func enrol(t *testing.T, o *bureau.Office, now *time.Time, id string) (secret string, codes []string) {
	t.Helper()
	e, err := o.BeginSecondFactor(t.Context(), id, fresh, "")
	require.NoError(t, err)
	require.Contains(t, e.URI, "otpauth://totp/")
	require.True(t, strings.HasPrefix(e.QR, "data:image/png;base64,"))
	codes, err = o.ConfirmSecondFactor(t.Context(), id, codeAt(t, e.Secret, *now))
	require.NoError(t, err)
	require.Len(t, codes, 10)
	return e.Secret, codes
}

func TestSecondFactor(t *testing.T) {
	t.Parallel()
	o, s, now := withFactors(t)
	ctx := t.Context()
	boss, err := o.Login(ctx, "boss", fresh)
	require.NoError(t, err)
	must, err := o.CompleteLogin(ctx, boss, "")
	require.NoError(t, err)
	require.True(t, must, "the role demands it")
	clerk, err := s.Account(ctx, "clerk")
	require.NoError(t, err)
	must, err = o.CompleteLogin(ctx, clerk, "")
	require.NoError(t, err)
	require.False(t, must)

	_, err = o.BeginSecondFactor(ctx, "boss", "wrong password", "")
	requireCode(t, err, "login_failed")
	_, err = o.ConfirmSecondFactor(ctx, "boss", "123456")
	requireCode(t, err, "second_factor_not_begun")
	secret, codes := enrol(t, o, now, "boss")

	try := func(code string) error { _, err := o.CompleteLogin(ctx, boss, code); return err }
	requireCode(t, try(""), "second_factor_required")
	requireCode(t, try(codeAt(t, secret, *now)), "second_factor_wrong") // that of the enrolment
	*now = now.Add(30 * time.Second)
	require.NoError(t, try(codeAt(t, secret, *now)))
	requireCode(t, try(codeAt(t, secret, *now)), "second_factor_wrong") // once more
	requireCode(t, try(codeAt(t, secret, now.Add(-30*time.Second))), "second_factor_wrong")
	require.NoError(t, try(codeAt(t, secret, now.Add(30*time.Second))), "a telephone that is fast")
	requireCode(t, try(codeAt(t, secret, now.Add(90*time.Second))), "second_factor_wrong")

	require.NoError(t, try(" "+strings.ToLower(codes[3])+" "), "as typed from paper")
	requireCode(t, try(codes[3]), "second_factor_wrong")
	require.NoError(t, try(codes[4]))
	state, err := o.SecondFactor(ctx, "boss")
	require.NoError(t, err)
	require.Equal(t, bureau.SecondFactorState{Enrolled: noon, Required: true, RecoveryCodes: 8}, state)
	used, err := s.SecurityEvents(ctx, record.SecurityEventFilter{Kind: record.EventRecoveryUsed}, record.Page{})
	require.NoError(t, err)
	require.Len(t, used.Items, 2)

	// Another telephone takes a code of the one before; until it is confirmed that one stays.
	*now = now.Add(time.Hour)
	_, err = o.BeginSecondFactor(ctx, "boss", fresh, "")
	requireCode(t, err, "second_factor_required")
	second, err := o.BeginSecondFactor(ctx, "boss", fresh, codes[5])
	require.NoError(t, err)
	require.NoError(t, try(codeAt(t, secret, *now)))
	_, err = o.ConfirmSecondFactor(ctx, "boss", codeAt(t, secret, *now))
	requireCode(t, err, "second_factor_wrong")
	_, err = o.ConfirmSecondFactor(ctx, "boss", codeAt(t, second.Secret, *now))
	require.NoError(t, err)
	requireCode(t, try(codes[6]), "second_factor_wrong") // of the old one
}

// The database alone gives no codes: neither secret nor recovery codes stand in it, and a
// secret moved to another account does not open there.
func TestSecondFactorIsSealed(t *testing.T) {
	t.Parallel()
	o, s, now := withFactors(t)
	ctx := t.Context()
	secret, codes := enrol(t, o, now, "boss")
	f, err := s.SecondFactor(ctx, "boss")
	require.NoError(t, err)
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	require.NoError(t, err)
	require.NotContains(t, string(f.Secret), string(raw))
	for _, c := range f.Codes {
		require.NotContains(t, codes, c.Hash)
	}
	require.NoError(t, s.ChangeSecondFactor(ctx, "clerk", func(of *record.SecondFactor) error { *of = f; of.LastStep = 0; return nil }))
	clerk, err := s.Account(ctx, "clerk")
	require.NoError(t, err)
	*now = now.Add(time.Minute)
	_, err = o.CompleteLogin(ctx, clerk, codeAt(t, secret, *now))
	requireCode(t, err, "second_factor_unavailable")
	_, err = o.CompleteLogin(ctx, clerk, codes[0])
	requireCode(t, err, "second_factor_wrong")

	without, _ := realOffice(t, s)
	boss, err := s.Account(ctx, "boss")
	require.NoError(t, err)
	_, err = without.CompleteLogin(ctx, boss, codeAt(t, secret, *now))
	requireCode(t, err, "second_factor_unavailable")
}

func TestWrongCodesCloseTheSecondFactor(t *testing.T) {
	t.Parallel()
	o, s, now := withFactors(t)
	secret, codes := enrol(t, o, now, "boss")
	boss, err := s.Account(t.Context(), "boss")
	require.NoError(t, err)
	*now = now.Add(time.Hour)
	wrong := "000000"
	if codeAt(t, secret, *now) == wrong {
		wrong = "000001"
	}
	try := func(code string) error { _, err := o.CompleteLogin(t.Context(), boss, code); return err }
	for range 10 {
		requireCode(t, try(wrong), "second_factor_wrong")
	}
	requireCode(t, try(codeAt(t, secret, *now)), "second_factor_closed")
	requireCode(t, try(codes[0]), "second_factor_closed")
	*now = now.Add(15 * time.Minute)
	require.NoError(t, try(codeAt(t, secret, *now)))
}

func TestSecondFactorReset(t *testing.T) {
	t.Parallel()
	o, s, now := withFactors(t)
	ctx := t.Context()
	_, err := o.ResetSecondFactor(ctx, admin, "boss", "手机丢失")
	requireCode(t, err, "second_factor_none")
	enrol(t, o, now, "boss")
	token, _, err := o.IssueToken(ctx, "boss", bureau.NewToken{Name: "x"})
	require.NoError(t, err)
	_, err = o.ResetSecondFactor(ctx, law.Actor{ID: "watch", Roles: []law.Role{law.RoleSupervisor}}, "boss", "手机丢失")
	requireCode(t, err, "not_your_act")
	_, err = o.ResetSecondFactor(ctx, admin, "admin", "手机丢失")
	requireCode(t, err, "own_password")
	a, err := o.ResetSecondFactor(ctx, admin, "boss", "手机丢失")
	require.NoError(t, err)
	_, _, err = o.AccountOfToken(ctx, token)
	requireCode(t, err, "token_expired")
	must, err := o.CompleteLogin(ctx, a, "")
	require.NoError(t, err)
	require.True(t, must)
	for _, id := range []string{"boss", "watch"} {
		inbox, err := s.Inbox(ctx, id, true, record.Page{})
		require.NoError(t, err)
		require.Len(t, inbox.Items, 1, id)
		require.Contains(t, inbox.Items[0].Text, "动态口令已由")
	}
}

// A demonstration asks nobody for a second factor until it is set so.
func TestWhoNeedsASecondFactor(t *testing.T) {
	t.Parallel()
	o, s, _ := withFactors(t)
	ctx := t.Context()
	ring, err := seal.New(seal.NewKey("k1"))
	require.NoError(t, err)
	demonstration := bureau.New(s, nil, quiet, true, bureau.WithSeals(ring))
	needs := func(o *bureau.Office) (who []string) {
		for _, id := range []string{"admin", "boss", "clerk", "watch"} {
			state, err := o.SecondFactor(ctx, id)
			require.NoError(t, err)
			if state.Required {
				who = append(who, id)
			}
		}
		return who
	}
	require.Equal(t, []string{"admin", "boss"}, needs(o))
	require.Empty(t, needs(demonstration))
	require.NoError(t, s.SaveSetting(ctx, "second_factor_roles", []law.Role{law.RoleClerk}, "boss", "试", noon))
	require.Equal(t, []string{"clerk"}, needs(o))
	require.Equal(t, []string{"clerk"}, needs(demonstration))
}
