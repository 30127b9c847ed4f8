package workflows

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"go.temporal.io/api/enums/v1"
	failurepb "go.temporal.io/api/failure/v1"
	"go.temporal.io/api/history/v1"
	sdk "go.temporal.io/api/sdk/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
)

// Course is one workflow with what it is doing and waiting for.
type Course struct {
	RunRow
	Summary string // what it is, in Chinese
	Events  int64  // in the history of its run
	Code    Try    // of its own code; the zero Try while it waits
	Steps   []Step
	Timers  []Timer
}

// Try is how often something was tried that is not done yet.
type Try struct {
	Number  int       // of the try that is under way or comes next, from 1
	Since   time.Time // the first
	Next    time.Time // when it is tried again; zero: it is under way
	Failure string    // why the one before came to nothing, in Chinese; "" for the first
}

// Step is an activity that is not done yet.
type Step struct {
	Summary string // what it does, in Chinese
	Try
}

// Timer is one that has not fired yet.
type Timer struct {
	Summary string // what for, in Chinese
	At      time.Time
}

// Course describes the latest run under the id.
//
// Errors: workflow_not_found.
func (d *Dispatcher) Course(ctx context.Context, id string) (Course, error) {
	if err := d.there(ctx); err != nil {
		return Course{}, err
	}
	described, err := d.client.DescribeWorkflowExecution(ctx, id, "")
	if err != nil {
		return Course{}, notThere(id, err)
	}
	info := described.GetWorkflowExecutionInfo()
	out := Course{RunRow: rowOf(info), Summary: summaryOf(described.GetExecutionConfig().GetUserMetadata()), Events: info.GetHistoryLength()}
	out.Run = runOf(id, described)
	if !out.Running {
		return out, nil
	}
	begun, err := d.begunIn(ctx, out.Run)
	if err != nil {
		return Course{}, notThere(id, err)
	}
	out.Timers = begun.pending()
	if task := described.GetPendingWorkflowTask(); task != nil {
		out.Code = Try{Number: int(task.GetAttempt()), Since: task.GetOriginalScheduledTime().AsTime()}
		if task.GetAttempt() > 1 {
			out.Code.Failure = failedUnexplained
		}
	}
	for _, a := range described.GetPendingActivities() {
		out.Steps = append(out.Steps, stepOf(a, begun.activities[a.GetActivityId()]))
	}
	return out, nil
}

func stepOf(a *workflow.PendingActivityInfo, summary string) Step {
	out := Step{Summary: summary, Try: Try{Number: int(a.GetAttempt()), Since: a.GetScheduledTime().AsTime(), Failure: inWords(a.GetLastFailure())}}
	if next := a.GetNextAttemptScheduleTime(); next != nil {
		out.Next = next.AsTime()
	}
	if out.Summary == "" {
		out.Summary = a.GetActivityType().GetName()
	}
	return out
}

// begun is what a history says was begun and, of timers, is not over.
type begun struct {
	activities map[string]string // summaries by id
	timers     map[int64]Timer   // by the event that started them
}

func (d *Dispatcher) begunIn(ctx context.Context, run Run) (begun, error) {
	out := begun{activities: map[string]string{}, timers: map[int64]Timer{}}
	events := d.client.GetWorkflowHistory(ctx, run.ID, run.RunID, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		if err != nil {
			return out, err
		}
		out.take(event)
	}
	return out, nil
}

func (b begun) take(event *history.HistoryEvent) {
	switch event.GetEventType() {
	case enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
		b.activities[event.GetActivityTaskScheduledEventAttributes().GetActivityId()] = summaryOf(event.GetUserMetadata())
	case enums.EVENT_TYPE_TIMER_STARTED:
		wait := event.GetTimerStartedEventAttributes().GetStartToFireTimeout().AsDuration()
		b.timers[event.GetEventId()] = Timer{Summary: summaryOf(event.GetUserMetadata()), At: event.GetEventTime().AsTime().Add(wait)}
	case enums.EVENT_TYPE_TIMER_FIRED:
		delete(b.timers, event.GetTimerFiredEventAttributes().GetStartedEventId())
	case enums.EVENT_TYPE_TIMER_CANCELED:
		delete(b.timers, event.GetTimerCanceledEventAttributes().GetStartedEventId())
	default: // begins nothing, ends nothing
	}
}

// pending are the timers that are not over, the first to fire first.
func (b begun) pending() []Timer {
	return slices.SortedFunc(maps.Values(b.timers), func(one, other Timer) int { return one.At.Compare(other.At) })
}

// summaryOf is what the office wrote to what it began; "" for nothing.
func summaryOf(written *sdk.UserMetadata) string {
	var out string
	if payload := written.GetSummary(); payload != nil && converter.GetDefaultDataConverter().FromPayload(payload, &out) != nil {
		return ""
	}
	return out
}

// failedUnexplained stands for a fault, whose text is for the log.
const failedUnexplained = "程序出错，系统自动重试；原因见服务日志。"

// inWords says why an activity failed: a refusal by its own words.
func inWords(failure *failurepb.Failure) string {
	if failure == nil {
		return ""
	}
	err := temporal.GetDefaultFailureConverter().FailureToError(failure)
	if refusal, is := activities.RefusalIn(err); is {
		return refusal.Message
	}
	var late *temporal.TimeoutError
	if errors.As(err, &late) {
		return "在规定时间内没有答复，系统自动重试。"
	}
	return failedUnexplained
}

// notThere names a workflow that the server does not know.
func notThere(id string, err error) error {
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return law.Errorf(law.KindNotFound, "workflow_not_found", "流程服务中没有%s的流程。", id)
	}
	return unavailable(err)
}
