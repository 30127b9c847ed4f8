package inspection_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func thePlan(steps ...inspection.PlanStep) inspection.PlanApproval {
	return inspection.PlanApproval{Plan: "2024001", Version: 1, Departments: []string{department}, Author: "u-clerk",
		Steps: append([]inspection.PlanStep{{Seq: 1, Kind: inspection.PlanImport, Version: 1, By: "u-clerk"}}, steps...)}
}

// then performs acts that must be allowed.
func then(t *testing.T, p inspection.PlanApproval, acts ...struct {
	kind inspection.PlanStepKind
	who  string
}) inspection.PlanApproval {
	t.Helper()
	for _, a := range acts {
		step, err := p.Act(a.kind, people[a.who], p.Version, "理由", april(2).At(9, 0))
		require.NoError(t, err, "%s by %s", a.kind, a.who)
		require.Equal(t, len(p.Steps)+1, step.Seq)
		p.Steps = append(p.Steps, step)
	}
	return p
}

type planAct = struct {
	kind inspection.PlanStepKind
	who  string
}

func TestPlanApprovalTable(t *testing.T) {
	t.Parallel()
	at := map[inspection.PlanStage]inspection.PlanApproval{inspection.PlanDrafted: thePlan()}
	at[inspection.PlanProposed] = then(t, thePlan(), planAct{inspection.PlanPropose, "head"})
	at[inspection.PlanApproved] = then(t, at[inspection.PlanProposed], planAct{inspection.PlanApprove, "director"})
	at[inspection.PlanPublished] = then(t, at[inspection.PlanApproved], planAct{inspection.PlanPublish, "clerk"})
	who := map[inspection.PlanStepKind][]string{inspection.PlanPropose: {"head"}, inspection.PlanReturn: {"director"},
		inspection.PlanApprove: {"director"}, inspection.PlanPublish: {"clerk"}}
	for _, rule := range inspection.PlanRules {
		for _, stage := range inspection.PlanStages {
			p := at[stage]
			require.Equal(t, stage, p.Stage())
			for name, actor := range people {
				_, err := p.Act(rule.Kind, actor, 1, "理由", april(2).At(9, 0))
				allowed := p.Allowed(actor)
				i := slices.IndexFunc(allowed, func(a inspection.PlanAllowance) bool { return a.Kind == rule.Kind })
				switch {
				case !slices.Contains(who[rule.Kind], name):
					require.ErrorIs(t, err, &inspection.Error{Code: "not_your_act"}, "%s by %s", rule.Kind, name)
					require.False(t, i >= 0 && allowed[i].Mine)
				case !slices.Contains(rule.Stages, stage):
					require.ErrorIs(t, err, &inspection.Error{Code: "act_not_at_this_stage"}, "%s at %s", rule.Kind, stage)
					require.Negative(t, i)
				default:
					require.NoError(t, err)
					require.True(t, allowed[i].Mine)
				}
			}
		}
	}
	version, since := at[inspection.PlanPublished].PublishedVersion()
	require.Equal(t, 1, version)
	require.Equal(t, april(2).At(9, 0), since)
	version, _ = at[inspection.PlanApproved].PublishedVersion()
	require.Zero(t, version)
}

