package main

import (
	"fmt"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// calendarCommand is the clerk's own calculator: the law's counting on the real
// working calendar, without an office.
type calendarCommand struct {
	Add     calendarAddCommand     `cmd:"" help:"the last day of a period. 推算期限的最后一日"`
	Between calendarBetweenCommand `cmd:"" help:"count the working days between two dates. 计算两个日期之间的工作日"`
	Day     calendarDayCommand     `cmd:"" help:"whether a date is a working day, and why. 某日是否工作日"`
	Periods calendarPeriodsCommand `cmd:"" help:"list the legal periods of a rule edition. 列出规则版本的各项期限"`
	Due     calendarDueCommand     `cmd:"" help:"when a legal period ends, and how it was counted. 推算某项期限并列明计算过程"`
}

// Help teaches the group.
func (calendarCommand) Help() string {
	return `按国务院办公厅放假通知（含调休）计算期限，规则与系统计算期限时相同：开始的当日不计，自次日起算；期限届满于最后一日24时。
没有放假通知的年度暂按周末和法律定日的节假日（元旦、劳动节、国庆节）推算，结果注明 provisional。

  shuangsuiji calendar add 2024-04-19 20               2024-05-20 星期一
  shuangsuiji calendar between 2024-04-19 2024-05-20   20
  shuangsuiji calendar due publication 2024-04-19      公示检查结果的最后一日，并列明不计入的日子`
}

// holidayTable lets a newer table of holidays be counted with.
type holidayTable struct {
	Calendar string `help:"csv of holidays (date,day,holiday,notice); its years replace those of the built-in table" type:"path"`
}

// calendar is the built-in calendar with the table's years in place of its own.
func (h holidayTable) calendar() (c *calendar.Calendar, err error) {
	c = calendar.Embedded()
	if h.Calendar == "" {
		return c, nil
	}
	file, err := openInput(h.Calendar)
	if err != nil {
		return nil, err
	}
	exceptions, err := calendar.ParseCSV(file)
	if closed := file.Close(); err == nil && closed != nil {
		return nil, closed
	}
	if err != nil {
		return nil, holidayTableError(h.Calendar, err)
	}
	byYear := map[int][]calendar.Exception{}
	for _, e := range exceptions {
		byYear[e.Year()] = append(byYear[e.Year()], e)
	}
	for year, of := range byYear {
		if c, err = c.With("", year, of); err != nil {
			return nil, holidayTableError(h.Calendar, err)
		}
		if lacking := c.Lacks(year); len(lacking) > 0 {
			return nil, holidayTableError(h.Calendar, fmt.Errorf("%d年缺少法定节假日%s，应列出全年的安排", year, strings.Join(lacking, "、")))
		}
	}
	return c, nil
}

func holidayTableError(file string, err error) error {
	return law.Errorf(law.KindInvalid, "holiday_table_invalid", "%s：%v", file, err)
}

// provisional marks what a holiday notice still to come may change.
func provisional(is bool) string {
	if is {
		return "（暂按周末推算 provisional）"
	}
	return ""
}

// dated is a date with its day of the week.
func dated(c *calendar.Calendar, d calendar.Date) string {
	return fmt.Sprintf("%s %s", d, c.Day(d).Weekday())
}
