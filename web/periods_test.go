package web

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// A period shows its end and what is left of it, or how it ended; its days are listed with
// those on which it stood still.
func TestPeriodsOfASubject(t *testing.T) {
	cal, edition := calendar.Embedded(), law.Editions[0]
	day := func(d int) calendar.Date { return calendar.NewDate(2024, time.April, d) }
	stood := []calendar.Suspension{{From: day(9), To: day(10)}}
	last := cal.CountWith(day(8), calendar.PeriodOf(5, calendar.WorkingDays), nil, stood)
	d := law.Docket{Suspensions: stood,
		Deadlines: law.Deadlines{{Kind: law.DeadlineSelfCheck, Name: "自查", From: day(8).Start(), Period: calendar.PeriodOf(5, calendar.WorkingDays), Suspensions: stood, Due: last.At, Last: last.Date}},
		Met: []law.MetDeadline{{Kind: law.DeadlineNotify, From: day(1).Start(), Period: calendar.PeriodOf(3, calendar.WorkingDays), Last: day(7), Due: day(7).End(), Met: day(8).At(10, 0), Late: true},
			{Kind: law.DeadlineSelfCheck, From: day(1).Start(), Period: calendar.PeriodOf(3, calendar.WorkingDays), Last: day(7), Due: day(7).End(), Met: day(7).End(), Lapsed: true}}}
	lines := periodLines(d, edition, cal, day(12).At(9, 0))
	require.Equal(t, "2024年4月17日24时", lines[0].Until)
	require.Equal(t, "还有3个工作日届满", lines[0].State)
	require.True(t, lines[0].Days[0].Suspended)
	require.Equal(t, day(17), lines[0].Days[len(lines[0].Days)-1].Date)
	require.Equal(t, "逾期，已于2024-04-08 10:00办理", lines[1].State)
	require.True(t, lines[1].Alarm && lines[1].Ended)
	require.Equal(t, day(7), lines[1].Days[len(lines[1].Days)-1].Date, "what stood still later changes nothing")
	require.Equal(t, "届满未办理", lines[2].State)
	require.Equal(t, "2024年4月9日至2024年4月10日", suspended(stood))

	d.Deadlines[0].Suspensions = []calendar.Suspension{{From: day(9)}}
	line := periodLines(d, edition, cal, day(12).At(9, 0))[0]
	require.Equal(t, "中止，恢复后继续计算", line.State)
	require.Empty(t, line.Until+suspended(nil))
	require.Empty(t, line.Days)
}

// A count over years is shown by its first days.
func TestLongCountsAreCut(t *testing.T) {
	d := law.Docket{Deadlines: law.Deadlines{{Kind: law.DeadlineSelfCheck, From: calendar.NewDate(2024, time.April, 1).Start(), Period: calendar.PeriodOf(2, calendar.Years)}}}
	line := periodLines(d, law.Editions[0], calendar.Embedded(), time.Time{})[0]
	require.Len(t, line.Days, mostDaysShown)
	require.Positive(t, line.Left)
}
