package store_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/store"
)

// writable: a database as the service has it can be written, and leaves nothing
// behind but the one row.
func writable(t *testing.T, s *store.Store) {
	require.NoError(t, s.Writable(t.Context()))
	var rows []int
	require.NoError(t, store.Select(t.Context(), s, &rows, "SELECT id FROM heartbeat WHERE at > '2020-01-01'"))
	require.Equal(t, []int{1}, rows)
}

// TestNotWritable: without space, and where the file is read-only, there is no
// heartbeat; with space again, there is.
func TestNotWritable(t *testing.T) {
	t.Parallel()
	open := func(t *testing.T) *store.Store {
		cfg := store.Config{Driver: store.SQLite, DSN: filepath.Join(t.TempDir(), "record.db"), Logger: quiet}
		require.NoError(t, store.Migrate(t.Context(), cfg))
		s, err := store.Open(t.Context(), cfg)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, s.Close()) })
		return s
	}
	t.Run("disk full", func(t *testing.T) {
		s := open(t)
		var pages int
		require.NoError(t, store.Select(t.Context(), s, &pages, "PRAGMA page_count"))
		require.NoError(t, store.Exec(t.Context(), s, fmt.Sprintf("PRAGMA max_page_count = %d", pages)))
		requireCode(t, s.Writable(t.Context()), law.KindUnavailable, "disk_full")
		require.NoError(t, store.Exec(t.Context(), s, fmt.Sprintf("PRAGMA max_page_count = %d", 1000*pages)))
		requireCode(t, s.Writable(t.Context()), law.KindUnavailable, "disk_full") // not asked again at once
		store.ForgetHeartbeat(s)
		require.NoError(t, s.Writable(t.Context()))
	})
	t.Run("read-only", func(t *testing.T) {
		s := open(t)
		require.NoError(t, s.Writable(t.Context()))
		require.NoError(t, store.Exec(t.Context(), s, "PRAGMA query_only = 1"))
		require.NoError(t, s.Writable(t.Context()), "not asked again at once")
		store.ForgetHeartbeat(s)
		requireCode(t, s.Writable(t.Context()), law.KindUnavailable, "record_read_only")
	})
}

// TestReadOnlyMySQL: a replica, or a server that was set so.
func TestReadOnlyMySQL(t *testing.T) {
	t.Parallel()
	for number, text := range map[uint16]string{
		1290: "The MariaDB server is running with the --read-only option so it cannot execute this statement",
		1792: "Cannot execute statement in a READ ONLY transaction",
		1836: "Running in read-only mode",
	} {
		requireCode(t, store.Translate(&store.Store{}, fmt.Errorf("update: %w", &mysql.MySQLError{Number: number, Message: text})), law.KindUnavailable, "record_read_only")
	}
}
