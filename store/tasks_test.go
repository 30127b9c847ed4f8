package store_test

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func planImported(t *testing.T, s *store.Store) {
	ctx := t.Context()
	importTask(t, s, taskID, "2024001-002")
	importTask(t, s, taskID, "2024001-002")
	acts := func(id string) int {
		got, err := s.Acts(ctx, id, record.Page{})
		require.NoError(t, err)
		return len(got.Items)
	}
	require.Equal(t, 1, acts(taskID), "the same plan again writes nothing")
	got, err := s.Plan(ctx, planNo)
	require.NoError(t, err)
	asImported := plan()
	asImported.Version = 1
	require.Empty(t, cmp.Diff(asImported, got))
	task, err := s.Task(ctx, taskID)
	require.NoError(t, err)
	want := planned(taskID)
	want.Seq = 1
	require.Empty(t, cmp.Diff(want, task))

	corrected := plan()
	corrected.Name, corrected.Imported = "更正的计划", monday.AddDate(0, 0, 1)
	moved := planned(taskID)
	moved.Month = calendar.NewDate(2024, 5, 1)
	require.NoError(t, s.ImportPlan(ctx, corrected, []tasks.Task{moved, planned("2024001-003")}, importAct))
	task, err = s.Task(ctx, taskID)
	require.NoError(t, err)
	require.Equal(t, moved.Month, task.Month)
	require.Equal(t, 2, task.Seq, "the new import is an act of its own")
	dropped, err := s.Task(ctx, "2024001-002")
	require.NoError(t, err)
	require.Equal(t, tasks.StageCancelled, dropped.Stage)
	require.Equal(t, 1, acts("2024001-003"))
	history, err := s.PlanHistory(ctx, planNo)
	require.NoError(t, err)
	require.Len(t, history, 1)
	require.Contains(t, string(history[0].Body), plan().Name)
	got, err = s.Plan(ctx, planNo)
	require.NoError(t, err)
	require.Equal(t, corrected.Name, got.Name)

	_, _, err = s.RecordTask(ctx, taskID, "month_come", record.Asking{}, taskStep("month_come", tasks.StagePreparing, nil))
	require.NoError(t, err)
	altered := plan()
	altered.Rows[0].Month = "2024年6月"
	requireCode(t, s.ImportPlan(ctx, altered, []tasks.Task{planned(taskID), planned("2024001-003")}, importAct), law.KindNotAllowed, "plan_in_use")
	requireCode(t, s.ImportPlan(ctx, plan(), []tasks.Task{planned("2024001-003")}, importAct), law.KindNotAllowed, "plan_in_use")
	got, err = s.Plan(ctx, planNo)
	require.NoError(t, err)
	require.Equal(t, corrected.Name, got.Name, "a refused import leaves the plan as it was")
	history, err = s.PlanHistory(ctx, planNo)
	require.NoError(t, err)
	require.Len(t, history, 1)
	all, err := s.Plans(ctx)
	require.NoError(t, err)
	require.Len(t, all, 1)
	_, err = s.Plan(ctx, "none")
	requireCode(t, err, law.KindNotFound, "plan_not_found")
}

