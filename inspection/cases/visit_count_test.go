package cases_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

func visitsOn(days ...calendar.Date) []cases.PastVisit {
	var out []cases.PastVisit
	for _, d := range days {
		out = append(out, cases.PastVisit{On: d})
	}
	return out
}

// TestVisitWarnings: more than one a day, two a week, three a month (成都), each
// with one less, as many and one more.
func TestVisitWarnings(t *testing.T) {
	limits := cases.DefaultVisitLimits
	for _, tc := range []struct {
		name     string
		visits   []cases.PastVisit
		from, to calendar.Date
		want     []cases.VisitWarning
	}{
		{"none", nil, inspectiontest.March(5), inspectiontest.March(5), nil},
		{"one the day before", visitsOn(inspectiontest.March(4)), inspectiontest.March(5), inspectiontest.March(5), nil},
		{"one that day", visitsOn(inspectiontest.March(5)), inspectiontest.March(5), inspectiontest.March(5), []cases.VisitWarning{{Span: cases.SpanDay, Visits: 2, Most: 1}}},
		{"one the day after", visitsOn(inspectiontest.March(6)), inspectiontest.March(5), inspectiontest.March(5), nil},
		{"one on a day between", visitsOn(inspectiontest.March(6)), inspectiontest.March(5), inspectiontest.March(7), []cases.VisitWarning{{Span: cases.SpanDay, Visits: 2, Most: 1}}},
		{"two that week, Monday and Sunday", visitsOn(inspectiontest.March(3), inspectiontest.March(9)), inspectiontest.March(5), inspectiontest.March(5), []cases.VisitWarning{{Span: cases.SpanWeek, Visits: 3, Most: 2}}},
		{"the Sunday before and the Monday after", visitsOn(inspectiontest.March(2), inspectiontest.March(10)), inspectiontest.March(5), inspectiontest.March(5), nil},
		{"three that month", visitsOn(inspectiontest.March(1), inspectiontest.March(12), inspectiontest.March(31)), inspectiontest.March(5), inspectiontest.March(5), []cases.VisitWarning{{Span: cases.SpanMonth, Visits: 4, Most: 3}}},
		{"the days around the month", visitsOn(inspectiontest.Date(2025, 2, 28), inspectiontest.March(12), inspectiontest.March(31), inspectiontest.Date(2025, 4, 1)), inspectiontest.March(5), inspectiontest.March(5), nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.want, limits.Count(tc.visits, "C", nil, "", tc.from, tc.to).Warnings)
		})
	}
	require.Empty(t, cases.VisitLimits{}.Count(visitsOn(inspectiontest.March(5), inspectiontest.March(5), inspectiontest.March(5), inspectiontest.March(5)), "", nil, "", inspectiontest.March(5), inspectiontest.March(5)).Warnings)
}

func TestVisitsOfTheYear(t *testing.T) {
	limits := cases.VisitLimits{PerYear: 2, ByGrade: map[string]int{"A": 1, "E": 0}}
	count := limits.Count(visitsOn(inspectiontest.Date(2024, 12, 31), inspectiontest.Date(2025, 1, 1), inspectiontest.Date(2025, 12, 31), inspectiontest.Date(2026, 1, 1)), "C", nil, "", inspectiontest.March(5), inspectiontest.March(5))
	require.Equal(t, cases.VisitCount{ThisYear: 2, Cap: 2, Counted: 2}, count)
	for grade, most := range map[string]int{"A": 1, "C": 2, "": 2, "E": 0} {
		require.Equal(t, most, limits.Cap(grade), grade)
	}
}

func TestClearVisitsInARow(t *testing.T) {
	own := func(clear bool, team law.Team, day int) cases.PastVisit {
		return cases.PastVisit{On: inspectiontest.March(day), Case: "x", Team: team, Clear: clear}
	}
	z1, z2 := law.Team{"Z1", "Z3"}, law.Team{"Z2", "Z4"}
	for _, tc := range []struct {
		name     string
		visits   []cases.PastVisit
		in       int
		repeated bool
	}{
		{"two", []cases.PastVisit{own(true, z1, 4), own(true, z1, 3)}, 2, false},
		{"three", []cases.PastVisit{own(true, z1, 4), own(true, z1, 3), own(true, z1, 5)}, 3, true},
		{"the last found something", []cases.PastVisit{own(true, z1, 4), own(true, z1, 3), own(true, z1, 5), own(false, z1, 6)}, 0, false},
		{"an earlier one found something", []cases.PastVisit{own(false, z1, 1), own(true, z1, 3), own(true, z1, 5), own(true, z1, 6)}, 3, true},
		{"by others", []cases.PastVisit{own(true, z2, 4), own(true, z2, 3), own(true, z2, 5)}, 0, false},
		{"last year's", append([]cases.PastVisit{{On: inspectiontest.Date(2024, 12, 31), Team: z1, Clear: true}}, own(true, z1, 4), own(true, z1, 3)), 2, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			count := cases.DefaultVisitLimits.Count(tc.visits, "C", law.Team{"Z1", "Z9"}, "", inspectiontest.March(12), inspectiontest.March(12))
			require.Equal(t, tc.in, count.ClearInARow)
			require.Equal(t, tc.repeated, count.Repeated)
		})
	}
}

