package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

func TestSeen(t *testing.T) {
	t.Parallel()
	c := cases.Case{Stage: cases.StageOnSite, Seq: 7}
	task := tasks.Task{Stage: tasks.StageRunning, Seq: 7}
	for _, tt := range []struct {
		name string
		seen law.Seen
		of   law.Seen // the same of a task
		ok   bool
	}{
		{"nothing asked", law.Seen{}, law.Seen{}, true},
		{"as seen", law.Seen{Stage: "on_site", Seq: 7}, law.Seen{Stage: "running", Seq: 7}, true},
		{"one act before", law.Seen{Seq: 6}, law.Seen{Seq: 6}, false},
		{"one act after", law.Seen{Seq: 8}, law.Seen{Seq: 8}, false},
		{"never true", law.Seen{Seq: -1}, law.Seen{Seq: -1}, false},
		{"another stage", law.Seen{Stage: "notify", Seq: 7}, law.Seen{Stage: "planned", Seq: 7}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, err := range []error{tt.seen.StillOf(c.Standing()), tt.of.StillOf(task.Standing())} {
				if tt.ok {
					require.NoError(t, err)
					continue
				}
				inspectiontest.RefusedAs(t, "stale_view", err)
			}
		})
	}
}
