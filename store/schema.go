package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
)

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

// Schema is the version of the schema that the database had when it was opened; at
// least [SchemaVersion].
func (s *Store) Schema() int64 { return s.schema }

// checkSchema refuses a schema that this program cannot work with.
func (s *Store) checkSchema(ctx context.Context) error {
	known, err := SchemaVersion(s.driver)
	if err != nil {
		return err
	}
	if s.schema, err = s.schemaVersion(ctx); err != nil {
		return err
	}
	switch {
	case s.schema < known:
		return schemaTooOld(s.schema)
	case s.schema > known:
		return s.checkReach(ctx, known)
	}
	return nil
}

// checkReach refuses a newer schema that does not reach back to the program's.
func (s *Store) checkReach(ctx context.Context, known int64) error {
	var oldest int64
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Table("schema_reach").Select("oldest").Take(&oldest).Error }); err != nil {
		return err
	}
	if known < oldest {
		return law.Errorf(law.KindUnavailable, "schema_too_new",
			"数据库结构版本（%d）比本程序所知的（%d）新，请使用新版程序。", s.schema, known)
	}
	s.log.WarnContext(ctx, "the database's schema is newer than this program's", "schema", s.schema, "program", known)
	return nil
}

func schemaTooOld(found int64) *law.Error {
	return law.Errorf(law.KindUnavailable, "schema_too_old",
		"数据库尚未升级到本程序所需的结构（现为版本%d），请先执行数据库升级（migrate）。", found)
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
