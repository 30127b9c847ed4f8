package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// All retry policies and time-outs stand here. Refusals are non-retryable by
// their kind (see activities.Refusal); whatever else fails is a part that is
// away or a fault, and is retried until it is mended: no act that was accepted
// may be lost.
var retry = &temporal.RetryPolicy{
	InitialInterval:    200 * time.Millisecond,
	BackoffCoefficient: 2,
	MaximumInterval:    time.Minute,
}

// retrySeldom is for what waits for somebody to mend it.
var retrySeldom = &temporal.RetryPolicy{
	InitialInterval:    time.Minute,
	BackoffCoefficient: 2,
	MaximumInterval:    6 * time.Hour,
}

// write is for an activity that writes one act.
func write(ctx workflow.Context, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 30 * time.Second, RetryPolicy: retry, Summary: summary,
	})
}

// long is for an activity that reads a whole register or pages through many
// cases; it says by heartbeats how far it has come.
func long(ctx workflow.Context, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 2 * time.Hour, HeartbeatTimeout: 2 * time.Minute, RetryPolicy: retry, Summary: summary,
	})
}

// compute is for the freeze and the reveal of a draw, which read and rank a whole
// register without a place to beat.
func compute(ctx workflow.Context, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 15 * time.Minute, RetryPolicy: retry, Summary: summary,
	})
}

// patiently is for an activity that waits for what somebody has to mend first.
func patiently(ctx workflow.Context, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: time.Hour, HeartbeatTimeout: 2 * time.Minute, Summary: summary,
		RetryPolicy: retrySeldom,
	})
}
