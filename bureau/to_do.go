package bureau

import (
	"context"
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/todo"
	"shuangsuiji/record"
)

// ToDoRecord keeps what the open subjects wait for, and of whom.
type ToDoRecord interface {
	// Errors: cursor_invalid.
	ToDo(ctx context.Context, holders []todo.Holder, f record.ToDoFilter, p record.Page) (record.Listed[record.ToDo], error)
	// WaitingFor lists what waits for others since the person acted.
	//
	// Errors: cursor_invalid.
	WaitingFor(ctx context.Context, person string, own []todo.Holder, p record.Page) (record.Listed[record.ToDo], error)
	// CountToDo counts up to most for each of the holders.
	CountToDo(ctx context.Context, holders []todo.Holder, f record.ToDoFilter, most int) (int64, error)
	// CompareToDo answers the subjects for which the list says something else than their
	// states, and with mend writes it anew for them.
	CompareToDo(ctx context.Context, mend bool) ([]string, error)
}

// ToDo lists what the actor is to do today, by own and by lent powers, by the end of
// its period. The list only finds what may be the actor's; the subject itself is asked
// at last, so that nothing stands here which it would refuse. A page may therefore be
// shorter than asked for and not be the last.
func (o *Office) ToDo(ctx context.Context, actor law.Actor, f record.ToDoFilter, p record.Page) (record.Listed[record.ToDo], error) {
	return pagesUntil(p, func(p record.Page) (record.Listed[record.ToDo], error) {
		return o.record.ToDo(ctx, todo.Held(actor), f, p)
	}, func(d record.ToDo) (bool, error) { return mayDo(actor, d), nil })
}

func mayDo(actor law.Actor, d record.ToDo) bool {
	for _, a := range mine(d.Allowed(actor)) {
		if a.Act == d.Act {
			return true
		}
	}
	return false
}

// WaitingFor lists what waits for others since the actor acted on the subject, by the
// end of its period, of what the actor may read.
func (o *Office) WaitingFor(ctx context.Context, actor law.Actor, p record.Page) (record.Listed[record.ToDo], error) {
	return pagesUntil(p, func(p record.Page) (record.Listed[record.ToDo], error) {
		return o.record.WaitingFor(ctx, actor.ID, todo.Held(actor), p)
	}, func(d record.ToDo) (bool, error) {
		err := o.seesSubject(ctx, actor, d)
		if law.KindOf(err) == law.KindForbidden {
			return false, nil
		}
		return err == nil, err
	})
}

// seesSubject refuses who may not read what the row is about.
func (o *Office) seesSubject(ctx context.Context, actor law.Actor, d record.ToDo) error {
	switch {
	case d.Case != nil:
		return o.seesCase(ctx, actor, *d.Case)
	case d.Proceeding != nil:
		return o.seesProceeding(ctx, actor, *d.Proceeding)
	}
	return access.ReadTasks.Require(actor)
}

// pagesUntil reads on until something on a page is wanted.
func pagesUntil(p record.Page, read func(record.Page) (record.Listed[record.ToDo], error), wanted func(record.ToDo) (bool, error)) (out record.Listed[record.ToDo], err error) {
	for {
		listed, err := read(p)
		if err != nil {
			return out, err
		}
		for _, d := range listed.Items {
			is, err := wanted(d)
			if err != nil {
				return out, err
			}
			if is {
				out.Items = append(out.Items, d)
			}
		}
		if out.Next = listed.Next; out.Next == "" || len(out.Items) > 0 {
			return out, nil
		}
		p.After = listed.Next
	}
}

// mostCounted is how far is counted for one group and one power: a person wants to know
// that it is much, and no list waits for a count.
const mostCounted = 10_000

// CountToDo counts what the actor is to do by the end of its period: overdue, until
// today's end, within three and seven days, later, and without a period. It counts for
// each power of the actor's what the list finds, up to mostCounted; what the table bars
// the actor alone from is among it.
func (o *Office) CountToDo(ctx context.Context, actor law.Actor) ([]CountView, error) {
	now, err := o.Now(ctx)
	if err != nil {
		return nil, err
	}
	today := calendar.DateOf(now)
	end := func(days int) time.Time { return today.AddDays(days).End().Add(time.Microsecond) } // a period ends at its day's end
	past := now.Add(time.Microsecond)
	held, out := todo.Held(actor), []CountView{}
	for _, g := range []struct {
		code, name string
		f          record.ToDoFilter
	}{
		{"overdue", "逾期", record.ToDoFilter{DueBefore: past}},
		{"today", "今日", record.ToDoFilter{DueFrom: past, DueBefore: end(0)}},
		{"three_days", "3日内", record.ToDoFilter{DueFrom: end(0), DueBefore: end(3)}},
		{"seven_days", "7日内", record.ToDoFilter{DueFrom: end(3), DueBefore: end(7)}},
		{"later", "7日以后", record.ToDoFilter{DueFrom: end(7)}},
		{"no_period", "无期限", record.ToDoFilter{NoPeriod: true}},
	} {
		n, err := o.record.CountToDo(ctx, held, g.f, mostCounted)
		if err != nil {
			return nil, err
		}
		out = append(out, CountView{Code: g.code, Name: g.name, Count: n})
	}
	return out, nil
}
