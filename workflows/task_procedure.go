package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection"
)

// taskProcedure is a task's workflow at work.
type taskProcedure struct {
	state       inspection.Task
	alarm       alarm
	turns       turns
	casesOpened bool
	settled     bool // the last open case has reported
	maxEvents   int
	shown       string
	indexed     inspection.Task
	effects     *activities.Activities // only names the activities; never called here
}

func newTaskProcedure(in TaskInput) *taskProcedure {
	// The attributes of this very task came with the start or the run before.
	return &taskProcedure{state: in.Task, indexed: in.Task, alarm: alarm{clock: in.Clock}, casesOpened: in.CasesOpened, settled: in.CasesOpened, maxEvents: in.MaxEvents}
}

func (t *taskProcedure) listen(ctx workflow.Context) error {
	if err := workflow.SetQueryHandlerWithOptions(ctx, QueryState, func() (inspection.Task, error) { return t.state, nil },
		workflow.QueryHandlerOptions{Description: "任务现状"}); err != nil {
		return err
	}
	if err := workflow.SetQueryHandlerWithOptions(ctx, QueryKnown, func() (TaskInput, error) { return t.known(), nil },
		workflow.QueryHandlerOptions{Description: knownDescription}); err != nil {
		return err
	}
	for _, rule := range inspection.TaskRules {
		if rule.BySystem() {
			continue
		}
		if err := workflow.SetUpdateHandlerWithOptions(ctx, string(rule.Act), t.perform(rule), workflow.UpdateHandlerOptions{
			Validator:   t.permit,
			Description: rule.Name + "（" + rule.Clause + "）",
		}); err != nil {
			return err
		}
	}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, activities.UpdateClockMoved, t.clockMoved,
		workflow.UpdateHandlerOptions{Description: "业务时钟已拨动"}); err != nil {
		return err
	}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, activities.UpdateCalendarChanged, t.calendarChanged,
		workflow.UpdateHandlerOptions{Description: "放假安排已更新"}); err != nil {
		return err
	}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, activities.UpdateRecordChanged, t.recordChanged,
		workflow.UpdateHandlerOptions{Description: "案卷另有记录"}); err != nil {
		return err
	}
	settled := workflow.GetSignalChannel(ctx, SignalCasesSettled)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for settled.Receive(ctx, nil) {
			t.settled = true
		}
	})
	return nil
}

func (t *taskProcedure) permit(_ workflow.Context, req ActRequest) error {
	if req.RecordSeq > t.state.Seq {
		return nil
	}
	if err := req.Seen.StillOf(t.state.Standing()); err != nil {
		return activities.Refusal(err)
	}
	return activities.Refusal(t.state.Possible(req.Act.Kind))
}

// perform puts a person's act on record and answers the task as it then stands.
// What the record refuses to a workflow that is behind it brings that up to date.
func (t *taskProcedure) perform(rule inspection.TaskRule) func(workflow.Context, ActRequest) (TaskReply, error) {
	return func(ctx workflow.Context, req ActRequest) (TaskReply, error) {
		in := activities.TaskAct{Task: t.state.ID, Key: req.Key, Act: req.Act, PayloadID: req.PayloadID, PayloadHash: req.PayloadHash, Seen: req.Seen, HandedIn: req.HandedIn}
		var reply TaskReply
		refusal := t.turns.take(ctx, func() (err error) {
			reply.Case, err = t.record(ctx, rule, in)
			return err
		})
		if refusal != nil && req.RecordSeq > t.state.Seq {
			if err := t.run(write(ctx, "读取案卷现状"), t.effects.TaskNow, t.state.ID); err != nil {
				return reply, err
			}
		}
		reply.Task = t.state
		return reply, refusal
	}
}

// record performs the act's activity. Some acts do more than write: approval
// freezes and commits the draw, opening a seal checks it, voiding keeps the void
// draw's evidence, and a replacement or a team formed later opens a case, whose
// number is returned.
func (t *taskProcedure) record(ctx workflow.Context, rule inspection.TaskRule, in activities.TaskAct) (string, error) {
	switch rule.Act {
	case inspection.ActApproveDraw:
		return "", t.run(compute(ctx, rule.Name), t.effects.CommitDraw, in)
	case inspection.ActVoidDraw:
		return "", t.run(compute(ctx, rule.Name), t.effects.VoidDraw, in)
	case inspection.ActOpenEntry:
		return "", t.run(write(ctx, rule.Name), t.effects.OpenSeal, in)
	case inspection.ActReplaceEntity:
		return t.opens(compute(ctx, rule.Name), t.effects.ReplaceEntity, in)
	case inspection.ActFormTeam:
		return t.opens(compute(ctx, rule.Name), t.effects.FormTeam, in)
	case inspection.ActLeaveOut:
		err := t.run(write(ctx, rule.Name), t.effects.RecordTaskAct, in)
		t.settled = t.settled || err == nil // no case may be left to wait for
		return "", err
	}
	return "", t.run(write(ctx, rule.Name), t.effects.RecordTaskAct, in)
}

