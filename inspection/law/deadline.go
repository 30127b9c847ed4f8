package law

import (
	"fmt"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
)

// DeadlineKind names what a period is for.
type DeadlineKind string

// LegalPeriod is one period of the law or of the document: what it is for, how
// long, what starts it, where it is written and since when it holds.
type LegalPeriod struct {
	Kind   DeadlineKind    `json:"kind"`
	Name   string          `json:"name"`
	Period calendar.Period `json:"period,omitzero"`
	From   string          `json:"from"`   // the event whose day does not count, in Chinese
	Clause string          `json:"clause"` // article
	InForce
	// NoRoll: a last day that is no working day stays the last day (末日遇休息日不顺延);
	// see [calendar.Period.NoRoll].
	NoRoll bool `json:"noRoll,omitempty"`
	// Fixed: law or document sets it, and no task may set another length.
	Fixed bool `json:"fixed,omitempty"`
	// ExtendBy is the role that may extend it; empty: it can never be extended.
	ExtendBy Role `json:"extendBy,omitempty"`
	// ExtendAtMost bounds all extensions together; zero: no bound.
	ExtendAtMost calendar.Period `json:"extendAtMost,omitzero"`
	// Responsible are reminded before it ends and, when it has passed, every
	// working day; RoleInspector stands for the case's team.
	Responsible []Role `json:"responsible"`
	// Escalate are told besides, at once and once, when it has passed.
	Escalate []Role `json:"escalate"`
}

// Basis is the clause, and where the day since which it is in force goes.
func (p *LegalPeriod) Basis() (clause string, since *InForce) { return p.Clause, &p.InForce }

// Adjustable reports whether a task may have a length of its own for the period.
func (p LegalPeriod) Adjustable() bool { return !p.Fixed && !BesideCases(p.Kind) }

// Counted is the length as what is due within the period is counted: with its own
// word on whether the last day moves to a working day.
func (p LegalPeriod) Counted(length calendar.Period) calendar.Period {
	length.NoRoll = p.NoRoll
	return length
}

func (p LegalPeriod) neverExtended() error {
	return Errorf(KindNotAllowed, "deadline_never_extended", "“%s”期限依照%s不得延长。", p.Name, p.Clause)
}

// Deadline is a legal period running in one case or task.
type Deadline struct {
	Kind        DeadlineKind          `json:"kind"`
	Name        string                `json:"name"`
	From        time.Time             `json:"from"` // the event; its day does not count
	Period      calendar.Period       `json:"period"`
	Extensions  []calendar.Period     `json:"extensions,omitempty"`
	Suspensions []calendar.Suspension `json:"suspensions,omitempty"`
	Due         time.Time             `json:"due"`  // UTC, the end (24:00) of Last
	Last        calendar.Date         `json:"last"` // last day of the period
	Provisional bool                  `json:"provisional,omitempty"`
	Calendar    string                `json:"calendar"` // version counted with
	// Generation grows whenever Due is counted again, so that a timer or reminder
	// of the old date is recognised as no longer meant.
	Generation int     `json:"generation"`
	Overdue    bool    `json:"overdue,omitempty"` // its passing was recorded
	Next       *Moment `json:"next,omitempty"`    // nil while suspended
}

// Suspended reports whether the period stands still; Due and Last are then those
// of before the suspension.
func (d Deadline) Suspended() bool {
	n := len(d.Suspensions)
	return n > 0 && d.Suspensions[n-1].Open()
}

// Moment is the next time at which a deadline asks for something: a reminder, or
// the record of its passing.
type Moment struct {
	Deadline   DeadlineKind `json:"deadline"`
	Generation int          `json:"generation"`
	Step       string       `json:"step"`
	At         time.Time    `json:"at"`
}

// Same reports whether both are the same moment of the same deadline.
func (m Moment) Same(o Moment) bool {
	return m.Deadline == o.Deadline && m.Generation == o.Generation && m.Step == o.Step && m.At.Equal(o.At)
}

