package refold

import (
	"context"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// Past is who was what, when.
type Past struct {
	accounts    map[string][]Span[record.Account]
	delegations []record.Delegation
	calendar    *calendar.Calendar // of today
	// before is today's table as it was counted before the law's days were off in years
	// without notice: what ended before has its version for ever.
	before *calendar.Calendar
}

// ReadPast reads the calendar and what powers were lent. The accounts come in with
// [Past.Remember] or [Past.ReadAccounts].
func ReadPast(ctx context.Context, r Reader) (*Past, error) {
	p := &Past{accounts: map[string][]Span[record.Account]{}}
	var err error
	if p.calendar, err = r.Calendar(ctx); err != nil {
		return nil, err
	}
	p.before = p.calendar.ByWeekendsAlone()
	p.delegations, err = r.Delegations(ctx, "", calendar.Date{})
	return p, err
}

// Remember takes in an account with its history, and answers the history's spans.
// One whose history is empty or can't be read is as it is now.
func (p *Past) Remember(a record.Account, history []record.Change) ([]Span[record.Account], error) {
	spans, err := SpansOf[record.Account](history)
	p.accounts[a.ID] = spans
	if len(spans) == 0 {
		p.accounts[a.ID] = []Span[record.Account]{{From: a.Created, State: a}}
	}
	return spans, err
}

// ReadAccounts takes in all accounts.
func (p *Past) ReadAccounts(ctx context.Context, r Reader) error {
	all, err := r.Accounts(ctx)
	if err != nil {
		return err
	}
	for _, a := range all {
		history, err := r.AccountHistory(ctx, a.ID)
		if err != nil {
			return err
		}
		if _, err := p.Remember(a, history); err != nil {
			return err
		}
	}
	return nil
}

// Known reports whether there was ever such an account.
func (p *Past) Known(account string) bool { return len(p.accounts[account]) > 0 }

// Actors are those that the act's person may have been when the act was recorded,
// the likeliest first; none where there was no such account.
func (p *Past) Actors(a record.Act) []law.Actor {
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
func (p *Past) accountsAt(id string, t time.Time) []record.Account {
	spans := p.accounts[id]
	if len(spans) == 0 || spans[0].From.After(t.Add(AtOnce)) {
		return nil
	}
	return At(spans, t)
}

// actor is the account with what was lent to it, as the office reads it.
func (p *Past) actor(account record.Account, a record.Act) law.Actor {
	actor := law.Actor{ID: account.ID, Roles: slices.Clone(account.Roles), Department: account.Department, Certificate: account.Certificate}
	today := calendar.DateOf(a.Entered)
	for _, d := range p.delegations {
		if d.Begin.After(today) || d.End.Before(today) || (!d.Revoked.IsZero() && d.Revoked.Before(a.Recorded.Add(-AtOnce))) || d.Created.After(a.Recorded.Add(AtOnce)) {
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
func (p *Past) calendarOf(version string) *calendar.Calendar {
	if version == p.before.Version() {
		return p.before
	}
	return p.calendar
}

// Law is what an act of the edition was judged by, on a subject that was last counted
// with the calendar: where that one is no more it is today's, and the periods can't be
// compared. Without a code it has no edition.
func (p *Past) Law(edition, calendar string) (law.Law, error) {
	l := law.Law{Calendar: p.calendarOf(calendar), Reminders: law.DefaultReminders}
	if edition == "" {
		return l, nil
	}
	var err error
	l.Edition, err = law.EditionOf(edition)
	return l, err
}
