package notify

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestPausesGrowAndEnd(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 4, 5, 9, 0, 0, 0, time.UTC)
	pauses := func(g gravity) (all []time.Duration, whole time.Duration) {
		at := now
		for n := 1; ; n++ {
			next := nextTry(g, n, at)
			if next.IsZero() {
				return all, whole
			}
			all, whole, at = append(all, next.Sub(at)), whole+next.Sub(at), next
		}
	}
	all, whole := pauses(passing)
	require.Len(t, all, passingTries-1)
	require.Equal(t, []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute}, all[:3])
	require.Equal(t, longestPause, all[len(all)-1])
	for i := 1; i < len(all); i++ {
		require.GreaterOrEqual(t, all[i], all[i-1])
		require.LessOrEqual(t, all[i], longestPause)
	}
	require.Greater(t, whole, 62*time.Hour, "from Friday at 18:00 to Monday at 08:00")

	all, _ = pauses(refused)
	require.Equal(t, []time.Duration{time.Hour, 2 * time.Hour}, all)
	all, _ = pauses(hopeless)
	require.Empty(t, all)
}
