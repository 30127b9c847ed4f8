package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

type calendarDueCommand struct {
	holidayTable
	edition
	Period string `arg:"" help:"code or name of a legal period, or a length such as 20个工作日, 15日, 24小时, 3个月"`
	Start  string `arg:"" help:"day of the event, as 2024-04-19; with the minute for hours, as 2024-04-19T16:30 (Asia/Shanghai)"`
}

// Help shows the command at work.
func (calendarDueCommand) Help() string {
	return `输出的第一项是期限的最后一日，其后列明起算、计入和不计入的日子及其原因。期限的代码和名称见 calendar periods。

  shuangsuiji calendar due publication 2024-04-19      公示检查结果
  shuangsuiji calendar due 责令改正 2024-04-19         按名称
  shuangsuiji calendar due 3个月 2024-01-31            按长度
  shuangsuiji calendar due 24小时 2024-04-19T16:30     小时自该分钟起算`
}

// startLayout is how the minute of an event is written.
const startLayout = "2006-01-02T15:04"

// start is the event: its minute where it is given.
func (d calendarDueCommand) start() (day calendar.Date, at time.Time, err error) {
	if at, err = time.ParseInLocation(startLayout, d.Start, calendar.Shanghai); err == nil {
		return calendar.DateOf(at), at, nil
	}
	day, err = calendar.ParseDate(d.Start)
	if err != nil {
		return day, time.Time{}, law.Errorf(law.KindInvalid, "start_invalid", "“%s”不是有效的日期或时刻，应写作2024-04-19或者2024-04-19T16:30的形式。", d.Start)
	}
	return day, time.Time{}, nil
}

// period finds the legal period, or reads a length.
func (d calendarDueCommand) period() (law.LegalPeriod, error) {
	e, err := law.EditionOf(d.Edition)
	if err != nil {
		return law.LegalPeriod{}, err
	}
	names := make([]string, len(e.Periods))
	for i, l := range e.Periods {
		if d.Period == string(l.Kind) || d.Period == l.Name {
			return l, nil
		}
		names[i] = string(l.Kind) + " " + l.Name
	}
	p, err := calendar.ParsePeriod(d.Period)
	if err != nil {
		return law.LegalPeriod{}, law.Errorf(law.KindNotFound, "period_unknown",
			"规则版本%s没有名为“%s”的期限；应为%s，或者写作20个工作日、15日、24小时、3个月、2年的形式。", e.Code, d.Period, strings.Join(names, "、"))
	}
	return law.LegalPeriod{Period: p}, nil
}

func (d calendarDueCommand) Run(out io.Writer) error {
	legal, err := d.period()
	if err != nil {
		return err
	}
	day, at, err := d.start()
	if err != nil {
		return err
	}
	c, err := d.calendar()
	if err != nil {
		return err
	}
	length := legal.Counted(legal.Period)
	end := c.CountFromDate(day, length)
	if legal.Period.Unit == calendar.Hours && !at.IsZero() {
		end = c.Count(at, legal.Period)
	}
	lines := []string{ending(c, end) + provisional(end.Provisional)}
	lines = append(lines, describe(legal)...)
	if legal.Period.Unit == calendar.Hours {
		lines = append(lines, hoursFrom(day, at))
	} else {
		lines = append(lines, "起算："+dated(c, day)+"，当日不计，自次日起算")
		lines = append(lines, counted(c.Explain(day, length), length.Unit)...)
	}
	lines = append(lines, "节假日表："+c.Version())
	_, err = fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}

// ending is the last day, or for hours the minute.
func ending(c *calendar.Calendar, end calendar.End) string {
	if end.At.Equal(end.Date.End()) {
		return dated(c, end.Date) + " 24时届满"
	}
	return fmt.Sprintf("%s %s %s届满", end.Date, end.At.In(calendar.Shanghai).Format("15:04"), c.Day(end.Date).Weekday())
}

func describe(l law.LegalPeriod) []string {
	if l.Kind == "" {
		return []string{"期限：" + l.Period.String()}
	}
	lines := []string{fmt.Sprintf("期限：%s（%s），%s，自%s起", l.Name, l.Kind, l.Period, l.From)}
	if l.NoRoll {
		lines = append(lines, "最后一日逢休息日的，不顺延")
	}
	return append(lines, "依据："+l.Clause)
}

func hoursFrom(day calendar.Date, at time.Time) string {
	if at.IsZero() {
		return "起算：" + day.String() + " 24时（未写明时刻，当日不计）"
	}
	return "起算：" + at.Format(startLayout) + "，昼夜和节假日连续计算"
}

// counted tells the days that were counted and each one that was not, with the
// reason.
func counted(days []calendar.CountedDay, unit calendar.Unit) (lines []string) {
	var makeUp, out, rolled []string
	n := 0
	last := slices.IndexFunc(days, func(d calendar.CountedDay) bool { return !d.Counted && d.Working() })
	for i, d := range days {
		line := fmt.Sprintf("  %s %s %s", d.Date, d.Weekday(), reasonWithBasis(d.Day))
		switch {
		case d.Counted:
			n++
			if unit == calendar.WorkingDays && d.Kind == calendar.MakeUpDay {
				makeUp = append(makeUp, line)
			}
		case i == last:
			rolled = append(rolled, line)
		default:
			out = append(out, line)
		}
	}
	lines = append(lines, fmt.Sprintf("计入：%d日", n))
	lines = appendList(lines, "其中调休上班，计入：", makeUp)
	lines = appendList(lines, "不计入：", out)
	return appendList(lines, "最后一日逢休息日，顺延至：", rolled)
}

func appendList(lines []string, title string, list []string) []string {
	if len(list) == 0 {
		return lines
	}
	return append(append(lines, title), list...)
}
