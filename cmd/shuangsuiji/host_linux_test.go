package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"shuangsuiji/door"
	"shuangsuiji/embedded"
)

// TestHostOpensTheOfficeOnly: whatever --host says, the network reaches the pages and
// the API; Temporal stays on the machine, and even there with whoever has its key.
func TestHostOpensTheOfficeOnly(t *testing.T) {
	u := startUp(t, filepath.Join(t.TempDir(), "data"), "--demo", "--host", "0.0.0.0")
	open := openToTheNetwork(t)
	require.Contains(t, open, u.port)
	require.Len(t, open, 1, "ports that the network reaches")

	frontend := net.JoinHostPort("127.0.0.1", strconv.Itoa(u.temporal))
	asks := func(config *tls.Config) error {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		c, err := client.DialContext(ctx, client.Options{HostPort: frontend, Namespace: namespace, ConnectionOptions: client.ConnectionOptions{TLS: config}})
		if err != nil {
			return err
		}
		defer c.Close()
		_, err = c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{Namespace: namespace})
		return err
	}
	require.Error(t, asks(nil), "without TLS")
	require.Error(t, asks(&tls.Config{InsecureSkipVerify: true}), "without a certificate")
	ours, err := embeddedServer(frontend, filepath.Join(u.folder, temporalFolder)).tls()
	require.NoError(t, err)
	require.NoError(t, asks(ours), "the one to whom the folder belongs")
	for _, file := range []string{embedded.ClientKeys(filepath.Join(u.folder, temporalFolder)).Key, u.folder} {
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.Zero(t, info.Mode().Perm()&0o077, file)
	}

	// The UI is a page of the office.
	stranger, err := http.Get(u.base() + door.TemporalUIPath + "/api/v1/namespaces")
	require.NoError(t, err)
	require.NoError(t, stranger.Body.Close())
	require.Equal(t, http.StatusUnauthorized, stranger.StatusCode)
	supervisor, err := u.logIn(t, "supervisor", u.password(t, "supervisor"))
	require.NoError(t, err)
	var settings struct{ DefaultNamespace string }
	require.NoError(t, supervisor.Get(t.Context(), door.TemporalUIPath+"/api/v1/settings", &settings))
	require.Equal(t, namespace, settings.DefaultNamespace)
	u.stop(t)
}

// openToTheNetwork are the ports of this process that listen beyond the machine, as
// the kernel has them.
func openToTheNetwork(t *testing.T) (ports []int) {
	t.Helper()
	mine := map[string]bool{}
	links, err := filepath.Glob("/proc/self/fd/*")
	require.NoError(t, err)
	for _, link := range links {
		if target, err := os.Readlink(link); err == nil { // a file may be closed meanwhile
			mine[target] = true
		}
	}
	const listening, loopback4, loopback6 = "0A", "0100007F", "00000000000000000000000001000000"
	for _, table := range []string{"/proc/self/net/tcp", "/proc/self/net/tcp6"} {
		file, err := os.Open(table)
		require.NoError(t, err)
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			fields := strings.Fields(lines.Text())
			address, port, _ := strings.Cut(fields[1], ":")
			if fields[3] != listening || !mine["socket:["+fields[9]+"]"] || address == loopback4 || address == loopback6 {
				continue
			}
			number, err := strconv.ParseInt(port, 16, 32)
			require.NoError(t, err)
			ports = append(ports, int(number))
		}
		require.NoError(t, lines.Err())
		require.NoError(t, file.Close())
	}
	return ports
}
