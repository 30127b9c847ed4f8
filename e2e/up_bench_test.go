package e2e

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/embedded"
)

const (
	binary = "../bin/shuangsuiji" // made by make build
	starts = 5
	// rest is how long the office is left alone before its memory is read.
	rest = 5 * time.Second
)

// BenchmarkUp starts the built binary as a process, on an empty folder and then
// on the same one, until it says that it is ready; beside it the embedded server
// alone on a folder of its own.
func BenchmarkUp(b *testing.B) {
	require.FileExists(b, binary, "make build comes first")
	dir := b.TempDir()
	var empty, used, bare side
	var resident float64
	up(b, dir, &empty, nil)
	alone(b, filepath.Join(dir, "bare"), nil)
	for i := range starts {
		up(b, dir, &used, func(pid int) {
			if i == starts-1 {
				time.Sleep(rest)
				resident = statusMiB(b, pid, "VmRSS")
			}
		})
		alone(b, filepath.Join(dir, "bare"), &bare)
	}
	report(b, map[string]float64{"empty-s": empty.median(), "used-s": used.median(), "bare-s": bare.median(), "resident-MiB": resident})
}

// up starts the demonstration, waits until it is ready, and stops it.
func up(b *testing.B, dir string, took *side, meanwhile func(pid int)) {
	b.Helper()
	port := freePort(b)
	cmd := exec.Command(binary, "up", "--demo", "--data", filepath.Join(dir, "office"),
		"--port", port, "--ui-port", freePort(b), "--temporal-port", freePort(b))
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	took.time(func() {
		require.NoError(b, cmd.Start())
		for began := time.Now(); !ready(port); time.Sleep(time.Millisecond) {
			if time.Since(began) > time.Minute {
				require.NoError(b, cmd.Process.Kill())
				b.Fatal("not ready after a minute: ", said.String())
			}
		}
	})
	if meanwhile != nil {
		meanwhile(cmd.Process.Pid)
	}
	require.NoError(b, cmd.Process.Signal(os.Interrupt))
	require.NoError(b, cmd.Wait(), said.String())
}

func ready(port string) bool {
	resp, err := http.Get(fmt.Sprintf("http://127.0.0.1:%s/readyz", port))
	if err != nil {
		return false
	}
	return resp.Body.Close() == nil && resp.StatusCode == http.StatusOK
}

func freePort(b *testing.B) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(b, err)
	defer func() { require.NoError(b, l.Close()) }()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// alone starts and stops the embedded server, without office and worker.
func alone(b *testing.B, dir string, took *side) {
	b.Helper()
	var server *embedded.Server
	start := func() {
		var err error
		server, err = embedded.Start(b.Context(), embedded.Config{Dir: dir, Namespace: "test", Logger: quiet})
		require.NoError(b, err)
	}
	if took == nil {
		start()
	} else {
		took.time(start)
	}
	require.NoError(b, server.Stop())
}
