package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/registers"
	"shuangsuiji/store"
)

// million is a register of the size that the draw is measured with.
const million = 1_000_000

// BenchmarkSaveEntities measures, on SQLite in a file: the first import of a
// million entities, the same table again, the monthly grades (one in ten
// changed), and the stream that a draw reads.
func BenchmarkSaveEntities(b *testing.B) {
	cfg := store.Config{Driver: store.SQLite, DSN: b.TempDir() + "/register.db", Logger: quiet}
	require.NoError(b, store.Migrate(b.Context(), cfg))
	s, err := store.Open(b.Context(), cfg)
	require.NoError(b, err)
	rows := make([]registers.Entity, million)
	for n := range rows {
		rows[n] = entity(n)
	}
	save := func(b *testing.B, want [3]int) {
		added, changed, unchanged, err := s.SaveEntities(b.Context(), "importer", monday, rows)
		require.NoError(b, err)
		require.Equal(b, want, [3]int{added, changed, unchanged})
	}
	measure := func(name string, run func(b *testing.B)) {
		b.Run(name, func(b *testing.B) {
			if b.N > 1 {
				b.Fatal("run with -benchtime=1x: the second round is another measurement")
			}
			run(b)
			b.ReportMetric(million/b.Elapsed().Seconds(), "rows/s")
		})
	}
	measure("first", func(b *testing.B) { save(b, [3]int{million, 0, 0}) })
	measure("again", func(b *testing.B) { save(b, [3]int{0, 0, million}) })
	for n := 0; n < million; n += 10 {
		rows[n].Grade = "低"
	}
	measure("grades", func(b *testing.B) { save(b, [3]int{0, million / 10, million - million/10}) })
	measure("stream", func(b *testing.B) {
		n := 0
		require.NoError(b, s.EachEntity(b.Context(), []string{"人力资源服务机构"}, func(registers.Entity) error {
			n++
			return nil
		}))
		require.Equal(b, million, n)
	})
	require.NoError(b, s.Close())
}
