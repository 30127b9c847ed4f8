package workflows_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// A small model of a procedure, written down from docs/procedure.md a second time
// and knowing nothing of the transition tables, of the counting of days or of the
// record. The walker (walk_test.go) holds the real workflow against it.

// modelAct is what the procedure says of one act. Lists are words with blanks
// between them.
type modelAct struct {
	at string // stages
	// vain are those of them at which there is nothing yet that it could be done to.
	vain string
	who  string // persons of the scene
	// whoNow are those of them who may at this moment; nil: all.
	whoNow func(*model) []string
	// need are flags that must stand, bar those that must not; set and unset is what
	// the act does to them.
	need, bar, set, unset string
	to                    string // the next stage; "" stays
	ends                  string // periods
	// opens are periods that begin with the act: name:amount, with a d behind it in
	// calendar days, with an m in months, with an h in hours, otherwise in working days.
	opens    string
	standing bool // also while the subject stands still
	// wants are flags without which the act is due, yet whoever plans does something
	// else before; "today" falls at midnight.
	wants string
	// when and also are what a row can't say: a further condition, a further effect.
	when func(*model) bool
	also func(*model)
	// rare: it ends the walk early, or makes it poor; once seen it is left alone.
	rare bool
}

// modelLapse is what follows by itself when a period has passed.
type modelLapse struct {
	at, to, opens, set string
	also               func(*model)
}

// reminded reports whether a period has passed: every day from now on brings a reminder,
// which takes its time.
func (m *model) reminded() bool {
	for _, s := range m.periods {
		if s.overdue {
			return true
		}
	}
	return false
}

// span is a running period.
type span struct {
	from    calendar.Date
	amount  int
	days    bool // calendar days
	months  bool
	stays   bool      // a last day off stays the last
	hours   time.Time // from this minute; zero: not in hours
	overdue bool
}

// model is one subject as the model knows it.
type model struct {
	acts   map[law.ActKind]modelAct
	lapses map[string]modelLapse
	// extendable says by whom a period is extended; "" never.
	extendable map[string]string

	stages  string // open ones
	stage   string
	now     time.Time
	today   calendar.Date
	flags   map[string]bool
	periods map[string]*span
	stood   []calendar.Suspension
	// extended is the period that the last extension names.
	extended string
	// penalty and task are what only those know.
	penalty *penaltyBook
	task    *taskBook
	// by is who performs the act that is being done.
	by string
}

// ended: nothing is to be done any more.
func (m *model) ended() bool { return !slices.Contains(words(m.stages), m.stage) }

func words(text string) []string { return strings.Fields(text) }

func (m *model) has(flags string) bool {
	return !slices.ContainsFunc(words(flags), func(f string) bool { return !m.flags[f] })
}

func (m *model) hasAny(flags string) bool {
	return slices.ContainsFunc(words(flags), func(f string) bool { return m.flags[f] })
}

func (m *model) drop(flags string) {
	for _, f := range words(flags) {
		delete(m.flags, f)
	}
}

func (m *model) suspended() bool {
	return len(m.stood) > 0 && m.stood[len(m.stood)-1].To.IsZero()
}

// due reports whether the act is possible now.
func (m *model) due(kind law.ActKind) bool {
	a, known := m.acts[kind]
	if !known || !slices.Contains(words(a.at), m.stage) || (m.suspended() && !a.standing) {
		return false
	}
	if kind == law.ActExtendDeadline && len(m.extensible()) == 0 {
		return false
	}
	return m.has(a.need) && !m.hasAny(a.bar) && (a.when == nil || a.when(m))
}

