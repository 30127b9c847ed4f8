package workflows

import (
	"context"
	"errors"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"

	"shuangsuiji/activities"
)

// Run is one run of a workflow as the Temporal server shows it. Whoever reaches the
// server can have started it.
type Run struct {
	ID, RunID string
	// Name is the workflow's, and Queue where its workers listen.
	Name, Queue string
	Running     bool
	// Busy: something of it is under way.
	Busy bool
	// Broken: its code fails again and again, so that it answers nobody.
	Broken bool
	// Tries is how often that was tried of what is under way which failed most; 0 where
	// nothing failed.
	Tries int
}

// brokenAfter is how often a workflow's code may fail in a row. A worker that was
// killed lets it seem to fail once or twice.
const brokenAfter = 3

// Of reports whether it is a workflow of that name which the office's workers serve.
func (r Run) Of(name string) bool { return r.Name == name && r.Queue == TaskQueue }

// Ours reports whether it could be a workflow of the office.
func (r Run) Ours() bool { return r.Queue == TaskQueue && NameInChinese(r.Name) != "" }

// Look finds the latest run under the id; the zero run where there is none.
func (d *Dispatcher) Look(ctx context.Context, id string) (Run, error) { return d.look(ctx, id, "") }

func (d *Dispatcher) look(ctx context.Context, id, runID string) (Run, error) {
	described, err := d.client.DescribeWorkflowExecution(ctx, id, runID)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return Run{}, nil
	}
	if err != nil {
		return Run{}, unavailable(err)
	}
	return runOf(id, described), nil
}

func runOf(id string, described *workflowservice.DescribeWorkflowExecutionResponse) Run {
	info := described.GetWorkflowExecutionInfo()
	out := Run{ID: id, RunID: info.GetExecution().GetRunId(), Name: info.GetType().GetName(), Queue: described.GetExecutionConfig().GetTaskQueue().GetName(),
		Running: info.GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_RUNNING,
		Busy:    described.GetPendingWorkflowTask() != nil || len(described.GetPendingActivities()) > 0,
		Broken:  described.GetPendingWorkflowTask().GetAttempt() > brokenAfter}
	tries := described.GetPendingWorkflowTask().GetAttempt()
	for _, a := range described.GetPendingActivities() {
		tries = max(tries, a.GetAttempt())
	}
	if tries > 1 {
		out.Tries = int(tries)
	}
	return out
}

// Running reports whether the workflow is open.
func (d *Dispatcher) Running(ctx context.Context, id string) (bool, error) {
	run, err := d.Look(ctx, id)
	return run.Running, err
}

// EachRunning does something for every workflow that runs, of whatever kind. What
// has just begun or ended the server may not list yet, or list still.
func (d *Dispatcher) EachRunning(ctx context.Context, do func(Run) error) error {
	var next []byte
	for {
		list, err := d.client.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{Query: "ExecutionStatus = 'Running'", PageSize: 500, NextPageToken: next})
		if err != nil {
			return unavailable(err)
		}
		for _, e := range list.GetExecutions() {
			if err := do(Run{ID: e.GetExecution().GetWorkflowId(), RunID: e.GetExecution().GetRunId(), Name: e.GetType().GetName(), Queue: e.GetTaskQueue(), Running: true}); err != nil {
				return err
			}
		}
		if next = list.GetNextPageToken(); len(next) == 0 {
			return nil
		}
	}
}

// End terminates the run for the reason, which the Temporal UI shows; one that has
// ended is success.
func (d *Dispatcher) End(ctx context.Context, r Run, reason string) error {
	err := d.client.TerminateWorkflow(ctx, r.ID, r.RunID, reason)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil
	}
	return unavailable(err)
}

// Refresh has the subject's workflow read the record anew, and waits until it has.
func (d *Dispatcher) Refresh(ctx context.Context, id string) error {
	return d.tell(ctx, id, activities.UpdateRecordChanged, "", activities.Announcement{Update: activities.UpdateRecordChanged})
}

// KnownCase asks the case's workflow what it knows: that with which it would go on
// in a new run.
func (d *Dispatcher) KnownCase(ctx context.Context, no string) (known CaseInput, err error) {
	err = d.query(ctx, no, &known)
	return known, err
}

// KnownTask asks the task's workflow the same.
func (d *Dispatcher) KnownTask(ctx context.Context, id string) (known TaskInput, err error) {
	err = d.query(ctx, id, &known)
	return known, err
}

// KnownProceeding asks the proceeding's workflow the same.
func (d *Dispatcher) KnownProceeding(ctx context.Context, no string) (known ProceedingInput, err error) {
	err = d.query(ctx, no, &known)
	return known, err
}

func (d *Dispatcher) query(ctx context.Context, id string, into any) error {
	value, err := d.client.QueryWorkflow(ctx, id, "", QueryKnown)
	if err != nil {
		return notRunning(id, err)
	}
	return value.Get(into)
}
