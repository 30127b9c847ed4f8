package e2e

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

const (
	casesAtOnce   = 8
	casesPerRound = 16
	caseRounds    = 11
)

// BenchmarkCases plays whole cases, from the start of their workflow to its end,
// in turn with bare workflows of the same shape, as many at once.
func BenchmarkCases(b *testing.B) {
	o, waiting := waitingCases(b, casesPerRound*(caseRounds+1))
	bare := o.startBare(b)
	dispatcher := workflows.NewDispatcher(o.client)
	play := func(c heldCase) {
		o := o.at(b) // counts its own calls
		require.NoError(b, dispatcher.StartCase(o.ctx, c.state, c.name, c.clock))
		o.inspect(c.state.No, "", nil)
		o.conclude(c.state.No, law.OutcomeNoProblem, nil)
		o.publish(c.state.No)
		require.NoError(b, o.client.GetWorkflow(o.ctx, c.state.No, "").Get(o.ctx, nil))
	}
	playBare := func(id string, s shape) {
		run := o.startBareWorkflow(id, bareCase, s)
		o.until(func() bool { _, yes := bare.noticed.Load(id); return yes })
		for range s.Updates {
			o.updateBare(id, "act")
		}
		require.NoError(b, run.Get(o.ctx, nil))
	}

	// The first round warms both sides up and tells the shape.
	play(waiting[0])
	of := shapeOf(o.histories(waiting[0].state.No)[0])
	playBare("bare-0", of)
	require.Equal(b, of, shapeOf(o.histories("bare-0")[0]))

	var ours, theirs side
	for round := range caseRounds {
		first := 1 + round*casesPerRound
		ours.time(func() {
			together(casesPerRound, casesAtOnce, func(i int) { play(waiting[first+i]) })
		})
		theirs.time(func() {
			together(casesPerRound, casesAtOnce, func(i int) { playBare(fmt.Sprintf("bare-%d", first+i), of) })
		})
	}
	report(b, map[string]float64{"cases/s": casesPerRound / ours.median(), "bare/s": casesPerRound / theirs.median(),
		"ratio": theirs.over(ours), "updates": float64(of.Updates), "activities": float64(of.Activities), "timers": float64(of.Timers)})
}

// heldCase is a case on record whose workflow was not started.
type heldCase struct {
	state cases.Case
	name  string
	clock activities.Clock
}

// held keeps cases from starting when their draw opens them.
type held struct {
	*workflows.Dispatcher
	mu    sync.Mutex
	cases []heldCase
}

func (h *held) StartCase(_ context.Context, c cases.Case, name string, clock activities.Clock) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.cases = append(h.cases, heldCase{c, name, clock})
	return nil
}

// waitingCases is an office on the machine's clock with n cases or more that wait
// to be started.
func waitingCases(b *testing.B, n int) (*office, []heldCase) {
	b.Helper()
	o := openOffice(b, setup{entities: 3 * n})
	h := &held{Dispatcher: workflows.NewDispatcher(o.client)}
	o.stopWorker()
	o.effects = activities.New(o.store, h, activities.WithSeals(keys))
	o.startWorker()
	o.prepareHalf()
	o.onTask(taskID, "director", tasks.ApproveDraw{})
	o.untilTask(taskID, tasks.StageRunning)
	drawn := o.taskAt(taskID).Draw
	require.GreaterOrEqual(b, drawn.Drawn-drawn.NoTeam, n)
	o.until(func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return len(h.cases) == drawn.Drawn-drawn.NoTeam
	})
	return o, h.cases
}
