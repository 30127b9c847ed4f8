//go:build !slim

package embedded

import (
	"context"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// BenchmarkReady measures from Start to its return, on an empty folder and on
// a used one, with the memory resident afterwards and the time Stop takes.
func BenchmarkReady(b *testing.B) {
	b.Run("empty", func(b *testing.B) {
		benchmarkReady(b, func() string { return b.TempDir() })
	})
	b.Run("used", func(b *testing.B) {
		dir := b.TempDir()
		s, err := Start(context.Background(), testConfig(dir))
		require.NoError(b, err)
		require.NoError(b, s.Stop())
		benchmarkReady(b, func() string { return dir })
	})
}

func benchmarkReady(b *testing.B, dir func() string) {
	var stopping time.Duration
	var resident int
	for b.Loop() {
		b.StopTimer()
		cfg := testConfig(dir())
		b.StartTimer()
		s, err := Start(context.Background(), cfg)
		b.StopTimer()
		require.NoError(b, err)
		debug.FreeOSMemory()
		resident = max(resident, residentMiB(b))
		began := time.Now()
		require.NoError(b, s.Stop())
		stopping += time.Since(began)
		b.StartTimer()
	}
	b.ReportMetric(float64(stopping.Milliseconds())/float64(b.N), "stop-ms/op")
	b.ReportMetric(float64(resident), "resident-MiB")
}

func residentMiB(b *testing.B) int {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	require.NoError(b, err)
	_, rest, found := strings.Cut(string(status), "VmRSS:")
	require.True(b, found)
	kib, err := strconv.Atoi(strings.Fields(rest)[0])
	require.NoError(b, err)
	return kib / 1024
}
