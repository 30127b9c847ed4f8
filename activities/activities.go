package activities

import (
	"context"
	"crypto/rand"
	"io"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/seal"
	"shuangsuiji/settings"
)

// Activities are the effects of the procedure over the record.
type Activities struct {
	record     Record
	procedures Procedures
	seals      seal.Keys
	random     io.Reader
	now        func() time.Time
	patience   time.Duration
}

// Option changes what activities stand on.
type Option func(*Activities)

// WithNow takes the machine's time from now instead of [time.Now]. The business
// clock of the record, where it stands still, goes before it.
func WithNow(now func() time.Time) Option { return func(a *Activities) { a.now = now } }

// WithPatience lets a subject take so long to answer an announcement, instead of
// half a minute.
func WithPatience(d time.Duration) Option { return func(a *Activities) { a.patience = d } }

// WithSeals gives the activities the office's keys, which stand outside the record.
// Without them no draw is committed, and no act of a person is taken.
func WithSeals(keys seal.Keys) Option { return func(a *Activities) { a.seals = keys } }

// New makes the activities. Procedures may be nil in tests that start and tell
// no workflow.
func New(record Record, procedures Procedures, options ...Option) *Activities {
	a := &Activities{record: record, procedures: procedures, random: rand.Reader, now: time.Now, patience: patience}
	for _, o := range options {
		o(a)
	}
	return a
}

// clock is the business clock now.
func (a *Activities) clock(ctx context.Context) (Clock, error) {
	c, err := a.record.Clock(ctx)
	if err != nil {
		return Clock{}, err
	}
	if c.Standing {
		return Clock{Standing: true, Now: registers.Recorded(c.Now)}, nil
	}
	return Clock{Now: registers.Recorded(a.now())}, nil
}

// law is what an act under the edition is judged by today.
func (a *Activities) law(ctx context.Context, edition string) (law.Law, error) {
	cal, err := a.record.Calendar(ctx)
	if err != nil {
		return law.Law{}, err
	}
	l := law.Law{Calendar: cal}
	if l.Reminders, err = settings.Reminders.Read(ctx, a.record); err != nil {
		return law.Law{}, err
	}
	if edition != "" {
		if l.Edition, err = law.EditionOf(edition); err != nil {
			return law.Law{}, err
		}
	}
	return l, nil
}
