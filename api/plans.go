package api

import (
	"context"
	"slices"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/record"
)

// planView is an annual plan with its rows by the annex's columns.
type planView struct {
	No        string              `json:"no" doc:"抽查计划编号"`
	Name      string              `json:"name" doc:"抽查计划名称"`
	Unit      string              `json:"unit" doc:"单位"`
	Year      int                 `json:"year" doc:"年度"`
	Historic  bool                `json:"historic" doc:"历史计划"`
	Rows      []map[string]string `json:"rows" doc:"附件表格的各行，键为列名"`
	Imported  time.Time           `json:"imported" doc:"导入时间"`
	By        string              `json:"by" doc:"导入账号"`
	Version   int                 `json:"version" doc:"第几次导入的内容"`
	Stage     plans.Stage         `json:"stage" doc:"现处阶段"`
	StageName string              `json:"stageName" doc:"阶段名称"`
	Published int                 `json:"publishedVersion,omitempty" doc:"已公布的是第几次导入的内容；没有则未公布"`
	Allowed   []plans.Allowance   `json:"allowed" doc:"现在可以办理的事项"`
	Steps     []planStep          `json:"steps,omitempty" doc:"办理过程，只在查看一个计划时列出"`
	Tasks     []taskRow           `json:"tasks,omitempty" doc:"各项任务现状，只在查看一个计划时列出"`
}

type planStep struct {
	plans.Step
	Name string `json:"name" doc:"事项名称"`
}

func planRows(rows []plans.Row) []map[string]string {
	out := make([]map[string]string, len(rows))
	for i, r := range rows {
		out[i] = map[string]string{}
		for n, cell := range r.Cells() {
			out[i][plans.Columns[n]] = cell
		}
	}
	return out
}

func showPlan(p bureau.PlanView) planView {
	v := planView{No: p.No, Name: p.Name, Unit: p.Unit, Year: p.Year, Historic: p.Historic, Imported: p.Imported, By: p.By, Rows: planRows(p.Rows),
		Version: p.Version, Stage: p.Stage, StageName: p.Stage.Chinese(), Published: p.PublishedVersion, Allowed: orEmpty(p.Allowed)}
	for _, s := range p.Steps {
		v.Steps = append(v.Steps, planStep{Step: s, Name: s.Kind.Chinese()})
	}
	for _, t := range p.Tasks {
		v.Tasks = append(v.Tasks, taskRow{Task: t, StageName: t.Stage.Chinese()})
	}
	return v
}

func (s *server) plans(ctx context.Context, _ *nothing) (*listReply[planView], error) {
	all, err := s.office.Plans(ctx, personOf(ctx).Actor)
	if err != nil {
		return nil, err
	}
	return listOf(record.Listed[bureau.PlanView]{Items: all}, showPlan), nil
}

// PlanPath names a plan.
type PlanPath struct {
	Plan string `path:"plan" maxLength:"32" doc:"抽查计划编号" example:"2024001"`
}

func (s *server) onePlan(ctx context.Context, in *PlanPath) (*reply[planView], error) {
	plan, err := s.office.Plan(ctx, personOf(ctx).Actor, in.Plan)
	return &reply[planView]{Body: showPlan(plan)}, err
}

func (s *server) planVersions(ctx context.Context, in *PlanPath) (*listReply[bureau.PlanVersion], error) {
	versions, err := s.office.PlanVersions(ctx, personOf(ctx).Actor, in.Plan)
	if err != nil {
		return nil, err
	}
	return listOf(record.Listed[bureau.PlanVersion]{Items: versions}, func(v bureau.PlanVersion) bureau.PlanVersion {
		v.Changes = orEmpty(v.Changes)
		return v
	}), nil
}

type planActInput struct {
	PlanPath
	Body struct {
		Version int    `json:"version" minimum:"1" doc:"所看到的是第几次导入的内容；其间有变更的不办理"`
		Reason  string `json:"reason,omitempty" maxLength:"1000" doc:"理由；退回时必须填写"`
	}
}

// planAct is the route of one of a plan's acts, made of its row.
func (s *server) planAct(kind plans.StepKind) route {
	i := slices.IndexFunc(plans.Rules, func(r plans.Rule) bool { return r.Kind == kind })
	rule := plans.Rules[i]
	return ofRoles("POST", "/api/plans/{plan}/"+string(kind), rule.Name, []law.Role{rule.Who.Role},
		to(func(ctx context.Context, in *planActInput) (*reply[planView], error) {
			plan, err := s.office.ActOnPlan(ctx, personOf(ctx).Actor, in.Plan, kind, in.Body.Version, in.Body.Reason)
			return &reply[planView]{Body: showPlan(plan)}, err
		}))
}

// publicPlan is a published plan as anyone may read it.
type publicPlan struct {
	No        string              `json:"no" doc:"抽查计划编号"`
	Name      string              `json:"name" doc:"抽查计划名称"`
	Unit      string              `json:"unit" doc:"单位"`
	Year      int                 `json:"year" doc:"年度"`
	Version   int                 `json:"version" doc:"第几次导入的内容；大于1的经过变更"`
	Published time.Time           `json:"published" doc:"公布时间"`
	Rows      []map[string]string `json:"rows" doc:"附件表格的各行，键为列名"`
}

func (s *server) publicPlans(ctx context.Context, _ *nothing) (*listReply[publicPlan], error) {
	all, err := s.office.PublicPlans(ctx)
	if err != nil {
		return nil, err
	}
	return listOf(record.Listed[bureau.PublicPlan]{Items: all}, func(p bureau.PublicPlan) publicPlan {
		return publicPlan{No: p.No, Name: p.Name, Unit: p.Unit, Year: p.Year, Version: p.Version, Published: p.Published, Rows: planRows(p.Rows)}
	}), nil
}
