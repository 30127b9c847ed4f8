package inspection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
)

const rosterKind = "人力资源服务机构"

func rosterTask() inspection.Task {
	return inspection.Task{Kinds: []string{rosterKind}, Department: "劳动保障监察大队", Joint: []string{"社会保险科"}}
}

func TestCandidateReasons(t *testing.T) {
	capped := inspection.DrawRules{CapPerYear: 2}
	for _, c := range []struct {
		name      string
		entity    inspection.Entity
		rules     inspection.DrawRules
		inspected int
		open      bool
		scope     bool
		want      draw.Exclusion
	}{
		{name: "eligible", entity: inspection.Entity{Kind: rosterKind, Status: inspection.EntityActive}, scope: true},
		{name: "closed", entity: inspection.Entity{Kind: rosterKind, Status: inspection.EntityClosed}},
		{name: "deregistered", entity: inspection.Entity{Kind: rosterKind, Status: inspection.EntityDeregistered, Lead: "线索"}},
		{name: "another kind", entity: inspection.Entity{Kind: "社保经办机构", Status: inspection.EntityActive}},
		{name: "clear lead before all", entity: inspection.Entity{Kind: rosterKind, Status: inspection.EntityActive, Lead: "线索"}, rules: capped, inspected: 2, open: true, scope: true, want: draw.ClearLead},
		{name: "cap not reached", entity: inspection.Entity{Kind: rosterKind, Status: inspection.EntityActive}, rules: capped, inspected: 1, scope: true},
		{name: "cap reached", entity: inspection.Entity{Kind: rosterKind, Status: inspection.EntityActive}, rules: capped, inspected: 2, open: true, scope: true, want: draw.CapReached},
		{name: "no cap", entity: inspection.Entity{Kind: rosterKind, Status: inspection.EntityActive}, inspected: 99, scope: true},
		{name: "open case", entity: inspection.Entity{Kind: rosterKind, Status: inspection.EntityActive}, open: true, scope: true, want: draw.OpenCase},
		{name: "condition met", entity: inspection.Entity{Kind: rosterKind, Region: "城区", Status: inspection.EntityActive},
			rules: inspection.DrawRules{Conditions: map[string][]string{"region": {"北部", "城区"}}}, scope: true},
		{name: "condition not met", entity: inspection.Entity{Kind: rosterKind, Region: "南部", Status: inspection.EntityActive},
			rules: inspection.DrawRules{Conditions: map[string][]string{"region": {"北部", "城区"}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			task := rosterTask()
			task.Rules = c.rules
			got, inScope := task.Candidate(c.entity, c.inspected, c.open)
			require.Equal(t, c.scope, inScope)
			require.Equal(t, c.want, got.Excluded)
		})
	}
}

// TestWhoIsDrawnIsWhoStandsInTheRegister, word for word.
func TestWhoIsDrawnIsWhoStandsInTheRegister(t *testing.T) {
	task := rosterTask()
	task.Rules.CapPerYear = 1
	e := inspection.Entity{Code: entityCode, Kind: rosterKind, Grade: "C", Status: inspection.EntityActive}
	got, _ := task.Candidate(e, 0, false)
	require.Equal(t, draw.Candidate{Code: entityCode, Kind: rosterKind, Grade: "C"}, got)
	got, _ = task.Candidate(e, 1, false)
	require.Equal(t, draw.Candidate{Code: entityCode, Kind: rosterKind, Grade: "C", Excluded: draw.CapReached}, got, "once a year is once")
	i := inspection.Inspector{Certificate: "Z1", Department: "社会保险科", Active: true, Employer: "E1", Recused: []string{"E2"}, Specialities: []string{"劳务派遣"}, ValidThrough: may(24)}
	person, _ := task.DrawInspector(i, 0, april(8), may(24))
	require.Equal(t, draw.Inspector{Certificate: "Z1", Department: "社会保险科", InspectorFacts: draw.InspectorFacts{Active: true, Capacity: 1_000_000,
		Employer: "E1", Recused: []string{"E2"}, Specialities: []string{"劳务派遣"}, ValidUntil: "2024-05-24"}}, person)
}

func TestDrawInspectorsOfTheTask(t *testing.T) {
	day := func(n int) calendar.Date { return calendar.NewDate(2024, time.April, n) }
	task := rosterTask()
	for _, c := range []struct {
		name     string
		person   inspection.Inspector
		part     bool
		away     bool
		caseLoad int
		capacity int
	}{
		{name: "initiating", person: inspection.Inspector{Department: "劳动保障监察大队"}, part: true, capacity: 1_000_000},
		{name: "joint", person: inspection.Inspector{Department: "社会保险科"}, part: true, capacity: 1_000_000},
		{name: "takes no part", person: inspection.Inspector{Department: "信息中心"}},
		{name: "load left", person: inspection.Inspector{Department: "社会保险科"}, part: true, caseLoad: 5, capacity: 3},
		{name: "load passed", person: inspection.Inspector{Department: "社会保险科"}, part: true, caseLoad: 1, capacity: 0},
		{name: "leave ended the day before", person: inspection.Inspector{Department: "社会保险科", LeaveFrom: day(1), LeaveTo: day(9)}, part: true, capacity: 1_000_000},
		{name: "leave ends on the first day", person: inspection.Inspector{Department: "社会保险科", LeaveFrom: day(1), LeaveTo: day(10)}, part: true, away: true, capacity: 1_000_000},
		{name: "leave begins on the last day", person: inspection.Inspector{Department: "社会保险科", LeaveFrom: day(20)}, part: true, away: true, capacity: 1_000_000},
		{name: "leave begins afterwards", person: inspection.Inspector{Department: "社会保险科", LeaveFrom: day(21)}, part: true, capacity: 1_000_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			task.Rules.CaseLoad = c.caseLoad
			got, part := task.DrawInspector(c.person, 2, day(10), day(20))
			require.Equal(t, c.part, part)
			require.Equal(t, c.away, got.OnLeave)
			require.Equal(t, c.capacity, got.Capacity)
		})
	}
}

