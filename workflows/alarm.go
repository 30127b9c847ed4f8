package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
)

// alarm is the one pending timer of a workflow: it stands for the next moment
// that anybody must hear of, and is replaced only when that moment changes. With
// a standing clock there is no timer; the clock's jump arrives as an update.
type alarm struct {
	clock  activities.Clock
	at     time.Time
	rang   bool
	cancel workflow.CancelFunc
}

// set arms the alarm for the moment; a zero moment disarms it.
func (a *alarm) set(ctx workflow.Context, at time.Time, summary string) {
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
	workflow.Go(ctx, func(ctx workflow.Context) {
		if timer.Get(ctx, nil) == nil && a.at.Equal(at) {
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
func (a *alarm) due(at time.Time) bool {
	if at.IsZero() {
		return false
	}
	if a.clock.Standing {
		return !a.clock.Now.Before(at)
	}
	return a.rang && a.at.Equal(at)
}

// adopt takes over the clock that came back from an activity; a standing clock
// never goes backwards.
func (a *alarm) adopt(c activities.Clock) {
	if c.Standing && c.Now.Before(a.clock.Now) {
		return
	}
	a.clock = c
}
