package audit

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestAt: the state that held right then comes first; one that held shortly before
// or after may have been meant too.
func TestAt(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, time.January, n, 9, 0, 0, 0, time.UTC) }
	spans := []span[string]{{from: day(1), to: day(3), state: "clerk"}, {from: day(3), to: day(5), state: "head"}, {from: day(5), state: "director"}}
	for at, want := range map[time.Time][]string{
		day(1): {"clerk"}, day(2): {"clerk"}, day(3): {"head", "clerk"}, day(3).Add(-time.Minute): {"clerk", "head"},
		day(4): {"head"}, day(9): {"director"}, day(1).Add(-time.Hour): {"clerk"},
	} {
		require.Equal(t, want, statesAt(spans, at), at)
	}
	require.Empty(t, statesAt[string](nil, day(1)))
}

func statesAt[T any](spans []span[T], t time.Time) []T { return at(spans, t, atOnce) }

// TestDiffering names fields by their paths, and passes over those left out at any
// depth.
func TestDiffering(t *testing.T) {
	a := map[string]any{"no": 1, "docket": []any{map[string]any{"due": "x", "next": "a"}}, "team": []any{"p"}}
	b := map[string]any{"no": 1, "docket": []any{map[string]any{"due": "y", "next": "b"}}, "team": []any{"p", "q"}, "more": true}
	paths, err := differing(a, b, "next")
	require.NoError(t, err)
	require.Equal(t, []string{"docket[0].due", "more", "team"}, paths)
	paths, err = differing(a, a)
	require.NoError(t, err)
	require.Empty(t, paths)
}
