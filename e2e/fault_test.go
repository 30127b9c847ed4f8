package e2e

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// What Temporal is known to get wrong, or its operators do to it: acts must be
// recorded once, whatever happens to the workflow that they were sent to.

// inAgreement: record and workflows tell the same, and the record is whole.
func (o *office) inAgreement() {
	o.t.Helper()
	differences, _, err := o.Reconcile(o.ctx, false)
	require.NoError(o.t, err)
	require.Empty(o.t, differences)
	_, err = o.RecordHolds(o.ctx)
	require.NoError(o.t, err)
}

func (o *office) count(no string, kind law.ActKind) int {
	o.t.Helper()
	acts, err := o.store.Acts(o.ctx, no, record.Page{Limit: 500})
	require.NoError(o.t, err)
	n := 0
	for _, a := range acts.Items {
		if a.Kind == kind {
			n++
		}
	}
	return n
}

// oneCase is an office with a case in the window of its self-check.
func oneCase(t *testing.T, with setup) (*office, string) {
	t.Helper()
	with.entities = 20
	o := openOffice(t, with)
	o.importPlan(plan("2024年4月", 1), true)
	no := o.drawn("2024001-001", smallDraw(0))[0]
	o.act(o.lead(no), no, cases.ServeNotice{Method: law.ServedInPerson, On: o.today()})
	return o, no
}

func (o *office) agree(no string, days int, call bureau.Call) error {
	_, _, err := o.ActOnCase(o.ctx, o.people[o.lead(no)], no, entry(cases.AgreeVisit{On: o.today().AddDays(days)}, nil), call)
	return err
}

func TestRefusalLeavesNoHistory(t *testing.T) {
	o, no := oneCase(t, setup{})
	before := o.quietHistory(no)
	_, _, err := o.ActOnCase(o.ctx, o.people["head"], no, entry(cases.ConfirmResult{}, nil), o.call(no))
	require.Equal(t, law.KindNotAllowed, law.KindOf(err))
	_, _, err = o.ActOnCase(o.ctx, o.people["clerk"], no, entry(cases.AgreeVisit{On: o.today()}, nil), o.call(no))
	require.Equal(t, law.KindForbidden, law.KindOf(err))
	require.Len(t, o.histories(no)[0].Events, before, "refused by the validator: not an event")
	// The facts are judged by the record; such a refusal costs an update and changes nothing.
	require.Equal(t, law.KindInvalid, law.KindOf(o.agree(no, -1, o.call(no))))
	require.Equal(t, 3, o.caseNow(no).Seq)
	o.inAgreement()
}

// quietHistory waits until nothing is under way and returns the history's length.
// The server delays the first task of a run that follows at once on another.
func (o *office) quietHistory(no string) int {
	o.t.Helper()
	var n int
	o.until(func() bool {
		d, err := o.client.DescribeWorkflowExecution(o.ctx, no, "")
		require.NoError(o.t, err)
		n = int(d.WorkflowExecutionInfo.HistoryLength)
		return n > 2 && d.PendingWorkflowTask == nil && len(d.PendingActivities) == 0
	})
	return n
}

// Acts that come several at once, over many runs of the workflow, are each recorded
// once, in one unbroken sequence.
func TestActsAcrossRuns(t *testing.T) {
	o, no := oneCase(t, setup{maxEvents: 40})
	const rounds, together = 8, 5
	for round := range rounds {
		errs := make(chan error, together)
		for i := range together {
			call, days := o.call(no), 1+round*together+i
			go func() { errs <- o.agree(no, days, call) }()
		}
		for range together {
			require.NoError(t, <-errs)
		}
	}
	require.Equal(t, rounds*together, o.count(no, cases.ActAgreeVisit))
	o.quietHistory(no)
	runs := o.histories(no)
	require.Greater(t, len(runs), 5)
	for _, h := range runs {
		requireSound(t, h)
		requireReplays(t, scrubbed(t, h))
	}
	o.inAgreement()
	o.requireAttributes(no, "自查")
}

// requireAttributes: what supervisors filter by is there, also in a later run.
func (o *office) requireAttributes(no, stage string) {
	o.t.Helper()
	c := o.caseNow(no)
	described, err := o.client.DescribeWorkflow(o.ctx, no, "")
	require.NoError(o.t, err)
	attributes := described.TypedSearchAttributes
	for key, want := range map[string]string{"Task": c.Task, "Plan": "2024001", "Stage": stage, "Department": c.Department, "Entity": c.Entity} {
		found := ""
		for k, v := range attributes.GetUntypedValues() {
			if k.GetName() == key {
				found = v.(string)
			}
		}
		require.Equal(o.t, want, found, key)
	}
	due, ok := attributes.GetTime(workflows.AttributeNextDeadline)
	require.True(o.t, ok)
	next, _ := c.Deadlines.NextDue()
	require.True(o.t, next.Due.Equal(due))
}

