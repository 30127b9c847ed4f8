package workflows

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
)

// Names of workflows can be foreseen, and whoever reaches the Temporal server may
// have taken one before the office did. What runs under it is the office's own only
// if the office could have started it.

// start starts a subject's workflow. One that runs already is success, if it is of
// that name and the office's workers serve it; what it knows is for the
// reconciliation to hold against the record.
func (d *Dispatcher) start(ctx context.Context, options client.StartWorkflowOptions, name string, in any) error {
	options.TaskQueue = TaskQueue
	options.WorkflowIDConflictPolicy = enums.WORKFLOW_ID_CONFLICT_POLICY_FAIL
	options.WorkflowExecutionErrorWhenAlreadyStarted = true
	_, err := d.client.ExecuteWorkflow(ctx, options, name, in)
	var there *serviceerror.WorkflowExecutionAlreadyStarted
	if !errors.As(err, &there) {
		return unavailable(err)
	}
	run, err := d.look(ctx, options.ID, there.RunId)
	if err != nil || run.Of(name) {
		return err
	}
	_, err = d.instead(ctx, options, name, in)
	return err
}

// result runs a workflow that answers by its result, once under its id, and waits
// for it. What is there under the id counts only if the same was asked of it; what
// repeats may differ in is taken out by essence.
func result[I any](ctx context.Context, d *Dispatcher, options client.StartWorkflowOptions, name string, in I, essence func(I) I, into any) error {
	options.TaskQueue = TaskQueue
	options.WorkflowIDReusePolicy = enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY
	options.WorkflowIDConflictPolicy = enums.WORKFLOW_ID_CONFLICT_POLICY_FAIL
	options.WorkflowExecutionErrorWhenAlreadyStarted = true
	run, err := d.client.ExecuteWorkflow(ctx, options, name, in)
	var there *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &there) {
		var same bool
		if same, err = asked(ctx, d, options.ID, there.RunId, name, in, essence); same {
			run = d.client.GetWorkflow(ctx, options.ID, there.RunId)
		} else if err == nil {
			run, err = d.instead(ctx, options, name, in)
		}
	}
	if err != nil {
		return unavailable(err)
	}
	return unavailable(run.Get(ctx, into))
}

// instead starts the workflow in the place of one that the office did not start.
func (d *Dispatcher) instead(ctx context.Context, options client.StartWorkflowOptions, name string, in any) (client.WorkflowRun, error) {
	if d.Occupied != nil {
		if err := d.Occupied(ctx, options.ID); err != nil {
			return nil, err
		}
	}
	options.WorkflowIDReusePolicy = enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE
	options.WorkflowIDConflictPolicy = enums.WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING
	run, err := d.client.ExecuteWorkflow(ctx, options, name, in)
	return run, unavailable(err)
}

// asked reports whether the run is of that name, served by the office's workers, and
// was started with the same.
func asked[I any](ctx context.Context, d *Dispatcher, id, runID, name string, in I, essence func(I) I) (bool, error) {
	first, err := d.client.GetWorkflowHistory(ctx, id, runID, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT).Next()
	if err != nil {
		return false, err
	}
	started := first.GetWorkflowExecutionStartedEventAttributes()
	if started.GetWorkflowType().GetName() != name || started.GetTaskQueue().GetName() != TaskQueue {
		return false, nil
	}
	var was I
	// What has not even the form of it is nothing, and so differs.
	if unreadable := converter.GetDefaultDataConverter().FromPayloads(started.GetInput(), &was); unreadable != nil {
		var nothing I
		was = nothing
	}
	before, err := json.Marshal(essence(was))
	if err != nil {
		return false, err
	}
	now, err := json.Marshal(essence(in))
	return bytes.Equal(before, now), err
}
