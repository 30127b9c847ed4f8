package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection"
)

// caseProcedure is a case's workflow at work: the case as last known, the one
// pending alarm, and the turns in which acts happen, one at a time.
type caseProcedure struct {
	state     inspection.Case
	alarm     alarm
	turns     turns
	maxEvents int
	shown     string // current details as last set
	indexed   inspection.Case
	effects   *activities.Activities // only names the activities; never called here
}

func newCaseProcedure(in CaseInput) *caseProcedure {
	// The attributes of this very case came with the start or the run before.
	return &caseProcedure{state: in.Case, indexed: in.Case, alarm: alarm{clock: in.Clock}, maxEvents: in.MaxEvents}
}

// listen sets the handlers: one update for each act that people perform, the
// office's announcements, and the query for the state.
func (c *caseProcedure) listen(ctx workflow.Context) error {
	if err := workflow.SetQueryHandlerWithOptions(ctx, QueryState, func() (inspection.Case, error) { return c.state, nil },
		workflow.QueryHandlerOptions{Description: "案件现状"}); err != nil {
		return err
	}
	for _, rule := range inspection.CaseRules {
		if rule.BySystem() {
			continue
		}
		if err := workflow.SetUpdateHandlerWithOptions(ctx, string(rule.Act), c.perform(rule), workflow.UpdateHandlerOptions{
			Validator:   c.permit,
			Description: rule.Name + "（" + rule.Clause + "）",
		}); err != nil {
			return err
		}
	}
	announcements := map[string]struct {
		description string
		handle      func(workflow.Context, activities.Announcement) error
	}{
		activities.UpdateClockMoved:      {"业务时钟已拨动", c.clockMoved},
		activities.UpdateCalendarChanged: {"放假安排已更新", c.calendarChanged},
		activities.UpdateCancelled:       {"抽查任务已取消", c.cancelled},
		activities.UpdateRecordChanged:   {"案卷另有记录", c.recordChanged},
	}
	for _, name := range workflow.DeterministicKeys(announcements) {
		if err := workflow.SetUpdateHandlerWithOptions(ctx, name, announcements[name].handle,
			workflow.UpdateHandlerOptions{Description: announcements[name].description}); err != nil {
			return err
		}
	}
	return nil
}

// permit refuses without a trace what the transition table does not allow.
func (c *caseProcedure) permit(_ workflow.Context, req ActRequest) error {
	if req.RecordSeq > c.state.Seq {
		return nil
	}
	if err := req.Seen.StillOf(c.state); err != nil {
		return activities.Refusal(err)
	}
	return activities.Refusal(c.state.Permit(req.Act))
}

// perform puts a person's act on record and answers the case as it then stands.
// What the record refuses to a workflow that is behind it brings that up to date.
func (c *caseProcedure) perform(rule inspection.CaseRule) func(workflow.Context, ActRequest) (inspection.Case, error) {
	return func(ctx workflow.Context, req ActRequest) (inspection.Case, error) {
		var activity any = c.effects.RecordCaseAct
		switch rule.Act {
		case inspection.ActReplaceInspector:
			activity = c.effects.ReplaceInspector
		case inspection.ActProposeVisit:
			activity = c.effects.ProposeVisit
		}
		in := activities.CaseAct{Case: c.state.No, Key: req.Key, Act: req.Act, PayloadID: req.PayloadID, PayloadHash: req.PayloadHash, Seen: req.Seen}
		refusal := c.turns.take(ctx, func() error { return c.record(ctx, rule.Name, activity, in) })
		if refusal != nil && req.RecordSeq > c.state.Seq {
			if err := c.catchUp(ctx); err != nil {
				return c.state, err
			}
		}
		return c.state, refusal
	}
}

func (c *caseProcedure) record(ctx workflow.Context, summary string, activity any, in activities.CaseAct) error {
	var state activities.CaseState
	if err := workflow.ExecuteActivity(write(ctx, summary), activity, in).Get(ctx, &state); err != nil {
		return err
	}
	c.adopt(ctx, state)
	return nil
}

// adopt takes over the case as the record has it; an older answer that arrives
// late is not taken.
func (c *caseProcedure) adopt(ctx workflow.Context, s activities.CaseState) {
	c.alarm.adopt(s.Clock)
	if s.Case.Seq >= c.state.Seq {
		c.state = s.Case
	}
	c.show(ctx)
}

