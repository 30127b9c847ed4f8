package workflows

import (
	"fmt"

	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/present"
)

// taskProcedure is a task's workflow at work.
type taskProcedure struct {
	procedure[tasks.Task]
	casesOpened bool
	settled     bool // the last open case has reported
}

func newTaskProcedure(in TaskInput) *taskProcedure {
	return &taskProcedure{procedure: newProcedure(ofTasks, in.Task, in.Clock, in.MaxEvents), casesOpened: in.CasesOpened, settled: in.CasesOpened}
}

// stepMonthCome is the step of the moment at which a planned task wakes.
const stepMonthCome = "month_come"

var ofTasks = kind[tasks.Task]{
	look: func(t tasks.Task) standing {
		return standing{no: t.ID, stage: string(t.Stage), open: t.Stage.Open(), seq: t.Seq}
	},
	next: func(t tasks.Task) law.Moment {
		if t.Stage == tasks.StagePlanned {
			return law.Moment{Step: stepMonthCome, At: t.WakesAt()}
		}
		return firstMoment(t.Deadlines)
	},
	summary: func(t tasks.Task, m law.Moment) string {
		if m.Step == stepMonthCome {
			return fmt.Sprintf("等待抽查月份：%s启动", t.StartOn.ChineseString())
		}
		return present.Moment(t.Deadlines, m)
	},
	permit: func(t tasks.Task, req ActRequest) error {
		if err := req.Seen.StillOf(t.Standing()); err != nil {
			return err
		}
		return t.Possible(req.Act.Kind)
	},
	details:    taskDetails,
	attributes: taskAttributes,
	get: func(ctx workflow.Context, f workflow.Future) (tasks.Task, activities.Clock, error) {
		var state activities.TaskState
		err := f.Get(ctx, &state)
		return state.Task, state.Clock, err
	},
	act: func(id string, req ActRequest) any { return taskAct(id, req) },
	moment: func(t tasks.Task, m law.Moment) (any, error) {
		if m.Step == stepMonthCome {
			return activities.MonthComeAct(t.ID, t.StartOn.String())
		}
		return activities.TaskMomentAct(t.ID, m)
	},
	recount: func(id, calendar string, after int) (any, error) {
		return activities.TaskRecountAct(id, calendar, after)
	},
	recordMoment: effects.RecordTaskMoment,
	recordChange: effects.RecordTaskMoment,
	now:          effects.TaskNow,
}

func taskAct(id string, req ActRequest) activities.TaskAct {
	return activities.TaskAct{Task: id, Key: req.Key, Act: req.Act, PayloadID: req.PayloadID, PayloadHash: req.PayloadHash, Seen: req.Seen, HandedIn: req.HandedIn}
}

// listen sets the handlers. What waited for a run to begin is dealt with in the order
// in which its handlers are set, so that this one stays as stored histories have it.
func (t *taskProcedure) listen(ctx workflow.Context) error {
	if err := t.answer(ctx, "任务现状", func() (TaskInput, error) { return t.known(), nil }); err != nil {
		return err
	}
	for _, rule := range tasks.Rules {
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
	told := t.announcements()
	told[activities.UpdateRecordChanged] = announcement{told[activities.UpdateRecordChanged].description, t.planChanged}
	for _, name := range []string{activities.UpdateClockMoved, activities.UpdateCalendarChanged, activities.UpdateRecordChanged} {
		if err := heed(ctx, name, told[name]); err != nil {
			return err
		}
	}
	settled := workflow.GetSignalChannel(ctx, SignalCasesSettled)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for settled.Receive(ctx, nil) {
			t.settled = true
		}
	})
	return nil
}

// planChanged takes in what was put on record past this workflow: the plan of a task
// that waits for its month was changed. Unlike a case it waits for its turn.
func (t *taskProcedure) planChanged(ctx workflow.Context, _ activities.Announcement) error {
	return t.turns.take(ctx, func() error { return t.catchUp(ctx) })
}

// perform puts a person's act on record and answers the task as it then stands.
// What the record refuses to a workflow that is behind it brings that up to date.
func (t *taskProcedure) perform(rule tasks.Rule) func(workflow.Context, ActRequest) (TaskReply, error) {
	return func(ctx workflow.Context, req ActRequest) (TaskReply, error) {
		in := taskAct(t.state.ID, req)
		var reply TaskReply
		refusal := t.turns.take(ctx, func() (err error) {
			reply.Case, err = t.carryOut(ctx, rule, in)
			return err
		})
		if refusal != nil && req.RecordSeq > t.state.Seq {
			if err := t.catchUp(ctx); err != nil {
				return reply, err
			}
		}
		reply.Task = t.state
		return reply, refusal
	}
}

// carryOut performs the act's activity. Some acts do more than write: approval
// freezes and commits the draw, opening a seal checks it, voiding keeps the void
// draw's evidence, and a replacement or a team formed later opens a case, whose
// number is returned.
func (t *taskProcedure) carryOut(ctx workflow.Context, rule tasks.Rule, in activities.TaskAct) (string, error) {
	switch rule.Act {
	case tasks.ActApproveDraw:
		return "", t.run(compute(ctx, rule.Name), effects.CommitDraw, in)
	case tasks.ActVoidDraw:
		return "", t.run(compute(ctx, rule.Name), effects.VoidDraw, in)
	case tasks.ActOpenEntry:
		return "", t.run(write(ctx, rule.Name), effects.OpenSeal, in)
	case tasks.ActReplaceEntity:
		return t.opens(compute(ctx, rule.Name), effects.ReplaceEntity, in)
	case tasks.ActFormTeam:
		return t.opens(compute(ctx, rule.Name), effects.FormTeam, in)
	case tasks.ActLeaveOut:
		err := t.run(write(ctx, rule.Name), effects.RecordTaskAct, in)
		t.settled = t.settled || err == nil // no case may be left to wait for
		return "", err
	}
	return "", t.run(write(ctx, rule.Name), effects.RecordTaskAct, in)
}

func (t *taskProcedure) opens(ctx workflow.Context, activity any, in activities.TaskAct) (string, error) {
	var opened activities.OpenedCase
	if err := workflow.ExecuteActivity(ctx, activity, in).Get(ctx, &opened); err != nil {
		return "", err
	}
	t.adopt(ctx, opened.State.Task, opened.State.Clock)
	return opened.Case, nil
}

// continueAsNew goes on with a fresh history. A report of the last case that came
// in meanwhile is asked for again by the new run (TaskInput.CasesOpened).
func (t *taskProcedure) continueAsNew(ctx workflow.Context) error {
	if err := t.answered(ctx); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, InspectionTask, t.known())
}

// known is what a new run goes on with.
func (t *taskProcedure) known() TaskInput {
	return TaskInput{Task: t.state, Clock: t.alarm.clock, CasesOpened: t.casesOpened, MaxEvents: t.maxEvents}
}
