package chaos

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var targets = Targets{Processes: []string{"api-1", "worker-1", "mysql"}, Links: []string{"api-1 > mysql", "worker-1 > mysql", "clients > api-1"}, Disk: true}

func TestSameSeedSameFaults(t *testing.T) {
	t.Parallel()
	one := Schedule(7, time.Minute, targets)
	require.Equal(t, one, Schedule(7, time.Minute, targets))
	require.NotEqual(t, one, Schedule(8, time.Minute, targets))
	backwards := targets
	backwards.Processes = []string{"mysql", "worker-1", "api-1"}
	require.Equal(t, one, Schedule(7, time.Minute, backwards), "the order in which targets are named does not count")
}

func TestEverythingIsDisturbed(t *testing.T) {
	t.Parallel()
	faults := Schedule(7, time.Minute, targets)
	seen := map[string]bool{}
	last := time.Duration(0)
	for _, f := range faults {
		require.GreaterOrEqual(t, f.At-last, shortestPause)
		require.LessOrEqual(t, f.At+f.For, time.Minute, "nothing outlasts the run")
		last = f.At
		seen[string(f.Kind)] = true
		seen[f.Target] = true
	}
	for _, kind := range []Kind{Kill, Cut, Stall, Slow, DiskFull, Reset} {
		require.True(t, seen[string(kind)], kind)
	}
	for _, target := range append(targets.Processes, targets.Links...) {
		require.True(t, seen[target], target)
	}
}

func TestNoDiskFaultWithoutADisk(t *testing.T) {
	t.Parallel()
	without := targets
	without.Disk = false
	for _, f := range Schedule(7, 5*time.Minute, without) {
		require.NotEqual(t, DiskFull, f.Kind)
	}
}
