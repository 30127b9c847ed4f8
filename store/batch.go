package store

import (
	"database/sql"
	"errors"
	"reflect"
	"slices"
	"unicode/utf8"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// parametersPerStatement stays below SQLite's limit of 32,766, and with rows of
// a kilobyte well below MySQL's packet.
const parametersPerStatement = 12_000

// keysPerQuery is how many keys one query asks for.
const keysPerQuery = 1_000

// insertAll inserts the rows in as few statements as fit. A value too long names
// its row.
func insertAll[R any](tx *gorm.DB, rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	tx = tx.Session(&gorm.Session{}) // the chunks share the clauses, not the statement
	size := max(1, parametersPerStatement/reflect.TypeFor[R]().NumField())
	for chunk := range slices.Chunk(rows, size) {
		if err := tx.Create(&chunk).Error; err != nil {
			return namingRow(tx, chunk, err)
		}
	}
	return nil
}

// insertMissing inserts the rows whose key is not there yet and returns how many
// they were. It needs no right to update. Where another transaction inserts the
// same key meanwhile, the transaction is repeated.
func insertMissing[R any](tx *gorm.DB, rows []R, key func(R) string, existing func(keys []string) ([]string, error)) (int, error) {
	there := map[string]bool{}
	keys := make([]string, len(rows))
	for i, r := range rows {
		keys[i] = key(r)
	}
	for chunk := range slices.Chunk(keys, keysPerQuery) {
		found, err := existing(chunk)
		if err != nil {
			return 0, err
		}
		for _, k := range found {
			there[k] = true
		}
	}
	missing := rows[:0:0]
	for i, r := range rows {
		if !there[keys[i]] {
			there[keys[i]] = true
			missing = append(missing, r)
		}
	}
	return len(missing), racedIfDuplicate(insertAll(tx, missing))
}

// existingKeys asks for those of the keys that the column holds.
func existingKeys(tx *gorm.DB, model any, column string) func(keys []string) ([]string, error) {
	return func(keys []string) ([]string, error) {
		var found []string
		err := tx.Model(model).Where(clause.IN{Column: column, Values: anys(keys)}).Pluck(column, &found).Error
		return found, err
	}
}

func anys[T any](values []T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

// namingRow adds the offending value to the error of a value too long, for a
// statement with many rows does not say which it was.
func namingRow[R any](tx *gorm.DB, rows []R, err error) error {
	column, ok := tooLongColumn(err)
	if !ok {
		return err
	}
	stmt := gorm.Statement{DB: tx}
	var model R
	if parseErr := stmt.Parse(&model); parseErr != nil {
		return errors.Join(err, parseErr)
	}
	field := stmt.Schema.LookUpField(column)
	if field == nil {
		return err
	}
	longest := ""
	for _, r := range rows {
		if v, _ := field.ValueOf(tx.Statement.Context, reflect.ValueOf(r)); utf8.RuneCountInString(stringOf(v)) > utf8.RuneCountInString(longest) {
			longest = stringOf(v)
		}
	}
	e := tooLong(column)
	e.Fields[0].Value = excerpt(longest)
	e.Message += "过长的内容为：" + excerpt(longest)
	return wrap(e, err)
}

func stringOf(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	if s, ok := v.(*string); ok && s != nil {
		return *s
	}
	return ""
}

// excerpt keeps a wrong value short enough to stand in a message.
func excerpt(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// eachRow scans row after row into the fields and calls fn, until its first
// error.
func eachRow(rows *sql.Rows, fields []any, fn func() error) (err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := rows.Scan(fields...); err != nil {
			return err
		}
		if err := fn(); err != nil {
			return err
		}
	}
	return rows.Err()
}
