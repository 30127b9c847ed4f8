package store_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// TestDiskFull: where there is no space left the act is not recorded, staff are
// told why, and it works again once there is space.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	cfg := store.Config{Driver: store.SQLite, DSN: filepath.Join(t.TempDir(), "record.db")}
	require.NoError(t, store.Migrate(t.Context(), cfg))
	s, err := store.Open(t.Context(), cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })

	var pages int
	require.NoError(t, store.Select(t.Context(), s, &pages, "PRAGMA page_count"))
	require.NoError(t, store.Exec(t.Context(), s, fmt.Sprintf("PRAGMA max_page_count = %d", pages)))
	long := written(t, `{"narrative":"`+strings.Repeat("长", 100_000)+`"}`)
	request := record.Request{Person: "u1", Route: "r", Key: "k", Created: monday, Written: long}
	_, err = s.BeginRequest(t.Context(), request)
	requireCode(t, err, law.KindUnavailable, "disk_full")
	_, err = s.Payload(t.Context(), long.ID)
	requireCode(t, err, law.KindNotFound, "payload_not_found")

	require.NoError(t, store.Exec(t.Context(), s, fmt.Sprintf("PRAGMA max_page_count = %d", 1000*pages)))
	existing, err := s.BeginRequest(t.Context(), request)
	require.NoError(t, err)
	require.Nil(t, existing, "the key was not taken without what came with it")
}

// TestDiskFullOnMySQL: the numbers by which MySQL and MariaDB say it; the server
// of the tests cannot be made to run out of space.
func TestDiskFullOnMySQL(t *testing.T) {
	t.Parallel()
	for number, text := range map[uint16]string{
		1021: "Disk full (./ssj/#sql-1); waiting for someone to free some space... (errno: 28 \"No space left on device\")",
		1114: "The table 'acts' is full",
		1026: "Error writing file './binlog.000001' (errno: 28 \"No space left on device\")",
		1030: "Got error 28 \"No space left on device\" from storage engine InnoDB",
		3:    "Error writing file '/tmp/MY1' (Errcode: 28 \"No space left on device\")",
	} {
		requireCode(t, store.Translate(&store.Store{}, fmt.Errorf("insert: %w", &mysql.MySQLError{Number: number, Message: text})), law.KindUnavailable, "disk_full")
	}
}
