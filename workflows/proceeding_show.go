package workflows

import (
	"strings"

	"go.temporal.io/sdk/temporal"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
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
	t := newDetails()
	t.stage(p.Stage.Chinese(), p.Docket)
	t.row("现在可办", nextActs(p.Allowed(law.Actor{})))
	t.deadlines(p.Deadlines)
	t.row("原检查案件", p.Case)
	if p.Penalty != nil && p.Penalty.Anew != nil {
		t.row("重新作出决定", "原案"+p.Penalty.Anew.Of+"的决定已被撤销")
	}
	t.row("涉及事项", strings.Join(p.Items, "、"))
	t.row("自查时已如实报告", strings.Join(p.SelfReported, "、"))
	if b := p.Feedback; b != nil {
		t.row("反馈内容", b.Topic.Chinese())
		t.row("转交", b.To.Name)
	}
	if o := p.Objection; o != nil {
		t.row("所异议的公示", o.Publication)
		t.row("决定", o.Decision.Chinese())
	}
	if len(p.Team) > 0 {
		who := "办案人员"
		if proceedings.BeginsByAct(p.Kind) {
			who = "检查组"
		}
		t.row(who, strings.Join(p.Team, "、")+"（首位为组长）")
	}
	t.row("办理结果", p.Ending.Chinese())
	t.late(p.Met, p.Edition)
	return t.String()
}
