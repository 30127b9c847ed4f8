package main

import (
	"fmt"
	"io"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

type calendarAddCommand struct {
	holidayTable
	Start calendar.Date `arg:"" help:"day of the event, as 2024-04-19; it does not count"`
	N     int           `arg:"" help:"how many working days"`
	Days  bool          `help:"count calendar days; a last day that is no working day moves to the next one"`
}

// Help shows the command at work.
func (calendarAddCommand) Help() string {
	return `输出的第一项是期限的最后一日。当日不计，自次日起算。

  shuangsuiji calendar add 2024-04-19 20          20个工作日：2024-05-20 星期一（4月28日、5月11日调休上班，计入）
  shuangsuiji calendar add 2024-04-16 15 --days   15日：第15日逢劳动节放假的，顺延至其后第一个工作日
  shuangsuiji calendar add 2027-01-04 5           该年度尚无放假通知，注明 provisional`
}

// Validate refuses what is no length of a period.
func (a calendarAddCommand) Validate() error {
	if err := checkDates(a.Start); err != nil {
		return err
	}
	if err := a.period().Validate(); err != nil {
		return law.Errorf(law.KindInvalid, "period_invalid", "%v", err)
	}
	return nil
}

func (a calendarAddCommand) period() calendar.Period {
	if a.Days {
		return calendar.PeriodOf(a.N, calendar.Days)
	}
	return calendar.PeriodOf(a.N, calendar.WorkingDays)
}

func (a calendarAddCommand) Run(out io.Writer) error {
	c, err := a.calendar()
	if err != nil {
		return err
	}
	end := c.CountFromDate(a.Start, a.period())
	_, err = fmt.Fprintf(out, "%s%s\n", dated(c, end.Date), provisional(end.Provisional))
	return err
}

// checkDates refuses an argument that was given as an empty text.
func checkDates(dates ...calendar.Date) error {
	for _, d := range dates {
		if d.IsZero() {
			return law.Errorf(law.KindInvalid, "date_required", "必须填写日期，例如2024-04-19。")
		}
	}
	return nil
}
