package store_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// TestSchemaVersion: the service refuses a schema that is older than its own, or newer
// and does not reach back to it, and changes nothing.
func TestSchemaVersion(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		migrations, service, grant := b.empty(t)
		if b.name == "mysql" {
			service = migrations // the service's user has no rights in an empty database
		}
		_, err := store.Open(t.Context(), service)
		e := requireCode(t, err, law.KindUnavailable, "schema_too_old")
		require.Contains(t, e.Message, "migrate")
		if b.name == "sqlite" {
			require.NoFileExists(t, service.DSN, "opening makes no file")
		}
		require.NoError(t, store.Migrate(t.Context(), migrations))
		require.NoError(t, store.Migrate(t.Context(), migrations), "nothing to do the second time")
		grant()
		s, err := store.Open(t.Context(), service)
		require.NoError(t, err)
		known, err := store.SchemaVersion(service.Driver)
		require.NoError(t, err)
		require.NoError(t, store.Exec(t.Context(), s, fmt.Sprintf("DELETE FROM goose_db_version WHERE version_id = %d", known)))
		_, err = store.Open(t.Context(), service)
		requireCode(t, err, law.KindUnavailable, "schema_too_old")
		require.NoError(t, s.Close())
		for _, v := range []int64{known, known + 2} {
			require.NoError(t, store.ExecAs(t.Context(), migrations, fmt.Sprintf("INSERT INTO goose_db_version (version_id, is_applied) VALUES (%d, 1)", v)))
		}
		for _, c := range []struct {
			oldest int64
			serves bool
		}{{known - 1, true}, {known, true}, {known + 1, false}, {known + 2, false}} {
			require.NoError(t, store.ExecAs(t.Context(), migrations, fmt.Sprintf("UPDATE schema_reach SET oldest = %d", c.oldest)))
			require.NoError(t, store.Migrate(t.Context(), migrations), "an older program has nothing to migrate")
			s, err := store.Open(t.Context(), service)
			if !c.serves {
				requireCode(t, err, law.KindUnavailable, "schema_too_new")
				continue
			}
			require.NoError(t, err)
			require.Equal(t, known+2, s.Schema())
			require.NoError(t, s.Close())
		}
		require.NoError(t, store.ExecAs(t.Context(), migrations, "DELETE FROM schema_reach"))
		_, err = store.Open(t.Context(), service)
		require.Error(t, err, "nothing says how far it reaches")
	})
}

// TestMigrateTwiceAtOnce: two programs that start together do not collide.
func TestMigrateTwiceAtOnce(t *testing.T) {
	t.Parallel()
	for _, b := range mysqlOnly() {
		migrations, _, _ := b.empty(t)
		requireNone(t, together(func(int) error { return store.Migrate(t.Context(), migrations) }))
	}
}

// TestRemadeTableKeepsItsRows: SQLite makes a table anew to change a column. What
// stands in it and what refers to it stays, also where it is done a second time
// because the first was not noted.
func TestRemadeTableKeepsItsRows(t *testing.T) {
	t.Parallel()
	s, cfg := backend{"sqlite", emptySQLite}.freshWith(t, func(*store.Config) {})
	c := oneCase(t, s)
	p := newProceeding(c, law.ProceedingPenalty, 1)
	openProceeding(t, s, p)
	require.NoError(t, s.Close())
	pool, err := sql.Open("sqlite", "file:"+url.PathEscape(cfg.DSN))
	require.NoError(t, err)
	require.NoError(t, store.MigrateAgain(t.Context(), cfg, 10))
	_, err = pool.ExecContext(t.Context(), "ALTER TABLE proceedings ADD COLUMN party TEXT") // which came later
	require.NoError(t, err)
	var wrong int
	require.NoError(t, pool.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM pragma_foreign_key_check").Scan(&wrong))
	require.Zero(t, wrong)
	require.NoError(t, pool.Close())
	s, err = store.Open(t.Context(), cfg)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	listed, err := s.Proceedings(t.Context(), record.ProceedingFilter{Certificate: p.Team[0]}, record.Page{})
	require.NoError(t, err)
	require.Len(t, listed.Items, 1)
	require.Empty(t, cmp.Diff(p, listed.Items[0].Proceeding))
}

func TestConfigRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []store.Config{{}, {Driver: "postgres", DSN: "x"}, {Driver: store.SQLite}, {Driver: store.MySQL, DSN: "no dsn"}} {
		_, err := store.Open(t.Context(), c)
		require.Error(t, err)
		require.Error(t, store.Migrate(t.Context(), c))
		require.Error(t, store.Grant(t.Context(), c, "ssj"))
	}
}

// TestServiceCannotMigrate: on MySQL the service's user may not change the
// schema.
func TestServiceCannotMigrate(t *testing.T) {
	t.Parallel()
	for _, b := range mysqlOnly() {
		s := b.fresh(t)
		for _, statement := range []string{"CREATE TABLE x (n INT)", "ALTER TABLE acts ADD x INT", "DROP TABLE acts", "TRUNCATE TABLE acts", "CREATE TRIGGER x BEFORE INSERT ON acts FOR EACH ROW SET NEW.seq = 1"} {
			require.Error(t, store.Exec(t.Context(), s, statement), statement)
		}
	}
}

