package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// afterTheCourt is a fine of 50,000 yuan with its demand served, and the lawsuit over on
// 20 August 2024.
func afterTheCourt(t testing.TB, outcome proceedings.RemedyOutcome) *inspectiontest.ProceedingRun {
	t.Helper()
	return demanded(t).OnDay(inspectiontest.Date(2024, 7, 1)).Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: inspectiontest.Date(2024, 7, 1)}).
		OnDay(inspectiontest.Date(2024, 8, 20)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.Date(2024, 8, 20), Outcome: outcome})
}

// TestCourtApplicationInTime (行政强制法第53条; 行政诉讼法第95条; 法释〔2018〕1号第153条、第156条):
// three months from the end of the time for litigation, two years after a judgment, of
// which the three months remind; later with a reason.
func TestCourtApplicationInTime(t *testing.T) {
	unsued := func(t testing.TB) *inspectiontest.ProceedingRun { return demanded(t) }
	judged := func(t testing.TB) *inspectiontest.ProceedingRun { return afterTheCourt(t, proceedings.RemedyUpheld) }
	for _, c := range []struct {
		name         string
		at           penaltyRun
		day          calendar.Date
		needs, after bool // a reason is needed; the three months are over
	}{
		{"the day before", unsued, inspectiontest.Date(2025, 1, 15), false, false},
		{"the last day", unsued, inspectiontest.Date(2025, 1, 16), false, false},
		{"the day after", unsued, inspectiontest.Date(2025, 1, 17), true, true},
		{"three months after the judgment", judged, inspectiontest.Date(2024, 11, 20), false, false},
		{"the day after them", judged, inspectiontest.Date(2024, 11, 21), false, true},
		{"the day before the two years end", judged, inspectiontest.Date(2026, 8, 19), false, true},
		{"the last day of the two years", judged, inspectiontest.Date(2026, 8, 20), false, true},
		{"the day after the two years", judged, inspectiontest.Date(2026, 8, 21), true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := c.at(t).OnDay(c.day)
			require.Equal(t, c.after, r.Deadline(law.DeadlineCourtApplication).Overdue)
			if c.needs {
				e := r.Refused("court_application_out_of_time", "director", proceedings.ApplyToCourt{On: c.day})
				require.Contains(t, e.Message, "正当理由")
				r.Do("director", proceedings.ApplyToCourt{On: c.day}, inspectiontest.Reasoned)
				return
			}
			r.Do("director", proceedings.ApplyToCourt{On: c.day})
		})
	}
}
