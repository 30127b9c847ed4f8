package audit

import (
	"context"
	"fmt"
	"slices"

	"shuangsuiji/inspection"
	"shuangsuiji/record"
)

// published is what a proceeding's act made public.
type published struct {
	act   record.Act
	entry inspection.PublicEntry
}

func (c *check) proceeding(ctx context.Context, p inspection.Proceeding) error {
	acts, err := c.acts(ctx, p.No, p.Seq, p.Entity, func(kind inspection.ActKind) rule {
		r, known := inspection.ProceedingRuleOf(p.Kind, kind)
		return rule{r.Name, r.Clause, known}
	})
	if err != nil || len(acts) == 0 {
		return err
	}
	if err := c.series(p); err != nil {
		return err
	}
	made, whole, err := c.foldProceeding(p, acts)
	if err != nil {
		return err
	}
	if whole {
		if err := c.decisions(ctx, p, made); err != nil {
			return err
		}
	}
	return c.messages(ctx, p.No, acts)
}

// series: the number belongs to the case, the lead or the year that it came out of.
func (c *check) series(p inspection.Proceeding) error {
	if p.Case != "" && len(p.No) > len(p.Case) && p.No[:len(p.Case)] != p.Case {
		return c.found("proceedings", p.No, "proceeding_not_of_its_case", "后续处理程序%s的编号与案件%s不符。", p.No, p.Case)
	}
	return nil
}

// foldProceeding performs the proceeding's acts again. whole is false where it
// can't be: what a case decided anew began with stands in the case before it.
func (c *check) foldProceeding(p inspection.Proceeding, acts []record.Act) (made []published, whole bool, err error) {
	if p.Penalty != nil && p.Penalty.Anew != nil {
		return nil, false, nil
	}
	law, err := c.past.law(p.Edition)
	if err != nil {
		return nil, false, c.found("proceedings", p.No, "edition_unknown", "后续处理程序%s所用的规则版本%s不存在。", p.No, p.Edition)
	}
	counted := recounted(p.Calendar, c.past.calendar.Version(), acts)
	c.told = told{off: counted}
	begin, opening, rest, err := c.firstProceeding(p, acts, law)
	if err != nil {
		return nil, false, c.follows("proceedings", p.No, p, p, err, nil)
	}
	steps, stopped := fold(c.past, begin, rest, func(s inspection.Proceeding, a inspection.Act) (inspection.Proceeding, error) {
		s.Deadlines = meant(s.Deadlines, a, counted)
		if a.Kind == inspection.ActRecount {
			s.Seq++
			return s, nil
		}
		var next inspection.Proceeding
		var effects inspection.Effects
		var err error
		if s.No == "" {
			next, effects, err = inspection.OpenByAct(opening, a, law)
		} else {
			next, effects, err = s.Apply(a, law)
		}
		c.tell(effects.Notices)
		if err == nil && effects.Entry != nil {
			made = append(made, published{act: record.Act{Entered: a.Entered}, entry: *effects.Entry})
		}
		return next, err
	})
	folded := begin
	if len(steps) > 0 {
		folded = steps[len(steps)-1].after
	}
	return made, stopped == nil, c.follows("proceedings", p.No, p, folded, stopped, left(counted))
}

// firstProceeding is the proceeding as it began, and the acts that follow; one that
// begins with its first act is empty, and its opening says what it will be. The team
// is taken back behind each replacement.
func (c *check) firstProceeding(p inspection.Proceeding, acts []record.Act, law inspection.Law) (inspection.Proceeding, inspection.ProceedingOpening, []record.Act, error) {
	o := inspection.ProceedingOpening{No: p.No, Kind: p.Kind, Case: p.Case, Task: p.Task, Entity: p.Entity, Edition: p.Edition, Department: p.Department,
		Items: p.Items, SelfReported: p.SelfReported, Team: slices.Clone(p.Team), At: p.Opened}
	for _, a := range slices.Backward(acts) {
		if a.Kind != inspection.ActReplaceInvestigator {
			continue
		}
		f, err := inspection.FactsOf[inspection.ReplaceInvestigator](inspection.Act{Facts: a.Facts})
		if i := slices.Index(o.Team, f.In); err == nil && i >= 0 {
			o.Team[i] = f.Out
		}
	}
	if !inspection.BeginsByAct(p.Kind) {
		begin, notices, err := inspection.OpenProceeding(o, law)
		c.tell(notices)
		return begin, o, acts[1:], err
	}
	if p.Objection != nil {
		about := inspection.ObjectionFile{Publication: p.Objection.Publication, Published: p.Objection.Published, Lengths: p.Objection.Lengths}
		o.Objection = &about
	}
	return inspection.Proceeding{}, o, acts, nil
}

// decisions: the public record of decisions is what the acts published.
func (c *check) decisions(ctx context.Context, p inspection.Proceeding, made []published) error {
	entries, err := c.record.ProceedingDecisions(ctx, p.No)
	if err != nil {
		return err
	}
	c.done.Decisions += len(entries)
	if len(entries) != len(made) {
		return c.found("decisions", p.No, "decisions_differ", "%s应有%d条处理决定公示，实有%d条。", p.No, len(made), len(entries))
	}
	for i, e := range entries {
		m := made[i]
		var off []string
		for field, same := range map[string]bool{"id": e.ID == fmt.Sprintf("%s/%d", p.No, i+1) && e.Entry == i+1, "outcome": e.Outcome == m.entry.Outcome,
			"until_on": e.Until == m.entry.Until, "withdrawn": e.Withdrawn == m.entry.Withdrawn, "late": e.Late == m.entry.Late,
			"published": e.Published.Equal(m.act.Entered), "entity": e.Entity == p.Entity, "kind": e.Kind == p.Kind, "task": e.Task == p.Task} {
			if !same {
				off = append(off, field)
			}
		}
		slices.Sort(off)
		for _, field := range off {
			if err := c.found("decisions", e.ID, "decision_differs", "处理决定公示%s的%s与作出公示的办理记录不符。", e.ID, field); err != nil {
				return err
			}
		}
		entities, err := c.entityAt(ctx, p.Entity, m.act)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(entities, func(x inspection.Entity) bool { return x.Name == e.Name }) {
			if err := c.found("decisions", e.ID, "decision_differs", "处理决定公示%s的name与当日名录不符。", e.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
