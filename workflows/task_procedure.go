package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection"
)

// taskProcedure is a task's workflow at work.
type taskProcedure struct {
	state       inspection.Task
	alarm       alarm
	lock        workflow.Mutex
	casesOpened bool
	settled     bool // the last open case has reported
	maxEvents   int
	shown       string
	indexed     inspection.Task
	effects     *activities.Activities // only names the activities; never called here
}

func newTaskProcedure(in TaskInput) *taskProcedure {
	return &taskProcedure{state: in.Task, alarm: alarm{clock: in.Clock}, casesOpened: in.CasesOpened, settled: in.CasesOpened, maxEvents: in.MaxEvents}
}

func (t *taskProcedure) listen(ctx workflow.Context) error {
	t.lock = workflow.NewMutex(ctx)
	if err := workflow.SetQueryHandlerWithOptions(ctx, QueryState, func() (inspection.Task, error) { return t.state, nil },
		workflow.QueryHandlerOptions{Description: "任务现状"}); err != nil {
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
	return activities.Refusal(t.state.Permit(req.Act))
}

// TaskReply answers an act of a task; Case is the case that a replacement opened.
type TaskReply struct {
	Task inspection.Task `json:"task"`
	Case string          `json:"case,omitempty"`
}

// perform puts a person's act on record. Four acts do more than write: approval
// freezes and commits the draw, opening a seal checks it, voiding keeps the void
// draw's evidence, and a replacement opens a case.
func (t *taskProcedure) perform(rule inspection.TaskRule) func(workflow.Context, ActRequest) (TaskReply, error) {
	return func(ctx workflow.Context, req ActRequest) (TaskReply, error) {
		in := activities.TaskAct{Task: t.state.ID, Key: req.Key, Act: req.Act, PayloadID: req.PayloadID, PayloadHash: req.PayloadHash}
		var reply TaskReply
		err := t.exclusively(ctx, func() error {
			switch rule.Act {
			case inspection.ActApproveDraw:
				return t.run(compute(ctx, rule.Name), t.effects.CommitDraw, in)
			case inspection.ActVoidDraw:
				return t.run(compute(ctx, rule.Name), t.effects.VoidDraw, in)
			case inspection.ActOpenEntry:
				return t.run(write(ctx, rule.Name), t.effects.OpenSeal, in)
			case inspection.ActReplaceEntity:
				var opened activities.Replacement
				if err := workflow.ExecuteActivity(compute(ctx, rule.Name), t.effects.ReplaceEntity, in).Get(ctx, &opened); err != nil {
					return err
				}
				reply.Case = opened.Case
				t.adopt(ctx, opened.State)
				return nil
			}
			return t.run(write(ctx, rule.Name), t.effects.RecordTaskAct, in)
		})
		reply.Task = t.state
		return reply, err
	}
}

// exclusively lets one act happen at a time.
func (t *taskProcedure) exclusively(ctx workflow.Context, do func() error) error {
	if err := t.lock.Lock(ctx); err != nil {
		return err
	}
	defer t.lock.Unlock()
	return do()
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
		at := t.nextMoment()
		if t.alarm.due(at) {
			if err := t.moment(ctx); err != nil {
				return err
			}
			continue
		}
		t.alarm.set(ctx, at, t.momentSummary())
		if err := workflow.Await(ctx, func() bool {
			next := t.nextMoment()
			return done() || !next.Equal(at) || t.alarm.due(next) || t.tooLong(ctx)
		}); err != nil {
			return err
		}
	}
	return nil
}

// nextMoment is when the task itself must do something: wake in its month, or
// remind of its own deadline.
func (t *taskProcedure) nextMoment() time.Time {
	if t.state.Stage == inspection.TaskPlanned {
		return t.state.WakesAt()
	}
	m, _ := t.state.Deadlines.NextMoment()
	return m.At
}

func (t *taskProcedure) moment(ctx workflow.Context) error {
	return t.exclusively(ctx, func() error {
		if !t.alarm.due(t.nextMoment()) {
			return nil
		}
		summary := t.momentSummary()
		t.alarm.stop()
		if t.state.Stage == inspection.TaskPlanned {
			in, err := activities.MonthComeAct(t.state.ID, t.state.StartOn.String())
			if err != nil {
				return err
			}
			return t.run(write(ctx, summary), t.effects.RecordTaskMoment, in)
		}
		m, _ := t.state.Deadlines.NextMoment()
		in, err := activities.TaskMomentAct(t.state.ID, m)
		if err != nil {
			return err
		}
		return t.run(write(ctx, summary), t.effects.RecordTaskMoment, in)
	})
}

func (t *taskProcedure) clockMoved(ctx workflow.Context, in activities.Announcement) error {
	t.alarm.adopt(in.Clock)
	return workflow.Await(ctx, func() bool { return !t.state.Stage.Open() || !t.alarm.due(t.nextMoment()) })
}

func (t *taskProcedure) calendarChanged(ctx workflow.Context, in activities.Announcement) error {
	return t.exclusively(ctx, func() error {
		act, err := activities.TaskRecountAct(t.state.ID, in.Calendar)
		if err != nil {
			return err
		}
		return t.run(write(ctx, "按新日历重算期限"), t.effects.RecordTaskMoment, act)
	})
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
	return workflow.NewContinueAsNewError(ctx, InspectionTask,
		TaskInput{Task: t.state, Clock: t.alarm.clock, CasesOpened: t.casesOpened, MaxEvents: t.maxEvents})
}
