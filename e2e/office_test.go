// Package e2e runs the whole office on the embedded Temporal server: record,
// worker, use cases. The clock stands still and jumps, so nothing sleeps.
package e2e

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"

	"shuangsuiji/activities"
	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/embedded"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
	"shuangsuiji/web"
	"shuangsuiji/worker"
	"shuangsuiji/workflows"
)

// server is the one Temporal server that all tests share, each in a queue of its
// own namespace's record.
var quiet = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError + 4}))

// office is one bureau at work.
type office struct {
	*bureau.Office
	t      testing.TB
	ctx    context.Context
	store  *store.Store
	dsn    string // of the record
	client client.Client
	people map[string]law.Actor
	names  map[string]string          // of the people
	shown  []web.DemonstrationAccount // on the login page
	calls  int

	effects    *activities.Activities
	stopWorker func()
	// perform takes acts on cases another way than by the use cases, over HTTP.
	perform func(who, no string, facts law.Facts, reason []string) bureau.CaseView
}

// startWorker lets a worker take what waits, until stopWorker.
func (o *office) startWorker() {
	o.t.Helper()
	w := worker.New(o.client, o.effects, worker.Options{})
	require.NoError(o.t, w.Start())
	o.stopWorker = w.Stop
}

var startOfMonth = calendar.NewDate(2024, time.April, 1).At(9, 0)

// newOffice opens a bureau with the document's plan, sample registers and a
// clock that stands on the first working day of the plan's month.
func newOffice(t *testing.T, entities int) *office {
	t.Helper()
	o := openOffice(t, setup{entities: entities, standing: startOfMonth})
	o.importPlan(documents.SamplePlan(), false)
	return o
}

// keys are the test offices' own.
var keys = func() *seal.Ring {
	r, err := seal.New(seal.NewKey("test"))
	if err != nil {
		panic(err)
	}
	return r
}()

// setup is what offices differ by.
type setup struct {
	entities  int
	standing  time.Time     // where the clock stands; zero: it is the machine's
	maxEvents int           // workflows go on in a new run after so many events
	patience  time.Duration // how long a subject may take to hear of something; zero: a minute
	database  database      // nil: SQLite
	// The keys of the API and of the worker; nil: the test offices' own.
	apiKeys, workerKeys seal.Keys
}

// openOffice opens a bureau with sample registers and no plan.
func openOffice(t testing.TB, with setup) *office {
	t.Helper()
	ctx := t.Context()
	dir := t.TempDir()
	server, err := embedded.Start(ctx, embedded.Config{Dir: filepath.Join(dir, "temporal"), Namespace: "test", SearchAttributes: workflows.SearchAttributes(), Logger: quiet})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Stop()) })
	c, err := client.DialContext(ctx, client.Options{HostPort: server.FrontendAddress(), Namespace: "test", Identity: "test", Logger: sdklog.NewStructuredLogger(quiet),
		ConnectionOptions: client.ConnectionOptions{TLS: server.ClientTLS()}})
	require.NoError(t, err)
	t.Cleanup(c.Close)

	if with.database == nil {
		with.database = onSQLite
	}
	cfg := with.database(t)
	require.NoError(t, store.Migrate(ctx, cfg))
	s, err := store.Open(ctx, cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	if !with.standing.IsZero() {
		require.NoError(t, s.SaveClock(ctx, record.Clock{Standing: true, Now: with.standing}))
	}

	dispatcher := workflows.NewDispatcher(c)
	dispatcher.MaxEvents, dispatcher.Occupied = with.maxEvents, activities.Occupied(s, time.Now)
	if with.apiKeys == nil {
		with.apiKeys, with.workerKeys = keys, keys
	}
	s.SealActs(with.workerKeys)
	o := &office{Office: bureau.New(s, dispatcher, quiet, !with.standing.IsZero(), bureau.WithSeals(with.apiKeys)), t: t, ctx: ctx, store: s, dsn: cfg.DSN, client: c}
	o.effects = activities.New(s, dispatcher, activities.WithSeals(with.workerKeys), activities.WithPatience(cmp.Or(with.patience, time.Minute)))
	o.startWorker()
	t.Cleanup(func() { o.stopWorker() })
	o.fill(with.entities)
	return o
}

