package frontend

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/workflows"
)

// Attacker speaks to Temporal's frontend with a certificate of the installation.
type Attacker struct {
	client.Client
	Namespace string
	done      int
}

// Nowhere is a task queue at which no worker of the office listens.
const Nowhere = "nowhere"

// name is one that was not used yet.
func (a *Attacker) name(what string) string {
	a.done++
	return fmt.Sprintf("%s-%d-%d", what, time.Now().UnixNano(), a.done)
}

// Update sends an update and waits for its answer; id "" makes one up.
func (a *Attacker) Update(ctx context.Context, subject, name, id string, arg any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if id == "" {
		id = a.name("update")
	}
	sent, err := a.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{WorkflowID: subject, UpdateName: name, UpdateID: id, Args: []any{arg}, WaitForStage: client.WorkflowUpdateStageCompleted})
	if err != nil {
		return err
	}
	return sent.Get(ctx, nil)
}

// patience is how long an answer may take.
const patience = 20 * time.Second

// Start starts a workflow under the id, in the place of what runs there.
func (a *Attacker) Start(ctx context.Context, id, name, queue string, in any) (client.WorkflowRun, error) {
	return a.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: queue, WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING}, name, in)
}

// Reset puts the workflow back to its first task, with what it was sent since or
// without.
func (a *Attacker) Reset(ctx context.Context, id string, without ...enums.ResetReapplyExcludeType) error {
	var to int64
	for history := a.GetWorkflowHistory(ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); to == 0 && history.HasNext(); {
		e, err := history.Next()
		if err != nil {
			return err
		}
		if e.GetEventType() == enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED {
			to = e.GetEventId()
		}
	}
	if to == 0 {
		return errors.New("the workflow has not run yet")
	}
	_, err := a.ResetWorkflowExecution(ctx, &workflowservice.ResetWorkflowExecutionRequest{Namespace: a.Namespace, WorkflowExecution: &common.WorkflowExecution{WorkflowId: id},
		RequestId: a.name("reset"), Reason: "hostile", WorkflowTaskFinishEventId: to, ResetReapplyExcludeTypes: without})
	return err
}

// Activity has one of the office's workers perform an activity, once, out of a
// workflow of the attacker's own.
func (a *Attacker) Activity(ctx context.Context, name string, arg any) error {
	queue := a.name("queue")
	own := worker.New(a.Client, queue, worker.Options{})
	own.RegisterWorkflowWithOptions(func(ctx workflow.Context) error {
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{TaskQueue: workflows.TaskQueue, StartToCloseTimeout: patience, HeartbeatTimeout: patience,
			RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 1}})
		return workflow.ExecuteActivity(ctx, name, arg).Get(ctx, nil)
	}, workflow.RegisterOptions{Name: "Hostile"})
	if err := own.Start(); err != nil {
		return err
	}
	defer own.Stop()
	run, err := a.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: a.name("hostile"), TaskQueue: queue, WorkflowExecutionTimeout: patience}, "Hostile")
	if err != nil {
		return err
	}
	return run.Get(ctx, nil)
}

// Standalone has a worker perform an activity out of no workflow, where the server
// lets it.
func (a *Attacker) Standalone(ctx context.Context, name string, arg any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	sent, err := a.ExecuteActivity(ctx, client.StartActivityOptions{ID: a.name("activity"), TaskQueue: workflows.TaskQueue, StartToCloseTimeout: patience,
		RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 1}}, name, arg)
	if err != nil {
		return err
	}
	return sent.Get(ctx, nil)
}
