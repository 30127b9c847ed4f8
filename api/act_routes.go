package api

import (
	"strings"

	"shuangsuiji/door"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// actRoute is the route of a row of a transition table.
func actRoute(prefix, tag string, kind law.ActKind, name, clause string, who []law.Who, stages []string, reason bool, do endpoint) route {
	description := "依据：" + clause + "。\n\n可以办理的阶段：" + strings.Join(stages, "、") + "。"
	if reason {
		description += "\n\n必须写明理由。"
	}
	return route{method: "POST", path: prefix + "/acts/" + string(kind), tag: tag, summary: name, description: description,
		way: door.Way{For: door.Staff, Act: true}, who: law.NamesOf(who), do: do}
}

func (s *server) caseActRoutes() []route {
	var out []route
	for _, f := range caseActs {
		rule, _ := cases.RuleOf(f.kind)
		stages := make([]string, len(rule.Stages))
		for i, stage := range rule.Stages {
			stages[i] = stage.Chinese()
		}
		out = append(out, actRoute("/api/cases/{no}", tagCaseActs, rule.Act, rule.Name, rule.Clause, rule.Who, stages, rule.Reason, f.do(s)))
	}
	return out
}

func (s *server) taskActRoutes() []route {
	var out []route
	for _, f := range taskActs {
		rule, _ := tasks.RuleOf(f.kind)
		stages := make([]string, len(rule.Stages))
		for i, stage := range rule.Stages {
			stages[i] = stage.Chinese()
		}
		out = append(out, actRoute("/api/tasks/{id}", tagTaskActs, rule.Act, rule.Name, rule.Clause, rule.Who, stages, rule.Reason, f.do(s)))
	}
	return out
}

// proceedingActRoutes are the acts of proceedings. What several
// kinds have is one route, which says where it belongs.
func (s *server) proceedingActRoutes() []route {
	var out []route
	for _, f := range proceedingActs {
		var shown proceedings.Rule
		var stages []string
		for _, kind := range law.ProceedingKinds {
			rule, has := proceedings.RuleOf(kind, f.kind)
			if !has {
				continue
			}
			shown = rule
			names := make([]string, len(rule.Stages))
			for i, stage := range rule.Stages {
				names[i] = stage.Chinese()
			}
			stages = append(stages, kind.Chinese()+"："+strings.Join(names, "、"))
		}
		out = append(out, actRoute("/api/proceedings/{no}", tagProceedingActs, shown.Act, shown.Name, shown.Clause, shown.Who, stages, shown.Reason, f.do(s)))
	}
	return out
}

// linkActRoutes are the acts of those who have no account.
func (s *server) linkActRoutes() []route {
	var out []route
	for _, f := range entityActs {
		rule, _ := cases.RuleOf(f.kind)
		out = append(out, route{method: "POST", path: "/entity/{secret}/acts/" + string(f.kind), tag: tagLinks, summary: rule.Name + "（检查对象）",
			description: "依据：" + rule.Clause + "。", way: door.Way{For: door.LinkHolders, Act: true}, who: "持有本案链接的检查对象", do: f.do(s)})
	}
	for _, f := range partyActs {
		rule, _ := proceedings.RuleOf(law.ProceedingPenalty, f.kind)
		out = append(out, route{method: "POST", path: "/entity/{secret}/proceedings/{no}/acts/" + string(f.kind), tag: tagLinks, summary: rule.Name + "（当事人）",
			description: "依据：" + rule.Clause + "。", way: door.Way{For: door.LinkHolders, Act: true}, who: "持有本案链接的检查对象或者当事人", do: f.do(s)})
	}
	for _, f := range witnessActs {
		rule, _ := tasks.RuleOf(f.kind)
		out = append(out, route{method: "POST", path: "/witness/{secret}/acts/" + string(f.kind), tag: tagLinks, summary: rule.Name + "（外部见证人）",
			description: "依据：" + rule.Clause + "。", way: door.Way{For: door.LinkHolders, Act: true}, who: "持有链接的外部见证人", do: f.do(s)})
	}
	return out
}
