package main

import (
	"fmt"
	"io"

	"shuangsuiji/inspection/calendar"
)

type calendarDayCommand struct {
	holidayTable
	Date calendar.Date `arg:"" help:"the date, as 2024-05-11"`
}

// Help shows the command at work.
func (calendarDayCommand) Help() string {
	return `  shuangsuiji calendar day 2024-05-11   2024-05-11 星期六 工作日：劳动节调休上班（国办发明电〔2023〕7号）
  shuangsuiji calendar day 2024-10-07   2024-10-07 星期一 非工作日：国庆节放假（国办发明电〔2023〕7号）
  shuangsuiji calendar day 2027-10-01   2027-10-01 星期五 非工作日：国庆节放假（全国年节及纪念日放假办法第二条，暂定），注明 provisional`
}

// Validate refuses an empty date.
func (d calendarDayCommand) Validate() error { return checkDates(d.Date) }

func (d calendarDayCommand) Run(out io.Writer) error {
	c, err := d.calendar()
	if err != nil {
		return err
	}
	day := c.Day(d.Date)
	text := "非工作日：" + reasonWithBasis(day)
	switch {
	case day.Kind == calendar.PlainDay:
		text = day.Reason()
	case day.Working():
		text = "工作日：" + reasonWithBasis(day)
	}
	_, err = fmt.Fprintf(out, "%s %s%s\n", dated(c, d.Date), text, provisional(!day.Settled))
	return err
}

func reasonWithBasis(day calendar.Day) string {
	if day.Basis() == "" {
		return day.Reason()
	}
	return day.Reason() + "（" + day.Basis() + "）"
}
