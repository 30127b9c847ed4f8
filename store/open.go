package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"github.com/go-sql-driver/mysql"
	gormmysql "gorm.io/driver/mysql"
	gormsqlite "gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/seal"
)

// Store is the record in a database. Its methods are safe for concurrent use.
type Store struct {
	// On SQLite the writer is one connection, which queues writers here instead of
	// at the file's lock; on MySQL both are the same pool.
	writer *gorm.DB
	reader *gorm.DB

	driver   string
	attempts int
	log      *slog.Logger
	signer   seal.Signer

	schema    int64 // version of the database's schema when it was opened
	heart     heart
	importing atomic.Bool // an import of this process is at work

	calendarMu      sync.RWMutex // never held over a query
	calendarVersion calendarStamp
	calendarCached  *calendar.Calendar
}

// Open opens a database whose schema is the one that this program knows, or a newer
// one that reaches back to it: while a release takes the place of another, programs of
// both work side by side. It never changes the schema.
//
// Errors: schema_too_old ([Migrate] first), schema_too_new.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Store{driver: cfg.Driver, attempts: cfg.Attempts, log: cfg.Logger}
	if err := s.connect(cfg); err != nil {
		return nil, errors.Join(s.openError(err), s.Close())
	}
	if err := s.checkSchema(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// SealActs makes the store sign each act with the state that it leads to, from now
// on. It is said before the store is used; the keys may come after the record, since
// a new data folder gets its keys once its record is there.
func (s *Store) SealActs(signer seal.Signer) { s.signer = signer }

func (s *Store) connect(cfg Config) error {
	var err error
	if cfg.Driver == MySQL {
		s.writer, err = openMySQL(cfg)
		s.reader = s.writer
		return err
	}
	if s.writer, err = openSQLite(cfg, sqliteWrite, 1); err != nil {
		return err
	}
	s.reader, err = openSQLite(cfg, sqliteRead, cfg.Connections)
	return err
}

// openError says what to do where the file is not there yet.
func (s *Store) openError(err error) error {
	const cantOpen = 14 // SQLITE_CANTOPEN
	if code, ok := sqliteCode(err); ok && code&0xff == cantOpen {
		return wrap(schemaTooOld(0), err)
	}
	return s.translate(err)
}

func openMySQL(cfg Config) (*gorm.DB, error) {
	conf, err := mysqlConfig(cfg)
	if err != nil {
		return nil, err
	}
	connector, err := mysql.NewConnector(conf)
	if err != nil {
		return nil, fmt.Errorf("store: MySQL DSN: %w", err)
	}
	pool := sql.OpenDB(connector)
	setPool(pool, cfg, cfg.Connections)
	return openGorm(gormmysql.New(gormmysql.Config{Conn: pool, DSNConfig: conf, DisableWithReturning: true}), pool, cfg)
}

func openSQLite(cfg Config, access sqliteAccess, connections int) (*gorm.DB, error) {
	pool, err := sql.Open("sqlite", sqliteDSN(cfg.DSN, access))
	if err != nil {
		return nil, fmt.Errorf("store: SQLite file: %w", err)
	}
	setPool(pool, cfg, connections)
	return openGorm(gormsqlite.New(gormsqlite.Config{DriverName: "sqlite", Conn: pool}), pool, cfg)
}

func setPool(pool *sql.DB, cfg Config, connections int) {
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	pool.SetConnMaxIdleTime(cfg.IdleTime)
	pool.SetConnMaxLifetime(cfg.ConnLifetime)
}

func openGorm(dialector gorm.Dialector, pool *sql.DB, cfg Config) (*gorm.DB, error) {
	db, err := gorm.Open(dialector, &gorm.Config{
		SkipDefaultTransaction: true,
		Logger:                 newQueryLog(cfg.Logger, cfg.SlowQuery, logger.Warn),
	})
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	return s.read(ctx, func(db *gorm.DB) error {
		var one int
		return db.Raw("SELECT 1").Scan(&one).Error
	})
}

// Close ends all connections.
func (s *Store) Close() error {
	var errs []error
	seen := map[*gorm.DB]bool{nil: true}
	for _, db := range []*gorm.DB{s.writer, s.reader} {
		if seen[db] {
			continue
		}
		seen[db] = true
		pool, err := db.DB()
		if err == nil {
			err = pool.Close()
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func (s *Store) mysql() bool { return s.driver == MySQL }
