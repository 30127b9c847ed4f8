package inspection

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The approval of an annual plan as a whole (年度抽查工作计划的批准和公布). Its tasks have
// their own acts; what stands here concerns the table that they come from.

// PlanStepKind is one thing that is done about a plan.
type PlanStepKind string

// The steps of a plan. Import and change come with the table, the others are
// acts of their own.
const (
	PlanImport  PlanStepKind = "import"
	PlanChange  PlanStepKind = "change"
	PlanPropose PlanStepKind = "propose"
	PlanReturn  PlanStepKind = "return"
	PlanApprove PlanStepKind = "approve"
	PlanPublish PlanStepKind = "publish"
)

var planStepNames = map[PlanStepKind]string{PlanImport: "导入", PlanChange: "变更", PlanPropose: "提请批准", PlanReturn: "退回",
	PlanApprove: "批准", PlanPublish: "公布"}

// Chinese is the step's name.
func (k PlanStepKind) Chinese() string { return planStepNames[k] }

// PlanStage is where the present version of a plan stands.
type PlanStage string

// The stages of a plan.
const (
	PlanDrafted   PlanStage = "drafted"
	PlanProposed  PlanStage = "proposed"
	PlanApproved  PlanStage = "approved"
	PlanPublished PlanStage = "published"
)

// PlanStages are the stages in order.
var PlanStages = []PlanStage{PlanDrafted, PlanProposed, PlanApproved, PlanPublished}

var planStageNames = map[PlanStage]string{PlanDrafted: "拟定", PlanProposed: "待批准", PlanApproved: "已批准", PlanPublished: "已公布"}

// Chinese is the stage's name.
func (s PlanStage) Chinese() string { return planStageNames[s] }

// PlanStep is one entry of a plan's history.
type PlanStep struct {
	Plan    string       `json:"plan"`
	Seq     int          `json:"seq"` // 1, 2, 3 … within the plan
	Kind    PlanStepKind `json:"kind"`
	Version int          `json:"version"` // of the plan's table, from 1
	By      string       `json:"by"`      // account
	// For is the account whose delegated power was used.
	For    string    `json:"for,omitempty"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"`
}

// PlanRule is one row of the table of a plan's acts.
type PlanRule struct {
	Kind   PlanStepKind `json:"kind"`
	Name   string       `json:"name"`
	Stages []PlanStage  `json:"stages"`
	To     PlanStage    `json:"to"`
	Who    Who          `json:"who"`
	Reason bool         `json:"reason,omitempty"`
}

// PlanRules are what people do about a plan after its import. A change puts it
// back to its beginning, and what was published stays public until the change is.
var PlanRules = []PlanRule{
	{Kind: PlanPropose, Name: "提请批准年度计划", Stages: []PlanStage{PlanDrafted}, To: PlanProposed, Who: sectionHead},
	{Kind: PlanReturn, Name: "退回年度计划", Stages: []PlanStage{PlanProposed}, To: PlanDrafted, Who: bureauHead, Reason: true},
	{Kind: PlanApprove, Name: "批准年度计划", Stages: []PlanStage{PlanProposed}, To: PlanApproved, Who: bureauHead},
	{Kind: PlanPublish, Name: "公布年度计划", Stages: []PlanStage{PlanApproved}, To: PlanPublished, Who: clerk},
}

// PlanApproval is where a plan stands: its present version, the departments that
// initiate its tasks, and what was done so far.
type PlanApproval struct {
	Plan        string
	Version     int
	Departments []string
	Author      string // account that imported the present version
	Steps       []PlanStep
}

// Stage is where the present version stands; steps of earlier versions do not
// count.
func (p PlanApproval) Stage() PlanStage {
	stage := PlanDrafted
	for _, s := range p.Steps {
		if s.Version != p.Version {
			continue
		}
		if rule, ok := planRule(s.Kind); ok {
			stage = rule.To
		}
	}
	return stage
}

// PublishedVersion is the version that is public, and since when; 0 for none.
func (p PlanApproval) PublishedVersion() (version int, since time.Time) {
	for _, s := range p.Steps {
		if s.Kind == PlanPublish {
			version, since = s.Version, s.At
		}
	}
	return version, since
}

// longestPlanReason is in characters.
const longestPlanReason = 1000

