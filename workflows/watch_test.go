package workflows_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/officetest"
	"shuangsuiji/workflows"
)

// lingers waits for a timer and for a step that fails in one way, as long as it is let.
func lingers(ctx workflow.Context, refused bool) error {
	short, cancel := workflow.WithCancel(ctx)
	workflow.NewTimerWithOptions(short, time.Hour, workflow.TimerOptions{Summary: "不再等"})
	cancel()
	workflow.NewTimerWithOptions(ctx, 48*time.Hour, workflow.TimerOptions{Summary: "送达期限"})
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute, Summary: "登记"})
	return workflow.ExecuteActivity(ctx, fails, refused).Get(ctx, nil)
}

var errSecret = errors.New("dial tcp: the password of the database")

func fails(_ context.Context, refused bool) error {
	if refused {
		// One that can be mended, unlike what [activities.Refusal] makes of it.
		return law.Errorf(law.KindUnavailable, "away", "数据库暂时不可用。")
	}
	return errSecret
}

func TestWatch(t *testing.T) {
	at := officetest.Open(t, officetest.Setup{})
	at.Until(func(context.Context) bool { return at.Task().Stage == tasks.StagePreparing })
	d := workflows.NewDispatcher(at.Temporal)
	t.Run("a list says what each workflow last said of itself", func(t *testing.T) { listsWhatRuns(t, at.In(t), d) })
	t.Run("a list goes on after its cursor", func(t *testing.T) { listsByPages(t, at.In(t), d) })
	t.Run("what was cut short is listed by itself", func(t *testing.T) { listsWhatWasCutShort(t, at.In(t), d) })
	t.Run("a course shows what is under way", func(t *testing.T) { showsWhatIsUnderWay(t, at.In(t), d) })
	t.Run("what does not run is named, a server that is away too", func(t *testing.T) { refusesToShow(t, at.In(t), d) })
}

func rowsOf(t *testing.T, d *workflows.Dispatcher, f workflows.RunFilter) map[string]workflows.RunRow {
	t.Helper()
	rows, _, err := d.List(t.Context(), f, "", 100)
	require.NoError(t, err)
	out := map[string]workflows.RunRow{}
	for _, row := range rows {
		out[row.ID] = row
	}
	return out
}

