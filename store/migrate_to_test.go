package store

import (
	"context"
	"errors"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// MigrateTo brings the schema of a SQLite file forward to a version.
func MigrateTo(ctx context.Context, cfg Config, version int64) (err error) {
	pool, err := openForMigration(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	files, err := fs.Sub(migrations, "migrations/"+SQLite)
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, pool, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = provider.UpTo(ctx, version)
	return err
}
