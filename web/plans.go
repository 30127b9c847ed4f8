package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// plansView are the annual plans, the latest year first.
type plansView struct {
	Plans   []bureau.PlanView
	Imports bool // the person may import one
	Exports bool
}

func (s *console) plans(ctx context.Context, _ *http.Request) (view, error) {
	actor := door.PersonOf(ctx).Actor
	all, err := s.office.Plans(ctx, actor)
	if err != nil {
		return view{}, err
	}
	return view{Template: "plans", Title: "年度计划", Data: plansView{Plans: all, Imports: access.ImportRegisters.HeldBy(actor), Exports: access.ExportRegisters.HeldBy(actor)}}, nil
}

// planSheet is one plan: its table, its versions, and what is done about it.
func (s *console) planSheet() sheet { return sheet{show: s.showPlan, do: s.actOnPlan} }

// planView is a plan with all that was done about it.
type planView struct {
	filled
	bureau.PlanView
	Columns  []string
	Versions []bureau.PlanVersion // the latest first
	Names    colleagues
	Stages   []plans.Stage
	stageOf  map[string]tasks.Stage
}

// StageOf is where the task of the plan's row stands, "" where it was never made.
func (v planView) StageOf(r plans.Row) string { return v.stageOf[r.TaskID()].Chinese() }

func (s *console) showPlan(ctx context.Context, r *http.Request, t filled) (view, error) {
	actor, no := door.PersonOf(ctx).Actor, r.PathValue("no")
	p, err := s.office.Plan(ctx, actor, no)
	if err != nil {
		return view{}, err
	}
	versions, err := s.office.PlanVersions(ctx, actor, no)
	if err != nil {
		return view{}, err
	}
	people, err := s.colleagues(ctx)
	if err != nil {
		return view{}, err
	}
	slices.Reverse(versions)
	v := planView{filled: t, PlanView: p, Columns: plans.Columns, Versions: versions, Names: people, Stages: plans.Stages, stageOf: map[string]tasks.Stage{}}
	for _, task := range p.Tasks {
		v.stageOf[task.ID] = task.Stage
	}
	return view{Template: "plan", Title: p.Name, Data: v}, nil
}

// actOnPlan performs the step whose button was pressed, on the version that was shown.
func (s *console) actOnPlan(_ context.Context, r *http.Request, values url.Values) (after, error) {
	no, step := r.PathValue("no"), plans.StepKind(values.Get("step"))
	if !slices.ContainsFunc(plans.Rules, func(rule plans.Rule) bool { return rule.Kind == step }) {
		return after{}, law.Errorf(law.KindInvalid, "act_unknown", "没有名为“%s”的办理事项。", step)
	}
	version, err := strconv.Atoi(values.Get("version"))
	if err != nil {
		return after{}, law.Errorf(law.KindInvalid, "form_unreadable", "提交的内容无法读取，请返回上一页重新提交。")
	}
	body := map[string]any{"version": version}
	if reason := values.Get("reason"); reason != "" {
		body["reason"] = reason
	}
	if _, err := s.ask(r, http.MethodPost, "/api/plans/"+no+"/"+string(step), body, nil); err != nil {
		return after{}, err
	}
	return goOnTo("/plans/"+no, "plan_"+string(step)), nil
}
