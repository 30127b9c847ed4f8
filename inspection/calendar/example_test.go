package calendar_test

import (
	"fmt"
	"log"
	"time"

	"shuangsuiji/inspection/calendar"
)

// A result of 19 April 2024 is public within twenty working days. Labour Day is off;
// a Sunday and a Saturday are worked in exchange.
func Example() {
	c := calendar.Embedded()
	result := calendar.NewDate(2024, time.April, 19)
	end := c.CountFromDate(result, calendar.PeriodOf(20, calendar.WorkingDays))
	fmt.Println(end)
	fmt.Println(c.Day(calendar.NewDate(2024, time.May, 11)).Reason())
	fmt.Println(end.At.Format(time.RFC3339), "is too late")
	// Output:
	// 2024年5月20日24时
	// 劳动节调休上班
	// 2024-05-20T16:00:00Z is too late
}

// The last day of fifteen days would be in the holiday, and moves behind it.
func ExampleCalendar_Explain() {
	c := calendar.Embedded()
	for _, day := range c.Explain(calendar.NewDate(2024, time.April, 16), calendar.PeriodOf(15, calendar.Days)) {
		if !day.Counted {
			fmt.Println(day.Date, day.Weekday(), day.Reason())
		}
	}
	// Output:
	// 2024-05-02 星期四 劳动节放假
	// 2024-05-03 星期五 劳动节放假
	// 2024-05-04 星期六 劳动节放假
	// 2024-05-05 星期日 劳动节放假
	// 2024-05-06 星期一 工作日
}

// As long as the next year's notice is not out, its weekends are all that is known
// of it. With the notice there is another calendar, and a count may come out later.
func ExampleCalendar_With() {
	before := calendar.Embedded()
	event, period := calendar.NewDate(2027, time.January, 4), calendar.PeriodOf(1, calendar.WorkingDays)
	fmt.Println(before.CountFromDate(event, period))

	after, err := before.With("", 2027, []calendar.Exception{
		{Date: calendar.NewDate(2027, time.January, 5), Holiday: "元旦", Notice: "演示〔2026〕1号"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(after.CountFromDate(event, period))
	// Output:
	// 2027年1月5日24时（暂按周末推算）
	// 2027年1月6日24时
}
