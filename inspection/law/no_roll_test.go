package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// TestWhatNoDayOffMoves: an office's own days, and what lasts against the entity; in
// every edition, since no law that is in force ever said otherwise.
func TestWhatNoDayOffMoves(t *testing.T) {
	offices := []law.DeadlineKind{law.DeadlinePoliceApproval, law.DeadlinePoliceDecision, law.DeadlinePoliceObjection, law.DeadlinePoliceReconsideration,
		law.DeadlinePoliceSupervision, law.DeadlinePoliceEvidence}
	for _, e := range law.Editions {
		for _, kind := range offices {
			p, known := e.Period(kind)
			require.True(t, known && p.NoRoll, kind)
			for from, last := range map[calendar.Date]calendar.Date{
				calendar.NewDate(2026, 2, 10): calendar.NewDate(2026, 2, 13), // the last working Friday before 春节
				calendar.NewDate(2026, 2, 11): calendar.NewDate(2026, 2, 14),
				calendar.NewDate(2026, 2, 13): calendar.NewDate(2026, 2, 16),
				calendar.NewDate(2026, 9, 27): calendar.NewDate(2026, 9, 30),
				calendar.NewDate(2026, 9, 29): calendar.NewDate(2026, 10, 2),
			} {
				require.Equal(t, last, calendar.Embedded().CountFromDate(from, p.Counted(p.Period)).Date, kind)
			}
		}
		for _, kind := range []law.DeadlineKind{law.PeriodLimitation, law.PeriodShortestPublicTerm, law.DeadlinePublicTerm} {
			p, _ := e.Period(kind)
			require.Equal(t, law.PlainEnd(calendar.NewDate(2024, 10, 3), p.Period), calendar.Embedded().CountFromDate(calendar.NewDate(2024, 10, 3), p.Counted(p.Period)).Date, kind)
		}
		payment, _ := e.Period(law.DeadlinePayment)
		require.False(t, payment.NoRoll, "a party's period moves")
	}
}
