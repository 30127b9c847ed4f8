package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/inspection/cases"
)

// InspectionCase is one drawn entity's inspection, step by step as procedure and
// document have it. It is a loop over the stages rather than a straight list of
// calls because the section head may send the record back (审核退回), and because
// a continued workflow goes on at whatever stage it had reached.
func InspectionCase(ctx workflow.Context, in CaseInput) (CaseResult, error) {
	c := newCaseProcedure(in)
	if err := c.listen(ctx); err != nil {
		return CaseResult{}, err
	}
	c.show(ctx)
	for c.state.Stage.Open() {
		if err := c.openBranches(ctx); err != nil {
			return CaseResult{}, err
		}
		var err error
		switch c.state.Stage {
		case cases.StageNotify:
			err = c.notify(ctx)
		case cases.StageSelfCheck:
			err = c.awaitSelfCheck(ctx)
		case cases.StageOnSite:
			err = c.inspect(ctx)
		case cases.StageResult:
			err = c.conclude(ctx)
		case cases.StageHandling:
			err = c.handle(ctx)
		case cases.StagePublication:
			err = c.publish(ctx)
		case cases.StageFollowUp:
			err = c.awaitBranches(ctx)
		case cases.StageArchiving:
			err = c.archive(ctx)
		default:
			err = c.awaitStrange(ctx)
		}
		if err != nil {
			return CaseResult{}, err
		}
		if c.state.Stage.Open() && c.tooLong(ctx) {
			return CaseResult{}, c.continueAsNew(ctx)
		}
	}
	return c.finish(ctx)
}

// notify: 通知. The notice is made out and served; 3 working days from the draw.
func (c *caseProcedure) notify(ctx workflow.Context) error {
	if !c.state.NoticeIssued {
		if err := c.step(ctx, "制发检查通知书", effects.IssueNotice); err != nil {
			return err
		}
	}
	return c.awaitEndOf(ctx, string(cases.StageNotify))
}

// awaitSelfCheck: 自查. The entity files its self-check, or the window lapses
// (未按要求自查); the case goes on either way (文件四(三)).
func (c *caseProcedure) awaitSelfCheck(ctx workflow.Context) error {
	return c.awaitEndOf(ctx, string(cases.StageSelfCheck))
}

// inspect: 实地检查. The record is filled, every item answered, and signed by the
// whole team; its recorded end starts the 20 working days of publication.
func (c *caseProcedure) inspect(ctx workflow.Context) error {
	return c.awaitEndOf(ctx, string(cases.StageOnSite))
}

// conclude: 认定. The lead proposes, the section head decides or sends back.
func (c *caseProcedure) conclude(ctx workflow.Context) error {
	return c.awaitEndOf(ctx, string(cases.StageResult))
}

// handle: 处理. 责令改正 with its re-inspection; meanwhile the result may be
// published as found.
func (c *caseProcedure) handle(ctx workflow.Context) error {
	return c.awaitEndOf(ctx, string(cases.StageHandling))
}

// publish: 公示. Prepared by the clerk, approved by the bureau head, within 20
// working days from the inspection's end (文件四(五)).
func (c *caseProcedure) publish(ctx workflow.Context) error {
	return c.awaitEndOf(ctx, string(cases.StagePublication))
}

// awaitBranches: 后续处理. The result is public; the case stays open until each
// branch (penalty, referral, police) is done or handed over. The task need not
// wait for it.
func (c *caseProcedure) awaitBranches(ctx workflow.Context) error {
	if err := c.reportSettled(ctx); err != nil {
		return err
	}
	return c.awaitEndOf(ctx, string(cases.StageFollowUp))
}

// archive: 归档. At once.
func (c *caseProcedure) archive(ctx workflow.Context) error {
	if err := c.step(ctx, "归档", effects.Archive); err != nil {
		return err
	}
	return c.awaitEndOf(ctx, string(cases.StageArchiving))
}

// finish tells the task, once every message that came in was answered.
func (c *caseProcedure) finish(ctx workflow.Context) (CaseResult, error) {
	c.alarm.stop()
	if c.state.Stage == cases.StageClosed {
		if err := c.reportSettled(ctx); err != nil {
			return CaseResult{}, err
		}
	}
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil {
		return CaseResult{}, err
	}
	return c.result(), nil
}

// reportSettled: 案件办结后告知任务.
func (c *caseProcedure) reportSettled(ctx workflow.Context) error {
	return workflow.ExecuteActivity(write(ctx, "告知任务本案已办结"), effects.ReportSettled, c.state.Task).Get(ctx, nil)
}
