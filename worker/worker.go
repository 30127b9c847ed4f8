// Package worker registers the procedure's workflows and activities with a
// Temporal worker, and tunes it.
package worker

import (
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/workflows"
)

// Options tune a worker. Zero values take the defaults named with them.
type Options struct {
	// Activities is how many run at once (20): each holds one database connection.
	Activities int
	// CachedWorkflows is how many stay in memory between two messages (2,000); the
	// rest are replayed from their histories.
	CachedWorkflows int
	// StopTimeout is how long a stop waits for activities under way (20 s).
	StopTimeout time.Duration
}

func (o Options) withDefaults() Options {
	if o.Activities == 0 {
		o.Activities = 20
	}
	if o.CachedWorkflows == 0 {
		o.CachedWorkflows = 2000
	}
	if o.StopTimeout == 0 {
		o.StopTimeout = 20 * time.Second
	}
	return o
}

// New makes a worker of the office's task queue; Start and Stop are the caller's.
func New(c client.Client, a *activities.Activities, o Options) worker.Worker {
	o = o.withDefaults()
	worker.SetStickyWorkflowCacheSize(o.CachedWorkflows)
	w := worker.New(c, workflows.TaskQueue, worker.Options{
		MaxConcurrentActivityExecutionSize: o.Activities,
		WorkerStopTimeout:                  o.StopTimeout,
	})
	Register(w, a)
	return w
}

// Register registers workflows and activities; tests and replayers use it too.
func Register(r worker.Registry, a *activities.Activities) {
	RegisterWorkflows(r)
	r.RegisterActivity(a)
}

// RegisterWorkflows registers the workflows under the names by which the UI shows
// them.
func RegisterWorkflows(r worker.WorkflowRegistry) {
	r.RegisterWorkflowWithOptions(workflows.InspectionTask, workflow.RegisterOptions{Name: workflows.InspectionTaskName})
	r.RegisterWorkflowWithOptions(workflows.InspectionCase, workflow.RegisterOptions{Name: workflows.InspectionCaseName})
	r.RegisterWorkflowWithOptions(workflows.PenaltyCase, workflow.RegisterOptions{Name: workflows.PenaltyCaseName})
	r.RegisterWorkflowWithOptions(workflows.Referral, workflow.RegisterOptions{Name: workflows.ReferralName})
	r.RegisterWorkflowWithOptions(workflows.PoliceReferral, workflow.RegisterOptions{Name: workflows.PoliceReferralName})
	r.RegisterWorkflowWithOptions(workflows.Feedback, workflow.RegisterOptions{Name: workflows.FeedbackName})
	r.RegisterWorkflowWithOptions(workflows.Objection, workflow.RegisterOptions{Name: workflows.ObjectionName})
	r.RegisterWorkflowWithOptions(workflows.Oversight, workflow.RegisterOptions{Name: workflows.OversightName})
	r.RegisterWorkflowWithOptions(workflows.Filing, workflow.RegisterOptions{Name: workflows.FilingName})
	r.RegisterWorkflowWithOptions(workflows.Announcement, workflow.RegisterOptions{Name: workflows.AnnouncementName})
}
