//go:build !slim

package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/common/persistence/sql/sqlplugin"
	sqliteplugin "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	"go.temporal.io/server/schema/sqlite"
)

// pragmas hold on every connection to the state. FULL makes a commit survive a
// power cut and not only a killed process: an act that was acknowledged to a
// person must not vanish from its history.
var pragmas = map[string]string{
	"journal_mode": "wal",
	"synchronous":  "full",
	"busy_timeout": "10000",
}

// starts numbers the servers of this process; see stateFile.sqlConfig.
var starts atomic.Int64

// stateFile is the SQLite database that holds everything Temporal knows.
type stateFile struct {
	path   string
	number int64
}

func newStateFile(dir string) *stateFile {
	return &stateFile{path: filepath.Join(dir, "temporal.db"), number: starts.Add(1)}
}

// sqlConfig is the same on every call, so that all of Temporal's services share
// one connection.
//
// Temporal's SQLite plugin keeps connections for the life of the process, by
// data source name. The number makes the name of each start its own: a second
// server on the same folder must not inherit a connection to a file that may
// have been replaced in between. SQLite ignores a pragma it does not know.
func (s *stateFile) sqlConfig() *config.SQL {
	attributes := maps.Clone(pragmas)
	attributes["mode"] = "rw"
	attributes["embedded_start"] = strconv.FormatInt(s.number, 10)
	return &config.SQL{
		PluginName:        sqliteplugin.PluginName,
		DatabaseName:      uriEscaper.Replace(s.path),
		ConnectAttributes: attributes,
	}
}

// prepare creates the schema in a new or empty file, together with the mark of
// the version that did so, in one transaction; in another file it checks the
// mark.
func (s *stateFile) prepare(ctx context.Context) error {
	err := s.withConn(ctx, func(db *sql.DB) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := s.prepareIn(ctx, tx); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	})
	if version := (*StateVersionError)(nil); errors.As(err, &version) {
		return version
	}
	if err != nil {
		return fmt.Errorf("prepare the Temporal state %s: %w", s.path, err)
	}
	return nil
}

func (s *stateFile) prepareIn(ctx context.Context, tx *sql.Tx) error {
	var tables, marks int
	err := tx.QueryRowContext(ctx,
		`SELECT COUNT(*), COUNT(*) FILTER (WHERE name = 'embedded_mark') FROM sqlite_master WHERE type = 'table'`,
	).Scan(&tables, &marks)
	if err != nil {
		return err
	}
	if tables == 0 {
		return createSchema(ctx, tx)
	}
	refused := &StateVersionError{Path: s.path, Want: headers.ServerVersion}
	if marks == 0 {
		return refused
	}
	if err := tx.QueryRowContext(ctx, `SELECT server_version FROM embedded_mark`).Scan(&refused.Found); err != nil {
		return err
	}
	if refused.Found != refused.Want {
		return refused
	}
	return nil
}

func createSchema(ctx context.Context, tx *sql.Tx) error {
	if err := sqlite.SetupSchemaOnDB(schemaTx{ctx: ctx, tx: tx}); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `CREATE TABLE embedded_mark (
		server_version TEXT NOT NULL,
		schema_version TEXT NOT NULL,
		visibility_version TEXT NOT NULL,
		created_at TEXT NOT NULL)`)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO embedded_mark VALUES (?, ?, ?, ?)`,
		headers.ServerVersion, sqlite.Version, sqlite.VisibilityVersion,
		time.Now().UTC().Format(time.RFC3339))
	return err
}

// schemaTx gives SetupSchemaOnDB a transaction to write into; of the whole
// interface it uses Exec only.
type schemaTx struct {
	sqlplugin.AdminDB
	ctx context.Context
	tx  *sql.Tx
}

func (s schemaTx) Exec(statement string, args ...any) error {
	_, err := s.tx.ExecContext(s.ctx, statement, args...)
	return err
}

// checkpoint writes the log back into the database file, so that the file
// alone is the whole state while nothing runs. Temporal's own connection is
// never closed, which would otherwise do it.
func (s *stateFile) checkpoint() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	err := s.withConn(ctx, func(db *sql.DB) error {
		var busy, inLog, written int
		if err := db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &inLog, &written); err != nil {
			return err
		}
		if busy != 0 {
			return errors.New("the database is still in use")
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write back the log of %s: %w", s.path, err)
	}
	return nil
}

// withConn runs f on a connection of its own.
func (s *stateFile) withConn(ctx context.Context, f func(*sql.DB) error) error {
	uri := sqliteURI(s.path) + "?mode=rwc&_txlock=immediate"
	for name, value := range pragmas {
		uri += "&_pragma=" + name + "=" + value
	}
	db, err := sql.Open("sqlite", uri)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return errors.Join(err, db.Close())
	}
	return errors.Join(f(db), db.Close())
}

// uriEscaper keeps the characters of a path that mean something in a URI.
var uriEscaper = strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23")

func sqliteURI(path string) string { return "file:" + uriEscaper.Replace(path) }
