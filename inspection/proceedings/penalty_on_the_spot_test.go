package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// onTheSpot is a fine of 1,000 yuan decided and served at once on 8 April, and reported:
// the sixty days for reconsideration end on 7 June.
func onTheSpot(t testing.TB) *inspectiontest.ProceedingRun {
	t.Helper()
	return inspectiontest.PenaltyFiled(t).PunishedOnTheSpot(inspectiontest.Fine(1_000)[0]).
		Do("lead", proceedings.ReportOnTheSpot{On: inspectiontest.April(8)})
}

func reconsiders(day calendar.Date) proceedings.RecordRemedy {
	return proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: day}
}

func sues(day calendar.Date) proceedings.RecordRemedy {
	return proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: day}
}

// TestReconsiderationFirst (行政复议法第23条第一款第一项): no court before its decision;
// where nobody asks for it within sixty days, the decision is final.
func TestReconsiderationFirst(t *testing.T) {
	for _, day := range []calendar.Date{inspectiontest.Date(2024, 6, 6), inspectiontest.Date(2024, 6, 7)} {
		r := onTheSpot(t).OnDay(day)
		r.Refused("reconsideration_first", "clerk", sues(day))
		require.False(t, r.Runs(law.DeadlineCourtApplication))
		r.Do("clerk", reconsiders(day))
	}
	r := onTheSpot(t).OnDay(inspectiontest.Date(2024, 6, 8))
	r.Refused("reconsideration_first", "clerk", sues(r.Today()))
	r.Refused("remedy_out_of_time", "clerk", reconsiders(r.Today()))
	require.Equal(t, inspectiontest.Date(2024, 6, 7), r.Proceeding.Penalty.Execution.LitigationOver)
	require.Equal(t, inspectiontest.Date(2024, 9, 9), r.Deadline(law.DeadlineCourtApplication).Last, "7 September is a Saturday")
}

// TestAfterReconsiderationFirst: its decision opens the court for fifteen days; who
// withdrew it has what is left of the sixty, and after a lawsuit withdrawn nothing.
func TestAfterReconsiderationFirst(t *testing.T) {
	decided := func(o proceedings.RemedyOutcome) *inspectiontest.ProceedingRun {
		return onTheSpot(t).OnDay(inspectiontest.May(8)).Do("clerk", reconsiders(inspectiontest.May(8))).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.May(8), Outcome: o})
	}
	upheld := decided(proceedings.RemedyUpheld)
	require.Equal(t, inspectiontest.May(23), upheld.Deadline(law.DeadlineLitigationAfter).Last)
	upheld.Copied().OnDay(inspectiontest.May(24)).Refused("remedy_out_of_time", "clerk", sues(inspectiontest.May(24)))
	upheld.OnDay(inspectiontest.May(23)).Do("clerk", sues(inspectiontest.May(23))).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.May(23), Outcome: proceedings.RemedyWithdrawn})
	for _, again := range []proceedings.RecordRemedy{sues(inspectiontest.May(23)), reconsiders(inspectiontest.May(23))} {
		upheld.Refused("remedy_used", "clerk", again)
	}
	require.True(t, upheld.Runs(law.DeadlineCourtApplication))

	withdrawn := decided(proceedings.RemedyWithdrawn)
	require.Equal(t, inspectiontest.Date(2024, 6, 7), withdrawn.Deadline(law.DeadlineReconsideration).Last)
	withdrawn.Refused("reconsideration_first", "clerk", sues(inspectiontest.May(8)))
	withdrawn.Do("clerk", reconsiders(inspectiontest.May(8)))
}

// TestReconsiderationFirstInOldCases: the six months that ran for a lawsuit end with the
// sixty days.
func TestReconsiderationFirstInOldCases(t *testing.T) {
	r := onTheSpot(t)
	i := r.Proceeding.Deadlines.Index(law.DeadlineReconsideration)
	suit := r.Proceeding.Deadlines[i]
	suit.Kind, suit.Next = law.DeadlineLitigation, nil
	r.Proceeding.Deadlines = append(r.Proceeding.Deadlines, suit)
	r.OnDay(inspectiontest.Date(2024, 6, 8))
	require.False(t, r.Runs(law.DeadlineLitigation))
	require.True(t, r.Runs(law.DeadlineCourtApplication))
}
