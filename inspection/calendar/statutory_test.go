package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
)

func TestStatutoryHoliday(t *testing.T) {
	for day, holiday := range map[string]string{
		"2007-12-31": "", "2008-01-01": "元旦", "2008-01-02": "", // the revision of 2007 comes into force
		"2023-12-31": "", "2024-01-01": "元旦", "2024-01-02": "",
		"2024-04-30": "", "2024-05-01": "劳动节", "2024-05-02": "", // the day is one since 2025
		"2024-12-31": "", "2025-01-01": "元旦", "2025-01-02": "", // the revision of 2024 comes into force
		"2025-04-30": "", "2025-05-01": "劳动节", "2025-05-02": "劳动节", "2025-05-03": "",
		"2024-09-30": "", "2024-10-01": "国庆节", "2024-10-02": "国庆节", "2024-10-03": "国庆节", "2024-10-04": "",
		"2026-09-30": "", "2026-10-01": "国庆节", "2026-10-03": "国庆节", "2026-10-04": "",
	} {
		d, err := calendar.ParseDate(day)
		require.NoError(t, err)
		require.Equal(t, holiday, calendar.StatutoryHoliday(d), day)
	}
	require.Empty(t, calendar.StatutoryHoliday(calendar.Date{}))
}

// TestPublishedNoticesLackNothing: the seven holidays are in each notice that was
// published, and each is missed that a notice leaves out.
func TestPublishedNoticesLackNothing(t *testing.T) {
	published := calendar.Embedded()
	for _, year := range published.Years() {
		require.Empty(t, published.Lacks(year), "%d", year)
	}
	for left, lacking := range map[string][]string{
		"元旦": {"2024-01-01（元旦）"}, "春节": {"春节"}, "清明节": {"清明节"}, "劳动节": {"2024-05-01（劳动节）"},
		"端午节": {"端午节"}, "中秋节": {"中秋节"}, "国庆节": {"2024-10-01（国庆节）", "2024-10-02（国庆节）", "2024-10-03（国庆节）"},
	} {
		var rest []calendar.Exception
		for _, e := range published.Exceptions(2024) {
			if e.Holiday != left {
				rest = append(rest, e)
			}
		}
		c, err := published.With("", 2024, rest)
		require.NoError(t, err)
		require.Equal(t, lacking, c.Lacks(2024), left)
	}
}

// TestLacksByTheDay: what the law fixes may lie on a weekend, which is off by itself, but
// not on a day that is worked; a year before the law lacks nothing.
func TestLacksByTheDay(t *testing.T) {
	day := func(y int, m time.Month, d int, holiday string, working bool) calendar.Exception {
		return calendar.Exception{Date: calendar.NewDate(y, m, d), Holiday: holiday, Working: working, Notice: "测试"}
	}
	of := func(year int, named ...calendar.Exception) []string {
		c, err := calendar.New("", []int{year}, named)
		require.NoError(t, err)
		return c.Lacks(year)
	}
	lunar := []string{"春节", "清明节", "端午节", "中秋节"}
	require.Equal(t, []string{"春节", "清明节", "2027-05-01（劳动节）", "端午节", "中秋节", "2027-10-01（国庆节）"},
		of(2027, day(2027, time.January, 1, "元旦", false), day(2027, time.May, 1, "劳动节", true)), "1 and 2 May, 2 and 3 October 2027 are a weekend")
	require.Subset(t, of(2027, day(2027, time.January, 1, "元旦", false)), lunar)
	require.Contains(t, of(2024, day(2024, time.February, 4, "春节", true)), "春节", "a day worked for it is no holiday")
	require.Empty(t, of(2007, day(2007, time.May, 1, "劳动节", false)))
}

func TestAmended(t *testing.T) {
	on := func(d int, holiday, notice string, working bool) calendar.Exception {
		return calendar.Exception{Date: calendar.NewDate(2020, time.February, d), Holiday: holiday, Notice: notice, Working: working}
	}
	// 国办发明电〔2020〕1号 made 1 and 2 February 2020 free; the first was to be worked.
	known := []calendar.Exception{on(1, "春节", "国办发明电〔2019〕16号", true)}
	amending := []calendar.Exception{on(2, "春节", "国办发明电〔2020〕1号", false), on(1, "春节", "国办发明电〔2020〕1号", false)}
	amended := calendar.Amended(known, amending)
	require.Equal(t, []calendar.Exception{amending[1], amending[0]}, amended)
	require.True(t, known[0].Working, "what was known is not written over")
	require.Equal(t, amended, calendar.Amended(amended, []calendar.Exception{on(2, "春节", "又一号", false)}), "who says the same changes nothing")
	require.Empty(t, calendar.Dropped(known, amending))
	require.Equal(t, amending[:1], calendar.Dropped(amended, known))
}
