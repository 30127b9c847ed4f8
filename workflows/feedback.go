package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/inspection/proceedings"
)

// Feedback is what an inspector finds wanting in enforcement or in the law (反馈,
// 文件四(五)), from its filing, which is on record when the workflow begins, to the
// answer of the department concerned.
func Feedback(ctx workflow.Context, in ProceedingInput) (ProceedingResult, error) {
	p := newProceedingProcedure(in)
	return p.run(ctx, func() error {
		switch p.state.Stage {
		case proceedings.FeedbackFiled:
			return p.routeFeedback(ctx)
		case proceedings.FeedbackRouted:
			return p.awaitAnswer(ctx)
		}
		return p.awaitStrange(ctx)
	})
}

// routeFeedback: 转交有关部门, by the section head.
func (p *proceedingProcedure) routeFeedback(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.FeedbackFiled))
}

// awaitAnswer: the answer is chased until it is there; meanwhile it may go on to
// another department.
func (p *proceedingProcedure) awaitAnswer(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.FeedbackRouted))
}
