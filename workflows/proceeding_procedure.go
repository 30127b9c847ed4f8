package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/present"
)

// proceedingProcedure is the workflow of a proceeding at work.
type proceedingProcedure struct {
	procedure[proceedings.Proceeding]
	// followed is the stage of which those who wait for the proceeding were told.
	followed proceedings.Stage
}

func newProceedingProcedure(in ProceedingInput) *proceedingProcedure {
	p := &proceedingProcedure{procedure: newProcedure(ofProceedings, in.Proceeding, in.Clock, in.MaxEvents), followed: in.Followed}
	if p.followed == "" {
		p.followed = firstStage(in.Proceeding)
	}
	return p
}

// firstStage is where the workflow of a new proceeding begins: with the first stage
// or, where that one's act opened it, with the next.
func firstStage(p proceedings.Proceeding) proceedings.Stage {
	stages := proceedings.Stages(p.Kind)
	if proceedings.BeginsByAct(p.Kind) {
		return stages[1]
	}
	return stages[0]
}

var ofProceedings = kind[proceedings.Proceeding]{
	look: func(p proceedings.Proceeding) standing {
		return standing{no: p.No, stage: string(p.Stage), open: p.Stage.Open(), seq: p.Seq}
	},
	next:    func(p proceedings.Proceeding) law.Moment { return firstMoment(p.Deadlines) },
	summary: func(p proceedings.Proceeding, m law.Moment) string { return present.Moment(p.Deadlines, m) },
	permit: func(p proceedings.Proceeding, req ActRequest) error {
		if err := req.Seen.StillOf(p.Standing()); err != nil {
			return err
		}
		return p.Possible(req.Act.Kind)
	},
	details:    proceedingDetails,
	attributes: proceedingAttributes,
	get: func(ctx workflow.Context, f workflow.Future) (proceedings.Proceeding, activities.Clock, error) {
		var state activities.ProceedingState
		err := f.Get(ctx, &state)
		return state.Proceeding, state.Clock, err
	},
	act: func(no string, req ActRequest) any {
		return activities.ProceedingAct{Proceeding: no, Key: req.Key, Act: req.Act, PayloadID: req.PayloadID, PayloadHash: req.PayloadHash, Seen: req.Seen, HandedIn: req.HandedIn}
	},
	moment: func(p proceedings.Proceeding, m law.Moment) (any, error) {
		return activities.ProceedingMomentAct(p.No, m)
	},
	recount: func(no, calendar string, after int) (any, error) {
		return activities.ProceedingRecountAct(no, calendar, after)
	},
	recordMoment: effects.RecordProceedingChange,
	recordChange: effects.RecordProceedingChange,
	now:          effects.ProceedingNow,
}

// run goes on from stage to stage until the proceeding is closed. Those who wait
// for it are told at every change of stage.
func (p *proceedingProcedure) run(ctx workflow.Context, stage func() error) (ProceedingResult, error) {
	for _, rule := range proceedings.Rules(p.state.Kind) {
		if rule.BySystem() {
			continue
		}
		if err := p.take(ctx, rule.Act, rule.Name, rule.Clause, effects.RecordProceedingAct); err != nil {
			return ProceedingResult{}, err
		}
	}
	if err := p.answer(ctx, "后续处理程序现状", func() (ProceedingInput, error) { return p.known(), nil }); err != nil {
		return ProceedingResult{}, err
	}
	if err := p.hear(ctx, map[string]announcement{activities.UpdateCreditRules: {"信用修复规定已更新", p.creditRulesChanged}}); err != nil {
		return ProceedingResult{}, err
	}
	p.show(ctx)
	for p.state.Stage.Open() {
		if err := p.follow(ctx); err != nil {
			return ProceedingResult{}, err
		}
		if err := stage(); err != nil {
			return ProceedingResult{}, err
		}
		if p.state.Stage.Open() && p.tooLong(ctx) {
			return ProceedingResult{}, p.continueAsNew(ctx)
		}
	}
	return p.finish(ctx)
}

// creditRulesChanged counts the public term of the entry by the rules named.
func (p *proceedingProcedure) creditRulesChanged(ctx workflow.Context, in activities.Announcement) error {
	return p.turns.take(ctx, func() error {
		act, err := activities.PublicTermAct(p.state.No, in.Rules)
		if err != nil {
			return err
		}
		return p.record(ctx, "按新规定重算公示期", p.kind.recordChange, act)
	})
}

// follow: 告知原检查案件和同一事实的其他程序.
func (p *proceedingProcedure) follow(ctx workflow.Context) error {
	if p.followed == p.state.Stage {
		return nil
	}
	stage := p.state.Stage
	if err := workflow.ExecuteActivity(write(ctx, "告知原检查案件"), effects.FollowProceeding, p.state.No).Get(ctx, nil); err != nil {
		return err
	}
	p.followed = stage
	return nil
}

func (p *proceedingProcedure) continueAsNew(ctx workflow.Context) error {
	if err := p.answered(ctx); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, ProceedingName(p.state.Kind), p.known())
}

// known is what a new run goes on with.
func (p *proceedingProcedure) known() ProceedingInput {
	return ProceedingInput{Proceeding: p.state, Clock: p.alarm.clock, Followed: p.followed, MaxEvents: p.maxEvents}
}

func (p *proceedingProcedure) finish(ctx workflow.Context) (ProceedingResult, error) {
	p.alarm.stop()
	if err := p.follow(ctx); err != nil {
		return ProceedingResult{}, err
	}
	if err := p.answered(ctx); err != nil {
		return ProceedingResult{}, err
	}
	return ProceedingResult{Proceeding: p.state.No, Ending: p.state.Ending.Chinese(), Code: p.state.Ending}, nil
}
