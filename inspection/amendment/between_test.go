package amendment_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/amendment"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

func find(t *testing.T, all []amendment.Difference, part amendment.Part, code string) amendment.Difference {
	t.Helper()
	i := slices.IndexFunc(all, func(d amendment.Difference) bool { return d.Part == part && d.Code == code })
	require.GreaterOrEqual(t, i, 0, "%s %s", part, code)
	return all[i]
}

func TestBetween2024And2025(t *testing.T) {
	old, later := inspectiontest.Edition2024(t), inspectiontest.Edition2025(t)
	all := amendment.Between(old, later)

	d := find(t, all, amendment.PartDuty, string(law.DutyVisitApproval))
	require.Equal(t, amendment.Added, d.Change)
	require.Equal(t, "凡检查必审批", d.Name)
	require.Equal(t, "国办发〔2024〕54号", d.Clause)
	require.Equal(t, later.From, d.Since)

	d = find(t, all, amendment.PartAct, "case/approve_visit")
	require.Equal(t, amendment.Difference{Part: amendment.PartAct, Change: amendment.Added, Code: "case/approve_visit", Name: "批准行政检查（案件）", After: "办理人：局负责人；要求：凡检查必审批",
		Clause: "国办发〔2024〕54号", InForce: law.InForceOf("国办发〔2024〕54号")}, d)

	d = find(t, all, amendment.PartPeriod, string(law.DeadlineTellResult))
	require.Equal(t, amendment.Added, d.Change)
	require.Contains(t, d.After, "时长：5个工作日；起算：认定之日")

	d = find(t, all, amendment.PartEdition, "late_scan")
	require.Equal(t, amendment.Changed, d.Change)
	require.Equal(t, "时限：不适用", d.Before)
	require.Equal(t, "网络、系统故障等不能扫码：检查之日起10日内；情况紧急未能扫码：检查当日", d.After)

	back := amendment.Between(later, old)
	require.Len(t, back, len(all))
	require.Equal(t, amendment.Removed, find(t, back, amendment.PartAct, "case/approve_visit").Change)
	require.Empty(t, amendment.Between(old, old))
}

// Nothing that an edition sets may be left out of the comparison: each field that is
// changed shows.
func TestEveryFieldIsCompared(t *testing.T) {
	changes := map[string]func(*law.Edition){
		"Periods":                func(e *law.Edition) { e.Periods[0].Period.Amount++ },
		"Outcomes":               func(e *law.Edition) { e.Outcomes[0].Replaceable = !e.Outcomes[0].Replaceable },
		"PublishProblemsAsFound": func(e *law.Edition) { e.PublishProblemsAsFound = !e.PublishProblemsAsFound },
		"SmallestTeam":           func(e *law.Edition) { e.SmallestTeam++ },
		"Amounts":                func(e *law.Edition) { e.Amounts[0].Fen++ },
		"Duties":                 func(e *law.Edition) { e.Duties = e.Duties[1:] },
		"LateEntry":              func(e *law.Edition) { e.LateEntry.Period.Amount++ },
		"TaskEnd":                func(e *law.Edition) { e.TaskEnd.Clause += "。" },
		"LateScans":              func(e *law.Edition) { e.LateScans[1].Within.Amount++ },
	}
	// What names an edition and says when it holds is not what it changes.
	names := []string{"Code", "Name", "From", "Until"}
	for field := range reflect.TypeFor[law.Edition]().Fields() {
		if slices.Contains(names, field.Name) {
			continue
		}
		t.Run(field.Name, func(t *testing.T) {
			change, known := changes[field.Name]
			require.True(t, known, "the edition has a new field: compare it, and change it here")
			e, err := law.Copy(inspectiontest.Edition2025(t))
			require.NoError(t, err)
			changed, err := law.Copy(e)
			require.NoError(t, err)
			require.Empty(t, amendment.Between(e, changed))
			change(changed)
			require.NotEmpty(t, amendment.Between(e, changed))
		})
	}
}

func TestNames(t *testing.T) {
	for _, p := range amendment.Parts {
		require.NotEmpty(t, p.Chinese())
	}
	for _, c := range amendment.Changes {
		require.NotEmpty(t, c.Chinese())
	}
}
