package calendar

import "time"

// IsWorkingDay reports whether d is a working day (工作日): Monday to Friday
// unless the notice gives it off, or a Saturday or Sunday that the notice makes
// one. In a year that is not known it is the plain week's answer, but for the days that
// the law fixes ([StatutoryHoliday]), which are off; see [Calendar.Settled].
// The zero Date is none: its ordinal falls on a Sunday.
func (c *Calendar) IsWorkingDay(d Date) bool {
	return c.state(d.ordinal)&stateWorking != 0
}

// Settled reports whether what IsWorkingDay says of d is final: the year's
// notice is known and, for the last days of December, which the arrangement for
// New Year's Day can reach, the following year's as well.
func (c *Calendar) Settled(d Date) bool {
	return c.state(d.ordinal)&stateSettled != 0
}

// AddWorkingDays returns the n-th working day after d or, for a negative n, the
// n-th before it. d itself never counts; n = 0 returns d, working day or not.
func (c *Calendar) AddWorkingDays(d Date, n int) Date {
	if d.IsZero() {
		return d
	}
	step := int32(1)
	if n < 0 {
		step = -1
	}
	ordinal := d.ordinal
	for n != 0 {
		next := ordinal + step
		if next < minOrdinal || next > maxOrdinal {
			break
		}
		ordinal = next
		if c.state(ordinal)&stateWorking != 0 {
			n -= int(step)
		}
	}
	return Date{ordinal}
}

// WorkingDayFrom returns d when it is a working day, otherwise the next one: the
// rule of 民法典 art. 203 for the last day of a period.
func (c *Calendar) WorkingDayFrom(d Date) Date {
	if c.IsWorkingDay(d) {
		return d
	}
	return c.AddWorkingDays(d, 1)
}

// FirstWorkingDayOfMonth returns the month's first working day.
func (c *Calendar) FirstWorkingDayOfMonth(y int, m time.Month) Date {
	return c.WorkingDayFrom(NewDate(y, m, 1))
}

// WorkingDaysBetween returns the number of working days after from, up to and
// including to: what is left of a period with the last day to, seen on the day
// from. When to is before from it is the number the other way round, negative.
// With a zero Date there is nothing to count.
func (c *Calendar) WorkingDaysBetween(from, to Date) int {
	switch {
	case from.IsZero():
		return 0
	case to.Before(from):
		return -c.WorkingDaysBetween(to, from)
	}
	n := 0
	for ordinal := from.ordinal + 1; ordinal <= to.ordinal; ordinal++ {
		if c.state(ordinal)&stateWorking != 0 {
			n++
		}
	}
	return n
}
