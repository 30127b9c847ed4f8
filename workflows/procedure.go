package workflows

import (
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
)

// procedure is the workflow of a task, a case or a proceeding at work: the subject as
// last known, the one pending alarm, and the turns in which acts happen, one at a time.
type procedure[S any] struct {
	kind      kind[S]
	state     S
	alarm     alarm
	turns     turns
	maxEvents int
	shown     string // current details as last set
	indexed   S
}

// kind is what the workflows of tasks, of cases and of proceedings do differently.
type kind[S any] struct {
	look func(S) standing
	// next is the first moment at which something is to be done; the zero moment where
	// there is none. summary says what it is.
	next       func(S) law.Moment
	summary    func(S, law.Moment) string
	permit     func(S, ActRequest) error
	details    func(S) string
	attributes func(before, now S) []temporal.SearchAttributeUpdate
	// get reads the answer of an activity that records or reads the subject.
	get func(workflow.Context, workflow.Future) (S, activities.Clock, error)
	// act, moment and recount are the activities' inputs.
	act     func(no string, req ActRequest) any
	moment  func(S, law.Moment) (any, error)
	recount func(no, calendar string, after int) (any, error)
	// The activities; they are only named here.
	recordMoment, recordChange, now any
}

// standing is where a subject stands, as far as its workflow asks.
type standing struct {
	no, stage string
	open      bool
	seq       int
}

func newProcedure[S any](k kind[S], state S, clock activities.Clock, maxEvents int) procedure[S] {
	// The attributes of this very subject came with the start or the run before.
	return procedure[S]{kind: k, state: state, indexed: state, alarm: alarm{clock: clock}, maxEvents: maxEvents}
}

func (p *procedure[S]) at() standing { return p.kind.look(p.state) }

func (p *procedure[S]) next() law.Moment { return p.kind.next(p.state) }

// firstMoment is that of all running periods; the zero moment where none runs.
func firstMoment(running law.Deadlines) law.Moment {
	m, _ := running.NextMoment()
	return m
}

// announcement is one update by which the office tells of what has changed.
type announcement struct {
	description string
	handle      func(workflow.Context, activities.Announcement) error
}

// answer sets the queries: for the state, and for all that a new run would be given.
func (p *procedure[S]) answer(ctx workflow.Context, description string, known any) error {
	if err := workflow.SetQueryHandlerWithOptions(ctx, QueryState, func() (S, error) { return p.state, nil },
		workflow.QueryHandlerOptions{Description: description}); err != nil {
		return err
	}
	return workflow.SetQueryHandlerWithOptions(ctx, QueryKnown, known, workflow.QueryHandlerOptions{Description: "流程所知，用于与案卷核对"})
}

// hear sets the handlers of the office's announcements, to which more may be added.
func (p *procedure[S]) hear(ctx workflow.Context, more map[string]announcement) error {
	all := p.announcements()
	for _, name := range workflow.DeterministicKeys(more) {
		all[name] = more[name]
	}
	for _, name := range workflow.DeterministicKeys(all) {
		if err := heed(ctx, name, all[name]); err != nil {
			return err
		}
	}
	return nil
}

func (p *procedure[S]) announcements() map[string]announcement {
	return map[string]announcement{
		activities.UpdateClockMoved:      {"业务时钟已拨动", p.clockMoved},
		activities.UpdateCalendarChanged: {"放假安排已更新", p.calendarChanged},
		activities.UpdateRecordChanged:   {"案卷另有记录", p.recordChanged},
	}
}

func heed(ctx workflow.Context, name string, a announcement) error {
	return workflow.SetUpdateHandlerWithOptions(ctx, name, a.handle, workflow.UpdateHandlerOptions{Description: a.description})
}

// take sets the handler of an act that people perform: its validator refuses
// without a trace what the transition table allows to nobody at this stage. Whether
// this person may, the record says.
func (p *procedure[S]) take(ctx workflow.Context, act law.ActKind, name, clause string, activity any) error {
	return workflow.SetUpdateHandlerWithOptions(ctx, string(act), p.perform(name, activity), workflow.UpdateHandlerOptions{
		Validator:   p.permit,
		Description: name + "（" + clause + "）",
	})
}

func (p *procedure[S]) permit(_ workflow.Context, req ActRequest) error {
	if req.RecordSeq > p.at().seq {
		return nil
	}
	return activities.Refusal(p.kind.permit(p.state, req))
}

// perform puts a person's act on record and answers the subject as it then
// stands. What the record refuses to a workflow that is behind it brings that up
// to date.
func (p *procedure[S]) perform(name string, activity any) func(workflow.Context, ActRequest) (S, error) {
	return func(ctx workflow.Context, req ActRequest) (S, error) {
		in := p.kind.act(p.at().no, req)
		refusal := p.turns.take(ctx, func() error { return p.record(ctx, name, activity, in) })
		if refusal != nil && req.RecordSeq > p.at().seq {
			if err := p.catchUp(ctx); err != nil {
				return p.state, err
			}
		}
		return p.state, refusal
	}
}

