package activities

import (
	"context"
	"fmt"
	"strings"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// publication is the public entry of the case's result (文件四(五)), with the
// fields of the national disclosure system.
func (a *Activities) publication(ctx context.Context, c inspection.Case, entity inspection.Entity) (*record.Publication, error) {
	edition, err := inspection.EditionOf(c.Edition)
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
	outcome, _ := edition.Outcome(c.Result.Outcome)
	p := &record.Publication{
		ID: fmt.Sprintf("%s/%d", c.No, len(before)+1), Case: c.No, Task: c.Task, Entry: len(before) + 1,
		Entity: c.Entity, Name: entity.Name, Agency: agency, PlanNo: plan.No, PlanName: plan.Name, TaskName: task.Name,
		DrawMode: task.Rules.Mode.Chinese(), Completed: calendar.DateOf(c.Visit.Ended).String(),
		Items: publishedItems(c, items, edition), Outcome: outcome.Name, FollowUp: c.Publication.AsFound, Evidence: task.Draw.Commitment,
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

// publishedItems says of each item what was found, and of each problem how it
// was handled.
func publishedItems(c inspection.Case, items []inspection.Item, edition *inspection.Edition) string {
	var lines []string
	for _, item := range items {
		finding, answered := c.Visit.Findings[item.Code]
		if !answered {
			continue
		}
		line := item.Name + "：" + finding.Chinese()
		if r, ok := c.Result.Items[item.Code]; ok {
			rule, _ := edition.Outcome(r.Outcome)
			line = item.Name + "：" + rule.Name
		}
		if c.Correction != nil {
			if done, inspected := c.Correction.Corrected[item.Code]; inspected && done {
				line += "（已改正）"
			} else if inspected {
				line += "（逾期未改正）"
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "；")
}
