package e2e

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	sdkworker "go.temporal.io/sdk/worker"

	"shuangsuiji/chaos"
	"shuangsuiji/topology"
)

const (
	processRounds        = 6
	processCasesPerRound = 8
	processTasks         = 2 // of about thirty cases each
)

// BenchmarkCasesOnProcesses plays whole cases over HTTP on the separate processes
// of docker-compose.yml, in turn with bare workflows of the same shape on the
// same Temporal server.
func BenchmarkCasesOnProcesses(b *testing.B) {
	system := startProcesses(b)
	c, err := system.DialTemporal(b.Context(), client.Options{Namespace: "shuangsuiji", Logger: sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	require.NoError(b, err)
	b.Cleanup(c.Close)
	o := &office{t: b, ctx: b.Context(), client: c}
	a := &bare{}
	w := sdkworker.New(c, bareQueue, sdkworker.Options{MaxConcurrentActivityExecutionSize: 20})
	w.RegisterWorkflow(bareCase)
	w.RegisterActivity(a)
	require.NoError(b, w.Start())
	b.Cleanup(w.Stop)

	var tasks []string
	for n := range processTasks {
		tasks = append(tasks, fmt.Sprintf("2024901-%03d", n+1))
	}
	crew, err := chaos.NewCrew(b.Context(), 1, system.APIs(), system.Accounts(), tasks)
	require.NoError(b, err)
	crew.Plainly()
	require.NoError(b, crew.ImportPlan(b.Context(), "2024年4月"))
	cases, err := crew.Draw(b.Context())
	require.NoError(b, err)
	require.GreaterOrEqual(b, len(cases), 1+processRounds*processCasesPerRound)

	play := func(no string) {
		require.NoError(b, crew.Finish(b.Context(), no))
		require.NoError(b, c.GetWorkflow(b.Context(), no, "").Get(b.Context(), nil))
	}
	playBare := func(id string, s shape) {
		run := o.startBareWorkflow(id, bareCase, s)
		o.until(func() bool { _, yes := a.noticed.Load(id); return yes })
		for range s.Updates {
			o.updateBare(id, "act")
		}
		require.NoError(b, run.Get(b.Context(), nil))
	}
	play(cases[0])
	of := shapeOf(o.histories(cases[0])[0])
	playBare("bare-0", of)

	var ours, theirs side
	for round := range processRounds {
		first := 1 + round*processCasesPerRound
		ours.time(func() {
			together(processCasesPerRound, casesAtOnce, func(i int) { play(cases[first+i]) })
		})
		theirs.time(func() {
			together(processCasesPerRound, casesAtOnce, func(i int) { playBare(fmt.Sprintf("bare-%d", first+i), of) })
		})
	}
	for _, r := range crew.Requests() {
		require.Equal(b, []chaos.Answer{chaos.Acknowledged}, r.Answers, "%s of %s", r.Act, r.Subject)
	}
	report(b, map[string]float64{"cases/s": processCasesPerRound / ours.median(), "bare/s": processCasesPerRound / theirs.median(),
		"ratio": theirs.over(ours), "updates": float64(of.Updates), "activities": float64(of.Activities), "timers": float64(of.Timers)})
}

// startProcesses starts the separate processes; make slim temporal builds them.
func startProcesses(b *testing.B) *topology.System {
	b.Helper()
	root, err := filepath.Abs("..")
	require.NoError(b, err)
	cfg := topology.Config{Root: root, Program: filepath.Join(root, "bin", "shuangsuiji-slim"), Tools: filepath.Join(root, ".cache", "bin"), Sample: true}
	require.FileExists(b, filepath.Join(cfg.Tools, "temporal-server"), "make slim temporal comes first")
	cfg.Folder, err = os.MkdirTemp("", "ssj-")
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, os.RemoveAll(cfg.Folder)) })
	starting, cancel := context.WithTimeout(b.Context(), 3*time.Minute)
	defer cancel()
	system, err := topology.Start(starting, cfg)
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, system.Stop()) })
	return system
}
