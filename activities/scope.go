package activities

import (
	"context"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
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
	if err := a.checkFounded(ctx, t, bound); err != nil {
		return err
	}
	return a.checkScope(ctx, t, bound, today)
}

// checkScheme holds the items that a scheme names against the list.
func (a *Activities) checkScheme(ctx context.Context, t tasks.Task, today calendar.Date) error {
	edition, err := t.Governing(today)
	if err != nil {
		return nil //nolint:nilerr // whether the task may begin is not the scheme's to say
	}
	bound, err := a.bound(ctx, edition)
	if err != nil {
		return err
	}
	return a.checkFounded(ctx, t, bound)
}

// checkFounded refuses items that only a notice asks for, where an entity in scope is
// bound.
func (a *Activities) checkFounded(ctx context.Context, t tasks.Task, bound func(registers.Entity) bool) error {
	if len(t.Rules.Items) == 0 {
		return nil
	}
	boundKinds, err := a.boundKinds(ctx, t, bound)
	if err != nil {
		return err
	}
	all, err := a.record.Items(ctx, false)
	if err != nil {
		return err
	}
	return t.CheckItemsFounded(all, boundKinds)
}

// checkScope refuses a draw that would leave out a category of the task, or could draw
// nobody. It reads the register no further than to the first entity that may be drawn.
func (a *Activities) checkScope(ctx context.Context, t tasks.Task, bound func(registers.Entity) bool, today calendar.Date) error {
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
