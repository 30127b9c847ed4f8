package calendar

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// provisional marks an end in the tables below as one that a notice still to
// come can move.
const provisional = true

func TestCountFromDate(t *testing.T) {
	type counted struct {
		start       string
		period      Period
		last        string
		provisional bool
	}
	for name, tests := range map[string][]counted{
		"publication within 20 working days": {
			{"2024-04-19", PeriodOf(20, WorkingDays), "2024-05-20", false},
			{"2024-09-23", PeriodOf(20, WorkingDays), "2024-10-24", false},
			{"2025-09-12", PeriodOf(20, WorkingDays), "2025-10-16", false},
		},
		"one working day on each day around 春节 2024": {
			{"2024-02-08", PeriodOf(1, WorkingDays), "2024-02-09", false},
			{"2024-02-09", PeriodOf(1, WorkingDays), "2024-02-18", false},
			{"2024-02-10", PeriodOf(1, WorkingDays), "2024-02-18", false},
			{"2024-02-17", PeriodOf(1, WorkingDays), "2024-02-18", false},
			{"2024-02-18", PeriodOf(1, WorkingDays), "2024-02-19", false},
		},
		"one working day around a make-up Saturday (2024-05-11)": {
			{"2024-05-09", PeriodOf(1, WorkingDays), "2024-05-10", false},
			{"2024-05-10", PeriodOf(1, WorkingDays), "2024-05-11", false},
			{"2024-05-11", PeriodOf(1, WorkingDays), "2024-05-13", false},
		},
		"no working day: the day itself, or the next working day": {
			{"2024-04-19", PeriodOf(0, WorkingDays), "2024-04-19", false},
			{"2024-04-20", PeriodOf(0, WorkingDays), "2024-04-22", false},
			{"2024-04-28", PeriodOf(0, WorkingDays), "2024-04-28", false},
			{"2024-04-20", PeriodOf(0, Days), "2024-04-22", false},
		},
		"15 days, the last on each day around 国庆节 2024": {
			{"2024-09-15", PeriodOf(15, Days), "2024-09-30", false},
			{"2024-09-16", PeriodOf(15, Days), "2024-10-08", false},
			{"2024-09-22", PeriodOf(15, Days), "2024-10-08", false},
			{"2024-09-23", PeriodOf(15, Days), "2024-10-08", false},
			{"2024-09-24", PeriodOf(15, Days), "2024-10-09", false},
		},
		"15 days, the last at a weekend": {
			{"2024-06-06", PeriodOf(15, Days), "2024-06-21", false},
			{"2024-06-07", PeriodOf(15, Days), "2024-06-24", false},
			{"2024-06-08", PeriodOf(15, Days), "2024-06-24", false},
			{"2024-06-09", PeriodOf(15, Days), "2024-06-24", false},
		},
		"15 days, the last a make-up Sunday (2024-04-28), which is not moved": {
			{"2024-04-12", PeriodOf(15, Days), "2024-04-28", false}, // the 27th is a plain Saturday
			{"2024-04-13", PeriodOf(15, Days), "2024-04-28", false},
			{"2024-04-14", PeriodOf(15, Days), "2024-04-29", false},
		},
		"days off inside a period of days are not left out": {
			{"2024-01-31", PeriodOf(90, Days), "2024-04-30", false},
		},
		"months: the same day, the month's last, then the next working day": {
			{"2024-01-15", PeriodOf(1, Months), "2024-02-18", false}, // 15 February is in 春节
			{"2024-01-29", PeriodOf(1, Months), "2024-02-29", false},
			{"2024-01-30", PeriodOf(1, Months), "2024-02-29", false},
			{"2024-01-31", PeriodOf(1, Months), "2024-02-29", false},
			{"2023-01-31", PeriodOf(1, Months), "2023-02-28", false},
			{"2024-02-29", PeriodOf(1, Months), "2024-03-29", false},
			{"2024-01-31", PeriodOf(3, Months), "2024-04-30", false},
			{"2024-01-31", PeriodOf(2, Months), "2024-04-01", false}, // 31 March is a Sunday
			{"2023-11-30", PeriodOf(3, Months), "2024-02-29", false},
			{"2024-12-09", PeriodOf(6, Months), "2025-06-09", false},
			{"2024-07-01", PeriodOf(12, Months), "2025-07-01", false},
		},
		"years": {
			{"2024-02-29", PeriodOf(1, Years), "2025-02-28", false},
			{"2023-06-01", PeriodOf(1, Years), "2024-06-03", false}, // a Saturday
			{"2023-03-15", PeriodOf(2, Years), "2025-03-17", false}, // a Saturday
		},
		"from the old year into the new": {
			{"2024-12-31", PeriodOf(1, WorkingDays), "2025-01-02", false},
			{"2025-12-31", PeriodOf(1, WorkingDays), "2026-01-04", false},
			{"2025-12-30", PeriodOf(3, Days), "2026-01-04", false},
		},
		"working days into the year without a notice": {
			{"2026-12-24", PeriodOf(1, WorkingDays), "2026-12-25", false},
			{"2026-12-25", PeriodOf(1, WorkingDays), "2026-12-28", provisional}, // 27 December can become a make-up Sunday
			{"2026-12-30", PeriodOf(1, WorkingDays), "2026-12-31", provisional},
			{"2026-12-31", PeriodOf(1, WorkingDays), "2027-01-04", provisional}, // 1 January is off by law, a Friday
			{"2026-12-10", PeriodOf(20, WorkingDays), "2027-01-08", provisional},
			{"2026-11-23", PeriodOf(20, WorkingDays), "2026-12-21", false},
		},
		"days into it: only the last day and its moving ask the calendar": {
			{"2026-12-10", PeriodOf(16, Days), "2026-12-28", provisional}, // Saturday 26th, moved over the 27th
			{"2026-12-10", PeriodOf(15, Days), "2026-12-25", false},
			{"2026-12-31", PeriodOf(15, Days), "2027-01-15", provisional},
			{"2026-06-30", PeriodOf(12, Months), "2027-06-30", provisional},
			{"2022-12-10", PeriodOf(30, Days), "2023-01-09", false},
		},
		"working days out of an unknown year": {
			{"2022-12-30", PeriodOf(1, WorkingDays), "2023-01-03", provisional},
			{"2022-12-31", PeriodOf(1, WorkingDays), "2023-01-03", false},
		},
		"hours from a day alone run from its end": {
			{"2024-04-19", PeriodOf(24, Hours), "2024-04-20", false},
			{"2026-12-31", PeriodOf(24, Hours), "2027-01-01", false},
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, test := range tests {
				require.Equal(t, End{
					At: on(t, test.last).End(), Date: on(t, test.last),
					Provisional: test.provisional, CalendarVersion: Embedded().Version(),
				}, Embedded().CountFromDate(on(t, test.start), test.period), "%s + %s", test.start, test.period)
			}
		})
	}
}

