package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func TestSeen(t *testing.T) {
	t.Parallel()
	c := inspection.Case{Stage: inspection.StageOnSite, Seq: 7}
	task := inspection.Task{Stage: inspection.TaskRunning, Seq: 7}
	for _, tt := range []struct {
		name string
		seen inspection.Seen
		of   inspection.Seen // the same of a task
		ok   bool
	}{
		{"nothing asked", inspection.Seen{}, inspection.Seen{}, true},
		{"as seen", inspection.Seen{Stage: "on_site", Seq: 7}, inspection.Seen{Stage: "running", Seq: 7}, true},
		{"one act before", inspection.Seen{Seq: 6}, inspection.Seen{Seq: 6}, false},
		{"one act after", inspection.Seen{Seq: 8}, inspection.Seen{Seq: 8}, false},
		{"never true", inspection.Seen{Seq: -1}, inspection.Seen{Seq: -1}, false},
		{"another stage", inspection.Seen{Stage: "notify", Seq: 7}, inspection.Seen{Stage: "planned", Seq: 7}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, err := range []error{tt.seen.StillOf(c.Standing()), tt.of.StillOf(task.Standing())} {
				if tt.ok {
					require.NoError(t, err)
					continue
				}
				refusedAs(t, "stale_view", err)
			}
		})
	}
}
