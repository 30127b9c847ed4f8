package calendar

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

const header = "date,day,holiday,notice\n"

func TestEmbeddedYears(t *testing.T) {
	c := Embedded()
	require.Equal(t, []int{2023, 2024, 2025, 2026}, c.Years())
	require.False(t, c.KnowsYear(2022), "one New Year's day of 2023's notice does not make 2022 known")
	require.True(t, c.KnowsYear(2026))
	require.False(t, c.KnowsYear(2027))
	require.Same(t, c, Embedded())
	require.Regexp(t, `^2023-2026-[0-9a-f]{12}$`, c.Version())
}

// The notices give each year this many days off and make-up days; a day lost or
// added in the table shows here.
func TestEmbeddedNoticesAreWhole(t *testing.T) {
	for _, test := range []struct {
		year, off, work int
		notice          string
		workingDays     int
	}{
		{2023, 27, 7, "国办发明电〔2022〕16号", 249},
		{2024, 28, 8, "国办发明电〔2023〕7号", 251},
		{2025, 28, 5, "国办发明电〔2024〕12号", 248},
		{2026, 33, 6, "国办发明电〔2025〕7号", 248},
	} {
		off, work := 0, 0
		for _, e := range Embedded().Exceptions(test.year) {
			require.Equal(t, test.notice, e.Notice, e.Date)
			if e.Working {
				work++
			} else {
				off++
			}
		}
		require.Equal(t, test.off, off, "days off of %d", test.year)
		require.Equal(t, test.work, work, "make-up days of %d", test.year)
		require.Equal(t, test.workingDays, Embedded().WorkingDaysBetween(
			NewDate(test.year-1, 12, 31), NewDate(test.year, 12, 31)), "working days of %d", test.year)
	}
}

func TestIsWorkingDay(t *testing.T) {
	for _, test := range []struct {
		date string
		want bool
		why  string
	}{
		{"2024-04-03", true, "the day before 清明节"},
		{"2024-04-04", false, "清明节"},
		{"2024-04-06", false, "Saturday inside 清明节"},
		{"2024-04-07", true, "make-up Sunday"},
		{"2024-04-13", false, "plain Saturday"},
		{"2024-04-14", false, "plain Sunday"},
		{"2024-04-15", true, "plain Monday"},
		{"2024-02-04", true, "make-up Sunday before 春节"},
		{"2024-02-09", true, "除夕 of 2024 was not given off by the notice"},
		{"2025-01-28", false, "除夕 of 2025 was"},
		{"2022-12-31", false, "元旦 of 2023"},
		{"2027-09-30", true, "unknown year: the day before what the law fixes"},
		{"2027-10-01", false, "国庆节 of an unknown year: the law fixes it"},
		{"2027-10-04", true, "unknown year: the day after, though a notice will know better"},
		{"2027-10-09", false, "unknown year: nobody invents a make-up day"},
		{"2027-10-02", false, "Saturday of an unknown year"},
		{"1999-01-04", true, "Monday long before the table"},
	} {
		require.Equal(t, test.want, Embedded().IsWorkingDay(on(t, test.date)), "%s: %s", test.date, test.why)
	}
	require.False(t, Embedded().IsWorkingDay(Date{}))
}

func TestSettled(t *testing.T) {
	for date, want := range map[string]bool{
		"2022-12-31": false, "2023-01-01": true, "2024-12-31": true,
		// 2027's notice can still move the last weekend before 2027-01-01.
		"2026-12-26": true, "2026-12-27": false, "2026-12-31": false, "2027-01-01": false,
	} {
		require.Equal(t, want, Embedded().Settled(on(t, date)), date)
	}
	require.False(t, Embedded().Settled(Date{}))
}

func TestExceptionYear(t *testing.T) {
	for _, test := range []struct {
		date, holiday string
		want          int
	}{
		{"2022-12-31", "元旦", 2023},
		{"2018-12-29", "元旦", 2019},
		{"2018-12-26", "元旦", 2018},
		{"2023-01-01", "元旦", 2023},
		{"2022-12-31", "春节", 2022},
	} {
		require.Equal(t, test.want, Exception{Date: on(t, test.date), Holiday: test.holiday}.Year(), test.date)
	}
	require.Zero(t, Exception{Holiday: newYear}.Year())
}

