package inspection_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func TestEdition2025IsOneDataSet(t *testing.T) {
	before, e := edition2024(t), edition2025(t)
	require.Equal(t, before.Outcomes, e.Outcomes)
	require.Equal(t, before.Periods, e.Periods[:len(before.Periods)])
	require.Equal(t, before.Until, e.From)
	require.Empty(t, before.Duties)
	for _, d := range e.Duties {
		require.Equal(t, e.From, d.Since, d.Name)
		require.Regexp(t, `\p{Han}`, d.Name)
		require.Contains(t, d.Clause, "54号")
	}
	for _, r := range inspection.CaseRules {
		if r.Duty != "" {
			_, known := e.Duty(r.Duty)
			require.True(t, known, r.Act)
		}
	}
	require.Equal(t, len(inspection.CaseRules), len(inspection.CaseRulesIn(e)))
	require.False(t, slices.ContainsFunc(inspection.CaseRulesIn(before), func(r inspection.CaseRule) bool { return r.Duty != "" }))
	require.True(t, e.Binds("人力资源服务机构", false))
	require.False(t, e.Binds("社保经办机构", false))
	require.True(t, e.Binds("社保经办机构", true))
	require.False(t, before.Binds("人力资源服务机构", true))
}

// TestBothEditionsBesideEachOther: a case of a public body, and one of edition
// 2024, go the document's way and know nothing of the rest.
func TestBothEditionsBesideEachOther(t *testing.T) {
	public := open2025(t)
	public.c.Under54 = false
	for name, r := range map[string]*caseRun{"2024": openCase(t, april(8)), "public body of 2025": public} {
		t.Run(name, func(t *testing.T) {
			r.t = t
			r.issue().serve().file().at(r.today().At(16, 0))
			for _, rule := range inspection.CaseRules {
				if rule.Duty == "" {
					continue
				}
				for _, who := range names(people) {
					a := inspection.Act{Kind: rule.Act, Actor: people[who], Happened: r.now, Entered: r.now, Reasoned: true}
					e := refusedAs(t, "act_not_in_edition", r.c.Permit(a))
					require.Contains(t, e.Message, rule.Name)
					require.False(t, slices.ContainsFunc(r.c.Allowed(people[who]), func(al inspection.Allowance) bool { return al.Act == rule.Act }))
				}
			}
			r.refused("visit_not_urgent", "lead", urgently(r), reasoned)
			r.visit(clear()).sign().propose(inspection.OutcomeNoProblem, nil).confirm().publish()
			r.do("system", inspection.Archive{})
			require.Equal(t, inspection.StageClosed, r.c.Stage)
			require.Empty(t, r.c.Deadlines)
		})
	}
}

func urgently(r *caseRun) inspection.RecordVisit {
	f := r.visitFacts(clear())
	f.Urgent = true
	return f
}