func TestNobodyApprovesTheOwnPlan(t *testing.T) {
	t.Parallel()
	deputy := inspection.Actor{ID: "u-head", Roles: []inspection.Role{inspection.RoleSectionHead, inspection.RoleBureauHead}, Department: department,
		DelegatedFrom: "u-director", DelegatedRoles: []inspection.Role{inspection.RoleBureauHead}}
	p := then(t, thePlan(), planAct{inspection.PlanPropose, "head"})
	_, err := p.Act(inspection.PlanApprove, deputy, 1, "", april(2).At(9, 0))
	require.ErrorIs(t, err, &inspection.Error{Code: "own_proposal"})
	allowed := p.Allowed(deputy)
	i := slices.IndexFunc(allowed, func(a inspection.PlanAllowance) bool { return a.Kind == inspection.PlanApprove })
	require.False(t, allowed[i].Mine)
	// Nor one that was proposed by way of the own deputy, or imported.
	lent := inspection.Actor{ID: "u-other", Roles: []inspection.Role{inspection.RoleSectionHead}, DelegatedFrom: "u-director",
		DelegatedRoles: []inspection.Role{inspection.RoleSectionHead}, DelegatedDepartment: department}
	step, err := thePlan().Act(inspection.PlanPropose, lent, 1, "", april(2).At(9, 0))
	require.NoError(t, err)
	require.Equal(t, "u-director", step.For)
	_, err = thePlan(step).Act(inspection.PlanApprove, people["director"], 1, "", april(2).At(9, 0))
	require.ErrorIs(t, err, &inspection.Error{Code: "own_proposal"})
	p.Author = "u-director"
	_, err = p.Act(inspection.PlanApprove, people["director"], 1, "", april(2).At(9, 0))
	require.ErrorIs(t, err, &inspection.Error{Code: "own_proposal"})
}

func TestPlanChange(t *testing.T) {
	t.Parallel()
	_, err := thePlan().Change("u-clerk", "", april(2).At(9, 0))
	require.NoError(t, err, "before its approval a plan is drafted freely")
	p := then(t, thePlan(), planAct{inspection.PlanPropose, "head"}, planAct{inspection.PlanApprove, "director"}, planAct{inspection.PlanPublish, "clerk"})
	for _, reason := range []string{"", "  ", strings.Repeat("理", 1001)} {
		_, err = p.Change("u-clerk", reason, april(2).At(9, 0))
		require.ErrorIs(t, err, &inspection.Error{Code: "reason_required"})
	}
	step, err := p.Change("u-clerk", " 增加任务 ", april(2).At(9, 0))
	require.NoError(t, err)
	require.Equal(t, "增加任务", step.Reason)
	p.Steps, p.Version = append(p.Steps, step), step.Version
	require.Equal(t, inspection.PlanDrafted, p.Stage(), "a change is approved anew")
	version, _ := p.PublishedVersion()
	require.Equal(t, 1, version, "and meanwhile what was published stays public")
	_, err = p.Act(inspection.PlanPropose, people["head"], 1, "", april(2).At(9, 0))
	require.ErrorIs(t, err, &inspection.Error{Code: "plan_changed"}, "what was seen is not what stands there")
	_, err = thePlan().Act("burn", people["head"], 1, "", april(2).At(9, 0))
	require.ErrorIs(t, err, &inspection.Error{Code: "act_unknown"})
	_, err = then(t, thePlan(), planAct{inspection.PlanPropose, "head"}).Act(inspection.PlanReturn, people["director"], 1, " ", april(2).At(9, 0))
	require.ErrorIs(t, err, &inspection.Error{Code: "reason_required"})
}

func TestPlanChangesByRow(t *testing.T) {
	t.Parallel()
	row := func(no, month string) inspection.PlanRow {
		return inspection.PlanRow{TaskNo: no, Month: month, Ratio: "10%"}
	}
	before := []inspection.PlanRow{row("001号", "2024年4月"), row("002号", "2024年5月"), row("003号", "2024年6月")}
	after := []inspection.PlanRow{row("001号", "2024年4月"), row("004号", "2024年9月"), row("003号", "2024年7月")}
	require.Equal(t, []inspection.PlanRowChange{
		{TaskNo: "004号", Kind: "added"},
		{TaskNo: "003号", Kind: "changed", Cells: []inspection.CellChange{{Column: "抽查时间", Before: "2024年6月", After: "2024年7月"}}},
		{TaskNo: "002号", Kind: "removed"},
	}, inspection.PlanChanges(before, after))
	require.Empty(t, inspection.PlanChanges(before, before))
}
