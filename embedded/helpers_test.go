//go:build !slim

package embedded

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

const (
	testQueue   = "test"
	testTimeout = 30 * time.Second
	tick        = 20 * time.Millisecond
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDirVariable); dir != "" {
		os.Exit(runChild(dir))
	}
	code := m.Run()
	if err := stopShared(); err != nil {
		slog.Error("stop the shared server", "error", err)
		code = 1
	}
	os.Exit(code)
}

// shared is one read-only server for the tests that only look at it.
var shared struct {
	once   sync.Once
	dir    string
	server *Server
	err    error
}

func sharedServer(t *testing.T) *Server {
	t.Helper()
	shared.once.Do(func() {
		if shared.dir, shared.err = os.MkdirTemp("", "embedded"); shared.err != nil {
			return
		}
		shared.server, shared.err = Start(context.Background(), testConfig(shared.dir))
	})
	require.NoError(t, shared.err)
	return shared.server
}

func stopShared() error {
	if shared.server != nil {
		if err := shared.server.Stop(); err != nil {
			return err
		}
	}
	return os.RemoveAll(shared.dir)
}

func testConfig(dir string) Config {
	return Config{
		Dir:              dir,
		Namespace:        "office",
		SearchAttributes: map[string]enums.IndexedValueType{"Stage": enums.INDEXED_VALUE_TYPE_KEYWORD},
	}
}

// startServer starts a server that ends with the test.
func startServer(t *testing.T, cfg Config) *Server {
	t.Helper()
	s, err := Start(testContext(t), cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Stop()) })
	return s
}

func testContext(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), testTimeout)
	t.Cleanup(cancel)
	return ctx
}

func dial(t *testing.T, s *Server) client.Client {
	t.Helper()
	c, err := client.Dial(client.Options{
		HostPort:          s.FrontendAddress(),
		Namespace:         "office",
		Logger:            log.NewStructuredLogger(slog.New(slog.DiscardHandler)),
		ConnectionOptions: client.ConnectionOptions{TLS: s.ClientTLS()},
	})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

// startWorker runs the test workflows until the returned function is called or
// the test ends.
func startWorker(t *testing.T, c client.Client) (stop func()) {
	t.Helper()
	w := worker.New(c, testQueue, worker.Options{})
	w.RegisterWorkflow(markWorkflow)
	w.RegisterWorkflow(waitWorkflow)
	require.NoError(t, w.Start())
	stop = sync.OnceFunc(w.Stop)
	t.Cleanup(stop)
	return stop
}

// markWorkflow sets a search attribute and returns its value.
func markWorkflow(ctx workflow.Context, attribute, value string) (string, error) {
	key := temporal.NewSearchAttributeKeyKeyword(attribute)
	return value, workflow.UpsertTypedSearchAttributes(ctx, key.ValueSet(value))
}

// waitWorkflow waits on a durable timer.
func waitWorkflow(ctx workflow.Context, d time.Duration) (string, error) {
	return "waited", workflow.Sleep(ctx, d)
}

func startOptions(id string) client.StartWorkflowOptions {
	return client.StartWorkflowOptions{ID: id, TaskQueue: testQueue}
}

// eventTypes is the history of a workflow's current run.
func eventTypes(t *testing.T, c client.Client, id string) []enums.EventType {
	t.Helper()
	var types []enums.EventType
	events := c.GetWorkflowHistory(testContext(t), id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		require.NoError(t, err)
		types = append(types, event.GetEventType())
	}
	return types
}