func TestRulesForDrawNeedEveryGrade(t *testing.T) {
	task := rosterTask()
	task.Rules = inspection.DrawRules{TeamSize: 2, GradeRatios: map[string]string{"": "1%", "A": "1%", "B": "2%", "C": "3%", "D": "4%"}}
	_, err := task.RulesForDraw(inspection.HebeiScale, calendar.NewDate(2024, time.April, 19), 1)
	refusedAs(t, "grade_ratio_missing", err)
	task.Rules.GradeRatios["E"] = "100%"
	task.Rules.Conditions = map[string][]string{"grade": {"A"}, "region": {"城区"}}
	rules, err := task.RulesForDraw(inspection.HebeiScale, calendar.NewDate(2024, time.April, 19), 1)
	require.NoError(t, err)
	require.Equal(t, []draw.Condition{{Text: "风险等级：A", Closed: true}, {Text: "地理区域：城区"}}, rules.Conditions)
	require.Equal(t, "2024-04-19", rules.VisitUntil)
	require.True(t, rules.Joint)
}

func TestCheckRatios(t *testing.T) {
	require.NoError(t, inspection.DrawRules{Ratio: "10%"}.CheckRatios())
	for _, wrong := range []inspection.DrawRules{{}, {Ratio: "0%"}, {Ratio: "101%"}, {Ratio: "ten"}, {GradeRatios: map[string]string{"A": "1%"}}, {GradeRatios: map[string]string{"": "1%", "A": "x"}}} {
		require.ErrorIs(t, wrong.CheckRatios(), &inspection.Error{Code: "draw_rules_invalid"}, "%+v", wrong)
	}
}

func TestItemsFor(t *testing.T) {
	items := []inspection.Item{{Code: "R1", EntityKind: rosterKind}, {Code: "S1", EntityKind: "社保经办机构"}, {Code: "R2", EntityKind: rosterKind}}
	for _, c := range []struct {
		name, kind string
		named      []string
		want       []inspection.Item
	}{
		{"all that fit", rosterKind, nil, []inspection.Item{items[0], items[2]}},
		{"those named", rosterKind, []string{"R2", "S1"}, []inspection.Item{items[2]}},
		{"none of the kind is named", "社保经办机构", []string{"R2"}, nil},
		{"a kind without items", "用人单位", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			task := rosterTask()
			task.Rules.Items = c.named
			require.Equal(t, c.want, task.ItemsFor(c.kind, items))
		})
	}
}

func TestItemsByKind(t *testing.T) {
	items := []inspection.Item{{Code: "R1", EntityKind: "人力资源服务机构"}, {Code: "S1", EntityKind: "社保经办机构"}}
	kinds := []string{"人力资源服务机构", "社保经办机构"}
	var task inspection.Task
	all, err := task.ItemsByKind(kinds, items)
	require.NoError(t, err)
	require.Equal(t, map[string][]inspection.Item{kinds[0]: items[:1], kinds[1]: items[1:]}, all)
	task.Rules.Items = []string{"R1"}
	_, err = task.ItemsByKind(kinds, items)
	refusedAs(t, "no_items_for_kind", err)
	require.ErrorContains(t, err, "社保经办机构")
	_, err = task.ItemsByKind(kinds[:1], items)
	require.NoError(t, err)
}
