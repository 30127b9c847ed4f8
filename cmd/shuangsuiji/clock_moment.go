package main

import (
	"fmt"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
)

// clockMoment is a moment as an operator writes it, in the office's time zone; a
// date alone is the beginning of its office hours.
type clockMoment time.Time

// officeOpens is when a day's work begins.
const officeOpens = 9

// UnmarshalText implements [encoding.TextUnmarshaler].
func (m *clockMoment) UnmarshalText(text []byte) error {
	date, hour, timed := strings.Cut(strings.Replace(string(text), " ", "T", 1), "T")
	day, err := calendar.ParseDate(date)
	if err == nil && !day.IsZero() {
		at := day.At(officeOpens, 0)
		if timed {
			var t time.Time
			if t, err = time.Parse("15:04", hour); err == nil {
				at = day.At(t.Hour(), t.Minute())
			}
		}
		if err == nil {
			*m = clockMoment(at)
			return nil
		}
	}
	return fmt.Errorf("“%s”不是日期或者时间，应如2024-05-06或者2024-05-06T14:30", text)
}
