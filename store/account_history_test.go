package store_test

import (
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// accountHistory: every change by somebody leaves who, when and what the account
// became, and nothing of the password but that it changed.
func accountHistory(t *testing.T, s *store.Store) {
	ctx := t.Context()
	a := account("u1", law.RoleClerk)
	saveAccounts(t, s, a)
	history, err := s.AccountHistory(ctx, "u1")
	require.NoError(t, err)
	require.Empty(t, history, "nobody did it")

	change := func(by string, at time.Time, to func(*record.Account)) {
		t.Helper()
		_, err := s.ChangeAccount(ctx, "u1", changeOf(by, at, to))
		require.NoError(t, err)
	}
	change("operator:root", monday, func(a *record.Account) { a.PasswordHash = "$argon2id$other" })
	change("u9", monday.Add(time.Hour), func(a *record.Account) { a.Active = false })
	history, err = s.AccountHistory(ctx, "u1")
	require.NoError(t, err)
	require.Len(t, history, 2)
	require.Equal(t, []string{"operator:root", "u9"}, []string{history[0].By, history[1].By})
	require.Equal(t, []int{1, 2}, []int{history[0].Version, history[1].Version})
	require.Equal(t, monday.Add(time.Hour), history[1].At)
	require.Contains(t, string(history[0].Body), `"passwordChanged":true`)
	require.NotContains(t, string(history[0].Body), "argon2id")
	require.Contains(t, string(history[1].Body), `"active":false`)
	require.NotContains(t, string(history[1].Body), "passwordChanged")

	thief := account("u2")
	thief.Login = a.Login
	_, err = s.AddAccount(ctx, thief, changeOf("u9", monday, func(*record.Account) {}))
	requireCode(t, err, law.KindDuplicate, "login_taken")
	history, err = s.AccountHistory(ctx, "u2")
	require.NoError(t, err)
	require.Empty(t, history, "what was refused has no history")
}

func changeOf(by string, at time.Time, to func(*record.Account)) record.AccountChange {
	return record.AccountChange{By: by, At: at, Judge: func(a *record.Account, _ []record.Account) ([]record.Message, error) {
		to(a)
		return nil, nil
	}}
}

// accountChanged: a change is made to the account as it is by then, beside all others,
// and ends what the account may no longer do.
func accountChanged(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveAccounts(t, s, account("u1", law.RoleClerk), account("u2", law.RoleClerk))
	enter := func() {
		t.Helper()
		for _, id := range []string{"u1", "u2"} {
			require.NoError(t, s.Sessions().CommitCtx(ctx, "cookie-"+id, []byte{1}, time.Now().Add(time.Hour)))
			require.NoError(t, s.DescribeSession(ctx, store.SessionID("cookie-"+id), record.Session{Account: id, Begun: monday, Seen: monday}))
			require.NoError(t, s.SaveToken(ctx, record.Token{ID: "t-" + id + rand.Text(), Account: id, Name: "x", Hash: rand.Text(), Created: monday, Expires: monday}))
		}
	}
	left := func(id string) (sessions, tokens int) {
		t.Helper()
		open, err := s.SessionsOf(ctx, id, time.Now())
		require.NoError(t, err)
		all, err := s.Tokens(ctx, id)
		require.NoError(t, err)
		for _, k := range all {
			if k.Revoked.IsZero() {
				tokens++
			}
		}
		return len(open), tokens
	}
	for what, c := range map[string]struct {
		change           func(*record.Account)
		sessions, tokens int
	}{
		"name":     {func(a *record.Account) { a.Name = "新名" }, 1, 1},
		"roles":    {func(a *record.Account) { a.Roles = []law.Role{law.RoleInspector} }, 0, 1},
		"password": {func(a *record.Account) { a.PasswordHash += "x" }, 0, 0},
		"closed":   {func(a *record.Account) { a.Active = false }, 0, 0},
	} {
		require.NoError(t, s.SaveAccount(ctx, account("u1", law.RoleClerk)))
		require.NoError(t, store.Exec(ctx, s, "UPDATE tokens SET revoked = created"))
		enter()
		_, err := s.ChangeAccount(ctx, "u1", changeOf("u9", monday, c.change))
		require.NoError(t, err)
		sessions, tokens := left("u1")
		require.Equal(t, []int{c.sessions, c.tokens}, []int{sessions, tokens}, what)
		sessions, tokens = left("u2")
		require.Equal(t, []int{1, 1}, []int{sessions, tokens}, "another's stay: %s", what)
	}

	closed := account("u1", law.RoleClerk)
	closed.Active = false
	require.NoError(t, s.SaveAccount(ctx, closed))
	told := []record.Message{{Account: "u2", Subject: "u1", Key: "k", Kind: law.NoticeChange, Text: "改", Created: monday}}
	seen, err := s.ChangeAccount(ctx, "u1", record.AccountChange{By: "u9", At: monday, Judge: func(a *record.Account, others []record.Account) ([]record.Message, error) {
		require.False(t, a.Active)
		require.Len(t, others, 1)
		require.Equal(t, "u2", others[0].ID)
		require.Equal(t, []law.Role{law.RoleClerk}, others[0].Roles)
		a.Email = "a@example.org"
		return told, nil
	}})
	require.NoError(t, err)
	kept, err := s.Account(ctx, "u1")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(seen, kept))
	unread, err := s.CountUnread(ctx, "u2")
	require.NoError(t, err)
	require.Equal(t, 1, unread)

	refused := law.Errorf(law.KindNotAllowed, "no", "不可以")
	_, err = s.ChangeAccount(ctx, "u1", record.AccountChange{By: "u9", At: monday, Judge: func(a *record.Account, _ []record.Account) ([]record.Message, error) {
		a.Active = true
		return nil, refused
	}})
	require.ErrorIs(t, err, refused)
	kept, err = s.Account(ctx, "u1")
	require.NoError(t, err)
	require.False(t, kept.Active)
	_, err = s.ChangeAccount(ctx, "none", changeOf("u9", monday, func(*record.Account) {}))
	requireCode(t, err, law.KindNotFound, "account_not_found")
}

