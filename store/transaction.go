package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"syscall"
	"time"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// write runs fn in one transaction, again from the start where the database lost
// the connection, chose it as the victim of a deadlock or let it wait for a lock
// too long. fn may therefore run more than once; what it computes must come from
// what it reads.
func (s *Store) write(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return s.retry(ctx, func() error {
		return s.writer.WithContext(ctx).Transaction(fn, s.isolation()...)
	})
}

// isolation on MySQL is READ COMMITTED: a transaction locks the rows it changes
// first, so it needs no older picture of the others, and it then takes no gap
// locks, which is where most deadlocks come from.
func (s *Store) isolation() []*sql.TxOptions {
	if s.mysql() {
		return []*sql.TxOptions{{Isolation: sql.LevelReadCommitted}}
	}
	return nil
}

// read runs fn outside a transaction, again where the connection was lost.
func (s *Store) read(ctx context.Context, fn func(db *gorm.DB) error) error {
	return s.retry(ctx, func() error { return fn(s.reader.WithContext(ctx)) })
}

// final marks an error of a caller's function, which no repetition mends.
type final struct{ error }

func (f final) Unwrap() error { return f.error }

// errRaced tells retry that another transaction has just written the same key;
// the next attempt will find it.
var errRaced = errors.New("store: another transaction wrote the same key")

func racedIfDuplicate(err error) error {
	if err != nil && isDuplicate(err) {
		return errors.Join(errRaced, err)
	}
	return err
}

func (s *Store) retry(ctx context.Context, do func() error) error {
	for attempt := 1; ; attempt++ {
		err := do()
		var stop final
		if errors.As(err, &stop) {
			return stop.error
		}
		if err == nil || attempt >= s.attempts || ctx.Err() != nil || !isTransient(err) {
			return s.translate(err)
		}
		s.log.DebugContext(ctx, "database transaction repeated", "attempt", attempt, "cause", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(backoff(attempt)):
		}
	}
}

// backoff grows from 10 ms, with chance in it so that those who collided do not
// meet again.
func backoff(attempt int) time.Duration {
	longest := 10 * time.Millisecond << min(attempt, 8)
	return longest/2 + rand.N(longest/2)
}

// isTransient reports whether the same transaction may succeed when repeated. A
// connection lost during the commit leaves open whether it was written; the
// semantic keys tell on the next attempt.
func isTransient(err error) bool {
	if errors.Is(err, errRaced) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, mysql.ErrInvalidConn) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, sql.ErrConnDone) ||
		errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.ECONNREFUSED) {
		return true
	}
	var netErr *net.OpError
	if errors.As(err, &netErr) {
		return true
	}
	if e, ok := mysqlError(err); ok {
		switch e.Number {
		case mysqlLockWaitTimeout, mysqlDeadlock, mysqlShutdown, mysqlTooManyConns, mysqlKilled, mysqlInterrupted:
			return true
		}
		return false
	}
	code, ok := sqliteCode(err)
	return ok && (code&0xff == sqliteBusy || code&0xff == sqliteLocked)
}

// forUpdate locks the rows that a query of a transaction reads. On SQLite the
// transaction holds the only write lock already.
func (s *Store) forUpdate(tx *gorm.DB) *gorm.DB {
	if s.mysql() {
		return tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
	}
	return tx
}
