package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// Looking is how closely a SQLite file is looked at for damage.
type Looking string

// The two ways: pages and their links (some two seconds a gigabyte), or indexes and
// constraints too (some ten).
const (
	LookQuick   Looking = "quick_check"
	LookClosely Looking = "integrity_check"
)

// Damage says what is damaged in a SQLite file, of this or another program; nil:
// nothing. It writes nothing. A file that is none of SQLite's is damaged too.
func Damage(ctx context.Context, path string, how Looking) (found []string, err error) {
	pool, err := sql.Open("sqlite", sqliteLook(path))
	if err != nil {
		return nil, fmt.Errorf("store: SQLite file: %w", err)
	}
	pool.SetMaxOpenConns(1)
	defer func() {
		if err = errors.Join(err, pool.Close()); isDamaged(err) {
			found, err = append(found, err.Error()), nil
		}
	}()
	rows, err := pool.QueryContext(ctx, "PRAGMA "+string(how)+"(5)")
	if err != nil {
		return nil, err
	}
	var text string
	err = eachRow(rows, []any{&text}, func() error {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "ok" && !strings.HasPrefix(line, "***") { // a heading
				found = append(found, line)
			}
		}
		return nil
	})
	return found, err
}
