package frontend

import (
	"context"

	"go.temporal.io/api/enums/v1"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

// Takeovers end the workflow of a running case, or put another in its place. What
// they leave behind is for the reconciliation with the record to mend.
func (a *Attacker) Takeovers(c cases.Case, clock activities.Clock) []Attack {
	start := func(name, queue string, in any) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := a.Start(ctx, c.No, name, queue, in)
			return err
		}
	}
	with := func(change func(*workflows.CaseInput)) workflows.CaseInput {
		in := workflows.CaseInput{Case: c, Clock: clock}
		in.Case.Branches = append([]cases.Branch(nil), c.Branches...)
		in.Case.Deadlines = append(law.Deadlines(nil), c.Deadlines...)
		change(&in)
		return in
	}
	published := with(func(in *workflows.CaseInput) { in.Case.Stage, in.Case.Seq = cases.StageFollowUp, c.Seq+20 })
	return []Attack{
		{Name: "terminated", Do: func(ctx context.Context) error { return a.TerminateWorkflow(ctx, c.No, "", "hostile") }},
		{Name: "cancelled", Do: func(ctx context.Context) error { return a.CancelWorkflow(ctx, c.No, "") }},
		{Name: "reset", Do: func(ctx context.Context) error { return a.Reset(ctx, c.No) }},
		{Name: "reset without its updates", Do: func(ctx context.Context) error {
			return a.Reset(ctx, c.No, enums.RESET_REAPPLY_EXCLUDE_TYPE_UPDATE)
		}},
		{Name: "ahead of the record", Told: c.No, Do: start(workflows.InspectionCaseName, workflows.TaskQueue, published)},
		{Name: "closed, with a result", Passing: true, Do: start(workflows.InspectionCaseName, workflows.TaskQueue, with(func(in *workflows.CaseInput) {
			in.Case.Stage, in.Case.Seq = cases.StageClosed, c.Seq+30
		}))},
		{Name: "without its periods", Told: c.No, Do: start(workflows.InspectionCaseName, workflows.TaskQueue, with(func(in *workflows.CaseInput) { in.Case.Deadlines = nil }))},
		{Name: "by another clock", Passing: true, Do: start(workflows.InspectionCaseName, workflows.TaskQueue, with(func(in *workflows.CaseInput) { in.Clock.Standing = !clock.Standing }))},
		{Name: "by a clock ahead", Told: c.No, Do: start(workflows.InspectionCaseName, workflows.TaskQueue, with(func(in *workflows.CaseInput) {
			// The same kind of clock: a jump that never was, and a moment not to be met.
			in.Clock.Standing, in.Clock.Now, in.Case.Deadlines = true, in.Clock.Now.AddDate(50, 0, 0), nil
		}))},
		{Name: "the workflow of another case", Told: c.No, Do: start(workflows.InspectionCaseName, workflows.TaskQueue, with(func(in *workflows.CaseInput) { in.Case.No += "0" }))},
		{Name: "a penalty case", Told: c.No, Do: start(workflows.PenaltyCaseName, workflows.TaskQueue, workflows.ProceedingInput{Clock: clock,
			Proceeding: proceedings.Proceeding{No: c.No, Kind: law.ProceedingPenalty, Stage: proceedings.PenaltyFiling, Edition: c.Edition, Seq: 9}})},
		{Name: "the task", Told: c.No, Do: start(workflows.InspectionTaskName, workflows.TaskQueue, workflows.TaskInput{Clock: clock, Task: tasks.Task{ID: c.No, Stage: tasks.StageSummary}})},
		{Name: "at a stage that there is not", Do: start(workflows.InspectionCaseName, workflows.TaskQueue, with(func(in *workflows.CaseInput) { in.Case.Stage, in.Case.Seq = "invented", 1 }))},
		{Name: "a case that no worker serves", Told: c.No, Do: start(workflows.InspectionCaseName, Nowhere, with(func(*workflows.CaseInput) {}))},
		{Name: "something else", Told: c.No, Do: start("Anything", Nowhere, "x")},
	}
}

