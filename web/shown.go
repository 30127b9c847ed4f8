package web

import (
	"context"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/present"
)

// around is what the pages of all subjects show beside what is the subject's own.
type around struct {
	Now     time.Time
	Turn    []other
	Others  []other
	Due     string // the period that ends first
	Overdue bool
	Waiting []present.Waiting
	Steps   []stepLine
	Periods []periodLine
	// Stood are the stretches over which the subject stood still.
	Stood   string
	Entries []entryLine

	people   people
	calendar *calendar.Calendar
}

// around reads what every subject's page asks for: the clock, the calendar, the names.
func (s *console) around(ctx context.Context, p door.Person) (around, error) {
	var out around
	var err error
	if out.Now, err = s.office.Now(ctx); err != nil {
		return out, err
	}
	if out.calendar, err = s.office.WorkingCalendar(ctx); err != nil {
		return out, err
	}
	out.people, err = s.people(ctx, p.Actor)
	return out, err
}

// told tells the history by the forms of the desk.
func (a *around) told(d desk, sub subject, items []registers.Item, history []bureau.ActView) {
	t := teller{forms: d.forms, people: a.people, items: items, reasoned: func(act law.ActKind) bool {
		rule, known := d.rule(sub, act)
		return known && rule.Reason
	}}
	a.Entries = t.lines(history)
}

// counted shows how the periods of a docket are counted.
func (a *around) counted(d law.Docket, edition *law.Edition) {
	a.Periods = periodLines(d, edition, a.calendar, a.Now)
	a.Stood = suspended(d.Suspensions)
	if next, runs := d.Deadlines.NextDue(); runs {
		a.Due, a.Overdue = next.Name+"，"+present.Until(next), next.Overdue
	}
}

// other is an act that others may perform now.
type other struct{ Name, Who string }

// allowed says who may do what now: whose turn it is, by the acts that lead on, and what
// is the others'.
func (a *around) allowed(all []law.Allowance, about law.About) {
	for _, one := range all {
		by := other{Name: one.Name, Who: a.people.who(one.Who, about)}
		if !one.Aside {
			a.Turn = append(a.Turn, by)
		}
		if !one.Mine {
			a.Others = append(a.Others, by)
		}
	}
}
