package plans_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

func thePlan(steps ...plans.Step) plans.Approval {
	return plans.Approval{Plan: "2024001", Version: 1, Departments: []string{inspectiontest.Department}, Author: "u-clerk",
		Steps: append([]plans.Step{{Seq: 1, Kind: plans.StepImport, Version: 1, By: "u-clerk"}}, steps...)}
}

// then performs acts that must be allowed.
func then(t *testing.T, p plans.Approval, acts ...struct {
	kind plans.StepKind
	who  string
}) plans.Approval {
	t.Helper()
	for _, a := range acts {
		step, err := p.Act(a.kind, inspectiontest.People[a.who], p.Version, "理由", inspectiontest.April(2).At(9, 0))
		require.NoError(t, err, "%s by %s", a.kind, a.who)
		require.Equal(t, len(p.Steps)+1, step.Seq)
		p.Steps = append(p.Steps, step)
	}
	return p
}

type planAct = struct {
	kind plans.StepKind
	who  string
}

func TestPlanApprovalTable(t *testing.T) {
	t.Parallel()
	at := map[plans.Stage]plans.Approval{plans.StageDrafted: thePlan()}
	at[plans.StageProposed] = then(t, thePlan(), planAct{plans.StepPropose, "head"})
	at[plans.StageApproved] = then(t, at[plans.StageProposed], planAct{plans.StepApprove, "director"})
	at[plans.StagePublished] = then(t, at[plans.StageApproved], planAct{plans.StepPublish, "clerk"})
	who := map[plans.StepKind][]string{plans.StepPropose: {"head"}, plans.StepReturn: {"director"},
		plans.StepApprove: {"director"}, plans.StepPublish: {"clerk"}}
	for _, rule := range plans.Rules {
		for _, stage := range plans.Stages {
			p := at[stage]
			require.Equal(t, stage, p.Stage())
			for name, actor := range inspectiontest.People {
				_, err := p.Act(rule.Kind, actor, 1, "理由", inspectiontest.April(2).At(9, 0))
				allowed := p.Allowed(actor)
				i := slices.IndexFunc(allowed, func(a plans.Allowance) bool { return a.Kind == rule.Kind })
				switch {
				case !slices.Contains(who[rule.Kind], name):
					require.ErrorIs(t, err, &law.Error{Code: "not_your_act"}, "%s by %s", rule.Kind, name)
					require.False(t, i >= 0 && allowed[i].Mine)
				case !slices.Contains(rule.Stages, stage):
					require.ErrorIs(t, err, &law.Error{Code: "act_not_at_this_stage"}, "%s at %s", rule.Kind, stage)
					require.Negative(t, i)
				default:
					require.NoError(t, err)
					require.True(t, allowed[i].Mine)
				}
			}
		}
	}
	version, since := at[plans.StagePublished].PublishedVersion()
	require.Equal(t, 1, version)
	require.Equal(t, inspectiontest.April(2).At(9, 0), since)
	version, _ = at[plans.StageApproved].PublishedVersion()
	require.Zero(t, version)
}

func TestNobodyApprovesTheOwnPlan(t *testing.T) {
	t.Parallel()
	deputy := law.Actor{ID: "u-head", Roles: []law.Role{law.RoleSectionHead, law.RoleBureauHead}, Department: inspectiontest.Department,
		DelegatedFrom: "u-director", DelegatedRoles: []law.Role{law.RoleBureauHead}}
	p := then(t, thePlan(), planAct{plans.StepPropose, "head"})
	_, err := p.Act(plans.StepApprove, deputy, 1, "", inspectiontest.April(2).At(9, 0))
	require.ErrorIs(t, err, &law.Error{Code: "own_proposal"})
	allowed := p.Allowed(deputy)
	i := slices.IndexFunc(allowed, func(a plans.Allowance) bool { return a.Kind == plans.StepApprove })
	require.False(t, allowed[i].Mine)
	// Nor one that was proposed by way of the own deputy, or imported.
	lent := law.Actor{ID: "u-other", Roles: []law.Role{law.RoleSectionHead}, DelegatedFrom: "u-director",
		DelegatedRoles: []law.Role{law.RoleSectionHead}, DelegatedDepartment: inspectiontest.Department}
	step, err := thePlan().Act(plans.StepPropose, lent, 1, "", inspectiontest.April(2).At(9, 0))
	require.NoError(t, err)
	require.Equal(t, "u-director", step.For)
	_, err = thePlan(step).Act(plans.StepApprove, inspectiontest.People["director"], 1, "", inspectiontest.April(2).At(9, 0))
	require.ErrorIs(t, err, &law.Error{Code: "own_proposal"})
	p.Author = "u-director"
	_, err = p.Act(plans.StepApprove, inspectiontest.People["director"], 1, "", inspectiontest.April(2).At(9, 0))
	require.ErrorIs(t, err, &law.Error{Code: "own_proposal"})
}

func TestPlanChange(t *testing.T) {
	t.Parallel()
	_, err := thePlan().Change("u-clerk", "", inspectiontest.April(2).At(9, 0))
	require.NoError(t, err, "before its approval a plan is drafted freely")
	p := then(t, thePlan(), planAct{plans.StepPropose, "head"}, planAct{plans.StepApprove, "director"}, planAct{plans.StepPublish, "clerk"})
	for _, reason := range []string{"", "  ", strings.Repeat("理", 1001)} {
		_, err = p.Change("u-clerk", reason, inspectiontest.April(2).At(9, 0))
		require.ErrorIs(t, err, &law.Error{Code: "reason_required"})
	}
	step, err := p.Change("u-clerk", " 增加任务 ", inspectiontest.April(2).At(9, 0))
	require.NoError(t, err)
	require.Equal(t, "增加任务", step.Reason)
	p.Steps, p.Version = append(p.Steps, step), step.Version
	require.Equal(t, plans.StageDrafted, p.Stage(), "a change is approved anew")
	version, _ := p.PublishedVersion()
	require.Equal(t, 1, version, "and meanwhile what was published stays public")
	_, err = p.Act(plans.StepPropose, inspectiontest.People["head"], 1, "", inspectiontest.April(2).At(9, 0))
	require.ErrorIs(t, err, &law.Error{Code: "plan_changed"}, "what was seen is not what stands there")
	_, err = thePlan().Act("burn", inspectiontest.People["head"], 1, "", inspectiontest.April(2).At(9, 0))
	require.ErrorIs(t, err, &law.Error{Code: "act_unknown"})
	_, err = then(t, thePlan(), planAct{plans.StepPropose, "head"}).Act(plans.StepReturn, inspectiontest.People["director"], 1, " ", inspectiontest.April(2).At(9, 0))
	require.ErrorIs(t, err, &law.Error{Code: "reason_required"})
}

func TestPlanChangesByRow(t *testing.T) {
	t.Parallel()
	row := func(no, month string) plans.Row {
		return plans.Row{TaskNo: no, Month: month, Ratio: "10%"}
	}
	before := []plans.Row{row("001号", "2024年4月"), row("002号", "2024年5月"), row("003号", "2024年6月")}
	after := []plans.Row{row("001号", "2024年4月"), row("004号", "2024年9月"), row("003号", "2024年7月")}
	require.Equal(t, []plans.RowChange{
		{TaskNo: "004号", Kind: "added"},
		{TaskNo: "003号", Kind: "changed", Cells: []plans.CellChange{{Column: "抽查时间", Before: "2024年6月", After: "2024年7月"}}},
		{TaskNo: "002号", Kind: "removed"},
	}, plans.Changes(before, after))
	require.Empty(t, plans.Changes(before, before))
}
