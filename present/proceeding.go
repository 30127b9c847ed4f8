package present

import (
	"strings"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// ProceedingRows say where the proceeding stands, who is to act, and which periods run.
func ProceedingRows(p proceedings.Proceeding) Rows {
	out := Rows{standing(p.Stage.Chinese(), p.Docket)}.with("现在可办", NextActs(p.Allowed(law.Actor{})))
	out = append(out, DeadlineRows(p.Deadlines)...).with("原检查案件", p.Case)
	if p.Penalty != nil && p.Penalty.Anew != nil {
		out = out.with("重新作出决定", "原案"+p.Penalty.Anew.Of+"的决定已被撤销")
	}
	if p.Penalty != nil && p.Penalty.Resumed != nil {
		out = out.with("移送公安机关后继续办理", "原案"+p.Penalty.Resumed.Of)
	}
	out = out.with("涉及事项", strings.Join(p.Items, "、")).with("自查时已如实报告", strings.Join(p.SelfReported, "、"))
	if b := p.Feedback; b != nil {
		out = out.with("反馈内容", b.Topic.Chinese()).with("转交", b.To.Name)
	}
	if o := p.Objection; o != nil {
		out = out.with("所异议的公示", o.Publication).with("决定", o.Decision.Chinese())
	}
	if s := p.Oversight; s != nil {
		out = out.with("提出监督意见", s.From).with("针对的问题", s.Topic.Chinese())
	}
	if len(p.Team) > 0 {
		out = out.with(TeamName(p.Kind), strings.Join(p.Team, "、")+"（首位为组长）")
	}
	return out.with("办理结果", p.Ending.Chinese()).
		with("办理中逾期", strings.Join(LateSteps(p.Met, p.Edition), "；"))
}

// TeamName is what those who handle a proceeding of the kind are called.
func TeamName(kind law.ProceedingKind) string {
	if proceedings.BeginsByAct(kind) {
		return "检查组"
	}
	return "办案人员"
}
