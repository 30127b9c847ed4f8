package topology

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func supervised(t *testing.T, script string) *Process {
	t.Helper()
	p, err := startProcess("p", filepath.Join(t.TempDir(), "log"), func() *exec.Cmd { return exec.Command("sh", "-c", script) })
	require.NoError(t, err)
	return p
}

// comesBack waits for the n-th start.
func comesBack(t *testing.T, p *Process, n int) {
	t.Helper()
	require.Eventually(t, func() bool { return p.Starts() == n && p.PID() != 0 }, 20*time.Second, 5*time.Millisecond)
}

func TestKilledProcessComesBack(t *testing.T) {
	t.Parallel()
	p := supervised(t, "echo started; exec sleep 1000")
	first := p.PID()
	require.NoError(t, p.Kill(0))
	comesBack(t, p, 2)
	require.NotEqual(t, first, p.PID())
	const away = 400 * time.Millisecond
	killed := time.Now()
	require.NoError(t, p.Kill(away))
	comesBack(t, p, 3)
	require.GreaterOrEqual(t, time.Since(killed), away)
	require.True(t, p.says("started"))
	require.NoError(t, p.Stop(10*time.Second), "the signal to stop is no failure")
}

func TestProcessThatEndsByItselfComesBack(t *testing.T) {
	t.Parallel()
	p := supervised(t, "exit 3")
	comesBackAgain := func() bool { return p.Starts() >= 3 }
	require.Eventually(t, comesBackAgain, 20*time.Second, 5*time.Millisecond)
	_ = p.Stop(10 * time.Second) // how it ended last is not the question here
}

func TestProcessThatDoesNotStop(t *testing.T) {
	t.Parallel()
	p := supervised(t, "trap '' TERM; echo ready; while :; do sleep 0.05; done")
	require.Eventually(t, func() bool { return p.says("ready") }, 20*time.Second, 5*time.Millisecond)
	require.ErrorContains(t, p.Stop(200*time.Millisecond), "did not end")
	require.Zero(t, p.PID())
}

func TestProcessThatFailsToStop(t *testing.T) {
	t.Parallel()
	p := supervised(t, "trap 'exit 4' TERM; echo ready; while :; do sleep 0.05; done")
	require.Eventually(t, func() bool { return p.says("ready") }, 20*time.Second, 5*time.Millisecond)
	require.ErrorContains(t, p.Stop(20*time.Second), "exit status 4")
}
