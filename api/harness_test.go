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
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	sdkworker "go.temporal.io/sdk/worker"

	"shuangsuiji/activities"
	"shuangsuiji/browsertest"
	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/door"
	"shuangsuiji/embedded"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
	"shuangsuiji/temporalui"
	"shuangsuiji/worker"
	"shuangsuiji/workflows"
)

const (
	taskID       = "2024001-001"
	namespace    = "test"
	testPassword = "correct horse 电池"
)

var (
	startOfMonth = calendar.NewDate(2024, time.April, 1).At(9, 0)
	silent       = slog.New(slog.DiscardHandler)
)

// bench is an office behind the interface: the record on SQLite, the procedures on
// the embedded Temporal server, a clock that stands still.
type bench struct {
	*testing.T
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
	b := &bench{T: t, client: &http.Client{}, log: &logBuffer{}, tokens: map[string]string{}}
	var err error
	b.keys, err = seal.New(seal.NewKey("test"))
	require.NoError(t, err)
	dir, ctx := t.TempDir(), t.Context()
	b.server, err = embedded.Start(ctx, embedded.Config{Dir: filepath.Join(dir, "temporal"), Namespace: namespace, SearchAttributes: workflows.SearchAttributes(), Logger: silent})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.server.Stop()) })
	b.temporal, err = client.DialContext(ctx, client.Options{HostPort: b.server.FrontendAddress(), Namespace: namespace, Logger: sdklog.NewStructuredLogger(silent),
		ConnectionOptions: client.ConnectionOptions{TLS: b.server.ClientTLS()}})
	require.NoError(t, err)
	t.Cleanup(b.temporal.Close)
	b.ui, err = temporalui.New(temporalui.Config{Frontend: b.server.FrontendAddress(), TLS: b.server.ClientTLS(), Namespace: namespace, PublicPath: door.TemporalUIPath, Log: silent})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.ui.Close()) })
	b.file = filepath.Join(dir, "record.db")
	cfg := store.Config{Driver: store.SQLite, DSN: b.file, Logger: silent}
	require.NoError(t, store.Migrate(ctx, cfg))
	b.store, err = store.Open(ctx, cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.store.Close()) }) // a second time is no error
	require.NoError(t, b.store.SaveClock(ctx, record.Clock{Standing: true, Now: now}))
	b.startWorker()
	t.Cleanup(func() { b.worker.Stop() })
	b.office = bureau.New(b.store, workflows.NewDispatcher(b.temporal), silent, true, bureau.WithSeals(b.keys))
	b.serve(limits)
	b.fill(plan)
	return b
}

// in is the bench for a test within the test.
func (b *bench) in(t *testing.T) *bench {
	inner := *b
	inner.T = t
	return &inner
}