func (p *procedure[S]) record(ctx workflow.Context, summary string, activity any, in any) error {
	state, clock, err := p.kind.get(ctx, workflow.ExecuteActivity(write(ctx, summary), activity, in))
	if err != nil {
		return err
	}
	p.adopt(ctx, state, clock)
	return nil
}

// step runs an activity that performs one of the system's own acts, or reads the
// subject anew. It waits for no turn: people's acts may come between, and the
// record says which came first.
func (p *procedure[S]) step(ctx workflow.Context, summary string, activity any) error {
	return p.record(ctx, summary, activity, p.at().no)
}

// adopt takes over the subject as the record has it; an older answer that arrives
// late is not taken.
func (p *procedure[S]) adopt(ctx workflow.Context, state S, clock activities.Clock) {
	p.alarm.adopt(clock)
	if p.kind.look(state).seq >= p.at().seq {
		p.state = state
	}
	p.show(ctx)
}

// show tells the supervisor in the Temporal UI where the subject stands.
func (p *procedure[S]) show(ctx workflow.Context) {
	if details := p.kind.details(p.state); details != p.shown {
		p.shown = details
		workflow.SetCurrentDetails(ctx, details)
	}
	if updates := p.kind.attributes(p.indexed, p.state); len(updates) > 0 {
		p.indexed = p.state
		if err := workflow.UpsertTypedSearchAttributes(ctx, updates...); err != nil {
			workflow.GetLogger(ctx).Error("search attributes not set", "subject", p.at().no, "error", err)
		}
	}
}

// awaitEndOf waits until the subject has left the stage.
func (p *procedure[S]) awaitEndOf(ctx workflow.Context, stage string) error {
	return p.awaitUntil(ctx, func() bool { return p.at().stage != stage })
}

// awaitUntil waits for the condition, which acts bring about, and meanwhile for the
// moments that come.
func (p *procedure[S]) awaitUntil(ctx workflow.Context, done func() bool) error {
	for !done() && !p.tooLong(ctx) {
		moment := p.next()
		if p.alarm.due(moment) {
			if err := p.moment(ctx, moment); err != nil {
				return err
			}
			continue
		}
		p.alarm.set(ctx, moment, p.kind.summary(p.state, moment))
		if err := workflow.Await(ctx, func() bool {
			next := p.next()
			return done() || !next.Same(moment) || p.alarm.due(next) || p.tooLong(ctx)
		}); err != nil {
			return err
		}
	}
	return nil
}

// awaitStrange waits for the end of a stage that this program does not know: a later
// one brought the subject there.
func (p *procedure[S]) awaitStrange(ctx workflow.Context) error {
	if !p.at().open {
		return nil // closed, by an act that came before its stage began
	}
	return p.awaitEndOf(ctx, p.at().stage)
}

// moment records that a moment has come: reminders go out, or a period's passing is
// recorded and what follows by itself happens.
func (p *procedure[S]) moment(ctx workflow.Context, m law.Moment) error {
	return p.turns.take(ctx, func() error {
		if !p.next().Same(m) {
			return nil
		}
		in, err := p.kind.moment(p.state, m)
		if err != nil {
			return err
		}
		p.alarm.stop()
		if err := p.record(ctx, p.kind.summary(p.state, m), p.kind.recordMoment, in); err != nil {
			return err
		}
		if p.next().Same(m) {
			p.alarm.rest(ctx, m)
		}
		return nil
	})
}

// clockMoved takes over the standing clock and answers once every moment up to
// it was dealt with. It deals with them itself: the main path may be waiting for
// this very answer, to go on in a new run.
func (p *procedure[S]) clockMoved(ctx workflow.Context, in activities.Announcement) error {
	p.alarm.hear(in.Clock)
	for p.at().open {
		next := p.next()
		if !p.alarm.due(next) {
			break
		}
		if err := p.moment(ctx, next); err != nil {
			return err
		}
	}
	return nil
}

// calendarChanged counts every running period again.
func (p *procedure[S]) calendarChanged(ctx workflow.Context, in activities.Announcement) error {
	return p.turns.take(ctx, func() error {
		act, err := p.kind.recount(p.at().no, in.Calendar, p.at().seq)
		if err != nil {
			return err
		}
		return p.record(ctx, "按新日历重算期限", p.kind.recordChange, act)
	})
}

// recordChanged takes in what was put on record past this workflow.
func (p *procedure[S]) recordChanged(ctx workflow.Context, _ activities.Announcement) error {
	return p.catchUp(ctx)
}

func (p *procedure[S]) catchUp(ctx workflow.Context) error {
	return p.step(ctx, "读取案卷现状", p.kind.now)
}

// tooLong: the history nears its limit and the workflow should go on in a new one.
func (p *procedure[S]) tooLong(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || (p.maxEvents > 0 && info.GetCurrentHistoryLength() > p.maxEvents)
}

// answered waits until every message that came in was answered, and leaves no
// timer behind.
func (p *procedure[S]) answered(ctx workflow.Context) error {
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil {
		return err
	}
	p.alarm.stop()
	return nil
}
