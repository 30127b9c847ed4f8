package store

import (
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAhead(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	giving := func(end func(yield func([]int, error) bool)) iter.Seq2[[]int, error] {
		return func(yield func([]int, error) bool) {
			if yield([]int{1, 2}, nil) && yield([]int{3}, nil) {
				end(yield)
			}
		}
	}
	walk := func(batches iter.Seq2[[]int, error], most int) (rows []int, last error) {
		for batch, err := range ahead(batches) {
			rows, last = append(rows, batch...), err
			if len(rows) >= most {
				break
			}
		}
		return rows, last
	}
	for name, tc := range map[string]struct {
		end  func(func([]int, error) bool)
		most int
		rows []int
		err  error
	}{
		"all":      {func(func([]int, error) bool) {}, 9, []int{1, 2, 3}, nil},
		"stopped":  {func(func([]int, error) bool) {}, 2, []int{1, 2}, nil},
		"an error": {func(yield func([]int, error) bool) { yield(nil, broken) }, 9, []int{1, 2, 3}, broken},
	} {
		rows, err := walk(giving(tc.end), tc.most)
		require.Equal(t, tc.rows, rows, name)
		require.Equal(t, tc.err, err, name)
	}
	require.PanicsWithValue(t, "lost", func() { _, _ = walk(giving(func(func([]int, error) bool) { panic("lost") }), 9) })
	ended := false
	rows, err := walk(func(yield func([]int, error) bool) {
		defer func() { ended = true }()
		n := 0
		for yield([]int{n}, nil) {
			n++
		}
	}, 2)
	require.NoError(t, err)
	require.Equal(t, []int{0, 1}, rows)
	require.True(t, ended, "nobody reads on behind the walk")
}
