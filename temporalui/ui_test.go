//go:build !slim

package temporalui

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"google.golang.org/grpc"

	"shuangsuiji/embedded"
)

const path = "/temporal"

// shown is one server for all tests: they only look at it.
var shown struct {
	once   sync.Once
	dir    string
	server *embedded.Server
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if shown.server != nil {
		if err := shown.server.Stop(); err != nil {
			slog.Error("stop the server", "error", err)
			code = 1
		}
	}
	if err := os.RemoveAll(shown.dir); err != nil {
		code = 1
	}
	os.Exit(code)
}

type bench struct {
	*testing.T
	base   string
	client client.Client
}

func newBench(t *testing.T) *bench {
	t.Helper()
	shown.once.Do(func() {
		if shown.dir, shown.err = os.MkdirTemp("", "temporalui"); shown.err == nil {
			shown.server, shown.err = embedded.Start(context.Background(), embedded.Config{Dir: shown.dir, Namespace: "office"})
		}
	})
	require.NoError(t, shown.err)
	s := shown.server
	u, err := New(Config{Frontend: s.FrontendAddress(), TLS: s.ClientTLS(), Namespace: "office", PublicPath: path})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, u.Close()) })
	site := httptest.NewServer(u)
	t.Cleanup(site.Close)
	c, err := client.Dial(client.Options{HostPort: s.FrontendAddress(), Namespace: "office", ConnectionOptions: client.ConnectionOptions{TLS: s.ClientTLS()},
		Logger: sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return &bench{T: t, base: site.URL, client: c}
}

// answered is a reply, read.
type answered struct {
	status     int
	path, text string // path: where redirects led to
	header     http.Header
}

// ask follows redirects.
func (b *bench) ask(method, at, body string) answered {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 30*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, b.base+at, strings.NewReader(body))
	require.NoError(b, err)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	require.NoError(b, err)
	text, err := io.ReadAll(response.Body)
	require.NoError(b, err)
	require.NoError(b, response.Body.Close())
	return answered{response.StatusCode, response.Request.URL.Path, string(text), response.Header}
}

func TestPages(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	home := b.ask("GET", path+"/", "")
	page := home.text
	require.Equal(t, http.StatusOK, home.status)
	require.Equal(t, path+"/namespaces/office/workflows", home.path)
	require.Contains(t, page, "<!doctype html>")
	require.Contains(t, page, `base: "/temporal"`)
	require.NotRegexp(t, `(src|href)="(https?:)?//`, page, "the page loads nothing from elsewhere")
	require.NotRegexp(t, `(src|href)="/[^t]`, page, "everything is below the public path")

	script := inlineScript.FindStringSubmatch(page)
	require.NotNil(t, script)
	require.Contains(t, page, "script-src 'strict-dynamic' "+hashSource(script[1]), "the page's policy lets its own script run, and no other")
	imported := regexp.MustCompile(`import\("(/[^"]+\.js)"\)`).FindStringSubmatch(script[1])
	require.NotNil(t, imported)
	code := b.ask("GET", imported[1], "")
	require.Equal(t, http.StatusOK, code.status)
	require.Contains(t, code.header.Get("Content-Type"), "javascript")
	require.Contains(t, code.header.Get("Cache-Control"), "immutable")
	require.Contains(t, code.text, "import", "the script comes from the binary")

	require.Equal(t, http.StatusNotFound, b.ask("GET", path+"/_app/immutable/chunks/none.js", "").status)
}

func TestSettings(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	body := b.ask("GET", path+"/api/v1/settings", "").text
	var settings struct {
		DefaultNamespace    string
		DisableNewsFetch    bool
		NotifyOnNewVersion  bool
		DisableWriteActions bool
	}
	require.NoError(t, json.Unmarshal([]byte(body), &settings))
	require.Equal(t, "office", settings.DefaultNamespace)
	require.True(t, settings.DisableNewsFetch)
	require.False(t, settings.NotifyOnNewVersion)
	require.True(t, settings.DisableWriteActions)

	require.JSONEq(t, `{"Releases":{}}`, b.ask("GET", path+"/api/v1/releases", "").text)
	namespaces := b.ask("GET", path+"/api/v1/namespaces", "")
	require.Equal(t, http.StatusOK, namespaces.status)
	require.Regexp(t, `"name": *"office"`, namespaces.text)
}

