package api

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	sdkworker "go.temporal.io/sdk/worker"

	"shuangsuiji/browsertest"
	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/embedded"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/officetest"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
	"shuangsuiji/temporalui"
)

const (
	taskID       = officetest.TaskID
	namespace    = officetest.Namespace
	testPassword = officetest.Password
)

var (
	startOfMonth = officetest.StartOfMonth
	silent       = slog.New(slog.DiscardHandler)
)

// bench is an office behind the interface; see [officetest.Office].
type bench struct {
	*testing.T
	at       *officetest.Office
	url      string
	client   *http.Client
	office   *bureau.Office
	store    *store.Store
	log      *logBuffer
	tokens   map[string]string
	worker   sdkworker.Worker
	temporal client.Client
	ui       *temporalui.UI
	server   *embedded.Server
	file     string // the record's
	keys     *seal.Ring
	sizes    Limits // of what may be sent
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

// generous keeps the limits out of the way of tests that are not about them.
func generous() door.Limits {
	lots := door.Rate{PerSecond: 1e6, Burst: 1e6}
	return door.Limits{Everybody: lots, Account: lots, Strangers: lots, Address: lots, Deadline: 30 * time.Second}
}

func slogTo(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }

func newBench(t *testing.T, limits door.Limits) *bench {
	t.Helper()
	return newBenchOf(t, limits, startOfMonth, documents.SamplePlan())
}

// newBenchOf is a bench with another plan, whose clock stands at the time.
func newBenchOf(t *testing.T, limits door.Limits, now time.Time, plan []byte) *bench {
	t.Helper()
	at := officetest.Open(t, officetest.Setup{Now: now, Plan: plan})
	b := &bench{T: t, at: at, client: &http.Client{}, office: at.Office, store: at.Store, log: &logBuffer{}, tokens: at.Tokens,
		worker: at.Worker, temporal: at.Temporal, server: at.Server, file: at.File, keys: at.Keys}
	var err error
	b.ui, err = temporalui.New(temporalui.Config{Frontend: b.server.FrontendAddress(), TLS: b.server.ClientTLS(), Namespace: namespace, PublicPath: door.TemporalUIPath, Log: silent})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.ui.Close()) })
	b.serve(limits)
	return b
}

// in is the bench for a test within the test.
func (b *bench) in(t *testing.T) *bench {
	inner := *b
	inner.T, inner.at = t, b.at.In(t)
	return &inner
}

func (b *bench) startWorker() {
	b.Helper()
	b.at.StartWorker()
	b.worker = b.at.Worker
}

// serve puts an interface with the limits before the office.
func (b *bench) serve(limits door.Limits) { b.serveAs(door.Config{Limits: limits}) }

// serveAs puts an interface before the office as the configuration says.
func (b *bench) serveAs(c door.Config) {
	log := slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c.Office, c.Sessions, c.Log, c.Hosts = b.office, b.store.Sessions(), log, []string{browsertest.Host}
	srv := httptest.NewServer(whole(Config{Office: b.office, Door: door.New(c), Log: log, TemporalUI: b.ui, TemporalNamespace: namespace, Limits: b.sizes}))
	b.Cleanup(srv.Close)
	b.url = srv.URL
}

// unopened is the configuration of an interface without an office.
func unopened(log *slog.Logger) Config {
	return Config{Door: door.New(door.Config{Log: log, Hosts: []string{browsertest.Host}}), Log: log}
}

// departments of the plan's first task.
const initiating = officetest.Initiating

var joint = officetest.Joint

func (b *bench) account(id, department string, role law.Role) {
	b.Helper()
	b.save(record.Account{ID: id, Login: id, Name: id, Department: department, Roles: []law.Role{role}, Active: true, Created: startOfMonth})
}

func (b *bench) save(a record.Account) {
	b.Helper()
	b.at.AddAccount(a)
}

func (b *bench) withPassword(id string) {
	b.Helper()
	b.at.WithPassword(id)
}

// answered is a reply, read.
type answered struct {
	t      testing.TB
	status int
	header http.Header
	text   string
}

// into decodes the reply.
func (a answered) into(v any) {
	a.t.Helper()
	require.NoError(a.t, json.Unmarshal([]byte(a.text), v), a.text)
}

// is asserts the status, and the code of a problem where one is given.
func (a answered) is(status int, code ...string) answered {
	a.t.Helper()
	require.Equal(a.t, status, a.status, a.text)
	if status >= http.StatusBadRequest {
		require.Equal(a.t, door.ProblemType, a.header.Get("Content-Type"))
		var p door.Problem
		a.into(&p)
		require.Equal(a.t, status, p.Status)
		require.Regexp(a.t, `\p{Han}`, p.Detail)
		require.NotEmpty(a.t, p.Title)
		require.Equal(a.t, a.header.Get("X-Request-Id"), p.RequestID)
		require.Equal(a.t, "urn:ssj:problem:"+p.Code, p.Type)
	}
	if len(code) > 0 {
		var p door.Problem
		a.into(&p)
		require.Equal(a.t, code[0], p.Code, p.Detail)
	}
	return a
}

