package inspection_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

var caseStages = []inspection.Stage{inspection.StageNotify, inspection.StageSelfCheck, inspection.StageOnSite, inspection.StageResult, inspection.StageHandling,
	inspection.StagePublication, inspection.StageFollowUp, inspection.StageArchiving, inspection.StageClosed, inspection.StageCancelled}

var openStages = caseStages[:8]

// cell is what the procedure says of one act: where, by whom, and how a case comes
// to stand so that it is due. Written down here a second time, apart from the
// table in the code.
type cell struct {
	who       []string
	at        map[inspection.Stage]func(testing.TB) *caseRun
	facts     func(*caseRun) inspection.Facts
	suspended bool // also while the case stands still
}

type (
	scenes = map[inspection.Stage]func(testing.TB) *caseRun
	runFn  = func(testing.TB) *caseRun
)

// anywhere stands a case at each of the stages.
func anywhere(stages ...inspection.Stage) scenes {
	all := scenes{
		inspection.StageNotify:      func(t testing.TB) *caseRun { return openCase(t, april(8)).issue() },
		inspection.StageSelfCheck:   served,
		inspection.StageOnSite:      filed,
		inspection.StageResult:      proposed,
		inspection.StageHandling:    func(t testing.TB) *caseRun { return handling(t).order() },
		inspection.StagePublication: confirmed,
		inspection.StageFollowUp:    followUp,
		inspection.StageArchiving:   archiving,
		inspection.StageClosed:      closed,
		inspection.StageCancelled:   cancelled,
	}
	out := scenes{}
	for _, s := range stages {
		out[s] = all[s]
	}
	return out
}

func at(stage inspection.Stage, scene runFn) scenes { return scenes{stage: scene} }

func constant(f inspection.Facts) func(*caseRun) inspection.Facts {
	return func(*caseRun) inspection.Facts { return f }
}

var suspendable = []inspection.Stage{inspection.StageNotify, inspection.StageSelfCheck, inspection.StageOnSite, inspection.StageResult, inspection.StageHandling,
	inspection.StagePublication, inspection.StageFollowUp}

