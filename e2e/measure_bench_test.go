package e2e

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The benchmarks of this package set two sides against each other in one run, in
// turn, so that whatever else the machine does falls on both. Their number of
// rounds is their own: run them with -benchtime=1x.

// side is what one side took, round after round.
type side []time.Duration

func (s *side) time(do func()) {
	began := time.Now()
	do()
	*s = append(*s, time.Since(began))
}

// median is what a round took, one disturbed round left aside.
func (s side) median() float64 {
	sorted := slices.Sorted(slices.Values(s))
	return sorted[len(sorted)/2].Seconds()
}

// over is the median of how often as long as the other side each round took: a
// load that comes and goes is in both sides of most rounds.
func (s side) over(other side) float64 {
	var ratios []float64
	for i := range s {
		ratios = append(ratios, s[i].Seconds()/other[i].Seconds())
	}
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}

// report replaces the time of the whole benchmark, which says nothing, with what
// was measured in it.
func report(b *testing.B, metrics map[string]float64) {
	b.Helper()
	require.False(b, b.Failed())
	b.ReportMetric(0, "ns/op")
	for unit, value := range metrics {
		b.ReportMetric(value, unit)
	}
}

// together runs do for 0..n-1, so many at a time.
func together(n, atOnce int, do func(i int)) {
	next := make(chan int)
	var workers sync.WaitGroup
	for range atOnce {
		workers.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
}

// peakMiB is the most memory that was resident while do ran.
func peakMiB(b *testing.B, do func()) float64 {
	b.Helper()
	runtime.GC()
	debug.FreeOSMemory()
	const forgetPeak = "5"
	require.NoError(b, os.WriteFile("/proc/self/clear_refs", []byte(forgetPeak), 0))
	do()
	return statusMiB(b, os.Getpid(), "VmHWM")
}

// statusMiB reads a size from what Linux tells of a process.
func statusMiB(b *testing.B, pid int, field string) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	require.NoError(b, err)
	_, rest, found := strings.Cut(string(status), field+":")
	require.True(b, found)
	kib, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	require.NoError(b, err)
	return kib / 1024
}