// fields are those that a problem names, in order.
func (a answered) fields() []string {
	a.t.Helper()
	var p door.Problem
	a.into(&p)
	out := make([]string, len(p.Errors))
	for i, f := range p.Errors {
		out[i] = f.Field
	}
	return out
}

// request is sent as the account's program, or as nobody where who is "".
func (b *bench) request(who, method, path string, body any, headers ...string) answered {
	b.Helper()
	var reader io.Reader
	switch v := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(v)
	case []byte:
		reader = bytes.NewReader(v)
	default:
		raw, err := json.Marshal(v)
		require.NoError(b, err)
		reader = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(b.Context(), method, b.url+path, reader)
	require.NoError(b, err)
	if reader != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if who != "" {
		require.Contains(b, b.tokens, who)
		req.Header.Set("Authorization", "Bearer "+b.tokens[who])
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return b.send(req)
}

func (b *bench) send(req *http.Request) answered {
	b.Helper()
	res, err := b.client.Do(req)
	require.NoError(b, err)
	text, err := io.ReadAll(res.Body)
	require.NoError(b, err)
	require.NoError(b, res.Body.Close())
	return answered{t: b.T, status: res.StatusCode, header: res.Header, text: string(text)}
}

func (b *bench) get(who, path string) answered {
	b.Helper()
	return b.request(who, http.MethodGet, path, nil)
}

// testForm is the body of an act.
type testForm map[string]any

// act performs an act under a key of its own.
func (b *bench) act(who, subject string, facts law.Facts, reason ...string) answered {
	b.Helper()
	f := testForm{"facts": facts, "narrative": "演示记述"}
	if len(reason) > 0 {
		f["reason"] = reason[0]
	}
	if _, none := facts.(tasks.ApproveDraw); none {
		delete(f, "facts")
	}
	return b.request(who, http.MethodPost, fmt.Sprintf("/api/%s/acts/%s", subject, facts.Kind()), f, "Idempotency-Key", rand.Text())
}

// entityLink is a new link of the entity to its case, made by the account.
func (b *bench) entityLink(who, no string) secretLink {
	b.Helper()
	var link secretLink
	b.request(who, http.MethodPost, "/api/cases/"+no+"/entity-link", testForm{}, "Idempotency-Key", rand.Text()).is(201).into(&link)
	return link
}

// invited is a new link of an outside witness, made by the account.
func (b *bench) invited(who, name string) secretLink {
	b.Helper()
	var link secretLink
	b.request(who, http.MethodPost, "/api/"+theTask+"/witnesses", map[string]string{"name": name}, "Idempotency-Key", rand.Text()).is(201).into(&link)
	return link
}

// withCode are the headers of an act by the link under the key.
func (l secretLink) withCode(key string) []string {
	return []string{"Idempotency-Key", key, "X-Link-Code", l.Code}
}

const theTask = "tasks/" + taskID

// until waits for a condition on the record.
func (b *bench) until(condition func(context.Context) bool) {
	b.Helper()
	b.at.Until(condition)
}

func (b *bench) task() tasks.Task {
	b.Helper()
	return b.at.Task()
}

func (b *bench) theCase(no string) cases.Case {
	b.Helper()
	return b.at.CaseNow(no)
}

func (b *bench) caseNumbers() []string {
	b.Helper()
	return b.at.CaseNumbers()
}

// prepared waits for the task's month and has the clerk prepare the draw.
func (b *bench) prepared() {
	b.Helper()
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StagePreparing })
	b.act("clerk", theTask, officetest.PrepareDraw()).is(200)
}

// sealOf is the witness's seal over the task's commitment.
func (b *bench) sealOf(name, entry string, salt []byte) string {
	b.Helper()
	return b.at.SealOf(name, entry, salt)
}

var witnessSalt = officetest.Salt

// drawn takes the task to its opened cases and returns their numbers.
func (b *bench) drawn() []string {
	b.Helper()
	b.prepared()
	b.act("director", theTask, tasks.ApproveDraw{}).is(200)
	seal := b.sealOf(officetest.Witness, officetest.Entry, witnessSalt)
	b.act("supervisor", theTask, tasks.SealEntry{Witness: officetest.Witness, Seal: seal}).is(200)
	b.act("supervisor", theTask, tasks.OpenEntry{Witness: officetest.Witness, Entry: officetest.Entry, Salt: hex.EncodeToString(witnessSalt)}).is(200)
	return b.at.CasesOpened()
}

// whole is the interface as it is reached.
func whole(c Config) http.Handler { return c.Door.Before(New(c)) }
