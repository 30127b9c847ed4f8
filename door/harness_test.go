package door

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

const testPassword = "correct horse 电池"

var silent = slog.New(slog.DiscardHandler)

// bench is a door before an office of two, with a route for each way. Nobody acts
// there, so that the office needs no procedures.
type bench struct {
	*testing.T
	door   *Door
	office *bureau.Office
	store  *store.Store
	url    string
	log    *logBuffer
}

// logBuffer takes a log from several requests at once.
type logBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func newBench(t *testing.T, c Config) *bench {
	t.Helper()
	b := &bench{T: t, log: &logBuffer{}}
	cfg := store.Config{Driver: store.SQLite, DSN: filepath.Join(t.TempDir(), "record.db"), Logger: silent}
	require.NoError(t, store.Migrate(t.Context(), cfg))
	var err error
	b.store, err = store.Open(t.Context(), cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.store.Close()) })
	require.NoError(t, b.store.SaveClock(t.Context(), record.Clock{Standing: true, Now: time.Now()}))
	b.office = bureau.New(b.store, nil, silent, true)
	for _, id := range []string{"clerk", "director"} {
		_, err := b.office.SaveAccount(t.Context(), law.System, bureau.NewAccount{Login: id, Name: id, Department: "办公室", Roles: []law.Role{law.RoleClerk}, Active: true, Password: testPassword})
		require.NoError(t, err)
	}
	b.serve(c)
	return b
}

// in is the bench for a test within the test.
func (b *bench) in(t *testing.T) *bench {
	inner := *b
	inner.T = t
	return &inner
}

// serve puts another door before the office.
func (b *bench) serve(c Config) {
	b.Helper()
	c.Office, c.Sessions, c.Log = b.office, b.store.Sessions(), slog.New(slog.NewTextHandler(b.log, nil))
	b.door = New(c)
	srv := httptest.NewServer(b.door.Before(b.routes()))
	b.Cleanup(srv.Close)
	b.url = srv.URL
}

// ways are the routes of the bench.
var ways = map[string]Way{
	"GET /healthz": {For: Probes}, "GET /public": {For: Anybody}, "GET /file": {For: Anybody, File: true}, "GET /entity/{secret}": {For: LinkHolders}, "POST /entity/{secret}": {For: LinkHolders},
	"GET /staff": {For: Staff}, "POST /staff": {For: Staff}, "GET /secret": {For: Staff, Secret: true}, "GET /settling": {For: Staff, Settling: true},
	"GET /person": {For: Persons}, "POST /long": {For: Staff, Long: true}, "POST /act": {For: Anybody, Act: true}, "GET /nobody": {},
}

func (b *bench) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", b.door.NotFound)
	mux.HandleFunc("POST /login", b.logIn)
	for pattern, way := range ways {
		mux.HandleFunc(pattern, b.behind(way, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, PersonOf(r.Context()).Account.Login)
		}))
	}
	mux.HandleFunc("GET /panic", b.behind(Way{For: Anybody}, func(http.ResponseWriter, *http.Request) { panic("of a handler") }))
	return mux
}

// behind lets requests in by the way, as each route does.
func (b *bench) behind(way Way, answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, leave, err := b.door.Admit(w, r, way)
		if err != nil {
			b.door.Answer(w, r, b.door.Problem(r.Context(), err))
			return
		}
		defer leave()
		answer(w, r.WithContext(ctx))
	}
}

// logIn reads login and password from the request's Authorization.
func (b *bench) logIn(w http.ResponseWriter, r *http.Request) {
	login, password, _ := r.BasicAuth()
	_, cookies, err := b.door.LogIn(r.Context(), r, Proof{Login: login, Password: password})
	if err != nil {
		b.door.Answer(w, r, b.door.Problem(r.Context(), err))
		return
	}
	w.Header()["Set-Cookie"] = cookies
}

// request is sent with the headers.
func (b *bench) request(method, path string, headers ...string) answered {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), method, b.url+path, nil)
	require.NoError(b, err)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return b.send(req)
}

func (b *bench) send(req *http.Request) answered {
	b.Helper()
	res, err := http.DefaultClient.Do(req)
	require.NoError(b, err)
	text, err := io.ReadAll(res.Body)
	require.NoError(b, err)
	require.NoError(b, res.Body.Close())
	return answered{b.T, res.StatusCode, res.Header, string(text)}
}

const forwardedFor = "X-Forwarded-For"

// tries sends a password from the address, from a device that brings the cookies.
func (b *bench) tries(login, password, address, cookies string) answered {
	b.Helper()
	proof := base64.StdEncoding.EncodeToString([]byte(login + ":" + password))
	return b.request(http.MethodPost, "/login", "Authorization", "Basic "+proof, forwardedFor, address, "Cookie", cookies)
}

// session is the cookies of a new login, as a browser brings them.
func (b *bench) session(login string) string {
	b.Helper()
	var cookies []string
	for _, c := range b.tries(login, testPassword, "192.0.2.1", "").is(http.StatusOK).header.Values("Set-Cookie") {
		cookie, _, _ := strings.Cut(c, ";")
		cookies = append(cookies, cookie)
	}
	return strings.Join(cookies, "; ")
}

// token is what a program of the account brings.
func (b *bench) token(login string, scope record.TokenScope) string {
	b.Helper()
	a, err := b.store.AccountByLogin(b.Context(), login)
	require.NoError(b, err)
	secret, _, err := b.office.IssueToken(b.Context(), a.ID, bureau.NewToken{Name: "测试", Scope: scope})
	require.NoError(b, err)
	return "Bearer " + secret
}

// answered is a reply, read.
type answered struct {
	t      testing.TB
	status int
	header http.Header
	text   string
}

// is asserts the status, and the code of a problem where one is given.
func (a answered) is(status int, code ...string) answered {
	a.t.Helper()
	require.Equal(a.t, status, a.status, a.text)
	if len(code) > 0 {
		var p Problem
		require.NoError(a.t, json.Unmarshal([]byte(a.text), &p), a.text)
		require.Equal(a.t, code[0], p.Code)
		require.Equal(a.t, a.header.Get("X-Request-Id"), p.RequestID)
		require.Equal(a.t, ProblemType, a.header.Get("Content-Type"))
	}
	return a
}
