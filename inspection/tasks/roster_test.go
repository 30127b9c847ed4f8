package tasks_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

const rosterKind = "人力资源服务机构"

func rosterTask() tasks.Task {
	return tasks.Task{Kinds: []string{rosterKind}, Department: "劳动保障监察大队", Joint: []string{"社会保险科"}}
}

func TestCandidateReasons(t *testing.T) {
	capped := tasks.DrawRules{CapPerYear: 2}
	for _, c := range []struct {
		name      string
		entity    registers.Entity
		rules     tasks.DrawRules
		inspected int
		open      bool
		scope     bool
		want      draw.Exclusion
	}{
		{name: "eligible", entity: registers.Entity{Kind: rosterKind, Status: registers.EntityActive}, scope: true},
		{name: "closed", entity: registers.Entity{Kind: rosterKind, Status: registers.EntityClosed}},
		{name: "deregistered", entity: registers.Entity{Kind: rosterKind, Status: registers.EntityDeregistered, Lead: "线索"}},
		{name: "another kind", entity: registers.Entity{Kind: "社保经办机构", Status: registers.EntityActive}},
		{name: "clear lead before all", entity: registers.Entity{Kind: rosterKind, Status: registers.EntityActive, Lead: "线索"}, rules: capped, inspected: 2, open: true, scope: true, want: draw.ClearLead},
		{name: "cap not reached", entity: registers.Entity{Kind: rosterKind, Status: registers.EntityActive}, rules: capped, inspected: 1, scope: true},
		{name: "cap reached", entity: registers.Entity{Kind: rosterKind, Status: registers.EntityActive}, rules: capped, inspected: 2, open: true, scope: true, want: draw.CapReached},
		{name: "no cap", entity: registers.Entity{Kind: rosterKind, Status: registers.EntityActive}, inspected: 99, scope: true},
		{name: "open case", entity: registers.Entity{Kind: rosterKind, Status: registers.EntityActive}, open: true, scope: true, want: draw.OpenCase},
		{name: "condition met", entity: registers.Entity{Kind: rosterKind, Region: "城区", Status: registers.EntityActive},
			rules: tasks.DrawRules{Conditions: map[string][]string{"region": {"北部", "城区"}}}, scope: true},
		{name: "condition not met", entity: registers.Entity{Kind: rosterKind, Region: "南部", Status: registers.EntityActive},
			rules: tasks.DrawRules{Conditions: map[string][]string{"region": {"北部", "城区"}}}},
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
	e := registers.Entity{Code: inspectiontest.EntityCode, Kind: rosterKind, Grade: "C", Status: registers.EntityActive}
	got, _ := task.Candidate(e, 0, false)
	require.Equal(t, draw.Candidate{Code: inspectiontest.EntityCode, Kind: rosterKind, Grade: "C"}, got)
	got, _ = task.Candidate(e, 1, false)
	require.Equal(t, draw.Candidate{Code: inspectiontest.EntityCode, Kind: rosterKind, Grade: "C", Excluded: draw.CapReached}, got, "once a year is once")
	i := registers.Inspector{Certificate: "Z1", Department: "社会保险科", Active: true, Employer: "E1", Recused: []string{"E2"}, Specialities: []string{"劳务派遣"}, ValidThrough: inspectiontest.May(24)}
	person, _ := task.DrawInspector(i, 0, inspectiontest.April(8), inspectiontest.May(24))
	require.Equal(t, draw.Inspector{Certificate: "Z1", Department: "社会保险科", InspectorFacts: draw.InspectorFacts{Active: true, Capacity: 1_000_000,
		Employer: "E1", Recused: []string{"E2"}, Specialities: []string{"劳务派遣"}, ValidUntil: "2024-05-24"}}, person)
}

func TestDrawInspectorsOfTheTask(t *testing.T) {
	day := func(n int) calendar.Date { return calendar.NewDate(2024, time.April, n) }
	task := rosterTask()
	for _, c := range []struct {
		name     string
		person   registers.Inspector
		part     bool
		away     bool
		caseLoad int
		capacity int
	}{
		{name: "initiating", person: registers.Inspector{Department: "劳动保障监察大队"}, part: true, capacity: 1_000_000},
		{name: "joint", person: registers.Inspector{Department: "社会保险科"}, part: true, capacity: 1_000_000},
		{name: "takes no part", person: registers.Inspector{Department: "信息中心"}},
		{name: "load left", person: registers.Inspector{Department: "社会保险科"}, part: true, caseLoad: 5, capacity: 3},
		{name: "load passed", person: registers.Inspector{Department: "社会保险科"}, part: true, caseLoad: 1, capacity: 0},
		{name: "leave ended the day before", person: registers.Inspector{Department: "社会保险科", LeaveFrom: day(1), LeaveTo: day(9)}, part: true, capacity: 1_000_000},
		{name: "leave ends on the first day", person: registers.Inspector{Department: "社会保险科", LeaveFrom: day(1), LeaveTo: day(10)}, part: true, away: true, capacity: 1_000_000},
		{name: "leave begins on the last day", person: registers.Inspector{Department: "社会保险科", LeaveFrom: day(20)}, part: true, away: true, capacity: 1_000_000},
		{name: "leave begins afterwards", person: registers.Inspector{Department: "社会保险科", LeaveFrom: day(21)}, part: true, capacity: 1_000_000},
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
	task.Rules = tasks.DrawRules{TeamSize: 2, GradeRatios: map[string]string{"": "1%", "A": "1%", "B": "2%", "C": "3%", "D": "4%"}}
	_, err := task.RulesForDraw(registers.HebeiScale, calendar.NewDate(2024, time.April, 19), 1)
	inspectiontest.RefusedAs(t, "grade_ratio_missing", err)
	task.Rules.GradeRatios["E"] = "100%"
	task.Rules.Conditions = map[string][]string{"grade": {"A"}, "region": {"城区"}}
	rules, err := task.RulesForDraw(registers.HebeiScale, calendar.NewDate(2024, time.April, 19), 1)
	require.NoError(t, err)
	require.Equal(t, []draw.Condition{{Text: "风险等级：A", Closed: true}, {Text: "地理区域：城区"}}, rules.Conditions)
	require.Equal(t, "2024-04-19", rules.VisitUntil)
	require.True(t, rules.Joint)
}

func TestCheckRatios(t *testing.T) {
	require.NoError(t, tasks.DrawRules{Ratio: "10%"}.CheckRatios())
	for _, wrong := range []tasks.DrawRules{{}, {Ratio: "0%"}, {Ratio: "101%"}, {Ratio: "ten"}, {GradeRatios: map[string]string{"A": "1%"}}, {GradeRatios: map[string]string{"": "1%", "A": "x"}}} {
		require.ErrorIs(t, wrong.CheckRatios(), &law.Error{Code: "draw_rules_invalid"}, "%+v", wrong)
	}
}

func TestItemsFor(t *testing.T) {
	items := []registers.Item{{Code: "R1", EntityKind: rosterKind}, {Code: "S1", EntityKind: "社保经办机构"}, {Code: "R2", EntityKind: rosterKind}}
	for _, c := range []struct {
		name, kind string
		named      []string
		want       []registers.Item
	}{
		{"all that fit", rosterKind, nil, []registers.Item{items[0], items[2]}},
		{"those named", rosterKind, []string{"R2", "S1"}, []registers.Item{items[2]}},
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
	items := []registers.Item{{Code: "R1", EntityKind: "人力资源服务机构"}, {Code: "S1", EntityKind: "社保经办机构"}}
	kinds := []string{"人力资源服务机构", "社保经办机构"}
	var task tasks.Task
	all, err := task.ItemsByKind(kinds, items)
	require.NoError(t, err)
	require.Equal(t, map[string][]registers.Item{kinds[0]: items[:1], kinds[1]: items[1:]}, all)
	task.Rules.Items = []string{"R1"}
	_, err = task.ItemsByKind(kinds, items)
	inspectiontest.RefusedAs(t, "no_items_for_kind", err)
	require.ErrorContains(t, err, "社保经办机构")
	_, err = task.ItemsByKind(kinds[:1], items)
	require.NoError(t, err)
}