func TestParseCSV(t *testing.T) {
	got, err := ParseCSV(strings.NewReader("\uFEFF" + header +
		"2027-02-05,off,春节,某号\r\n" + "\n" + " 2027-02-07 , work , 春节 , 某号 \n"))
	require.NoError(t, err)
	require.Empty(t, cmp.Diff([]Exception{
		{Date: on(t, "2027-02-05"), Holiday: "春节", Notice: "某号"},
		{Date: on(t, "2027-02-07"), Working: true, Holiday: "春节", Notice: "某号"},
	}, got))
}

func TestParseCSVNamesLineColumnAndValue(t *testing.T) {
	const good = "2027-02-05,off,春节,某号\n"
	for _, test := range []struct {
		name, text string
		want       RowError
	}{
		{"empty file", "", RowError{Line: 1}},
		{"foreign header", "日期,类型,节日,文号\n", RowError{Line: 1}},
		{"columns in another order", "day,date,holiday,notice\n", RowError{Line: 1}},
		{"column missing", header + good + "2027-02-06,off,春节\n", RowError{Line: 3}},
		{"no such day", header + "2027-02-29,off,春节,某号\n", RowError{Line: 2, Column: "date", Value: "2027-02-29"}},
		{"spreadsheet's date", header + good + "2027/2/6,off,春节,某号\n", RowError{Line: 3, Column: "date", Value: "2027/2/6"}},
		{"kind", header + "2027-02-05,休,春节,某号\n", RowError{Line: 2, Column: "day", Value: "休"}},
		{"make-up day on a Friday", header + "2027-02-05,work,春节,某号\n", RowError{Line: 2, Column: "day", Value: "work"}},
		{"no holiday", header + "2027-02-05,off, ,某号\n", RowError{Line: 2, Column: "holiday"}},
		{"no notice", header + "2027-02-05,off,春节,\n", RowError{Line: 2, Column: "notice"}},
		{"twice", header + good + "2027-02-06,off,春节,某号\n" + good, RowError{Line: 4, Column: "date", Value: "2027-02-05"}},
		{"line counted behind a blank one", header + "\n" + "x,off,春节,某号\n", RowError{Line: 3, Column: "date", Value: "x"}},
		{"line on which the row begins", header + "\"2027-02-05\n\",休,春节,某号\n", RowError{Line: 2, Column: "day", Value: "休"}},
		{"stray quote", header + "2027-02-05,off,春\"节,某号\n", RowError{Line: 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			rows, err := ParseCSV(strings.NewReader(test.text))
			require.Nil(t, rows)
			var got *RowError
			require.ErrorAs(t, err, &got)
			require.NotEmpty(t, got.Reason)
			require.Contains(t, got.Error(), got.Reason)
			got.Reason = ""
			require.Equal(t, test.want, *got)
		})
	}
}

func TestRowErrorIsReadByStaff(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "节假日表第1行：文件为空"},
		{header + "2027-02-06,off,春节\n", "节假日表第2行：应有4列，现有3列"},
		{header + "2027-02-05,off,春\"节,某号\n", "节假日表第2行：引号使用不当"},
		{header + "2027-02-29,off,春节,某号\n", "节假日表第2行“date”列的值“2027-02-29”：不是有效日期"},
	} {
		_, err := ParseCSV(strings.NewReader(test.text))
		require.ErrorContains(t, err, test.want)
	}
}

func TestParseCSVHandsOnAFailingReader(t *testing.T) {
	broken := errors.New("broken")
	_, err := ParseCSV(iotest.ErrReader(broken))
	require.ErrorIs(t, err, broken)
}

func FuzzParseCSV(f *testing.F) {
	f.Add(embeddedTable)
	f.Add(header + "2027-02-05,off,\"春\n节\",某号\n")
	f.Fuzz(func(t *testing.T, text string) {
		exceptions, err := ParseCSV(strings.NewReader(text))
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		for _, e := range exceptions {
			require.Nil(t, e.defect())
		}
	})
}

func offDay(d Date, holiday string) Exception {
	return Exception{Date: d, Holiday: holiday, Notice: "某号"}
}

func makeUp(d Date, holiday string) Exception {
	return Exception{Date: d, Working: true, Holiday: holiday, Notice: "某号"}
}

