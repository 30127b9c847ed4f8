package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
)

// askAgainAfter is when a moment that the record refused to take is asked about
// again: a person may have mended by then what stood in the way.
const askAgainAfter = 24 * time.Hour

// alarm is the one pending timer of a workflow: it stands for the next moment
// that anybody must hear of, and is replaced only when that moment changes. With
// a standing clock there is no timer; the clock's jump arrives as an update.
type alarm struct {
	clock  activities.Clock
	at     time.Time
	rang   bool
	cancel workflow.CancelFunc
	// refused is a moment asked about in vain, and until when it rests.
	refused law.Moment
	until   time.Time
	// recorded is the clock that last came back from the record.
	recorded activities.Clock
}

// set arms the alarm for the moment; the zero moment disarms it.
func (a *alarm) set(ctx workflow.Context, m law.Moment, summary string) {
	at := a.ringsAt(m)
	if a.at.Equal(at) && !a.rang {
		return
	}
	a.stop()
	a.at = at
	if at.IsZero() || a.clock.Standing {
		return
	}
	timerCtx, cancel := workflow.WithCancel(ctx)
	a.cancel = cancel
	timer := workflow.NewTimerWithOptions(timerCtx, max(0, at.Sub(workflow.Now(ctx))), workflow.TimerOptions{Summary: summary})
	workflow.Go(timerCtx, func(ctx workflow.Context) {
		// The context tells this timer from a later one for the same time.
		if timer.Get(ctx, nil) == nil && ctx.Err() == nil {
			a.rang = true
		}
	})
}

// stop cancels the pending timer, so that a closed or continued workflow leaves
// none behind.
func (a *alarm) stop() {
	if a.cancel != nil {
		a.cancel()
	}
	a.cancel, a.rang, a.at = nil, false, time.Time{}
}

// due reports whether the moment has come.
func (a *alarm) due(m law.Moment) bool {
	at := a.ringsAt(m)
	if at.IsZero() {
		return false
	}
	if a.clock.Standing {
		return !a.clock.Now.Before(at)
	}
	return a.rang && a.at.Equal(at)
}

// rest puts a moment off that was asked about in vain: asked again at once it
// would be refused again, without end. Where the record's own standing clock has not
// come to it, the clock that was heard of is not the office's.
func (a *alarm) rest(ctx workflow.Context, m law.Moment) {
	if a.clock.Standing && a.recorded.Standing && a.recorded.Now.Before(m.At) {
		a.clock = a.recorded
		return
	}
	now := a.clock.Now
	if !a.clock.Standing {
		now = workflow.Now(ctx)
	}
	a.refused, a.until = m, now.Add(askAgainAfter)
}

func (a *alarm) ringsAt(m law.Moment) time.Time {
	if !a.until.IsZero() && m.Same(a.refused) {
		return a.until
	}
	return m.At
}

// hear takes over the clock that an announcement tells of. A clock that stands still
// does so for ever, and one that runs, too: what says otherwise is not the office's.
func (a *alarm) hear(c activities.Clock) {
	backwards := c.Standing && c.Now.Before(a.clock.Now)
	if c.Standing == a.clock.Standing && !backwards {
		a.clock = c
	}
}

// adopt takes over the clock that came back from an activity; a standing clock
// never goes backwards.
func (a *alarm) adopt(c activities.Clock) {
	a.recorded = c
	if c.Standing && c.Now.Before(a.clock.Now) {
		return
	}
	a.clock = c
}
