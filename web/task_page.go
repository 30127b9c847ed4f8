package web

import (
	"context"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/present"
	"shuangsuiji/record"
)

// taskPage is a task as its page shows it.
type taskPage struct {
	around
	Rules    present.Rows // by what it is drawn
	Funnel   []bureau.CountView
	Near     []bureau.NearVisitView
	MoreNear bool
	Teamless []string
	Summary  present.Rows
	// Witnesses: the person may look at the outside witnesses' links; Approvals: the
	// person may approve visits, of which some wait.
	Witnesses, Approvals bool
}

func showTask(ctx context.Context, s *console, p door.Person, sub subject, d desk) (any, error) {
	v, err := viewOf[taskView](sub)
	if err != nil {
		return nil, err
	}
	around, err := s.around(ctx, p)
	if err != nil {
		return nil, err
	}
	items, err := s.office.Items(ctx, p.Actor)
	if err != nil {
		return nil, err
	}
	edition, err := v.Governing(calendar.DateOf(around.Now))
	if err != nil {
		return nil, err
	}
	around.told(d, sub, items, v.History)
	around.counted(law.Docket{Deadlines: v.Deadlines}, edition)
	around.allowed(v.Allowed, law.About{Department: v.Department})
	around.Waiting = present.TaskWaiting(v.Task)
	around.Steps = stepLines(present.TaskSteps(v.Task), around.Entries, v.Deadlines)
	out := taskPage{around: around, Rules: present.DrawRuleRows(v.Task), Funnel: v.Cases, Teamless: v.Draw.Teamless, Summary: present.SummaryRows(v.Task, around.people.names()),
		Witnesses: access.ReadWitnessLinks.HeldBy(p.Actor), Approvals: access.ApproveVisits.HeldBy(p.Actor) && v.Stage == tasks.StageRunning}
	if v.Stage != tasks.StageRunning {
		return out, nil
	}
	near, err := s.office.NearVisits(ctx, p.Actor, v.ID, record.Page{Limit: listRows})
	out.Near, out.MoreNear = near.Items, near.Next != ""
	return out, err
}
