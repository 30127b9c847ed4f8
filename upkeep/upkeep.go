// Package upkeep forgets what the office keeps for a time only: the answers to
// requests, sessions that have ended, and what was typed, written or sent for acts that
// never came on record.
package upkeep

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

const (
	// Kept is how long a request's key and first answer are kept. A repeat under the
	// key is then a new request, so it must be longer than any client goes on trying: a
	// telephone that lay in a drawer over a long holiday. The answers name entities and
	// persons, so it must not be longer than that needs. What was written or sent for an
	// act that never came is kept as long.
	Kept = 30 * 24 * time.Hour

	every     = 24 * time.Hour
	afterward = 10 * time.Minute // than a round that failed
)

// Record is what is kept for a time. Each of the methods may be called by several
// workers at once; what one has forgotten another does not find.
type Record interface {
	// PurgeRequests forgets the requests that began before the moment.
	PurgeRequests(ctx context.Context, before time.Time) (int, error)
	// PurgeSessions forgets the sessions that ended before the moment.
	PurgeSessions(ctx context.Context, before time.Time) (int, error)
	// EraseOrphans erases what was written before the moment and no act carries.
	EraseOrphans(ctx context.Context, before, now time.Time) (int, error)
	// PurgeUploads forgets the attachments that were sent before the moment and that no
	// act carries.
	PurgeUploads(ctx context.Context, before time.Time) (int, error)
	// PurgeDrafts forgets the forms that were saved before the moment and not handed in.
	PurgeDrafts(ctx context.Context, before time.Time) (int, error)
}

// Keeper makes the round of a day.
type Keeper struct {
	record Record
	log    *slog.Logger
	now    func() time.Time
}

// New makes a keeper of the record.
func New(r Record, log *slog.Logger) *Keeper { return &Keeper{record: r, log: log, now: time.Now} }

// Run makes a round at once and then one a day, until the context ends. A round
// that failed is made again soon; what it had forgotten stays forgotten.
func (k *Keeper) Run(ctx context.Context) {
	for {
		pause := every
		if err := k.Round(ctx); err != nil && ctx.Err() == nil {
			k.log.ErrorContext(ctx, "upkeep not finished, it will be tried again", "error", err)
			pause = afterward
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// Round forgets what has had its time. Requests go before what was written with
// them, so that nothing is erased whose request may still be at work.
func (k *Keeper) Round(ctx context.Context) error {
	now := k.now()
	var all error
	for _, step := range []struct {
		what   string
		forget func() (int, error)
	}{
		{"sessions", func() (int, error) { return k.record.PurgeSessions(ctx, now) }},
		{"requests", func() (int, error) { return k.record.PurgeRequests(ctx, now.Add(-Kept)) }},
		{"payloads without an act", func() (int, error) { return k.record.EraseOrphans(ctx, now.Add(-Kept), now) }},
		{"uploads", func() (int, error) { return k.record.PurgeUploads(ctx, now.Add(-Kept)) }},
		{"drafts", func() (int, error) { return k.record.PurgeDrafts(ctx, now.Add(-Kept)) }},
	} {
		n, err := step.forget()
		if n > 0 {
			k.log.InfoContext(ctx, "forgotten after their time", "what", step.what, "count", n)
		}
		if err != nil {
			all = errors.Join(all, fmt.Errorf("%s: %w", step.what, err))
		}
	}
	return all
}
