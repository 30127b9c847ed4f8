package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// A Date is a civil date in Asia/Shanghai, from 0001-01-01 to 9999-12-31. Dates
// can be compared with == and used as map keys. The zero Date is no date: it
// stands before every other, prints as nothing, and stays zero under arithmetic.
//
// As text and in JSON a Date is "2006-01-02", the zero Date is "".
type Date struct {
	// ordinal counts days, 1 being 0001-01-01. It makes the zero value the absent
	// date and every step of a count one addition.
	ordinal int32
}

const (
	minOrdinal = 1
	maxOrdinal = 3652059 // 9999-12-31

	secondsPerDay = 24 * 60 * 60
	// unixOrdinal is the ordinal of 1970-01-01.
	unixOrdinal = 719163

	dateLayout = "2006-01-02"
)

// DateOf returns the date in Shanghai on which t falls. The zero time has the
// zero Date.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return NewDate(t.In(Shanghai).Date())
}

// NewDate returns the date with the given year, month and day. As with
// [time.Date], a month or a day outside its usual range is carried over
// (30 February is 1 or 2 March). A date outside the years 1 to 9999 becomes the
// first or the last that there is.
func NewDate(y int, m time.Month, d int) Date {
	switch {
	case y < 1:
		return Date{minOrdinal}
	case y > 9999:
		return Date{maxOrdinal}
	}
	return dateAt(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay + unixOrdinal)
}

// dateAt returns the date with the ordinal, held within the range of Date.
func dateAt(ordinal int64) Date {
	return Date{int32(min(max(ordinal, minOrdinal), maxOrdinal))}
}

// ParseDate reads a date written as 2024-04-19. The error's text is Chinese and
// names the value.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(dateLayout, s)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("“%s”不是有效日期，应写作2024-04-19的形式", excerpt(s))
	}
	return NewDate(t.Date()), nil
}

// excerpt keeps a wrong value short enough to stand in a message.
func excerpt(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// midnightUTC is the date's own midnight read as UTC: a vehicle for taking the
// date apart, not the instant at which the day begins in Shanghai.
func (d Date) midnightUTC() time.Time {
	return time.Unix((int64(d.ordinal)-unixOrdinal)*secondsPerDay, 0).UTC()
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.ordinal == 0 }

// Year returns the year, 0 for the zero Date, which is the day before 0001-01-01.
func (d Date) Year() int { return d.midnightUTC().Year() }

// Month returns the month, 0 for the zero Date.
func (d Date) Month() time.Month {
	if d.IsZero() {
		return 0
	}
	return d.midnightUTC().Month()
}

// Day returns the day of the month, 0 for the zero Date.
func (d Date) Day() int {
	if d.IsZero() {
		return 0
	}
	return d.midnightUTC().Day()
}

// Weekday returns the day of the week. 0001-01-01 was a Monday of the Gregorian
// calendar reckoned backwards, so the ordinal carries it.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.ordinal % 7) }

// AddDays returns the date n days later, or earlier for a negative n. It stops
// at the first and at the last date that there is.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	// A step is held to the whole range first, so that the sum cannot overflow.
	return dateAt(int64(d.ordinal) + int64(min(max(n, -maxOrdinal), maxOrdinal)))
}

// addMonths returns the same day n months later or, where that month has no such
// day, its last (民法典 art. 202). n is not negative.
func (d Date) addMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	y, m, day := d.midnightUTC().Date()
	months := int(m) - 1 + n
	y, m = y+months/12, time.Month(months%12+1)
	return NewDate(y, m, min(day, NewDate(y, m+1, 0).Day()))
}

// Compare returns -1 when d is before other, 0 when they are the same date, and
// 1 when d is after other.
func (d Date) Compare(other Date) int { return cmp.Compare(d.ordinal, other.ordinal) }

// Before reports whether d is before other.
func (d Date) Before(other Date) bool { return d.ordinal < other.ordinal }

// After reports whether d is after other.
func (d Date) After(other Date) bool { return d.ordinal > other.ordinal }

// Equal is ==, for comparison packages that look for the method.
func (d Date) Equal(other Date) bool { return d == other }

// DaysUntil returns the number of calendar days from d to other, negative when
// other is before d.
func (d Date) DaysUntil(other Date) int { return int(other.ordinal) - int(d.ordinal) }

// At returns the instant, in UTC, at which a clock in Shanghai shows the hour
// and minute on this date. Hour 24 is the end of the day. The zero Date has the
// zero time.
func (d Date) At(hour, minute int) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	y, m, day := d.midnightUTC().Date()
	return time.Date(y, m, day, hour, minute, 0, 0, Shanghai).UTC()
}

// Start returns 00:00 of the date in Shanghai, in UTC. The zero Date has the zero
// time.
func (d Date) Start() time.Time { return d.At(0, 0) }

// End returns 24:00 of the date in Shanghai, which is 00:00 of the next day, in
// UTC: the moment at which a period with this last day has run out
// (民法典 art. 203 para. 2). The zero Date has the zero time.
func (d Date) End() time.Time { return d.At(24, 0) }

// String returns the date as 2024-04-19, the zero Date as nothing.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.midnightUTC().Format(dateLayout)
}

// GoString shows the date in test failures as the call that makes it.
func (d Date) GoString() string {
	if d.IsZero() {
		return "calendar.Date{}"
	}
	return fmt.Sprintf("calendar.NewDate(%d, %d, %d)", d.Year(), d.Month(), d.Day())
}

// ChineseString returns the date as official documents write it: 2024年4月19日.
func (d Date) ChineseString() string {
	if d.IsZero() {
		return ""
	}
	return d.midnightUTC().Format("2006年1月2日")
}

// MarshalText implements [encoding.TextMarshaler], and with it JSON.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return []byte{}, nil
	}
	return d.midnightUTC().AppendFormat(make([]byte, 0, len(dateLayout)), dateLayout), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler]. Empty text is the zero
// Date; anything else is read by [ParseDate].
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
