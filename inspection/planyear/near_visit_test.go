package planyear_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/planyear"
)

func lawOf2024(t *testing.T) law.Law {
	t.Helper()
	e, err := law.EditionOf("2024")
	require.NoError(t, err)
	return law.Law{Edition: e, Calendar: calendar.Embedded(), Reminders: law.DefaultReminders}
}

func agreed(day calendar.Date) func(*cases.Case) {
	return func(c *cases.Case) { c.VisitAgreed = day }
}

func otherCase(change ...func(*cases.Case)) cases.Case {
	c := aCase(1, change...)
	c.No, c.Task = "2024001-002-0001", "2024001-002"
	return c
}

func TestSpanOfAVisit(t *testing.T) {
	t.Parallel()
	l, today := lawOf2024(t), april(8)
	span := func(change ...func(*cases.Case)) planyear.VisitSpan {
		s, visited := planyear.SpanOf(aCase(1, change...), l, today)
		require.True(t, visited)
		return s
	}
	require.Equal(t, planyear.VisitSpan{From: april(19), To: april(19), Certainty: planyear.VisitDone}, span(visited("", "")))
	require.Equal(t, planyear.VisitSpan{From: april(9), To: april(9), Certainty: planyear.VisitAgreed}, span(agreed(april(9))))
	require.Equal(t, planyear.VisitAgreed, span(agreed(today)).Certainty)
	require.Equal(t, planyear.VisitToCome, span(agreed(april(7))).Certainty, "a day that passed without a visit is none")
	// 3, 10 and 20 working days from 2 April, over 清明 and 劳动节.
	require.Equal(t, planyear.VisitSpan{From: today, To: calendar.NewDate(2024, time.May, 21), Certainty: planyear.VisitToCome}, span())
	running := func(last calendar.Date) func(*cases.Case) {
		return func(c *cases.Case) {
			c.Deadlines = law.Deadlines{{Kind: law.DeadlineOnSite, Last: last}}
		}
	}
	require.Equal(t, april(25), span(running(april(25))).To)
	require.Equal(t, today, span(running(april(3))).To, "overdue: at the earliest today")
	for name, change := range map[string]func(*cases.Case){
		"cancelled": func(c *cases.Case) { c.Stage = cases.StageCancelled },
		"replaced":  func(c *cases.Case) { c.Replaced = true },
		"closed":    func(c *cases.Case) { c.Stage = cases.StageClosed },
	} {
		_, visited := planyear.SpanOf(aCase(1, change), l, today)
		require.False(t, visited, name)
	}
}

func TestNear(t *testing.T) {
	t.Parallel()
	l, today := lawOf2024(t), april(8)
	near := func(a, b cases.Case, within int) (planyear.NearVisit, bool) {
		return planyear.Near(a, b, l, l, today, within)
	}
	for _, tc := range []struct {
		within int
		near   bool
	}{{9, false}, {10, true}, {11, true}} {
		n, is := near(aCase(1, agreed(april(10))), otherCase(agreed(april(20))), tc.within)
		require.Equal(t, tc.near, is, "%d days", tc.within)
		if is {
			require.Equal(t, 10, n.DaysApart)
			require.Zero(t, n.JoinOn, "two days agreed are not one")
		}
		_, is = near(aCase(1, agreed(april(20))), otherCase(agreed(april(10))), tc.within)
		require.Equal(t, tc.near, is, "whichever comes first")
	}
	n, is := near(aCase(1), otherCase(agreed(april(10))), 0)
	require.True(t, is)
	require.Equal(t, april(10), n.JoinOn)
	require.Contains(t, n.Advice, "2024年4月10日同日检查")
	n, is = near(aCase(1, agreed(april(10))), otherCase(), 0)
	require.True(t, is)
	require.Equal(t, april(10), n.JoinOn)
	n, is = near(aCase(1), otherCase(), 0)
	require.True(t, is)
	require.Zero(t, n.JoinOn)
	require.Contains(t, n.Advice, "约定同一检查日期")
	n, is = near(aCase(1, agreed(april(22))), otherCase(visited("", "")), 30)
	require.True(t, is)
	require.Zero(t, n.JoinOn)
	require.Equal(t, 3, n.DaysApart)
	require.Contains(t, n.Advice, "已于2024年4月19日")
	joined := func(state cases.JointVisitState) func(*cases.Case) {
		return func(c *cases.Case) {
			c.Joint = &cases.JointVisit{With: otherCase().No, State: state}
		}
	}
	n, is = near(aCase(1, joined(cases.JointVisitAgreed)), otherCase(), 0)
	require.True(t, is)
	require.True(t, n.Joined)
	require.Contains(t, n.Advice, "已与案件2024001-002-0001合并检查")
	n, is = near(aCase(1, joined(cases.JointVisitParted)), otherCase(), 0)
	require.True(t, is)
	require.False(t, n.Joined, "parted, they can be joined again")
	for name, pair := range map[string][2]cases.Case{
		"done here":      {aCase(1, visited("", "")), otherCase()},
		"the same task":  {aCase(1), aCase(1)},
		"another entity": {aCase(1), otherCase(func(c *cases.Case) { c.Entity = "E2" })},
		"cancelled":      {aCase(1), otherCase(func(c *cases.Case) { c.Stage = cases.StageCancelled })},
	} {
		_, is := near(pair[0], pair[1], 30)
		require.False(t, is, name)
	}
}