// A workflow that an operator resets to its beginning, with what came since or
// without, does nothing twice and is brought up to date by its next act.
func TestReset(t *testing.T) {
	for name, exclude := range map[string][]enums.ResetReapplyExcludeType{
		"updates reapplied": nil,
		"updates lost":      {enums.RESET_REAPPLY_EXCLUDE_TYPE_UPDATE},
	} {
		t.Run(name, func(t *testing.T) {
			o, no := oneCase(t, setup{})
			require.NoError(t, o.agree(no, 1, o.call(no)))
			require.NoError(t, o.agree(no, 2, o.call(no)))
			before := o.caseNow(no)
			o.quietHistory(no)
			_, err := o.client.ResetWorkflowExecution(o.ctx, &workflowservice.ResetWorkflowExecutionRequest{
				Namespace: "test", WorkflowExecution: &commonpb.WorkflowExecution{WorkflowId: no}, RequestId: "reset", Reason: "测试",
				WorkflowTaskFinishEventId: o.firstTaskCompleted(no), ResetReapplyExcludeTypes: exclude,
			})
			require.NoError(t, err)
			require.Equal(t, before.Seq, o.caseNow(no).Seq, "the record is not touched")
			// At notification, as a workflow without its updates knows it, this act
			// would not be allowed.
			require.NoError(t, o.agree(no, 3, o.call(no)))
			require.Equal(t, before.Seq+1, o.caseNow(no).Seq)
			require.Equal(t, 1, o.count(no, cases.ActServeNotice))
			require.Equal(t, 3, o.count(no, cases.ActAgreeVisit))
			o.inAgreement()
			o.closesFromSelfCheck(no)
		})
	}
}

func (o *office) firstTaskCompleted(no string) int64 {
	o.t.Helper()
	for _, e := range o.histories(no)[0].Events {
		if e.EventType == enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED {
			return e.EventId
		}
	}
	o.t.Fatal("no completed workflow task")
	return 0
}

func (o *office) closesFromSelfCheck(no string) {
	o.t.Helper()
	o.fileSelfCheck(no, nil)
	o.record(no, "", nil)
	o.conclude(no, law.OutcomeNoProblem, nil)
	o.publish(no)
	o.untilStage(no, cases.StageClosed)
}

// An act that no worker has taken yet is taken by the next worker, once.
func TestActWhileTheWorkerIsAway(t *testing.T) {
	o, no := oneCase(t, setup{})
	o.quietHistory(no)
	o.stopWorker()
	done := make(chan error, 1)
	call := o.call(no)
	go func() { done <- o.agree(no, 1, call) }()
	o.until(func() bool { return o.waitingUpdates(no) })
	o.startWorker()
	require.NoError(t, <-done)
	require.Equal(t, 1, o.count(no, cases.ActAgreeVisit))
	o.inAgreement()
}

// waitingUpdates reports whether a message waits for a worker.
func (o *office) waitingUpdates(no string) bool {
	d, err := o.client.DescribeWorkflowExecution(o.ctx, no, "")
	require.NoError(o.t, err)
	return d.PendingWorkflowTask != nil
}

// A task's workflow that was lost after the cancelling and before its cases were told:
// the record says that they have to end.
func TestCancelledTaskLostBeforeItsCasesWereTold(t *testing.T) {
	o := openOffice(t, setup{entities: 60, standing: startOfMonth})
	o.importPlan(plan("2024年4月", 1), false)
	open := o.drawn(taskID, smallDraw(0))
	require.NoError(t, o.client.TerminateWorkflow(o.ctx, taskID, "", "测试"))
	cancel, err := law.NewAct(law.Actor{}, time.Time{}, tasks.CancelTask{})
	require.NoError(t, err)
	cancel.Reasoned = true
	_, err = o.effects.RecordTaskAct(o.ctx, o.ofTask(taskID, "cancel", "director", cancel))
	require.NoError(t, err)
	require.Equal(t, tasks.StageCancelled, o.taskNow().Stage)

	found, _, err := o.Reconcile(o.ctx, false)
	require.NoError(t, err)
	require.Len(t, found, len(open))
	mended, _, err := o.Reconcile(o.ctx, true)
	require.NoError(t, err)
	for _, d := range mended {
		require.True(t, d.Mended, d)
	}
	for _, no := range open {
		o.untilStage(no, cases.StageCancelled)
	}
	o.inAgreement()
}

// A workflow that the server has lost is built again from the record.
func TestWorkflowLost(t *testing.T) {
	o, no := oneCase(t, setup{})
	task := o.caseNow(no).Task
	for _, id := range []string{no, task} {
		require.NoError(t, o.client.TerminateWorkflow(o.ctx, id, "", "测试"))
	}
	differences, _, err := o.Reconcile(o.ctx, true)
	require.NoError(t, err)
	require.Len(t, differences, 2)
	o.until(func() bool { left, _, err := o.Reconcile(o.ctx, false); return err == nil && len(left) == 0 })
	o.closesFromSelfCheck(no)
	o.untilTask(task, tasks.StageSummary)
	o.summarise(task)
	run := o.client.GetWorkflow(o.ctx, no, "")
	var result workflows.CaseResult
	require.NoError(t, run.GetWithOptions(o.ctx, &result, client.WorkflowRunGetOptions{}))
	require.Equal(t, "已归档", result.Stage)
	require.Equal(t, "未发现问题", result.Outcome)
}
