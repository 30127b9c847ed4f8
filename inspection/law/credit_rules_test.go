package law_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// TestCreditRulesOn: 第58号 to the end of 31 March 2026, 第36号 from the day on.
func TestCreditRulesOn(t *testing.T) {
	day := calendar.NewDate(2026, time.April, 1)
	for on, code := range map[calendar.Date]string{
		calendar.NewDate(2020, time.January, 1): "2023", calendar.NewDate(2023, time.May, 1): "2023",
		day.AddDays(-1): "2023", day: "2026", day.AddDays(1): "2026",
	} {
		require.Equal(t, code, law.CreditRulesOn(on).Code, on)
		require.Equal(t, code == "2026", law.CreditRulesOn(on).Graded(), on)
		next, known := law.CreditRulesAfter(on)
		require.Equal(t, on.Before(day), known, on)
		if known && !on.Before(calendar.NewDate(2023, time.May, 1)) {
			require.Equal(t, "2026", next.Code)
		}
	}
	for i, r := range law.AllCreditRules {
		require.Len(t, r.Terms, len(law.PublicityGrades))
		require.Equal(t, r.From, r.Since, "%s is in force since the day from which it is used", r.Code)
		if i+1 < len(law.AllCreditRules) {
			require.Equal(t, law.AllCreditRules[i+1].From, r.Until)
		}
		for _, g := range law.PublicityGrades {
			require.Equal(t, g, r.Term(g).Grade)
		}
		require.Equal(t, r.Term(law.PublicityOrdinary), r.Term(""))
		got, err := law.CreditRulesOf(r.Code)
		require.NoError(t, err)
		require.Equal(t, r.Code, got.Code)
	}
	_, err := law.CreditRulesOf("1999")
	require.ErrorContains(t, err, "1999")
}

// TestTermOutlasts: the last day is one on which it is shown.
func TestTermOutlasts(t *testing.T) {
	term := law.CreditRulesOn(calendar.NewDate(2026, time.April, 1)).Term(law.PublicityMinor)
	decided := calendar.NewDate(2026, time.April, 1)
	last := calendar.NewDate(2026, time.July, 1)
	require.True(t, term.Outlasts(decided, last.AddDays(-1)))
	require.True(t, term.Outlasts(decided, last))
	require.False(t, term.Outlasts(decided, last.AddDays(1)))
	require.False(t, law.PublicityMinor.ByDefault())
	require.True(t, law.PublicityOrdinary.ByDefault() && law.PublicitySerious.ByDefault())
}