func (o *office) fill(entities int) {
	o.people, o.names = map[string]law.Actor{}, map[string]string{}
	items, err := documents.SeedItems()
	require.NoError(o.t, err)
	for i := range items {
		items[i].PublishedOn = calendar.DateOf(startOfMonth)
	}
	_, _, _, err = o.store.SaveItems(o.ctx, "system", startOfMonth, items)
	require.NoError(o.t, err)
	_, _, _, err = o.store.SaveEntities(o.ctx, "system", startOfMonth, sample.Entities(entities, 1))
	require.NoError(o.t, err)
	inspectors := sample.Inspectors(9, 1)
	for i := range inspectors { // valid also on the day on which the test runs
		inspectors[i].ValidThrough = calendar.NewDate(2099, time.December, 31)
	}
	_, _, _, err = o.store.SaveInspectors(o.ctx, "system", startOfMonth, inspectors)
	require.NoError(o.t, err)
	add := func(login, name, department string, role law.Role, certificate string) {
		a := record.Account{ID: login, Login: login, Name: name, Department: department, Certificate: certificate, Roles: []law.Role{role}, Active: true, Created: startOfMonth}
		_, err := o.store.AddAccount(o.ctx, a, record.AccountChange{By: law.System.ID, At: startOfMonth, Judge: func(*record.Account, []record.Account) ([]record.Message, error) { return nil, nil }})
		require.NoError(o.t, err)
		o.names[login] = name
		o.people[login] = law.Actor{ID: login, Roles: a.Roles, Department: department, Certificate: certificate}
	}
	add("clerk", "经办员甲", "劳动保障监察大队", law.RoleClerk, "")
	add("head", "大队长甲", "劳动保障监察大队", law.RoleSectionHead, "")
	add("head-insurance", "科长甲", "社会保险科", law.RoleSectionHead, "")
	add("head-centre", "主任甲", "社会保险中心", law.RoleSectionHead, "")
	add("director", "局长甲", "局领导", law.RoleBureauHead, "")
	add("supervisor", "监督员甲", "机关纪委", law.RoleSupervisor, "")
	add("legal", "法制员甲", "政策法规科", law.RoleLegalReviewer, "")
	add("guest", "特邀监督员甲", "机关纪委", law.RoleSupervisor, "")
	add("admin", "管理员甲", "信息中心", law.RoleAdministrator, "")
	for _, i := range inspectors {
		add(i.Certificate, i.Name, i.Department, law.RoleInspector, i.Certificate)
	}
}

// importPlan takes a plan in and sets its tasks waiting for their month; a
// historic one may have its month behind it.
func (o *office) importPlan(file []byte, historic bool) {
	o.t.Helper()
	imported, err := o.ImportRegister(o.ctx, o.people["clerk"], bureau.RegisterPlans, bureau.Import{File: bytes.NewReader(file), Historic: historic})
	require.NoError(o.t, err)
	require.True(o.t, imported.Taken)
}

func (o *office) call(route string) bureau.Call {
	o.calls++
	return bureau.Call{Person: "test", Route: route, Key: fmt.Sprint(o.calls), Body: []byte(route)}
}

// task acts on a task and must succeed.
func (o *office) task(who string, facts law.Facts, reason ...string) bureau.TaskView {
	o.t.Helper()
	view, _, err := o.ActOnTask(o.ctx, o.people[who], taskID, entry(facts, reason), o.call("task"))
	require.NoError(o.t, err)
	return view
}

// act acts on a case and must succeed.
func (o *office) act(who, no string, facts law.Facts, reason ...string) bureau.CaseView {
	o.t.Helper()
	if o.perform != nil {
		return o.perform(who, no, facts, reason)
	}
	view, _, err := o.ActOnCase(o.ctx, o.people[who], no, entry(facts, reason), o.call(no))
	require.NoError(o.t, err)
	return view
}

// byLink performs the entity's act by a new link, with its code, and must succeed.
func (o *office) byLink(no string, facts law.Facts, reason string) {
	o.t.Helper()
	link, _, err := o.MakeEntityLink(o.ctx, o.people[o.lead(no)], no, "", o.call("link of "+no))
	require.NoError(o.t, err)
	_, _, err = o.ActByEntityLink(o.ctx, link.Secret, link.Code, bureau.Entry{Facts: facts, Reason: reason}, o.call("link"))
	require.NoError(o.t, err)
}

func entry(facts law.Facts, reason []string) bureau.Entry {
	e := bureau.Entry{Facts: facts, Body: []byte(`{"narrative":"演示"}`)}
	if len(reason) > 0 {
		e.Reason = reason[0]
	}
	return e
}

const taskID = "2024001-001"

// until waits for a condition on the record, without sleeping in the test.
func (o *office) until(condition func() bool) {
	o.t.Helper()
	require.Eventually(o.t, condition, 30*time.Second, 20*time.Millisecond)
}

func (o *office) taskNow() tasks.Task {
	o.t.Helper()
	t, err := o.store.Task(o.ctx, taskID)
	require.NoError(o.t, err)
	return t
}

func (o *office) caseNow(no string) cases.Case {
	o.t.Helper()
	c, err := o.store.Case(o.ctx, no)
	require.NoError(o.t, err)
	return c
}

func (o *office) cases() []record.CaseRow {
	o.t.Helper()
	listed, err := o.store.Cases(o.ctx, record.CaseFilter{Task: taskID}, record.Page{Limit: 500})
	require.NoError(o.t, err)
	return listed.Items
}

func (o *office) today() calendar.Date {
	now, err := o.Now(o.ctx)
	require.NoError(o.t, err)
	return calendar.DateOf(now)
}