// TestWholeWayOfEdition2025: from the notice with its count to the archive.
func TestWholeWayOfEdition2025(t *testing.T) {
	r := open2025(t)
	count := inspection.VisitCount{ThisYear: 1, Cap: 2}
	r.do("system", inspection.IssueNotice{Count: &count})
	require.Equal(t, &count, r.c.NoticeCount)
	r.serve().file().at(march(3).At(10, 0))
	r.refused("visit_not_approved", "lead", r.visitFacts(clear()))
	r.refused("visit_not_approved", "entity", inspection.StartVisit{})
	r.proposeVisit()
	require.True(t, r.c.Approval.Pending())
	require.Equal(t, r.c.Team, r.c.Approval.Team)
	require.Equal(t, []inspection.Role{inspection.RoleBureauHead}, r.told[len(r.told)-1].To.Roles)
	r.refused("visit_not_approved", "lead", r.visitFacts(clear()))
	r.approve()
	require.Equal(t, march(3), r.c.Approval.ApprovedOn)
	r.refused("visit_not_started", "lead", r.visitFacts(clear()))
	r.now = march(4).At(9, 30)
	require.NoError(t, r.c.CodeShowable(r.today()))
	r.scan()
	require.Equal(t, &inspection.VisitStart{At: march(4).At(9, 30), Scanned: true, Seq: r.c.Seq}, r.c.Start)
	r.refused("visit_started", "entity", inspection.StartVisit{})
	r.now = march(4).At(11, 0)
	early := r.visitFacts(clear())
	early.Started = march(4).At(9, 29)
	r.refused("out_of_order", "lead", early)
	r.visit(clear()).sign().propose(inspection.OutcomeNoProblem, nil).confirm()
	require.Equal(t, march(11), r.deadline(inspection.DeadlineTellResult).Last)
	r.prepare()
	r.refused("result_not_told", "director", inspection.ApprovePublication{})
	r.do("entity", inspection.RateVisit{Stars: 4})
	r.now = march(11).At(9, 0)
	r.tellResult()
	require.False(t, r.met(inspection.DeadlineTellResult).Late)
	r.refused("result_told", "lead", inspection.TellResult{Method: inspection.ServedByMail, On: r.today()})
	r.do("director", inspection.ApprovePublication{})
	r.do("system", inspection.Archive{})
	require.Empty(t, r.c.Deadlines)
	require.NotContains(t, encoded(t, r.c), "stars", "the case keeps no rating")
}

// TestDaysOfTheApproval: the day before, the first and the last day, the day after.
func TestDaysOfTheApproval(t *testing.T) {
	for day, code := range map[int]string{4: "visit_outside_approval", 5: "", 7: "", 8: "visit_outside_approval"} {
		t.Run(fmt.Sprint(day), func(t *testing.T) {
			r := filed2025(t)
			r.do("lead", inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: march(5), To: march(7)})
			r.approve()
			r.now = march(day).At(9, 0)
			if code != "" {
				r.refused(code, "entity", inspection.StartVisit{})
				refusedAs(t, code, r.c.CodeShowable(r.today()))
				r.do("lead", inspection.EnterScanLate{At: r.now})
				r.now = r.now.Add(2 * time.Hour)
				r.refused(code, "lead", r.visitFacts(clear()))
				return
			}
			r.scan()
			r.now = r.now.Add(2 * time.Hour)
			r.visit(clear())
		})
	}
}

func TestProposalsOfAVisit(t *testing.T) {
	r := filed2025(t)
	e := r.refused("visit_proposal_invalid", "lead", inspection.ProposeVisit{Mode: "by drone", From: march(2), To: march(1)}, reasoned)
	require.Equal(t, []string{"mode", "to"}, fields(e))
	e = r.refused("visit_proposal_invalid", "lead", inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: march(2), To: march(4)}, reasoned)
	require.Equal(t, []string{"from"}, fields(e))
	r.refused("reason_required", "lead", r.proposalFacts())
	r.refused("visit_not_proposed", "director", inspection.ApproveVisit{})
	r.proposeVisit().refused("visit_proposed", "lead", r.proposalFacts(), reasoned)
	r.do("director", inspection.ReturnVisit{})
	require.Nil(t, r.c.Approval)
	require.Equal(t, []string{people["lead"].ID}, r.told[len(r.told)-1].To.Accounts)

	// Nobody approves what the same person proposed, nor what the own team is to do.
	r.proposeVisit()
	deputy := people["director"]
	deputy.DelegatedFrom = people["lead"].ID
	refusedAs(t, "own_proposal", r.attempt(deputy, inspection.ApproveVisit{}))
	member := people["member"]
	member.Roles = append(slices.Clone(member.Roles), inspection.RoleBureauHead)
	refusedAs(t, "own_case", r.attempt(member, inspection.ApproveVisit{}))

	r.now = march(8).At(9, 0)
	r.refused("visit_days_passed", "director", inspection.ApproveVisit{})
	r.do("director", inspection.ReturnVisit{})
	// What was approved may be proposed anew as long as nobody has visited.
	r.proposeVisit().approve().scan().proposeVisit()
	require.Nil(t, r.c.Start)
	require.True(t, r.c.Approval.Pending())
}

