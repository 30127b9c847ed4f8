package activities

import (
	"context"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
)

// ReplaceInspector records that an inspector left the team and the next by rank
// took the place (illness, recusal found later). The rank is the draw's; nobody
// chooses.
func (a *Activities) ReplaceInspector(ctx context.Context, in CaseAct) (CaseState, error) {
	state, err := admittedCase(ctx, a, in, a.replaceInspector)
	return state, Refusal(err)
}

func (a *Activities) replaceInspector(ctx context.Context, in CaseAct) (CaseState, error) {
	f, err := law.FactsOf[cases.ReplaceInspector](in.Act)
	if err != nil {
		return CaseState{}, err
	}
	c, err := a.record.Case(ctx, in.Case)
	if err != nil {
		return CaseState{}, err
	}
	if c.Team.Has(f.Out) {
		if f.Team, err = a.substitute(ctx, c, f.Out); err != nil {
			return CaseState{}, err
		}
	}
	if in.Act, err = restated(in.Act, f); err != nil {
		return CaseState{}, err
	}
	return a.recordCaseAct(ctx, in)
}

func (a *Activities) substitute(ctx context.Context, c cases.Case, leaver string) (law.Team, error) {
	t, err := a.record.Task(ctx, c.Task)
	if err != nil {
		return nil, err
	}
	full, err := evidence(ctx, a.record, t)
	if err != nil {
		return nil, err
	}
	opener, err := a.opener(ctx, t)
	if err != nil {
		return nil, err
	}
	staff, err := a.staff(ctx, t, opener)
	if err != nil {
		return nil, err
	}
	gone, err := a.expired(ctx, calendar.DateOf(opener.clock.Now))
	if err != nil {
		return nil, err
	}
	return draw.Substitute(full.Seed, full.Rules, staff, draw.TeamCase{Number: c.No, Code: c.Entity, Kind: c.Kind}, c.Team, leaver, append(gone, c.Aside()...)...)
}
