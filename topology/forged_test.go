package topology

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"shuangsuiji/activities"
	"shuangsuiji/hostile/frontend"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
	"shuangsuiji/workflows"
)

// holdersOfTheCertificateChangeNothing attacks the planned tasks before they begin, by
// Temporal's frontend: nothing comes on record, and the reconciliation mends what was
// ended or replaced. Names that the demonstration will need are taken beforehand; it
// is played afterwards.
func holdersOfTheCertificateChangeNothing(t *testing.T, s *System) {
	const in = "shuangsuiji"
	ctx := t.Context()
	c, err := s.DialTemporal(ctx, client.Options{Namespace: in})
	require.NoError(t, err)
	defer c.Close()
	driver, dsn, err := s.Record()
	require.NoError(t, err)
	r, err := store.Open(ctx, store.Config{Driver: driver, DSN: dsn, CA: s.RecordCA()})
	require.NoError(t, err)
	defer func() { require.NoError(t, r.Close()) }()

	a := &frontend.Attacker{Client: c, Namespace: in}
	all, err := r.OpenTaskIDs(ctx, "", 10)
	require.NoError(t, err)
	require.NotEmpty(t, all)
	task, err := r.Task(ctx, all[0])
	require.NoError(t, err)
	now, err := r.Clock(ctx)
	require.NoError(t, err)
	clock := activities.Clock{Standing: now.Standing, Now: registers.Recorded(now.Now)}
	seq := func() int {
		t.Helper()
		acts, err := r.Acts(ctx, task.ID, record.Page{Limit: 500})
		require.NoError(t, err)
		return len(acts.Items)
	}
	before := seq()

	attacks, err := a.TaskMessages(task, "clerk")
	require.NoError(t, err)
	for _, attack := range attacks {
		t.Run(attack.Name, func(t *testing.T) {
			err := attack.Do(ctx)
			if attack.Refused {
				require.Error(t, err)
			}
			require.Equal(t, before, seq())
		})
	}
	told(t, r, task.ID)
	for _, attack := range append(a.TaskTakeovers(task, clock), a.Strays(cases.Case{No: task.ID + "-0001", Task: task.ID}, clock)...) {
		t.Run(attack.Name, func(t *testing.T) {
			require.NoError(t, attack.Do(ctx))
			require.Eventually(t, func() bool {
				require.NoError(t, s.Run(ctx, t.Output(), "api", "reconcile", "--mend"))
				return s.Run(ctx, t.Output(), "api", "reconcile") == nil
			}, 2*time.Minute, time.Second)
			require.Equal(t, before, seq())
			if attack.Told != "" {
				told(t, r, attack.Told)
			}
		})
	}
	taken(t, a, task)
}

// taken takes names that the office will need: of cases that will be opened, and of
// the announcements of the clock's jumps.
func taken(t *testing.T, a *frontend.Attacker, task tasks.Task) {
	t.Helper()
	for _, no := range []string{task.ID + "-0001", task.ID + "-0002"} {
		_, err := a.Start(t.Context(), no, "Anything", frontend.Nowhere, "x")
		require.NoError(t, err)
	}
	for _, id := range []string{"clock-1", "clock-2", "clock-3"} {
		run, err := a.Start(t.Context(), id, workflows.AnnouncementName, workflows.TaskQueue,
			activities.Announcement{ID: id, Update: activities.UpdateRecordChanged, Only: []string{"nobody"}})
		require.NoError(t, err)
		require.NoError(t, run.Get(t.Context(), nil))
	}
}

// told: the security log has it.
func told(t *testing.T, r *store.Store, subject string) {
	t.Helper()
	events, err := r.SecurityEvents(context.WithoutCancel(t.Context()), record.SecurityEventFilter{Kind: record.EventForged}, record.Page{Limit: 500})
	require.NoError(t, err)
	var subjects []string
	for _, e := range events.Items {
		subjects = append(subjects, e.Subject)
	}
	require.Contains(t, subjects, subject)
}
