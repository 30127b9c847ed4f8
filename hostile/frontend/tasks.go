package frontend

import (
	"context"
	"fmt"
	"time"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

// TaskMessages are what can be sent to a task that waits for its month, without
// ending it.
func (a *Attacker) TaskMessages(t tasks.Task, person string) (all []Attack, err error) {
	for _, facts := range []law.Facts{tasks.StartEarly{}, tasks.CancelTask{}, tasks.PrepareDraw{}, tasks.ApproveSummary{}} {
		act, err := law.NewAct(law.Actor{}, time.Time{}, facts)
		if err != nil {
			return nil, err
		}
		act.Reasoned = true
		all = append(all, Attack{Name: fmt.Sprintf("act: %s that nobody handed in", act.Kind), Refused: true, Told: t.ID, Do: func(ctx context.Context) error {
			return a.Update(ctx, t.ID, string(act.Kind), "", workflows.ActRequest{Key: a.name("act"), Act: act, RecordSeq: ahead,
				HandedIn: activities.HandedIn{By: law.By{Via: law.ViaAccount, ID: person}, Proof: "00"}})
		}})
	}
	month, err := law.NewAct(law.System, time.Time{}, tasks.MonthCome{})
	if err != nil {
		return nil, err
	}
	come := activities.TaskAct{Task: t.ID, Key: "month_come/2020-01-01", Act: month, Timer: true}
	return append(all,
		Attack{Name: "signal: its cases are settled", Do: func(ctx context.Context) error {
			return a.SignalWorkflow(ctx, t.ID, "", workflows.SignalCasesSettled, nil)
		}},
		Attack{Name: "announced: a clock far ahead", Do: func(ctx context.Context) error {
			return a.Update(ctx, t.ID, activities.UpdateClockMoved, "", activities.Announcement{Update: activities.UpdateClockMoved,
				Clock: activities.Clock{Standing: true, Now: time.Date(2099, time.January, 1, 9, 0, 0, 0, time.UTC)}})
		}},
		Attack{Name: "announced: an invented calendar", Do: func(ctx context.Context) error {
			return a.Update(ctx, t.ID, activities.UpdateCalendarChanged, "", activities.Announcement{Update: activities.UpdateCalendarChanged, Calendar: "invented"})
		}},
		Attack{Name: "query: unknown", Refused: true, Do: func(ctx context.Context) error {
			_, err := a.QueryWorkflow(ctx, t.ID, "", "set_state", t)
			return err
		}},
		Attack{Name: "activity: its month has come", Do: func(ctx context.Context) error { return a.Activity(ctx, "RecordTaskMoment", come) }},
		Attack{Name: "activity: its cases are settled", Do: func(ctx context.Context) error { return a.Activity(ctx, "RecordCasesSettled", t.ID) }},
		Attack{Name: "activity of no workflow: its month has come", Do: func(ctx context.Context) error { return a.Standalone(ctx, "RecordTaskMoment", come) }},
	), nil
}

// TaskTakeovers end the workflow of a planned task, or put another in its place.
func (a *Attacker) TaskTakeovers(t tasks.Task, clock activities.Clock) []Attack {
	start := func(name, queue string, in any) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := a.Start(ctx, t.ID, name, queue, in)
			return err
		}
	}
	drawn := t
	drawn.Stage, drawn.Seq, drawn.Draw.Drawn = tasks.StageRunning, t.Seq+9, 3
	late := t
	late.StartOn = t.StartOn.AddDays(3000)
	return []Attack{
		{Name: "terminated", Do: func(ctx context.Context) error { return a.TerminateWorkflow(ctx, t.ID, "", "hostile") }},
		{Name: "cancelled", Do: func(ctx context.Context) error { return a.CancelWorkflow(ctx, t.ID, "") }},
		{Name: "reset", Do: func(ctx context.Context) error { return a.Reset(ctx, t.ID) }},
		{Name: "ahead of the record", Told: t.ID, Do: start(workflows.InspectionTaskName, workflows.TaskQueue, workflows.TaskInput{Task: drawn, Clock: clock, CasesOpened: true})},
		{Name: "to begin in ten years", Told: t.ID, Do: start(workflows.InspectionTaskName, workflows.TaskQueue, workflows.TaskInput{Task: late, Clock: clock})},
		{Name: "a case", Told: t.ID, Do: start(workflows.InspectionCaseName, workflows.TaskQueue, workflows.CaseInput{Case: cases.Case{No: t.ID, Stage: cases.StageFollowUp}, Clock: clock})},
		{Name: "something else", Told: t.ID, Do: start("Anything", Nowhere, "x")},
	}
}
