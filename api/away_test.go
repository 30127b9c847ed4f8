package api

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// forgetAnswer makes the record what it would be, had the process died between the
// act and its answer.
func (b *bench) forgetAnswer(person, route, key string) {
	b.Helper()
	b.database(func(exec func(string, ...any) error) {
		require.NoError(b, exec("UPDATE requests SET status = 0, response = x'' WHERE person = ? AND route = ? AND request_key = ?", person, route, key))
	})
}

func TestWithoutAWorkerTheSameKeyIsSafe(t *testing.T) {
	b := newBench(t, generous())
	b.prepared()
	b.worker.Stop()
	l := generous()
	l.Deadline = 500 * time.Millisecond
	b.serve(l)
	path := "/api/" + theTask + "/acts/return_draw"
	form := testForm{"reason": "比例过低", "narrative": "请改为15%"}
	begun := time.Now()
	res := b.request("director", "POST", path, form, "Idempotency-Key", "away").is(http.StatusServiceUnavailable)
	require.Less(t, time.Since(begun), 10*time.Second)
	require.NotEmpty(t, res.header.Get("Retry-After"))
	require.Contains(t, res.text, "同一个幂等键")

	b.startWorker()
	b.serve(generous())
	b.request("director", "POST", path, form, "Idempotency-Key", "away").is(http.StatusOK)
	b.request("director", "POST", path, form, "Idempotency-Key", "away").is(http.StatusOK)
	history := b.acts(theTask)
	require.Equal(t, 1, countOf(history, inspection.ActReturnDraw))
	require.Contains(t, string(history[len(history)-1].Payload), "请改为15%")
}

func TestWithoutTemporal(t *testing.T) {
	b := newBench(t, generous())
	b.prepared()
	b.get("", "/readyz").is(200)
	b.worker.Stop()
	require.NoError(t, b.server.Stop())
	l := generous()
	l.Deadline = 2 * time.Second
	b.serve(l)
	b.get("", "/healthz").is(200)
	b.get("", "/readyz").is(503, "procedure_away")
	b.act("director", theTask, inspection.ReturnDraw{}, "比例过低").is(503)
	b.get("director", "/api/"+theTask).is(200)
	b.get("", "/public/publications").is(200)
}

func TestWithoutTheDatabase(t *testing.T) {
	b := newBench(t, generous())
	b.worker.Stop()
	require.NoError(t, b.store.Close())
	b.get("", "/healthz").is(200)
	b.get("", "/readyz").is(503, "database_away")
	res := b.get("clerk", "/api/cases")
	require.GreaterOrEqual(t, res.status, 500)
	res.is(res.status)
	require.NotContains(t, res.text, "sql:")
}