func TestCapAndRepeatedVisits(t *testing.T) {
	for _, tc := range []struct {
		count inspection.VisitCount
		mode  inspection.VisitMode
		why   bool
		code  string
	}{
		{inspection.VisitCount{ThisYear: 1, Cap: 2}, inspection.ModeOnSite, false, ""},
		{inspection.VisitCount{ThisYear: 2, Cap: 2}, inspection.ModeOnSite, false, "visit_cap_reached"},
		{inspection.VisitCount{ThisYear: 2, Cap: 2}, inspection.ModeWritten, false, ""},
		{inspection.VisitCount{ThisYear: 9}, inspection.ModeOnSite, false, ""},
		{inspection.VisitCount{ThisYear: 3, ClearInARow: 3, Repeated: true}, inspection.ModeOnSite, false, "repeat_reason_required"},
		{inspection.VisitCount{ThisYear: 3, ClearInARow: 3, Repeated: true}, inspection.ModeOnSite, true, ""},
	} {
		r := filed2025(t)
		f := r.proposalFacts()
		f.Count, f.Mode, f.RepeatExplained = tc.count, tc.mode, tc.why
		if tc.code != "" {
			r.refused(tc.code, "lead", f, reasoned)
			continue
		}
		r.do("lead", f)
		require.Equal(t, tc.count, r.c.Approval.Count)
	}
}

// TestUrgentVisit: approved afterwards on the same or the next working day, and
// marked for ever.
func TestUrgentVisit(t *testing.T) {
	urgent := func(t *testing.T) *caseRun {
		r := filed2025(t).at(march(7).At(15, 0)) // a Friday
		r.do("lead", inspection.EnterScanLate{At: march(7).At(14, 0)})
		r.refused("reason_required", "lead", urgently(r))
		r.do("lead", urgently(r), reasoned)
		require.True(t, r.c.Visit.Urgent)
		require.Equal(t, march(10), r.deadline(inspection.DeadlineLateApproval).Last)
		return r
	}
	for now, late := range map[time.Time]bool{march(7).At(18, 0): false, march(10).At(23, 59): false, march(11).At(0, 0): true} {
		r := urgent(t).sign()
		r.refused("late_approval_missing", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem})
		r.at(now)
		e := r.refused("visit_proposal_invalid", "lead", inspection.ProposeVisit{Mode: inspection.ModeWritten, From: march(8), To: march(9)}, reasoned)
		require.Equal(t, []string{"from", "mode"}, fields(e))
		r.do("lead", inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: march(7), To: march(7), Count: inspection.VisitCount{ThisYear: 5, Cap: 2}})
		require.True(t, r.c.Approval.Urgent)
		r.do("director", inspection.ReturnVisit{})
		r.deadline(inspection.DeadlineLateApproval)
		r.do("lead", inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: march(7), To: march(7)})
		r.approve()
		require.Equal(t, late, r.met(inspection.DeadlineLateApproval).Late)
		r.propose(inspection.OutcomeNoProblem, nil)
		require.True(t, r.c.Visit.Urgent)
		r.refused("visit_recorded", "lead", inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: march(7), To: march(7)}, reasoned)
	}
	t.Run("filled anew", func(t *testing.T) {
		r := urgent(t)
		r.visit(problemOn("R1"))
		require.True(t, r.c.Visit.Urgent, "stays marked")
		require.Equal(t, march(10), r.deadline(inspection.DeadlineLateApproval).Last)
	})
	t.Run("a proposal that waited", func(t *testing.T) {
		r := filed2025(t).proposeVisit()
		r.do("lead", inspection.EnterScanLate{At: r.now.Add(-time.Hour)})
		r.do("lead", urgently(r), reasoned)
		require.True(t, r.c.Approval.Urgent)
		r.approve()
		require.Empty(t, r.c.Approval.ProposedFor)
		_, running := r.c.Deadlines.Find(inspection.DeadlineLateApproval)
		require.False(t, running)
	})
	t.Run("one of another day", func(t *testing.T) {
		r := filed2025(t)
		r.do("lead", inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: march(6), To: march(7)})
		r.do("lead", inspection.EnterScanLate{At: r.now.Add(-time.Hour)})
		r.do("lead", urgently(r), reasoned)
		require.Nil(t, r.c.Approval)
	})
	t.Run("approved beforehand", func(t *testing.T) {
		r := filed2025(t).proposeVisit().approve().scan()
		r.now = r.now.Add(time.Hour)
		r.refused("visit_not_urgent", "lead", urgently(r), reasoned)
	})
	t.Run("no visit", func(t *testing.T) {
		r := filed2025(t)
		f := urgently(r)
		f.Mode = inspection.ModeWritten
		r.refused("visit_not_urgent", "lead", f, reasoned)
		f.Urgent = false
		r.do("lead", f) // a written check needs neither approval nor scan
		r.sign()
		r.do("head", inspection.SendBackRecord{})
		f.Mode = inspection.ModeOnSite
		r.refused("visit_not_approved", "lead", f)
		r.proposeVisit().approve().scan() // it may be followed by a visit
		r.now = r.now.Add(time.Hour)
		r.visit(clear())
	})
}