// extensible are the periods that somebody may extend.
func (m *model) extensible() []string {
	var out []string
	for name := range m.periods {
		if m.extendable[name] != "" {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// whose the act is now.
func (m *model) whose(kind law.ActKind) []string {
	if now := m.acts[kind].whoNow; now != nil {
		return now(m)
	}
	if kind != law.ActExtendDeadline {
		return words(m.acts[kind].who)
	}
	var who []string
	for _, name := range m.extensible() {
		who = append(who, m.extendable[name])
	}
	return who
}

// does performs the act on the model.
func (m *model) does(kind law.ActKind) {
	a := m.acts[kind]
	for _, f := range words(a.set) {
		m.flags[f] = true
	}
	m.drop(a.unset)
	for _, name := range words(a.ends) {
		delete(m.periods, name)
	}
	m.open(a.opens)
	if a.to != "" {
		m.stage = a.to
	}
	if a.also != nil {
		a.also(m)
	}
	if m.ended() {
		clear(m.periods)
	}
}

// wayTo is the first act on a shortest way to where the goal is met, if time stood
// still and whoever acts decided as is needed for it.
func (m *model) wayTo(goal func(*model) bool) (first law.ActKind, found bool) {
	type step struct {
		*model
		first law.ActKind
	}
	const far = 200 // states
	queue, known := []step{{model: m}}, map[string]bool{m.state(): true}
	for len(queue) > 0 && len(known) < far {
		at := queue[0]
		queue = queue[1:]
		for _, kind := range slices.Sorted(maps.Keys(m.acts)) {
			if kind == law.ActExtendDeadline || !at.due(kind) || !at.has(m.acts[kind].wants) {
				continue
			}
			next := step{model: at.clone(), first: at.first}
			next.by = next.whose(kind)[0]
			next.does(kind)
			if next.first == "" {
				next.first = kind
			}
			if known[next.state()] || next.ended() {
				continue
			}
			if goal(next.model) {
				return next.first, true
			}
			known[next.state()] = true
			queue = append(queue, next)
		}
	}
	return "", false
}

func (m *model) clone() *model {
	c := *m
	c.flags, c.periods, c.stood = maps.Clone(m.flags), maps.Clone(m.periods), slices.Clone(m.stood)
	for name, s := range c.periods {
		span := *s
		c.periods[name] = &span
	}
	if m.penalty != nil {
		c.penalty = m.penalty.clone()
	}
	if m.task != nil {
		c.task = m.task.clone()
	}
	return &c
}

// state is all that decides which acts are possible.
func (m *model) state() string {
	return fmt.Sprint(m.stage, m.suspended(), slices.Sorted(maps.Keys(m.flags)), slices.Sorted(maps.Keys(m.periods)), m.penalty, m.task)
}

func (m *model) open(periods string) {
	for _, p := range words(periods) {
		name, length, _ := strings.Cut(p, ":")
		length, stays := strings.CutSuffix(length, "=")
		s := &span{from: m.today, days: strings.HasSuffix(length, "d"), months: strings.HasSuffix(length, "m"), stays: stays}
		if strings.HasSuffix(length, "h") {
			s.hours = m.now.Truncate(time.Minute)
		}
		for _, digit := range strings.TrimRight(length, "dhm") {
			s.amount = s.amount*10 + int(digit-'0')
		}
		m.periods[name] = s
	}
}

// move counts a running period from today, with what it was extended by.
func (m *model) move(period string) {
	name, _, _ := strings.Cut(period, ":")
	if s := m.periods[name]; s != nil {
		s.from, s.overdue = m.today, false
		return
	}
	m.open(period)
}

// extend is the effect of an extension by one.
func (m *model) extend() { m.periods[m.extended].amount++ }

// until lets the time pass, with all that lapses on the way, earliest first.
func (m *model) until(now time.Time) {
	for !m.suspended() {
		first := ""
		for name, s := range m.periods {
			if s.overdue || now.Before(m.end(s)) {
				continue
			}
			if first == "" || m.end(s).Before(m.end(m.periods[first])) || (m.end(s).Equal(m.end(m.periods[first])) && name < first) {
				first = name
			}
		}
		if first == "" {
			break
		}
		s := m.periods[first]
		l, ends := m.lapses[first]
		if !ends {
			s.overdue = true
			continue
		}
		m.today = m.last(s)
		delete(m.periods, first)
		if slices.Contains(words(l.at), m.stage) {
			for _, f := range words(l.set) {
				m.flags[f] = true
			}
			m.open(l.opens)
			if l.to != "" {
				m.stage = l.to
			}
			if l.also != nil {
				l.also(m)
			}
		}
	}
	if calendar.DateOf(now) != m.today {
		m.drop("today")
	}
	m.now, m.today = now, calendar.DateOf(now)
	m.wakes()
}

// end is the moment at which the period has passed: 24:00 of its last day.
func (m *model) end(s *span) time.Time {
	if !s.hours.IsZero() {
		return s.hours.Add(time.Duration(s.amount) * time.Hour)
	}
	return m.last(s).End()
}

// last counts day by day: the first is the one after the event, days on which the
// subject stands still count for nothing, and a period in calendar days that would
// end on a day off, or on one of those, ends on the next working day, unless it stays.
func (m *model) last(s *span) calendar.Date {
	if !s.hours.IsZero() {
		return calendar.DateOf(m.end(s).Add(-1)) // midnight is the 24:00 of the day before
	}
	d, left, everyDay := s.from, s.amount, s.days || s.months
	if s.months { // as many days as lie between
		left = s.from.DaysUntil(monthsAfter(s.from, s.amount))
	}
	for left > 0 {
		d = d.AddDays(1)
		if !m.stands(d) && (everyDay || works(d)) {
			left--
		}
	}
	for everyDay && !s.stays && (!works(d) || m.stands(d)) {
		d = d.AddDays(1)
	}
	return d
}

func (m *model) stands(d calendar.Date) bool {
	return slices.ContainsFunc(m.stood, func(s calendar.Suspension) bool {
		return !d.Before(s.From) && (s.To.IsZero() || !d.After(s.To))
	})
}

// monthsAfter is the same day of a later month, or that month's last.
func monthsAfter(d calendar.Date, n int) calendar.Date {
	last := calendar.NewDate(d.Year(), d.Month()+time.Month(n)+1, 1).AddDays(-1)
	return calendar.NewDate(last.Year(), last.Month(), min(d.Day(), last.Day()))
}

// works: the working days from April 2024 on, copied from the notices of the State
// Council's office for 2024 to 2026 by hand; from 2027 on by the law alone.
func works(d calendar.Date) bool {
	day := d.String()
	switch {
	case slices.Contains(words(`2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
		2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10`), day):
		return true
	case slices.Contains(words(`2024-04-04 2024-04-05 2024-05-01 2024-05-02 2024-05-03 2024-06-10 2024-09-16 2024-09-17
		2024-10-01 2024-10-02 2024-10-03 2024-10-04 2024-10-07
		2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-03 2025-02-04 2025-04-04 2025-05-01 2025-05-02 2025-05-05
		2025-06-02 2025-10-01 2025-10-02 2025-10-03 2025-10-06 2025-10-07 2025-10-08
		2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2026-04-06 2026-05-01 2026-05-04
		2026-05-05 2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07`), day):
		return false
	case d.Year() > 2026 && slices.Contains(words(`01-01 05-01 05-02 10-01 10-02 10-03`), day[len("2027-"):]):
		return false // the law's own days, as long as no notice is out
	}
	weekday := d.Start().In(calendar.Shanghai).Weekday()
	return weekday != time.Saturday && weekday != time.Sunday
}
