package bureau

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// PlanView is an annual plan with where it stands and what may be done now.
type PlanView struct {
	record.Plan
	Stage            plans.Stage
	PublishedVersion int // 0: not public
	Allowed          []plans.Allowance
	// Steps and Tasks are those of the one plan that is looked at.
	Steps []plans.Step
	Tasks []tasks.Task
}

// approvalOf is where a plan stands.
func approvalOf(p record.Plan, steps []plans.Step) plans.Approval {
	a := plans.Approval{Plan: p.No, Version: p.Version, Author: p.By, Steps: steps}
	for _, r := range p.Rows {
		a.Departments = append(a.Departments, strings.TrimSpace(r.Initiator))
	}
	return a
}

func planView(p record.Plan, steps []plans.Step, actor law.Actor) PlanView {
	a := approvalOf(p, steps)
	v := PlanView{Plan: p, Stage: a.Stage(), Allowed: a.Allowed(actor)}
	v.PublishedVersion, _ = a.PublishedVersion()
	return v
}

// Plans lists the imported plans, the latest year first.
func (o *Office) Plans(ctx context.Context, actor law.Actor) ([]PlanView, error) {
	if err := access.ReadPlans.Require(actor); err != nil {
		return nil, err
	}
	all, steps, err := o.plansWithSteps(ctx)
	views := make([]PlanView, len(all))
	for i, p := range all {
		views[i] = planView(p, steps[p.No], actor)
	}
	return views, err
}

func (o *Office) plansWithSteps(ctx context.Context) ([]record.Plan, map[string][]plans.Step, error) {
	all, err := o.record.Plans(ctx)
	if err != nil {
		return nil, nil, err
	}
	steps, err := o.record.PlanSteps(ctx, "")
	of := map[string][]plans.Step{}
	for _, s := range steps {
		of[s.Plan] = append(of[s.Plan], s)
	}
	return all, of, err
}

// Plan shows one plan as a tree, with its tasks and all that was done about it.
func (o *Office) Plan(ctx context.Context, actor law.Actor, no string) (PlanView, error) {
	if err := access.ReadPlans.Require(actor); err != nil {
		return PlanView{}, err
	}
	p, err := o.record.Plan(ctx, no)
	if err != nil {
		return PlanView{}, err
	}
	steps, err := o.record.PlanSteps(ctx, no)
	if err != nil {
		return PlanView{}, err
	}
	v := planView(p, steps, actor)
	v.Steps = steps
	v.Tasks, err = o.planTasks(ctx, no)
	return v, err
}

// ActOnPlan proposes, returns, approves or publishes the version of a plan that
// the actor has seen.
//
// Errors: plan_not_found and those of [plans.Approval.Act].
func (o *Office) ActOnPlan(ctx context.Context, actor law.Actor, no string, kind plans.StepKind, version int, reason string) (PlanView, error) {
	for _, rule := range plans.Rules {
		if rule.Kind == kind {
			if err := access.RequireRole(actor, rule.Name, rule.Who.Role); err != nil {
				return PlanView{}, err
			}
		}
	}
	now, err := o.Now(ctx)
	if err != nil {
		return PlanView{}, err
	}
	err = o.record.RecordPlanStep(ctx, no, func(p record.Plan, steps []plans.Step) (plans.Step, error) {
		return approvalOf(p, steps).Act(kind, actor, version, reason, now)
	})
	if err != nil {
		return PlanView{}, err
	}
	return o.Plan(ctx, actor, no)
}

// PlanVersion is one version of a plan's table, and how it differs from the one
// before.
type PlanVersion struct {
	Version  int               `json:"version"`
	Imported time.Time         `json:"imported"`
	By       string            `json:"by"`
	Reason   string            `json:"reason,omitempty"`
	Changes  []plans.RowChange `json:"changes"` // of the first: each task added
}

// PlanVersions are all versions of a plan, the present one last.
func (o *Office) PlanVersions(ctx context.Context, actor law.Actor, no string) ([]PlanVersion, error) {
	view, err := o.Plan(ctx, actor, no)
	if err != nil {
		return nil, err
	}
	tables, err := o.planTables(ctx, view.Plan)
	if err != nil {
		return nil, err
	}
	out := make([]PlanVersion, len(tables))
	for i, p := range tables {
		var before []plans.Row
		if i > 0 {
			before = tables[i-1].Rows
		}
		out[i] = PlanVersion{Version: p.Version, Imported: p.Imported, By: p.By, Changes: plans.Changes(before, p.Rows)}
		for _, s := range view.Steps {
			if s.Version == p.Version && (s.Kind == plans.StepImport || s.Kind == plans.StepChange) {
				out[i].Reason = s.Reason
			}
		}
	}
	return out, nil
}

// planTables are a plan's versions, the present one last.
func (o *Office) planTables(ctx context.Context, now record.Plan) ([]record.Plan, error) {
	history, err := o.record.PlanHistory(ctx, now.No)
	if err != nil {
		return nil, err
	}
	// A change between the two readings has put the present version among the earlier.
	history = slices.DeleteFunc(history, func(c record.Change) bool { return c.Version >= now.Version })
	tables := make([]record.Plan, len(history))
	for i, c := range history {
		if err := json.Unmarshal(c.Body, &tables[i]); err != nil {
			return nil, fmt.Errorf("read version %d of plan %s: %w", c.Version, now.No, err)
		}
		tables[i].Version = c.Version
	}
	return append(tables, now), nil
}

// PublicPlan is a published plan, as it was then.
type PublicPlan struct {
	record.Plan
	Published time.Time
}

// PublicPlans are the published versions of the plans, the latest year first;
// anyone may read them. A change becomes public with its own publication.
func (o *Office) PublicPlans(ctx context.Context) ([]PublicPlan, error) {
	all, steps, err := o.plansWithSteps(ctx)
	if err != nil {
		return nil, err
	}
	var out []PublicPlan
	for _, p := range all {
		version, since := approvalOf(p, steps[p.No]).PublishedVersion()
		if version == 0 {
			continue
		}
		// Mostly the present version is the public one; no other is read for anybody who
		// passes by.
		if version != p.Version {
			if p, err = o.record.PlanVersion(ctx, p.No, version); err != nil {
				return nil, err
			}
		}
		out = append(out, PublicPlan{Plan: p, Published: since})
	}
	return out, nil
}
