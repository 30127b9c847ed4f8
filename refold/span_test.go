package refold

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestAt: the state that held right then comes first; one that held shortly before
// or after may have been meant too.
func TestAt(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, time.January, n, 9, 0, 0, 0, time.UTC) }
	spans := []Span[string]{{From: day(1), To: day(3), State: "clerk"}, {From: day(3), To: day(5), State: "head"}, {From: day(5), State: "director"}}
	for at, want := range map[time.Time][]string{
		day(1): {"clerk"}, day(2): {"clerk"}, day(3): {"head", "clerk"}, day(3).Add(-time.Minute): {"clerk", "head"},
		day(4): {"head"}, day(9): {"director"}, day(1).Add(-time.Hour): {"clerk"},
	} {
		require.Equal(t, want, At(spans, at), at)
	}
	require.Empty(t, At[string](nil, day(1)))
}