func TestNewRefuses(t *testing.T) {
	spring := offDay(on(t, "2027-02-05"), "春节")
	for _, test := range []struct {
		name       string
		years      []int
		exceptions []Exception
		want       string
	}{
		{"no year", nil, nil, "至少应有一个年度"},
		{"year before the five-day week", []int{1995}, nil, "年度1995超出范围"},
		{"year too late", []int{2200}, nil, "年度2200超出范围"},
		{"year twice", []int{2027, 2027}, []Exception{spring}, "年度2027重复"},
		{"year without a notice", []int{2027, 2028}, []Exception{spring}, "2028年度没有任何放假安排"},
		{"day of another year", []int{2027}, []Exception{spring, offDay(on(t, "2028-01-03"), newYear)},
			"第2项（2028-01-03）：属于2028年度"},
		{"end of December for another holiday", []int{2027}, []Exception{spring, offDay(on(t, "2026-12-31"), "春节")},
			"第2项（2026-12-31）：属于2026年度"},
		{"date twice", []int{2027}, []Exception{spring, spring}, "第2项（2027-02-05）：该日期已在第1项出现"},
		{"make-up day on a Friday", []int{2027}, []Exception{makeUp(on(t, "2027-02-05"), "春节")},
			"第1项（2027-02-05）：2027-02-05是星期五，本来就是工作日"},
		{"no date", []int{2027}, []Exception{{Holiday: "春节", Notice: "某号"}}, "第1项（）：日期不能为空"},
		{"no holiday", []int{2027}, []Exception{{Date: spring.Date, Notice: "某号"}}, "节日名称不能为空"},
		{"no notice", []int{2027}, []Exception{{Date: spring.Date, Holiday: "春节"}}, "文号不能为空"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := New("v", test.years, test.exceptions)
			require.Nil(t, c)
			require.ErrorContains(t, err, test.want)
		})
	}
}

func TestYearsOfTheFiveDayWeek(t *testing.T) {
	for year, want := range map[int]string{
		1995: "年度1995超出范围，应在1996至2199之间", 1996: "", 2199: "", 2200: "年度2200超出范围，应在1996至2199之间",
	} {
		_, err := New("v", []int{year}, []Exception{offDay(NewDate(year, 5, 1), "劳动节")})
		if want == "" {
			require.NoError(t, err, year)
		} else {
			require.EqualError(t, err, want)
		}
	}
}

func TestNewKeepsNothingOfTheCaller(t *testing.T) {
	exceptions := []Exception{makeUp(on(t, "2027-02-07"), "春节"), offDay(on(t, "2027-02-05"), "春节")}
	years := []int{2027}
	c, err := New("人工录入", years, exceptions)
	require.NoError(t, err)
	require.Equal(t, "人工录入", c.Version())
	exceptions[0].Working, years[0] = false, 2028
	c.Years()[0] = 2029
	require.True(t, c.IsWorkingDay(on(t, "2027-02-07")))
	require.Equal(t, []int{2027}, c.Years())
	require.Equal(t, on(t, "2027-02-05"), c.Exceptions(2027)[0].Date, "by date")
}

func TestVersionFollowsTheContent(t *testing.T) {
	a, b := offDay(on(t, "2027-02-05"), "春节"), makeUp(on(t, "2027-02-07"), "春节")
	table := func(exceptions ...Exception) *Calendar {
		c, err := New("", []int{2027}, exceptions)
		require.NoError(t, err)
		return c
	}
	version := func(exceptions ...Exception) string { return table(exceptions...).Version() }
	require.Equal(t, version(a, b), version(b, a))
	require.NotEqual(t, version(a), version(a, b))
	renamed := a
	renamed.Notice = "另一号"
	require.NotEqual(t, version(a), version(renamed))
	// Deadlines on record name it: the same table counted by the same rule must have it
	// in every release.
	require.Equal(t, "2027-2027-9cb5563a46e4", table(a, b).ByWeekendsAlone().Version())
	require.Equal(t, "2027-2027-f74b437b7a2e", version(a, b))
}

func TestWithAddsTheNextYear(t *testing.T) {
	before := Embedded()
	after, err := before.With("", 2027, []Exception{
		offDay(on(t, "2026-12-31"), newYear),
		makeUp(on(t, "2027-01-09"), newYear),
		offDay(on(t, "2027-01-01"), newYear),
	})
	require.NoError(t, err)
	require.True(t, after.KnowsYear(2027))
	require.False(t, after.IsWorkingDay(on(t, "2026-12-31")), "the notice reaches back into December")
	require.True(t, after.Settled(on(t, "2026-12-31")))
	require.True(t, after.IsWorkingDay(on(t, "2027-01-09")))
	require.Equal(t, before.Exceptions(2026), after.Exceptions(2026))
	require.NotEqual(t, before.Version(), after.Version())

	require.False(t, before.KnowsYear(2027), "the old calendar stays as it was")
	require.True(t, before.IsWorkingDay(on(t, "2026-12-31")))
}

