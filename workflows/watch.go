package workflows

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/converter"

	"shuangsuiji/inspection/law"
)

// RunFilter narrows which workflows are listed; zero fields do not.
type RunFilter struct {
	Name       string // the workflow's
	Stage      string // in Chinese, as the workflow says it
	Department string
	Task       string
	Overdue    bool
	// CutShort lists those that ended otherwise than by themselves, in place of those
	// that run.
	CutShort bool
}

// RunRow is a workflow as lists show it: by what it last said of itself.
type RunRow struct {
	Run
	Stage      string // in Chinese
	Department string
	Task       string
	Due        time.Time // the next deadline, zero for none
	Overdue    bool
	Begun      time.Time // the run, in real time
	Ended      time.Time // likewise; zero while it runs
	Status     string    // in Chinese
}

// query is the filter in the language of the server's lists.
func (f RunFilter) query() string {
	terms := []string{"ExecutionStatus = 'Running'"}
	if f.CutShort {
		terms = []string{"ExecutionStatus IN ('Failed', 'Terminated', 'TimedOut', 'Canceled')"}
	}
	is := func(attribute, value string) {
		if value != "" {
			terms = append(terms, attribute+" = "+quoted(value))
		}
	}
	is("WorkflowType", f.Name)
	is(AttributeStage.GetName(), f.Stage)
	is(AttributeDepartment.GetName(), f.Department)
	is(AttributeTask.GetName(), f.Task)
	if f.Overdue {
		terms = append(terms, AttributeOverdue.GetName()+" = true")
	}
	return strings.Join(terms, " AND ")
}

// quoted is a text in that language.
func quoted(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}

// List is a page of the workflows that the filter lets through, those after the cursor;
// next is "" on the last. What has just begun, ended or changed the server may list late.
//
// Errors: cursor_invalid.
func (d *Dispatcher) List(ctx context.Context, f RunFilter, after string, limit int) (rows []RunRow, next string, err error) {
	token, err := base64.RawURLEncoding.DecodeString(after)
	// The server takes a token that it cannot read for a fault of its own, which the client
	// would ask it about again and again.
	if err != nil || len(token) > 0 && !json.Valid(token) {
		return nil, "", errCursor
	}
	if err := d.there(ctx); err != nil {
		return nil, "", err
	}
	list, err := d.client.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{Query: f.query(), PageSize: int32(limit), NextPageToken: token})
	if err != nil {
		return nil, "", unavailable(err)
	}
	for _, e := range list.GetExecutions() {
		rows = append(rows, rowOf(e))
	}
	return rows, base64.RawURLEncoding.EncodeToString(list.GetNextPageToken()), nil
}

var errCursor = law.Errorf(law.KindInvalid, "cursor_invalid", "翻页标记无效，请从第一页重新查询。")

// rowOf reads what lists and descriptions have in common.
func rowOf(e *workflow.WorkflowExecutionInfo) RunRow {
	out := RunRow{Run: Run{ID: e.GetExecution().GetWorkflowId(), RunID: e.GetExecution().GetRunId(), Name: e.GetType().GetName(), Queue: e.GetTaskQueue(),
		Running: e.GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_RUNNING},
		Begun: e.GetStartTime().AsTime(), Status: statusNames[e.GetStatus()]}
	if e.GetCloseTime() != nil {
		out.Ended = e.GetCloseTime().AsTime()
	}
	said := e.GetSearchAttributes().GetIndexedFields()
	attribute(said, AttributeStage.GetName(), &out.Stage)
	attribute(said, AttributeDepartment.GetName(), &out.Department)
	attribute(said, AttributeTask.GetName(), &out.Task)
	attribute(said, AttributeNextDeadline.GetName(), &out.Due)
	attribute(said, AttributeOverdue.GetName(), &out.Overdue)
	return out
}

// attribute reads one attribute. One that cannot be read is as good as none: whoever
// reaches the server can have written it.
func attribute[T any](said map[string]*commonpb.Payload, name string, into *T) {
	payload, set := said[name]
	if !set {
		return
	}
	var value T
	if converter.GetDefaultDataConverter().FromPayload(payload, &value) == nil {
		*into = value
	}
}

var statusNames = map[enums.WorkflowExecutionStatus]string{
	enums.WORKFLOW_EXECUTION_STATUS_RUNNING: "正在运行", enums.WORKFLOW_EXECUTION_STATUS_COMPLETED: "已办结",
	enums.WORKFLOW_EXECUTION_STATUS_FAILED: "因出错停止", enums.WORKFLOW_EXECUTION_STATUS_CANCELED: "已被取消",
	enums.WORKFLOW_EXECUTION_STATUS_TERMINATED: "已被终止", enums.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW: "已转入下一段运行",
	enums.WORKFLOW_EXECUTION_STATUS_TIMED_OUT: "因超时停止",
}
