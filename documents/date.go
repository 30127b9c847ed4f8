package documents

import (
	"regexp"
	"strconv"
	"time"

	"shuangsuiji/inspection/calendar"
)

// datePattern takes 2024-04-19, 2024/4/19, 2024.4.19, 2024年4月19日 and 20240419,
// with the midnight that other systems print behind a date.
var datePattern = regexp.MustCompile(`^(\d{4})(?:(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]0{1,2}:00(?::00)?)?$`)

// readDate reads a date as people write it; an empty text is no date.
func readDate(s string) (calendar.Date, error) {
	s = folded(s)
	if s == "" {
		return calendar.Date{}, nil
	}
	if m := datePattern.FindStringSubmatch(s); m != nil {
		y, month, day := number(m[1]), number(m[2]+m[3]+m[4]+m[5]+m[7]), number(m[6]+m[8])
		d := calendar.NewDate(y, time.Month(month), day)
		// NewDate carries over; a date that it moved does not exist.
		if d.Year() == y && int(d.Month()) == month && d.Day() == day {
			return d, nil
		}
	}
	return calendar.Date{}, invalid("date_invalid", "“%s”不是有效日期，应写作2024-04-19、2024/4/19、2024年4月19日或者20240419的形式", excerpt(s, 40))
}

// number reads digits that a pattern has already bounded to four.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
