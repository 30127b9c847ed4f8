package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Filled reports whether an office is in the SQLite file: the mark that its first
// start set, and at least one account. It looks at any version of the schema and
// changes nothing; a file that is damaged or no record is record_damaged.
func Filled(ctx context.Context, cfg Config, mark string) (filled bool, err error) {
	cfg, err = cfg.withDefaults()
	if err != nil {
		return false, err
	}
	pool, err := sql.Open("sqlite", sqliteLook(cfg.DSN))
	if err != nil {
		return false, fmt.Errorf("store: SQLite file: %w", err)
	}
	pool.SetMaxOpenConns(1)
	defer func() {
		err = errors.Join(err, pool.Close())
		if isDamaged(err) {
			err = wrap(errDamaged, err)
		}
	}()
	var tables int
	if err := pool.QueryRowContext(ctx, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ('marks', 'accounts')").Scan(&tables); err != nil {
		return false, err
	}
	if tables < 2 {
		return false, nil
	}
	err = pool.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM marks WHERE name = ?) AND EXISTS (SELECT 1 FROM accounts)", mark).Scan(&filled)
	return filled, err
}
