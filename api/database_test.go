package api

import (
	"database/sql"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"
)

// database opens the record's file beside the store.
func (b *bench) database(use func(exec func(string, ...any) error)) {
	b.Helper()
	db, err := sql.Open("sqlite", b.file+"?_pragma=busy_timeout(10000)")
	require.NoError(b, err)
	defer func() { require.NoError(b, db.Close()) }()
	use(func(query string, args ...any) error {
		_, err := db.ExecContext(b.Context(), query, args...)
		return err
	})
}