func TestPastVisitOf(t *testing.T) {
	r := inspectiontest.Filed2025(t)
	_, made := cases.PastVisitOf(r.Case)
	require.False(t, made)
	r.Inspect2025(inspectiontest.Clear())
	v, made := cases.PastVisitOf(r.Case)
	require.True(t, made)
	require.Equal(t, cases.PastVisit{On: inspectiontest.March(3), Case: inspectiontest.CaseNo, Team: law.Team{"Z1", "Z2"}}, v)
	r.Propose(law.OutcomeNoProblem, nil).Confirm()
	v, _ = cases.PastVisitOf(r.Case)
	require.True(t, v.Clear)
}

// TestCapByType: the cap binds 日常检查; 个案检查 is only warned of, 专项检查 too as long
// as the bureau sets no cap of its own.
func TestCapByType(t *testing.T) {
	visits := []cases.PastVisit{{On: inspectiontest.March(1)}, {On: inspectiontest.Date(2025, 4, 1), Type: cases.VisitRoutine},
		{On: inspectiontest.Date(2025, 5, 1), Type: cases.VisitSpecific}, {On: inspectiontest.Date(2025, 6, 1), Type: cases.VisitCampaign}}
	often := func(visits int) []cases.VisitWarning {
		return []cases.VisitWarning{{Span: cases.SpanYear, Visits: visits, Most: 2}}
	}
	for _, tc := range []struct {
		name     string
		visits   []cases.PastVisit
		as       cases.VisitType
		campaign int
		want     cases.VisitCount
	}{
		{"routine: one below the cap", visits[1:], cases.VisitRoutine, 0, cases.VisitCount{ThisYear: 3, Cap: 2, Counted: 1}},
		{"routine: at the cap", visits, cases.VisitRoutine, 0, cases.VisitCount{ThisYear: 4, Cap: 2, Counted: 2}},
		{"not said: routine", visits, "", 0, cases.VisitCount{ThisYear: 4, Cap: 2, Counted: 2}},
		{"specific: seldom", visits[3:], cases.VisitSpecific, 0, cases.VisitCount{ThisYear: 1}},
		{"specific: as often as routine may be", visits[2:], cases.VisitSpecific, 0, cases.VisitCount{ThisYear: 2, Warnings: often(3)}},
		{"specific: oftener", visits, cases.VisitSpecific, 0, cases.VisitCount{ThisYear: 4, Warnings: often(5)}},
		{"campaign: no cap", visits, cases.VisitCampaign, 0, cases.VisitCount{ThisYear: 4, Warnings: often(5)}},
		{"campaign: a cap of its own", visits, cases.VisitCampaign, 1, cases.VisitCount{ThisYear: 4, Cap: 1, Counted: 1}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			limits := cases.VisitLimits{PerYear: 2, Campaign: tc.campaign}
			require.Equal(t, tc.want, limits.Count(tc.visits, "C", nil, tc.as, inspectiontest.Date(2025, 9, 1), inspectiontest.Date(2025, 9, 2)))
		})
	}
}

func TestTypeOfAVisit(t *testing.T) {
	r := inspectiontest.Filed2025(t)
	f := r.ProposalFacts()
	f.Type = "raid"
	e := r.Refused("visit_proposal_invalid", "lead", f, inspectiontest.Reasoned)
	require.Equal(t, []string{"type"}, inspectiontest.Fields(e))
	f.Type, f.Count = cases.VisitSpecific, cases.VisitCount{ThisYear: 9}
	r.Do("lead", f)
	require.Contains(t, r.Told[len(r.Told)-1].Text, "个案检查")
	r.Approve().Scan().At(r.Now.Add(time.Hour)).Visit(inspectiontest.Clear()).Sign()
	v, made := cases.PastVisitOf(r.Case)
	require.True(t, made)
	require.Equal(t, cases.VisitSpecific, v.Type)
	require.Equal(t, "日常检查", cases.VisitType("").Chinese())
}
