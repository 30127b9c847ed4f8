package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// homeView is the desk at which a day begins: what there is to do, the next to end
// first.
type homeView struct {
	Groups  []doGroup
	Counts  []bureau.CountView
	Next    string // address of the next page
	Waiting []doLine
	Arrived []message // since the last working day began, the latest first
	Drafts  []draftLine
}

// doGroup are things to do whose periods end alike.
type doGroup struct {
	Name  string
	Lines []doLine
	Batch []batchLink
}

// doLine is a subject that waits for somebody, with what can be done about it.
type doLine struct {
	record.ToDo
	Acts  []doAct
	About string // the subject's page
	Left  string // of the period
	Late  bool
	Says  string // what the subject is
}

// doAct is one of the acts that a subject waits for.
type doAct struct {
	Kind    law.ActKind
	Name    string
	Address string // of the form
	order   int    // in the procedure
}

// homeRows is how many things to do a page of the desk shows.
const homeRows = 100

// waitingRows is how many that wait for others.
const waitingRows = 20

// arrivedRows is how many messages of yesterday and today; all are in the inbox.
const arrivedRows = 20

func (s *console) home(ctx context.Context, r *http.Request) (view, error) {
	p := door.PersonOf(ctx)
	clock, err := s.dayOf(ctx)
	if err != nil {
		return view{}, err
	}
	mine, err := s.office.ToDo(ctx, p.Actor, record.ToDoFilter{}, record.Page{After: r.FormValue("after"), Limit: homeRows})
	if err != nil {
		return view{}, err
	}
	v := homeView{Groups: clock.groups(mine.Items)}
	if mine.Next != "" {
		v.Next = Root + "?after=" + mine.Next
	}
	if v.Counts, err = s.office.CountToDo(ctx, p.Actor); err != nil {
		return view{}, err
	}
	waiting, err := s.office.WaitingFor(ctx, p.Actor, record.Page{Limit: waitingRows})
	if err != nil {
		return view{}, err
	}
	for _, d := range waiting.Items {
		v.Waiting = append(v.Waiting, clock.line(d))
	}
	if v.Arrived, err = s.arrived(ctx, p.Account.ID, clock.sinceYesterday()); err != nil {
		return view{}, err
	}
	v.Drafts, err = s.draftLines(ctx, p)
	return view{Template: "home", Title: "工作台", Data: v}, err
}

// arrived is what came for the account since the moment.
func (s *console) arrived(ctx context.Context, account string, since time.Time) ([]message, error) {
	listed, _, err := s.office.Inbox(ctx, account, false, record.Page{Limit: arrivedRows})
	return messagesOf(slices.DeleteFunc(listed.Items, func(m record.Message) bool { return m.Created.Before(since) })), err
}

// today is the day on which the desk is looked at.
type today struct {
	now      time.Time
	calendar *calendar.Calendar
}

func (s *console) dayOf(ctx context.Context) (t today, err error) {
	if t.now, err = s.office.Now(ctx); err != nil {
		return t, err
	}
	t.calendar, err = s.office.WorkingCalendar(ctx)
	return t, err
}

// sinceYesterday is when the last working day before today began: on a Monday nobody
// has seen what came after Friday morning.
func (t today) sinceYesterday() time.Time {
	return t.calendar.AddWorkingDays(calendar.DateOf(t.now), -1).Start()
}

// groups puts what there is to do under the days until which it is to be done.
func (t today) groups(all []record.ToDo) []doGroup {
	var out []doGroup
	for _, d := range all {
		name := t.group(d.Due)
		if n := len(out); n == 0 || out[n-1].Name != name {
			out = append(out, doGroup{Name: name})
		}
		g := &out[len(out)-1]
		if n := len(g.Lines); n > 0 && g.Lines[n-1].Subject == d.Subject {
			g.Lines[n-1].Acts = append(g.Lines[n-1].Acts, t.line(d).Acts...)
			continue
		}
		g.Lines = append(g.Lines, t.line(d))
	}
	for i := range out {
		for _, l := range out[i].Lines {
			slices.SortStableFunc(l.Acts, func(a, b doAct) int { return a.order - b.order })
		}
		out[i].Batch = batchLinks(out[i].Lines)
	}
	return out
}

func (t today) group(due time.Time) string {
	switch on := calendar.DateOf(t.now); {
	case due.IsZero():
		return "无期限"
	case !due.After(t.now):
		return "逾期"
	case lastDay(due) == on:
		return "今日"
	case !lastDay(due).After(on.AddDays(3)):
		return "3日内"
	case !lastDay(due).After(on.AddDays(7)):
		return "7日内"
	}
	return "7日以后"
}

// lastDay is the last day of a period that ends at the moment, which is that day's end.
func lastDay(due time.Time) calendar.Date { return calendar.DateOf(due.Add(-time.Microsecond)) }

func (t today) line(d record.ToDo) doLine {
	out := doLine{ToDo: d, Late: !d.Due.IsZero() && !d.Due.After(t.now)}
	switch {
	case d.Task != nil:
		out.on(taskDesk, d.Task.Name)
	case d.Case != nil:
		out.on(caseDesk, "检查案件")
	case d.Proceeding != nil:
		out.on(proceedingDesk, d.Proceeding.Kind.Chinese())
	}
	switch on := calendar.DateOf(t.now); {
	case d.Due.IsZero():
	case out.Late:
		out.Left = "已逾期" + strconv.Itoa(t.calendar.WorkingDaysBetween(lastDay(d.Due), on)) + "个工作日"
	default:
		out.Left = law.Law{Calendar: t.calendar}.Left(law.Deadline{Last: lastDay(d.Due)}, t.now)
	}
	return out
}

// on says at which desk the line is acted on.
func (l *doLine) on(d desk, says string) {
	l.About, l.Says = d.page(l.Subject), says
	l.Acts = []doAct{{Kind: l.Act, Name: l.Name, Address: d.form(l.Subject, l.Act),
		order: slices.IndexFunc(forms.For(d.forms), func(f forms.Form) bool { return f.Act == l.Act })}}
}
