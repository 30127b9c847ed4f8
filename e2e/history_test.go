package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	sdklog "go.temporal.io/sdk/log"
	sdkworker "go.temporal.io/sdk/worker"
	"google.golang.org/protobuf/proto"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/worker"
)

var update = flag.Bool("update", false, "store the histories of the paths played, of which stored ones are never overwritten, and write the figures into docs/faces.md")

// stored is where the histories are that every later edition of the workflows
// must replay.
const stored = "../workflows/testdata/histories"

// TestPaths plays every way through every workflow on the running server, and
// holds the history that it leaves against what any history must be: no failed
// workflow task, one pending timer at most, replayable. With -update it is
// stored for the replay tests of later editions.
func TestPaths(t *testing.T) {
	var played []string
	play := func(t *testing.T, o *office, paths []path) map[string][]*historypb.History {
		t.Helper()
		out := map[string][]*historypb.History{}
		for _, p := range paths {
			played = append(played, p.name)
			t.Run(p.name, func(t *testing.T) {
				o := o.at(t)
				out[p.name] = o.histories(p.play(o))
				for run, h := range out[p.name] {
					requireSound(t, h)
					requireReplays(t, scrubbed(t, h))
					if *update {
						keep(t, p.name, run, h)
					}
				}
			})
		}
		t.Run("the record is sound", func(t *testing.T) { o.requireSoundRecord(t) })
		return out
	}
	t.Run("machine clock", func(t *testing.T) {
		o := openOffice(t, setup{entities: 200})
		o.importPlan(plan("2024年4月", 8), true)
		next := taskIDs(1)
		pool := o.drawn(next(), poolDraw())
		histories := play(t, o, casePaths(&pool))
		for name, h := range play(t, o, runningPaths(next)) {
			histories[name] = h
		}
		requireFewEvents(t, histories)
	})
	t.Run("beside the inspection", func(t *testing.T) {
		o := openOffice(t, setup{entities: 200})
		o.importPlan(plan("2024年4月", 1), true)
		pool := o.drawn(taskIDs(1)(), poolDraw())
		play(t, o, proceedingPaths(&pool))
	})
	t.Run("edition 2025", func(t *testing.T) {
		o := openOffice(t, setup{entities: 80})
		o.importPlan(plan("2025年4月", 1), true)
		pool := o.drawn(taskIDs(1)(), smallDraw(0))
		play(t, o, casePaths2025(&pool))
	})
	t.Run("joint visits", func(t *testing.T) {
		o := openOffice(t, setup{entities: 6})
		o.importPlan(plan("2024年4月", 2), true)
		next := taskIDs(1)
		play(t, o, jointPaths(o.drawnAlike(next(), next())))
	})
	t.Run("later year", func(t *testing.T) {
		o := openOffice(t, setup{entities: 20})
		o.importPlan(plan("2099年4月", 2), false)
		play(t, o, plannedPaths(taskIDs(1)))
	})
	t.Run("standing clock", func(t *testing.T) {
		o := openOffice(t, setup{entities: 60, standing: startOfMonth.AddDate(0, 0, -7), patience: 8 * time.Second})
		o.importPlan(plan("2024年4月", 2), false)
		play(t, o, standingPaths(taskIDs(1)))
	})
	t.Run("continued", func(t *testing.T) {
		o := openOffice(t, setup{entities: 40, maxEvents: 60})
		o.importPlan(plan("2024年4月", 1), true)
		for name, runs := range play(t, o, continuedPaths(taskIDs(1))) {
			require.Greater(t, len(runs), 1, "%s went on in a new run", name)
		}
	})
	if t.Failed() {
		return
	}
	listed, err := os.ReadFile(filepath.Join(stored, "paths.txt"))
	require.NoError(t, err)
	slices.Sort(played)
	require.Equal(t, played, strings.Fields(string(listed)), "paths.txt names every path")
}

// taskIDs counts the ids of the plan's tasks, from the n-th.
func taskIDs(n int) func() string {
	return func() string {
		id := fmt.Sprintf("2024001-%03d", n)
		n++
		return id
	}
}

