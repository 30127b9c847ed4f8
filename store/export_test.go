package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"gorm.io/gorm"
)

// Query is a query as it went to the database.
type Query struct {
	SQL  string
	Vars []any
}

// CaptureQueries collects the store's reading queries from now on; the returned
// function hands over those since it was called last.
func CaptureQueries(s *Store) (taken func() []Query, err error) {
	var mu sync.Mutex
	var queries []Query
	collect := func(db *gorm.DB) {
		mu.Lock()
		defer mu.Unlock()
		queries = append(queries, Query{db.Statement.SQL.String(), append([]any(nil), db.Statement.Vars...)})
	}
	if err := s.reader.Callback().Query().After("gorm:query").Register("test:collect", collect); err != nil {
		return nil, err
	}
	if err := s.reader.Callback().Row().After("gorm:row").Register("test:collect", collect); err != nil {
		return nil, err
	}
	return func() []Query {
		mu.Lock()
		defer mu.Unlock()
		out := queries
		queries = nil
		return out
	}, nil
}

// HoldQueries has each reading query call held before it goes to the database.
func HoldQueries(s *Store, held func()) error {
	hold := func(*gorm.DB) { held() }
	if err := s.reader.Callback().Query().Before("gorm:query").Register("test:hold", hold); err != nil {
		return err
	}
	return s.reader.Callback().Row().Before("gorm:row").Register("test:hold", hold)
}

// MigrateTo brings an empty database to an older schema.
func MigrateTo(ctx context.Context, cfg Config, version int64) (err error) {
	pool, err := openForMigration(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	provider, err := migrationsOf(cfg, pool)
	if err != nil {
		return err
	}
	_, err = provider.UpTo(ctx, version)
	return err
}

// ExecAs runs a statement over a connection of its own, whatever the schema.
func ExecAs(ctx context.Context, cfg Config, statement string, vars ...any) error {
	return asMigration(cfg, func(pool *sql.DB) error {
		_, err := pool.ExecContext(ctx, statement, vars...)
		return err
	})
}

// ExecAllAs runs statements one after the other in the same way.
func ExecAllAs(ctx context.Context, cfg Config, statements []string) error {
	return asMigration(cfg, func(pool *sql.DB) error {
		for _, s := range statements {
			if _, err := pool.ExecContext(ctx, s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
}

func asMigration(cfg Config, do func(*sql.DB) error) (err error) {
	pool, err := openForMigration(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	return do(pool)
}

// MigrateAgain runs one migration a second time, as if it had not been noted.
func MigrateAgain(ctx context.Context, cfg Config, version int64) (err error) {
	pool, err := openForMigration(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	if _, err := pool.ExecContext(ctx, "DELETE FROM "+versionTable+" WHERE version_id = ?", version); err != nil {
		return err
	}
	provider, err := migrationsOf(cfg, pool)
	if err != nil {
		return err
	}
	_, err = provider.ApplyVersion(ctx, version, true)
	return err
}

// Exec runs a statement of the test's own on the connection that writes.
func Exec(ctx context.Context, s *Store, sql string, vars ...any) error {
	return s.translate(s.writer.WithContext(ctx).Exec(sql, vars...).Error)
}

// Select runs a query of the test's own.
func Select(ctx context.Context, s *Store, into any, sql string, vars ...any) error {
	return s.writer.WithContext(ctx).Raw(sql, vars...).Scan(into).Error
}

// Write is the store's own transaction with its repetitions.
func Write(ctx context.Context, s *Store, fn func(tx *gorm.DB) error) error { return s.write(ctx, fn) }

// IsMySQL reports on which database the store stands.
func IsMySQL(s *Store) bool { return s.mysql() }

// PlaceOf is the form of a case number that sorts.
var PlaceOf = placeOf

// Translate is what the store makes of an error of the database.
func Translate(s *Store, err error) error { return s.translate(err) }

// ForgetHeartbeat lets the next [Store.Writable] probe anew.
func ForgetHeartbeat(s *Store) {
	s.heart.mu.Lock()
	defer s.heart.mu.Unlock()
	s.heart.probed = time.Time{}
}