// StepOverdue is the step at which a deadline's passing is recorded.
const StepOverdue = "overdue"

// Reminders says when persons are reminded of a deadline. All of it is a setting.
type Reminders struct {
	DaysBefore []int `json:"daysBefore"` // working days before the last day; 0 is the day itself
	Hour       int   `json:"hour"`       // Asia/Shanghai
	Minute     int   `json:"minute"`
	DailyAfter bool  `json:"dailyAfter"` // every working day once it has passed
}

// DefaultReminders: 5, 3 and 1 working days before and on the day, at 09:00, and
// every working day after the deadline has passed.
var DefaultReminders = Reminders{DaysBefore: []int{5, 3, 1, 0}, Hour: 9, DailyAfter: true}

// MetDeadline is a period that has ended. A step done late is done, and stays
// marked late. It keeps what it was counted from, so that a corrected entry can
// be held against it again.
type MetDeadline struct {
	Kind DeadlineKind  `json:"kind"`
	Last calendar.Date `json:"last"`
	Due  time.Time     `json:"due"`
	Met  time.Time     `json:"met"` // when the act happened, not when it was entered
	Late bool          `json:"late,omitempty"`
	// Lapsed: it ran out and the case went on without the act. Met is then Due.
	Lapsed     bool              `json:"lapsed,omitempty"`
	From       time.Time         `json:"from,omitzero"`
	Period     calendar.Period   `json:"period,omitzero"`
	Extensions []calendar.Period `json:"extensions,omitempty"`
}

// Law is what acts are judged by: the case's edition, the calendar of the day
// and the bureau's reminder settings.
type Law struct {
	Edition   *Edition
	Calendar  *calendar.Calendar
	Reminders Reminders
}

// count computes the deadline's end with the calendar of today and its next
// moment from now on. While it stands still there is no such moment, and the end
// is that of before the suspension.
func (l Law) count(d *Deadline, now time.Time) {
	end := l.end(d.Kind, d.From, d.Period, d.Extensions, d.Suspensions)
	d.Due, d.Last, d.Provisional, d.Calendar = end.At, end.Date, end.Provisional, end.CalendarVersion
	d.Overdue = d.Overdue && !d.Due.After(now)
	d.Next = l.Next(*d, now)
}

// end counts a period of the kind as the edition counts it, however long it is in
// this subject.
func (l Law) end(kind DeadlineKind, from time.Time, length calendar.Period, extensions []calendar.Period, all []calendar.Suspension) calendar.End {
	rule, _ := l.Edition.Period(kind)
	return l.Calendar.CountTimeWith(from, rule.Counted(length), extensions, endedWithin(all, from))
}

// endedWithin are the suspensions that are over and ended after the day on which a
// period began. One that ended on that day was over before: hours, which run from
// the minute, don't stand still for the rest of it.
func endedWithin(all []calendar.Suspension, from time.Time) []calendar.Suspension {
	began := calendar.DateOf(from)
	return slices.DeleteFunc(slices.Clone(all), func(s calendar.Suspension) bool { return s.Open() || !s.To.After(began) })
}

// Next is the first moment from now on. Reminders that the clock has jumped over
// are not made up for; the record of the deadline's passing always is, at once.
func (l Law) Next(d Deadline, now time.Time) *Moment {
	if d.Suspended() {
		return nil
	}
	m := Moment{Deadline: d.Kind, Generation: d.Generation}
	if !d.Overdue {
		m.Step, m.At = StepOverdue, d.Due
		if m.At.Before(now) {
			m.At = now
		}
		for _, n := range l.Reminders.DaysBefore {
			at := l.reminderTime(l.Calendar.AddWorkingDays(d.Last, -n))
			if at.After(now) && at.Before(m.At) {
				m.Step, m.At = beforeStep(n), at
			}
		}
		return &m
	}
	if !l.Reminders.DailyAfter {
		return nil
	}
	day := calendar.DateOf(now)
	if !l.Calendar.IsWorkingDay(day) || !l.reminderTime(day).After(now) {
		day = l.Calendar.AddWorkingDays(day, 1)
	}
	m.Step, m.At = fmt.Sprintf("overdue_%s", day), l.reminderTime(day)
	return &m
}

