package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/inspection/proceedings"
)

// PenaltyCase is a penalty case (行政处罚案件), from the filing to its closing. Each
// legal act is an update of its own; the main path waits for the end of each
// stage, and meanwhile for the moments of the periods that run in it.
func PenaltyCase(ctx workflow.Context, in ProceedingInput) (ProceedingResult, error) {
	p := newProceedingProcedure(in)
	return p.run(ctx, func() error {
		switch p.state.Stage {
		case proceedings.PenaltyFiling:
			return p.file(ctx)
		case proceedings.PenaltyInvestigation:
			return p.investigate(ctx)
		case proceedings.PenaltyPriorNotice:
			return p.giveNotice(ctx)
		case proceedings.PenaltyDefence:
			return p.hearDefence(ctx)
		case proceedings.PenaltyDecision:
			return p.decide(ctx)
		case proceedings.PenaltyExecution:
			return p.execute(ctx)
		case proceedings.PenaltyPublicTerm:
			return p.awaitPublicTerm(ctx)
		}
		return p.awaitStrange(ctx)
	})
}

// file: 立案. Proposed by the lead or, with a clear lead, by the clerk; the bureau
// head approves (劳动保障监察条例第20条, 行政处罚法第36条、第54条).
func (p *proceedingProcedure) file(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PenaltyFiling))
}

// investigate: 调查取证, 60 working days from the filing, 30 more with the head's
// approval (劳动保障监察条例第17条); or 当场处罚 (行政处罚法第51条).
func (p *proceedingProcedure) investigate(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PenaltyInvestigation))
}

// giveNotice: 事先告知. Facts, grounds, content and rights (行政处罚法第44条).
func (p *proceedingProcedure) giveNotice(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PenaltyPriorNotice))
}

// hearDefence: 陈述申辩和听证. The window of 5 working days runs out or is waived; a
// hearing that was asked for is held (行政处罚法第45条、第63条、第64条).
func (p *proceedingProcedure) hearDefence(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PenaltyDefence))
}

// decide: 法制审核, 集体讨论 and the decision (行政处罚法第57条、第58条).
func (p *proceedingProcedure) decide(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PenaltyDecision))
}

// execute: 送达, 公示, 缴纳 and the remedies run side by side, each with its own acts
// and periods; the stage ends when the case is closed (行政处罚法第61条、第66条至第73条).
func (p *proceedingProcedure) execute(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PenaltyExecution))
}

// awaitPublicTerm: 结案后公示. The entry is shown until its term ends or credit is
// repaired; a decision that is changed or quashed is withdrawn (行政处罚法第48条).
func (p *proceedingProcedure) awaitPublicTerm(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PenaltyPublicTerm))
}

// Referral is a referral to the department in charge (移送有关主管部门, 文件四(五)).
func Referral(ctx workflow.Context, in ProceedingInput) (ProceedingResult, error) {
	p := newProceedingProcedure(in)
	return p.run(ctx, func() error {
		switch p.state.Stage {
		case proceedings.ReferralProposal:
			return p.proposeReferral(ctx)
		case proceedings.ReferralHandover:
			return p.handOver(ctx)
		case proceedings.ReferralReply:
			return p.awaitReply(ctx)
		case proceedings.ReferralPublication:
			return p.publishResult(ctx)
		}
		return p.awaitStrange(ctx)
	})
}

// proposeReferral: 移送呈批.
func (p *proceedingProcedure) proposeReferral(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.ReferralProposal))
}

// handOver: 移交, within 5 working days, with receipt.
func (p *proceedingProcedure) handOver(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.ReferralHandover))
}

// awaitReply: the answer is chased until it is there. Who is not in charge sends
// it back to the proposal.
func (p *proceedingProcedure) awaitReply(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.ReferralReply))
}

// publishResult: 补充公示, where the inspection was published with 后续处理中.
func (p *proceedingProcedure) publishResult(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.ReferralPublication))
}

// PoliceReferral is a referral to the police (移送公安机关, 行政执法机关移送涉嫌犯罪案件的规定).
func PoliceReferral(ctx workflow.Context, in ProceedingInput) (ProceedingResult, error) {
	p := newProceedingProcedure(in)
	return p.run(ctx, func() error {
		switch p.state.Stage {
		case proceedings.PoliceReport:
			return p.report(ctx)
		case proceedings.PoliceApproval:
			return p.approveTransfer(ctx)
		case proceedings.PoliceTransfer:
			return p.transfer(ctx)
		case proceedings.PoliceDecision:
			return p.awaitPolice(ctx)
		case proceedings.PoliceReconsideration:
			return p.reconsider(ctx)
		case proceedings.PoliceEvidence:
			return p.handOverEvidence(ctx)
		}
		return p.awaitStrange(ctx)
	})
}

// report: a special team of two or more verifies and reports (第5条).
func (p *proceedingProcedure) report(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PoliceReport))
}

// approveTransfer: the head proper decides within 3 days (第5条).
func (p *proceedingProcedure) approveTransfer(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PoliceApproval))
}

// transfer: the file goes within 24 hours, a copy to the procuratorate (第5条、第6条).
func (p *proceedingProcedure) transfer(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PoliceTransfer))
}

// awaitPolice: receipt, and the decision within 3 days (第7条、第8条).
func (p *proceedingProcedure) awaitPolice(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PoliceDecision))
}

// reconsider: 复议 by the police, or 立案监督 by the procuratorate (第9条).
func (p *proceedingProcedure) reconsider(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PoliceReconsideration))
}

// handOverEvidence: things and material follow within 3 days of the police's
// notice that they filed the case (第12条).
func (p *proceedingProcedure) handOverEvidence(ctx workflow.Context) error {
	return p.awaitEndOf(ctx, string(proceedings.PoliceEvidence))
}
