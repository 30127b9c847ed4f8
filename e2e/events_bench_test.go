package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
)

// BenchmarkEvents counts what a case adds to its history: on its whole way
// without a problem, and for each reminder. It takes no time; the bounds are held
// by TestPaths.
func BenchmarkEvents(b *testing.B) {
	o := openOffice(b, setup{entities: 40})
	o.importPlan(plan("2024年4月", 1), true)
	cases := o.drawn(taskID, poolDraw())
	require.GreaterOrEqual(b, len(cases), 2)

	o.closes(cases[0])
	require.NoError(b, o.client.GetWorkflow(o.ctx, cases[0], "").Get(o.ctx, nil))
	remindedThenOverdue(o, cases[1])

	plain, reminded := o.histories(cases[0])[0], o.histories(cases[1])[0]
	acts, reminders := actsIn(plain), tally{}
	for _, e := range episodes(reminded) {
		if e.by == enums.EVENT_TYPE_TIMER_FIRED && e.what != activities.UpdateRecordChanged && e.other == 0 {
			reminders.add(e.events)
		}
	}
	report(b, map[string]float64{"events": float64(len(plain.Events)), "acts": float64(shapeOf(plain).Updates),
		"mean/act": acts.mean(), "most/act": float64(acts.most),
		"reminders": float64(reminders.n), "mean/reminder": reminders.mean(), "most/reminder": float64(reminders.most)})
}

// BenchmarkPenaltyEvents counts what a penalty case adds to its history, from the
// filing to the payment of the fine.
func BenchmarkPenaltyEvents(b *testing.B) {
	o := openOffice(b, setup{entities: 40})
	o.importPlan(plan("2024年4月", 1), true)
	no := o.drawn(taskID, poolDraw())[0]
	o.foundProblem(no, law.OutcomeFollowUp, law.ProceedingPenalty)
	penalty := o.opened(no, law.ProceedingPenalty)
	o.file(penalty)
	o.punish(penalty)
	history := o.histories(penalty)[0]
	acts := actsIn(history)
	report(b, map[string]float64{"events": float64(len(history.Events)), "acts": float64(shapeOf(history).Updates), "mean/act": acts.mean(), "most/act": float64(acts.most)})
}

// actsIn are the events of each act that nothing else came between.
func actsIn(history *historypb.History) tally {
	acts := tally{}
	for _, e := range episodes(history) {
		if e.by == enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED && e.other == 0 {
			acts.add(e.events)
		}
	}
	return acts
}

type tally struct{ n, sum, most int }

func (t *tally) add(v int) { t.n, t.sum, t.most = t.n+1, t.sum+v, max(t.most, v) }

func (t tally) mean() float64 { return float64(t.sum) / float64(t.n) }
