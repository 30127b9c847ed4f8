package store_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/store"
)

// firstReach is the migration since which a schema says how far it reaches.
const firstReach = 20

var (
	reachMark = regexp.MustCompile(`(?m)^-- Reach: (additive|breaking)\. `)
	reachSet  = regexp.MustCompile(`(?:UPDATE schema_reach SET oldest = |INSERT INTO schema_reach \(id, oldest\) VALUES \(1, )(\d+)`)
	comment   = regexp.MustCompile(`(?m)^\s*--.*$`)
	additive  = []*regexp.Regexp{
		regexp.MustCompile(`^CREATE TABLE \w+ \(`),
		regexp.MustCompile(`^CREATE INDEX \w+ ON \w+ \(`),
		regexp.MustCompile(`^INSERT INTO (\w+) `),
		regexp.MustCompile(`^ALTER TABLE \w+ ADD COLUMN (\w+) `),
	}
)

// TestMigrationsSayTheirReach: each migration is additive or breaking, alike in both
// dialects; a breaking one says so to the database, an additive one holds nothing that
// an older program would stumble over.
func TestMigrationsSayTheirReach(t *testing.T) {
	t.Parallel()
	marks := map[string]map[int]string{"sqlite": {}, "mysql": {}}
	for dialect, found := range marks {
		files, err := filepath.Glob(filepath.Join("migrations", dialect, "*.sql"))
		require.NoError(t, err)
		for _, f := range files {
			name, _, _ := strings.Cut(filepath.Base(f), "_")
			version, err := strconv.Atoi(name)
			require.NoError(t, err)
			if version < firstReach {
				continue
			}
			body, err := os.ReadFile(f)
			require.NoError(t, err)
			mark := reachMark.FindStringSubmatch(string(body))
			require.NotNil(t, mark, "%s does not say with “-- Reach: additive. …” or “-- Reach: breaking. …” whether an older program may work on, and why", f)
			found[version] = mark[1]
			set := reachSet.FindStringSubmatch(string(body))
			if mark[1] == "additive" {
				require.Empty(t, notAdditive(string(body)), f)
				require.Nil(t, set, f)
				continue
			}
			require.NotNil(t, set, "%s is breaking and does not set schema_reach", f)
			require.Equal(t, strconv.Itoa(version), set[1], f)
		}
	}
	require.Equal(t, marks["sqlite"], marks["mysql"])
	require.Contains(t, marks["sqlite"], firstReach)
}

// notAdditive are the statements of a migration over which an older program, that
// knows nothing of them, could stumble.
func notAdditive(migration string) []string {
	var made, bad []string
	for statement := range strings.SplitSeq(comment.ReplaceAllString(migration, ""), ";") {
		statement = strings.TrimSpace(statement)
		words := strings.Fields(statement)
		if statement == "" {
			continue
		}
		if !slices.ContainsFunc(additive, func(form *regexp.Regexp) bool { return form.MatchString(statement) }) {
			bad = append(bad, statement)
			continue
		}
		switch words[0] {
		case "CREATE":
			if words[1] == "TABLE" {
				made = append(made, words[2])
			}
		case "INSERT":
			if !slices.Contains(made, words[2]) {
				bad = append(bad, statement)
			}
		case "ALTER":
			if strings.Contains(statement, "NOT NULL") && !strings.Contains(statement, "DEFAULT") || strings.Contains(statement, "UNIQUE") {
				bad = append(bad, statement)
			}
		}
	}
	return bad
}

func TestNotAdditive(t *testing.T) {
	t.Parallel()
	for statement, ok := range map[string]bool{
		"CREATE TABLE a (\n  n INTEGER NOT NULL\n) STRICT;\nINSERT INTO a (n) VALUES (1);": true,
		"CREATE INDEX a_by_n ON a (n);":                                      true,
		"ALTER TABLE a ADD COLUMN m TEXT;":                                   true,
		"ALTER TABLE a ADD COLUMN m INT NOT NULL DEFAULT 0;":                 true,
		"-- Nothing but a word.\n":                                           true,
		"ALTER TABLE a ADD COLUMN m TEXT NOT NULL;":                          false,
		"ALTER TABLE a ADD COLUMN m TEXT UNIQUE;":                            false,
		"ALTER TABLE a DROP COLUMN m;":                                       false,
		"ALTER TABLE a MODIFY COLUMN m VARCHAR(10);":                         false,
		"ALTER TABLE a_new RENAME TO a;":                                     false,
		"DROP TABLE a;":                                                      false,
		"CREATE UNIQUE INDEX a_by_n ON a (n);":                               false,
		"CREATE TRIGGER a_no_delete BEFORE DELETE ON a BEGIN SELECT 1; END;": false,
		"UPDATE a SET n = 2;":                                                false,
		"INSERT INTO acts (n) VALUES (1);":                                   false,
	} {
		require.Equal(t, ok, len(notAdditive(statement)) == 0, statement)
	}
}

// TestAnOlderProgramServesOn: what this program does, it does on the schema of a next
// release too, which has a table more, and a column more in each of this one's.
func TestAnOlderProgramServesOn(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		for _, c := range conformance {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				c.run(t, b.later(t))
			})
		}
	})
}

// later is a fresh store on the schema of a next release.
func (b backend) later(t *testing.T) *store.Store {
	t.Helper()
	migrations, service, grant := b.empty(t)
	require.NoError(t, store.Migrate(t.Context(), migrations))
	grant()
	known, err := store.SchemaVersion(service.Driver)
	require.NoError(t, err)
	statements := []string{"CREATE TABLE of_the_next_release (id INTEGER NOT NULL, PRIMARY KEY (id))",
		fmt.Sprintf("INSERT INTO goose_db_version (version_id, is_applied) VALUES (%d, 1)", known+1)}
	for _, table := range slices.Sorted(maps.Keys(tables(t, service.Driver))) {
		statements = append(statements, "ALTER TABLE "+table+" ADD COLUMN of_the_next_release TEXT")
	}
	require.NoError(t, store.ExecAllAs(t.Context(), migrations, statements))
	s, err := store.Open(t.Context(), service)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	require.Equal(t, known+1, s.Schema())
	return s
}