// TestLateScan: within ten days, of which the last is a working day.
func TestLateScan(t *testing.T) {
	// Wednesday 5 March and ten days: Saturday the 15th, so Monday the 17th.
	for now, code := range map[time.Time]string{march(5).At(12, 0): "", march(14).At(9, 0): "", march(17).At(23, 59): "", march(18).At(0, 0): "scan_too_late"} {
		r := filed2025(t)
		r.do("lead", inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: march(5), To: march(5)})
		r.approve()
		r.now = now
		f := inspection.EnterScanLate{At: march(5).At(9, 0)}
		if code != "" {
			r.refused(code, "lead", f, reasoned)
			continue
		}
		r.refused("reason_required", "lead", f)
		r.do("lead", f)
		require.False(t, r.c.Start.Scanned)
		r.refused("visit_started", "member", f, reasoned)
		visit := r.visitFacts(clear())
		visit.Started, visit.Ended = march(5).At(9, 0), march(5).At(11, 0)
		r.do("lead", visit, reasoned)
	}
	r := filed2025(t)
	r.refused("in_the_future", "lead", inspection.EnterScanLate{At: r.now.Add(time.Minute)}, reasoned)
	r.refused("in_the_future", "lead", inspection.EnterScanLate{}, reasoned)
	r.refused("out_of_order", "lead", inspection.EnterScanLate{At: march(2).At(9, 0)}, reasoned)
}

// TestNobodyThereToScan: a visit that found nobody has no start, one that was
// refused has.
func TestNobodyThereToScan(t *testing.T) {
	r := filed2025(t).proposeVisit().approve()
	r.visitAttempt(inspection.OutcomeUnreachable).sign().propose(inspection.OutcomeUnreachable, nil).confirm()
	_, running := r.c.Deadlines.Find(inspection.DeadlineTellResult)
	require.False(t, running, "who cannot be found cannot be told")
	r.publish()
	require.Equal(t, inspection.StageArchiving, r.c.Stage)

	r = filed2025(t).proposeVisit().approve()
	f := r.visitFacts(nil)
	f.Attempt, f.EntitySignature = inspection.OutcomeUncooperative, inspection.EntityRefused
	r.refused("visit_not_started", "lead", f)
}