func cells() map[inspection.ActKind]cell {
	then := func(scene runFn, more func(*caseRun) *caseRun) runFn {
		return func(t testing.TB) *caseRun { return more(scene(t)) }
	}
	opened := func(t testing.TB) *caseRun { return openCase(t, april(8)) }
	suspended := scenes{}
	for stage, scene := range anywhere(suspendable...) {
		suspended[stage] = then(scene, (*caseRun).suspend)
	}
	led := scenes{}
	for stage, scene := range anywhere(openStages[:3]...) {
		led[stage] = then(scene, (*caseRun).lead)
	}
	moment := func(r *caseRun) inspection.Facts {
		m, _ := r.c.Deadlines.NextMoment()
		if r.now.Before(m.At) {
			r.now = m.At
		}
		return inspection.Lapse{Moment: m}
	}
	return map[inspection.ActKind]cell{
		inspection.ActIssueNotice: {who: []string{"system"}, at: at(inspection.StageNotify, opened), facts: constant(inspection.IssueNotice{}), suspended: true},
		inspection.ActServeNotice: {who: []string{"lead", "member"}, at: at(inspection.StageNotify, then(opened, (*caseRun).issue)),
			facts: func(r *caseRun) inspection.Facts {
				return inspection.ServeNotice{Method: inspection.ServedByMail, On: r.today()}
			}},
		inspection.ActRecordNotServed: {who: []string{"lead", "member"}, at: at(inspection.StageNotify, then(opened, (*caseRun).issue)),
			facts: func(r *caseRun) inspection.Facts { return inspection.RecordNotServed{On: r.today()} }},
		inspection.ActFileSelfCheck: {who: []string{"entity", "clerk"}, at: scenes{inspection.StageSelfCheck: served, inspection.StageOnSite: filed},
			facts: func(r *caseRun) inspection.Facts {
				return inspection.FileSelfCheck{On: r.today(), Answers: answers()}
			}},
		inspection.ActAgreeVisit: {who: []string{"lead", "member"}, at: scenes{inspection.StageSelfCheck: served, inspection.StageOnSite: filed},
			facts: func(r *caseRun) inspection.Facts { return inspection.AgreeVisit{On: r.today()} }},
		inspection.ActRecordVisit: {who: []string{"lead", "member"}, at: at(inspection.StageOnSite, filed),
			facts: func(r *caseRun) inspection.Facts { return r.visitFacts(clear()) }},
		inspection.ActSignRecord: {who: []string{"lead", "member"}, at: at(inspection.StageOnSite, visited),
			facts: constant(inspection.SignRecord{Revision: 1})},
		inspection.ActProposeResult: {who: []string{"lead"}, at: at(inspection.StageResult, signed),
			facts: constant(inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem})},
		inspection.ActConfirmResult:   {who: []string{"head"}, at: at(inspection.StageResult, proposed), facts: constant(inspection.ConfirmResult{})},
		inspection.ActSendBackRecord:  {who: []string{"head"}, at: at(inspection.StageResult, signed), facts: constant(inspection.SendBackRecord{})},
		inspection.ActOrderCorrection: {who: []string{"lead"}, at: at(inspection.StageHandling, handling), facts: func(r *caseRun) inspection.Facts { return inspection.OrderCorrection{On: r.today()} }},
		inspection.ActReportCorrection: {who: []string{"entity", "clerk", "lead", "member"}, at: at(inspection.StageHandling, then(handling, (*caseRun).order)),
			facts: func(r *caseRun) inspection.Facts { return inspection.ReportCorrection{On: r.today()} }},
		inspection.ActReinspect: {who: []string{"lead"}, at: at(inspection.StageHandling, func(t testing.TB) *caseRun { return handling(t).order().report() }),
			facts: func(r *caseRun) inspection.Facts {
				return inspection.Reinspect{On: r.today(), Corrected: map[string]bool{"R1": true}}
			}},
		inspection.ActPreparePublication: {who: []string{"clerk"}, at: scenes{inspection.StageHandling: handling, inspection.StagePublication: confirmed},
			facts: constant(inspection.PreparePublication{})},
		inspection.ActReturnPublication: {who: []string{"director"}, facts: constant(inspection.ReturnPublication{}),
			at: scenes{inspection.StageHandling: then(handling, (*caseRun).prepare), inspection.StagePublication: then(confirmed, (*caseRun).prepare)}},
		inspection.ActApprovePublication: {who: []string{"director"}, facts: constant(inspection.ApprovePublication{}),
			at: scenes{inspection.StageHandling: then(handling, (*caseRun).prepare), inspection.StagePublication: then(confirmed, (*caseRun).prepare)}},
		inspection.ActArchive: {who: []string{"system"}, at: at(inspection.StageArchiving, archiving), facts: constant(inspection.Archive{})},
		inspection.ActExtendDeadline: {who: []string{"head"}, at: anywhere(openStages...),
			facts: func(r *caseRun) inspection.Facts {
				kind, unit := map[inspection.Stage]inspection.DeadlineKind{inspection.StageNotify: inspection.DeadlineNotify, inspection.StageSelfCheck: inspection.DeadlineSelfCheck,
					inspection.StageOnSite: inspection.DeadlineOnSite, inspection.StageResult: inspection.DeadlineResult, inspection.StageHandling: inspection.DeadlineCorrection}[r.c.Stage], working(1)
				if kind == inspection.DeadlineCorrection {
					unit.Unit = "days"
				}
				return inspection.ExtendDeadline{Deadline: kind, By: unit}
			}},
		inspection.ActSuspend: {who: []string{"director"}, at: anywhere(suspendable...), facts: func(r *caseRun) inspection.Facts { return inspection.Suspend{On: r.today()} }},
		inspection.ActResume:  {who: []string{"director"}, at: suspended, facts: func(r *caseRun) inspection.Facts { return inspection.Resume{On: r.today()} }, suspended: true},
		inspection.ActCorrectEntry: {who: []string{"head"}, at: anywhere(openStages...), facts: constant(inspection.CorrectEntry{Seq: 1}),
			suspended: true},
		inspection.ActReplaceInspector: {who: []string{"head"}, at: anywhere(openStages[:3]...), suspended: true,
			facts: constant(inspection.ReplaceInspector{Out: "Z2", Team: inspection.Team{"Z1", "Z9"}})},
		inspection.ActJoinVisit: {who: []string{"clerk"}, at: at(inspection.StageOnSite, filed), facts: constant(inspection.JoinVisit{With: otherCase})},
		inspection.ActPartVisit: {who: []string{"clerk"}, at: at(inspection.StageOnSite, then(filed, (*caseRun).join)), facts: constant(inspection.PartVisit{}), suspended: true},
		inspection.ActLeadJointVisit: {who: []string{"system"}, at: anywhere(openStages[:3]...),
			facts: constant(inspection.LeadJointVisit{With: otherCase, Items: []string{"R9"}})},
		inspection.ActEndJointVisit: {who: []string{"system"}, at: led, facts: constant(inspection.EndJointVisit{With: otherCase}), suspended: true},
		inspection.ActTakeJointRecord: {who: []string{"system"}, at: at(inspection.StageOnSite, then(filed, (*caseRun).join)), suspended: true,
			facts: func(r *caseRun) inspection.Facts { return jointRecord(r) }},
		inspection.ActMarkReplaced: {who: []string{"system"}, at: anywhere(append(slices.Clone(openStages), inspection.StageClosed)...), facts: constant(inspection.MarkReplaced{}), suspended: true},
		inspection.ActCancelCase:   {who: []string{"system"}, at: anywhere(openStages[:6]...), facts: constant(inspection.CancelCase{}), suspended: true},
		inspection.ActSettleBranch: {who: []string{"system"}, suspended: true, facts: func(r *caseRun) inspection.Facts {
			return inspection.SettleBranch{No: "2024001-001-0001-R1", Ended: r.c.Stage == inspection.StageArchiving, On: r.today()}
		}, at: scenes{
			inspection.StageHandling:    branchedHandling,
			inspection.StagePublication: func(t testing.TB) *caseRun { return branchedHandling(t).order().report().reinspect(true) },
			inspection.StageFollowUp:    followUp,
			inspection.StageArchiving: func(t testing.TB) *caseRun {
				return branchedHandling(t).order().report().reinspect(true).publish().settle(inspection.ProceedingReferral, false)
			},
		}},
		inspection.ActLapse:   {who: []string{"system"}, at: anywhere(openStages...), facts: moment},
		inspection.ActRecount: {who: []string{"system"}, at: anywhere(openStages...), facts: constant(inspection.Recount{}), suspended: true},
	}
}

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