// awaitEndOf waits until the case has left the stage: for acts, and meanwhile for
// the moments of the periods that run.
func (c *caseProcedure) awaitEndOf(ctx workflow.Context, stage inspection.Stage) error {
	for c.state.Stage == stage && !c.tooLong(ctx) {
		moment, _ := c.state.Deadlines.NextMoment()
		if c.alarm.due(moment) {
			if err := c.moment(ctx, moment); err != nil {
				return err
			}
			continue
		}
		c.alarm.set(ctx, moment, c.momentSummary(moment))
		if err := workflow.Await(ctx, func() bool {
			next, _ := c.state.Deadlines.NextMoment()
			return c.state.Stage != stage || !next.Same(moment) || c.alarm.due(next) || c.tooLong(ctx)
		}); err != nil {
			return err
		}
	}
	return nil
}

// moment records that a period's moment has come: reminders go out, or its
// passing is recorded and what follows by itself happens.
func (c *caseProcedure) moment(ctx workflow.Context, m inspection.Moment) error {
	return c.turns.take(ctx, func() error {
		if next, _ := c.state.Deadlines.NextMoment(); !next.Same(m) {
			return nil
		}
		in, err := activities.MomentAct(c.state.No, m)
		if err != nil {
			return err
		}
		c.alarm.stop()
		if err := c.record(ctx, c.momentSummary(m), c.effects.RecordCaseMoment, in); err != nil {
			return err
		}
		if next, _ := c.state.Deadlines.NextMoment(); next.Same(m) {
			c.alarm.rest(ctx, m)
		}
		return nil
	})
}

// clockMoved takes over the standing clock and answers once every moment up to
// it was dealt with. It deals with them itself: the main path may be waiting for
// this very answer, to go on in a new run.
func (c *caseProcedure) clockMoved(ctx workflow.Context, in activities.Announcement) error {
	c.alarm.adopt(in.Clock)
	for c.state.Stage.Open() {
		next, _ := c.state.Deadlines.NextMoment()
		if !c.alarm.due(next) {
			break
		}
		if err := c.moment(ctx, next); err != nil {
			return err
		}
	}
	return nil
}

// calendarChanged counts every running period again.
func (c *caseProcedure) calendarChanged(ctx workflow.Context, in activities.Announcement) error {
	return c.turns.take(ctx, func() error {
		act, err := activities.RecountAct(c.state.No, in.Calendar, c.state.Seq)
		if err != nil {
			return err
		}
		return c.record(ctx, "按新日历重算期限", c.effects.RecordCaseChange, act)
	})
}

// cancelled ends the case with its task.
func (c *caseProcedure) cancelled(ctx workflow.Context, _ activities.Announcement) error {
	return c.turns.take(ctx, func() error {
		act, err := activities.CancelAct(c.state.No)
		if err != nil {
			return err
		}
		return c.record(ctx, "随任务取消", c.effects.RecordCaseChange, act)
	})
}

// recordChanged takes in what was put on record past this workflow.
func (c *caseProcedure) recordChanged(ctx workflow.Context, _ activities.Announcement) error {
	return c.catchUp(ctx)
}

func (c *caseProcedure) catchUp(ctx workflow.Context) error {
	return c.step(ctx, "读取案卷现状", c.effects.CaseNow)
}

// tooLong: the history nears its limit and the workflow should go on in a new one.
func (c *caseProcedure) tooLong(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || (c.maxEvents > 0 && info.GetCurrentHistoryLength() > c.maxEvents)
}

// continueAsNew goes on with a fresh history once no act is under way.
func (c *caseProcedure) continueAsNew(ctx workflow.Context) error {
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil {
		return err
	}
	c.alarm.stop()
	return workflow.NewContinueAsNewError(ctx, InspectionCase, CaseInput{Case: c.state, Clock: c.alarm.clock, MaxEvents: c.maxEvents})
}

func (c *caseProcedure) result() CaseResult {
	r := CaseResult{Case: c.state.No, Stage: c.state.Stage.Chinese()}
	if c.state.Result != nil && c.state.Result.ConfirmedBy != "" {
		r.Code, r.Outcome = c.state.Result.Outcome, outcomeName(c.state)
	}
	return r
}
