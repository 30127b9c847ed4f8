package officetest

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	sdkworker "go.temporal.io/sdk/worker"

	"shuangsuiji/activities"
	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/embedded"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
	"shuangsuiji/worker"
	"shuangsuiji/workflows"
)

// Namespace is that of the office in its Temporal server.
const Namespace = "test"

// StartOfMonth is the morning of the first working day of the month in which the tasks
// of the sample plan begin.
var StartOfMonth = calendar.NewDate(2024, time.April, 1).At(9, 0)

var silent = slog.New(slog.DiscardHandler)

// Setup is what offices differ by.
type Setup struct {
	Now  time.Time // where the clock stands; zero: [StartOfMonth]
	Plan []byte    // the year's plan as a spreadsheet; nil: the sample plan
	// Published: the items are published, as they must be under 国办发〔2024〕54号.
	Published bool
}

// Office is one office at work, until its test ends.
type Office struct {
	*bureau.Office
	Store    *store.Store
	File     string // the record's
	Keys     *seal.Ring
	Server   *embedded.Server
	Temporal client.Client
	Worker   sdkworker.Worker
	// Tokens are by account; a program that shows one may do whatever the account may.
	Tokens map[string]string

	t     testing.TB
	calls int // acts performed by the use cases
}

// Open opens an office with its registers, accounts and plan.
func Open(t testing.TB, with Setup) *Office {
	t.Helper()
	if with.Now.IsZero() {
		with.Now = StartOfMonth
	}
	if with.Plan == nil {
		with.Plan = documents.SamplePlan()
	}
	o := &Office{t: t, Tokens: map[string]string{}}
	var err error
	o.Keys, err = seal.New(seal.NewKey("test"))
	require.NoError(t, err)
	dir := t.TempDir()
	o.openTemporal(filepath.Join(dir, "temporal"))
	o.openRecord(filepath.Join(dir, "record.db"), with.Now)
	o.StartWorker()
	t.Cleanup(func() { o.Worker.Stop() })
	o.Office = bureau.New(o.Store, workflows.NewDispatcher(o.Temporal), silent, true, bureau.WithSeals(o.Keys))
	o.fill(with)
	return o
}

func (o *Office) openTemporal(dir string) {
	o.t.Helper()
	ctx := o.t.Context()
	var err error
	o.Server, err = embedded.Start(ctx, embedded.Config{Dir: dir, Namespace: Namespace, SearchAttributes: workflows.SearchAttributes(), Logger: silent})
	require.NoError(o.t, err)
	o.t.Cleanup(func() { require.NoError(o.t, o.Server.Stop()) })
	o.Temporal, err = client.DialContext(ctx, client.Options{HostPort: o.Server.FrontendAddress(), Namespace: Namespace, Logger: sdklog.NewStructuredLogger(silent),
		ConnectionOptions: client.ConnectionOptions{TLS: o.Server.ClientTLS()}})
	require.NoError(o.t, err)
	o.t.Cleanup(o.Temporal.Close)
}

func (o *Office) openRecord(file string, now time.Time) {
	o.t.Helper()
	ctx := o.t.Context()
	o.File = file
	cfg := store.Config{Driver: store.SQLite, DSN: file, Logger: silent}
	require.NoError(o.t, store.Migrate(ctx, cfg))
	var err error
	o.Store, err = store.Open(ctx, cfg)
	require.NoError(o.t, err)
	o.t.Cleanup(func() { require.NoError(o.t, o.Store.Close()) }) // a second time is no error
	require.NoError(o.t, o.Store.SaveClock(ctx, record.Clock{Standing: true, Now: now}))
}

// StartWorker lets a worker take what waits, until it is stopped.
func (o *Office) StartWorker() {
	o.t.Helper()
	o.Worker = worker.New(o.Temporal, activities.New(o.Store, workflows.NewDispatcher(o.Temporal), activities.WithSeals(o.Keys)), worker.Options{})
	require.NoError(o.t, o.Worker.Start())
}

// In is the office for a test within the test.
func (o *Office) In(t testing.TB) *Office {
	inner := *o
	inner.t = t
	return &inner
}
