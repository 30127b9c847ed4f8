package workflows

import (
	"fmt"
	"strings"

	"go.temporal.io/sdk/temporal"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/present"
)

// What a supervisor sees in the Temporal UI: current details in Chinese, and the
// search attributes by which lists are sorted and filtered. Both are set only
// when they change; all attributes in one upsert.

func caseAttributes(before, now cases.Case) []temporal.SearchAttributeUpdate {
	var out []temporal.SearchAttributeUpdate
	first := before.No == ""
	if first {
		out = append(out, AttributeTask.ValueSet(now.Task), AttributePlan.ValueSet(planOf(now.Task)),
			AttributeEntity.ValueSet(now.Entity), AttributeDepartment.ValueSet(now.Department), AttributeRiskGrade.ValueSet(present.GradeName(now.Grade)))
	}
	if first || before.Stage != now.Stage {
		out = append(out, AttributeStage.ValueSet(now.Stage.Chinese()))
	}
	if present.CaseOutcome(before) != present.CaseOutcome(now) {
		out = append(out, AttributeOutcome.ValueSet(present.CaseOutcome(now)))
	}
	if first || before.Deadlines.Overdue() != now.Deadlines.Overdue() {
		out = append(out, AttributeOverdue.ValueSet(now.Deadlines.Overdue()))
	}
	return append(out, nextDeadline(before.Deadlines, now.Deadlines)...)
}

func planOf(task string) string {
	plan, _, _ := strings.Cut(task, "-")
	return plan
}

// caseDetails is a short table: where the case stands, who is to act, which
// period ends next, and what was done so far.
func caseDetails(c cases.Case) string {
	t := newDetails(present.CaseRows(c))
	t.WriteString("\n已办：\n\n")
	for _, line := range present.CaseDone(c) {
		t.WriteString("- " + line + "\n")
	}
	return t.String()
}

func taskAttributes(before, now tasks.Task) []temporal.SearchAttributeUpdate {
	var out []temporal.SearchAttributeUpdate
	first := before.ID == ""
	if first {
		out = append(out, AttributeTask.ValueSet(now.ID), AttributePlan.ValueSet(now.Plan), AttributeDepartment.ValueSet(now.Department))
	}
	if first || before.Stage != now.Stage {
		out = append(out, AttributeStage.ValueSet(now.Stage.Chinese()))
	}
	if first || before.Deadlines.Overdue() != now.Deadlines.Overdue() {
		out = append(out, AttributeOverdue.ValueSet(now.Deadlines.Overdue()))
	}
	return append(out, nextDeadline(before.Deadlines, now.Deadlines)...)
}

func nextDeadline(before, now law.Deadlines) []temporal.SearchAttributeUpdate {
	was, _ := before.NextDue()
	is, running := now.NextDue()
	switch {
	case running && !was.Due.Equal(is.Due):
		return []temporal.SearchAttributeUpdate{AttributeNextDeadline.ValueSet(is.Due)}
	case !running && !was.Due.IsZero():
		return []temporal.SearchAttributeUpdate{AttributeNextDeadline.ValueUnset()}
	}
	return nil
}

func taskDetails(t tasks.Task) string {
	var list present.Rows
	if t.Draw.Drawn > 0 {
		list = present.Rows{{Name: "案件", Value: fmt.Sprintf("在列表中按 `Task=\"%s\" AND WorkflowType=\"%s\"` 查看", t.ID, InspectionCaseName)}}
	}
	return newDetails(present.TaskRows(t), list, present.DeadlineRows(t.Deadlines), present.TaskMarks(t)).String()
}
