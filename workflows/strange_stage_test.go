package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

// TestAtAStrangeStageAWorkflowWaits: what a later program has begun an earlier one
// leaves alone. It answers who asks, has no timer, and takes no turn of its own.
func TestAtAStrangeStageAWorkflowWaits(t *testing.T) {
	const strange = "of a later program"
	kinds := map[law.ProceedingKind]any{
		law.ProceedingPenalty: workflows.PenaltyCase, law.ProceedingReferral: workflows.Referral, law.ProceedingPolice: workflows.PoliceReferral,
		law.ProceedingFeedback: workflows.Feedback, law.ProceedingObjection: workflows.Objection, law.ProceedingOversight: workflows.Oversight,
	}
	require.Len(t, kinds, len(law.ProceedingKinds))
	type subject struct{ workflow, input any }
	subjects := map[string]subject{
		"case": {workflows.InspectionCase, workflows.CaseInput{Case: cases.Case{No: "2024001-001-0001", Edition: "2024", Stage: strange}}},
		"task": {workflows.InspectionTask, workflows.TaskInput{Task: tasks.Task{ID: taskID, Edition: "2024", Stage: strange}}},
	}
	for kind, w := range kinds {
		subjects[string(kind)] = subject{w, workflows.ProceedingInput{Proceeding: proceedings.Proceeding{No: "2024001-001-0001-P1", Kind: kind, Edition: "2024", Stage: strange}}}
	}
	for name, s := range subjects {
		t.Run(name, func(t *testing.T) {
			env := newEnvironment()
			env.RegisterActivity(&activities.Activities{})
			env.OnActivity("FollowProceeding", mock.Anything, mock.Anything).Return(nil)
			asked := false
			env.RegisterDelayedCallback(func() {
				value, err := env.QueryWorkflow(workflows.QueryState)
				require.NoError(t, err)
				var found struct {
					Stage string `json:"stage"`
				}
				require.NoError(t, value.Get(&found))
				require.Equal(t, strange, found.Stage)
				asked = true
				env.CancelWorkflow()
			}, time.Hour)
			env.ExecuteWorkflow(s.workflow, s.input)
			require.True(t, asked, "it waits, and doesn't turn in a circle")
			var cancelled *temporal.CanceledError
			require.ErrorAs(t, env.GetWorkflowError(), &cancelled)
		})
	}
}
