package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func visitsOn(days ...calendar.Date) []inspection.PastVisit {
	var out []inspection.PastVisit
	for _, d := range days {
		out = append(out, inspection.PastVisit{On: d})
	}
	return out
}

// TestVisitWarnings: more than one a day, two a week, three a month (成都), each
// with one less, as many and one more.
func TestVisitWarnings(t *testing.T) {
	limits := inspection.DefaultVisitLimits
	for _, tc := range []struct {
		name     string
		visits   []inspection.PastVisit
		from, to calendar.Date
		want     []inspection.VisitWarning
	}{
		{"none", nil, march(5), march(5), nil},
		{"one the day before", visitsOn(march(4)), march(5), march(5), nil},
		{"one that day", visitsOn(march(5)), march(5), march(5), []inspection.VisitWarning{{Span: inspection.SpanDay, Visits: 2, Most: 1}}},
		{"one the day after", visitsOn(march(6)), march(5), march(5), nil},
		{"one on a day between", visitsOn(march(6)), march(5), march(7), []inspection.VisitWarning{{Span: inspection.SpanDay, Visits: 2, Most: 1}}},
		{"two that week, Monday and Sunday", visitsOn(march(3), march(9)), march(5), march(5), []inspection.VisitWarning{{Span: inspection.SpanWeek, Visits: 3, Most: 2}}},
		{"the Sunday before and the Monday after", visitsOn(march(2), march(10)), march(5), march(5), nil},
		{"three that month", visitsOn(march(1), march(12), march(31)), march(5), march(5), []inspection.VisitWarning{{Span: inspection.SpanMonth, Visits: 4, Most: 3}}},
		{"the days around the month", visitsOn(date(2025, 2, 28), march(12), march(31), date(2025, 4, 1)), march(5), march(5), nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.want, limits.Count(tc.visits, "C", nil, tc.from, tc.to).Warnings)
		})
	}
	require.Empty(t, inspection.VisitLimits{}.Count(visitsOn(march(5), march(5), march(5), march(5)), "", nil, march(5), march(5)).Warnings)
}

func TestVisitsOfTheYear(t *testing.T) {
	limits := inspection.VisitLimits{PerYear: 2, ByGrade: map[string]int{"A": 1, "E": 0}}
	count := limits.Count(visitsOn(date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)), "C", nil, march(5), march(5))
	require.Equal(t, inspection.VisitCount{ThisYear: 2, Cap: 2}, count)
	for grade, most := range map[string]int{"A": 1, "C": 2, "": 2, "E": 0} {
		require.Equal(t, most, limits.Cap(grade), grade)
	}
}

func TestClearVisitsInARow(t *testing.T) {
	own := func(clear bool, team inspection.Team, day int) inspection.PastVisit {
		return inspection.PastVisit{On: march(day), Case: "x", Team: team, Clear: clear}
	}
	z1, z2 := inspection.Team{"Z1", "Z3"}, inspection.Team{"Z2", "Z4"}
	for _, tc := range []struct {
		name     string
		visits   []inspection.PastVisit
		in       int
		repeated bool
	}{
		{"two", []inspection.PastVisit{own(true, z1, 4), own(true, z1, 3)}, 2, false},
		{"three", []inspection.PastVisit{own(true, z1, 4), own(true, z1, 3), own(true, z1, 5)}, 3, true},
		{"the last found something", []inspection.PastVisit{own(true, z1, 4), own(true, z1, 3), own(true, z1, 5), own(false, z1, 6)}, 0, false},
		{"an earlier one found something", []inspection.PastVisit{own(false, z1, 1), own(true, z1, 3), own(true, z1, 5), own(true, z1, 6)}, 3, true},
		{"by others", []inspection.PastVisit{own(true, z2, 4), own(true, z2, 3), own(true, z2, 5)}, 0, false},
		{"last year's", append([]inspection.PastVisit{{On: date(2024, 12, 31), Team: z1, Clear: true}}, own(true, z1, 4), own(true, z1, 3)), 2, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			count := inspection.DefaultVisitLimits.Count(tc.visits, "C", inspection.Team{"Z1", "Z9"}, march(12), march(12))
			require.Equal(t, tc.in, count.ClearInARow)
			require.Equal(t, tc.repeated, count.Repeated)
		})
	}
}

func TestPastVisitOf(t *testing.T) {
	r := filed2025(t)
	_, made := inspection.PastVisitOf(r.c)
	require.False(t, made)
	r.inspect2025(clear())
	v, made := inspection.PastVisitOf(r.c)
	require.True(t, made)
	require.Equal(t, inspection.PastVisit{On: march(3), Case: caseNo, Team: inspection.Team{"Z1", "Z2"}}, v)
	r.propose(inspection.OutcomeNoProblem, nil).confirm()
	v, _ = inspection.PastVisitOf(r.c)
	require.True(t, v.Clear)
}
