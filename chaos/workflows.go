package chaos

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"

	"shuangsuiji/topology"
)

const namespace = "shuangsuiji"

// workflowsUnderFire puts running workflows back.
type workflowsUnderFire struct{ client.Client }

func newWorkflowsUnderFire(ctx context.Context, system *topology.System) (*workflowsUnderFire, error) {
	c, err := system.DialTemporal(ctx, client.Options{Namespace: namespace, Logger: sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	return &workflowsUnderFire{c}, err
}

func (w *workflowsUnderFire) close() { w.Close() }

// reset puts one running workflow back to a point that it had reached, both
// chosen by pick, and says which.
func (w *workflowsUnderFire) reset(ctx context.Context, pick uint64) (string, error) {
	list, err := w.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{Namespace: namespace, PageSize: 200,
		Query: "ExecutionStatus='Running' AND WorkflowType IN ('InspectionCase','InspectionTask','PenaltyCase','Referral','PoliceReferral','Feedback','Objection','Filing')"})
	if err != nil {
		return "", err
	}
	if len(list.GetExecutions()) == 0 {
		return "", errors.New("no workflow is running")
	}
	at := list.GetExecutions()[int(pick%uint64(len(list.GetExecutions())))].GetExecution()
	var points []int64
	history := w.GetWorkflowHistory(ctx, at.GetWorkflowId(), at.GetRunId(), false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for history.HasNext() {
		e, err := history.Next()
		if err != nil {
			return "", err
		}
		if e.GetEventType() == enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED {
			points = append(points, e.GetEventId())
		}
	}
	if len(points) == 0 {
		return "", errors.New("the workflow has not run yet")
	}
	to := points[int((pick>>32)%uint64(len(points)))]
	_, err = w.ResetWorkflowExecution(ctx, &workflowservice.ResetWorkflowExecutionRequest{Namespace: namespace,
		WorkflowExecution: &common.WorkflowExecution{WorkflowId: at.GetWorkflowId(), RunId: at.GetRunId()},
		Reason:            "fault run", RequestId: fmt.Sprintf("fault-%d", pick), WorkflowTaskFinishEventId: to})
	return fmt.Sprintf("%s reset to event %d", at.GetWorkflowId(), to), err
}

// continued is how many workflows went on as new.
func (w *workflowsUnderFire) continued() int {
	n, err := w.CountWorkflow(context.Background(), &workflowservice.CountWorkflowExecutionsRequest{Namespace: namespace,
		Query: "ExecutionStatus='ContinuedAsNew'"})
	if err != nil {
		return -1
	}
	return int(n.GetCount())
}
