package inspection_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// otherwise are cells that the table admits and the facts of edition 2024 refuse:
// there is no period that could be extended or pass.
var otherwise = map[inspection.ActKind]map[inspection.Stage]string{
	inspection.ActExtendDeadline: {inspection.StagePublication: "deadline_never_extended", inspection.StageFollowUp: "no_deadline_running", inspection.StageArchiving: "no_deadline_running"},
	inspection.ActLapse:          {inspection.StageFollowUp: "moment_not_meant", inspection.StageArchiving: "moment_not_meant"},
}

// TestEveryCellOfTheCaseTable: each act at each stage by each person passes where
// the procedure says so, and is refused in Chinese everywhere else.
func TestEveryCellOfTheCaseTable(t *testing.T) {
	table := cells()
	for _, rule := range inspection.CaseRules {
		want, known := table[rule.Act]
		if rule.Duty != "" {
			require.False(t, known, rule.Act) // see TestEveryCellOfEdition2025
			continue
		}
		require.True(t, known, rule.Act)
		for _, stage := range caseStages {
			t.Run(fmt.Sprintf("%s/%s", rule.Act, stage), func(t *testing.T) {
				scene, legal := want.at[stage]
				if !legal {
					scene = anywhere(stage)[stage]
				}
				start := scene(t)
				require.Equal(t, stage, start.c.Stage)
				for _, who := range names(people) {
					r := *start
					r.told = nil
					if rule.Act == inspection.ActRecount {
						r.law.Calendar = newerCalendar(t, 2027)
					}
					facts := want.facts(&r)
					if rule.Act == inspection.ActRecount {
						facts = inspection.Recount{Calendar: r.law.Calendar.Version()}
					}
					err := r.attempt(people[who], facts, reasoned)
					code, special := otherwise[rule.Act][stage]
					switch {
					case !legal:
						e := refusedAs(t, "act_not_at_this_stage", err)
						require.Equal(t, inspection.KindNotAllowed, e.Kind)
						require.Contains(t, e.Message, stage.Chinese())
						require.Contains(t, e.Message, rule.Name)
						namesWhatComesNext(t, r.c, e.Message)
					case slices.Contains(want.who, who) && special:
						refusedAs(t, code, err)
					case slices.Contains(want.who, who):
						require.NoError(t, err, who)
					case special && rule.Act == inspection.ActExtendDeadline && who == "director":
						// Where no period can be extended the table names both heads.
						refusedAs(t, code, err)
					default:
						e := refusedAs(t, "not_your_act", err)
						require.Equal(t, inspection.KindForbidden, e.Kind)
						require.Contains(t, e.Message, rule.Name)
						require.True(t, slices.ContainsFunc(rule.Who, func(w inspection.Who) bool { return strings.Contains(e.Message, w.Chinese()) }), e.Message)
					}
				}
			})
		}
	}
}

// namesWhatComesNext: a refusal says what can be done now and by whom, or that
// nothing waits for a person.
func namesWhatComesNext(t *testing.T, c inspection.Case, message string) {
	t.Helper()
	if c.Stage == inspection.StageFollowUp {
		for _, b := range c.OpenBranches() {
			require.Contains(t, message, b.Kind.Chinese())
		}
		return
	}
	_, list, _ := strings.Cut(message, "现在可以办理：")
	next := 0
	for _, a := range c.Allowed(inspection.Actor{}) {
		switch a.Act {
		case inspection.ActExtendDeadline, inspection.ActSuspend, inspection.ActCorrectEntry, inspection.ActReplaceInspector, inspection.ActRequestRecusal, inspection.ActComplain, inspection.ActJoinVisit:
			require.NotContains(t, list, a.Name, "it leads nowhere by itself")
			continue
		}
		next++
		require.Contains(t, message, a.Name)
		for _, w := range a.Who {
			require.Contains(t, message, w.Chinese())
		}
	}
	if next == 0 {
		require.Contains(t, message, "现在没有需要人工办理的事项")
	}
}

