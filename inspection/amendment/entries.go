package amendment

import (
	"strconv"
	"strings"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// setting is what an edition sets beside its tables.
func setting(e *law.Edition) []entry {
	late := entry{code: "late_scan", name: "补录入企时间", clause: "国办发〔2024〕54号", aspects: []aspect{{"时限", "不适用"}}}
	for i, l := range e.LateScans {
		if i == 0 {
			late.clause, late.aspects = l.Clause, nil
		}
		late.aspects = append(late.aspects, aspect{l.Cause.Chinese(), l.Limit()})
	}
	return []entry{
		{code: "smallest_team", name: "检查组最少人数", clause: "文件四(一)", aspects: []aspect{{"人数", strconv.Itoa(e.SmallestTeam)}}},
		{code: "publish_problems_as_found", name: "发现问题的公示", clause: "文件四(五)",
			aspects: []aspect{{"时间", choice(e.PublishProblemsAsFound, "检查后即公示，处理后补充", "处理后公示")}}},
		late,
	}
}

func duties(e *law.Edition) []entry {
	var out []entry
	for _, d := range e.Duties {
		out = append(out, entry{string(d.Kind), d.Name, d.Clause, d.InForce, []aspect{{"依据", d.Clause}}})
	}
	return out
}

func periods(e *law.Edition) []entry {
	var out []entry
	for _, p := range append([]law.LegalPeriod{e.LateEntry, e.TaskEnd}, e.Periods...) {
		length := ""
		if p.Period.Unit.Valid() {
			length = p.Period.String()
		}
		most := ""
		if p.ExtendAtMost.Amount > 0 {
			most = "，合计不超过" + p.ExtendAtMost.String()
		}
		out = append(out, entry{string(p.Kind), p.Name, p.Clause, p.InForce, []aspect{
			{"时长", length}, {"起算", p.From}, {"依据", p.Clause}, {"另行设定", choice(p.Adjustable(), "可", "不可")},
			{"延长", choice(p.ExtendBy == "", "不得延长", p.ExtendBy.Chinese()+most)},
			{"提醒", roles(p.Responsible)}, {"届满告知", roles(p.Escalate)},
		}})
	}
	return out
}

func amounts(e *law.Edition) []entry {
	var out []entry
	for _, a := range e.Amounts {
		out = append(out, entry{string(a.Kind), a.Name, a.Clause, a.InForce, []aspect{{"数额", law.Yuan(a.Fen)}, {"依据", a.Clause}}})
	}
	return out
}

func outcomes(e *law.Edition) []entry {
	var out []entry
	for i, o := range e.Outcomes {
		var branches []string
		for _, b := range o.Branches {
			branches = append(branches, b.Chinese())
		}
		out = append(out, entry{code: string(o.Outcome), name: o.Name, clause: o.Clause, since: law.InForceOf(o.Clause), aspects: []aspect{
			{"名称", o.Name}, {"轻重次序", strconv.Itoa(i + 1)}, {"问题", choice(o.Problem, "是", "否")}, {"整体", choice(o.Attempt, "可", "否")},
			{"责令改正", choice(o.Correctable, "是", "否")}, {"后续处理", strings.Join(branches, "、")}, {"递补", choice(o.Replaceable, "可", "否")}, {"依据", o.Clause},
		}})
	}
	return out
}

// acts are the rows of all tables that the edition has. No act of a task belongs to a
// duty: every edition has all of them.
func acts(e *law.Edition) []entry {
	out := rows(e, "case", "案件", cases.Rules)
	for _, kind := range law.ProceedingKinds {
		out = append(out, rows(e, string(kind), kind.Chinese(), proceedings.Rules(kind))...)
	}
	return out
}

func rows[S any, G law.Stage, T any](e *law.Edition, subject, name string, rules []law.Rule[S, G, T]) []entry {
	var out []entry
	for _, r := range rules {
		duty, asked := e.Duty(r.Duty)
		if r.Duty != "" && !asked {
			continue
		}
		out = append(out, entry{subject + "/" + string(r.Act), r.Name + "（" + name + "）", r.Clause, r.InForce,
			[]aspect{{"办理人", law.NamesOf(r.Who)}, {"要求", duty.Name}}})
	}
	return out
}

func choice(yes bool, this, that string) string {
	if yes {
		return this
	}
	return that
}

func roles(all []law.Role) string {
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = r.Chinese()
	}
	return strings.Join(names, "、")
}
