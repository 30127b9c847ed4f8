package e2e

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"shuangsuiji/store"
)

// database makes an empty database for one test.
type database func(t testing.TB) store.Config

func onSQLite(t testing.TB) store.Config {
	return store.Config{Driver: store.SQLite, DSN: filepath.Join(t.TempDir(), "record.db"), Logger: quiet}
}

// onMySQL makes a database of its own on the server that the tests are given.
func onMySQL(t testing.TB) store.Config {
	t.Helper()
	admin, err := mysql.ParseDSN(os.Getenv("SSJ_TEST_MYSQL_DSN_ADMIN"))
	require.NoError(t, err)
	name := "e2e_" + strings.ToLower(strings.NewReplacer("/", "_", "#", "_").Replace(t.Name()))
	pool, err := sql.Open("mysql", admin.FormatDSN())
	require.NoError(t, err)
	_, err = pool.ExecContext(t.Context(), fmt.Sprintf("CREATE OR REPLACE DATABASE `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", name))
	require.NoError(t, err)
	require.NoError(t, pool.Close())
	admin.DBName = name
	return store.Config{Driver: store.MySQL, DSN: admin.FormatDSN(), Logger: quiet}
}

// onEachDatabase runs the test on SQLite, and on MySQL where a server is given;
// where everything is required, a missing server fails.
func onEachDatabase(t *testing.T, run func(t *testing.T, db database)) {
	t.Run("sqlite", func(t *testing.T) { run(t, onSQLite) })
	if os.Getenv("SSJ_TEST_MYSQL_DSN_ADMIN") == "" {
		require.Empty(t, os.Getenv("SSJ_REQUIRE_ALL"), "SSJ_TEST_MYSQL_DSN_ADMIN names no server")
		return
	}
	t.Run("mysql", func(t *testing.T) { run(t, onMySQL) })
}
