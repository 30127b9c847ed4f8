package workflows

import "go.temporal.io/sdk/workflow"

// turns lets one thing happen at a time, in the order of asking. The SDK's own
// mutex does not keep the order: of the updates that wait for it, the latest goes
// first.
type turns struct{ given, serving int }

// take waits for the turn, performs do, and gives the turn on. It fails only with
// the cancellation of the whole workflow, after which nobody waits any more.
func (q *turns) take(ctx workflow.Context, do func() error) error {
	mine := q.given
	q.given++
	if err := workflow.Await(ctx, func() bool { return q.serving == mine }); err != nil {
		return err
	}
	defer func() { q.serving++ }()
	return do()
}
