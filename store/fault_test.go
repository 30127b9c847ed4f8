package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// repeats is a logger that tells when the store repeats a transaction.
type repeats struct {
	slog.Handler
	seen chan string
}

func (r repeats) Enabled(context.Context, slog.Level) bool { return true }

func (r repeats) Handle(_ context.Context, rec slog.Record) error {
	if rec.Message == "database transaction repeated" {
		rec.Attrs(func(a slog.Attr) bool {
			if a.Key == "cause" {
				r.seen <- fmt.Sprint(a.Value.Any())
			}
			return true
		})
	}
	return nil
}

func watching(seen chan string) func(*store.Config) {
	return func(c *store.Config) { c.Logger = slog.New(repeats{quiet.Handler(), seen}) }
}

func mysqlOnly() []backend {
	var out []backend
	for _, b := range backends() {
		if b.name == "mysql" {
			out = append(out, b)
		}
	}
	return out
}

func databaseOf(t *testing.T, c store.Config) string {
	t.Helper()
	dsn, err := mysql.ParseDSN(c.DSN)
	require.NoError(t, err)
	return dsn.DBName
}

// TestLostConnection kills the connection in the middle of a transaction.
func TestLostConnection(t *testing.T) {
	t.Parallel()
	for _, b := range mysqlOnly() {
		seen := make(chan string, 10)
		s, migrations := b.freshWith(t, watching(seen))
		c := oneCase(t, s)
		admin := adminDB(t)
		builds := 0
		got, repeated, err := s.RecordCase(t.Context(), c.No, "k", record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
			builds++
			if builds == 1 {
				killTransactions(t, admin, databaseOf(t, migrations))
			}
			return step("k", func(c *cases.Case) { c.Stage = cases.StageSelfCheck })(c, law.Actor{})
		})
		require.NoError(t, err)
		require.False(t, repeated)
		require.Equal(t, 2, builds, "the transaction was run again from the start")
		require.Equal(t, 2, got.Seq)
		require.NotEmpty(t, <-seen)
		acts, err := s.Acts(t.Context(), c.No, record.Page{})
		require.NoError(t, err)
		require.Len(t, acts.Items, 2)

		// An idle connection that was killed is noticed and replaced.
		killConnections(t, admin, databaseOf(t, migrations))
		_, err = s.Case(t.Context(), c.No)
		require.NoError(t, err)
		require.NoError(t, s.Ping(t.Context()))
		require.NoError(t, admin.Close())
	}
}

// killTransactions ends the connections that are in a transaction on the
// database.
func killTransactions(t *testing.T, admin *sql.DB, database string) {
	t.Helper()
	kill(t, admin, `SELECT p.id FROM information_schema.innodb_trx x JOIN information_schema.processlist p ON p.id = x.trx_mysql_thread_id WHERE p.db = ?`, database)
}

func killConnections(t *testing.T, admin *sql.DB, database string) {
	t.Helper()
	kill(t, admin, "SELECT id FROM information_schema.processlist WHERE db = ?", database)
}

func kill(t *testing.T, admin *sql.DB, query, database string) {
	t.Helper()
	rows, err := admin.Query(query, database)
	require.NoError(t, err)
	var ids []int64
	defer func() { require.NoError(t, rows.Close()) }()
	for rows.Next() {
		var id int64
		require.NoError(t, rows.Scan(&id))
		ids = append(ids, id)
	}
	require.NoError(t, rows.Err())
	require.NotEmpty(t, ids)
	for _, id := range ids {
		_, err := admin.Exec(fmt.Sprintf("KILL %d", id))
		require.NoError(t, err)
	}
}

// TestDeadlock lets two transactions take two cases in opposite order: one is
// chosen as the victim and repeated; both are written.
func TestDeadlock(t *testing.T) {
	t.Parallel()
	for _, b := range mysqlOnly() {
		seen := make(chan string, 10)
		s, _ := b.freshWith(t, watching(seen))
		oneCase(t, s)
		openCases(t, s, newCase(taskID, 2, 5))
		var both sync.WaitGroup
		both.Add(2)
		first := [2]atomic.Bool{}
		var done sync.WaitGroup
		errs := [2]error{}
		for i := range 2 {
			mine, other := registers.No(taskID, 1+i), registers.No(taskID, 2-i)
			done.Go(func() {
				errs[i] = store.Write(t.Context(), s, func(tx *gorm.DB) error {
					if err := tx.Exec("UPDATE cases SET next_kind = CONCAT(next_kind, 'x') WHERE no = ?", mine).Error; err != nil {
						return err
					}
					if first[i].CompareAndSwap(false, true) {
						both.Done()
						both.Wait()
					}
					return tx.Exec("UPDATE cases SET next_kind = CONCAT(next_kind, 'y') WHERE no = ?", other).Error
				})
			})
		}
		done.Wait()
		require.NoError(t, errors.Join(errs[:]...))
		require.Contains(t, <-seen, "Deadlock")
		var kinds []string
		require.NoError(t, store.Select(t.Context(), s, &kinds, "SELECT next_kind FROM cases ORDER BY no"))
		for _, k := range kinds {
			require.Len(t, k, len("notify")+2, "each was written by both, once")
		}
	}
}