func planApproved(t *testing.T, s *store.Store) {
	ctx := t.Context()
	importTask(t, s, taskID)
	act := func(kind plans.StepKind, actor law.Actor, version int) error {
		return s.RecordPlanStep(ctx, planNo, func(p record.Plan, steps []plans.Step) (plans.Step, error) {
			return plans.Approval{Plan: p.No, Version: p.Version, Departments: []string{"劳动关系科"}, Author: p.By, Steps: steps}.Act(kind, actor, version, "", monday)
		})
	}
	head := law.Actor{ID: "head", Roles: []law.Role{law.RoleSectionHead}, Department: "劳动关系科"}
	director := law.Actor{ID: "director", Roles: []law.Role{law.RoleBureauHead}}
	requireCode(t, act(plans.StepApprove, director, 1), law.KindNotAllowed, "act_not_at_this_stage")
	require.NoError(t, act(plans.StepPropose, head, 1))
	require.NoError(t, act(plans.StepApprove, director, 1))
	requireCode(t, s.RecordPlanStep(ctx, "none", nil), law.KindNotFound, "plan_not_found")

	// A task that has begun goes on while others of the plan change.
	_, _, err := s.RecordTask(ctx, taskID, "month_come", record.Asking{}, taskStep("month_come", tasks.StagePreparing, nil))
	require.NoError(t, err)
	changed := plan()
	second := changed.Rows[0]
	second.TaskNo, second.Month = "002号", "2024年9月"
	changed.Rows = append(changed.Rows, second)
	all := []tasks.Task{planned(taskID), planned("2024001-002")}
	requireCode(t, s.ImportPlan(ctx, changed, all, importAct), law.KindInvalid, "reason_required")
	changed.Reason = "增加九月的任务"
	require.NoError(t, s.ImportPlan(ctx, changed, all, importAct))
	require.NoError(t, s.ImportPlan(ctx, changed, all, importAct), "the same again writes nothing")
	first, err := s.Task(ctx, taskID)
	require.NoError(t, err)
	require.Equal(t, tasks.StagePreparing, first.Stage)
	_, err = s.Task(ctx, "2024001-002")
	require.NoError(t, err)
	// Of several plans all are taken or none.
	other := plan()
	other.No = "2024009"
	otherTask := planned("2024009-001")
	otherTask.Plan = other.No
	altered := plan()
	altered.Reason, altered.Rows[0].Ratio = "试", "20%"
	requireCode(t, s.ImportPlans(ctx, []record.PlanImport{{Plan: other, Tasks: []tasks.Task{otherTask}}, {Plan: altered, Tasks: all}}, importAct),
		law.KindNotAllowed, "plan_in_use")
	_, err = s.Plan(ctx, other.No)
	requireCode(t, err, law.KindNotFound, "plan_not_found")

	steps, err := s.PlanSteps(ctx, "")
	require.NoError(t, err)
	var kinds []plans.StepKind
	for i, step := range steps {
		require.Equal(t, i+1, step.Seq)
		kinds = append(kinds, step.Kind)
	}
	require.Equal(t, []plans.StepKind{plans.StepImport, plans.StepPropose, plans.StepApprove, plans.StepChange}, kinds)
	require.Empty(t, cmp.Diff(plans.Step{Plan: planNo, Seq: 4, Kind: plans.StepChange, Version: 2, By: "clerk", At: monday, Reason: "增加九月的任务"}, steps[3]))
	none, err := s.PlanSteps(ctx, "none")
	require.NoError(t, err)
	require.Empty(t, none)
	for _, statement := range []string{"UPDATE plan_steps SET kind = 'approve'", "DELETE FROM plan_steps"} {
		require.Error(t, store.Exec(ctx, s, statement), statement)
	}
}

func taskStep(key string, stage tasks.Stage, draw *record.Draw) func(record.TaskAtHand) (record.TaskWrite, error) {
	return func(at record.TaskAtHand) (record.TaskWrite, error) {
		t := at.Task
		t.Seq++
		t.Stage = stage
		return record.TaskWrite{Task: t, Draw: draw, Act: record.Act{Kind: tasks.ActMonthCome, Actor: "system", ActorRole: law.RoleSystem,
			Happened: monday, Entered: monday, Recorded: monday, Key: key}}, nil
	}
}

func tasksListed(t *testing.T, s *store.Store) {
	ctx := t.Context()
	ids := []string{"2024001-001", "2024001-002", "2024001-003", "2024001-004", "2024001-005"}
	importTask(t, s, ids...)
	_, _, err := s.RecordTask(ctx, ids[1], "go", record.Asking{}, taskStep("go", tasks.StagePreparing, nil))
	require.NoError(t, err)
	_, _, err = s.RecordTask(ctx, ids[2], "end", record.Asking{}, taskStep("end", tasks.StageClosed, nil))
	require.NoError(t, err)
	list := func(f record.TaskFilter) []string {
		var got []string
		for _, task := range allPages(t, 2, func(p record.Page) (record.Listed[tasks.Task], error) { return s.Tasks(ctx, f, p) }) {
			got = append(got, task.ID)
		}
		return got
	}
	require.Equal(t, ids, list(record.TaskFilter{}))
	require.Equal(t, ids, list(record.TaskFilter{Plan: planNo, Department: "劳动关系科"}))
	require.Equal(t, []string{ids[1]}, list(record.TaskFilter{Stage: tasks.StagePreparing}))
	require.Equal(t, []string{ids[0], ids[1], ids[3], ids[4]}, list(record.TaskFilter{Open: true}))
	require.Empty(t, list(record.TaskFilter{Department: "社会保险科"}))
	open, err := s.OpenTaskIDs(ctx, ids[1], 1)
	require.NoError(t, err)
	require.Equal(t, []string{ids[3]}, open)
	_, err = s.Task(ctx, "none")
	requireCode(t, err, law.KindNotFound, "task_not_found")
	_, _, err = s.RecordTask(ctx, "none", "k", record.Asking{}, taskStep("k", tasks.StageClosed, nil))
	requireCode(t, err, law.KindNotFound, "task_not_found")
	_, repeated, err := s.RecordTask(ctx, ids[1], "go", record.Asking{}, taskStep("go", tasks.StageClosed, nil))
	require.NoError(t, err)
	require.True(t, repeated)
}

