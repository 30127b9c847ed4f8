package present

import (
	"fmt"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// CaseRows say where the case stands, who is to act, and which periods run.
func CaseRows(c cases.Case) Rows {
	out := Rows{standing(c.Stage.Chinese(), c.Docket)}.with("现在可办", NextActs(c.Allowed(law.Actor{})))
	out = append(out, DeadlineRows(c.Deadlines)...)
	for _, branch := range c.OpenBranches() {
		out = out.with("等待后续处理", strings.TrimSpace(branch.Kind.Chinese()+" "+branch.No)+"："+strings.Join(branch.Items, "、"))
	}
	return out.with("自查与检查不符", disagreeing(c)).
		with("检查组", strings.Join(c.Team, "、")+"（首位为组长）").
		with("合并检查", JointVisit(c)).
		with("结果", CaseOutcome(c))
}

// JointVisit says with which case this one is inspected; "" where it is by itself.
func JointVisit(c cases.Case) string {
	switch {
	case c.Joint == nil || c.Joint.State == cases.JointVisitParted:
		return ""
	case c.Joint.Leads:
		return "主办，并办案件" + c.Joint.With
	}
	return "并入主办案件" + c.Joint.With
}

// disagreeing names the items on which the self-check does not agree with the record of
// the inspection.
func disagreeing(c cases.Case) string {
	var out []string
	for _, i := range c.SelfCheckCompared() {
		if i.Compared != cases.ComparedAgreeing {
			out = append(out, i.Item+"（"+i.Compared.Chinese()+"）")
		}
	}
	return strings.Join(out, "；")
}

// CaseDone are the steps that were done so far, each with its day, and those that were
// late.
func CaseDone(c cases.Case) []string {
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
		add(r.ConfirmedOn, "认定检查结果："+CaseOutcome(c))
	}
	if k := c.Correction; k != nil {
		add(k.OrderedOn, "责令改正")
		add(k.ReportedOn, "提交整改报告")
		add(k.InspectedOn, "复查")
	}
	if c.Publication.Entries > 0 {
		out = append(out, fmt.Sprintf("已公示%d次", c.Publication.Entries))
	}
	return append(out, LateSteps(c.Met, c.Edition)...)
}
