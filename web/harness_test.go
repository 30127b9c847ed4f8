package web_test

import (
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/api"
	"shuangsuiji/browsertest"
	"shuangsuiji/door"
	"shuangsuiji/officetest"
	"shuangsuiji/web"
)

var silent = slog.New(slog.DiscardHandler)

// bench is an office behind its console.
type bench struct {
	*testing.T
	at  *officetest.Office
	url string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	return newBenchOf(t, officetest.Setup{})
}

func newBenchOf(t *testing.T, with officetest.Setup) *bench {
	t.Helper()
	at := officetest.Open(t, with)
	lots := door.Rate{PerSecond: 1e6, Burst: 1e6}
	entrance := door.New(door.Config{Office: at.Office, Sessions: at.Store.Sessions(), Log: silent, Hosts: []string{browsertest.Host},
		Limits: door.Limits{Everybody: lots, Account: lots, Strangers: lots, Address: lots, Deadline: 30 * time.Second}})
	endpoints := api.New(api.Config{Office: at.Office, Door: entrance, Log: silent})
	srv := httptest.NewServer(entrance.Before(web.New(web.Config{Office: at.Office, Door: entrance, Interface: endpoints, Workflow: temporalUIOf, Log: silent})))
	t.Cleanup(srv.Close)
	return &bench{T: t, at: at, url: srv.URL}
}

// temporalUIOf is where a workflow would stand in the Temporal UI.
func temporalUIOf(id string) string {
	return door.WorkflowAt(door.TemporalUIAt(officetest.Namespace), id)
}

// browser is somebody's browser.
type browser struct {
	t      testing.TB
	url    string
	client *http.Client
}

// loggedIn is the browser of whoever has the account.
func (b *bench) loggedIn(account string) browser {
	b.Helper()
	b.at.WithPassword(account)
	return b.loginOf(account)
}

// loginOf is another browser of whoever has the account and its password already.
func (b *bench) loginOf(account string) browser {
	b.Helper()
	s := b.stranger()
	s.post("/console/login", url.Values{"login": {account}, "password": {officetest.Password}}).is(http.StatusSeeOther)
	return s
}

// stranger is the browser of somebody who has not logged in.
func (b *bench) stranger() browser {
	b.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(b, err)
	return browser{t: b.T, url: b.url, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// shown is a page as it was answered.
type shown struct {
	t      testing.TB
	status int
	header http.Header
	text   string
}

func (s browser) get(path string) shown {
	s.t.Helper()
	res, err := s.client.Get(s.url + path)
	require.NoError(s.t, err)
	return s.read(res)
}

func (s browser) post(path string, form url.Values) shown {
	s.t.Helper()
	res, err := s.client.PostForm(s.url+path, form)
	require.NoError(s.t, err)
	return s.read(res)
}

func (s browser) read(res *http.Response) shown {
	s.t.Helper()
	text, err := io.ReadAll(res.Body)
	require.NoError(s.t, err)
	require.NoError(s.t, res.Body.Close())
	return shown{t: s.t, status: res.StatusCode, header: res.Header, text: string(text)}
}

// is asserts the status, and texts that the page shows.
func (p shown) is(status int, texts ...string) shown {
	p.t.Helper()
	require.Equal(p.t, status, p.status, p.text)
	for _, text := range texts {
		require.Contains(p.t, p.text, text)
	}
	return p
}

// without asserts that the page does not show the texts.
func (p shown) without(texts ...string) shown {
	p.t.Helper()
	for _, text := range texts {
		require.NotContains(p.t, p.text, text)
	}
	return p
}

// count is how often the page shows the text.
func (p shown) count(text string) int { return strings.Count(p.text, text) }

// value is what stands in the input of the name.
func (p shown) value(name string) string {
	p.t.Helper()
	_, rest, found := strings.Cut(p.text, `name="`+name+`" value="`)
	require.True(p.t, found, "no input %s in %s", name, p.text)
	value, _, _ := strings.Cut(rest, `"`)
	return html.UnescapeString(value)
}