const startBody = `{"workflowType":{"name":"x"},"taskQueue":{"name":"nobody"},"requestId":"r"}`

// TestReadingOnly tries the plain ways to act, and those that look like a query in
// one reading of their path.
func TestReadingOnly(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	const workflows = path + "/api/v1/namespaces/office/workflows/"
	for _, tt := range []struct {
		method, path string
		want         int
	}{
		{"POST", "act", http.StatusMethodNotAllowed},
		{"POST", "act/terminate", http.StatusMethodNotAllowed},
		{"PUT", "act/query/x", http.StatusMethodNotAllowed},
		{"PATCH", "act", http.StatusMethodNotAllowed},
		{"DELETE", "act", http.StatusMethodNotAllowed},
		{"POST", "a%2Fquery%2Fb", http.StatusMethodNotAllowed},
		{"POST", "act/signal/s%2Fquery%2Ft", http.StatusMethodNotAllowed},
		{"POST", "a%2Fquery%2Fb/terminate", http.StatusMethodNotAllowed},
		{"POST", "a/query/b/terminate", http.StatusMethodNotAllowed},
		{"POST", "no-such-workflow/query/current-stage", http.StatusNotFound},
	} {
		body := startBody
		if tt.want == http.StatusNotFound {
			body = "{}"
		}
		answer := b.ask(tt.method, workflows+tt.path, body)
		require.Equal(t, tt.want, answer.status, "%s %s: %s", tt.method, tt.path, answer.text)
	}
	for _, id := range []string{"act", "a/query/b"} {
		_, err := b.client.DescribeWorkflowExecution(t.Context(), id, "")
		require.ErrorAs(t, err, new(*serviceerror.NotFound), "nothing was started")
	}
}

// TestSecondLock asks the connection itself, as a path that onlyReading let through
// by mistake would.
func TestSecondLock(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]bool{
		"GetWorkflowExecutionHistory": true, "ListWorkflowExecutions": true, "DescribeNamespace": true, "CountWorkflowExecutions": true, "QueryWorkflow": true,
		"StartWorkflowExecution": false, "SignalWorkflowExecution": false, "UpdateWorkflowExecution": false, "TerminateWorkflowExecution": false,
		"ResetWorkflowExecution": false, "DeleteWorkflowExecution": false, "UpdateNamespace": false, "PollWorkflowTaskQueue": false, "RespondQueryTaskCompleted": false,
	} {
		got := false
		err := refuseWrites(t.Context(), "/temporal.api.workflowservice.v1.WorkflowService/"+method, nil, nil, nil,
			func(context.Context, string, any, any, *grpc.ClientConn, ...grpc.CallOption) error {
				got = true
				return nil
			})
		require.Equal(t, want, got, method)
		require.Equal(t, want, err == nil, method)
	}
}

func TestConfigRefusals(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		cfg  Config
		want string
	}{
		"no TLS":        {Config{Namespace: "n", PublicPath: "/t"}, "TLS is missing"},
		"relative path": {Config{TLS: &tls.Config{}, Namespace: "n", PublicPath: "temporal"}, "/a/b"},
		"a quote":       {Config{TLS: &tls.Config{}, Namespace: "n", PublicPath: `/t"`}, "/a/b"},
		"namespace":     {Config{TLS: &tls.Config{}, Namespace: "人社局", PublicPath: "/t"}, "人社局"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := New(tt.cfg)
			require.ErrorContains(t, err, tt.want)
		})
	}
}
