package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/inspection/proceedings"
)

// Objection is the entity's objection to the published result of its inspection
// (异议, 文件四(五)), from its taking, which is on record when the workflow begins, to
// the answer.
func Objection(ctx workflow.Context, in ProceedingInput) (ProceedingResult, error) {
	p := newProceedingProcedure(in)
	return p.run(ctx, func() error {
		switch p.state.Stage {
		case proceedings.ObjectionCheck:
			return p.checkObjection(ctx)
		case proceedings.ObjectionDecision:
			return p.decideObjection(ctx)
		case proceedings.ObjectionCorrectedEntry:
			return p.correctEntry(ctx)
		case proceedings.ObjectionAnswer:
			return p.answerObjection(ctx)
		}
		return p.awaitStrange(ctx)
	})
}

// checkObjection: 核查, by the section head.
func (p *proceedingProcedure) checkObjection(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.ObjectionCheck))
}

// decideObjection: 审批, by the bureau head, who may send it back.
func (p *proceedingProcedure) decideObjection(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.ObjectionDecision))
}

// correctEntry: 更正公示, where it is upheld. A new entry replaces the old one.
func (p *proceedingProcedure) correctEntry(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.ObjectionCorrectedEntry))
}

// answerObjection: 答复检查对象, within 20 working days of the taking or what the bureau
// has set.
func (p *proceedingProcedure) answerObjection(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.ObjectionAnswer))
}
