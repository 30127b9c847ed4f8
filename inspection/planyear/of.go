package planyear

import (
	"maps"
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// Of are the IDs of the figures that the case belongs to, each once. Its error is
// that of a case whose edition this software does not know.
func Of(c cases.Case) ([]string, error) {
	edition, err := law.EditionOf(c.Edition)
	if err != nil {
		return nil, err
	}
	m := marks{c: c, edition: edition}
	m.progress()
	m.steps(steps, c.Docket)
	m.result()
	m.items()
	m.publication()
	m.aside()
	return m.ids, nil
}

type marks struct {
	c       cases.Case
	edition *law.Edition
	ids
}

// ids are those of the figures to which something belongs.
type ids []string

func (i *ids) put(belongs bool, f family, key, name string) {
	if belongs {
		*i = append(*i, f.figure(key, name))
	}
}

// due: the entity is one of those to be inspected. One whose place an alternate
// took is not; the alternate is.
func due(c cases.Case) bool { return c.Stage != cases.StageCancelled && !c.Replaced }

// checked: the inspection's end is on record, be it that of a failed attempt.
func checked(c cases.Case) bool { return due(c) && c.Visit != nil && !c.Visit.Ended.IsZero() }

// closed: inspected, and the file is closed.
func closed(c cases.Case) bool { return checked(c) && c.Stage == cases.StageClosed }

// confirmed: what was proposed is no result yet.
func confirmed(c cases.Case) bool { return c.Result != nil && c.Result.ConfirmedBy != "" }

func (m *marks) problem() bool {
	if !confirmed(m.c) {
		return false
	}
	rule, _ := m.edition.Outcome(m.c.Result.Outcome)
	return rule.Problem
}

func (m *marks) progress() {
	c := m.c
	m.put(true, progress, "", "drawn")
	m.put(c.Stage == cases.StageCancelled, progress, "", "cancelled")
	m.put(due(c), progress, "", "due")
	m.put(checked(c), progress, "", "checked")
	m.put(closed(c), progress, "", "closed")
	m.put(c.Stage.Open() && c.Suspended(), progress, "", "suspended")
	m.put(c.Deadlines.Overdue(), progress, "", "overdue")

	m.put(true, taskFigures, c.Task, "drawn")
	m.put(due(c), taskFigures, c.Task, "due")
	m.put(checked(c), taskFigures, c.Task, "checked")
	m.put(closed(c), taskFigures, c.Task, "closed")
	m.put(m.problem(), taskFigures, c.Task, "problem")

	f, key := grades, c.Grade
	if key == "" {
		f = ungraded
	}
	m.put(due(c), f, key, "due")
	m.put(checked(c), f, key, "checked")
	m.put(confirmed(c), f, key, "decided")
	m.put(m.problem(), f, key, "problem")
}

// steps: a period that ended more than once counts by its worst end.
func (i *ids) steps(f family, d law.Docket) {
	ends := map[law.DeadlineKind]string{}
	worse := []string{"", "in_time", "late", "lapsed"}
	for _, met := range d.Met {
		end := "in_time"
		switch {
		case met.Lapsed:
			end = "lapsed"
		case met.Late:
			end = "late"
		}
		if slices.Index(worse, end) > slices.Index(worse, ends[met.Kind]) {
			ends[met.Kind] = end
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(ends)) {
		i.put(true, f, string(kind), "ended")
		i.put(true, f, string(kind), ends[kind])
	}
	for _, running := range d.Deadlines {
		i.put(true, f, string(running.Kind), "running")
		i.put(running.Overdue, f, string(running.Kind), "overdue")
	}
}

func (m *marks) result() {
	if !confirmed(m.c) {
		return
	}
	m.put(true, decided, "", "decided")
	m.put(m.problem(), decided, "", "problem")
	m.put(true, results, string(m.c.Result.Outcome), "decided")
}

// items: an item was really checked where the record answers it with more than
// 不涉及 (附件 清单年度全覆盖). What became of its problem is known once the result
// was confirmed.
func (m *marks) items() {
	if m.c.Visit == nil {
		return
	}
	for _, code := range m.c.Items {
		finding := m.c.Visit.Findings[code]
		m.put(finding == law.FindingClear || finding == law.FindingProblem, items, code, "checked")
		m.put(finding == law.FindingClear, items, code, "clear")
		m.put(finding == law.FindingProblem, items, code, "problem")
		m.put(finding == law.FindingNotApplicable, items, code, "not_applicable")
		if r, found := m.resultOf(code); found {
			m.put(true, items, code, string(r.Outcome))
		}
	}
}

func (m *marks) resultOf(item string) (cases.ItemResult, bool) {
	if !confirmed(m.c) {
		return cases.ItemResult{}, false
	}
	r, found := m.c.Result.Items[item]
	return r, found
}

// publication: in time is the first entry's; a supplement has its own period
// among the steps (文件四(五)).
func (m *marks) publication() {
	published := m.c.Publication.Entries > 0
	late := slices.ContainsFunc(m.c.Met, func(d law.MetDeadline) bool {
		return d.Kind == law.DeadlinePublication && d.Late
	})
	m.put(published, publication, "", "published")
	m.put(published && !late, publication, "", "in_time")
	m.put(published && late, publication, "", "late")
	m.put(!published && confirmed(m.c) && m.c.Stage.Open(), publication, "", "outstanding")
}

// aside is what runs beside the case's own way.
func (m *marks) aside() {
	c := m.c
	for _, kind := range branchKinds() {
		of := slices.DeleteFunc(slices.Clone(c.Branches), func(b cases.Branch) bool { return b.Kind != kind })
		m.put(len(of) > 0, branches, string(kind), "opened")
		m.put(len(of) > 0 && !slices.ContainsFunc(of, func(b cases.Branch) bool { return !b.Done }), branches, string(kind), "done")
	}
	m.put(c.Replaced, replacement, "", "replaced")
	m.put(c.Replaces != "", replacement, "", "alternates")
	m.put(!c.Replaced && c.Stage != cases.StageCancelled && c.Replaceable() == nil, replacement, "", "not_replaced")
	if s := c.SelfCheck; s != nil {
		m.put(s.Filed && !s.Late, selfCheck, "", "filed")
		m.put(s.Filed && s.Late, selfCheck, "", "late")
		m.put(!s.Filed, selfCheck, "", "not_filed")
	}
}

// branchKinds are the ways of handling that any edition knows, in its order.
func branchKinds() []law.ProceedingKind {
	var out []law.ProceedingKind
	for _, e := range law.Editions {
		for _, o := range e.Outcomes {
			for _, kind := range o.Branches {
				if !slices.Contains(out, kind) {
					out = append(out, kind)
				}
			}
		}
	}
	return out
}
