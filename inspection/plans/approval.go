package plans

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"shuangsuiji/inspection/law"
)

// The approval of an annual plan as a whole (年度抽查工作计划的批准和公布). Its tasks have
// their own acts; what stands here concerns the table that they come from.

// StepKind is one thing that is done about a plan.
type StepKind string

// The steps of a plan. Import and change come with the table, the others are
// acts of their own.
const (
	StepImport  StepKind = "import"
	StepChange  StepKind = "change"
	StepPropose StepKind = "propose"
	StepReturn  StepKind = "return"
	StepApprove StepKind = "approve"
	StepPublish StepKind = "publish"
)

var planStepNames = map[StepKind]string{StepImport: "导入", StepChange: "变更", StepPropose: "提请批准", StepReturn: "退回",
	StepApprove: "批准", StepPublish: "公布"}

// Chinese is the step's name.
func (k StepKind) Chinese() string { return planStepNames[k] }

// Stage is where the present version of a plan stands.
type Stage string

// The stages of a plan.
const (
	StageDrafted   Stage = "drafted"
	StageProposed  Stage = "proposed"
	StageApproved  Stage = "approved"
	StagePublished Stage = "published"
)

// Stages are the stages in order.
var Stages = []Stage{StageDrafted, StageProposed, StageApproved, StagePublished}

var planStageNames = map[Stage]string{StageDrafted: "拟定", StageProposed: "待批准", StageApproved: "已批准", StagePublished: "已公布"}

// Chinese is the stage's name.
func (s Stage) Chinese() string { return planStageNames[s] }

// Step is one entry of a plan's history.
type Step struct {
	Plan    string   `json:"plan"`
	Seq     int      `json:"seq"` // 1, 2, 3 … within the plan
	Kind    StepKind `json:"kind"`
	Version int      `json:"version"` // of the plan's table, from 1
	By      string   `json:"by"`      // account
	// For is the account whose delegated power was used.
	For    string    `json:"for,omitempty"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"`
}

// Rule is one row of the table of a plan's acts.
type Rule struct {
	Kind   StepKind `json:"kind"`
	Name   string   `json:"name"`
	Stages []Stage  `json:"stages"`
	To     Stage    `json:"to"`
	Who    law.Who  `json:"who"`
	Reason bool     `json:"reason,omitempty"`
}

// Rules are what people do about a plan after its import. A change puts it
// back to its beginning, and what was published stays public until the change is.
var Rules = []Rule{
	{Kind: StepPropose, Name: "提请批准年度计划", Stages: []Stage{StageDrafted}, To: StageProposed, Who: law.BySectionHead},
	{Kind: StepReturn, Name: "退回年度计划", Stages: []Stage{StageProposed}, To: StageDrafted, Who: law.ByBureauHead, Reason: true},
	{Kind: StepApprove, Name: "批准年度计划", Stages: []Stage{StageProposed}, To: StageApproved, Who: law.ByBureauHead},
	{Kind: StepPublish, Name: "公布年度计划", Stages: []Stage{StageApproved}, To: StagePublished, Who: law.ByClerk},
}

// Approval is where a plan stands: its present version, the departments that
// initiate its tasks, and what was done so far.
type Approval struct {
	Plan        string
	Version     int
	Departments []string
	Author      string // account that imported the present version
	Steps       []Step
}

