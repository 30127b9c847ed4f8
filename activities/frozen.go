package activities

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/settings"
)

// freeze prepares the draw: rules, rosters and quotas, as the registers stand
// today (文件四(一)、(二)).
func (a *Activities) freeze(ctx context.Context, t tasks.Task, l law.Law, today calendar.Date, key draw.Key) (*draw.Frozen, error) {
	scale, err := settings.GradeScale.Read(ctx, a.record)
	if err != nil {
		return nil, err
	}
	last, err := a.record.LastCaseNumber(ctx, t.ID)
	if err != nil {
		return nil, err
	}
	rules, err := t.RulesForDraw(scale, t.VisitUntil(l, today), last+1)
	if err != nil {
		return nil, err
	}
	inspectors, err := a.inspectors(ctx, t, l, today)
	if err != nil {
		return nil, err
	}
	bound, err := a.bound(ctx, l.Edition)
	if err != nil {
		return nil, err
	}
	boundKinds, err := a.boundKinds(ctx, t, bound)
	if err != nil {
		return nil, err
	}
	if err := a.checkItemsListed(ctx, t, boundKinds, today); err != nil {
		return nil, err
	}
	if err := a.checkScope(ctx, t, bound, today); err != nil {
		return nil, err
	}
	candidates, err := a.candidates(ctx, t, bound, today)
	if err != nil {
		return nil, err
	}
	f, err := draw.Prepare(t.ID, t.Draw.Number, rules, candidates, inspectors, key)
	if err != nil {
		return nil, err
	}
	all, err := a.record.Items(ctx, true)
	if err != nil {
		return nil, err
	}
	// A case without any item could not be opened.
	_, err = t.ItemsByKind(f.Quotas.DrawnKinds(), t.ListedItems(all, boundKinds, today))
	return f, err
}

// boundKinds says of which of the task's kinds an entity in its scope is bound. It
// reads the register until it has found one of each.
func (a *Activities) boundKinds(ctx context.Context, t tasks.Task, bound func(registers.Entity) bool) (func(kind string) bool, error) {
	has := map[string]bool{}
	err := a.record.EachEntity(ctx, t.Kinds, func(e registers.Entity) error {
		if _, inScope := t.Candidate(e, 0, false); inScope && bound(e) {
			has[e.Kind] = true
		}
		if len(has) == len(t.Kinds) {
			return errStopped
		}
		return nil
	})
	if errors.Is(err, errStopped) {
		err = nil
	}
	return func(kind string) bool { return has[kind] }, err
}

// checkItemsListed refuses rules that name an item outside the published list, or one
// that only a notice asks for.
func (a *Activities) checkItemsListed(ctx context.Context, t tasks.Task, bound func(kind string) bool, today calendar.Date) error {
	all, err := a.record.Items(ctx, false)
	if err != nil {
		return err
	}
	if err := t.CheckItemsListed(all, bound, today); err != nil {
		return err
	}
	return t.CheckItemsFounded(all, bound)
}

func (a *Activities) inspectors(ctx context.Context, t tasks.Task, l law.Law, today calendar.Date) ([]draw.Inspector, error) {
	all, err := a.record.AllInspectors(ctx)
	if err != nil {
		return nil, err
	}
	loads, err := a.record.InspectorLoads(ctx)
	if err != nil {
		return nil, err
	}
	until := t.VisitUntil(l, today)
	var out []draw.Inspector
	for _, i := range all {
		if person, ok := t.DrawInspector(i, loads[i.Certificate], today, until); ok {
			out = append(out, person)
		}
	}
	return out, nil
}

// candidates streams the entities in scope, each with the reason for which it
// stays out, if there is one.
func (a *Activities) candidates(ctx context.Context, t tasks.Task, bound func(registers.Entity) bool, today calendar.Date) (iter.Seq2[draw.Candidate, error], error) {
	open, err := a.record.OpenCaseEntities(ctx)
	if err != nil {
		return nil, err
	}
	limits, err := settings.VisitLimits.Read(ctx, a.record)
	if err != nil {
		return nil, err
	}
	visits := map[string]int{}
	edition, err := t.Governing(today)
	if err != nil {
		return nil, err
	}
	if t.Rules.CapPerYear > 0 || len(edition.Duties) > 0 {
		if visits, err = a.record.InspectedThisYear(ctx, today.Year()); err != nil {
			return nil, err
		}
	}
	return func(yield func(draw.Candidate, error) bool) {
		err := a.record.EachEntity(ctx, t.Kinds, func(e registers.Entity) error {
			c, ok := t.Candidate(e, visits[e.Code], open[e.Code])
			if !ok {
				return nil
			}
			if bound(e) {
				c = tasks.CapVisits(c, visits[e.Code], limits.Cap(e.Grade))
			}
			if !yield(c, nil) {
				return errStopped
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(draw.Candidate{}, err)
		}
	}, nil
}

var errStopped = errors.New("reader stopped")

func (a *Activities) frozen(ctx context.Context, task string, number int, part string) (*draw.Frozen, error) {
	raw, err := a.record.DrawPart(ctx, task, number, part)
	if err != nil {
		return nil, err
	}
	var f draw.Frozen
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, fmt.Errorf("decode frozen draw of %s: %w", task, err)
	}
	return &f, nil
}
