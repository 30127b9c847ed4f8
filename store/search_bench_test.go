package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents/sample"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// searchedRegister is a register of more entities than a county has to inspect.
const searchedRegister = 100_000

// BenchmarkSearchEntities measures, on SQLite in a file, the first page of what is found
// among a hundred thousand entities: one near the register's end by a part of its name, by
// pinyin with initials or in full, and by a part of its code; many by what all are called;
// and nothing, for which all are read.
func BenchmarkSearchEntities(b *testing.B) {
	cfg := store.Config{Driver: store.SQLite, DSN: b.TempDir() + "/register.db", Logger: quiet}
	require.NoError(b, store.Migrate(b.Context(), cfg))
	s, err := store.Open(b.Context(), cfg)
	require.NoError(b, err)
	rows := sample.Entities(searchedRegister, 1)
	_, _, _, err = s.SaveEntities(b.Context(), "importer", monday, rows)
	require.NoError(b, err)
	sought := rows[searchedRegister-10]
	require.Contains(b, sought.Name, "公司99991号")
	for _, by := range []struct {
		unit, text string
		found      int
	}{
		{"name-ms", "公司99991号", 1},
		{"initials-ms", "yxgs99991h", 1},
		{"pinyin-ms", "gongsi99991", 1},
		{"code-ms", sought.Code[len(sought.Code)-8:], 1},
		{"many-ms", "人力资源", 20},
		{"nothing-ms", "查无此名", 0},
	} {
		var took []time.Duration
		for range 11 {
			began := time.Now()
			found, err := s.Entities(b.Context(), record.EntityFilter{Text: by.text}, record.Page{Limit: 20})
			took = append(took, time.Since(began))
			require.NoError(b, err)
			require.Len(b, found.Items, by.found, by.text)
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, by.unit)
	}
	b.ReportMetric(0, "ns/op")
	require.NoError(b, s.Close())
}
