package workflows_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	sdklog "go.temporal.io/sdk/log"
	sdkworker "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/worker"
	"shuangsuiji/workflows"
)

const histories = "testdata/histories"

// Every workflow that ever ran must go on under today's code: each history that
// was stored is replayed, and every path has one.
func TestStoredHistoriesReplay(t *testing.T) {
	listed, err := os.ReadFile(filepath.Join(histories, "paths.txt"))
	require.NoError(t, err)
	paths := strings.Fields(string(listed))
	require.NotEmpty(t, paths)
	files, err := filepath.Glob(filepath.Join(histories, "*.json"))
	require.NoError(t, err)
	var stored []string
	for _, file := range files {
		path, _, _ := strings.Cut(filepath.Base(file), ".")
		stored = append(stored, path)
		t.Run(filepath.Base(file), func(t *testing.T) {
			replayer := sdkworker.NewWorkflowReplayer()
			worker.RegisterWorkflows(replayer)
			require.NoError(t, replayer.ReplayWorkflowHistory(sdklog.NewStructuredLogger(quiet), readHistory(t, file)))
		})
	}
	slices.Sort(stored)
	require.Equal(t, paths, slices.Compact(stored), "a history for every path, and no other")
}

// The check can fail: a workflow whose first step is another one does not replay.
func TestReplayRefusesAChangedWorkflow(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(histories, "case_no_problem.*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	replayer := sdkworker.NewWorkflowReplayer()
	replayer.RegisterWorkflowWithOptions(func(ctx workflow.Context, in workflows.CaseInput) (workflows.CaseResult, error) {
		var effects *activities.Activities
		err := workflow.ExecuteActivity(workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: 1}), effects.Archive, in.Case.No).Get(ctx, nil)
		return workflows.CaseResult{}, err
	}, workflow.RegisterOptions{Name: workflows.InspectionCaseName})
	require.ErrorContains(t, replayer.ReplayWorkflowHistory(sdklog.NewStructuredLogger(quiet), readHistory(t, files[0])), "nondeterministic")
}

func readHistory(t *testing.T, file string) *historypb.History {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	h := &historypb.History{}
	// Payloads stand in the files as JSON, so that people can read them.
	options := temporalproto.CustomJSONUnmarshalOptions{DiscardUnknown: true, Metadata: map[string]any{commonpb.EnablePayloadShorthandMetadataKey: true}}
	require.NoError(t, options.Unmarshal(raw, h))
	return h
}