// shanghai reads an instant as a clock in Shanghai shows it.
func shanghai(t testing.TB, s string) time.Time {
	t.Helper()
	instant, err := time.ParseInLocation("2006-01-02 15:04:05", s, Shanghai)
	require.NoError(t, err)
	return instant.UTC()
}

func TestCountStartsAtTheDayInShanghai(t *testing.T) {
	for start, last := range map[string]string{
		"2024-04-19 00:00:00": "2024-05-20",
		"2024-04-19 07:59:59": "2024-05-20", // still the 18th in UTC
		"2024-04-19 23:59:59": "2024-05-20",
		"2024-04-20 00:00:00": "2024-05-20",
		"2024-04-22 00:00:00": "2024-05-21",
	} {
		end := Embedded().Count(shanghai(t, start), PeriodOf(20, WorkingDays))
		require.Equal(t, on(t, last), end.Date, start)
		require.Equal(t, on(t, last).End(), end.At, start)
		require.Equal(t, time.UTC, end.At.Location())
	}
}

func TestCountHours(t *testing.T) {
	for _, test := range []struct {
		start    string
		hours    int
		at, date string
	}{
		{"2024-04-19 10:30:00", 24, "2024-04-20 10:30:00", "2024-04-20"}, // a Saturday
		{"2024-04-19 10:30:59", 24, "2024-04-20 10:30:00", "2024-04-20"},
		{"2024-04-19 23:59:00", 1, "2024-04-20 00:59:00", "2024-04-20"},
		{"2024-04-19 00:00:00", 24, "2024-04-20 00:00:00", "2024-04-19"}, // 24:00 of the 19th
		{"2024-04-19 23:00:00", 1, "2024-04-20 00:00:00", "2024-04-19"},
		{"2024-09-30 17:00:00", 72, "2024-10-03 17:00:00", "2024-10-03"}, // through 国庆节
		{"2026-12-31 12:00:00", 24, "2027-01-01 12:00:00", "2027-01-01"},
	} {
		require.Equal(t, End{
			At: shanghai(t, test.at), Date: on(t, test.date), CalendarVersion: Embedded().Version(),
		}, Embedded().Count(shanghai(t, test.start), PeriodOf(test.hours, Hours)), "%s + %d", test.start, test.hours)
	}
}

