package calendar

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The days before, of and after each holiday that the law fixes, in years without notice.
func TestDaysOfTheLawWithoutNotice(t *testing.T) {
	c := Embedded()
	for _, test := range []struct {
		date, reason, basis string
	}{
		{"2027-01-01", "元旦放假", "全国年节及纪念日放假办法第二条，暂定"},
		{"2027-01-04", "工作日", ""},
		{"2027-02-05", "工作日", ""}, // 除夕 comes with the notice
		{"2027-04-05", "工作日", ""}, // so does 清明节
		{"2027-04-30", "工作日", ""},
		{"2027-05-01", "劳动节放假", "全国年节及纪念日放假办法第二条，暂定"}, // a Saturday
		{"2027-05-02", "劳动节放假", "全国年节及纪念日放假办法第二条，暂定"}, // a Sunday
		{"2027-05-03", "工作日", ""}, // nothing is shifted to it
		{"2027-05-08", "周末", ""},  // nor worked in exchange
		{"2028-05-01", "劳动节放假", "全国年节及纪念日放假办法第二条，暂定"},
		{"2028-05-02", "劳动节放假", "全国年节及纪念日放假办法第二条，暂定"},
		{"2028-05-03", "工作日", ""},
		{"2027-09-30", "工作日", ""},
		{"2027-10-01", "国庆节放假", "全国年节及纪念日放假办法第二条，暂定"},
		{"2027-10-04", "工作日", ""},
		{"2019-04-30", "工作日", ""},
		{"2019-05-01", "劳动节放假", "全国年节及纪念日放假办法第二条，暂定"},
		{"2019-05-02", "工作日", ""},                // a holiday since 2025 only
		{"2007-05-01", "工作日", ""},                // before the list of 2007
		{"2026-05-01", "劳动节放假", "国办发明电〔2025〕7号"}, // a notice says so itself
		{"2024-10-04", "国庆节放假", "国办发明电〔2023〕7号"},
		{"2024-04-07", "清明节调休上班", "国办发明电〔2023〕7号"},
	} {
		day := c.Day(on(t, test.date))
		require.Equal(t, test.reason, day.Reason(), test.date)
		require.Equal(t, test.basis, day.Basis(), test.date)
		require.Equal(t, day.Working(), c.IsWorkingDay(day.Date), test.date)
		require.Equal(t, c.KnowsYear(day.Date.Year()), day.Settled, test.date)
	}
}

// A period over 1 May of a year without notice passes over the days of the law, and is
// provisional; the notice that comes moves it on.
func TestPeriodOverLabourDayBeforeAndWithTheNotice(t *testing.T) {
	before := Embedded()
	with, err := before.With("", 2028, []Exception{
		offDay(on(t, "2028-05-01"), "劳动节"), offDay(on(t, "2028-05-02"), "劳动节"), offDay(on(t, "2028-05-03"), "劳动节"),
		makeUp(on(t, "2028-05-06"), "劳动节")})
	require.NoError(t, err)
	for _, test := range []struct {
		start      string
		period     Period
		last, then string
	}{
		{"2028-04-27", PeriodOf(1, WorkingDays), "2028-04-28", "2028-04-28"},
		{"2028-04-28", PeriodOf(1, WorkingDays), "2028-05-03", "2028-05-04"},
		{"2028-04-28", PeriodOf(3, WorkingDays), "2028-05-05", "2028-05-06"},
		{"2028-05-02", PeriodOf(1, WorkingDays), "2028-05-03", "2028-05-04"},
		{"2028-04-20", PeriodOf(10, Days), "2028-05-03", "2028-05-04"}, // 30 April is a Sunday
		{"2028-04-01", PeriodOf(1, Months), "2028-05-03", "2028-05-04"},
		{"2028-05-03", PeriodOf(1, WorkingDays), "2028-05-04", "2028-05-04"},
	} {
		was, is := before.CountFromDate(on(t, test.start), test.period), with.CountFromDate(on(t, test.start), test.period)
		require.Equal(t, on(t, test.last), was.Date, "%s + %s", test.start, test.period)
		require.True(t, was.Provisional)
		require.Equal(t, on(t, test.then), is.Date, "%s + %s", test.start, test.period)
		require.False(t, is.Provisional)
		require.NotEqual(t, was.CalendarVersion, is.CalendarVersion)
	}
}

// A year without notice between two that have one is counted as one behind the last.
func TestDaysOfTheLawBetweenKnownYears(t *testing.T) {
	c, err := Embedded().With("", 2028, []Exception{offDay(on(t, "2028-01-03"), "元旦")})
	require.NoError(t, err)
	require.False(t, c.IsWorkingDay(on(t, "2027-10-01")))
	require.True(t, c.IsWorkingDay(on(t, "2027-10-04")))
	require.True(t, c.IsWorkingDay(on(t, "2028-05-01")), "a notice says all of its year")
}

// What was counted before the law's days were off is counted again as it was: the
// version is the one on the records of then, the days are weekends alone.
func TestByWeekendsAlone(t *testing.T) {
	before := Embedded().ByWeekendsAlone()
	require.Equal(t, "2023-2026-f0b4b300f139", before.Version(), "as it stands in stored histories")
	require.NotEqual(t, Embedded().Version(), before.Version())
	require.True(t, before.IsWorkingDay(on(t, "2027-10-01")))
	require.Equal(t, PlainDay, before.Day(on(t, "2027-10-01")).Kind)
	require.True(t, before.KnowsYear(2026))
	rapid.Check(t, func(t *rapid.T) {
		c, d := calendars().Draw(t, "calendar"), dates().Draw(t, "date")
		if c.KnowsYear(d.Year()) || StatutoryHoliday(d) == "" {
			require.Equal(t, c.IsWorkingDay(d), c.ByWeekendsAlone().IsWorkingDay(d))
		}
		require.Equal(t, c.Settled(d), c.ByWeekendsAlone().Settled(d))
	})
}
