package activities

import (
	"context"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/tasks"
)

// checkProposal holds a draw that was proposed against the register, so that the clerk
// hears of it and not the bureau head. The approval looks once more: the register may
// change meanwhile.
func (a *Activities) checkProposal(ctx context.Context, t tasks.Task, today calendar.Date) error {
	edition, err := t.Governing(today)
	if err != nil {
		return err
	}
	bound, err := a.bound(ctx, edition)
	if err != nil {
		return err
	}
	return a.checkScope(ctx, t, bound, today)
}

// checkScope refuses a draw that would leave out a category of the task, or could draw
// nobody. It reads the register no further than to the first entity that may be drawn.
func (a *Activities) checkScope(ctx context.Context, t tasks.Task, bound func(kind string) bool, today calendar.Date) error {
	present, err := a.record.EntityKinds(ctx)
	if err != nil {
		return err
	}
	if err := t.CheckScope(present); err != nil {
		return err
	}
	candidates, err := a.candidates(ctx, t, bound, today)
	if err != nil {
		return err
	}
	inScope, eligible := 0, 0
	for c, err := range candidates {
		if err != nil {
			return err
		}
		if inScope++; tasks.Eligible(c) {
			eligible++
			break
		}
	}
	return tasks.CheckRoster(inScope, eligible)
}
