package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

// errLocked: another connection holds the lock.
var errLocked = errors.New("store: locked by another connection")

// lockByName holds a lock of this database on a connection of its own, after it waited
// for it some seconds; the lock ends with the connection.
//
// Errors: errLocked.
func lockByName(ctx context.Context, pool *sql.DB, name string, seconds int) (unlock func() error, err error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("store: lock %s: %w", name, err)
	}
	var got sql.NullInt64
	if err := conn.QueryRowContext(ctx, "SELECT GET_LOCK(CONCAT('shuangsuiji_', ?, '_', DATABASE()), ?)", name, seconds).Scan(&got); err != nil {
		return nil, errors.Join(fmt.Errorf("store: lock %s: %w", name, err), conn.Close())
	}
	if got.Int64 != 1 {
		return nil, errors.Join(errLocked, conn.Close())
	}
	return func() error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), "SELECT RELEASE_LOCK(CONCAT('shuangsuiji_', ?, '_', DATABASE()))", name)
		if err != nil {
			return errors.Join(err, discard(conn))
		}
		return conn.Close()
	}, nil
}

// discard closes a connection for good: a lock that it still holds must not go back into
// the pool with it.
func discard(conn *sql.Conn) error {
	err := conn.Raw(func(any) error { return driver.ErrBadConn })
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) { // as asked, or gone already
		return nil
	}
	return errors.Join(err, conn.Close())
}
