package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/go-sql-driver/mysql"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"gorm.io/gorm"
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

// SchemaVersion is the version of the schema that this program knows: that of
// its last migration.
func SchemaVersion(driver string) (int64, error) {
	entries, err := fs.ReadDir(migrations, path.Join("migrations", driver))
	if err != nil {
		return 0, fmt.Errorf("store: migrations: %w", err)
	}
	var last int64
	for _, e := range entries {
		number, _, _ := strings.Cut(e.Name(), "_")
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("store: migration %s: %w", e.Name(), err)
		}
		last = max(last, n)
	}
	return last, nil
}

// schemaVersion is the version that the database has; 0 where none was made.
func (s *Store) schemaVersion(ctx context.Context) (int64, error) {
	var version sql.NullInt64
	err := s.read(ctx, func(db *gorm.DB) error {
		there := 0
		probe := "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
		if s.mysql() {
			probe = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?"
		}
		if err := db.Raw(probe, versionTable).Scan(&there).Error; err != nil || there == 0 {
			return err
		}
		return db.Raw("SELECT MAX(version_id) FROM " + versionTable).Scan(&version).Error
	})
	return version.Int64, err
}