// TestARefusalNamesTheBranchThatIsWaitedFor: where a case only waits for its
// branches, and only as long as one is open.
func TestARefusalNamesTheBranchThatIsWaitedFor(t *testing.T) {
	message := func(r *caseRun) string {
		return r.refused("act_not_at_this_stage", "lead", inspection.AgreeVisit{On: r.today()}).Message
	}
	r := followUp(t)
	require.Contains(t, message(r), "正在等待行政处罚案件、移送有关主管部门办结或者移交。")
	r.c.Branches[0].Done = true
	require.Contains(t, message(r), "正在等待移送有关主管部门办结或者移交。")
	r.c.Branches[1].Done = true
	require.Contains(t, message(r), "现在没有需要人工办理的事项。")
	r = handling(t).order().report().reinspect(false)
	require.NotEmpty(t, r.c.OpenBranches())
	require.Contains(t, message(r), "现在可以办理：拟定公示内容")
}

// TestOnlySomeActsWhileSuspended: a case that stands still admits nothing else,
// and says who can let it go on.
func TestOnlySomeActsWhileSuspended(t *testing.T) {
	for kind, want := range cells() {
		for stage, scene := range want.at {
			if kind == inspection.ActResume || !slices.Contains(suspendable, stage) {
				continue
			}
			t.Run(fmt.Sprintf("%s/%s", kind, stage), func(t *testing.T) {
				r := scene(t)
				facts := want.facts(r)
				r.suspend()
				if kind == inspection.ActRecount {
					r.law.Calendar = newerCalendar(t, 2027)
					facts = inspection.Recount{Calendar: r.law.Calendar.Version()}
				}
				err := r.attempt(people[want.who[0]], facts, reasoned)
				if want.suspended {
					require.NoError(t, err)
					return
				}
				e := refusedAs(t, "case_suspended", err)
				require.Contains(t, e.Message, "恢复（局负责人）")
			})
		}
	}
}

// TestReasonIsCompulsory where the table says so.
func TestReasonIsCompulsory(t *testing.T) {
	compulsory := []inspection.ActKind{inspection.ActRecordNotServed, inspection.ActSendBackRecord, inspection.ActReturnPublication, inspection.ActExtendDeadline,
		inspection.ActSuspend, inspection.ActCorrectEntry, inspection.ActReplaceInspector, inspection.ActPartVisit}
	for kind, want := range cells() {
		rule, ok := inspection.CaseRuleOf(kind)
		require.True(t, ok)
		require.Equal(t, slices.Contains(compulsory, kind), rule.Reason, kind)
		if !rule.Reason {
			continue
		}
		for stage, scene := range want.at {
			if _, special := otherwise[kind][stage]; special {
				continue
			}
			r := scene(t)
			refusedAs(t, "reason_required", r.attempt(people[want.who[0]], want.facts(r)))
		}
	}
}

// TestAllowedOffersOnlyWhatPasses: an act that is marked as one's own is accepted
// with the right facts, and one that is accepted was offered.
func TestAllowedOffersOnlyWhatPasses(t *testing.T) {
	table := cells()
	situations := map[string]*caseRun{}
	for kind, want := range table {
		for stage, scene := range want.at {
			situations[fmt.Sprintf("%s/%s", kind, stage)] = scene(t)
		}
	}
	for _, name := range names(situations) {
		t.Run(name, func(t *testing.T) {
			start := situations[name]
			for _, who := range names(people) {
				if who == "system" {
					continue
				}
				mine := map[inspection.ActKind]bool{}
				for _, a := range start.c.Allowed(people[who]) {
					mine[a.Act] = a.Mine
					rule, _ := inspection.CaseRuleOf(a.Act)
					require.Equal(t, inspection.Allowance{Act: rule.Act, Name: rule.Name, Who: a.Who, Clause: rule.Clause, Reason: rule.Reason, Mine: a.Mine, Aside: rule.Aside}, a)
				}
				for kind := range table {
					rule, _ := inspection.CaseRuleOf(kind)
					if rule.BySystem() {
						require.NotContains(t, mine, kind, "people never perform the system's acts")
						continue
					}
					r := *start
					a, err := inspection.NewAct(people[who], r.now, table[kind].facts(&caseRun{t: t, c: start.c, law: start.law, now: start.now}))
					require.NoError(t, err)
					a.Reasoned = true
					require.Equal(t, mine[kind], start.c.Permit(a) == nil, "%s by %s", kind, who)
				}
			}
		})
	}
}

func TestUnknownActIsRefused(t *testing.T) {
	_, known := inspection.CaseRuleOf("dance")
	require.False(t, known)
	_, _, err := served(t).c.Apply(inspection.Act{Kind: "dance"}, lawOf2024(t))
	refusedAs(t, "act_unknown", err)
}