// ProceedingTakeovers do the same to the workflow of a proceeding that runs.
func (a *Attacker) ProceedingTakeovers(p proceedings.Proceeding, clock activities.Clock) []Attack {
	ahead, other := p, p
	ahead.Seq, other.Deadlines = p.Seq+20, nil
	start := func(name string, in any) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := a.Start(ctx, p.No, name, workflows.TaskQueue, in)
			return err
		}
	}
	name := workflows.ProceedingName(p.Kind)
	return []Attack{
		{Name: "terminated", Do: func(ctx context.Context) error { return a.TerminateWorkflow(ctx, p.No, "", "hostile") }},
		{Name: "cancelled", Do: func(ctx context.Context) error { return a.CancelWorkflow(ctx, p.No, "") }},
		{Name: "reset", Do: func(ctx context.Context) error { return a.Reset(ctx, p.No) }},
		{Name: "ahead of the record", Told: p.No, Do: start(name, workflows.ProceedingInput{Proceeding: ahead, Clock: clock})},
		{Name: "without its periods", Told: p.No, Do: start(name, workflows.ProceedingInput{Proceeding: other, Clock: clock})},
		{Name: "an announcement", Told: p.No, Do: start(workflows.AnnouncementName+"s", "x")},
	}
}

// Mute puts a workflow in the proceeding's place that knows all of it and takes the
// case from which it came for told of the stage that it has reached.
func (a *Attacker) Mute(ctx context.Context, p proceedings.Proceeding, clock activities.Clock) error {
	_, err := a.Start(ctx, p.No, workflows.ProceedingName(p.Kind), workflows.TaskQueue, workflows.ProceedingInput{Proceeding: p, Clock: clock, Followed: p.Stage})
	return err
}

// Strays are workflows under names that nothing on record has.
func (a *Attacker) Strays(like cases.Case, clock activities.Clock) []Attack {
	type stray struct {
		id, name, queue string
		in              any
	}
	invented := like
	invented.No, invented.Seq = like.No+"99", 40
	invented.Stage = cases.StageFollowUp
	var all []Attack
	for _, s := range []stray{
		{invented.No, workflows.InspectionCaseName, workflows.TaskQueue, workflows.CaseInput{Case: invented, Clock: clock}},
		{"2099001-001", workflows.InspectionTaskName, workflows.TaskQueue, workflows.TaskInput{Clock: clock, Task: tasks.Task{ID: "2099001-001", Stage: tasks.StageSummary}}},
		{like.No + "-P9", workflows.PenaltyCaseName, workflows.TaskQueue, workflows.ProceedingInput{Clock: clock, Proceeding: proceedings.Proceeding{No: like.No + "-P9", Kind: law.ProceedingPenalty, Stage: proceedings.PenaltyFiling}}},
		{like.No + "-R9", workflows.ReferralName, workflows.TaskQueue, workflows.ProceedingInput{Clock: clock, Proceeding: proceedings.Proceeding{No: like.No + "-R9", Kind: law.ProceedingReferral, Stage: proceedings.ReferralProposal}}},
		{like.No + "-G9", workflows.PoliceReferralName, workflows.TaskQueue, workflows.ProceedingInput{Clock: clock, Proceeding: proceedings.Proceeding{No: like.No + "-G9", Kind: law.ProceedingPolice, Stage: proceedings.PoliceReport}}},
		{like.No + "-F9", workflows.FeedbackName, workflows.TaskQueue, workflows.ProceedingInput{Clock: clock, Proceeding: proceedings.Proceeding{No: like.No + "-F9", Kind: law.ProceedingFeedback, Stage: proceedings.FeedbackFiled}}},
		{like.No + "-Y9", workflows.ObjectionName, workflows.TaskQueue, workflows.ProceedingInput{Clock: clock, Proceeding: proceedings.Proceeding{No: like.No + "-Y9", Kind: law.ProceedingObjection, Stage: proceedings.ObjectionCheck}}},
		{like.No + "-J9", workflows.OversightName, workflows.TaskQueue, workflows.ProceedingInput{Clock: clock, Proceeding: proceedings.Proceeding{No: like.No + "-J9", Kind: law.ProceedingOversight, Stage: proceedings.OversightHandling}}},
		{"an announcement of nobody's", workflows.AnnouncementName, Nowhere, activities.Announcement{}},
		{"a filing of nobody's", workflows.FilingName, Nowhere, activities.Filing{}},
		{"anything", "Anything", Nowhere, "x"},
		{"anything else", "Anything", workflows.TaskQueue, "x"},
	} {
		all = append(all, Attack{Name: s.name + " under " + s.id, Told: s.id, Do: func(ctx context.Context) error {
			_, err := a.Start(ctx, s.id, s.name, s.queue, s.in)
			return err
		}})
	}
	return all
}
