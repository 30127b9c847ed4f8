package audit

import (
	"context"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

func taskRule(kind law.ActKind) rule {
	if kind == tasks.ActImportPlan {
		return rule{"导入年度计划", "附件", true}
	}
	r, known := tasks.RuleOf(kind)
	return rule{r.Name, r.Clause, known}
}

func (c *check) task(ctx context.Context, h record.Held[tasks.Task]) error {
	t := h.State
	acts, err := c.acts(ctx, t.ID, t.Seq, nil, taskRule)
	if err != nil {
		return err
	}
	if err := c.state("tasks", t.ID, h.Hash, acts); err != nil {
		return err
	}
	folded, err := c.past.Task(ctx, c.record, t, acts)
	if _, err := follows(c, "tasks", t.ID, t, folded, acts, err); err != nil {
		return err
	}
	c.told.off = c.told.off || refold.Planned(acts) > 1 // what was told of the rows before is not told again
	if err := c.draws(ctx, t); err != nil {
		return err
	}
	return c.messages(ctx, t.ID, acts)
}