// Passing is what a deadline's moment turned out to be once it was dealt with.
type Passing int

const (
	Reminded Passing = iota // it still runs
	Passed                  // its passing was recorded just now
	Urged                   // it had passed before
)

// Lapse deals with a moment that has come: the deadline is marked, its next
// moment set. However far the clock has jumped, passing is recorded once.
func (l Law) Lapse(ds Deadlines, m Moment, now time.Time) (*Deadline, Passing, error) {
	i := ds.Index(m.Deadline)
	if i < 0 || ds[i].Next == nil || !ds[i].Next.Same(m) {
		return nil, Reminded, Errorf(KindStale, "moment_not_meant", "该提醒所依据的期限已变更。")
	}
	if now.Before(m.At) {
		return nil, Reminded, Errorf(KindStale, "moment_not_come", "提醒时间未到。")
	}
	d, what := &ds[i], Reminded
	switch {
	case d.Overdue:
		what = Urged
	case !d.Due.After(now):
		d.Overdue, what = true, Passed
	}
	d.Next = l.Next(*d, now)
	return d, what, nil
}

// recount counts a running deadline again with the calendar of today. Only if
// its end or its next moment moved does it take the new generation: a moment of
// the old one is then no longer meant, and one that was dealt with keeps its key.
func (l Law) recount(d *Deadline, now time.Time, generation func() int) {
	counted := *d
	l.count(&counted, now)
	if !counted.Due.Equal(d.Due) || !SameMoment(counted.Next, d.Next) {
		counted.Generation = generation()
		counted.Next = l.Next(counted, now)
	}
	*d = counted
}

// SameMoment reports whether both are the same moment of the same period, or none.
func SameMoment(a, b *Moment) bool {
	return (a == nil && b == nil) || (a != nil && b != nil && a.Same(*b))
}

func (l Law) reminderTime(day calendar.Date) time.Time {
	return day.At(l.Reminders.Hour, l.Reminders.Minute)
}

func beforeStep(workingDays int) string { return fmt.Sprintf("before_%d", workingDays) }

// Deadlines are those running in one case or task, at most one of a kind.
type Deadlines []Deadline

// Find returns the running deadline of the kind.
func (ds Deadlines) Find(kind DeadlineKind) (Deadline, bool) {
	if i := ds.Index(kind); i >= 0 {
		return ds[i], true
	}
	return Deadline{}, false
}

// Index is where the period of the kind stands, -1 where none runs.
func (ds Deadlines) Index(kind DeadlineKind) int {
	return slices.IndexFunc(ds, func(d Deadline) bool { return d.Kind == kind })
}

// NextDue is the running deadline that ends first. While the case stands still
// nobody knows the end of a period, so there is none.
func (ds Deadlines) NextDue() (Deadline, bool) {
	running := slices.DeleteFunc(slices.Clone(ds), Deadline.Suspended)
	if len(running) == 0 {
		return Deadline{}, false
	}
	return slices.MinFunc(running, func(a, b Deadline) int { return a.Due.Compare(b.Due) }), true
}

// NextMoment is the first moment of all running deadlines.
func (ds Deadlines) NextMoment() (Moment, bool) {
	var first *Moment
	for _, d := range ds {
		if d.Next != nil && (first == nil || d.Next.At.Before(first.At)) {
			first = d.Next
		}
	}
	if first == nil {
		return Moment{}, false
	}
	return *first, true
}

// Overdue reports whether the passing of any running deadline was recorded.
func (ds Deadlines) Overdue() bool {
	return slices.ContainsFunc(ds, func(d Deadline) bool { return d.Overdue })
}
