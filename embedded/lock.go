//go:build !slim

package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dirLock keeps a second server off the folder: two history services on one
// database would take turns at corrupting each other's shard. It is an open
// exclusive transaction on an empty SQLite file, which works on every system
// and ends with the process, however that ends.
type dirLock struct {
	db *sql.DB
	tx *sql.Tx
}

func lockDir(ctx context.Context, dir string) (*dirLock, error) {
	db, err := sql.Open("sqlite", sqliteURI(filepath.Join(dir, "temporal.lock"))+"?_txlock=exclusive")
	if err != nil {
		return nil, fmt.Errorf("open the lock of %s: %w", dir, err)
	}
	// The transaction outlives the start, so the caller's context must not
	// roll it back.
	tx, err := db.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		err = errors.Join(err, db.Close())
		var answer *sqlite.Error
		if errors.As(err, &answer) && answer.Code()&0xff == sqlite3.SQLITE_BUSY {
			return nil, &DirInUseError{Dir: dir, Err: err}
		}
		return nil, fmt.Errorf("lock %s: %w", dir, err)
	}
	return &dirLock{db: db, tx: tx}, nil
}

func (l *dirLock) release() error {
	return errors.Join(l.tx.Rollback(), l.db.Close())
}
