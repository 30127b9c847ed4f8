package store

import (
	"context"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// Unguarded names what should keep the record append-only in this database and
// does not: triggers that are gone on SQLite, rights of the connected user on
// MySQL that it should not have. Empty: nothing is amiss.
func (s *Store) Unguarded(ctx context.Context) ([]string, error) {
	if s.mysql() {
		return s.excessRights(ctx)
	}
	return s.missingTriggers(ctx)
}

var triggerName = regexp.MustCompile(`(?m)^CREATE TRIGGER (\w+) `)

func (s *Store) missingTriggers(ctx context.Context) ([]string, error) {
	var there, missing []string
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Raw("SELECT name FROM sqlite_master WHERE type = 'trigger'").Scan(&there).Error
	})
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(migrations, "migrations/"+SQLite+"/*.sql")
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(migrations, file)
		if err != nil {
			return nil, fmt.Errorf("store: migrations: %w", err)
		}
		for _, m := range triggerName.FindAllSubmatch(text, -1) {
			if name := string(m[1]); !slices.Contains(there, name) {
				missing = append(missing, name)
			}
		}
	}
	return missing, nil
}

// excessRights looks for rights to change whole rows of what is append-only, be
// they on the table, the database or the server. Rights on single columns are
// those of the table rights.
func (s *Store) excessRights(ctx context.Context) ([]string, error) {
	var tables, excess []string
	for _, r := range rights {
		if !strings.Contains(r.rights, "DELETE") && !strings.HasSuffix(r.rights, "UPDATE") {
			tables = append(tables, r.table)
		}
	}
	const own = `GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''') AND PRIVILEGE_TYPE IN ('UPDATE', 'DELETE', 'DROP', 'ALTER', 'TRIGGER')`
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Raw(`SELECT CONCAT(PRIVILEGE_TYPE, ' ON *.*') FROM information_schema.USER_PRIVILEGES WHERE `+own+`
			UNION SELECT CONCAT(PRIVILEGE_TYPE, ' ON ', TABLE_SCHEMA, '.*') FROM information_schema.SCHEMA_PRIVILEGES WHERE `+own+` AND DATABASE() LIKE TABLE_SCHEMA
			UNION SELECT CONCAT(PRIVILEGE_TYPE, ' ON ', TABLE_NAME) FROM information_schema.TABLE_PRIVILEGES WHERE `+own+` AND TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ?
			ORDER BY 1`, tables).Scan(&excess).Error
	})
	return excess, err
}
