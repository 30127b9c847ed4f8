package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/calendar"
)

func mustDate(t require.TestingT, text string) calendar.Date {
	d, err := calendar.ParseDate(text)
	require.NoError(t, err)
	return d
}

func TestDay(t *testing.T) {
	c := calendar.Embedded()
	for _, want := range []struct {
		date, weekday, reason string
		working, settled      bool
	}{
		{"2024-02-08", "星期四", "工作日", true, true},
		{"2024-02-09", "星期五", "工作日", true, true}, // New Year's Eve of 2024 was no day off
		{"2024-02-10", "星期六", "春节放假", false, true},
		{"2024-02-17", "星期六", "春节放假", false, true},
		{"2024-02-18", "星期日", "春节调休上班", true, true},
		{"2024-02-24", "星期六", "周末", false, true},
		{"2024-09-29", "星期日", "国庆节调休上班", true, true},
		{"2024-10-07", "星期一", "国庆节放假", false, true},
		{"2022-12-31", "星期六", "元旦放假", false, false},
		{"2026-12-26", "星期六", "周末", false, true},
		{"2026-12-28", "星期一", "工作日", true, false}, // the notice for 2027 can reach it
		{"2027-02-08", "星期一", "工作日", true, false},
	} {
		t.Run(want.date, func(t *testing.T) {
			day := c.Day(mustDate(t, want.date))
			require.Equal(t, want.weekday, day.Weekday())
			require.Equal(t, want.reason, day.Reason())
			require.Equal(t, want.working, day.Working())
			require.Equal(t, want.settled, day.Settled)
		})
	}
	require.Zero(t, c.Day(calendar.Date{}))
	require.Empty(t, calendar.Day{}.Reason())
}

func TestExplain(t *testing.T) {
	c := calendar.Embedded()
	leftOut := func(days []calendar.CountedDay) (dates []string) {
		for _, d := range days {
			if !d.Counted {
				dates = append(dates, d.Date.String()+d.Reason())
			}
		}
		return dates
	}
	for _, want := range []struct {
		name, start, period string
		days                int
		leftOut             []string
	}{
		{"over the Spring Festival", "2024-02-08", "3个工作日", 11, []string{"2024-02-10春节放假", "2024-02-11春节放假", "2024-02-12春节放假", "2024-02-13春节放假",
			"2024-02-14春节放假", "2024-02-15春节放假", "2024-02-16春节放假", "2024-02-17春节放假"}},
		{"a plain weekend", "2024-04-19", "1个工作日", 3, []string{"2024-04-20周末", "2024-04-21周末"}},
		{"calendar days that end on a working day", "2024-04-15", "15日", 15, nil},
		{"calendar days that roll over the holiday", "2024-04-16", "15日", 20, []string{"2024-05-02劳动节放假", "2024-05-03劳动节放假", "2024-05-04劳动节放假", "2024-05-05劳动节放假", "2024-05-06工作日"}},
		{"a month to a shorter month's end", "2024-01-31", "1个月", 29, nil},
		{"months that roll", "2024-02-04", "3个月", 92, []string{"2024-05-05劳动节放假", "2024-05-06工作日"}},
		{"two years that roll", "2023-05-02", "2年", 735, []string{"2025-05-03劳动节放假", "2025-05-04劳动节放假", "2025-05-05劳动节放假", "2025-05-06工作日"}},
		{"a year that rolls", "2023-02-10", "1年", 373, []string{"2024-02-11春节放假", "2024-02-12春节放假", "2024-02-13春节放假", "2024-02-14春节放假",
			"2024-02-15春节放假", "2024-02-16春节放假", "2024-02-17春节放假", "2024-02-18春节调休上班"}},
		{"the day itself", "2024-04-19", "0个工作日", 0, nil},
		{"the day itself, which is none", "2024-04-20", "0个工作日", 2, []string{"2024-04-21周末", "2024-04-22工作日"}},
		{"hours", "2024-04-19", "24小时", 0, nil},
	} {
		t.Run(want.name, func(t *testing.T) {
			p, err := calendar.ParsePeriod(want.period)
			require.NoError(t, err)
			days := c.Explain(mustDate(t, want.start), p)
			require.Len(t, days, want.days)
			require.Equal(t, want.leftOut, leftOut(days))
		})
	}
	require.Nil(t, c.Explain(calendar.Date{}, calendar.PeriodOf(1, calendar.Days)))
}

// An explanation ends where the count does, and counts as many days as the period
// has.
func TestExplainAgreesWithCount(t *testing.T) {
	c := calendar.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		start := mustDate(t, "2022-12-01").AddDays(rapid.IntRange(0, 1800).Draw(t, "start"))
		unit := rapid.SampledFrom([]calendar.Unit{calendar.WorkingDays, calendar.Days}).Draw(t, "unit")
		n := rapid.IntRange(1, 100).Draw(t, "n")
		days := c.Explain(start, calendar.PeriodOf(n, unit))
		require.Equal(t, c.CountFromDate(start, calendar.PeriodOf(n, unit)).Date, days[len(days)-1].Date)
		counted := 0
		for i, d := range days {
			require.Equal(t, start.AddDays(i+1), d.Date)
			require.Equal(t, c.IsWorkingDay(d.Date), d.Working())
			if d.Counted {
				counted++
			}
		}
		require.Equal(t, n, counted)
	})
}

// With extensions and suspensions too an explanation ends where the count does; the
// days on which the period stood still are told apart.
func TestExplainWithExtensionsAndSuspensions(t *testing.T) {
	c := calendar.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		start := mustDate(t, "2023-12-01").AddDays(rapid.IntRange(0, 300).Draw(t, "start"))
		unit := rapid.SampledFrom([]calendar.Unit{calendar.WorkingDays, calendar.Days}).Draw(t, "unit")
		n, more := rapid.IntRange(1, 40).Draw(t, "n"), rapid.IntRange(1, 20).Draw(t, "more")
		from := start.AddDays(rapid.IntRange(1, 30).Draw(t, "from"))
		stood := []calendar.Suspension{{From: from, To: from.AddDays(rapid.IntRange(0, 20).Draw(t, "long"))}}
		extended := []calendar.Period{calendar.PeriodOf(more, unit)}
		days := c.ExplainWith(start, calendar.PeriodOf(n, unit), extended, stood)
		require.Equal(t, c.CountWith(start, calendar.PeriodOf(n, unit), extended, stood).Date, days[len(days)-1].Date)
		counted := 0
		for _, d := range days {
			within := !d.Date.Before(stood[0].From) && !d.Date.After(stood[0].To)
			require.Equal(t, within, d.Suspended)
			require.False(t, d.Suspended && d.Counted)
			if d.Counted {
				counted++
			}
		}
		require.Equal(t, n+more, counted)
	})
	open := []calendar.Suspension{{From: mustDate(t, "2024-04-02")}}
	require.Nil(t, c.ExplainWith(mustDate(t, "2024-04-01"), calendar.PeriodOf(5, calendar.Days), nil, open), "nobody knows its end")
	require.Nil(t, c.ExplainWith(mustDate(t, "2024-04-01"), calendar.PeriodOf(5, calendar.Days), []calendar.Period{calendar.PeriodOf(1, calendar.Hours)}, nil))
}
