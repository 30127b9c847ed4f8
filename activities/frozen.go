package activities

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
)

// unlimited is the capacity of an inspector where the task sets no case load.
const unlimited = 1_000_000

// freeze prepares the draw: rules, rosters and quotas, as the registers stand
// today (文件四(一)、(二)).
func (a *Activities) freeze(ctx context.Context, t inspection.Task, law inspection.Law, today calendar.Date, key draw.Key) (*draw.Frozen, error) {
	scale, err := a.scale(ctx)
	if err != nil {
		return nil, err
	}
	last, err := a.record.LastCaseNumber(ctx, t.ID)
	if err != nil {
		return nil, err
	}
	rules, err := drawRules(t, scale, law, today, last+1)
	if err != nil {
		return nil, err
	}
	inspectors, err := a.inspectors(ctx, t, law, today)
	if err != nil {
		return nil, err
	}
	candidates, err := a.candidates(ctx, t, today)
	if err != nil {
		return nil, err
	}
	return draw.Prepare(t.ID, t.Draw.Number, rules, candidates, inspectors, key)
}

// drawRules puts the task's rules into the draw's words.
func drawRules(t inspection.Task, scale inspection.GradeScale, law inspection.Law, today calendar.Date, firstCase int) (draw.Rules, error) {
	r := draw.Rules{Way: draw.OneRatio, Initiating: t.Department, Joint: len(t.Joint) > 0, TeamSize: t.Rules.TeamSize,
		VisitUntil: visitUntil(t, law, today).String(), Witnesses: t.Rules.Witnesses, FirstCase: firstCase}
	for _, g := range scale.Grades {
		r.Scale = append(r.Scale, draw.Grade{Name: g.Code, Weight: g.Weight})
	}
	for _, c := range inspection.ConditionFields {
		if values := t.Rules.Conditions[c.Field]; len(values) > 0 {
			// A condition on the risk grade stays inside: an opened entity would show its grade.
			r.Conditions = append(r.Conditions, draw.Condition{Text: c.Name + "：" + strings.Join(values, "、"), Closed: c.Field == "grade"})
		}
	}
	perGrade := len(t.Rules.GradeRatios) > 0
	for _, kind := range t.Kinds {
		k := draw.KindRule{Kind: kind}
		var err error
		if !perGrade {
			if k.Ratio, err = draw.ParseRatio(t.Rules.Ratio); err != nil {
				return r, err
			}
			r.Kinds = append(r.Kinds, k)
			continue
		}
		r.Way = draw.PerGrade
		if k.UngradedRatio, err = draw.ParseRatio(t.Rules.GradeRatios[""]); err != nil {
			return r, err
		}
		for _, g := range scale.Grades {
			text, ok := t.Rules.GradeRatios[g.Code]
			if !ok {
				return r, inspection.Errorf(inspection.KindInvalid, "grade_ratio_missing", "没有设定风险等级%s的抽查比例。", g.Code)
			}
			ratio, err := draw.ParseRatio(text)
			if err != nil {
				return r, err
			}
			k.GradeRatios = append(k.GradeRatios, ratio)
		}
		r.Kinds = append(r.Kinds, k)
	}
	return r, nil
}

// visitUntil is the last day on which a visit of a case drawn today is in time:
// through that day a certificate must be valid.
func visitUntil(t inspection.Task, law inspection.Law, today calendar.Date) calendar.Date {
	day := today
	for _, kind := range []inspection.DeadlineKind{inspection.DeadlineNotify, inspection.DeadlineSelfCheck, inspection.DeadlineOnSite} {
		p, ok := law.Edition.Period(kind)
		if !ok {
			continue
		}
		length := p.Period
		if l, ok := t.Rules.Lengths[kind]; ok {
			length = l
		}
		day = law.Calendar.CountFromDate(day, length).Date
	}
	return day
}

func (a *Activities) inspectors(ctx context.Context, t inspection.Task, law inspection.Law, today calendar.Date) ([]draw.Inspector, error) {
	all, err := a.record.AllInspectors(ctx)
	if err != nil {
		return nil, err
	}
	loads, err := a.record.InspectorLoads(ctx)
	if err != nil {
		return nil, err
	}
	until := visitUntil(t, law, today)
	departments := append(slices.Clone(t.Joint), t.Department)
	var out []draw.Inspector
	for _, i := range all {
		if !slices.Contains(departments, i.Department) {
			continue
		}
		capacity := unlimited
		if t.Rules.CaseLoad > 0 {
			capacity = max(0, t.Rules.CaseLoad-loads[i.Certificate])
		}
		away := !i.LeaveFrom.IsZero() && !i.LeaveFrom.After(until) && (i.LeaveTo.IsZero() || !i.LeaveTo.Before(today))
		out = append(out, draw.Inspector{Certificate: i.Certificate, Department: i.Department, InspectorFacts: draw.InspectorFacts{
			Active: i.Active, Capacity: capacity, Employer: i.Employer, OnLeave: away, Recused: i.Recused,
			Specialities: i.Specialities, ValidUntil: i.ValidThrough.String()}})
	}
	return out, nil
}

// candidates streams the entities in scope, each with the reason for which it
// stays out, if there is one.
func (a *Activities) candidates(ctx context.Context, t inspection.Task, today calendar.Date) (iter.Seq2[draw.Candidate, error], error) {
	open, err := a.record.OpenCaseEntities(ctx)
	if err != nil {
		return nil, err
	}
	visits := map[string]int{}
	if t.Rules.CapPerYear > 0 {
		if visits, err = a.record.InspectedThisYear(ctx, today.Year()); err != nil {
			return nil, err
		}
	}
	return func(yield func(draw.Candidate, error) bool) {
		err := a.record.EachEntity(ctx, t.Kinds, func(e inspection.Entity) error {
			if e.Status != inspection.EntityActive || !e.Meets(t.Rules.Conditions) {
				return nil
			}
			c := draw.Candidate{Code: e.Code, Kind: e.Kind, Grade: e.Grade}
			switch {
			case e.Lead != "":
				c.Excluded = draw.ClearLead
			case t.Rules.CapPerYear > 0 && visits[e.Code] >= t.Rules.CapPerYear:
				c.Excluded = draw.CapReached
			case open[e.Code]:
				c.Excluded = draw.OpenCase
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

func encodeFrozen(f *draw.Frozen) ([]byte, error) { return marshal(f) }

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
