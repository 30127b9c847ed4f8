package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/inspection/proceedings"
)

// Oversight is an opinion of those who supervise the bureau's enforcement (监督意见,
// 行政执法监督条例), from its registration, which is on record when the workflow begins,
// to the answer.
func Oversight(ctx workflow.Context, in ProceedingInput) (ProceedingResult, error) {
	p := newProceedingProcedure(in)
	return p.run(ctx, func() error {
		switch p.state.Stage {
		case proceedings.OversightHandling:
			return p.lookIntoOversight(ctx)
		case proceedings.OversightApproval:
			return p.approveOversightAnswer(ctx)
		case proceedings.OversightAnswer:
			return p.dispatchOversightAnswer(ctx)
		}
		return p.awaitStrange(ctx)
	})
}

// lookIntoOversight: 核查整改, by the section head.
func (p *proceedingProcedure) lookIntoOversight(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.OversightHandling))
}

// approveOversightAnswer: 审批, by the bureau head, who may send it back.
func (p *proceedingProcedure) approveOversightAnswer(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.OversightApproval))
}

// dispatchOversightAnswer: 报送答复, by the day that the opinion names or within what
// the bureau has set.
func (p *proceedingProcedure) dispatchOversightAnswer(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.OversightAnswer))
}
