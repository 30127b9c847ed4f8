package calendar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestAddWorkingDays(t *testing.T) {
	for _, test := range []struct {
		from string
		n    int
		want string
		why  string
	}{
		{"2024-04-19", 20, "2024-05-20", "劳动节 between, two make-up days"},
		{"2024-09-23", 20, "2024-10-24", "国庆节 between, two make-up days"},
		{"2025-09-12", 20, "2025-10-16", "国庆节 and 中秋节 between, two make-up days"},
		{"2024-02-02", 1, "2024-02-04", "make-up Sunday"},
		{"2024-02-09", 1, "2024-02-18", "over 春节 to the make-up Sunday"},
		{"2024-02-09", 2, "2024-02-19", "the Monday after it"},
		{"2024-02-12", 1, "2024-02-18", "from within 春节"},
		{"2024-04-19", 0, "2024-04-19", "nothing to add"},
		{"2024-04-20", 0, "2024-04-20", "nothing to add, on a Saturday too"},
		{"2024-05-20", -20, "2024-04-19", "back again"},
		{"2024-02-18", -1, "2024-02-09", "back over 春节"},
		{"2024-04-21", -1, "2024-04-19", "from a Sunday back"},
		{"2025-12-31", 1, "2026-01-04", "元旦 of 2026 with its make-up Sunday"},
		{"2026-12-31", 1, "2027-01-04", "unknown year: the law's New Year's Day and the weekend"},
	} {
		require.Equal(t, on(t, test.want), Embedded().AddWorkingDays(on(t, test.from), test.n),
			"%s %+d: %s", test.from, test.n, test.why)
	}
	require.Equal(t, Date{}, Embedded().AddWorkingDays(Date{}, 5))
	require.Equal(t, Date{maxOrdinal}, Embedded().AddWorkingDays(on(t, "9999-12-30"), 10))
	require.Equal(t, Date{minOrdinal}, Embedded().AddWorkingDays(on(t, "0001-01-02"), -10))
}

func TestFirstWorkingDayOfMonth(t *testing.T) {
	for _, test := range []struct {
		year  int
		month time.Month
		want  string
	}{
		{2024, time.April, "2024-04-01"},
		{2024, time.May, "2024-05-06"},
		{2024, time.June, "2024-06-03"},
		{2024, time.October, "2024-10-08"},
		{2025, time.January, "2025-01-02"},
		{2025, time.February, "2025-02-05"},
		{2026, time.January, "2026-01-04"},
	} {
		require.Equal(t, on(t, test.want), Embedded().FirstWorkingDayOfMonth(test.year, test.month))
	}
}

func TestWorkingDayFrom(t *testing.T) {
	for from, want := range map[string]string{
		"2024-04-03": "2024-04-03",
		"2024-04-04": "2024-04-07",
		"2024-04-07": "2024-04-07",
		"2024-04-13": "2024-04-15",
	} {
		require.Equal(t, on(t, want), Embedded().WorkingDayFrom(on(t, from)), from)
	}
	require.Equal(t, Date{}, Embedded().WorkingDayFrom(Date{}))
}

func TestWorkingDaysBetween(t *testing.T) {
	for _, test := range []struct {
		from, to string
		want     int
	}{
		{"2024-04-19", "2024-05-20", 20},
		{"2024-05-20", "2024-04-19", -20},
		{"2024-04-19", "2024-04-19", 0},
		{"2024-04-19", "2024-04-21", 0},
		{"2024-04-19", "2024-04-22", 1},
		{"2024-02-09", "2024-02-17", 0},
		{"2024-02-09", "2024-02-18", 1},
	} {
		require.Equal(t, test.want, Embedded().WorkingDaysBetween(on(t, test.from), on(t, test.to)),
			"%s to %s", test.from, test.to)
	}
	require.Zero(t, Embedded().WorkingDaysBetween(Date{}, on(t, "2024-04-19")))
	require.Zero(t, Embedded().WorkingDaysBetween(on(t, "2024-04-19"), Date{}))
}

func TestAddWorkingDaysThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := calendars().Draw(t, "calendar")
		d := dates().Draw(t, "date")
		n := rapid.IntRange(1, 300).Draw(t, "n")

		there := c.AddWorkingDays(d, n)
		require.True(t, c.IsWorkingDay(there))
		require.Equal(t, n, c.WorkingDaysBetween(d, there))
		require.Equal(t, -n, c.WorkingDaysBetween(there, d))
		if back := c.AddWorkingDays(there, -n); c.IsWorkingDay(d) {
			require.Equal(t, d, back)
		} else {
			require.Equal(t, c.AddWorkingDays(d, -1), back)
		}
	})
}

func TestAddWorkingDaysIsTheLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := calendars().Draw(t, "calendar")
		d := dates().Draw(t, "date")
		n := rapid.IntRange(1, 60).Draw(t, "n")
		end := c.AddWorkingDays(d, n)
		require.Equal(t, n-1, c.WorkingDaysBetween(d, end.AddDays(-1)))
		require.Equal(t, end, c.AddWorkingDays(c.AddWorkingDays(d, n-1), 1))
	})
}

func BenchmarkAddWorkingDays20(b *testing.B) {
	c, from := Embedded(), NewDate(2024, time.September, 23)
	b.ReportAllocs()
	for b.Loop() {
		c.AddWorkingDays(from, 20)
	}
}

func BenchmarkCount20WorkingDays(b *testing.B) {
	c, start, p := Embedded(), NewDate(2024, time.September, 23).At(15, 30), PeriodOf(20, WorkingDays)
	b.ReportAllocs()
	for b.Loop() {
		c.Count(start, p)
	}
}

func TestCountingDoesNotAllocate(t *testing.T) {
	c, from := Embedded(), NewDate(2024, time.September, 23)
	start := from.At(15, 30)
	suspensions := []Suspension{{From: from.AddDays(3), To: from.AddDays(9)}}
	require.Zero(t, testing.AllocsPerRun(100, func() {
		c.AddWorkingDays(from, 20)
		c.Count(start, PeriodOf(20, WorkingDays))
		c.CountWith(from, PeriodOf(3, Months), nil, suspensions)
	}))
}