func TestCountWithExtensions(t *testing.T) {
	for _, test := range []struct {
		name       string
		start      string
		period     Period
		extensions []Period
		last       string
	}{
		{"LSR 17: 60 working days and 30 more are 90", "2024-03-01", PeriodOf(60, WorkingDays),
			[]Period{{Amount: 30, Unit: WorkingDays}}, "2024-07-10"},
		{"twice", "2024-03-01", PeriodOf(30, WorkingDays), []Period{{Amount: 30, Unit: WorkingDays}, {Amount: 30, Unit: WorkingDays}}, "2024-07-10"},
		{"days: only the whole period's last day is moved", "2024-06-07", PeriodOf(15, Days),
			[]Period{{Amount: 3, Unit: Days}}, "2024-06-25"}, // 15 days end on Saturday the 22nd
		{"months add up before the month's last day is taken", "2024-01-31", PeriodOf(1, Months),
			[]Period{{Amount: 3, Unit: Months}}, "2024-05-31"},
		{"another unit begins at the moved end", "2024-06-07", PeriodOf(15, Days),
			[]Period{{Amount: 1, Unit: WorkingDays}}, "2024-06-25"},
		{"months, then days", "2024-01-31", PeriodOf(1, Months), []Period{{Amount: 10, Unit: Days}}, "2024-03-11"}, // the 10th is a Sunday
		{"days, then hours from 24:00", "2024-06-07", PeriodOf(15, Days), []Period{{Amount: 24, Unit: Hours}}, "2024-06-25"},
		{"an extension of nothing", "2024-06-07", PeriodOf(15, Days), []Period{{Amount: 0, Unit: WorkingDays}, {Amount: -5, Unit: Days}}, "2024-06-24"},
	} {
		end := Embedded().CountWith(on(t, test.start), test.period, test.extensions, nil)
		require.Equal(t, on(t, test.last), end.Date, test.name)
		require.Equal(t, end.Date.End(), end.At, test.name)
	}

	t.Run("hours, then days from the day in which they end", func(t *testing.T) {
		end := Embedded().CountTimeWith(shanghai(t, "2024-04-19 10:30:00"), PeriodOf(24, Hours), []Period{{Amount: 2, Unit: Days}}, nil)
		require.Equal(t, on(t, "2024-04-22"), end.Date)
		require.Equal(t, end.Date.End(), end.At)
	})
}

