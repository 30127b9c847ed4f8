package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
)

// Filing puts the act on record with which feedback or an objection begins, and
// starts the workflow of what it opened. It is a workflow of its own because the
// number is given only then: so a stop in the middle leaves nothing half-done, and
// a repeat under the same key hears what the first opened.
func Filing(ctx workflow.Context, in activities.Filing) (activities.Filed, error) {
	var filed activities.Filed
	err := workflow.ExecuteActivity(write(ctx, "登记"+in.Kind.Chinese()), effects.File, in).Get(ctx, &filed)
	return filed, err
}
