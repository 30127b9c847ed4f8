package firsts_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/firsts"
)

func TestPlaces(t *testing.T) {
	t.Parallel()
	var p firsts.Places
	for _, tc := range []struct {
		key      string
		place    int
		first    int
		repeated bool
	}{
		{"91999999MADEM0011Y", 2, 2, false},
		{"12999999MAG00001XN", 3, 3, false},
		{"91999999MADEM0011Y", 4, 2, true},
		{"91999999MADEM0011Y", 5, 2, true},
		{"", 6, 6, false},
		{"", 7, 6, true},
	} {
		first, repeated := p.Note(tc.key, tc.place)
		require.Equal(t, tc.first, first, "%v", tc)
		require.Equal(t, tc.repeated, repeated, "%v", tc)
	}
}
