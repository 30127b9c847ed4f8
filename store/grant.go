package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/go-sql-driver/mysql"
)

// Grant gives the service's user on MySQL the rights of [GrantsSQL]. The
// configuration is the migration user's, who must be allowed to grant.
func Grant(ctx context.Context, cfg Config, user string) (err error) {
	if cfg.Driver != MySQL {
		return fmt.Errorf("store: %s has no users to grant to", cfg.Driver)
	}
	parsed, err := mysql.ParseDSN(cfg.DSN)
	if err != nil {
		return fmt.Errorf("store: MySQL DSN: %w", err)
	}
	pool, err := openForMigration(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	for _, statement := range GrantsSQL(parsed.DBName, user) {
		if _, err := pool.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("store: grant to %s: %w", user, err)
		}
	}
	return nil
}
