package cases_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// otherwise are cells that the table admits and the facts of edition 2024 refuse:
// there is no period that could be extended or pass.
var otherwise = map[law.ActKind]map[cases.Stage]string{
	law.ActExtendDeadline: {cases.StagePublication: "deadline_never_extended", cases.StageFollowUp: "no_deadline_running", cases.StageArchiving: "no_deadline_running"},
	law.ActLapse:          {cases.StageFollowUp: "moment_not_meant", cases.StageArchiving: "moment_not_meant"},
}

// TestEveryCellOfTheCaseTable: each act at each stage by each person passes where
// the procedure says so, and is refused in Chinese everywhere else.
func TestEveryCellOfTheCaseTable(t *testing.T) {
	table := inspectiontest.CaseCells()
	for _, rule := range cases.Rules {
		want, known := table[rule.Act]
		if rule.Duty != "" {
			require.False(t, known, rule.Act) // see TestEveryCellOfEdition2025
			continue
		}
		require.True(t, known, rule.Act)
		for _, stage := range inspectiontest.CaseStages {
			t.Run(fmt.Sprintf("%s/%s", rule.Act, stage), func(t *testing.T) {
				scene, legal := want.At[stage]
				if !legal {
					scene = inspectiontest.Anywhere(stage)[stage]
				}
				start := scene(t)
				require.Equal(t, stage, start.Case.Stage)
				for _, who := range inspectiontest.Names(inspectiontest.People) {
					r := *start
					r.Told = nil
					if rule.Act == law.ActRecount {
						r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
					}
					facts := want.Facts(&r)
					if rule.Act == law.ActRecount {
						facts = law.Recount{Calendar: r.Law.Calendar.Version()}
					}
					err := r.Attempt(inspectiontest.People[who], facts, inspectiontest.Reasoned)
					code, special := otherwise[rule.Act][stage]
					switch {
					case !legal:
						e := inspectiontest.RefusedAs(t, "act_not_at_this_stage", err)
						require.Equal(t, law.KindNotAllowed, e.Kind)
						require.Contains(t, e.Message, stage.Chinese())
						require.Contains(t, e.Message, rule.Name)
						namesWhatComesNext(t, r.Case, e.Message)
					case slices.Contains(want.Who, who) && special:
						inspectiontest.RefusedAs(t, code, err)
					case slices.Contains(want.Who, who):
						require.NoError(t, err, who)
					case special && rule.Act == law.ActExtendDeadline && who == "director":
						// Where no period can be extended the table names both heads.
						inspectiontest.RefusedAs(t, code, err)
					default:
						e := inspectiontest.RefusedAs(t, "not_your_act", err)
						require.Equal(t, law.KindForbidden, e.Kind)
						require.Contains(t, e.Message, rule.Name)
						require.True(t, slices.ContainsFunc(rule.Who, func(w law.Who) bool { return strings.Contains(e.Message, w.Chinese()) }), e.Message)
					}
				}
			})
		}
	}
}

