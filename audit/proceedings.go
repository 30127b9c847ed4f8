package audit

import (
	"context"
	"fmt"
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// published is what a proceeding's act made public.
type published struct {
	act   record.Act
	entry proceedings.PublicEntry
}

func (c *check) proceeding(ctx context.Context, h record.Held[proceedings.Proceeding]) error {
	p := h.State
	acts, err := c.acts(ctx, p.No, p.Seq, p.Entity, func(kind law.ActKind) rule {
		if kind == cases.ActOpenCase && !proceedings.BeginsByAct(p.Kind) {
			return rule{"立项", "文件四(四)、(五)", true}
		}
		r, known := proceedings.RuleOf(p.Kind, kind)
		return rule{r.Name, r.Clause, known}
	})
	if err != nil || len(acts) == 0 {
		return err
	}
	if err := c.state("proceedings", p.No, h.Hash, acts); err != nil {
		return err
	}
	if err := c.series(p); err != nil {
		return err
	}
	made, whole, err := c.foldProceeding(ctx, p, acts)
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
func (c *check) series(p proceedings.Proceeding) error {
	if p.Case != "" && len(p.No) > len(p.Case) && p.No[:len(p.Case)] != p.Case {
		return c.found("proceedings", p.No, "proceeding_not_of_its_case", "后续处理程序%s的编号与案件%s不符。", p.No, p.Case)
	}
	return nil
}

// foldProceeding performs the proceeding's acts again. whole is false where the law
// refused one of them.
func (c *check) foldProceeding(ctx context.Context, p proceedings.Proceeding, acts []record.Act) (made []published, whole bool, err error) {
	l, err := c.past.law(p.Edition)
	if err != nil {
		return nil, false, c.found("proceedings", p.No, "edition_unknown", "后续处理程序%s所用的规则版本%s不存在。", p.No, p.Edition)
	}
	counted := recounted(p.Calendar, c.past.calendar.Version(), acts)
	c.told = told{off: counted}
	opening, err := c.openingOf(ctx, p, acts)
	if err != nil {
		return nil, false, err
	}
	var begin proceedings.Proceeding // empty where its first act opens it
	rest := acts
	if !proceedings.BeginsByAct(p.Kind) {
		var notices []law.Notice
		if begin, notices, err = proceedings.Open(opening, l); err != nil {
			c.told.off = true
			return nil, false, c.follows("proceedings", p.No, p, p, err, nil)
		}
		c.tell(notices)
		rest = acts[1:]
	}
	steps, stopped := fold(c.past, begin, rest, func(s proceedings.Proceeding, a law.Act) (proceedings.Proceeding, error) {
		s.Deadlines = meant(s.Deadlines, a, counted)
		if a.Kind == law.ActRecount {
			s.Seq++
			return s, nil
		}
		var next proceedings.Proceeding
		var effects proceedings.Effects
		var err error
		if s.No == "" {
			next, effects, err = proceedings.OpenByAct(opening, a, l)
		} else {
			next, effects, err = s.Apply(a, l)
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

// openingOf is what the proceeding began with: what never changes, and the team
// taken back behind each replacement. What a case decided anew began with stands in
// the case before it.
func (c *check) openingOf(ctx context.Context, p proceedings.Proceeding, acts []record.Act) (proceedings.Opening, error) {
	o := proceedings.Opening{No: p.No, Kind: p.Kind, Case: p.Case, Task: p.Task, Entity: p.Entity, Edition: p.Edition, Department: p.Department,
		Items: p.Items, SelfReported: p.SelfReported, At: p.Opened}
	if p.Case != "" {
		o.Team = firstInvestigators(p.Team, acts)
	}
	if p.Objection != nil {
		o.Objection = &proceedings.ObjectionFile{Publication: p.Objection.Publication, Published: p.Objection.Published, Lengths: p.Objection.Lengths}
	}
	follows, ok, err := c.succession(ctx, p)
	if ok {
		o, o.At = follows, p.Opened
		o.Team = firstInvestigators(p.Team, acts)
	}
	return o, err
}

// succession is what a penalty case began with that follows another one; false where
// it follows none, or none that would have led to it.
func (c *check) succession(ctx context.Context, p proceedings.Proceeding) (o proceedings.Opening, follows bool, err error) {
	if p.Penalty == nil {
		return o, false, nil
	}
	switch w := p.Penalty; {
	case w.Anew != nil:
		before, known, err := c.before(ctx, p, w.Anew.Of)
		if !known {
			return o, false, err
		}
		o, follows = before.DecidedAnew()
	case w.Resumed != nil:
		before, known, err := c.before(ctx, p, w.Resumed.Of)
		if !known {
			return o, false, err
		}
		referral, known, err := c.before(ctx, p, w.Resumed.Referral)
		if !known {
			return o, false, err
		}
		o, follows = before.Resumed(referral)
	}
	return o, follows, nil
}

// before is what a proceeding followed, as it is on record; what is missing is found.
func (c *check) before(ctx context.Context, p proceedings.Proceeding, no string) (before proceedings.Proceeding, known bool, err error) {
	before, err = c.record.Proceeding(ctx, no)
	if absent(err) {
		return before, false, c.found("proceedings", no, "proceeding_missing", "后续处理程序%s的前案%s不在案卷中。", p.No, no)
	}
	return before, err == nil, err
}

// firstInvestigators takes back, from the last on, who took whose place.
func firstInvestigators(now law.Team, acts []record.Act) law.Team {
	team := slices.Clone(now)
	back := func(in, out string) {
		if i := slices.Index(team, in); i >= 0 {
			team[i] = out
		}
	}
	for _, a := range slices.Backward(acts) {
		switch a.Kind {
		case proceedings.ActReplaceInvestigator:
			if f, err := law.FactsOf[proceedings.ReplaceInvestigator](law.Act{Facts: a.Facts}); err == nil {
				back(f.In, f.Out)
			}
		case proceedings.ActDecideInvestigatorRecusal:
			if f, err := law.FactsOf[proceedings.DecideInvestigatorRecusal](law.Act{Facts: a.Facts}); err == nil && f.Upheld && f.In != "" {
				back(f.In, f.Certificate)
			}
		}
	}
	return team
}

// decisions: the public record of decisions is what the acts published.
func (c *check) decisions(ctx context.Context, p proceedings.Proceeding, made []published) error {
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
		if !slices.ContainsFunc(entities, func(x registers.Entity) bool { return x.Name == e.Name }) {
			if err := c.found("decisions", e.ID, "decision_differs", "处理决定公示%s的name与当日名录不符。", e.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