func (t *taskProcedure) opens(ctx workflow.Context, activity any, in activities.TaskAct) (string, error) {
	var opened activities.OpenedCase
	if err := workflow.ExecuteActivity(ctx, activity, in).Get(ctx, &opened); err != nil {
		return "", err
	}
	t.adopt(ctx, opened.State)
	return opened.Case, nil
}

func (t *taskProcedure) adopt(ctx workflow.Context, s activities.TaskState) {
	t.alarm.adopt(s.Clock)
	if s.Task.Seq >= t.state.Seq {
		t.state = s.Task
	}
	t.show(ctx)
}

func (t *taskProcedure) awaitEndOf(ctx workflow.Context, stage inspection.TaskStage) error {
	return t.awaitUntil(ctx, func() bool { return t.state.Stage != stage })
}

// awaitUntil waits for the condition, and meanwhile for the task's own moments.
func (t *taskProcedure) awaitUntil(ctx workflow.Context, done func() bool) error {
	for !done() && !t.tooLong(ctx) {
		moment := t.nextMoment()
		if t.alarm.due(moment) {
			if err := t.moment(ctx, moment); err != nil {
				return err
			}
			continue
		}
		t.alarm.set(ctx, moment, t.momentSummary(moment))
		if err := workflow.Await(ctx, func() bool {
			next := t.nextMoment()
			return done() || !next.Same(moment) || t.alarm.due(next) || t.tooLong(ctx)
		}); err != nil {
			return err
		}
	}
	return nil
}

// stepMonthCome is the step of the moment at which a planned task wakes.
const stepMonthCome = "month_come"

// nextMoment is when the task itself must do something: wake in its month, or
// remind of its own deadline.
func (t *taskProcedure) nextMoment() inspection.Moment {
	if t.state.Stage == inspection.TaskPlanned {
		return inspection.Moment{Step: stepMonthCome, At: t.state.WakesAt()}
	}
	m, _ := t.state.Deadlines.NextMoment()
	return m
}

func (t *taskProcedure) moment(ctx workflow.Context, m inspection.Moment) error {
	return t.turns.take(ctx, func() error {
		if !t.nextMoment().Same(m) {
			return nil
		}
		in, err := t.momentAct(m)
		if err != nil {
			return err
		}
		t.alarm.stop()
		if err := t.run(write(ctx, t.momentSummary(m)), t.effects.RecordTaskMoment, in); err != nil {
			return err
		}
		if t.nextMoment().Same(m) {
			t.alarm.rest(ctx, m)
		}
		return nil
	})
}

func (t *taskProcedure) momentAct(m inspection.Moment) (activities.TaskAct, error) {
	if m.Step == stepMonthCome {
		return activities.MonthComeAct(t.state.ID, t.state.StartOn.String())
	}
	return activities.TaskMomentAct(t.state.ID, m)
}

// clockMoved deals with every moment up to the clock itself, for the reason that
// [caseProcedure.clockMoved] has.
func (t *taskProcedure) clockMoved(ctx workflow.Context, in activities.Announcement) error {
	t.alarm.hear(in.Clock)
	for t.state.Stage.Open() && t.alarm.due(t.nextMoment()) {
		if err := t.moment(ctx, t.nextMoment()); err != nil {
			return err
		}
	}
	return nil
}

func (t *taskProcedure) calendarChanged(ctx workflow.Context, in activities.Announcement) error {
	return t.turns.take(ctx, func() error {
		act, err := activities.TaskRecountAct(t.state.ID, in.Calendar, t.state.Seq)
		if err != nil {
			return err
		}
		return t.run(write(ctx, "按新日历重算期限"), t.effects.RecordTaskMoment, act)
	})
}

// recordChanged takes in what was put on record past this workflow: the plan of a
// task that waits for its month was changed.
func (t *taskProcedure) recordChanged(ctx workflow.Context, _ activities.Announcement) error {
	return t.turns.take(ctx, func() error { return t.run(write(ctx, "读取案卷现状"), t.effects.TaskNow, t.state.ID) })
}

func (t *taskProcedure) tooLong(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || (t.maxEvents > 0 && info.GetCurrentHistoryLength() > t.maxEvents)
}

// continueAsNew goes on with a fresh history. A report of the last case that came
// in meanwhile is asked for again by the new run (TaskInput.CasesOpened).
func (t *taskProcedure) continueAsNew(ctx workflow.Context) error {
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil {
		return err
	}
	t.alarm.stop()
	return workflow.NewContinueAsNewError(ctx, InspectionTask, t.known())
}

// known is what a new run goes on with.
func (t *taskProcedure) known() TaskInput {
	return TaskInput{Task: t.state, Clock: t.alarm.clock, CasesOpened: t.casesOpened, MaxEvents: t.maxEvents}
}
