package audit

import (
	"context"
	"fmt"
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

// publications: each entry of the public record is what the act published that
// approved it, or what an objection corrected. Where the acts could not all be
// performed again (whole), only its place is looked at.
func (c *check) publications(ctx context.Context, k cases.Case, steps []refold.Step[cases.Case], whole bool) error {
	entries, err := c.record.CasePublications(ctx, k.No)
	if err != nil {
		return err
	}
	c.done.Publications += len(entries)
	beside, err := c.record.ProceedingsOfCase(ctx, k.No)
	if err != nil {
		return err
	}
	want, corrected := k.Publication.Entries, false
	for _, p := range beside {
		if p.Objection != nil { // it may have corrected what is published
			want += p.Objection.Correction.Entries
			corrected = corrected || p.Objection.Correction.Entries > 0
		}
	}
	if len(entries) != want {
		if err := c.found("publications", k.No, "publications_differ", "案件%s应有%d条公示，实有%d条。", k.No, want, len(entries)); err != nil {
			return err
		}
	}
	approved := slices.DeleteFunc(slices.Clone(steps), func(s refold.Step[cases.Case]) bool { return s.Act.Kind != cases.ActApprovePublication })
	for i, e := range entries {
		before := ""
		if i > 0 {
			before = entries[i-1].ID
		}
		if e.ID != fmt.Sprintf("%s/%d", k.No, i+1) || e.Entry != i+1 || e.Replaces != before || e.Task != k.Task {
			if err := c.found("publications", e.ID, "publication_out_of_order", "公示%s的编号、次序或者所属任务不符。", e.ID); err != nil {
				return err
			}
		}
		if e.Reason != "" || !whole { // an objection's
			continue
		}
		if len(approved) == 0 {
			return c.found("publications", e.ID, "publication_without_act", "公示%s没有对应的批准记录。", e.ID)
		}
		by := approved[0]
		approved = approved[1:]
		if err := c.publication(ctx, e, by, corrected); err != nil {
			return err
		}
	}
	return nil
}

// publication holds an entry against the case as the approval left it. What an
// objection corrected may stand in a later one; its text is not compared.
func (c *check) publication(ctx context.Context, e record.Publication, by refold.Step[cases.Case], corrected bool) error {
	k := by.After
	edition, err := law.EditionOf(k.Edition)
	if err != nil || k.Visit == nil || k.Result == nil {
		return c.found("publications", e.ID, "publication_without_act", "公示%s没有对应的批准记录。", e.ID)
	}
	task, err := c.tasks.Of(ctx, c.record, k.Task)
	if err != nil {
		return err
	}
	items, err := c.record.CaseItems(ctx, k.No)
	if err != nil && !refold.Absent(err) {
		return err
	}
	entities, err := c.entityAt(ctx, k.Entity, by.Act)
	if err != nil {
		return err
	}
	result := proceedings.PublishedNow(k, nil)
	outcome, _ := edition.Outcome(result.Outcome)
	var off []string
	differs := func(field string, is bool) {
		if is {
			off = append(off, field)
		}
	}
	differs("entity", e.Entity != k.Entity)
	differs("name", !slices.ContainsFunc(entities, func(x registers.Entity) bool { return x.Name == e.Name }))
	differs("completed", e.Completed != calendar.DateOf(k.Visit.Ended).String())
	differs("published", !e.Published.Equal(by.Act.Entered))
	differs("late", e.Late != k.PublishedLate() && !c.past.NoMore(k.Calendar))
	differs("follow_up", e.FollowUp != k.Publication.AsFound && !corrected)
	differs("items", !corrected && e.Items != proceedings.PublishedItems(k, items, edition, result))
	differs("outcome", !corrected && e.Outcome != outcome.Name)
	differs("evidence", e.Evidence != task.Task.Draw.Commitment)
	differs("task_name", e.TaskName != task.Task.Name)
	differs("plan_no", e.PlanNo != task.Task.Plan)
	for _, field := range off {
		if err := c.found("publications", e.ID, "publication_differs", "公示%s的%s与批准公示时的案件不符。", e.ID, field); err != nil {
			return err
		}
	}
	return nil
}
