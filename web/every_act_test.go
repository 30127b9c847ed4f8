package web

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/record"
)

// A history is read to its end, however many pages it has.
func TestEveryAct(t *testing.T) {
	all, err := everyAct(func(p record.Page) (record.Listed[int], error) {
		n := 0
		if p.After != "" {
			n, _ = strconv.Atoi(p.After)
		}
		if n == 2 {
			return record.Listed[int]{Items: []int{n}}, nil
		}
		return record.Listed[int]{Items: []int{n}, Next: strconv.Itoa(n + 1)}, nil
	})
	require.NoError(t, err)
	require.Equal(t, record.Listed[int]{Items: []int{0, 1, 2}}, all)
}
