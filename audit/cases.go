package audit

import (
	"context"
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

func caseRule(kind law.ActKind) rule {
	if kind == cases.ActOpenCase {
		return rule{"立项", "文件四(一)", true}
	}
	r, known := cases.RuleOf(kind)
	return rule{r.Name, r.Clause, known}
}

func (c *check) caseOf(ctx context.Context, h record.Held[cases.Case]) error {
	k := h.State
	acts, err := c.acts(ctx, k.No, k.Seq, []string{k.Entity}, caseRule)
	if err != nil {
		return err
	}
	if err := c.state("cases", k.No, h.Hash, acts); err != nil {
		return err
	}
	drawn, err := c.tasks.of(ctx, c, k.Task)
	if err != nil {
		return err
	}
	if err := c.opened(ctx, k, drawn, acts); err != nil {
		return err
	}
	steps, err := c.foldCase(k, drawn, acts)
	if err != nil {
		return err
	}
	if err := c.publications(ctx, k, steps, len(steps) == len(acts)); err != nil {
		return err
	}
	for _, part := range []func(context.Context, cases.Case, []record.Act) error{c.rating, c.branches} {
		if err := part(ctx, k, acts); err != nil {
			return err
		}
	}
	return c.messages(ctx, k.No, acts)
}

// opened: the case is as its task, its draw and the register say.
func (c *check) opened(ctx context.Context, k cases.Case, d drawnTask, acts []record.Act) error {
	odd := func(code, what string) error { return c.found("cases", k.No, code, "案件%s的%s。", k.No, what) }
	if d.task.Edition != k.Edition || d.task.Department != k.Department {
		if err := odd("case_not_of_its_task", "规则版本或者发起处室与任务不符"); err != nil {
			return err
		}
	}
	if one, is := d.cases[k.No]; is && one.entity != k.Entity {
		if err := odd("case_not_drawn", "检查对象不是抽取结果中的检查对象"); err != nil {
			return err
		}
	}
	items, err := c.record.CaseItems(ctx, k.No)
	if err != nil && !absent(err) {
		return err
	}
	codes := make([]string, len(items))
	for i, item := range items {
		codes[i] = item.Code
	}
	if !slices.Equal(codes, k.Items) {
		if err := odd("case_items_differ", "抽查事项与抽取当日留存的事项不符"); err != nil {
			return err
		}
	}
	if len(acts) == 0 {
		return nil
	}
	entities, err := c.entityAt(ctx, k.Entity, acts[0])
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(entities, func(e registers.Entity) bool { return e.Grade == k.Grade && e.Kind == k.Kind }) {
		return odd("case_entity_differs", "检查对象类别或者风险等级与当日名录不符")
	}
	return nil
}

// entityAt is what the register said of the entity when the act was entered.
func (c *check) entityAt(ctx context.Context, code string, a record.Act) ([]registers.Entity, error) {
	history, err := c.record.EntityHistory(ctx, code)
	if absent(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	spans, err := spansOf[registers.Entity](history)
	if err != nil {
		return nil, c.found("register_history", code, "history_unreadable", "检查对象%s的变更记录无法读取。", code)
	}
	return at(spans, a.Entered, atOnce), nil
}

// foldCase performs the case's acts again. What it began with is fixed for ever
// but for the team, which the draw's evidence has.
func (c *check) foldCase(k cases.Case, d drawnTask, acts []record.Act) ([]step[cases.Case], error) {
	if len(acts) == 0 || acts[0].Kind != cases.ActOpenCase {
		return nil, c.found("acts", k.No, "opening_missing", "案件%s没有立项记录。", k.No)
	}
	l, err := c.past.law(k.Edition)
	if err != nil {
		return nil, c.found("cases", k.No, "edition_unknown", "案件%s所用的规则版本%s不存在。", k.No, k.Edition)
	}
	counted := recounted(k.Calendar, c.past.calendar.Version(), acts)
	var steps []step[cases.Case]
	var stopped error
	for _, team := range firstTeams(k, d, acts) {
		c.told = told{off: counted}
		begin, err := cases.Open(cases.Opening{No: k.No, Task: k.Task, Entity: k.Entity, Kind: k.Kind, Grade: k.Grade, Edition: k.Edition, Department: k.Department,
			Replaces: k.Replaces, Items: k.Items, Team: team, Lengths: d.task.Rules.Lengths, Under54: k.Under54, At: acts[0].Happened}, l)
		if err != nil {
			stopped = err
			continue
		}
		begin.Seq = 1
		steps, stopped = fold(c.past, begin, acts[1:], func(s cases.Case, a law.Act) (cases.Case, error) {
			s.Deadlines = meant(s.Deadlines, a, counted)
			return c.applyCase(s, a, l)
		})
		steps = slices.Insert(steps, 0, step[cases.Case]{acts[0], begin})
		if stopped == nil {
			break
		}
	}
	var folded cases.Case
	if len(steps) > 0 {
		folded = steps[len(steps)-1].after
	}
	return steps, c.follows("cases", k.No, k, folded, stopped, left(counted))
}

// applyCase performs one act. A recount names the calendar that came; today's is
// all that there is, and takes its place.
func (c *check) applyCase(s cases.Case, a law.Act, l law.Law) (cases.Case, error) {
	if a.Kind == law.ActRecount {
		s.Seq++
		return s, nil
	}
	next, notices, err := s.Apply(a, l)
	c.tell(notices)
	return next, err
}

// firstTeams are the teams with which the case may have begun: the drawn one; of a
// case that is not in the evidence, that of today or, where somebody was replaced,
// the one after the first replacement with the leaver in each of its places.
func firstTeams(k cases.Case, d drawnTask, acts []record.Act) []law.Team {
	if one, is := d.cases[k.No]; is && len(one.team) > 0 {
		return []law.Team{one.team}
	}
	for _, a := range acts {
		if a.Kind != cases.ActReplaceInspector {
			continue
		}
		f, err := law.FactsOf[cases.ReplaceInspector](law.Act{Facts: a.Facts})
		if err != nil {
			break
		}
		var teams []law.Team
		for i := range f.Team {
			team := slices.Clone(f.Team)
			team[i] = f.Out
			teams = append(teams, team)
		}
		return teams
	}
	return []law.Team{k.Team}
}

// branches: each has its proceeding.
func (c *check) branches(ctx context.Context, k cases.Case, _ []record.Act) error {
	if len(k.Branches) == 0 {
		return nil
	}
	beside, err := c.record.ProceedingsOfCase(ctx, k.No)
	if err != nil {
		return err
	}
	for _, b := range k.Branches {
		if b.No != "" && !slices.ContainsFunc(beside, func(p proceedings.Proceeding) bool { return p.No == b.No }) {
			if err := c.found("proceedings", b.No, "proceeding_missing", "案件%s的后续处理程序%s不在案卷中。", k.No, b.No); err != nil {
				return err
			}
		}
	}
	return nil
}

// rating: the entity's, once, as it was given.
func (c *check) rating(ctx context.Context, k cases.Case, acts []record.Act) error {
	is, err := c.record.CaseRating(ctx, k.No)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(acts, func(a record.Act) bool { return a.Kind == cases.ActRateVisit })
	if i < 0 {
		if is == nil {
			return nil
		}
		return c.found("ratings", k.No, "rating_differs", "案件%s没有评价的办理记录，却有评价。", k.No)
	}
	f, err := law.FactsOf[cases.RateVisit](law.Act{Facts: acts[i].Facts})
	if is == nil || err != nil || *is != (record.Rating{Department: k.Department, Stars: f.Stars, Entered: acts[i].Entered}) {
		return c.found("ratings", k.No, "rating_differs", "案件%s的评价与其办理记录不符。", k.No)
	}
	return nil
}
