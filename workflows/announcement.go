package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
)

// Announcement tells every open task and case that something around them has
// changed: the business clock was moved, or a holiday notice was entered. It is
// a workflow of its own, so that a stop in the middle loses nobody.
func Announcement(ctx workflow.Context, in activities.Announcement) (int, error) {
	var effects *activities.Activities
	var told int
	summary := "通知各在办任务和案件：放假安排已更新"
	if in.Update == activities.UpdateClockMoved {
		summary = "通知各在办任务和案件：业务时钟已拨动"
	}
	err := workflow.ExecuteActivity(long(ctx, summary), effects.Announce, in).Get(ctx, &told)
	return told, err
}
