package hostile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	_ "modernc.org/sqlite" // the record, as whoever copied it reads it
)

// byAsking are the tables that asking alone writes, also of what is refused: logins,
// who was refused, the requests' keys. An erased payload is what is left of a filing
// that was refused.
var byAsking = []string{"sessions", "security_events", "token_uses", "requests", "heartbeat", "payloads"}

// fingerprints are one hash for each table of the record that nothing but the
// office's own acts write.
func fingerprints(ctx context.Context, path string) (_ map[string]string, err error) {
	db, err := sql.Open("sqlite", path+"?_pragma=busy_timeout(10000)")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tables, err := tablesOf(ctx, db)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, table := range tables {
		if slices.Contains(byAsking, table) {
			continue
		}
		digest := sha256.New()
		err := eachCell(ctx, db, table, func(column string, value any) { fmt.Fprintf(digest, "%s=%v\x00", column, value) })
		if err != nil {
			return nil, err
		}
		out[table] = hex.EncodeToString(digest.Sum(nil))
	}
	return out, nil
}

func tablesOf(ctx context.Context, db *sql.DB) (names []string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// eachCell goes through all of a table, row by row.
func eachCell(ctx context.Context, db *sql.DB, table string, see func(column string, value any)) (err error) {
	rows, err := db.QueryContext(ctx, `SELECT * FROM "`+table+`"`) // #nosec G202 -- a name out of the schema
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, column := range columns {
			see(column, values[i])
		}
	}
	return rows.Err()
}

// differing are the tables that are not as before.
func differing(before, after map[string]string) (tables []string) {
	for table, is := range after {
		if before[table] != is {
			tables = append(tables, table)
		}
	}
	slices.Sort(tables)
	return tables
}
