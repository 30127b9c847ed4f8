package calendar

import (
	"fmt"
	"strings"
	"time"
)

// An Exception is one day that a holiday notice names: off, or worked in
// exchange (调休).
type Exception struct {
	Date    Date   `json:"date"`
	Working bool   `json:"working"`
	Holiday string `json:"holiday"` // the holiday for which it is arranged: 春节
	Notice  string `json:"notice"`  // the notice's number: 国办发明电〔2023〕7号
}

const newYear = "元旦"

// newYearReach is the day of December from which on the arrangement for New
// Year's Day, and so the following year's notice, can reach into a year: the
// weekend before a holiday that begins with 1 January at the latest. The notice
// for 2019 did so (国办发明电〔2018〕15号): 2018-12-29 worked, 2018-12-31 off.
const newYearReach = 27

func reachedByNextNotice(m time.Month, day int) bool {
	return m == time.December && day >= newYearReach
}

// Year returns the year whose notice names the day: the year of its date, but
// for New Year's days at the end of December the following one (2022-12-31
// stands in the notice for 2023). It is 0 without a date.
func (e Exception) Year() int {
	if e.Date.IsZero() {
		return 0
	}
	y, m, day := e.Date.midnightUTC().Date()
	if reachedByNextNotice(m, day) && strings.Contains(e.Holiday, newYear) {
		return y + 1
	}
	return y
}

// The columns of the table, as the CSV's header names them.
const (
	columnDate    = "date"
	columnDay     = "day"
	columnHoliday = "holiday"
	columnNotice  = "notice"
)

// A defect is what is wrong with one exception: the column, its value, and the
// reason in Chinese.
type defect struct {
	column, value, reason string
}

// defect returns what is wrong with a single exception, nil when nothing is. A day off at a weekend is none, although the
// plain week already says it: the notices name whole stretches of days, and the
// table keeps them as published. A make-up day from Monday to Friday is one: no
// notice names such a day, so the date or the kind is mistyped.
func (e Exception) defect() *defect {
	switch {
	case e.Date.IsZero():
		return &defect{columnDate, "", "日期不能为空"}
	case e.Working && plainWorking(e.Date.ordinal):
		return &defect{columnDay, kindWork, fmt.Sprintf(
			"%s是%s，本来就是工作日，不会是调休上班日，请核对日期", e.Date, chineseWeekday(e.Date.Weekday()))}
	case strings.TrimSpace(e.Holiday) == "":
		return &defect{columnHoliday, e.Holiday, "节日名称不能为空"}
	case strings.TrimSpace(e.Notice) == "":
		return &defect{columnNotice, e.Notice, "放假通知的文号不能为空"}
	}
	return nil
}

func chineseWeekday(w time.Weekday) string {
	return [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}[w]
}
