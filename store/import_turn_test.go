package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/store"
)

// TestOneTurnToImport: while one imports, nobody else of the office does, in whatever
// process of it; the turn is free again when it is given back, and when the process
// that had it is gone.
func TestOneTurnToImport(t *testing.T) {
	t.Parallel()
	busy := func(t *testing.T, s *store.Store) {
		t.Helper()
		leave, err := s.ImportTurn(t.Context())
		require.Nil(t, leave)
		var e *law.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, "import_busy", e.Code)
		require.Equal(t, law.KindTooMany, e.Kind)
	}
	onEach(t, func(t *testing.T, b backend) {
		var again func() (*store.Store, error)
		s, migrations := b.freshWith(t, func(c *store.Config) {
			again = func() (*store.Store, error) { return store.Open(t.Context(), *c) }
		})
		leave, err := s.ImportTurn(t.Context())
		require.NoError(t, err)
		busy(t, s)
		leave()

		abandoned, cancel := context.WithCancel(t.Context())
		leave, err = s.ImportTurn(abandoned)
		require.NoError(t, err)
		cancel() // the sender went away
		busy(t, s)
		leave()

		if b.name == "sqlite" { // whose record belongs to one process
			return
		}
		other, err := again()
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, other.Close()) })
		leave, err = other.ImportTurn(t.Context())
		require.NoError(t, err)
		busy(t, s)
		leave()

		leave, err = other.ImportTurn(t.Context())
		require.NoError(t, err)
		busy(t, s)
		killHolder(t, migrations)
		require.Eventually(t, func() bool {
			leave, err := s.ImportTurn(t.Context())
			if err != nil {
				return false
			}
			leave()
			return true
		}, 30*time.Second, 20*time.Millisecond)
		leave() // too late, of a connection that is gone
		leave, err = other.ImportTurn(t.Context())
		require.NoError(t, err)
		leave()
	})
}

// killHolder cuts the connection of whoever has the turn, as its process's end would.
func killHolder(t *testing.T, cfg store.Config) {
	t.Helper()
	db, err := sql.Open("mysql", cfg.DSN)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	var holder int64
	require.NoError(t, db.QueryRowContext(t.Context(), "SELECT IS_USED_LOCK(CONCAT('shuangsuiji_import_', DATABASE()))").Scan(&holder))
	exec(t, db, fmt.Sprintf("KILL %d", holder))
}