func listsWhatRuns(t *testing.T, at *officetest.Office, d *workflows.Dispatcher) {
	task := at.Task()
	f := workflows.RunFilter{Name: workflows.InspectionTaskName, Stage: task.Stage.Chinese(), Department: task.Department, Task: task.ID}
	at.Until(func(context.Context) bool { return len(rowsOf(t, d, f)) == 1 })
	row := rowsOf(t, d, f)[task.ID]
	require.True(t, row.Ours() && row.Running)
	require.Equal(t, []string{task.Stage.Chinese(), task.Department, task.ID, "正在运行"}, []string{row.Stage, row.Department, row.Task, row.Status})
	due, runs := task.Deadlines.NextDue()
	require.Equal(t, runs, !row.Due.IsZero())
	require.True(t, due.Due.Equal(row.Due) || !runs)
	require.Zero(t, row.Ended)
	for _, other := range []workflows.RunFilter{{Name: workflows.InspectionCaseName, Task: task.ID}, {Stage: "归档", Task: task.ID}, {Department: "别的科"}, {Task: `' OR Task != '`}, {Task: `\`}, {Task: task.ID, Overdue: true}} {
		require.Empty(t, rowsOf(t, d, other), "%+v", other)
	}
}

func listsByPages(t *testing.T, at *officetest.Office, d *workflows.Dispatcher) {
	_, err := at.Temporal.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "another", TaskQueue: "nobody"}, "Unknown")
	require.NoError(t, err)
	at.Until(func(context.Context) bool { return len(rowsOf(t, d, workflows.RunFilter{})) == 2 })
	seen := map[string]bool{}
	for after := ""; ; {
		rows, next, err := d.List(t.Context(), workflows.RunFilter{}, after, 1)
		require.NoError(t, err)
		for _, row := range rows {
			seen[row.ID] = true
		}
		if after = next; after == "" {
			break
		}
	}
	require.Len(t, seen, 2)
	for _, wrong := range []string{"?", "AAAA"} {
		_, _, err := d.List(t.Context(), workflows.RunFilter{}, wrong, 1)
		requireCode(t, "cursor_invalid", err)
	}
}

func listsWhatWasCutShort(t *testing.T, at *officetest.Office, d *workflows.Dispatcher) {
	_, err := at.Temporal.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "cut-short", TaskQueue: "nobody"}, "Unknown")
	require.NoError(t, err)
	require.NoError(t, at.Temporal.TerminateWorkflow(t.Context(), "cut-short", "", "test"))
	cut := workflows.RunFilter{CutShort: true}
	at.Until(func(context.Context) bool { return len(rowsOf(t, d, cut)) == 1 })
	row := rowsOf(t, d, cut)["cut-short"]
	require.False(t, row.Running || row.Ours())
	require.Equal(t, "已被终止", row.Status)
	require.NotZero(t, row.Ended)
	course, err := d.Course(t.Context(), "cut-short")
	require.NoError(t, err)
	require.Empty(t, course.Steps)
	require.Equal(t, "已被终止", course.Status)
}

func showsWhatIsUnderWay(t *testing.T, at *officetest.Office, d *workflows.Dispatcher) {
	const queue = "lingering"
	w := worker.New(at.Temporal, queue, worker.Options{})
	w.RegisterWorkflow(lingers)
	w.RegisterActivity(fails)
	require.NoError(t, w.Start())
	t.Cleanup(w.Stop)
	for id, refused := range map[string]bool{"refused": true, "faulty": false} {
		begun := time.Now()
		_, err := at.Temporal.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: id, TaskQueue: queue, StaticSummary: "停留"}, lingers, refused)
		require.NoError(t, err)
		var course workflows.Course
		at.Until(func(context.Context) bool {
			course, err = d.Course(t.Context(), id)
			require.NoError(t, err)
			return len(course.Steps) == 1 && course.Steps[0].Number > 1
		})
		require.Equal(t, "停留", course.Summary)
		require.False(t, course.Ours(), "another queue")
		require.Greater(t, course.Tries, 1)
		step := course.Steps[0]
		require.Equal(t, "登记", step.Summary)
		require.Contains(t, step.Failure, "系统自动重试")
		require.NotContains(t, step.Failure, "password", "the text of a fault is for the log")
		require.Len(t, course.Timers, 1, "the other was cancelled")
		require.Equal(t, "送达期限", course.Timers[0].Summary)
		require.WithinDuration(t, begun.Add(48*time.Hour), course.Timers[0].At, time.Minute)
		require.NoError(t, at.Temporal.TerminateWorkflow(t.Context(), id, "", "test"))
	}

	// A workflow whose code nobody has fails by itself.
	_, err := at.Temporal.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "unknown", TaskQueue: queue}, "Unknown")
	require.NoError(t, err)
	var course workflows.Course
	at.Until(func(context.Context) bool {
		course, err = d.Course(t.Context(), "unknown")
		require.NoError(t, err)
		return course.Code.Number > 1
	})
	require.NotEmpty(t, course.Code.Failure)
	require.NoError(t, at.Temporal.TerminateWorkflow(t.Context(), "unknown", "", "test"))
}

func refusesToShow(t *testing.T, at *officetest.Office, d *workflows.Dispatcher) {
	_, err := d.Course(t.Context(), "nowhere")
	requireCode(t, "workflow_not_found", err)
	require.NoError(t, at.Server.Stop())
	_, err = d.Course(t.Context(), officetest.TaskID)
	require.ErrorIs(t, err, workflows.Unavailable)
	_, _, err = d.List(t.Context(), workflows.RunFilter{}, "", 1)
	require.ErrorIs(t, err, workflows.Unavailable)
}

func requireCode(t *testing.T, code string, err error) {
	t.Helper()
	refusal, is := activities.RefusalIn(err)
	require.True(t, is, "%v", err)
	require.Equal(t, code, refusal.Code)
}