// TestEveryTableIsGranted: a new table must be given its rights, or the service
// cannot use it.
func TestEveryTableIsGranted(t *testing.T) {
	t.Parallel()
	granted := map[string]bool{}
	statement := regexp.MustCompile("^GRANT (.+) ON `d``b`\\.(\\w+) TO 'ssj'@'%'$")
	for _, g := range store.GrantsSQL("d`b", "ssj") {
		m := statement.FindStringSubmatch(g)
		require.NotNil(t, m, g)
		granted[m[2]] = true
		if forever := map[string]bool{"acts": true, "publications": true, "register_history": true, "marks": true, "attachments": true}; forever[m[2]] {
			require.Equal(t, "SELECT, INSERT", m[1])
		}
	}
	for table := range tables(t, "mysql") {
		require.True(t, granted[table], "no grant for %s", table)
		delete(granted, table)
	}
	delete(granted, "goose_db_version")
	require.Empty(t, granted, "grants for tables that are not there")
}

var (
	createTable = regexp.MustCompile(`(?s)CREATE TABLE (\w+) \(\n(.*?)\n\) `)
	setColumn   = regexp.MustCompile(`(?m)^ALTER TABLE (\w+) (?:ADD|MODIFY) COLUMN (\w+) (.+);$`)
	remadeTable = regexp.MustCompile(`(?m)^ALTER TABLE (\w+_new) RENAME TO (\w+);$`)
	tableColumn = regexp.MustCompile(`(?m)^    ([a-z_]+) +(\S.*?),?$`)
	lengthCheck = regexp.MustCompile(`CONSTRAINT (\w+)_too_long CHECK \(length\((\w+)\) <= (\d+)\)`)
	mysqlText   = regexp.MustCompile(`^VARCHAR\((\d+)\)`)
	anyIndex    = regexp.MustCompile(`(?m)(?:CREATE INDEX (\w+) ON \w+|^    INDEX (\w+)) \(([^)]+)\)`)
	anyKey      = regexp.MustCompile(`(?m)^    (CONSTRAINT \w+ (?:UNIQUE|FOREIGN KEY)|PRIMARY KEY) (.+?),?$`)
)

func schemaText(t *testing.T, dialect string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("migrations", dialect, "*.sql"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var all strings.Builder
	for _, f := range files {
		body, err := os.ReadFile(f)
		require.NoError(t, err)
		require.NotContains(t, string(body), "+goose Down", "migrations go forward only")
		all.Write(body)
	}
	text := all.String()
	for _, m := range remadeTable.FindAllStringSubmatch(text, -1) {
		before := regexp.MustCompile(`(?s)CREATE TABLE ` + m[2] + ` \(\n.*?\n\) `)
		require.Regexp(t, before, text)
		text = strings.Replace(before.ReplaceAllString(text, ""), "CREATE TABLE "+m[1]+" (", "CREATE TABLE "+m[2]+" (", 1)
	}
	return text
}

// tables are the columns of each table, in a form that is alike where the
// dialects mean the same.
func tables(t *testing.T, dialect string) map[string]map[string]string {
	t.Helper()
	out := map[string]map[string]string{}
	for _, table := range createTable.FindAllStringSubmatch(schemaText(t, dialect), -1) {
		columns := map[string]string{}
		for _, c := range tableColumn.FindAllStringSubmatch(table[2], -1) {
			columns[c[1]] = meaning(c[1], c[2])
		}
		out[table[1]] = columns
	}
	require.NotEmpty(t, out)
	for _, c := range setColumn.FindAllStringSubmatch(schemaText(t, dialect), -1) {
		out[c[1]][c[2]] = meaning(c[2], c[3])
	}
	return out
}

func meaning(name, definition string) string {
	null := " null"
	if strings.Contains(definition, "NOT NULL") || strings.Contains(definition, "PRIMARY KEY") {
		null = ""
	}
	if m := lengthCheck.FindStringSubmatch(definition); m != nil && m[1] == name && m[2] == name {
		return "text " + m[3] + null
	}
	if m := mysqlText.FindStringSubmatch(definition); m != nil {
		return "text " + m[1] + null
	}
	for prefix, what := range map[string]string{"TEXT": "long text", "MEDIUMTEXT": "long text", "DATETIME(6)": "long text", "BLOB": "bytes",
		"MEDIUMBLOB": "bytes", "INTEGER": "number", "INT": "number", "BIGINT": "number", "BOOLEAN": "number"} {
		if word, _, _ := strings.Cut(definition, " "); word == prefix {
			return what + null
		}
	}
	return "unknown: " + definition
}

// TestDialectsAgree: both databases have the same tables, columns, lengths, keys
// and indexes, so that what fits in one fits in the other.
func TestDialectsAgree(t *testing.T) {
	t.Parallel()
	require.Equal(t, tables(t, "sqlite"), tables(t, "mysql"))
	indexes := func(dialect string) map[string]string {
		out := map[string]string{}
		for _, m := range anyIndex.FindAllStringSubmatch(schemaText(t, dialect), -1) {
			out[m[1]+m[2]] = m[3]
		}
		require.NotEmpty(t, out)
		return out
	}
	require.Equal(t, indexes("sqlite"), indexes("mysql"))
	keys := func(dialect string) []string {
		var out []string
		for _, m := range anyKey.FindAllStringSubmatch(schemaText(t, dialect), -1) {
			out = append(out, m[1]+" "+m[2])
		}
		require.NotEmpty(t, out)
		slices.Sort(out)
		return out
	}
	require.Equal(t, keys("sqlite"), keys("mysql"))
	require.NotContains(t, schemaText(t, "mysql"), "_0900_", "MariaDB does not know them")
}
