package e2e

import (
	"bufio"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/store"
)

const importRounds = 1 // of a minute and more

// BenchmarkImport takes a table of a million entities in, as staff do: read,
// checked row by row and saved with its history and search keys, or not at all.
// Beside it the database's own bulk load of the same file into the same table with
// its indexes, which checks nothing and makes no keys; on SQLite it happens in this
// process, as the import does, on MariaDB in the server.
func BenchmarkImport(b *testing.B) {
	file := entitiesFile(b, registerSize)
	onEachBench(b, func(b *testing.B, on database) {
		var ours, theirs side
		var memory, beside float64
		for range importRounds {
			bulk := on(named{b, "bulk"})
			load := loadSQLite
			if bulk.Driver == store.MySQL {
				load = loadMySQL
			}
			require.NoError(b, store.Migrate(b.Context(), bulk))
			beside = peakMiB(b, func() { theirs.time(func() { load(b, bulk, file) }) })
			o := recordOffice(b, on(named{b, "ours"}))
			memory = peakMiB(b, func() { ours.time(func() { o.importEntities(file) }) })
			require.NoError(b, o.store.Close())
		}
		report(b, map[string]float64{"import-s": ours.median(), "bulk-s": theirs.median(), "ratio": ours.over(theirs),
			"import-MiB": memory, "bulk-MiB": beside, "ratio-MiB": memory / beside})
	})
}

// onEachBench runs the benchmark on SQLite, and on MySQL where a server is given.
func onEachBench(b *testing.B, run func(b *testing.B, on database)) {
	b.Run("sqlite", func(b *testing.B) { run(b, onSQLite) })
	if os.Getenv("SSJ_TEST_MYSQL_DSN_ADMIN") == "" {
		require.Empty(b, os.Getenv("SSJ_REQUIRE_ALL"), "SSJ_TEST_MYSQL_DSN_ADMIN names no server")
		return
	}
	b.Run("mysql", func(b *testing.B) { run(b, onMySQL) })
}

// entitiesFile is a csv of so many entities, as the office writes it.
func entitiesFile(b *testing.B, n int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "entities.csv")
	file, err := os.Create(path)
	require.NoError(b, err)
	buffered := bufio.NewWriter(file)
	require.NoError(b, documents.Entities(registers.HebeiScale).Write(buffered, documents.CSV, documents.Values(sample.Entities(n, 1))))
	require.NoError(b, buffered.Flush())
	require.NoError(b, file.Close())
	return path
}

// onDisk is a file as an upload is.
type onDisk struct{ *os.File }

func (f onDisk) Size() int64 {
	info, err := f.Stat()
	if err != nil {
		return 0
	}
	return info.Size()
}

func (o *office) importEntities(path string) {
	o.t.Helper()
	file, err := os.Open(path)
	require.NoError(o.t, err)
	defer func() { require.NoError(o.t, file.Close()) }()
	imported, err := o.ImportRegister(o.ctx, o.people["clerk"], bureau.RegisterEntities, bureau.Import{File: onDisk{file}, MaxKept: 4 << 30})
	require.NoError(o.t, err)
	require.Equal(o.t, registerSize, imported.Added)
}

// loadColumns are those of the file in its order, and those of the row's revision.
const loadColumns = wholeRows + ", version, changed_at, changed_by"

// loadSQLite inserts the file's rows by a prepared statement of many rows, in one
// transaction: what the shell's .import does, and better.
func loadSQLite(b *testing.B, cfg store.Config, path string) {
	b.Helper()
	const rowsEach = 50 // more are no faster
	pool, err := sql.Open("sqlite", "file:"+cfg.DSN+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
	require.NoError(b, err)
	defer func() { require.NoError(b, pool.Close()) }()
	tx, err := pool.BeginTx(b.Context(), nil)
	require.NoError(b, err)
	row := "(?" + strings.Repeat(", ?", strings.Count(loadColumns, ",")) + ")"
	insert, err := tx.PrepareContext(b.Context(), fmt.Sprintf("INSERT INTO entities (%s) VALUES %s%s", loadColumns, row, strings.Repeat(", "+row, rowsEach-1)))
	require.NoError(b, err)
	values := make([]any, 0, rowsEach*(strings.Count(loadColumns, ",")+1))
	eachRecord(b, path, func(record []string) {
		for _, field := range record {
			values = append(values, field)
		}
		if values = append(values, 1, "2024-04-01 01:00:00.000000", "system"); len(values) == cap(values) {
			_, err := insert.ExecContext(b.Context(), values...)
			require.NoError(b, err)
			values = values[:0]
		}
	})
	require.Empty(b, values, "a million is so many times %d", rowsEach)
	require.NoError(b, insert.Close())
	require.NoError(b, tx.Commit())
}

func eachRecord(b *testing.B, path string, do func([]string)) {
	b.Helper()
	file, err := os.Open(path)
	require.NoError(b, err)
	defer func() { require.NoError(b, file.Close()) }()
	records := csv.NewReader(file)
	_, err = records.Read() // the titles
	require.NoError(b, err)
	for {
		record, err := records.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(b, err)
		do(record)
	}
}

// loadMySQL lets the server read the file.
func loadMySQL(b *testing.B, cfg store.Config, path string) {
	b.Helper()
	pool, err := sql.Open("mysql", cfg.DSN)
	require.NoError(b, err)
	defer func() { require.NoError(b, pool.Close()) }()
	mysql.RegisterLocalFile(path)
	defer mysql.DeregisterLocalFile(path)
	loaded, err := pool.ExecContext(b.Context(), fmt.Sprintf(`LOAD DATA LOCAL INFILE '%s' INTO TABLE entities CHARACTER SET utf8mb4
		FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' ESCAPED BY '' LINES TERMINATED BY '\r\n' IGNORE 1 LINES
		(%s) SET version = 1, changed_at = '2024-04-01 01:00:00', changed_by = 'system'`, path, wholeRows))
	require.NoError(b, err)
	rows, err := loaded.RowsAffected()
	require.NoError(b, err)
	require.EqualValues(b, registerSize, rows)
}