// Stage is where the present version stands; steps of earlier versions do not
// count.
func (p Approval) Stage() Stage {
	stage := StageDrafted
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
func (p Approval) PublishedVersion() (version int, since time.Time) {
	for _, s := range p.Steps {
		if s.Kind == StepPublish {
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
func (p Approval) Change(by, reason string, at time.Time) (Step, error) {
	approved := slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Kind == StepApprove })
	reason, err := planReason("变更已批准的年度计划", reason, approved)
	return Step{Plan: p.Plan, Seq: len(p.Steps) + 1, Kind: StepChange, Version: p.Version + 1, By: by, At: at, Reason: reason}, err
}

func planReason(what, reason string, compulsory bool) (string, error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n > longestPlanReason || (compulsory && n == 0) {
		return "", law.Errorf(law.KindInvalid, "reason_required", "%s必须写明理由，不超过%d个字符。", what, longestPlanReason)
	}
	return reason, nil
}

// Act is the step of an act about the version that the actor has seen.
//
// Errors: act_unknown, plan_changed, act_not_at_this_stage, not_your_act,
// own_proposal, reason_required.
func (p Approval) Act(kind StepKind, actor law.Actor, version int, reason string, at time.Time) (Step, error) {
	rule, ok := planRule(kind)
	if !ok {
		return Step{}, law.Errorf(law.KindInvalid, "act_unknown", "没有名为“%s”的办理事项。", kind)
	}
	if !p.Is(actor, rule.Who) {
		return Step{}, law.Errorf(law.KindForbidden, "not_your_act", "“%s”应由%s办理，您不能办理。", rule.Name, p.whoIs(rule.Who))
	}
	if version != p.Version {
		return Step{}, law.Errorf(law.KindStale, "plan_changed", "计划%s现为第%d次导入的内容，请查看后重新办理。", p.Plan, p.Version)
	}
	if stage := p.Stage(); !slices.Contains(rule.Stages, stage) {
		return Step{}, law.Errorf(law.KindNotAllowed, "act_not_at_this_stage", "计划%s现为“%s”，不能%s。", p.Plan, stage.Chinese(), rule.Name)
	}
	if err := p.barred(rule, actor); err != nil {
		return Step{}, err
	}
	reason, err := planReason("“"+rule.Name+"”", reason, rule.Reason)
	return Step{Plan: p.Plan, Seq: len(p.Steps) + 1, Kind: kind, Version: p.Version, By: actor.ID, For: actor.Lender(rule.Who.Role), At: at, Reason: reason}, err
}

// barred: nobody approves a plan that the same person made or proposed.
func (p Approval) barred(rule Rule, actor law.Actor) error {
	if rule.Kind != StepApprove {
		return nil
	}
	by := []string{p.Author}
	for _, s := range p.Steps {
		if s.Version == p.Version && (s.Kind == StepPropose || s.Kind == StepImport || s.Kind == StepChange) {
			by = append(by, s.By, s.For)
		}
	}
	return law.NotTheSame(actor, "批准", by...)
}

// Is: a department's person is one of a department that initiates one of the
// plan's tasks.
func (p Approval) Is(a law.Actor, w law.Who) bool {
	return a.Has(w.Role) && (w.Scope != law.ScopeDepartment || slices.Contains(p.Departments, a.DepartmentFor(w.Role)))
}

func (p Approval) whoIs(w law.Who) string {
	if w.Scope == law.ScopeDepartment {
		return "计划所列发起处室的" + w.Role.Chinese()
	}
	return w.Chinese()
}

// Allowance is one act that is possible now.
type Allowance struct {
	Kind   StepKind `json:"kind"`
	Name   string   `json:"name"`
	Who    law.Role `json:"who"`
	Reason bool     `json:"reason,omitempty"`
	Mine   bool     `json:"mine"` // the asker may
}

// Allowed lists the acts that are possible now.
func (p Approval) Allowed(actor law.Actor) []Allowance {
	var out []Allowance
	for _, r := range Rules {
		if slices.Contains(r.Stages, p.Stage()) {
			out = append(out, Allowance{Kind: r.Kind, Name: r.Name, Who: r.Who.Role, Reason: r.Reason,
				Mine: p.Is(actor, r.Who) && p.barred(r, actor) == nil})
		}
	}
	return out
}

func planRule(kind StepKind) (Rule, bool) {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.Kind == kind })
	if i < 0 {
		return Rule{}, false
	}
	return Rules[i], true
}