// The first day that a notice can name lies in the December before its year.
func TestTheFirstNoticesFirstDay(t *testing.T) {
	worked := NewDate(2026, time.December, newYearReach)
	c, err := New("", []int{2027}, []Exception{makeUp(worked, newYear)})
	require.NoError(t, err)
	require.True(t, c.IsWorkingDay(worked))
	require.False(t, c.IsWorkingDay(worked.AddDays(-1)), "the Saturday before it")
}

func TestWithReplacesAYearWholly(t *testing.T) {
	after, err := Embedded().With("更正", 2023, []Exception{offDay(on(t, "2023-01-02"), newYear)})
	require.NoError(t, err)
	require.Len(t, after.Exceptions(2023), 1)
	require.True(t, after.IsWorkingDay(on(t, "2023-10-02")), "not named by the newer table")
	require.False(t, after.IsWorkingDay(on(t, "2023-10-08")), "its make-up day went with it")
	require.Equal(t, Embedded().Exceptions(2024), after.Exceptions(2024))
	require.Equal(t, []int{2023, 2024, 2025, 2026}, after.Years())
}

func TestWithRefuses(t *testing.T) {
	_, err := Embedded().With("", 2027, []Exception{
		offDay(on(t, "2027-01-01"), newYear), offDay(on(t, "2026-10-01"), "国庆节"),
	})
	require.ErrorContains(t, err, "第2项（2026-10-01）：不属于2027年度")
	_, err = Embedded().With("", 2027, nil)
	require.ErrorContains(t, err, "2027年度没有任何放假安排")
	_, err = Embedded().With("", 2027, []Exception{{Holiday: newYear, Notice: "某号"}})
	require.ErrorContains(t, err, "第1项（）：日期不能为空")
	_, err = Embedded().With("", 2027, []Exception{
		offDay(on(t, "2027-01-01"), newYear), offDay(on(t, "2027-01-01"), newYear),
	})
	require.ErrorContains(t, err, "第2项（2027-01-01）", "the row is the caller's own")
}

func TestMissingNotice(t *testing.T) {
	for _, test := range []struct {
		today   string
		year    int
		missing bool
	}{
		{"2026-10-31", 0, false},
		{"2026-11-01", 2027, true},
		{"2026-12-31", 2027, true},
		{"2027-01-01", 2027, true},
		{"2025-12-31", 0, false},
	} {
		year, missing := Embedded().MissingNotice(on(t, test.today))
		require.Equal(t, test.missing, missing, test.today)
		require.Equal(t, test.year, year, test.today)
	}
}

// calendars generates calendars that know some of the years around the dates of
// dates(), with any days off and any weekends worked.
func calendars() *rapid.Generator[*Calendar] {
	return rapid.Custom(func(t *rapid.T) *Calendar {
		years := rapid.SliceOfNDistinct(rapid.IntRange(2022, 2029), 1, 5, rapid.ID[int]).Draw(t, "years")
		var exceptions []Exception
		for _, year := range years {
			exceptions = append(exceptions, notices(year).Draw(t, "notice")...)
		}
		c, err := New("", years, exceptions)
		require.NoError(t, err)
		return c
	})
}

// notices generates the exceptions of one year, New Year's days in the December
// before it among them.
func notices(year int) *rapid.Generator[[]Exception] {
	return rapid.Custom(func(t *rapid.T) []Exception {
		first := NewDate(year-1, time.December, newYearReach)
		days := first.DaysUntil(NewDate(year, time.December, newYearReach))
		var exceptions []Exception
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, days-1), 1, 40, rapid.ID[int]).Draw(t, "days") {
			d := first.AddDays(n)
			holiday := "某节"
			if d.Year() < year {
				holiday = newYear
			}
			exceptions = append(exceptions, Exception{
				Date: d, Working: !plainWorking(d.ordinal) && rapid.Bool().Draw(t, "working"),
				Holiday: holiday, Notice: "某号",
			})
		}
		return exceptions
	})
}

func TestCalendarSaysWhatItsTableSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := calendars().Draw(t, "calendar")
		d := dates().Draw(t, "date")
		want := d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && (c.KnowsYear(d.Year()) || StatutoryHoliday(d) == "")
		for _, year := range c.Years() {
			for _, e := range c.Exceptions(year) {
				if e.Date == d {
					want = e.Working
				}
			}
		}
		require.Equal(t, want, c.IsWorkingDay(d))
	})
}
