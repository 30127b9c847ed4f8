package main

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// TestSampleDataOnlyIntoAnEmptyRecord: a record becomes a demonstration's while
// nobody has worked with it, and stays one.
func TestSampleDataOnlyIntoAnEmptyRecord(t *testing.T) {
	open := func(t *testing.T) *store.Store {
		cfg := store.Config{Driver: store.SQLite, DSN: filepath.Join(t.TempDir(), "record.db")}
		require.NoError(t, store.Migrate(t.Context(), cfg))
		s, err := store.Open(t.Context(), cfg)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, s.Close()) })
		return s
	}
	account := record.Account{ID: "a-1", Login: "admin", Name: "管理员", Active: true, Created: registers.Recorded(time.Now()), Roles: []law.Role{law.RoleAdministrator}}

	empty := open(t)
	require.NoError(t, demonstrationOnly(t.Context(), empty))
	clock, err := empty.Clock(t.Context())
	require.NoError(t, err)
	require.True(t, clock.Standing)
	require.NoError(t, empty.SaveAccount(t.Context(), account))
	require.NoError(t, demonstrationOnly(t.Context(), empty), "it is one already")

	used := open(t)
	require.NoError(t, used.SaveAccount(t.Context(), account))
	require.ErrorIs(t, demonstrationOnly(t.Context(), used), law.Errorf(law.KindNotAllowed, "record_in_use", ""))
	clock, err = used.Clock(t.Context())
	require.NoError(t, err)
	require.False(t, clock.Standing)
}