func TestCountWithSuspensions(t *testing.T) {
	stretch := func(from, to string) Suspension { return Suspension{on(t, from), on(t, to)} }
	for _, test := range []struct {
		name        string
		start       string
		period      Period
		suspensions []Suspension
		last        string
	}{
		// 10 working days after Monday 2024-06-17 are the 18th to the 21st and the
		// 24th to 1 July.
		{"none", "2024-06-17", PeriodOf(10, WorkingDays), nil, "2024-07-01"},
		{"4 used up, 6 left from the day after resuming", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-06-24", "2024-07-10")}, "2024-07-18"},
		{"resumed on a Friday: the rest begins on Monday", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-06-24", "2024-07-12")}, "2024-07-22"},
		{"suspended and resumed on one day", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-06-24", "2024-06-24")}, "2024-07-02"},
		{"over a weekend only: no working day stood still", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-06-22", "2024-06-23")}, "2024-07-01"},
		{"on its last day", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-07-01", "2024-07-10")}, "2024-07-11"},
		{"on the day after its last: run out already", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-07-02", "2024-07-10")}, "2024-07-01"},
		{"over before it began", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-06-01", "2024-06-17")}, "2024-07-01"},
		{"begun before the event", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-06-14", "2024-06-18")}, "2024-07-02"},
		{"two, overlapping, in any order", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-06-27", "2024-07-10"), stretch("2024-06-24", "2024-06-28")}, "2024-07-18"},
		{"two apart", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-06-24", "2024-06-25"), stretch("2024-06-27", "2024-06-27")}, "2024-07-04"},
		{"one that makes no sense covers no day", "2024-06-17", PeriodOf(10, WorkingDays),
			[]Suspension{stretch("2024-06-25", "2024-06-24"), {}, {To: on(t, "2024-06-28")}}, "2024-07-01"},
		{"days", "2024-06-06", PeriodOf(15, Days), []Suspension{stretch("2024-06-10", "2024-06-12")}, "2024-06-24"},
		{"days, suspended while the last day is being moved", "2024-06-07", PeriodOf(15, Days),
			[]Suspension{stretch("2024-06-23", "2024-06-25")}, "2024-06-26"},
		{"months move by the days that stood still", "2024-03-11", PeriodOf(3, Months),
			[]Suspension{stretch("2024-04-01", "2024-04-30")}, "2024-07-11"},
		{"no days, on a suspended day", "2024-06-17", PeriodOf(0, WorkingDays),
			[]Suspension{stretch("2024-06-17", "2024-06-18")}, "2024-06-19"},
	} {
		end := Embedded().CountWith(on(t, test.start), test.period, nil, test.suspensions)
		require.Equal(t, on(t, test.last), end.Date, test.name)
		require.Equal(t, end.Date.End(), end.At, test.name)
		require.False(t, end.Suspended, test.name)
	}
}

func TestCountWithExtensionAndSuspension(t *testing.T) {
	end := Embedded().CountWith(on(t, "2024-06-17"), PeriodOf(10, WorkingDays), []Period{{Amount: 5, Unit: WorkingDays}},
		[]Suspension{{on(t, "2024-07-04"), on(t, "2024-07-10")}})
	// 12 working days up to 3 July, 3 from 11 July on.
	require.Equal(t, on(t, "2024-07-15"), end.Date)
}

func TestCountOfAPeriodStillSuspended(t *testing.T) {
	open := []Suspension{{From: on(t, "2024-06-24")}}
	want := End{Suspended: true, CalendarVersion: Embedded().Version()}
	for _, p := range []Period{{Amount: 10, Unit: WorkingDays}, {Amount: 15, Unit: Days}, {Amount: 1, Unit: Months}, {Amount: 1, Unit: Years}, {Amount: 240, Unit: Hours}} {
		require.Equal(t, want, Embedded().CountWith(on(t, "2024-06-17"), p, nil, open), p)
	}
	require.Equal(t, want, Embedded().CountWith(on(t, "2024-06-17"), PeriodOf(2, Days), []Period{{Amount: 10, Unit: WorkingDays}}, open))
	require.Equal(t, on(t, "2024-06-21"),
		Embedded().CountWith(on(t, "2024-06-17"), PeriodOf(4, WorkingDays), nil, open).Date, "run out before")
}

func TestSuspendedOnADayOfRest(t *testing.T) {
	open := []Suspension{{From: on(t, "2024-06-22")}} // a Saturday
	require.True(t, Embedded().CountWith(on(t, "2024-06-17"), PeriodOf(5, WorkingDays), nil, open).Suspended)
	require.Equal(t, on(t, "2024-06-21"), Embedded().CountWith(on(t, "2024-06-17"), PeriodOf(4, WorkingDays), nil, open).Date)
}

func TestSuspensionOpen(t *testing.T) {
	for _, test := range []struct {
		suspension Suspension
		want       bool
	}{
		{Suspension{From: on(t, "2024-06-24")}, true},
		{Suspension{From: on(t, "2024-06-24"), To: on(t, "2024-06-24")}, false},
		{Suspension{}, false},
	} {
		require.Equal(t, test.want, test.suspension.Open(), test.suspension)
	}
}

func TestCountHoldsAmountsWithinBounds(t *testing.T) {
	c, start := Embedded(), on(t, "2024-04-19")
	most := c.CountFromDate(start, PeriodOf(MaxAmount, Months))
	require.Equal(t, most, c.CountFromDate(start, PeriodOf(MaxAmount+1, Months)))
	require.Equal(t, most, c.CountWith(start, PeriodOf(MaxAmount, Months), []Period{{Amount: 1, Unit: Months}}, nil))
	require.Equal(t, most, c.CountWith(start, PeriodOf(MaxAmount-1, Months), []Period{{Amount: 1, Unit: Months}}, nil))
	require.True(t, c.CountFromDate(start, PeriodOf(MaxAmount-1, Months)).Date.Before(most.Date))

	hours := c.Count(shanghai(t, "2024-04-19 09:05:00"), PeriodOf(24, Hours))
	for _, amount := range []int{0, -3} {
		require.Equal(t, hours, c.CountTimeWith(shanghai(t, "2024-04-19 09:05:00"), PeriodOf(24, Hours), []Period{{Amount: amount, Unit: Days}}, nil),
			"an extension of nothing moves nothing, in whatever unit")
	}
}

func TestCountHoursWithSuspension(t *testing.T) {
	start := shanghai(t, "2024-06-17 18:00:00")
	for _, test := range []struct {
		name        string
		hours       int
		suspensions []Suspension
		at          string
	}{
		{"6 used up, 18 left", 24, []Suspension{{on(t, "2024-06-18"), on(t, "2024-06-20")}}, "2024-06-21 18:00:00"},
		{"run out as it begins", 6, []Suspension{{on(t, "2024-06-18"), on(t, "2024-06-20")}}, "2024-06-18 00:00:00"},
		{"begun on a suspended day", 24, []Suspension{{on(t, "2024-06-17"), on(t, "2024-06-17")}}, "2024-06-19 00:00:00"},
		{"two", 40, []Suspension{{on(t, "2024-06-20"), on(t, "2024-06-21")}, {on(t, "2024-06-18"), on(t, "2024-06-18")}},
			"2024-06-22 10:00:00"},
		{"two, in order", 40, []Suspension{{on(t, "2024-06-18"), on(t, "2024-06-18")}, {on(t, "2024-06-20"), on(t, "2024-06-21")}},
			"2024-06-22 10:00:00"},
		{"later", 24, []Suspension{{on(t, "2024-06-20"), on(t, "2024-06-20")}}, "2024-06-18 18:00:00"},
	} {
		end := Embedded().CountTimeWith(start, PeriodOf(test.hours, Hours), nil, test.suspensions)
		require.Equal(t, shanghai(t, test.at), end.At, test.name)
	}
}

func TestCountOfWhatIsNoPeriod(t *testing.T) {
	c, start := Embedded(), on(t, "2024-04-19")
	require.Equal(t, End{}, c.CountFromDate(start, Period{}))
	require.Equal(t, End{}, c.CountFromDate(start, PeriodOf(3, "weeks")))
	require.Equal(t, End{}, c.CountWith(start, PeriodOf(3, Days), []Period{{Amount: 3, Unit: "weeks"}}, nil))
	require.Equal(t, End{}, c.CountFromDate(Date{}, PeriodOf(3, Days)))
	require.Equal(t, End{}, c.Count(time.Time{}, PeriodOf(3, Hours)))
	require.Equal(t, c.CountFromDate(start, PeriodOf(0, Days)), c.CountFromDate(start, PeriodOf(-7, Days)))
}

func TestCountEndsAtTheLastDateThereIs(t *testing.T) {
	for _, p := range []Period{{Amount: MaxAmount, Unit: Years}, {Amount: MaxAmount, Unit: Days}, {Amount: 9, Unit: Months}, {Amount: 9, Unit: WorkingDays}} {
		end := Embedded().CountWith(on(t, "9999-12-01"), p, nil, []Suspension{{on(t, "9999-12-03"), on(t, "9999-12-31")}})
		require.Equal(t, Date{maxOrdinal}, end.Date, p)
	}
}

func TestEndString(t *testing.T) {
	for want, end := range map[string]End{
		"2024年5月20日24时":        Embedded().CountFromDate(on(t, "2024-04-19"), PeriodOf(20, WorkingDays)),
		"2027年1月8日24时（暂按周末推算）": Embedded().CountFromDate(on(t, "2026-12-10"), PeriodOf(20, WorkingDays)),
		"2024年4月20日09时05分":     Embedded().Count(shanghai(t, "2024-04-19 09:05:00"), PeriodOf(24, Hours)),
		"2024年4月19日24时":        Embedded().Count(shanghai(t, "2024-04-19 00:00:00"), PeriodOf(24, Hours)),
		"期限中止，恢复后继续计算":         {Suspended: true},
		"":                     {},
	} {
		require.Equal(t, want, end.String())
	}
}

func TestEndAndSuspensionJSON(t *testing.T) {
	end := Embedded().CountFromDate(on(t, "2026-12-10"), PeriodOf(20, WorkingDays))
	text, err := json.Marshal(end)
	require.NoError(t, err)
	require.JSONEq(t, `{"at":"2027-01-08T16:00:00Z","date":"2027-01-08","provisional":true,
		"calendar_version":"`+Embedded().Version()+`"}`, string(text))
	var decoded End
	require.NoError(t, json.Unmarshal(text, &decoded))
	require.Equal(t, end, decoded)

	text, err = json.Marshal(Suspension{From: on(t, "2024-06-24")})
	require.NoError(t, err)
	require.JSONEq(t, `{"from":"2024-06-24"}`, string(text))
}

func TestSuspensionValidate(t *testing.T) {
	require.NoError(t, Suspension{From: on(t, "2024-06-24")}.Validate())
	require.NoError(t, Suspension{on(t, "2024-06-24"), on(t, "2024-06-24")}.Validate())
	require.ErrorContains(t, Suspension{}.Validate(), "中止起始日期不能为空")
	require.ErrorContains(t, Suspension{To: on(t, "2024-06-24")}.Validate(), "中止起始日期不能为空")
	require.ErrorContains(t, Suspension{on(t, "2024-06-24"), on(t, "2024-06-23")}.Validate(),
		"中止恢复日期2024-06-23早于中止起始日期2024-06-24")
}
