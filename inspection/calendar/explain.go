package calendar

import (
	"cmp"
	"slices"
)

// A DayKind is why a day is a working day or none.
type DayKind string

// The kinds of day.
const (
	PlainDay  DayKind = "plain"   // Monday to Friday, 工作日
	MakeUpDay DayKind = "make_up" // a Saturday or Sunday worked in exchange, 调休上班
	Weekend   DayKind = "weekend" // Saturday or Sunday, 周末
	Holiday   DayKind = "holiday" // named by a holiday notice or, without one, fixed by law, 放假
)

// A Day is what the calendar says of one day and on what authority.
type Day struct {
	Date    Date    `json:"date"`
	Kind    DayKind `json:"kind"`
	Holiday string  `json:"holiday,omitempty"` // of a holiday or a make-up day: 春节
	Notice  string  `json:"notice,omitempty"`  // the notice's number
	// Law is the article that fixes the holiday, in a year whose notice is not known.
	Law string `json:"law,omitempty"`
	// Settled: no holiday notice still to come can change the day.
	Settled bool `json:"settled"`
}

// Day says of a date whether it is a working day, and why. The zero Date has the
// zero Day.
func (c *Calendar) Day(d Date) Day {
	if d.IsZero() {
		return Day{}
	}
	day := Day{Date: d, Kind: Weekend, Settled: c.Settled(d)}
	if plainWorking(d.ordinal) {
		day.Kind = PlainDay
	}
	at, named := slices.BinarySearchFunc(c.exceptions, d, func(e Exception, d Date) int { return cmp.Compare(e.Date.ordinal, d.ordinal) })
	if named {
		e := c.exceptions[at]
		day.Kind, day.Holiday, day.Notice = Holiday, e.Holiday, e.Notice
		if e.Working {
			day.Kind = MakeUpDay
		}
	} else if !c.KnowsYear(d.Year()) {
		if holiday := c.rule.holiday(d); holiday != "" {
			day.Kind, day.Holiday, day.Law = Holiday, holiday, StatutoryArticle
		}
	}
	return day
}

// Working reports whether the day is a working day.
func (d Day) Working() bool { return d.Kind == PlainDay || d.Kind == MakeUpDay }

// Weekday names the day of the week: 星期一.
func (d Day) Weekday() string { return chineseWeekday(d.Date.Weekday()) }

// Reason says in Chinese what kind of day it is: 工作日, 周末, 春节放假, 春节调休上班.
func (d Day) Reason() string {
	switch d.Kind {
	case PlainDay:
		return "工作日"
	case MakeUpDay:
		return d.Holiday + "调休上班"
	case Holiday:
		return d.Holiday + "放假"
	case Weekend:
		return "周末"
	}
	return ""
}

// Basis is in Chinese by what a holiday or a make-up day is one: the notice's number,
// or the article of law with the remark that the notice is still to come. Other days
// have none.
func (d Day) Basis() string {
	if d.Law != "" {
		return d.Law + "，暂定"
	}
	return d.Notice
}

// A CountedDay is a day that a count has passed.
type CountedDay struct {
	Day
	// Counted: the day used up one of the period's. A day that did not was left
	// out as no working day or, at the end of a period in days, months or years,
	// only moved its last day on.
	Counted bool `json:"counted"`
	// Suspended: the period stood still on the day.
	Suspended bool `json:"suspended,omitempty"`
}

// Explain lists every day after start up to and including the last one of the
// period, as [Calendar.CountFromDate] counts it. A period in hours has no such
// days.
func (c *Calendar) Explain(start Date, p Period) []CountedDay {
	return c.ExplainWith(start, p, nil, nil)
}

// ExplainWith is [Calendar.Explain] with extensions and suspensions, by the rules of
// [Calendar.CountWith]. A period of which a part is in hours has no such days, nor has
// one that stands still.
func (c *Calendar) ExplainWith(start Date, p Period, extensions []Period, suspensions []Suspension) []CountedDay {
	inHours := func(p Period) bool { return p.Unit == Hours }
	if start.IsZero() || !p.Unit.Valid() || inHours(p) || slices.ContainsFunc(extensions, inHours) {
		return nil
	}
	used := map[int32]bool{}
	k := counter{calendar: c, suspensions: suspensions, day: start.ordinal, at: start.End(), note: func(day int32, counted bool) { used[day] = counted }}
	end := k.count(p, extensions)
	var days []CountedDay
	for ordinal := start.ordinal + 1; ordinal <= end.Date.ordinal; ordinal++ {
		counted, passed := used[ordinal]
		days = append(days, CountedDay{Day: c.Day(Date{ordinal}), Counted: counted, Suspended: !passed})
	}
	return days
}
