package workflows

import (
	"strings"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
)

// Announcement tells every open task, case and proceeding that something around
// them has changed: the business clock was moved, or a holiday notice was entered.
// It is a workflow of its own, so that a stop in the middle loses nobody. Who does
// not answer holds up neither the others nor the answer: the result names them, and
// another announcement, to them only, comes back to them until they have heard.
func Announcement(ctx workflow.Context, in activities.Announcement) (activities.Announced, error) {
	if len(in.Only) > 0 {
		return comeBack(ctx, in)
	}
	var effects *activities.Activities
	var told activities.Announced
	err := workflow.ExecuteActivity(long(ctx, announcementSummary(in)), effects.Announce, in).Get(ctx, &told)
	if err != nil || len(told.Behind) == 0 {
		return told, err
	}
	rest := in
	rest.Only = told.Behind
	child := workflow.ExecuteChildWorkflow(workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID: in.ID + "-behind", StaticSummary: in.ID + "：尚未答复", StaticDetails: strings.Join(told.Behind, "、"),
		ParentClosePolicy: enums.PARENT_CLOSE_POLICY_ABANDON,
	}), AnnouncementName, rest)
	return told, child.GetChildWorkflowExecution().Get(ctx, nil)
}

func announcementSummary(in activities.Announcement) string {
	if in.Update == activities.UpdateClockMoved {
		return "通知各在办任务和案件：业务时钟已拨动"
	}
	return "通知各在办任务和案件：放假安排已更新"
}

// comeBack tells those who were behind, with growing pauses, until all have heard.
func comeBack(ctx workflow.Context, in activities.Announcement) (activities.Announced, error) {
	var effects *activities.Activities
	err := workflow.ExecuteActivity(patiently(ctx, announcementSummary(in)+"（尚未答复的）"), effects.TellBehind, in).Get(ctx, nil)
	return activities.Announced{Told: len(in.Only)}, err
}
