package activities

import (
	"context"
	"fmt"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// publication is the public entry of the case's result (文件四(五)), with the
// fields of the national disclosure system.
func (a *Activities) publication(ctx context.Context, c cases.Case, name string) (*record.Publication, error) {
	beside, err := a.record.ProceedingsOfCase(ctx, c.No)
	if err != nil {
		return nil, err
	}
	return a.entry(ctx, c, name, proceedings.PublishedNow(c, beside))
}

// correctedEntry is the entry that replaces the one objected to.
func (a *Activities) correctedEntry(ctx context.Context, objection proceedings.Proceeding, name string, act law.Act) (*record.Publication, error) {
	c, err := a.record.Case(ctx, objection.Case)
	if err != nil {
		return nil, err
	}
	o := objection.Objection
	p, err := a.entry(ctx, c, name, *o.Corrected)
	if err != nil {
		return nil, err
	}
	p.Published = act.Entered
	did := "更正"
	if o.Corrected.Withdrawn {
		did = "撤回"
	}
	p.Reason = fmt.Sprintf("检查对象于%s提出的异议（%s）经核查成立，原公示内容（%s）予以%s。", o.RaisedOn.ChineseString(), objection.No, p.Replaces, did)
	return p, nil
}

// withdrawnOutcome stands in the public record in place of a result.
const withdrawnOutcome = "已撤回"

// entry is an entry of the case, under the entity's name, that says what is to be
// published.
func (a *Activities) entry(ctx context.Context, c cases.Case, name string, result proceedings.PublishedResult) (*record.Publication, error) {
	edition, err := law.EditionOf(c.Edition)
	if err != nil {
		return nil, err
	}
	task, err := a.record.Task(ctx, c.Task)
	if err != nil {
		return nil, err
	}
	plan, err := a.record.Plan(ctx, task.Plan)
	if err != nil {
		return nil, err
	}
	items, err := a.record.CaseItems(ctx, c.No)
	if err != nil {
		return nil, err
	}
	before, err := a.record.CasePublications(ctx, c.No)
	if err != nil {
		return nil, err
	}
	agency, err := a.agency(ctx, plan)
	if err != nil {
		return nil, err
	}
	outcome, _ := edition.Outcome(result.Outcome)
	p := &record.Publication{
		ID: fmt.Sprintf("%s/%d", c.No, len(before)+1), Case: c.No, Task: c.Task, Entry: len(before) + 1,
		Entity: c.Entity, Name: name, Agency: agency, PlanNo: plan.No, PlanName: plan.Name, TaskName: task.Name,
		DrawMode: task.Rules.Mode.Chinese(), Completed: calendar.DateOf(c.Visit.Ended).String(),
		Items: proceedings.PublishedItems(c, items, edition, result), Outcome: outcome.Name, FollowUp: c.Publication.AsFound, Evidence: task.Draw.Commitment,
	}
	if result.Withdrawn {
		p.Items, p.Outcome, p.FollowUp = "", withdrawnOutcome, false
	}
	if len(before) > 0 {
		p.Replaces = before[len(before)-1].ID
	}
	return p, nil
}

// agency is who publishes: the office by its setting, otherwise the plan's unit.
func (a *Activities) agency(ctx context.Context, plan record.Plan) (string, error) {
	agency, err := settings.Agency.Read(ctx, a.record)
	if agency == "" {
		agency = plan.Unit
	}
	return agency, err
}
