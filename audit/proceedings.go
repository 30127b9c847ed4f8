package audit

import (
	"context"
	"fmt"
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

func (c *check) proceeding(ctx context.Context, h record.Held[proceedings.Proceeding]) error {
	p := h.State
	parties, err := c.record.PartiesNamed(ctx, p.No)
	if err != nil {
		return err
	}
	acts, err := c.acts(ctx, p.No, p.Seq, mayActFor(p, parties), func(kind law.ActKind) rule {
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
	if err := c.partiesNamed(ctx, p, acts, parties); err != nil {
		return err
	}
	folded, err := c.past.Proceeding(ctx, c.record, p, acts)
	holds, err := follows(c, "proceedings", p.No, p, folded, acts, err)
	if err != nil {
		return err
	}
	if holds {
		if err := c.decisions(ctx, p, folded.Steps); err != nil {
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

// decisions: the public record of decisions is what the acts published.
func (c *check) decisions(ctx context.Context, p proceedings.Proceeding, steps []refold.Step[proceedings.Proceeding]) error {
	entries, err := c.record.ProceedingDecisions(ctx, p.No)
	if err != nil {
		return err
	}
	made := slices.DeleteFunc(slices.Clone(steps), func(s refold.Step[proceedings.Proceeding]) bool { return s.Entry == nil })
	c.done.Decisions += len(entries)
	if len(entries) != len(made) {
		return c.found("decisions", p.No, "decisions_differ", "%s应有%d条处理决定公示，实有%d条。", p.No, len(made), len(entries))
	}
	for i, e := range entries {
		m := made[i]
		against, err := c.publishedUnder(ctx, p, m.Act)
		if err != nil {
			return err
		}
		if m.Entry.Unnamed {
			against = publishedAs{names: []string{proceedings.UnnamedParty}}
		}
		var off []string
		for field, same := range map[string]bool{"id": e.ID == fmt.Sprintf("%s/%d", p.No, i+1) && e.Entry == i+1, "outcome": e.Outcome == m.Entry.Outcome,
			"until_on": e.Until == m.Entry.Until, "withdrawn": e.Withdrawn == m.Entry.Withdrawn, "late": e.Late == m.Entry.Late,
			"published": e.Published.Equal(m.Act.Entered), "entity": e.Entity == against.code, "kind": e.Kind == p.Kind, "task": e.Task == p.Task} {
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
		if !slices.Contains(against.names, e.Name) {
			if err := c.found("decisions", e.ID, "decision_differs", "处理决定公示%s的name与当日名录或者当事人资料不符。", e.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
