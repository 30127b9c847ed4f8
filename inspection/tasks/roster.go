package tasks

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// Whoever draws, from the record or from files, puts the task and the registers
// into the draw's words here: the rules, and who is eligible (文件四(一)、(二)).

// unlimited is the capacity of an inspector where the task sets no case load.
const unlimited = 1_000_000

// CheckRatios refuses rules without a ratio, with one that cannot be read, or
// with one for each grade but none for the ungraded.
func (r DrawRules) CheckRatios() error {
	var bad law.Invalid
	checkRatios(&bad, "", r)
	return bad.Err("draw_rules_invalid", "抽查比例")
}

// RulesForDraw puts the task's rules into the draw's words. until is the last day
// of the visits.
func (t Task) RulesForDraw(scale registers.GradeScale, until calendar.Date, firstCase int) (draw.Rules, error) {
	r := draw.Rules{Way: draw.OneRatio, Initiating: t.Department, Joint: len(t.Joint) > 0, TeamSize: t.Rules.TeamSize,
		VisitUntil: until.String(), Witnesses: t.Rules.Witnesses, FirstCase: firstCase}
	for _, g := range scale.Grades {
		r.Scale = append(r.Scale, draw.Grade{Name: g.Code, Weight: g.Weight})
	}
	for _, c := range ConditionFields {
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
				return r, law.Errorf(law.KindInvalid, "grade_ratio_missing", "没有设定风险等级%s的抽查比例。", g.Code)
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

// ItemsFor are those of the items that are inspected at an entity of the kind: the
// ones the draw's rules name or, where they name none, all that fit.
func (t Task) ItemsFor(kind string, items []registers.Item) []registers.Item {
	var out []registers.Item
	for _, i := range items {
		if i.EntityKind == kind && (len(t.Rules.Items) == 0 || slices.Contains(t.Rules.Items, i.Code)) {
			out = append(out, i)
		}
	}
	return out
}

// ItemsByKind are the items that are inspected at entities of each of the kinds.
// Without an item a kind cannot be inspected at all.
//
// Errors: no_items_for_kind.
func (t Task) ItemsByKind(kinds []string, items []registers.Item) (map[string][]registers.Item, error) {
	out := map[string][]registers.Item{}
	for _, kind := range kinds {
		if out[kind] = t.ItemsFor(kind, items); len(out[kind]) == 0 {
			return nil, law.Errorf(law.KindNotAllowed, "no_items_for_kind", "抽取方案所列抽查事项中没有适用于“%s”的，请退回后补充抽查事项。", kind)
		}
	}
	return out, nil
}

// ListedItems are those of the items with which cases of the task can be opened
// on the day: at entities of a kind that is bound by 国办发〔2024〕54号 only what is
// published, not withdrawn and founded, at others whatever is active.
func (t Task) ListedItems(items []registers.Item, bound func(kind string) bool, day calendar.Date) []registers.Item {
	return slices.DeleteFunc(slices.Clone(items), func(i registers.Item) bool {
		return !i.Active || (bound(i.EntityKind) && (!i.ListedOn(day) || !i.Founded()))
	})
}

// CheckItemsListed refuses a draw whose rules name an item that is not published
// or is withdrawn (清单之外无检查).
//
// Errors: item_not_published.
func (t Task) CheckItemsListed(items []registers.Item, bound func(kind string) bool, day calendar.Date) error {
	for _, code := range t.Rules.Items {
		i := slices.IndexFunc(items, func(i registers.Item) bool { return i.Code == code })
		if i >= 0 && bound(items[i].EntityKind) && !items[i].ListedOn(day) {
			return law.Errorf(law.KindNotAllowed, "item_not_published", "抽查事项%s（%s）未公布或者已经撤销，清单之外不得检查，请退回后调整抽查事项。", code, items[i].Name)
		}
	}
	return nil
}

// CheckItemsFounded refuses rules that name an item which may not be inspected where
// 国办发〔2024〕54号 binds, because only a notice says that it is.
//
// Errors: item_without_basis.
func (t Task) CheckItemsFounded(items []registers.Item, bound func(kind string) bool) error {
	for _, i := range items {
		if slices.Contains(t.Rules.Items, i.Code) && bound(i.EntityKind) && !i.Founded() {
			return law.Errorf(law.KindNotAllowed, "item_without_basis", "抽查事项%s（%s）的检查依据为规范性文件，不是法律、法规、规章或者国务院决定，不得据以检查企业（国办发〔2024〕54号），请调整抽查事项。", i.Code, i.Name)
		}
	}
	return nil
}

// CapVisits keeps an entity out of the draw that was visited as often as it may
// be this year; most 0: no cap.
func CapVisits(c draw.Candidate, inspected, most int) draw.Candidate {
	if c.Excluded == "" && most > 0 && inspected >= most {
		c.Excluded = draw.CapReached
	}
	return c
}

// VisitUntil is the last day on which a visit of a case drawn today is in time:
// through that day a certificate must be valid.
func (t Task) VisitUntil(l law.Law, today calendar.Date) calendar.Date {
	day := today
	for _, kind := range []law.DeadlineKind{law.DeadlineNotify, law.DeadlineSelfCheck, law.DeadlineOnSite} {
		p, ok := l.Edition.Period(kind)
		if !ok {
			continue
		}
		length := p.Period
		if l, ok := t.Rules.Lengths[kind]; ok {
			length = l
		}
		day = l.Calendar.CountFromDate(day, length).Date
	}
	return day
}

// Candidate is the entity as the draw sees it, with the reason for which it stays
// out, if there is one. An entity that is not in scope, that is of another kind,
// no longer active or does not meet the conditions, is no candidate at all.
// inspected is how often it was inspected this year, open whether a case of it is.
func (t Task) Candidate(e registers.Entity, inspected int, open bool) (c draw.Candidate, inScope bool) {
	if e.Status != registers.EntityActive || !slices.Contains(t.Kinds, e.Kind) || !e.Meets(t.Rules.Conditions) {
		return c, false
	}
	c = draw.Candidate{Code: e.Code, Kind: e.Kind, Grade: e.Grade}
	switch {
	case e.Lead != "":
		c.Excluded = draw.ClearLead
	case t.Rules.CapPerYear > 0 && inspected >= t.Rules.CapPerYear:
		c.Excluded = draw.CapReached
	case open:
		c.Excluded = draw.OpenCase
	}
	return c, true
}

// DrawInspector is the inspector as the draw sees it; one of a department that
// takes no part in the task is not drawn from. cases is how many open cases the
// inspector has; today to until are the days on which the visits may be.
func (t Task) DrawInspector(i registers.Inspector, cases int, today, until calendar.Date) (person draw.Inspector, takesPart bool) {
	if i.Department != t.Department && !slices.Contains(t.Joint, i.Department) {
		return person, false
	}
	capacity := unlimited
	if t.Rules.CaseLoad > 0 {
		capacity = max(0, t.Rules.CaseLoad-cases)
	}
	away := !i.LeaveFrom.IsZero() && !i.LeaveFrom.After(until) && (i.LeaveTo.IsZero() || !i.LeaveTo.Before(today))
	return draw.Inspector{Certificate: i.Certificate, Department: i.Department, InspectorFacts: draw.InspectorFacts{
		Active: i.Active, Capacity: capacity, Employer: i.Employer, OnLeave: away, Recused: i.Recused,
		Specialities: i.Specialities, ValidUntil: i.ValidThrough.String()}}, true
}