// Change is the step of another version of the table. Once a version was
// approved, a change needs its reason.
//
// Errors: reason_required.
func (p PlanApproval) Change(by, reason string, at time.Time) (PlanStep, error) {
	approved := slices.ContainsFunc(p.Steps, func(s PlanStep) bool { return s.Kind == PlanApprove })
	reason, err := planReason("变更已批准的年度计划", reason, approved)
	return PlanStep{Plan: p.Plan, Seq: len(p.Steps) + 1, Kind: PlanChange, Version: p.Version + 1, By: by, At: at, Reason: reason}, err
}

func planReason(what, reason string, compulsory bool) (string, error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n > longestPlanReason || (compulsory && n == 0) {
		return "", Errorf(KindInvalid, "reason_required", "%s必须写明理由，不超过%d个字符。", what, longestPlanReason)
	}
	return reason, nil
}

// Act is the step of an act about the version that the actor has seen.
//
// Errors: act_unknown, plan_changed, act_not_at_this_stage, not_your_act,
// own_proposal, reason_required.
func (p PlanApproval) Act(kind PlanStepKind, actor Actor, version int, reason string, at time.Time) (PlanStep, error) {
	rule, ok := planRule(kind)
	if !ok {
		return PlanStep{}, Errorf(KindInvalid, "act_unknown", "没有名为“%s”的办理事项。", kind)
	}
	if !p.is(actor, rule.Who) {
		return PlanStep{}, Errorf(KindForbidden, "not_your_act", "“%s”应由%s办理，您不能办理。", rule.Name, p.whoIs(rule.Who))
	}
	if version != p.Version {
		return PlanStep{}, Errorf(KindStale, "plan_changed", "计划%s现为第%d次导入的内容，请查看后重新办理。", p.Plan, p.Version)
	}
	if stage := p.Stage(); !slices.Contains(rule.Stages, stage) {
		return PlanStep{}, Errorf(KindNotAllowed, "act_not_at_this_stage", "计划%s现为“%s”，不能%s。", p.Plan, stage.Chinese(), rule.Name)
	}
	if err := p.barred(rule, actor); err != nil {
		return PlanStep{}, err
	}
	reason, err := planReason("“"+rule.Name+"”", reason, rule.Reason)
	return PlanStep{Plan: p.Plan, Seq: len(p.Steps) + 1, Kind: kind, Version: p.Version, By: actor.ID, For: actor.lender(rule.Who.Role), At: at, Reason: reason}, err
}

// barred: nobody approves a plan that the same person made or proposed.
func (p PlanApproval) barred(rule PlanRule, actor Actor) error {
	if rule.Kind != PlanApprove {
		return nil
	}
	by := []string{p.Author}
	for _, s := range p.Steps {
		if s.Version == p.Version && (s.Kind == PlanPropose || s.Kind == PlanImport || s.Kind == PlanChange) {
			by = append(by, s.By, s.For)
		}
	}
	return notTheSame(actor, "批准", by...)
}

// is: a department's person is one of a department that initiates one of the
// plan's tasks.
func (p PlanApproval) is(a Actor, w Who) bool {
	return a.Has(w.Role) && (w.Scope != ScopeDepartment || slices.Contains(p.Departments, a.DepartmentFor(w.Role)))
}

func (p PlanApproval) whoIs(w Who) string {
	if w.Scope == ScopeDepartment {
		return "计划所列发起处室的" + w.Role.Chinese()
	}
	return w.Chinese()
}

// PlanAllowance is one act that is possible now.
type PlanAllowance struct {
	Kind   PlanStepKind `json:"kind"`
	Name   string       `json:"name"`
	Who    Role         `json:"who"`
	Reason bool         `json:"reason,omitempty"`
	Mine   bool         `json:"mine"` // the asker may
}

// Allowed lists the acts that are possible now.
func (p PlanApproval) Allowed(actor Actor) []PlanAllowance {
	var out []PlanAllowance
	for _, r := range PlanRules {
		if slices.Contains(r.Stages, p.Stage()) {
			out = append(out, PlanAllowance{Kind: r.Kind, Name: r.Name, Who: r.Who.Role, Reason: r.Reason,
				Mine: p.is(actor, r.Who) && p.barred(r, actor) == nil})
		}
	}
	return out
}

func planRule(kind PlanStepKind) (PlanRule, bool) {
	i := slices.IndexFunc(PlanRules, func(r PlanRule) bool { return r.Kind == kind })
	if i < 0 {
		return PlanRule{}, false
	}
	return PlanRules[i], true
}
