package inspection_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// mayTask is who the table admits to an act at a stage, apart from what the facts
// then refuse: a head cancels before the draw only; a clerk types in entries.
func mayTask(kind inspection.ActKind, stage inspection.TaskStage, who []string) []string {
	if kind == inspection.ActCancelTask && (stage == inspection.TaskPlanned || stage == inspection.TaskPreparing) {
		return append([]string{"head"}, who...)
	}
	return who
}

// byFacts are persons whom the table admits and the facts or their own earlier
// acts refuse, with the code.
var byFacts = map[inspection.ActKind]map[string]string{
	inspection.ActSealEntry: {"clerk": "seal_or_entry"},
	inspection.ActOpenEntry: {"supervisor": "not_your_seal"},
}

func TestEveryCellOfTheTaskTable(t *testing.T) {
	table := taskCells()
	require.Len(t, inspection.TaskRules, len(table), "an act without a row in this test")
	for _, rule := range inspection.TaskRules {
		want, known := table[rule.Act]
		require.True(t, known, rule.Act)
		for _, stage := range taskStages {
			t.Run(fmt.Sprintf("%s/%s", rule.Act, stage), func(t *testing.T) {
				scene, legal := want.at[stage]
				if !legal {
					scene = someTask(stage)[stage]
				}
				start := scene(t)
				require.Equal(t, stage, start.task.Stage)
				for _, who := range names(people) {
					r := *start
					facts := want.facts(&r)
					err := r.attempt(people[who], facts, reasoned)
					switch {
					case !legal:
						e := refusedAs(t, "act_not_at_this_stage", err)
						require.Contains(t, e.Message, stage.Chinese())
						require.Contains(t, e.Message, rule.Name)
						_, list, _ := strings.Cut(e.Message, "现在可以办理：")
						for _, a := range r.task.Allowed(inspection.Actor{}) {
							if a.Act == inspection.ActCancelTask {
								require.NotContains(t, list, a.Name, "it leads nowhere")
							} else {
								require.Contains(t, e.Message, a.Name+"（"+a.Who[0].Chinese())
							}
						}
					case slices.Contains(mayTask(rule.Act, stage, want.who), who):
						require.NoError(t, err, who)
					case byFacts[rule.Act][who] != "":
						refusedAs(t, byFacts[rule.Act][who], err)
					default:
						e := refusedAs(t, "not_your_act", err)
						require.Contains(t, e.Message, rule.Name)
						require.True(t, slices.ContainsFunc(rule.Who, func(w inspection.Who) bool { return strings.Contains(e.Message, w.Chinese()) }), e.Message)
					}
				}
			})
		}
	}
}

func TestTaskReasonIsCompulsory(t *testing.T) {
	compulsory := []inspection.ActKind{inspection.ActStartEarly, inspection.ActPutOff, inspection.ActReturnDraw, inspection.ActVoidDraw, inspection.ActFormTeam, inspection.ActLeaveOut, inspection.ActReplaceEntity,
		inspection.ActReturnSummary, inspection.ActCancelTask}
	for kind, want := range taskCells() {
		rule, ok := inspection.TaskRuleOf(kind)
		require.True(t, ok)
		require.Equal(t, slices.Contains(compulsory, kind), rule.Reason, kind)
		for _, scene := range want.at {
			if rule.Reason {
				r := scene(t)
				refusedAs(t, "reason_required", r.attempt(people[want.who[0]], want.facts(r)))
			}
		}
	}
}

func TestTaskAllowedOffersOnlyWhatPasses(t *testing.T) {
	table := taskCells()
	for kind, want := range table {
		for stage, scene := range want.at {
			start := scene(t)
			for _, who := range names(people) {
				mine := map[inspection.ActKind]bool{}
				for _, a := range start.task.Allowed(people[who]) {
					mine[a.Act] = a.Mine
					rule, _ := inspection.TaskRuleOf(a.Act)
					require.Equal(t, inspection.Allowance{Act: rule.Act, Name: rule.Name, Who: a.Who, Clause: rule.Clause, Reason: rule.Reason, Mine: a.Mine, Aside: rule.Aside}, a)
				}
				for other := range table {
					if rule, _ := inspection.TaskRuleOf(other); rule.BySystem() {
						require.NotContains(t, mine, other)
						continue
					}
					permitted := start.task.Permit(inspection.Act{Kind: other, Actor: people[who], Reasoned: true}) == nil
					require.Equal(t, mine[other], permitted, "%s by %s at %s/%s", other, who, kind, stage)
				}
			}
		}
	}
}

func TestTaskUnknownAct(t *testing.T) {
	_, known := inspection.TaskRuleOf("dance")
	require.False(t, known)
	_, _, err := planned(t).task.Apply(inspection.Act{Kind: "dance"}, lawOf2024(t))
	refusedAs(t, "act_unknown", err)
}
