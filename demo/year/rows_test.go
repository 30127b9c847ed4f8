package year

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// TestEveryActHasARow: what is new in a rule table is asked for by the year's play.
func TestEveryActHasARow(t *testing.T) {
	found := map[string]bool{}
	for _, r := range rows() {
		require.False(t, found[r.key], "twice: %s", r.key)
		require.NotEmpty(t, r.name, r.key)
		require.NotNil(t, r.in, r.key)
		found[r.key] = true
	}
	for _, r := range plans.Rules {
		require.Contains(t, found, "plan/"+string(r.Kind))
	}
	for _, r := range tasks.Rules {
		require.Contains(t, found, "task/"+string(r.Act))
	}
	for _, r := range cases.Rules {
		require.Contains(t, found, "case/"+string(r.Act))
	}
	for _, kind := range law.ProceedingKinds {
		for _, r := range proceedings.Rules(kind) {
			require.NotEqual(t, slices.Contains(afterUpgrade, r.Act), found[string(kind)+"/"+string(r.Act)], r.Name)
		}
	}
	for _, e := range law.Editions {
		for _, p := range e.Periods {
			require.True(t, found["period/"+string(p.Kind)], p.Name)
		}
		for _, o := range e.Outcomes {
			require.Contains(t, found, "outcome/"+string(o.Outcome))
		}
	}
}

// TestEveryActOfPeopleIsInAScript: an act that no script performs could only fail
// at the end of the play.
func TestEveryActOfPeopleIsInAScript(t *testing.T) {
	played := map[string]bool{}
	note := func(kind string, s script) {
		for _, one := range s.steps {
			played[kind+"/"+string(one.act)] = true
		}
	}
	for _, task := range allTasks("10%", "2%") {
		note("task", script{steps: task.steps})
		for _, s := range append(task.cases, task.rest) {
			note("case", s)
			for kind, then := range s.then {
				note(string(kind), then)
			}
		}
	}
	for _, s := range leadScripts(nil) {
		note(string(law.ProceedingPenalty), s)
	}
	for _, r := range tasks.Rules {
		require.True(t, r.BySystem() || played["task/"+string(r.Act)], r.Name)
	}
	for _, r := range cases.Rules {
		require.True(t, r.BySystem() || played["case/"+string(r.Act)], r.Name)
	}
	for _, kind := range law.ProceedingKinds {
		for _, r := range proceedings.Rules(kind) {
			begins := proceedings.BeginsByAct(kind) && slices.Contains(r.Stages, proceedings.Stages(kind)[0])
			require.True(t, r.BySystem() || begins || played[string(kind)+"/"+string(r.Act)], "%s：%s", kind.Chinese(), r.Name)
		}
	}
}

// TestWhatHasNotHappenedIsNamed: an empty record has no row.
func TestWhatHasNotHappenedIsNamed(t *testing.T) {
	for _, r := range rows() {
		require.Empty(t, r.in(&archive{}), r.key)
	}
}
