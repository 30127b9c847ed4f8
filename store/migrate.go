package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/go-sql-driver/mysql"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

//go:embed migrations
var migrations embed.FS

const versionTable = "goose_db_version"

// Migrate brings the schema forward to the one that this program knows; there is
// no way back. A SQLite file is made where there is none. On MySQL the DSN names
// the user who may change the schema, and a second run waits for the first.
func Migrate(ctx context.Context, cfg Config) (err error) {
	cfg, err = cfg.withDefaults()
	if err != nil {
		return err
	}
	pool, err := openForMigration(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	defer func() {
		if isDamaged(err) {
			err = wrap(errDamaged, err)
		}
	}()
	if cfg.Driver == MySQL {
		unlock, lockErr := lockMigration(ctx, pool)
		if lockErr != nil {
			return lockErr
		}
		defer func() { err = errors.Join(err, unlock()) }()
	}
	provider, err := migrationsOf(cfg, pool)
	if err != nil {
		return err
	}
	results, err := provider.Up(ctx)
	for _, r := range results {
		cfg.Logger.InfoContext(ctx, "schema migrated", "version", r.Source.Version, "took", r.Duration)
	}
	if err != nil {
		return fmt.Errorf("store: migrate: %w", err)
	}
	return nil
}

// migrationsOf are the migrations of the database's kind, over the connection.
func migrationsOf(cfg Config, pool *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, path.Join("migrations", cfg.Driver))
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	dialect := goose.DialectSQLite3
	if cfg.Driver == MySQL {
		dialect = goose.DialectMySQL
	}
	versions, err := database.NewStore(dialect, versionTable)
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	provider, err := goose.NewProvider("", pool, files, goose.WithStore(versions), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	return provider, nil
}

func openForMigration(cfg Config) (*sql.DB, error) {
	if cfg.Driver == SQLite {
		pool, err := sql.Open("sqlite", sqliteDSN(cfg.DSN, sqliteCreate))
		if err != nil {
			return nil, fmt.Errorf("store: SQLite file: %w", err)
		}
		pool.SetMaxOpenConns(1)
		return pool, nil
	}
	conf, err := mysqlConfig(cfg)
	if err != nil {
		return nil, err
	}
	connector, err := mysql.NewConnector(conf)
	if err != nil {
		return nil, fmt.Errorf("store: MySQL DSN: %w", err)
	}
	return sql.OpenDB(connector), nil
}

// lockMigration holds a named lock on a connection of its own: MySQL commits
// every change of the schema by itself, so that two runs at once would collide.
func lockMigration(ctx context.Context, pool *sql.DB) (unlock func() error, err error) {
	unlock, err = lockByName(ctx, pool, "migrate", 120)
	if errors.Is(err, errLocked) {
		return nil, errors.New("store: migrate: another migration is still running")
	}
	return unlock, err
}
