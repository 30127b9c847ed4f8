package tasks_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// mayTask is who the table admits to an act at a stage, apart from what the facts
// then refuse: a head cancels before the draw only; a clerk types in entries.
func mayTask(kind law.ActKind, stage tasks.Stage, who []string) []string {
	if kind == tasks.ActCancelTask && (stage == tasks.StagePlanned || stage == tasks.StagePreparing) {
		return append([]string{"head"}, who...)
	}
	return who
}

// byFacts are persons whom the table admits and the facts or their own earlier
// acts refuse, with the code.
var byFacts = map[law.ActKind]map[string]string{
	tasks.ActSealEntry: {"clerk": "seal_or_entry"},
	tasks.ActOpenEntry: {"supervisor": "not_your_seal"},
}

func TestEveryCellOfTheTaskTable(t *testing.T) {
	table := inspectiontest.TaskCells()
	require.Len(t, tasks.Rules, len(table), "an act without a row in this test")
	for _, rule := range tasks.Rules {
		want, known := table[rule.Act]
		require.True(t, known, rule.Act)
		for _, stage := range inspectiontest.TaskStages {
			t.Run(fmt.Sprintf("%s/%s", rule.Act, stage), func(t *testing.T) {
				scene, legal := want.At[stage]
				if !legal {
					scene = inspectiontest.SomeTask(stage)[stage]
				}
				start := scene(t)
				require.Equal(t, stage, start.Task.Stage)
				for _, who := range inspectiontest.Names(inspectiontest.People) {
					r := *start
					facts := want.Facts(&r)
					err := r.Attempt(inspectiontest.People[who], facts, inspectiontest.Reasoned)
					switch {
					case !legal:
						e := inspectiontest.RefusedAs(t, "act_not_at_this_stage", err)
						require.Contains(t, e.Message, stage.Chinese())
						require.Contains(t, e.Message, rule.Name)
						_, list, _ := strings.Cut(e.Message, "现在可以办理：")
						for _, a := range r.Task.Allowed(law.Actor{}) {
							if a.Act == tasks.ActCancelTask {
								require.NotContains(t, list, a.Name, "it leads nowhere")
							} else {
								require.Contains(t, e.Message, a.Name+"（"+a.Who[0].Chinese())
							}
						}
					case slices.Contains(mayTask(rule.Act, stage, want.Who), who):
						require.NoError(t, err, who)
					case byFacts[rule.Act][who] != "":
						inspectiontest.RefusedAs(t, byFacts[rule.Act][who], err)
					default:
						e := inspectiontest.RefusedAs(t, "not_your_act", err)
						require.Contains(t, e.Message, rule.Name)
						require.True(t, slices.ContainsFunc(rule.Who, func(w law.Who) bool { return strings.Contains(e.Message, w.Chinese()) }), e.Message)
					}
				}
			})
		}
	}
}

func TestTaskReasonIsCompulsory(t *testing.T) {
	compulsory := []law.ActKind{tasks.ActStartEarly, tasks.ActPutOff, tasks.ActReturnDraw, tasks.ActVoidDraw, tasks.ActFormTeam, tasks.ActLeaveOut, tasks.ActReplaceEntity,
		tasks.ActReturnSummary, tasks.ActCancelTask}
	for kind, want := range inspectiontest.TaskCells() {
		rule, ok := tasks.RuleOf(kind)
		require.True(t, ok)
		require.Equal(t, slices.Contains(compulsory, kind), rule.Reason, kind)
		for _, scene := range want.At {
			if rule.Reason {
				r := scene(t)
				inspectiontest.RefusedAs(t, "reason_required", r.Attempt(inspectiontest.People[want.Who[0]], want.Facts(r)))
			}
		}
	}
}

func TestTaskAllowedOffersOnlyWhatPasses(t *testing.T) {
	table := inspectiontest.TaskCells()
	for kind, want := range table {
		for stage, scene := range want.At {
			start := scene(t)
			for _, who := range inspectiontest.Names(inspectiontest.People) {
				mine := map[law.ActKind]bool{}
				for _, a := range start.Task.Allowed(inspectiontest.People[who]) {
					mine[a.Act] = a.Mine
					rule, _ := tasks.RuleOf(a.Act)
					require.Equal(t, law.Allowance{Act: rule.Act, Name: rule.Name, Who: a.Who, Clause: rule.Clause, Reason: rule.Reason, Mine: a.Mine, Aside: rule.Aside}, a)
				}
				for other := range table {
					if rule, _ := tasks.RuleOf(other); rule.BySystem() {
						require.NotContains(t, mine, other)
						continue
					}
					permitted := start.Task.Permit(law.Act{Kind: other, Actor: inspectiontest.People[who], Reasoned: true}) == nil
					require.Equal(t, mine[other], permitted, "%s by %s at %s/%s", other, who, kind, stage)
				}
			}
		}
	}
}

func TestTaskUnknownAct(t *testing.T) {
	_, known := tasks.RuleOf("dance")
	require.False(t, known)
	_, _, err := inspectiontest.Planned(t).Task.Apply(law.Act{Kind: "dance"}, inspectiontest.LawOf2024(t))
	inspectiontest.RefusedAs(t, "act_unknown", err)
}