func TestRecusalAskedForByTheEntity(t *testing.T) {
	ask := inspection.RequestRecusal{Certificate: "Z2"}
	r := filed2025(t).proposeVisit().approve()
	r.refused("recusal_not_requested", "head", inspection.DecideRecusal{Certificate: "Z2"}, reasoned)
	r.refused("not_on_team", "entity", inspection.RequestRecusal{Certificate: "Z9"}, reasoned)
	r.refused("reason_required", "entity", ask)
	r.do("entity", ask)
	r.refused("recusal_requested", "entity", ask, reasoned)
	r.refused("recusal_pending", "entity", inspection.StartVisit{})
	r.refused("recusal_pending", "lead", r.visitFacts(clear()))
	r.refused("recusal_not_requested_of", "head", inspection.DecideRecusal{Certificate: "Z1"}, reasoned)
	own := people["head"]
	own.Certificate = "Z2"
	refusedAs(t, "own_case", r.attempt(own, inspection.DecideRecusal{Certificate: "Z2"}, reasoned))

	rejected := *r
	rejected.do("director", inspection.DecideRecusal{Certificate: "Z2"})
	rejected.scan()

	r.do("head", inspection.DecideRecusal{Certificate: "Z2", Upheld: true})
	r.refused("recusal_unreplaced", "entity", inspection.StartVisit{})
	r.refused("recusal_unreplaced", "lead", r.visitFacts(clear()))
	r.do("head", inspection.ReplaceInspector{Out: "Z2", Team: inspection.Team{"Z1", "Z9"}})
	require.Nil(t, r.c.Approval, "another team needs another approval")
	r.proposeVisit().approve().scan()

	paper := filed2025(t)
	paper.refused("date_required", "clerk", ask, reasoned)
	paper.do("clerk", inspection.RequestRecusal{Certificate: "Z1", On: march(3)})
	require.True(t, paper.c.Recusals[0].EnteredFor)
	after := confirmed2025(t)
	after.refused("act_not_at_this_stage", "entity", ask, reasoned)
}

func TestRatingAndComplaint(t *testing.T) {
	r := filed2025(t)
	r.refused("visit_not_held", "entity", inspection.RateVisit{Stars: 3})
	r.proposeVisit().approve().scan()
	for _, stars := range []int{-1, 0, inspection.MostStars + 1} {
		r.refused("stars_invalid", "entity", inspection.RateVisit{Stars: stars})
	}
	told := len(r.told)
	r.do("entity", inspection.RateVisit{Stars: 1})
	require.Len(t, r.told, told, "nobody is told of a rating")
	r.refused("already_rated", "entity", inspection.RateVisit{Stars: 5})
	r.refused("reason_required", "entity", inspection.Complain{})
	for range 2 {
		r.do("entity", inspection.Complain{})
		require.Equal(t, inspection.Audience{Roles: []inspection.Role{inspection.RoleSupervisor}, Department: department}, r.told[len(r.told)-1].To)
	}
}

// TestEveryCellOfEdition2025: the acts of the duties, each by each person: where
// they pass, and who else is refused.
func TestEveryCellOfEdition2025(t *testing.T) {
	table := cells2025()
	for _, rule := range inspection.CaseRules {
		if rule.Duty == "" {
			continue
		}
		want, known := table[rule.Act]
		require.True(t, known, rule.Act)
		for stage, scene := range want.at {
			for _, who := range names(people) {
				start := scene(t)
				require.Equal(t, stage, start.c.Stage)
				facts := want.facts(start)
				offered := slices.ContainsFunc(start.c.Allowed(people[who]), func(a inspection.Allowance) bool { return a.Act == rule.Act && a.Mine })
				require.Equal(t, slices.Contains(want.who, who), offered, "%s to %s", rule.Act, who)
				if offered {
					require.NoError(t, start.attempt(people[who], facts, reasoned), "%s by %s", rule.Act, who)
				} else {
					start.refused("not_your_act", who, facts, reasoned)
				}
				suspended := scene(t)
				suspended.suspend()
				suspended.refused("case_suspended", who, facts, reasoned)
			}
		}
		require.Equal(t, rule.Act == inspection.ActStartVisit || rule.Confidential, rule.ByLink(), rule.Act)
	}
}
