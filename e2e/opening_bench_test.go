package e2e

import (
	"context"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// BenchmarkOpening starts so many cases from one task, from the approval of its
// draw until every case has its notice. Meanwhile it asks the server what is
// pending in the task's workflow. SSJ_BENCH_CASES is how many, 10,000 unless said.
func BenchmarkOpening(b *testing.B) {
	cases := 10_000
	if said := os.Getenv("SSJ_BENCH_CASES"); said != "" {
		var err error
		cases, err = strconv.Atoi(said)
		require.NoError(b, err)
	}
	o := openOffice(b, setup{entities: 9 * cases / 4}) // half of those in scope are drawn
	o.prepareHalf()
	var started, noticed side
	var most pending
	memory := peakMiB(b, func() {
		stop := o.watch(&most)
		noticed.time(func() {
			started.time(func() {
				o.onTask(taskID, "director", tasks.ApproveDraw{})
				o.patiently(func() bool { return o.open() >= cases })
			})
			o.noticed()
		})
		stop()
	})
	opened := o.open()
	history := o.histories(taskID)[0]
	report(b, map[string]float64{"cases": float64(opened), "started-s": started.median(), "noticed-s": noticed.median(),
		"ms/case": 1e3 * noticed.median() / float64(opened), "peak-MiB": memory, "resident-MiB": statusMiB(b, os.Getpid(), "VmRSS"),
		"activities": float64(most.activities), "children": float64(most.children), "events": float64(len(history.Events))})
}

// prepareHalf prepares the draw of half of the entities in scope.
func (o *office) prepareHalf() {
	o.t.Helper()
	o.importPlan(plan("2024年4月", 1), true)
	o.untilTask(taskID, tasks.StagePreparing)
	rules := smallDraw(0)
	rules.Ratio = "50%"
	o.onTask(taskID, "clerk", tasks.PrepareDraw{Joint: joint, Rules: rules})
}

// pending is what a workflow waits for.
type pending struct{ activities, children int }

// watch asks again and again what is pending in the task's workflow, until it is
// stopped, and keeps the most.
func (o *office) watch(most *pending) (stop func()) {
	ctx, cancel := context.WithCancel(o.ctx)
	var watcher sync.WaitGroup
	watcher.Go(func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			if described, err := o.client.DescribeWorkflowExecution(ctx, taskID, ""); err == nil {
				most.activities = max(most.activities, len(described.PendingActivities))
				most.children = max(most.children, len(described.PendingChildren))
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	})
	return func() {
		cancel()
		watcher.Wait()
	}
}

// patiently waits for what takes minutes.
func (o *office) patiently(condition func() bool) {
	o.t.Helper()
	require.Eventually(o.t, condition, 4*time.Hour, 200*time.Millisecond)
}

func (o *office) open() int {
	open, _, err := o.store.OpenCaseCount(o.ctx, taskID)
	require.NoError(o.t, err)
	return open
}

// noticed waits until the notice of every case is made out, page by page.
func (o *office) noticed() {
	o.t.Helper()
	page := record.Page{Limit: 500}
	o.patiently(func() bool {
		for {
			listed, err := o.store.Cases(o.ctx, record.CaseFilter{Task: taskID}, page)
			require.NoError(o.t, err)
			for _, c := range listed.Items {
				if !c.NoticeIssued {
					return false
				}
			}
			if listed.Next == "" {
				return true
			}
			page.After = listed.Next
		}
	})
}
