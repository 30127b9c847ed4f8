package store_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"shuangsuiji/store"
)

// The suite runs on SQLite always, and on MySQL or MariaDB where the
// environment names the administrator's DSN of a running server. Where everything
// is required (CI), a missing server fails.
const (
	adminDSNVariable   = "SSJ_TEST_MYSQL_DSN_ADMIN"
	requireAllVariable = "SSJ_REQUIRE_ALL"
)

func TestMain(m *testing.M) {
	if os.Getenv(requireAllVariable) == "1" && os.Getenv(adminDSNVariable) == "" {
		fmt.Fprintf(os.Stderr, "%s=1, but %s names no server: .ci/mariadb start FOLDER prints it\n", requireAllVariable, adminDSNVariable)
		os.Exit(1)
	}
	// The tests wait for a server and a disk rather than for this processor.
	flag.Parse()
	if err := flag.Set("test.parallel", "8"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// backend makes fresh databases of one kind.
type backend struct {
	name string
	// empty is a database without schema: for migrations, and for the service
	// after grant was called.
	empty func(t *testing.T) (migrations, service store.Config, grant func())
}

func backends() []backend {
	all := []backend{{"sqlite", emptySQLite}}
	if os.Getenv(adminDSNVariable) != "" {
		all = append(all, backend{"mysql", emptyMySQL})
	}
	return all
}

// onEach runs the test on each database that is there.
func onEach(t *testing.T, run func(t *testing.T, b backend)) {
	t.Helper()
	for _, b := range backends() {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			run(t, b)
		})
	}
}

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

func emptySQLite(t *testing.T) (migrations, service store.Config, grant func()) {
	t.Helper()
	// A blank, a question mark and Chinese characters are nothing special in a path.
	cfg := store.Config{Driver: store.SQLite, DSN: filepath.Join(t.TempDir(), "案卷 100%?.db"), Logger: quiet}
	return cfg, cfg, func() {}
}

const servicePassword = "service-of-the-tests"

func emptyMySQL(t *testing.T) (migrations, service store.Config, grant func()) {
	t.Helper()
	admin := adminDB(t)
	name := "ssj_" + strings.ToLower(rand.Text()[:12])
	exec(t, admin, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	exec(t, admin, "CREATE USER '"+name+"'@'%' IDENTIFIED BY '"+servicePassword+"'")
	// An anonymous local user, where the server has one, would be met before '%'.
	exec(t, admin, "CREATE USER '"+name+"'@'localhost' IDENTIFIED BY '"+servicePassword+"'")
	t.Cleanup(func() {
		exec(t, admin, "DROP DATABASE "+name)
		exec(t, admin, "DROP USER '"+name+"'@'%', '"+name+"'@'localhost'")
		require.NoError(t, admin.Close())
	})
	dsn, err := mysql.ParseDSN(os.Getenv(adminDSNVariable))
	require.NoError(t, err)
	dsn.DBName = name
	migrations = store.Config{Driver: store.MySQL, DSN: dsn.FormatDSN(), Logger: quiet}
	dsn.User, dsn.Passwd = name, servicePassword
	service = store.Config{Driver: store.MySQL, DSN: dsn.FormatDSN(), Logger: quiet, Connections: 10}
	return migrations, service, func() {
		require.NoError(t, store.Grant(t.Context(), migrations, "'"+name+"'@'localhost'"))
	}
}

func adminDB(t *testing.T) *sql.DB {
	t.Helper()
	admin, err := sql.Open("mysql", os.Getenv(adminDSNVariable))
	require.NoError(t, err)
	return admin
}

func exec(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	_, err := db.ExecContext(context.Background(), statement)
	require.NoError(t, err, statement)
}

// fresh is a migrated, empty store, opened as the service opens it.
func (b backend) fresh(t *testing.T) *store.Store {
	t.Helper()
	s, _ := b.freshWith(t, func(*store.Config) {})
	return s
}

func (b backend) freshWith(t *testing.T, change func(*store.Config)) (s *store.Store, migrations store.Config) {
	t.Helper()
	migrations, service, grant := b.empty(t)
	require.NoError(t, store.Migrate(t.Context(), migrations))
	grant()
	change(&service)
	s, err := store.Open(t.Context(), service)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s, migrations
}