// administratorsAtOnce: two administrators who close each other at the same moment do not
// both succeed where one must stay.
func administratorsAtOnce(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveAccounts(t, s, account("a1", law.RoleAdministrator), account("a2", law.RoleAdministrator))
	last := errors.New("the last")
	errs := together(func(n int) error {
		_, err := s.ChangeAccount(ctx, []string{"a1", "a2"}[n%2], record.AccountChange{By: "x", At: monday, Judge: func(a *record.Account, others []record.Account) ([]record.Message, error) {
			if !others[0].Active {
				return nil, last
			}
			a.Active = false
			return nil, nil
		}})
		return err
	})
	require.Contains(t, errs, last)
	all, err := s.Accounts(ctx)
	require.NoError(t, err)
	require.NotEqual(t, all[0].Active, all[1].Active)
}

func handoversProposed(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveAccounts(t, s, account("u1"), account("u2"), account("u3"))
	h := record.ProposedHandover{ID: "h1", From: "u1", To: "u2", Reason: "退休", By: "u3", Proposed: monday}
	told := []record.Message{{Account: "u2", Subject: "u1", Key: "h", Kind: law.NoticeChange, Text: "待确认", Created: monday}}
	require.NoError(t, s.ProposeHandover(ctx, h, told))
	again := h
	again.To = "u3"
	require.NoError(t, s.ProposeHandover(ctx, again, told), "a repeat changes nothing")
	open, err := s.OpenHandovers(ctx)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff([]record.ProposedHandover{h}, open))
	unread, err := s.CountUnread(ctx, "u2")
	require.NoError(t, err)
	require.Equal(t, 1, unread)
	require.NoError(t, s.EndHandover(ctx, "h1", "u2", monday.Add(time.Hour)))
	requireCode(t, s.EndHandover(ctx, "h1", "", monday), law.KindNotAllowed, "handover_ended")
	h.ConfirmedBy, h.Ended = "u2", monday.Add(time.Hour)
	ended, err := s.Handover(ctx, "h1")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(h, ended))
	open, err = s.OpenHandovers(ctx)
	require.NoError(t, err)
	require.Empty(t, open)
	_, err = s.Handover(ctx, "none")
	requireCode(t, err, law.KindNotFound, "handover_unknown")
}