// TestLockWaitTimeout holds the case's row until the store has given up waiting
// once.
func TestLockWaitTimeout(t *testing.T) {
	t.Parallel()
	for _, b := range mysqlOnly() {
		seen := make(chan string, 10)
		s, migrations := b.freshWith(t, func(c *store.Config) {
			watching(seen)(c)
			c.DSN += "?innodb_lock_wait_timeout=1"
		})
		c := oneCase(t, s)
		holder, err := sql.Open("mysql", migrations.DSN)
		require.NoError(t, err)
		tx, err := holder.Begin()
		require.NoError(t, err)
		_, err = tx.Exec("SELECT no FROM cases WHERE no = ? FOR UPDATE", c.No)
		require.NoError(t, err)
		result := make(chan error, 1)
		go func() {
			_, _, err := s.RecordCase(t.Context(), c.No, "k", record.Asking{}, step("k", func(*cases.Case) {}))
			result <- err
		}()
		require.Contains(t, <-seen, "Lock wait timeout")
		require.NoError(t, tx.Rollback())
		require.NoError(t, <-result)
		require.NoError(t, holder.Close())
	}
}

// TestDatabaseAway: what cannot be mended by repeating is an error that says what
// to do.
func TestDatabaseAway(t *testing.T) {
	t.Parallel()
	for _, b := range mysqlOnly() {
		seen := make(chan string, 10)
		s, migrations := b.freshWith(t, func(c *store.Config) {
			watching(seen)(c)
			c.DSN += "?innodb_lock_wait_timeout=1"
			c.Attempts = 2
		})
		c := oneCase(t, s)
		holder, err := sql.Open("mysql", migrations.DSN)
		require.NoError(t, err)
		tx, err := holder.Begin()
		require.NoError(t, err)
		_, err = tx.Exec("SELECT no FROM cases WHERE no = ? FOR UPDATE", c.No)
		require.NoError(t, err)
		_, _, err = s.RecordCase(t.Context(), c.No, "k", record.Asking{}, step("k", func(*cases.Case) {}))
		requireCode(t, err, law.KindUnavailable, "database_unavailable")
		var cause *mysql.MySQLError
		require.ErrorAs(t, err, &cause, "the log can still see why")
		require.Len(t, seen, 1)
		require.NoError(t, tx.Rollback())
		require.NoError(t, holder.Close())

		away := store.Config{Driver: store.MySQL, DSN: "u@unix(" + filepath.Join(t.TempDir(), "none.sock") + ")/db", Logger: quiet, Attempts: 2}
		_, err = store.Open(t.Context(), away)
		requireCode(t, err, law.KindUnavailable, "database_unavailable")
		_, err = store.Open(t.Context(), store.Config{Driver: store.MySQL, DSN: migrations.DSN + "_none", Logger: quiet, Attempts: 2})
		requireCode(t, err, law.KindUnavailable, "database_refused")
	}
}

// TestWriterOfAnotherProcess: on SQLite another process may hold the file's
// write lock; the store waits for it, and readers do not.
func TestWriterOfAnotherProcess(t *testing.T) {
	t.Parallel()
	b := backends()[0]
	s, cfg := b.freshWith(t, func(*store.Config) {})
	c := oneCase(t, s)
	other, err := store.Open(t.Context(), cfg)
	require.NoError(t, err)
	holding, release := make(chan struct{}), make(chan struct{})
	held := make(chan error, 1)
	go func() {
		held <- store.Write(t.Context(), other, func(*gorm.DB) error {
			close(holding)
			<-release
			return nil
		})
	}()
	<-holding
	result := make(chan error, 1)
	go func() {
		_, _, err := s.RecordCase(t.Context(), c.No, "k", record.Asking{}, step("k", func(*cases.Case) {}))
		result <- err
	}()
	_, err = s.Case(t.Context(), c.No)
	require.NoError(t, err, "readers do not wait for writers")
	select {
	case err := <-result:
		t.Fatalf("wrote beside another writer: %v", err)
	default:
	}
	close(release)
	require.NoError(t, <-held)
	require.NoError(t, <-result)
	require.NoError(t, other.Close())
}

// TestCancelled: a caller who has gone is not waited for.
func TestCancelled(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		s := b.fresh(t)
		c := oneCase(t, s)
		ctx, cancel := context.WithCancel(t.Context())
		builds := 0
		_, _, err := s.RecordCase(ctx, c.No, "k", record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
			builds++
			cancel()
			return step("k", func(*cases.Case) {})(c, law.Actor{})
		})
		require.ErrorIs(t, err, context.Canceled)
		require.Equal(t, 1, builds)
		acts, err := s.Acts(t.Context(), c.No, record.Page{})
		require.NoError(t, err)
		require.Len(t, acts.Items, 1)
	})
}
