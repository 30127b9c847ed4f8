package store

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"runtime"
	"time"

	"github.com/go-sql-driver/mysql"

	"shuangsuiji/mutual"
)

// The databases that the store can stand on.
const (
	SQLite = "sqlite"
	MySQL  = "mysql"
)

// Config says where the database is. Zero values of the pool take the defaults
// named with them.
type Config struct {
	Driver string // SQLite or MySQL
	// DSN is the file's path for SQLite, and user:password@tcp(host:port)/database
	// for MySQL.
	DSN string
	// CA is the PEM file of the authority by which the MySQL server is known. With it
	// the store speaks TLS, to no other server, and never falls back.
	CA string
	// Connections is the most connections to MySQL (20), or readers beside the one
	// writer of SQLite (4, or as many as processors).
	Connections  int
	IdleTime     time.Duration // a connection unused for so long is closed (5 minutes)
	ConnLifetime time.Duration // and any connection after (1 hour)
	// SlowQuery is from when on a query is logged as slow (500 ms).
	SlowQuery time.Duration
	// Attempts is how often a transaction is tried before the database counts as
	// unavailable (6).
	Attempts int
	Logger   *slog.Logger // slog.Default
}

func (c Config) withDefaults() (Config, error) {
	if c.Driver != SQLite && c.Driver != MySQL {
		return c, fmt.Errorf("store: unknown driver %q: want %s or %s", c.Driver, SQLite, MySQL)
	}
	if c.DSN == "" {
		return c, errors.New("store: no DSN")
	}
	if c.Connections <= 0 {
		c.Connections = 20
		if c.Driver == SQLite {
			c.Connections = max(4, runtime.NumCPU())
		}
	}
	setDefault(&c.IdleTime, 5*time.Minute)
	setDefault(&c.ConnLifetime, time.Hour)
	setDefault(&c.SlowQuery, 500*time.Millisecond)
	setDefault(&c.Attempts, 6)
	setDefault(&c.Logger, slog.Default())
	return c, nil
}

func setDefault[T comparable](value *T, standard T) {
	var zero T
	if *value == zero {
		*value = standard
	}
}

// sqliteAccess is how a file is opened.
type sqliteAccess string

const (
	sqliteCreate sqliteAccess = "mode=rwc" // migrations make the file
	sqliteWrite  sqliteAccess = "mode=rw"
	sqliteRead   sqliteAccess = "mode=rw&_pragma=query_only(1)"
)

// sqliteDSN opens the file with a write-ahead log, so that readers never wait
// for the writer. Every commit reaches the disk (synchronous FULL): the record
// is not to lose an act that was confirmed. A transaction takes the write lock
// when it begins; taken later, it would fail where another holds it. Recursive
// triggers make REPLACE meet the triggers against deleting.
func sqliteDSN(path string, access sqliteAccess) string {
	file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	return file.String() + "?" + string(access) +
		"&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_pragma=recursive_triggers(1)&_txlock=immediate"
}

// mysqlConfig sets what the store relies on, whatever the DSN says: strict mode
// (a value that does not fit is an error, not cut), UTC, byte-wise comparison of
// literals, and matched rather than changed rows as the count of an update.
func mysqlConfig(cfg Config) (*mysql.Config, error) {
	c, err := mysql.ParseDSN(cfg.DSN)
	if err != nil {
		return nil, fmt.Errorf("store: MySQL DSN: %w", err)
	}
	if cfg.CA != "" {
		authority, err := mutual.Authority(cfg.CA)
		if err != nil {
			return nil, fmt.Errorf("store: MySQL server: %w", err)
		}
		c.TLS, c.AllowFallbackToPlaintext = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: authority}, false
	}
	c.ParseTime, c.Loc = true, time.UTC
	c.ClientFoundRows, c.InterpolateParams = true, true
	c.Collation = "utf8mb4_bin"
	c.Logger = driverLog{cfg.Logger}
	if c.Params == nil {
		c.Params = map[string]string{}
	}
	delete(c.Params, "charset")
	c.Params["sql_mode"] = "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'"
	c.Params["time_zone"] = "'+00:00'"
	if _, set := c.Params["innodb_lock_wait_timeout"]; !set {
		c.Params["innodb_lock_wait_timeout"] = "10"
	}
	setDefault(&c.Timeout, 10*time.Second)
	return c, nil
}