func (b *bench) startWorker() {
	b.Helper()
	b.worker = worker.New(b.temporal, activities.New(b.store, workflows.NewDispatcher(b.temporal), activities.WithSeals(b.keys)), worker.Options{})
	require.NoError(b, b.worker.Start())
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
const initiating = "劳动保障监察大队"

var joint = []string{"社会保险科", "社会保险中心"}

func (b *bench) fill(plan []byte) {
	b.Helper()
	ctx := b.Context()
	items, err := documents.SeedItems()
	require.NoError(b, err)
	_, _, _, err = b.store.SaveItems(ctx, "system", startOfMonth, items)
	require.NoError(b, err)
	_, _, _, err = b.store.SaveEntities(ctx, "system", startOfMonth, sample.Entities(40, 1))
	require.NoError(b, err)
	inspectors := sample.Inspectors(9, 1)
	_, _, _, err = b.store.SaveInspectors(ctx, "system", startOfMonth, inspectors)
	require.NoError(b, err)
	b.account("clerk", initiating, law.RoleClerk)
	b.account("head", initiating, law.RoleSectionHead)
	b.account("head-insurance", joint[0], law.RoleSectionHead)
	b.account("director", "局领导", law.RoleBureauHead)
	b.account("legal", "政策法规科", law.RoleLegalReviewer)
	b.account("supervisor", "机关纪委", law.RoleSupervisor)
	b.account("admin", "信息中心", law.RoleAdministrator)
	for _, i := range inspectors {
		b.save(record.Account{ID: i.Certificate, Login: i.Certificate, Name: i.Name, Department: i.Department, Certificate: i.Certificate,
			Roles: []law.Role{law.RoleInspector}, Active: true, Created: startOfMonth})
	}
	imported, err := b.office.ImportRegister(ctx, law.Actor{ID: "clerk", Roles: []law.Role{law.RoleClerk}, Department: initiating},
		bureau.RegisterPlans, bureau.Import{File: bytes.NewReader(plan)})
	require.NoError(b, err)
	require.True(b, imported.Taken)
}

func (b *bench) account(id, department string, role law.Role) {
	b.Helper()
	b.save(record.Account{ID: id, Login: id, Name: id, Department: department, Roles: []law.Role{role}, Active: true, Created: startOfMonth})
}

func (b *bench) save(a record.Account) {
	b.Helper()
	_, err := b.store.AddAccount(b.Context(), a, record.AccountChange{By: law.System.ID, At: startOfMonth, Judge: func(*record.Account, []record.Account) ([]record.Message, error) { return nil, nil }})
	require.NoError(b, err)
	b.withToken(a.ID)
}

// withToken gives the account a program that may do whatever the account may.
func (b *bench) withToken(id string) {
	b.Helper()
	token, _, err := b.office.IssueToken(b.Context(), id, bureau.NewToken{Name: "测试", Scope: record.TokenActs})
	require.NoError(b, err)
	b.tokens[id] = token
}

// withPassword gives an account the test's password, and a new token for those that end
// with the old one.
func (b *bench) withPassword(id string) {
	b.Helper()
	a, err := b.store.Account(b.Context(), id)
	require.NoError(b, err)
	_, err = b.office.SaveAccount(b.Context(), law.System, bureau.NewAccount{ID: a.ID, Login: a.Login, Name: a.Name, Department: a.Department,
		Certificate: a.Certificate, Roles: a.Roles, Active: a.Active, Password: testPassword})
	require.NoError(b, err)
	b.withToken(id)
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
	require.Eventually(b, func() bool { return condition(b.Context()) }, 30*time.Second, 20*time.Millisecond)
}

func (b *bench) task() tasks.Task {
	b.Helper()
	t, err := b.store.Task(b.Context(), taskID)
	require.NoError(b, err)
	return t
}

func (b *bench) theCase(no string) cases.Case {
	b.Helper()
	c, err := b.store.Case(b.Context(), no)
	require.NoError(b, err)
	return c
}

func (b *bench) caseNumbers() []string {
	b.Helper()
	listed, err := b.store.Cases(b.Context(), record.CaseFilter{Task: taskID}, record.Page{Limit: 500})
	require.NoError(b, err)
	var out []string
	for _, c := range listed.Items {
		out = append(out, c.No)
	}
	return out
}

// prepared waits for the task's month and has the clerk prepare the draw.
func (b *bench) prepared() {
	b.Helper()
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StagePreparing })
	b.act("clerk", theTask, tasks.PrepareDraw{Joint: joint, Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: 1}}).is(200)
}

// sealOf is the witness's seal over the task's commitment.
func (b *bench) sealOf(name, entry string, salt []byte) string {
	b.Helper()
	var commitment draw.Hash
	require.NoError(b, commitment.UnmarshalText([]byte(b.task().Draw.Commitment)))
	seal, err := draw.Seal(commitment, name, entry, salt)
	require.NoError(b, err)
	return seal.String()
}

var witnessSalt = []byte("0123456789abcdef")

// drawn takes the task to its opened cases and returns their numbers.
func (b *bench) drawn() []string {
	b.Helper()
	b.prepared()
	b.act("director", theTask, tasks.ApproveDraw{}).is(200)
	seal := b.sealOf("纪委见证人", "三十七号签", witnessSalt)
	b.act("supervisor", theTask, tasks.SealEntry{Witness: "纪委见证人", Seal: seal}).is(200)
	b.act("supervisor", theTask, tasks.OpenEntry{Witness: "纪委见证人", Entry: "三十七号签", Salt: hex.EncodeToString(witnessSalt)}).is(200)
	b.until(func(context.Context) bool {
		t := b.task()
		return t.Stage == tasks.StageRunning && len(b.caseNumbers()) == t.Draw.Drawn-t.Draw.NoTeam
	})
	numbers := b.caseNumbers()
	require.NotEmpty(b, numbers)
	b.until(func(context.Context) bool {
		for _, no := range numbers {
			if !b.theCase(no).NoticeIssued {
				return false
			}
		}
		return true
	})
	return numbers
}

// whole is the interface as it is reached.
func whole(c Config) http.Handler { return c.Door.Before(New(c)) }
