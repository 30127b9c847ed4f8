package documents

import (
	"regexp"
	"strconv"
	"strings"
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

// readLastDay reads a date, or the last day of a stretch of time as it stands in one cell
// of the certificates' lists: 2024-01-01至2029-12-31. span says that it was one.
func readLastDay(s string) (last calendar.Date, span bool, err error) {
	if last, err = readDate(s); err == nil {
		return last, false, nil
	}
	text := folded(s)
	for at, mark := range text {
		if !strings.ContainsRune("至到~-—–―", mark) {
			continue
		}
		from := strings.TrimSuffix(strings.TrimLeft(trim(text[:at]), "自从"), "起")
		until := strings.TrimSuffix(strings.TrimLeft(trim(text[at:]), "至到~-—–―"), "止")
		first, wrong := readDate(from)
		end, alsoWrong := readDate(until)
		if wrong != nil || alsoWrong != nil || first.IsZero() || end.IsZero() {
			continue
		}
		if end.Before(first) {
			return last, false, invalid("date_invalid", "“%s”的届满日早于起始日", excerpt(s, 40))
		}
		return end, true, nil
	}
	return last, false, err
}

// lastDay binds the column to the last day of something, of which a cell may have the
// first too.
func (c Column[T]) lastDay(at func(*T) *calendar.Date) Column[T] {
	c = c.date(at)
	c.Set = func(row *T, s string) (err error) {
		*at(row), _, err = readLastDay(s)
		return err
	}
	c.Told = func(cell string, row T) string {
		if _, span, err := readLastDay(cell); err != nil || !span {
			return ""
		}
		return "“" + excerpt(trim(cell), 40) + "”取届满日" + at(&row).ChineseString() + "，请核对"
	}
	return c
}

// number reads digits that a pattern has already bounded to four.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
