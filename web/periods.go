package web

import (
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/present"
)

// periodLine is one period of a subject, running or ended, as its page shows it.
type periodLine struct {
	Name, Clause string
	From         time.Time
	Length       string
	Extended     []string
	Until        string
	// State says how it ended, or how much of it is left.
	State string
	Alarm bool // what it says is late
	Ended bool
	Days  []calendar.CountedDay
	// Left is how many of Days were left out.
	Left int
}

// mostDaysShown is how many days a count is shown by: three months.
const mostDaysShown = 93

// periodLines are the running periods, the first to end first, and then those that have
// ended.
func periodLines(d law.Docket, edition *law.Edition, cal *calendar.Calendar, now time.Time) []periodLine {
	var out []periodLine
	running := slices.Clone(d.Deadlines)
	slices.SortStableFunc(running, func(a, b law.Deadline) int { return a.Due.Compare(b.Due) })
	for _, r := range running {
		line := periodLine{Name: r.Name, From: r.From, Length: r.Period.String(), Extended: lengths(r.Extensions), Until: present.Until(r), Alarm: r.Overdue}
		switch {
		case r.Suspended():
			line.Until, line.State = "", "中止，恢复后继续计算"
		case r.Overdue:
			line.State = "已逾期"
		default:
			line.State = law.Law{Calendar: cal}.Left(r, now)
		}
		out = append(out, line.counted(edition, r.Kind, cal, calendar.DateOf(r.From), r.Period, r.Extensions, r.Suspensions))
	}
	for _, m := range d.Met {
		line := periodLine{Name: present.PeriodName(edition.Code, m.Kind), From: m.From, Length: m.Period.String(), Extended: lengths(m.Extensions),
			Until: m.Last.ChineseString() + "24时", State: "已于" + dayOrMoment(m.Met) + "办理", Alarm: m.Late, Ended: true}
		switch {
		case m.Lapsed:
			line.State = "届满未办理"
		case m.Late:
			line.State = "逾期，" + line.State
		}
		out = append(out, line.counted(edition, m.Kind, cal, calendar.DateOf(m.From), m.Period, m.Extensions, before(d.Suspensions, m.Met)))
	}
	return out
}

func (l periodLine) counted(edition *law.Edition, kind law.DeadlineKind, cal *calendar.Calendar, from calendar.Date, length calendar.Period, extensions []calendar.Period, stood []calendar.Suspension) periodLine {
	p, _ := edition.Period(kind)
	l.Clause = p.Clause
	days := cal.ExplainWith(from, p.Counted(length), extensions, stood)
	l.Left = max(len(days)-mostDaysShown, 0)
	l.Days = days[:len(days)-l.Left]
	return l
}

func lengths(all []calendar.Period) []string {
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.String()
	}
	return out
}

// dayOrMoment leaves out the time of what is known by its day only.
func dayOrMoment(t time.Time) string {
	if d := calendar.DateOf(t); t.Equal(d.Start()) {
		return d.String()
	}
	return moment(t)
}

// before are the suspensions that had begun by the time.
func before(all []calendar.Suspension, at time.Time) []calendar.Suspension {
	return slices.DeleteFunc(slices.Clone(all), func(s calendar.Suspension) bool { return s.From.After(calendar.DateOf(at)) })
}

// suspended are the stretches over which a subject stood still, in words.
func suspended(all []calendar.Suspension) string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.From.ChineseString() + "至" + s.To.ChineseString()
		if s.Open() {
			out[i] = s.From.ChineseString() + "起"
		}
	}
	return strings.Join(out, "；")
}
