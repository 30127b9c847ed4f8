package workflows

import (
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// What a supervisor sees in the Temporal UI: current details in Chinese, and the
// search attributes by which lists are sorted and filtered. Both are set only
// when they change; all attributes in one upsert.

func caseAttributes(before, now cases.Case) []temporal.SearchAttributeUpdate {
	var out []temporal.SearchAttributeUpdate
	first := before.No == ""
	if first {
		out = append(out, AttributeTask.ValueSet(now.Task), AttributePlan.ValueSet(planOf(now.Task)),
			AttributeEntity.ValueSet(now.Entity), AttributeDepartment.ValueSet(now.Department), AttributeRiskGrade.ValueSet(gradeName(now.Grade)))
	}
	if first || before.Stage != now.Stage {
		out = append(out, AttributeStage.ValueSet(now.Stage.Chinese()))
	}
	if outcomeName(before) != outcomeName(now) {
		out = append(out, AttributeOutcome.ValueSet(outcomeName(now)))
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

func gradeName(grade string) string {
	if grade == "" {
		return "未分级"
	}
	return grade
}

func outcomeName(c cases.Case) string {
	if c.Result == nil || c.Result.ConfirmedBy == "" {
		return ""
	}
	edition, err := law.EditionOf(c.Edition)
	if err != nil {
		return string(c.Result.Outcome)
	}
	rule, _ := edition.Outcome(c.Result.Outcome)
	return rule.Name
}

func periodName(edition string, kind law.DeadlineKind) string {
	e, err := law.EditionOf(edition)
	if err != nil {
		return string(kind)
	}
	p, _ := e.Period(kind)
	return p.Name
}

// caseDetails is a short table: where the case stands, who is to act, which
// period ends next, and what was done so far.
func caseDetails(c cases.Case) string {
	t := newDetails()
	t.stage(c.Stage.Chinese(), c.Docket)
	t.row("现在可办", nextActs(c.Allowed(law.Actor{})))
	t.deadlines(c.Deadlines)
	for _, branch := range c.OpenBranches() {
		t.row("等待后续处理", strings.TrimSpace(branch.Kind.Chinese()+" "+branch.No)+"："+strings.Join(branch.Items, "、"))
	}
	t.row("自查与检查不符", disagreeing(c))
	t.row("检查组", strings.Join(c.Team, "、")+"（首位为组长）")
	t.row("合并检查", jointVisit(c))
	t.row("结果", outcomeName(c))
	t.WriteString("\n已办：\n\n")
	for _, line := range doneSoFar(c) {
		t.WriteString("- " + line + "\n")
	}
	return t.String()
}

// jointVisit says with which case this one is inspected.
func jointVisit(c cases.Case) string {
	switch {
	case c.Joint == nil || c.Joint.State == cases.JointVisitParted:
		return ""
	case c.Joint.Leads:
		return "主办，并办案件" + c.Joint.With
	}
	return "并入主办案件" + c.Joint.With
}

// disagreeing names the items on which the self-check does not agree with the
// record of the inspection.
func disagreeing(c cases.Case) string {
	var out []string
	for _, i := range c.SelfCheckCompared() {
		if i.Compared != cases.ComparedAgreeing {
			out = append(out, i.Item+"（"+i.Compared.Chinese()+"）")
		}
	}
	return strings.Join(out, "；")
}

func nextActs(allowed []law.Allowance) string {
	var out []string
	for _, a := range allowed {
		switch a.Act {
		case law.ActExtendDeadline, law.ActSuspend, cases.ActCorrectEntry, cases.ActReplaceInspector, tasks.ActCancelTask:
			continue
		}
		var who []string
		for _, w := range a.Who {
			who = append(who, w.Chinese())
		}
		out = append(out, a.Name+"（"+strings.Join(who, "、")+"）")
	}
	return strings.Join(out, "；")
}

func deadlineText(d law.Deadline) string {
	text := d.Last.ChineseString() + "24时"
	if d.Provisional {
		text += "（暂按周末推算）"
	}
	if d.Overdue {
		text += " **已逾期**"
	}
	return text
}

func doneSoFar(c cases.Case) []string {
	out := []string{day(c.Opened) + " 立项"}
	add := func(at calendar.Date, text string) {
		if !at.IsZero() {
			out = append(out, at.ChineseString()+" "+text)
		}
	}
	if c.Service != nil && c.Service.Served {
		add(c.Service.On, "检查通知书送达（"+c.Service.Method.Chinese()+"）")
	} else if c.Service != nil {
		add(c.Service.On, "检查通知书未能送达")
	}
	if s := c.SelfCheck; s != nil && s.Filed {
		add(s.On, "提交自查报告")
	} else if s != nil {
		out = append(out, "未按要求自查")
	}
	if v := c.Visit; v != nil {
		out = append(out, fmt.Sprintf("%s %s结束，记录第%d稿，已签字%d人", day(v.Ended), v.Mode.Chinese(), v.Revision, len(v.Signed)))
	}
	if r := c.Result; r != nil {
		add(r.ConfirmedOn, "认定检查结果："+outcomeName(c))
	}
	if k := c.Correction; k != nil {
		add(k.OrderedOn, "责令改正")
		add(k.ReportedOn, "提交整改报告")
		add(k.InspectedOn, "复查")
	}
	if c.Publication.Entries > 0 {
		out = append(out, fmt.Sprintf("已公示%d次", c.Publication.Entries))
	}
	return append(out, lateSteps(c.Met, c.Edition)...)
}

func lateSteps(met []law.MetDeadline, edition string) (out []string) {
	for _, m := range met {
		if m.Late {
			out = append(out, "逾期："+periodName(edition, m.Kind)+"（"+m.Last.ChineseString()+"届满）")
		}
	}
	return out
}

func day(t time.Time) string { return calendar.DateOf(t).ChineseString() }

// momentText says what comes at the moment of a running period.
func momentText(running law.Deadlines, m law.Moment) string {
	d, ok := running.Find(m.Deadline)
	if !ok {
		return ""
	}
	if m.Step == law.StepOverdue {
		return fmt.Sprintf("“%s”期限届满（%s24时）", d.Name, d.Last.ChineseString())
	}
	if d.Overdue {
		return fmt.Sprintf("“%s”逾期催办（%s）", d.Name, day(m.At))
	}
	return fmt.Sprintf("“%s”期限提醒（%s届满）", d.Name, d.Last.ChineseString())
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
	d := newDetails()
	row := d.row
	row("任务", t.Name)
	row("阶段", "**"+t.Stage.Chinese()+"**")
	row("现在可办", nextActs(t.Allowed(law.Actor{})))
	row("发起处室", t.Department)
	row("联合处室", strings.Join(t.Joint, "、"))
	row("抽查类型", t.Rules.Mode.Chinese())
	row("抽查比例", t.Rules.Ratio)
	if t.Stage == tasks.StagePlanned {
		start := t.StartOn.ChineseString()
		if t.Provisional {
			start += "（暂按周末推算）"
		}
		row("启动日期", start)
	}
	row("抽取承诺", t.Draw.Commitment)
	if t.Rules.Witnesses > 0 && t.Stage == tasks.StageWitnessing {
		row("见证", fmt.Sprintf("需%d名，已封存%d名", t.Rules.Witnesses, len(t.Draw.Witnesses)))
	}
	if t.Draw.Drawn > 0 {
		row("抽中", fmt.Sprintf("%d户", t.Draw.Drawn))
		row("案件", fmt.Sprintf("在列表中按 `Task=\"%s\" AND WorkflowType=\"%s\"` 查看", t.ID, InspectionCaseName))
	}
	d.deadlines(t.Deadlines)
	if t.Historic {
		row("标注", "历史计划")
	}
	if t.Demonstration {
		row("标注", "演示")
	}
	return d.String()
}
