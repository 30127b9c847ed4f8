package main

import (
	"fmt"
	"io"

	"shuangsuiji/inspection/calendar"
)

type calendarBetweenCommand struct {
	holidayTable
	From calendar.Date `arg:"" help:"the first date; this day does not count"`
	To   calendar.Date `arg:"" help:"the second date; this day counts, if it is a working day"`
	Days bool          `help:"count calendar days"`
}

// Help says which end counts.
func (calendarBetweenCommand) Help() string {
	return `输出的第一项是天数。第一个日期的当日不计，第二个日期的当日计入（是工作日的话），因此与calendar add互逆：
add 2024-04-19 20 得 2024-05-20，between 2024-04-19 2024-05-20 得 20。第二个日期在前的，结果为负数。

  shuangsuiji calendar between 2024-04-19 2024-05-20          20个工作日
  shuangsuiji calendar between 2024-04-19 2024-05-20 --days   31日`
}

// Validate refuses an empty date.
func (b calendarBetweenCommand) Validate() error { return checkDates(b.From, b.To) }

func (b calendarBetweenCommand) Run(out io.Writer) error {
	c, err := b.calendar()
	if err != nil {
		return err
	}
	n, unit, unsettled := c.WorkingDaysBetween(b.From, b.To), "个工作日", false
	if b.Days {
		n, unit = b.From.DaysUntil(b.To), "日"
	} else {
		unsettled = anyUnsettled(c, b.From, b.To)
	}
	_, err = fmt.Fprintf(out, "%d %s：%s当日不计，%s当日计入%s\n", n, unit, b.From, b.To, provisional(unsettled))
	return err
}

// anyUnsettled reports whether a day that was asked about can still change.
func anyUnsettled(c *calendar.Calendar, from, to calendar.Date) bool {
	if to.Before(from) {
		from, to = to, from
	}
	for d := from.AddDays(1); !d.After(to); d = d.AddDays(1) {
		if !c.Settled(d) {
			return true
		}
	}
	return false
}