// noise does not compress, so that a part of it is cut into pieces.
func noise(n int) []byte {
	source := rand.NewChaCha8([32]byte{1})
	out := make([]byte, 0, n+8)
	for len(out) < n {
		out = binary.LittleEndian.AppendUint64(out, source.Uint64())
	}
	return out[:n]
}

func committed(number int) record.Draw {
	return record.Draw{Task: taskID, Number: number, Stage: record.DrawCommitted, Commitment: []byte(`{"task":"2024001-001"}`), Hash: "ab12",
		Nonce: []byte{0, 1, 2, 255}, RosterKey: []byte{9, 8, 7}, Committed: monday,
		Parts: map[string][]byte{record.PartFrozen: noise(1_300_000), "empty": {}}}
}

// drawOf puts a draw of the task on record.
func drawOf(t *testing.T, s *store.Store, number int, stage record.DrawStage) {
	t.Helper()
	d := committed(number)
	d.Stage = stage
	_, _, err := s.RecordTask(t.Context(), taskID, "draw/"+string(stage), record.Asking{}, taskStep("draw/"+string(stage), tasks.StageWitnessing, &d))
	require.NoError(t, err)
}

func draws(t *testing.T, s *store.Store) {
	ctx := t.Context()
	importTask(t, s, taskID)
	drawOf(t, s, 1, record.DrawCommitted)
	want := committed(1)
	got, err := s.Draw(ctx, taskID, 1)
	require.NoError(t, err)
	frozen, err := s.DrawPart(ctx, taskID, 1, record.PartFrozen)
	require.NoError(t, err)
	require.True(t, bytes.Equal(want.Parts[record.PartFrozen], frozen))
	empty, err := s.DrawPart(ctx, taskID, 1, "empty")
	require.NoError(t, err)
	require.Empty(t, empty)
	want.Parts = nil
	require.Empty(t, cmp.Diff(want, got))

	record1 := func(key string, change func(*record.Draw)) error {
		d := got
		change(&d)
		_, _, err := s.RecordTask(ctx, taskID, key, record.Asking{}, taskStep(key, tasks.StageWitnessing, &d))
		return err
	}
	requireCode(t, record1("x", func(d *record.Draw) { d.Nonce = []byte{1} }), law.KindCorrupt, "draw_differs")
	requireCode(t, record1("x", func(d *record.Draw) { d.Parts = map[string][]byte{record.PartFrozen: {1}} }), law.KindCorrupt, "draw_part_differs")
	require.NoError(t, record1("reveal", func(d *record.Draw) {
		d.Stage, d.Ended = record.DrawRevealed, monday
		d.Parts = map[string][]byte{record.PartFull: []byte("{}"), record.PartPublic: bytes.Repeat([]byte("公开"), 1_000_000)}
	}))
	requireCode(t, record1("void", func(d *record.Draw) { d.Stage = record.DrawVoid }), law.KindCorrupt, "draw_ended")
	revealed, err := s.Draw(ctx, taskID, 1)
	require.NoError(t, err)
	require.Equal(t, record.DrawRevealed, revealed.Stage)
	require.Equal(t, monday, revealed.Ended)
	public, err := s.DrawPart(ctx, taskID, 1, record.PartPublic)
	require.NoError(t, err)
	require.Len(t, public, 6_000_000)

	all, err := s.Draws(ctx, taskID)
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Empty(t, all[0].Nonce, "lists do not hand out the secrets")
	require.Empty(t, all[0].RosterKey)
	require.Equal(t, "ab12", all[0].Hash)

	_, _, err = s.RecordTask(ctx, taskID, "second", record.Asking{}, taskStep("second", tasks.StageWitnessing,
		&record.Draw{Task: taskID, Number: 2, Stage: record.DrawCommitted, Commitment: []byte("{}"), Hash: "cd34", Nonce: []byte{2}, RosterKey: []byte{2}, Committed: monday}))
	require.NoError(t, err)
	first, err := s.PublicDraws(ctx, record.Page{Limit: 1})
	require.NoError(t, err)
	require.Equal(t, []record.PublicDraw{{Task: taskID, Number: 2, Stage: record.DrawCommitted, Hash: "cd34", Committed: monday}}, first.Items)
	second, err := s.PublicDraws(ctx, record.Page{Limit: 1, After: first.Next})
	require.NoError(t, err)
	require.Empty(t, second.Next)
	require.Len(t, second.Items, 1)
	require.Equal(t, 1, second.Items[0].Number)
	require.Equal(t, monday, second.Items[0].Ended)
	_, err = s.Draw(ctx, taskID, 3)
	requireCode(t, err, law.KindNotFound, "draw_not_found")
	_, err = s.DrawPart(ctx, taskID, 1, "none")
	requireCode(t, err, law.KindNotFound, "draw_part_not_found")
}
