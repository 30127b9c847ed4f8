package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/store"
)

// accountHistory: every change by somebody leaves who, when and what the account
// became, and nothing of the password but that it changed.
func accountHistory(t *testing.T, s *store.Store) {
	ctx := t.Context()
	a := account("u1", inspection.RoleClerk)
	saveAccounts(t, s, a)
	history, err := s.AccountHistory(ctx, "u1")
	require.NoError(t, err)
	require.Empty(t, history, "nobody did it")

	a.PasswordHash = "$argon2id$other"
	require.NoError(t, s.SaveAccountBy(ctx, a, "operator:root", monday))
	a.Active = false
	require.NoError(t, s.SaveAccountBy(ctx, a, "u9", monday.Add(time.Hour)))
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
	requireCode(t, s.SaveAccountBy(ctx, thief, "u9", monday), inspection.KindDuplicate, "login_taken")
	history, err = s.AccountHistory(ctx, "u2")
	require.NoError(t, err)
	require.Empty(t, history, "what was refused has no history")
}
