package web

import (
	"context"
	"net/http"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// editionsPage lists the editions of the law that the program knows.
func editionsPage(context.Context, *http.Request) (view, error) {
	return view{Template: "editions", Title: "规则版本", Data: law.Editions}, nil
}

// rulesView is an edition as tables: its periods, its outcomes, and who may do what when.
type rulesView struct {
	*law.Edition
	Tables []ruleTable
}

// ruleTable is the table of the acts of one kind of subject.
type ruleTable struct {
	ID, Name string
	Rows     []ruleRow
}

// ruleRow is one act.
type ruleRow struct {
	Name, Stages, Who, Clause string
	Reason                    bool
}

func rulesPage(_ context.Context, r *http.Request) (view, error) {
	e, err := law.EditionOf(r.PathValue("edition"))
	if err != nil {
		return view{}, err
	}
	v := rulesView{Edition: e, Tables: []ruleTable{{ID: "tasks", Name: "抽查任务"}, {ID: "cases", Name: "检查案件"}}}
	for _, rule := range tasks.Rules {
		v.Tables[0].Rows = append(v.Tables[0].Rows, ruleRow{Name: rule.Name, Stages: stagesOf(rule.Stages), Who: law.NamesOf(rule.Who), Clause: rule.Clause, Reason: rule.Reason})
	}
	for _, rule := range cases.RulesIn(e) {
		v.Tables[1].Rows = append(v.Tables[1].Rows, ruleRow{Name: rule.Name, Stages: stagesOf(rule.Stages), Who: law.NamesOf(rule.Who), Clause: rule.Clause, Reason: rule.Reason})
	}
	for _, kind := range law.ProceedingKinds {
		t := ruleTable{ID: string(kind), Name: kind.Chinese()}
		for _, rule := range proceedings.Rules(kind) {
			t.Rows = append(t.Rows, ruleRow{Name: rule.Name, Stages: stagesOf(rule.Stages), Who: law.NamesOf(rule.Who), Clause: rule.Clause, Reason: rule.Reason})
		}
		v.Tables = append(v.Tables, t)
	}
	return view{Template: "rules", Title: e.Name, Data: v}, nil
}

func stagesOf[G law.Stage](stages []G) string {
	out := ""
	for i, stage := range stages {
		if i > 0 {
			out += "、"
		}
		out += stage.Chinese()
	}
	return out
}