// namesWhatComesNext: a refusal says what can be done now and by whom, or that
// nothing waits for a person.
func namesWhatComesNext(t *testing.T, c cases.Case, message string) {
	t.Helper()
	if c.Stage == cases.StageFollowUp {
		for _, b := range c.OpenBranches() {
			require.Contains(t, message, b.Kind.Chinese())
		}
		return
	}
	_, list, _ := strings.Cut(message, "现在可以办理：")
	next := 0
	for _, a := range c.Allowed(law.Actor{}) {
		switch a.Act {
		case law.ActExtendDeadline, law.ActSuspend, cases.ActCorrectEntry, cases.ActReplaceInspector, cases.ActRequestRecusal, cases.ActComplain, cases.ActJoinVisit, cases.ActOrderCooperation:
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
	message := func(r *inspectiontest.CaseRun) string {
		return r.Refused("act_not_at_this_stage", "lead", cases.AgreeVisit{On: r.Today()}).Message
	}
	r := inspectiontest.FollowUp(t)
	require.Contains(t, message(r), "正在等待行政处罚案件、移送有关主管部门办结或者移交。")
	r.Case.Branches[0].Done = true
	require.Contains(t, message(r), "正在等待移送有关主管部门办结或者移交。")
	r.Case.Branches[1].Done = true
	require.Contains(t, message(r), "现在没有需要人工办理的事项。")
	r = inspectiontest.Handling(t).Order().Report().Reinspect(false)
	require.NotEmpty(t, r.Case.OpenBranches())
	require.Contains(t, message(r), "现在可以办理：拟定公示内容")
}

// TestOnlySomeActsWhileSuspended: a case that stands still admits nothing else,
// and says who can let it go on.
func TestOnlySomeActsWhileSuspended(t *testing.T) {
	for kind, want := range inspectiontest.CaseCells() {
		for stage, scene := range want.At {
			if kind == law.ActResume || !slices.Contains(inspectiontest.Suspendable, stage) {
				continue
			}
			t.Run(fmt.Sprintf("%s/%s", kind, stage), func(t *testing.T) {
				r := scene(t)
				facts := want.Facts(r)
				r.Suspend()
				if kind == law.ActRecount {
					r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
					facts = law.Recount{Calendar: r.Law.Calendar.Version()}
				}
				err := r.Attempt(inspectiontest.People[want.Who[0]], facts, inspectiontest.Reasoned)
				if want.Suspended {
					require.NoError(t, err)
					return
				}
				e := inspectiontest.RefusedAs(t, "case_suspended", err)
				require.Contains(t, e.Message, "恢复（局负责人）")
			})
		}
	}
}

// TestReasonIsCompulsory where the table says so.
func TestReasonIsCompulsory(t *testing.T) {
	compulsory := []law.ActKind{cases.ActRecordNotServed, cases.ActSendBackRecord, cases.ActReturnPublication, law.ActExtendDeadline,
		law.ActSuspend, cases.ActCorrectEntry, cases.ActReplaceInspector, cases.ActPartVisit}
	for kind, want := range inspectiontest.CaseCells() {
		rule, ok := cases.RuleOf(kind)
		require.True(t, ok)
		require.Equal(t, slices.Contains(compulsory, kind), rule.Reason, kind)
		if !rule.Reason {
			continue
		}
		for stage, scene := range want.At {
			if _, special := otherwise[kind][stage]; special {
				continue
			}
			r := scene(t)
			inspectiontest.RefusedAs(t, "reason_required", r.Attempt(inspectiontest.People[want.Who[0]], want.Facts(r)))
		}
	}
}

// TestAllowedOffersOnlyWhatPasses: an act that is marked as one's own is accepted
// with the right facts, and one that is accepted was offered.
func TestAllowedOffersOnlyWhatPasses(t *testing.T) {
	table := inspectiontest.CaseCells()
	situations := map[string]*inspectiontest.CaseRun{}
	for kind, want := range table {
		for stage, scene := range want.At {
			situations[fmt.Sprintf("%s/%s", kind, stage)] = scene(t)
		}
	}
	for _, name := range inspectiontest.Names(situations) {
		t.Run(name, func(t *testing.T) {
			start := situations[name]
			for _, who := range inspectiontest.Names(inspectiontest.People) {
				if who == "system" {
					continue
				}
				mine := map[law.ActKind]bool{}
				for _, a := range start.Case.Allowed(inspectiontest.People[who]) {
					mine[a.Act] = a.Mine
					rule, _ := cases.RuleOf(a.Act)
					require.Equal(t, law.Allowance{Act: rule.Act, Name: rule.Name, Who: a.Who, Clause: rule.Clause, Reason: rule.Reason, Mine: a.Mine, Aside: rule.Aside}, a)
				}
				for kind := range table {
					rule, _ := cases.RuleOf(kind)
					if rule.BySystem() {
						require.NotContains(t, mine, kind, "people never perform the system's acts")
						continue
					}
					r := *start
					a, err := law.NewAct(inspectiontest.People[who], r.Now, table[kind].Facts(&inspectiontest.CaseRun{T: t, Case: start.Case, Law: start.Law, Now: start.Now}))
					require.NoError(t, err)
					a.Reasoned = true
					require.Equal(t, mine[kind], start.Case.Permit(a) == nil, "%s by %s", kind, who)
				}
			}
		})
	}
}

func TestUnknownActIsRefused(t *testing.T) {
	_, known := cases.RuleOf("dance")
	require.False(t, known)
	_, _, err := inspectiontest.Served(t).Case.Apply(law.Act{Kind: "dance"}, inspectiontest.LawOf2024(t))
	inspectiontest.RefusedAs(t, "act_unknown", err)
}
