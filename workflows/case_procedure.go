package workflows

import (
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/present"
)

// caseProcedure is a case's workflow at work.
type caseProcedure struct {
	procedure[cases.Case]
	// begun is how many of the case's branches have their proceedings.
	begun int
}

func newCaseProcedure(in CaseInput) *caseProcedure {
	return &caseProcedure{procedure: newProcedure(ofCases, in.Case, in.Clock, in.MaxEvents), begun: in.Begun}
}

// effects only names the activities; nothing is called on it.
var effects *activities.Activities

var ofCases = kind[cases.Case]{
	look: func(c cases.Case) standing {
		return standing{no: c.No, stage: string(c.Stage), open: c.Stage.Open(), seq: c.Seq}
	},
	next:    func(c cases.Case) law.Moment { return firstMoment(c.Deadlines) },
	summary: func(c cases.Case, m law.Moment) string { return present.Moment(c.Deadlines, m) },
	permit: func(c cases.Case, req ActRequest) error {
		if err := req.Seen.StillOf(c.Standing()); err != nil {
			return err
		}
		return c.Possible(req.Act.Kind)
	},
	details:    caseDetails,
	attributes: caseAttributes,
	get: func(ctx workflow.Context, f workflow.Future) (cases.Case, activities.Clock, error) {
		var state activities.CaseState
		err := f.Get(ctx, &state)
		return state.Case, state.Clock, err
	},
	act: func(no string, req ActRequest) any {
		return activities.CaseAct{Case: no, Key: req.Key, Act: req.Act, PayloadID: req.PayloadID, PayloadHash: req.PayloadHash, Seen: req.Seen, HandedIn: req.HandedIn}
	},
	moment:       func(c cases.Case, m law.Moment) (any, error) { return activities.MomentAct(c.No, m) },
	recount:      func(no, calendar string, after int) (any, error) { return activities.RecountAct(no, calendar, after) },
	recordMoment: effects.RecordCaseMoment,
	recordChange: effects.RecordCaseChange,
	now:          effects.CaseNow,
}

// listen sets the handlers: one update for each act that people perform, the
// office's announcements, and the query for the state.
func (c *caseProcedure) listen(ctx workflow.Context) error {
	if err := c.answer(ctx, "案件现状", func() (CaseInput, error) { return c.known(), nil }); err != nil {
		return err
	}
	if err := c.hear(ctx, map[string]announcement{activities.UpdateCancelled: {"抽查任务已取消", c.cancelled}, activities.UpdateOwed: {"合并检查的另一案已办理", c.owed}}); err != nil {
		return err
	}
	for _, rule := range cases.Rules {
		if rule.BySystem() {
			continue
		}
		var activity any = effects.RecordCaseAct
		switch rule.Act {
		case cases.ActReplaceInspector:
			activity = effects.ReplaceInspector
		case cases.ActProposeVisit:
			activity = effects.ProposeVisit
		case cases.ActJoinVisit:
			activity = effects.JoinVisit
		}
		if err := c.take(ctx, rule.Act, rule.Name, rule.Clause, activity); err != nil {
			return err
		}
	}
	return nil
}

// cancelled ends the case with its task.
func (c *caseProcedure) cancelled(ctx workflow.Context, _ activities.Announcement) error {
	return c.turns.take(ctx, func() error {
		act, err := activities.CancelAct(c.state.No)
		if err != nil {
			return err
		}
		return c.record(ctx, "随任务取消", effects.RecordCaseChange, act)
	})
}

// owed: the case takes over what follows from the other case of its joint visit.
func (c *caseProcedure) owed(ctx workflow.Context, _ activities.Announcement) error {
	return c.turns.take(ctx, func() error { return c.step(ctx, "补记合并检查的后果", effects.TakeOwed) })
}

// openBranches: each way of handling that the result named begins as a proceeding
// of its own.
func (c *caseProcedure) openBranches(ctx workflow.Context) error {
	numbered := 0
	for _, b := range c.state.Branches {
		if b.No != "" {
			numbered++
		}
	}
	if numbered <= c.begun {
		return nil
	}
	if err := workflow.ExecuteActivity(write(ctx, "启动后续处理程序"), effects.OpenProceedings, c.state.No).Get(ctx, nil); err != nil {
		return err
	}
	c.begun = numbered
	return nil
}

// continueAsNew goes on with a fresh history once no act is under way.
func (c *caseProcedure) continueAsNew(ctx workflow.Context) error {
	if err := c.answered(ctx); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, InspectionCase, c.known())
}

// known is what a new run goes on with.
func (c *caseProcedure) known() CaseInput {
	return CaseInput{Case: c.state, Clock: c.alarm.clock, MaxEvents: c.maxEvents, Begun: c.begun}
}

func (c *caseProcedure) result() CaseResult {
	r := CaseResult{Case: c.state.No, Stage: c.state.Stage.Chinese()}
	if c.state.Result != nil && c.state.Result.ConfirmedBy != "" {
		r.Code, r.Outcome = c.state.Result.Outcome, present.CaseOutcome(c.state)
	}
	return r
}
