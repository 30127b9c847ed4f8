package api

import (
	"context"
	"database/sql"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
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
	require.Equal(t, 1, countOf(history, tasks.ActReturnDraw))
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
	b.act("director", theTask, tasks.ReturnDraw{}, "比例过低").is(503)
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

// TestNothingCanBeWritten: reading goes on, and nobody is sent here to act.
func TestNothingCanBeWritten(t *testing.T) {
	b := newBench(t, generous())
	db, err := sql.Open("sqlite", b.file)
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), "CREATE TRIGGER full BEFORE UPDATE ON heartbeat BEGIN SELECT RAISE(ABORT, 'no space'); END")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	b.get("", "/healthz").is(200)
	b.get("", "/readyz").is(503, "record_not_writable")
	b.get("clerk", "/api/cases").is(200)
}

// slow are procedures that hold an act until they are let go on.
type slow struct {
	bureau.Procedures
	begun, goOn chan struct{}
}

func (s slow) ActOnCase(ctx context.Context, no string, req workflows.ActRequest) (cases.Case, error) {
	s.begun <- struct{}{}
	<-s.goOn
	return s.Procedures.ActOnCase(ctx, no, req)
}

// TestOneActTooMany: it is refused at once and leaves nothing behind, looks go on,
// and under the same key it happens later.
func TestOneActTooMany(t *testing.T) {
	limits := generous()
	limits.Acts = 1
	b := newBench(t, limits)
	no := b.drawn()[0]
	lead := b.theCase(no).Team.Lead()
	s := slow{Procedures: workflows.NewDispatcher(b.temporal), begun: make(chan struct{}), goOn: make(chan struct{})}
	b.office = bureau.New(b.store, s, silent, true, bureau.WithSeals(b.keys))
	b.serve(limits)
	send := func(key, narrative string) answered {
		return b.request(lead, "POST", "/api/cases/"+no+"/acts/serve_notice", testForm{
			"facts": cases.ServeNotice{Method: law.ServedByMail, On: b.today()}, "narrative": narrative}, "Idempotency-Key", key)
	}
	var first answered
	var atWork sync.WaitGroup
	atWork.Go(func() { first = send("first", "甲") })
	<-s.begun
	refused := send("second", "乙").is(503, "acts_busy")
	require.NotEmpty(t, refused.header.Get("Retry-After"))
	b.get(lead, "/api/cases/"+no).is(200)
	s.goOn <- struct{}{}
	atWork.Wait()
	first.is(200)

	// With another form, for the key was not taken; the record refuses it before anything
	// is sent.
	send("second", "丙").is(409, "act_not_at_this_stage")
}
