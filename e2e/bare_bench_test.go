package e2e

import (
	"context"
	"database/sql"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	sdkworker "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// The other side of the comparisons: workflows without a law and without a
// record, on the same server and with a worker tuned alike.

const bareQueue = "bare"

// shape is what a history is made of, as far as it costs.
type shape struct{ Updates, Activities, Timers int }

func shapeOf(h *historypb.History) shape {
	var s shape
	for _, e := range h.Events {
		switch e.EventType {
		case enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED:
			s.Updates++
		case enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
			s.Activities++
		case enums.EVENT_TYPE_TIMER_STARTED:
			s.Timers++
		}
	}
	return s
}

// bare are the activities that do nothing, and the one that inserts a row.
type bare struct {
	noticed sync.Map // by workflow
	rows    *sql.DB
}

func (a *bare) Notice(ctx context.Context) error {
	a.noticed.Store(activity.GetInfo(ctx).WorkflowExecution.ID, true)
	return nil
}

func (*bare) Nothing(context.Context) error { return nil }

func (a *bare) Insert(ctx context.Context, text string) error {
	_, err := a.rows.ExecContext(ctx, "INSERT INTO rows (text) VALUES (?)", text)
	return err
}

func bareActivity(ctx workflow.Context, do any, args ...any) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: 30 * time.Second})
	return workflow.ExecuteActivity(ctx, do, args...).Get(ctx, nil)
}

// bareCase has the shape of a case: an activity at the start, one for each
// update, the rest at the end, and a timer that is replaced by the first updates.
func bareCase(ctx workflow.Context, s shape) error {
	var a *bare
	stop := workflow.CancelFunc(func() {}) // a shape may have no timer
	timers := 0
	arm := func() {
		if timers == s.Timers {
			return
		}
		stop()
		timers++
		var timed workflow.Context
		timed, stop = workflow.WithCancel(ctx)
		workflow.NewTimer(timed, 24*time.Hour)
	}
	updates := 0
	if err := workflow.SetUpdateHandler(ctx, "act", func(ctx workflow.Context) error {
		err := bareActivity(ctx, a.Nothing)
		updates++
		arm()
		return err
	}); err != nil {
		return err
	}
	if err := bareActivity(ctx, a.Notice); err != nil {
		return err
	}
	arm()
	if err := workflow.Await(ctx, func() bool { return updates == s.Updates && workflow.AllHandlersFinished(ctx) }); err != nil {
		return err
	}
	stop()
	for range s.Activities - s.Updates - 1 {
		if err := bareActivity(ctx, a.Nothing); err != nil {
			return err
		}
	}
	return nil
}

// bareRows runs one activity with one insert for each update.
func bareRows(ctx workflow.Context) error {
	var a *bare
	if err := workflow.SetUpdateHandler(ctx, "insert", func(ctx workflow.Context, text string) error {
		return bareActivity(ctx, a.Insert, text)
	}); err != nil {
		return err
	}
	return workflow.Await(ctx, func() bool { return false }) // ends with the server
}

// startBare starts the worker of the bare side.
func (o *office) startBare(b *testing.B) *bare {
	b.Helper()
	// The record's own pragmas: one commit costs the same on both sides.
	rows, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "bare.db")+
		"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, rows.Close()) })
	rows.SetMaxOpenConns(1)
	_, err = rows.ExecContext(b.Context(), "CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
	require.NoError(b, err)
	a := &bare{rows: rows}
	w := sdkworker.New(o.client, bareQueue, sdkworker.Options{MaxConcurrentActivityExecutionSize: 20})
	w.RegisterWorkflow(bareCase)
	w.RegisterWorkflow(bareRows)
	w.RegisterActivity(a)
	require.NoError(b, w.Start())
	b.Cleanup(w.Stop)
	return a
}

func (o *office) startBareWorkflow(id string, run any, args ...any) client.WorkflowRun {
	o.t.Helper()
	started, err := o.client.ExecuteWorkflow(o.ctx, client.StartWorkflowOptions{ID: id, TaskQueue: bareQueue}, run, args...)
	require.NoError(o.t, err)
	return started
}

func (o *office) updateBare(id, name string, args ...any) {
	o.t.Helper()
	handle, err := o.client.UpdateWorkflow(o.ctx, client.UpdateWorkflowOptions{WorkflowID: id, UpdateName: name, Args: args,
		WaitForStage: client.WorkflowUpdateStageCompleted})
	require.NoError(o.t, err)
	require.NoError(o.t, handle.Get(o.ctx, nil))
}
