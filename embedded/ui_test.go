//go:build !slim

package embedded

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"
)

// get follows redirects and returns status, body and the last URL.
func get(t *testing.T, address string) (int, string, *url.URL) {
	t.Helper()
	response, err := http.Get(address)
	require.NoError(t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	return response.StatusCode, string(body), response.Request.URL
}

// post sends what the UI's page would, with the token that protects it.
func post(t *testing.T, s *Server, path, body string) (int, string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	browser := &http.Client{Jar: jar}
	page, err := browser.Get(s.UIAddress() + "/healthz")
	require.NoError(t, err)
	require.NoError(t, page.Body.Close())
	var token string
	for _, cookie := range jar.Cookies(page.Request.URL) {
		if cookie.Name == "_csrf" {
			token = cookie.Value
		}
	}
	require.NotEmpty(t, token)

	request, err := http.NewRequestWithContext(testContext(t), http.MethodPost, s.UIAddress()+path, strings.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("X-CSRF-Token", token)
	request.Header.Set("Content-Type", "application/json")
	response, err := browser.Do(request)
	require.NoError(t, err)
	answer, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	return response.StatusCode, string(answer)
}

const startBody = `{"workflowType":{"name":"x"},"taskQueue":{"name":"nobody"},"requestId":"r"}`

func TestUIPages(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)

	status, page, last := get(t, s.UIAddress())
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, "/namespaces/office/workflows", last.Path)
	require.Contains(t, page, "<!doctype html>")
	require.NotRegexp(t, regexp.MustCompile(`(src|href)="(https?:)?//`), page, "the page loads nothing from elsewhere")

	requireRunnable(t, s, page)
}

// requireRunnable checks that the page's policy lets its script run and that
// what the script imports is served.
func requireRunnable(t *testing.T, s *Server, page string) {
	t.Helper()
	script := inlineScript.FindStringSubmatch(page)
	require.NotNil(t, script)
	require.Contains(t, page, "script-src 'strict-dynamic' "+hashSource(script[1]))

	imported := regexp.MustCompile(`import\("(/[^"]+\.js)"\)`).FindStringSubmatch(script[1])
	require.NotNil(t, imported)
	address, err := url.Parse(s.UIAddress())
	require.NoError(t, err)
	status, code, _ := get(t, "http://"+address.Host+imported[1])
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, code, "import", "the script comes from the binary")
}

func TestUISettings(t *testing.T) {
	t.Parallel()
	_, body, _ := get(t, sharedServer(t).UIAddress()+"/api/v1/settings")
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

	_, body, _ = get(t, sharedServer(t).UIAddress()+"/api/v1/releases")
	require.JSONEq(t, `{"Releases":{}}`, body)
}

func TestUIListsTheNamespace(t *testing.T) {
	t.Parallel()
	status, body, _ := get(t, sharedServer(t).UIAddress()+"/api/v1/namespaces")
	require.Equal(t, http.StatusOK, status)
	var list struct {
		Namespaces []struct {
			NamespaceInfo struct{ Name string }
		}
	}
	require.NoError(t, json.Unmarshal([]byte(body), &list))
	var names []string
	for _, n := range list.Namespaces {
		names = append(names, n.NamespaceInfo.Name)
	}
	require.Contains(t, names, "office")
}

// TestUIReadOnly tries the plain ways to act and the ones that pass the
// ui-server's own check because their path contains "/query/".
func TestUIReadOnly(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	for _, tt := range []struct {
		path, body string
		want       int
	}{
		{"act", startBody, http.StatusMethodNotAllowed},
		{"a%2Fquery%2Fb", startBody, http.StatusForbidden},
		{"act/signal/s%2Fquery%2Ft", "{}", http.StatusForbidden},
		{"a%2Fquery%2Fb/terminate", "{}", http.StatusForbidden},
		{"no-such-workflow/query/current-stage", "{}", http.StatusNotFound},
	} {
		status, answer := post(t, s, "/api/v1/namespaces/office/workflows/"+tt.path, tt.body)
		require.Equal(t, tt.want, status, "%s: %s", tt.path, answer)
	}
	for _, id := range []string{"act", "a/query/b"} {
		_, err := dial(t, s).DescribeWorkflowExecution(testContext(t), id, "")
		require.ErrorAs(t, err, new(*serviceerror.NotFound), "nothing was started")
	}
}

// writableUI shows that without UIDisableWrites the same call acts.
func writableUI(t *testing.T, s *Server) {
	t.Helper()
	status, answer := post(t, s, "/api/v1/namespaces/office/workflows/a%2Fquery%2Fb", startBody)
	require.Equal(t, http.StatusOK, status, answer)
	_, err := dial(t, s).DescribeWorkflowExecution(testContext(t), "a/query/b", "")
	require.NoError(t, err)
}
