package calendar

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNoRoll: the last day stays where it falls, on a working day, at a weekend and in
// a holiday; what moves besides is a suspension only.
func TestNoRoll(t *testing.T) {
	for _, test := range []struct {
		start  string
		period Period
		stays  string
		moves  string
	}{
		{"2026-02-10", PeriodOf(3, Days), "2026-02-13", "2026-02-13"},
		{"2026-02-11", PeriodOf(3, Days), "2026-02-14", "2026-02-14"}, // a make-up Saturday
		{"2026-02-12", PeriodOf(3, Days), "2026-02-15", "2026-02-24"}, // 春节
		{"2026-02-13", PeriodOf(3, Days), "2026-02-16", "2026-02-24"},
		{"2026-09-27", PeriodOf(3, Days), "2026-09-30", "2026-09-30"},
		{"2026-09-28", PeriodOf(3, Days), "2026-10-01", "2026-10-08"}, // 国庆节
		{"2026-09-29", PeriodOf(3, Days), "2026-10-02", "2026-10-08"},
		{"2024-10-02", PeriodOf(2, Years), "2026-10-02", "2026-10-08"},
		{"2024-10-03", PeriodOf(2, Years), "2026-10-03", "2026-10-08"},
		{"2024-10-08", PeriodOf(2, Years), "2026-10-08", "2026-10-08"},
		{"2024-11-30", PeriodOf(3, Months), "2025-02-28", "2025-02-28"},
	} {
		stays := test.period
		stays.NoRoll = true
		start := on(t, test.start)
		require.Equal(t, test.moves, Embedded().CountFromDate(start, test.period).Date.String(), test.start)
		end := Embedded().CountFromDate(start, stays)
		require.Equal(t, test.stays, end.Date.String(), test.start)
		require.False(t, end.Provisional, "no notice can move it")
		days := Embedded().Explain(start, stays)
		require.Equal(t, end.Date, days[len(days)-1].Date)
		require.True(t, days[len(days)-1].Counted)
	}
	threeDays := Period{Amount: 3, Unit: Days, NoRoll: true}
	stood := []Suspension{{From: on(t, "2026-02-14"), To: on(t, "2026-02-20")}}
	require.Equal(t, "2026-02-23", Embedded().CountWith(on(t, "2026-02-13"), threeDays, nil, stood).Date.String())
	require.Equal(t, "2026-02-18", Embedded().CountWith(on(t, "2026-02-13"), threeDays, []Period{{Amount: 2, Unit: Days}}, nil).Date.String())
	require.Equal(t, "3日", threeDays.String(), "a length is written as it is")
}
