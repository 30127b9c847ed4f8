package audit

import (
	"context"
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/refold"
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
	drawn, err := c.tasks.Of(ctx, c.record, k.Task)
	if err != nil {
		return err
	}
	if err := c.opened(ctx, k, drawn, acts); err != nil {
		return err
	}
	folded, err := c.past.Case(k, drawn, acts)
	holds, err := follows(c, "cases", k.No, k, folded, acts, err)
	if err != nil {
		return err
	}
	if err := c.publications(ctx, k, folded.Steps, holds); err != nil {
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
func (c *check) opened(ctx context.Context, k cases.Case, d refold.DrawnTask, acts []record.Act) error {
	odd := func(code, what string) error { return c.found("cases", k.No, code, "案件%s的%s。", k.No, what) }
	if d.Task.Edition != k.Edition || d.Task.Department != k.Department {
		if err := odd("case_not_of_its_task", "规则版本或者发起处室与任务不符"); err != nil {
			return err
		}
	}
	if one, is := d.Cases[k.No]; is && one.Entity != k.Entity {
		if err := odd("case_not_drawn", "检查对象不是抽取结果中的检查对象"); err != nil {
			return err
		}
	}
	items, err := c.record.CaseItems(ctx, k.No)
	if err != nil && !refold.Absent(err) {
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
	if refold.Absent(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	spans, err := refold.SpansOf[registers.Entity](history)
	if err != nil {
		return nil, c.found("register_history", code, "history_unreadable", "检查对象%s的变更记录无法读取。", code)
	}
	return refold.At(spans, a.Entered), nil
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
