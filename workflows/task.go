package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/tasks"
)

// InspectionTask is one inspection task (抽查任务), from its month to its summary.
// Its cases are workflows of their own, found under its number.
func InspectionTask(ctx workflow.Context, in TaskInput) (TaskResult, error) {
	t := newTaskProcedure(in)
	if err := t.listen(ctx); err != nil {
		return TaskResult{}, err
	}
	t.show(ctx)
	for t.state.Stage.Open() {
		var err error
		switch t.state.Stage {
		case tasks.StagePlanned:
			err = t.awaitMonth(ctx)
		case tasks.StagePreparing:
			err = t.prepareDraw(ctx)
		case tasks.StageWitnessing:
			err = t.draw(ctx)
		case tasks.StageRunning:
			err = t.runCases(ctx)
		case tasks.StageSummary:
			err = t.summarise(ctx)
		default:
			err = t.awaitStrange(ctx)
		}
		if err != nil {
			return TaskResult{}, err
		}
		if t.state.Stage.Open() && t.tooLong(ctx) {
			return TaskResult{}, t.continueAsNew(ctx)
		}
	}
	return t.finish(ctx)
}

// awaitMonth: the task sleeps until the first working day of its month (附件 抽查时间),
// or until it is started early or put off with a reason.
func (t *taskProcedure) awaitMonth(ctx workflow.Context) error {
	return t.awaitEndOf(ctx, string(tasks.StagePlanned))
}

// prepareDraw: the clerk proposes the rules of the draw, the bureau head approves.
// With the approval the roster is frozen and the commitment published.
func (t *taskProcedure) prepareDraw(ctx workflow.Context) error {
	return t.awaitEndOf(ctx, string(tasks.StagePreparing))
}

// draw: witnesses seal and open their entries; then the draw is revealed (文件四(一)).
func (t *taskProcedure) draw(ctx workflow.Context) error {
	if err := t.awaitUntil(ctx, func() bool {
		return t.state.Stage != tasks.StageWitnessing || t.state.ReadyToReveal()
	}); err != nil || !t.state.ReadyToReveal() {
		return err
	}
	return t.run(compute(ctx, "揭晓抽取结果"), effects.RevealDraw, t.state.ID)
}

// runCases: a case is opened for each drawn entity; the task waits until none of
// them is open.
func (t *taskProcedure) runCases(ctx workflow.Context) error {
	if !t.casesOpened {
		if err := workflow.ExecuteActivity(long(ctx, "逐户立项并启动检查"), effects.OpenCases, t.state.ID).Get(ctx, nil); err != nil {
			return err
		}
		// Asked once in any case: a draw of nobody leaves nothing to wait for, and
		// cases may have ended while others were still being opened.
		t.casesOpened, t.settled = true, true
	}
	if err := t.awaitUntil(ctx, func() bool { return t.state.Stage != tasks.StageRunning || t.settled }); err != nil {
		return err
	}
	if t.state.Stage != tasks.StageRunning || !t.settled {
		return nil
	}
	t.settled = false
	return t.run(write(ctx, "核对案件是否全部办结"), effects.RecordCasesSettled, t.state.ID)
}

// summarise: the initiating department writes the summary, each joint department
// confirms, the bureau head approves.
func (t *taskProcedure) summarise(ctx workflow.Context) error {
	return t.awaitEndOf(ctx, string(tasks.StageSummary))
}

// finish ends the cases of a task cancelled after its draw, and answers every
// message that came in.
func (t *taskProcedure) finish(ctx workflow.Context) (TaskResult, error) {
	t.alarm.stop()
	if t.state.Stage == tasks.StageCancelled && t.casesOpened {
		if err := workflow.ExecuteActivity(long(ctx, "终止本任务的检查案件"), effects.CancelCases, t.state.ID).Get(ctx, nil); err != nil {
			return TaskResult{}, err
		}
	}
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil {
		return TaskResult{}, err
	}
	return TaskResult{Task: t.state.ID, Stage: t.state.Stage.Chinese(), Drawn: t.state.Draw.Drawn}, nil
}

// run performs an activity that answers the task as it then stands. The system's
// own steps wait for no turn: people's acts may come between, and the record says
// which came first.
func (t *taskProcedure) run(ctx workflow.Context, activity any, arg any) error {
	var state activities.TaskState
	if err := workflow.ExecuteActivity(ctx, activity, arg).Get(ctx, &state); err != nil {
		return err
	}
	t.adopt(ctx, state.Task, state.Clock)
	return nil
}