// histories are those of all runs of a workflow, the first one first.
func (o *office) histories(id string) []*historypb.History {
	o.t.Helper()
	var out []*historypb.History
	for run := ""; ; {
		h := &historypb.History{}
		events := o.client.GetWorkflowHistory(o.ctx, id, run, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
		for events.HasNext() {
			e, err := events.Next()
			require.NoError(o.t, err)
			h.Events = append(h.Events, e)
		}
		out = append([]*historypb.History{h}, out...)
		if run = h.Events[0].GetWorkflowExecutionStartedEventAttributes().GetContinuedExecutionRunId(); run == "" {
			return out
		}
	}
}

// requireSound: no workflow task failed, and no moment saw two timers.
func requireSound(t *testing.T, h *historypb.History) {
	t.Helper()
	pending := map[int64]bool{}
	for _, e := range h.Events {
		switch e.EventType {
		case enums.EVENT_TYPE_WORKFLOW_TASK_FAILED, enums.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED:
			t.Errorf("event %d: %s", e.EventId, e.EventType)
		case enums.EVENT_TYPE_TIMER_STARTED:
			pending[e.EventId] = true
			require.Len(t, pending, 1, "event %d: one pending timer at any time", e.EventId)
		case enums.EVENT_TYPE_TIMER_FIRED:
			delete(pending, e.GetTimerFiredEventAttributes().StartedEventId)
		case enums.EVENT_TYPE_TIMER_CANCELED:
			delete(pending, e.GetTimerCanceledEventAttributes().StartedEventId)
		case enums.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED, enums.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW:
			require.Empty(t, pending, "no timer is left behind")
		}
	}
}

func requireReplays(t *testing.T, file []byte) {
	t.Helper()
	replayer := sdkworker.NewWorkflowReplayer()
	worker.RegisterWorkflows(replayer)
	require.NoError(t, replayer.ReplayWorkflowHistory(sdklog.NewStructuredLogger(quiet), parsed(t, file)))
}

func parsed(t *testing.T, file []byte) *historypb.History {
	t.Helper()
	h := &historypb.History{}
	require.NoError(t, temporalproto.CustomJSONUnmarshalOptions{Metadata: shorthand}.Unmarshal(file, h))
	return h
}

// shorthand keeps payloads readable in the stored files.
var shorthand = map[string]any{commonpb.EnablePayloadShorthandMetadataKey: true}

// scrubbed is the history as it is stored: one event a line, without what no
// replay asks for (queues of machines, answers to updates, inputs of activities).
func scrubbed(t *testing.T, h *historypb.History) []byte {
	t.Helper()
	var out bytes.Buffer
	for i, e := range h.Events {
		e := proto.CloneOf(e)
		switch a := e.Attributes.(type) {
		case *historypb.HistoryEvent_WorkflowExecutionUpdateCompletedEventAttributes:
			if outcome := a.WorkflowExecutionUpdateCompletedEventAttributes.GetOutcome(); outcome.GetSuccess() != nil {
				outcome.GetSuccess().Payloads = nil
			}
		case *historypb.HistoryEvent_ActivityTaskScheduledEventAttributes:
			a.ActivityTaskScheduledEventAttributes.Input = nil
		case *historypb.HistoryEvent_WorkflowTaskScheduledEventAttributes:
			a.WorkflowTaskScheduledEventAttributes.TaskQueue = nil
		}
		line, err := temporalproto.CustomJSONMarshalOptions{Metadata: shorthand}.Marshal(e)
		require.NoError(t, err)
		out.WriteString(map[bool]string{true: "{\"events\":[\n", false: ",\n"}[i == 0])
		require.NoError(t, json.Compact(&out, line))
	}
	out.WriteString("\n]}\n")
	return out.Bytes()
}

// keep stores the history of a path in a new file, unless the last one stored
// tells the same events. What is there stays as it is.
func keep(t *testing.T, name string, run int, h *historypb.History) {
	t.Helper()
	earlier, err := filepath.Glob(filepath.Join(stored, fmt.Sprintf("%s.*.run%d.json", name, run+1)))
	require.NoError(t, err)
	if len(earlier) > 0 && slices.Equal(kinds(h), kinds(read(t, earlier[len(earlier)-1]))) {
		return
	}
	file := filepath.Join(stored, fmt.Sprintf("%s.%s.run%d.json", name, calendar.DateOf(time.Now()), run+1))
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, os.ErrExist) {
		t.Logf("%s is there already and stays as it is", filepath.Base(file))
		return
	}
	require.NoError(t, err)
	_, err = f.Write(scrubbed(t, h))
	require.NoError(t, errors.Join(err, f.Close()))
}

func read(t *testing.T, file string) *historypb.History {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	return parsed(t, raw)
}

func kinds(h *historypb.History) []enums.EventType {
	var out []enums.EventType
	for _, e := range h.Events {
		out = append(out, e.EventType)
	}
	return out
}
