package audit

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// atOnce is how far the machine's times of an act and of what it rests on may lie
// apart: an act is looked up and written within a request, and processes' clocks
// differ a little.
const atOnce = 10 * time.Minute

// past is who was what, when.
type past struct {
	accounts    map[string][]span[record.Account]
	delegations []record.Delegation
	calendar    *calendar.Calendar // of today
	// before is today's table as it was counted before the law's days were off in years
	// without notice: what ended before has its version for ever.
	before *calendar.Calendar
}

// span is a state with the time from which it held, up to that of the next.
type span[T any] struct {
	from, to time.Time // to is zero for the present one
	state    T
}

// at are the states that held at the time, or so shortly before or after that
// either may have been meant; the likeliest, which held right then, first.
func at[T any](spans []span[T], t time.Time, slack time.Duration) []T {
	var exact, near []T
	for _, s := range spans {
		switch {
		case !s.from.After(t) && (s.to.IsZero() || s.to.After(t)):
			exact = append(exact, s.state)
		case !s.from.After(t.Add(slack)) && (s.to.IsZero() || !s.to.Before(t.Add(-slack))):
			near = append(near, s.state)
		}
	}
	if out := slices.Concat(exact, near); len(out) > 0 || len(spans) == 0 {
		return out
	}
	return []T{spans[0].state} // of before there was a history
}

// spansOf makes spans of a history.
func spansOf[T any](changes []record.Change) ([]span[T], error) {
	out := make([]span[T], 0, len(changes))
	for i, c := range changes {
		var s span[T]
		if err := json.Unmarshal(c.Body, &s.state); err != nil {
			return nil, err
		}
		s.from = c.At
		if i > 0 {
			out[i-1].to = c.At
		}
		out = append(out, s)
	}
	return out, nil
}

func (c *check) readPast(ctx context.Context) (err error) {
	c.past = &past{accounts: map[string][]span[record.Account]{}}
	if c.past.calendar, err = c.record.Calendar(ctx); err != nil {
		return err
	}
	c.past.before = c.past.calendar.ByWeekendsAlone()
	c.past.delegations, err = c.record.Delegations(ctx, "", calendar.Date{})
	return err
}

// actors are those that the act's person may have been when the act was recorded,
// the likeliest first; none where there was no such account.
func (p *past) actors(a record.Act) []law.Actor {
	switch a.ActorRole {
	case law.RoleSystem:
		return []law.Actor{law.System}
	case law.RoleEntity, law.RoleWitness:
		return []law.Actor{{ID: a.Actor, Roles: []law.Role{a.ActorRole}}}
	}
	var out []law.Actor
	for _, account := range p.accountsAt(a.Actor, a.Recorded) {
		if account.Active {
			out = append(out, p.actor(account, a))
		}
	}
	return out
}

// accountsAt is the account as it may have been at the time; none before it was
// made.
func (p *past) accountsAt(id string, t time.Time) []record.Account {
	spans := p.accounts[id]
	if len(spans) == 0 || spans[0].from.After(t.Add(atOnce)) {
		return nil
	}
	return at(spans, t, atOnce)
}

// actor is the account with what was lent to it, as the office reads it.
func (p *past) actor(account record.Account, a record.Act) law.Actor {
	actor := law.Actor{ID: account.ID, Roles: slices.Clone(account.Roles), Department: account.Department, Certificate: account.Certificate}
	today := calendar.DateOf(a.Entered)
	for _, d := range p.delegations {
		if d.Begin.After(today) || d.End.Before(today) || (!d.Revoked.IsZero() && d.Revoked.Before(a.Recorded.Add(-atOnce))) || d.Created.After(a.Recorded.Add(atOnce)) {
			continue
		}
		for _, lender := range p.accountsAt(d.From, a.Recorded) {
			actor = record.Deputise(actor, d, lender)
		}
	}
	return actor
}

// calendarOf is the calendar of the version or, where it is no more because a notice
// came since, that of today.
func (p *past) calendarOf(version string) *calendar.Calendar {
	if version == p.before.Version() {
		return p.before
	}
	return p.calendar
}

// law is what an act of the edition was judged by, on a subject that was last counted
// with the calendar: where that one is no more, the periods are not compared.
func (p *past) law(edition, calendar string) (law.Law, error) {
	l := law.Law{Calendar: p.calendarOf(calendar), Reminders: law.DefaultReminders}
	if edition == "" {
		return l, nil
	}
	var err error
	l.Edition, err = law.EditionOf(edition)
	return l, err
}
