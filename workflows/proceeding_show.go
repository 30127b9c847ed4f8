package workflows

import (
	"go.temporal.io/sdk/temporal"

	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/present"
)

func proceedingAttributes(before, now proceedings.Proceeding) []temporal.SearchAttributeUpdate {
	var out []temporal.SearchAttributeUpdate
	first := before.No == ""
	if first {
		out = append(out, AttributeDepartment.ValueSet(now.Department))
	}
	if first && now.Task != "" {
		out = append(out, AttributeTask.ValueSet(now.Task), AttributePlan.ValueSet(planOf(now.Task)), AttributeEntity.ValueSet(now.Entity))
	}
	if first || before.Stage != now.Stage {
		out = append(out, AttributeStage.ValueSet(now.Stage.Chinese()))
	}
	if before.Ending != now.Ending {
		out = append(out, AttributeOutcome.ValueSet(now.Ending.Chinese()))
	}
	if first || before.Deadlines.Overdue() != now.Deadlines.Overdue() {
		out = append(out, AttributeOverdue.ValueSet(now.Deadlines.Overdue()))
	}
	return append(out, nextDeadline(before.Deadlines, now.Deadlines)...)
}

// proceedingDetails is a short table: where the proceeding stands, who is to act,
// and which periods run.
func proceedingDetails(p proceedings.Proceeding) string {
	return newDetails(present.ProceedingRows(p)).String()
}
