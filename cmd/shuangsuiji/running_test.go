package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
)

// said is what a command line printed.
type said struct{ out, errs string }

// perform performs one command line to its end.
func perform(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, &o, &e)
	return code, o.String(), e.String()
}

// requireDone performs a command line that must succeed and say nothing amiss.
func requireDone(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := perform(t, args...)
	require.Equal(t, exitDone, code, errs+out)
	require.Empty(t, errs)
	return out
}

// requireOneLine performs a command line that must end with the code and one clear
// line.
func requireOneLine(t *testing.T, code int, contains string, args ...string) said {
	t.Helper()
	ended, out, errs := perform(t, args...)
	s := said{out, errs}
	require.Equal(t, code, ended, errs+out)
	require.Contains(t, s.errs, contains)
	lines := strings.Split(strings.TrimSpace(s.errs), "\n")
	if code == exitUsage { // and where to read on
		lines = lines[1:]
	}
	require.Len(t, lines, 1, s.errs)
	return s
}

// up is an office that runs in this process, as the command up starts it.
type up struct {
	folder, token  string
	port, temporal int
	out, errs      lockedBuffer
	cancel         context.CancelFunc
	ended          chan int
}

// startUp starts an office and waits until it is ready.
func startUp(t *testing.T, folder string, more ...string) *up {
	t.Helper()
	ports := freePorts(t, 2)
	u := &up{folder: folder, port: ports[0], temporal: ports[1], ended: make(chan int, 1)}
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	u.cancel = cancel
	args := append([]string{"up", "--data", folder}, append(u.ports(), more...)...)
	go func() { u.ended <- run(ctx, args, &u.out, &u.errs) }()
	t.Cleanup(cancel)
	require.Eventually(t, func() bool {
		if len(u.ended) > 0 {
			return true
		}
		resp, err := http.Get(u.base() + "/readyz")
		return err == nil && resp.Body.Close() == nil && resp.StatusCode == http.StatusOK
	}, 2*time.Minute, 50*time.Millisecond, "not ready")
	require.Empty(t, u.ended, u.errs.String())
	return u
}

func (u *up) base() string { return "http://127.0.0.1:" + strconv.Itoa(u.port) }

func (u *up) ports() []string {
	return []string{"--port", strconv.Itoa(u.port), "--temporal-port", strconv.Itoa(u.temporal)}
}

// stop ends the office as Ctrl-C does.
func (u *up) stop(t *testing.T) {
	t.Helper()
	u.cancel()
	select {
	case code := <-u.ended:
		require.Equal(t, exitDone, code, u.errs.String())
	case <-time.After(time.Minute):
		require.Fail(t, "does not end", u.errs.String())
	}
	require.Empty(t, u.errs.String())
	require.Contains(t, u.out.String(), "数据已保存")
}

// at adds where the office is to a command that goes through its API.
func (u *up) at(args ...string) []string {
	args = append(args, "--address", u.base(), "--data", u.folder)
	if u.token != "" {
		args = append(args, "--token", u.token)
	}
	return args
}

// on adds where its record is.
func (u *up) on(args ...string) []string { return append(args, "--data", u.folder) }

// password is that of an account of the demonstration.
func (u *up) password(t *testing.T, login string) string {
	t.Helper()
	all, err := people.ReadAccounts(filepath.Join(u.folder, accountsFile))
	require.NoError(t, err)
	for _, a := range all {
		if a.Login == login {
			return a.Password
		}
	}
	require.Fail(t, "no account "+login)
	return ""
}

// logIn tries a password at the API.
func (u *up) logIn(t *testing.T, login, password string) (*apiclient.Client, error) {
	t.Helper()
	c, err := apiclient.New(u.base())
	require.NoError(t, err)
	return c, c.LogIn(t.Context(), login, password)
}

// freePorts were free a moment ago.
func freePorts(t *testing.T, n int) (ports []int) {
	t.Helper()
	for range n {
		l := busyPort(t)
		defer func() { require.NoError(t, l.Close()) }()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}

func busyPort(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	return l
}

// lockedBuffer is written by an office while a test reads.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
