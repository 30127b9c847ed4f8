package cases_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

func TestEdition2025IsOneDataSet(t *testing.T) {
	before, e := inspectiontest.Edition2024(t), inspectiontest.Edition2025(t)
	require.Equal(t, before.Outcomes, e.Outcomes)
	require.Equal(t, before.Periods, e.Periods[:len(before.Periods)])
	require.Equal(t, before.Until, e.From)
	require.Empty(t, before.Duties)
	for _, d := range e.Duties {
		require.Equal(t, e.From, d.Since, d.Name)
		require.Regexp(t, `\p{Han}`, d.Name)
		require.Contains(t, d.Clause, "54号")
	}
	for _, r := range cases.Rules {
		if r.Duty != "" {
			_, known := e.Duty(r.Duty)
			require.True(t, known, r.Act)
		}
	}
	require.Equal(t, len(cases.Rules), len(cases.RulesIn(e)))
	require.False(t, slices.ContainsFunc(cases.RulesIn(before), func(r cases.Rule) bool { return r.Duty != "" }))
	require.True(t, e.Binds(false, false))
	require.False(t, e.Binds(true, false))
	require.True(t, e.Binds(true, true))
	require.False(t, before.Binds(false, true))
}

// TestBothEditionsBesideEachOther: a case of a public body, and one of edition
// 2024, go the document's way and know nothing of the rest.
func TestBothEditionsBesideEachOther(t *testing.T) {
	public := inspectiontest.Open2025(t)
	public.Case.Under54 = false
	for name, r := range map[string]*inspectiontest.CaseRun{"2024": inspectiontest.OpenCase(t, inspectiontest.April(8)), "public body of 2025": public} {
		t.Run(name, func(t *testing.T) {
			r.T = t
			r.Issue().Serve().File().At(r.Today().At(16, 0))
			for _, rule := range cases.Rules {
				if rule.Duty == "" {
					continue
				}
				for _, who := range inspectiontest.Names(inspectiontest.People) {
					a := law.Act{Kind: rule.Act, Actor: inspectiontest.People[who], Happened: r.Now, Entered: r.Now, Reasoned: true}
					e := inspectiontest.RefusedAs(t, "act_not_in_edition", r.Case.Permit(a))
					require.Contains(t, e.Message, rule.Name)
					require.False(t, slices.ContainsFunc(r.Case.Allowed(inspectiontest.People[who]), func(al law.Allowance) bool { return al.Act == rule.Act }))
				}
			}
			r.Refused("visit_not_urgent", "lead", urgently(r), inspectiontest.Reasoned)
			r.Visit(inspectiontest.Clear()).Sign().Propose(law.OutcomeNoProblem, nil).Confirm().Publish()
			r.Do("system", cases.Archive{})
			require.Equal(t, cases.StageClosed, r.Case.Stage)
			require.Empty(t, r.Case.Deadlines)
		})
	}
}

func urgently(r *inspectiontest.CaseRun) cases.RecordVisit {
	f := r.VisitFacts(inspectiontest.Clear())
	f.Urgent = true
	return f
}

// TestWholeWayOfEdition2025: from the notice with its count to the archive.
func TestWholeWayOfEdition2025(t *testing.T) {
	r := inspectiontest.Open2025(t)
	count := cases.VisitCount{ThisYear: 1, Cap: 2}
	r.Do("system", cases.IssueNotice{Count: &count})
	require.Equal(t, &count, r.Case.NoticeCount)
	r.Serve().File().At(inspectiontest.March(3).At(10, 0))
	r.Refused("visit_not_approved", "lead", r.VisitFacts(inspectiontest.Clear()))
	r.Refused("visit_not_approved", "entity", cases.StartVisit{})
	r.ProposeVisit()
	require.True(t, r.Case.Approval.Pending())
	require.Equal(t, r.Case.Team, r.Case.Approval.Team)
	require.Equal(t, []law.Role{law.RoleBureauHead}, r.Told[len(r.Told)-1].To.Roles)
	r.Refused("visit_not_approved", "lead", r.VisitFacts(inspectiontest.Clear()))
	r.Approve()
	require.Equal(t, inspectiontest.March(3), r.Case.Approval.ApprovedOn)
	r.Refused("visit_not_started", "lead", r.VisitFacts(inspectiontest.Clear()))
	r.Now = inspectiontest.March(4).At(9, 30)
	require.NoError(t, r.Case.CodeShowable(r.Today()))
	r.Scan()
	require.Equal(t, &cases.VisitStart{At: inspectiontest.March(4).At(9, 30), Scanned: true, Seq: r.Case.Seq}, r.Case.Start)
	r.Refused("visit_started", "entity", cases.StartVisit{})
	r.Now = inspectiontest.March(4).At(11, 0)
	early := r.VisitFacts(inspectiontest.Clear())
	early.Started = inspectiontest.March(4).At(9, 29)
	r.Refused("out_of_order", "lead", early)
	r.Visit(inspectiontest.Clear()).Sign().Propose(law.OutcomeNoProblem, nil).Confirm()
	require.Equal(t, inspectiontest.March(11), r.Deadline(law.DeadlineTellResult).Last)
	r.Prepare()
	r.Refused("result_not_told", "director", cases.ApprovePublication{})
	r.Do("entity", cases.RateVisit{Stars: 4})
	r.Now = inspectiontest.March(11).At(9, 0)
	r.TellResult()
	require.False(t, r.Met(law.DeadlineTellResult).Late)
	r.Refused("result_told", "lead", cases.TellResult{Method: law.ServedByMail, On: r.Today()})
	r.Do("director", cases.ApprovePublication{})
	r.Do("system", cases.Archive{})
	require.Empty(t, r.Case.Deadlines)
	require.NotContains(t, inspectiontest.Encoded(t, r.Case), "stars", "the case keeps no rating")
}

// TestDaysOfTheApproval: the day before, the first and the last day, the day after.
func TestDaysOfTheApproval(t *testing.T) {
	for day, code := range map[int]string{4: "visit_outside_approval", 5: "", 7: "", 8: "visit_outside_approval"} {
		t.Run(fmt.Sprint(day), func(t *testing.T) {
			r := inspectiontest.Filed2025(t)
			r.Do("lead", cases.ProposeVisit{Mode: cases.ModeOnSite, From: inspectiontest.March(5), To: inspectiontest.March(7)})
			r.Approve()
			r.Now = inspectiontest.March(day).At(9, 0)
			if code != "" {
				r.Refused(code, "entity", cases.StartVisit{})
				inspectiontest.RefusedAs(t, code, r.Case.CodeShowable(r.Today()))
				r.Do("lead", cases.EnterScanLate{At: r.Now})
				r.Now = r.Now.Add(2 * time.Hour)
				r.Refused(code, "lead", r.VisitFacts(inspectiontest.Clear()))
				return
			}
			r.Scan()
			r.Now = r.Now.Add(2 * time.Hour)
			r.Visit(inspectiontest.Clear())
		})
	}
}

func TestProposalsOfAVisit(t *testing.T) {
	r := inspectiontest.Filed2025(t)
	e := r.Refused("visit_proposal_invalid", "lead", cases.ProposeVisit{Mode: "by drone", From: inspectiontest.March(2), To: inspectiontest.March(1)}, inspectiontest.Reasoned)
	require.Equal(t, []string{"mode", "to"}, inspectiontest.Fields(e))
	e = r.Refused("visit_proposal_invalid", "lead", cases.ProposeVisit{Mode: cases.ModeOnSite, From: inspectiontest.March(2), To: inspectiontest.March(4)}, inspectiontest.Reasoned)
	require.Equal(t, []string{"from"}, inspectiontest.Fields(e))
	r.Refused("reason_required", "lead", r.ProposalFacts())
	r.Refused("visit_not_proposed", "director", cases.ApproveVisit{})
	r.ProposeVisit().Refused("visit_proposed", "lead", r.ProposalFacts(), inspectiontest.Reasoned)
	r.Do("director", cases.ReturnVisit{})
	require.Nil(t, r.Case.Approval)
	require.Equal(t, []string{inspectiontest.People["lead"].ID}, r.Told[len(r.Told)-1].To.Accounts)

	// Nobody approves what the same person proposed, nor what the own team is to do.
	r.ProposeVisit()
	deputy := inspectiontest.People["director"]
	deputy.DelegatedFrom = inspectiontest.People["lead"].ID
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(deputy, cases.ApproveVisit{}))
	member := inspectiontest.People["member"]
	member.Roles = append(slices.Clone(member.Roles), law.RoleBureauHead)
	inspectiontest.RefusedAs(t, "own_case", r.Attempt(member, cases.ApproveVisit{}))

	r.Now = inspectiontest.March(8).At(9, 0)
	r.Refused("visit_days_passed", "director", cases.ApproveVisit{})
	r.Do("director", cases.ReturnVisit{})
	// What was approved may be proposed anew as long as nobody has visited.
	r.ProposeVisit().Approve().Scan().ProposeVisit()
	require.Nil(t, r.Case.Start)
	require.True(t, r.Case.Approval.Pending())
}

func TestCapAndRepeatedVisits(t *testing.T) {
	for _, tc := range []struct {
		count cases.VisitCount
		mode  cases.VisitMode
		why   bool
		code  string
	}{
		{cases.VisitCount{ThisYear: 3, Cap: 2, Counted: 1}, cases.ModeOnSite, false, ""},
		{cases.VisitCount{ThisYear: 2, Cap: 2, Counted: 2}, cases.ModeOnSite, false, "visit_cap_reached"},
		{cases.VisitCount{ThisYear: 2, Cap: 2, Counted: 2}, cases.ModeWritten, false, ""},
		{cases.VisitCount{ThisYear: 9}, cases.ModeOnSite, false, ""},
		{cases.VisitCount{ThisYear: 3, ClearInARow: 3, Repeated: true}, cases.ModeOnSite, false, "repeat_reason_required"},
		{cases.VisitCount{ThisYear: 3, ClearInARow: 3, Repeated: true}, cases.ModeOnSite, true, ""},
	} {
		r := inspectiontest.Filed2025(t)
		f := r.ProposalFacts()
		f.Count, f.Mode, f.RepeatExplained = tc.count, tc.mode, tc.why
		if tc.code != "" {
			r.Refused(tc.code, "lead", f, inspectiontest.Reasoned)
			continue
		}
		r.Do("lead", f)
		require.Equal(t, tc.count, r.Case.Approval.Count)
	}
}

// TestUrgentVisit: approved afterwards on the same or the next working day, and
// marked for ever.
func TestUrgentVisit(t *testing.T) {
	urgent := func(t *testing.T) *inspectiontest.CaseRun {
		r := inspectiontest.Filed2025(t).At(inspectiontest.March(7).At(15, 0)) // a Friday
		r.Do("lead", cases.EnterScanLate{At: inspectiontest.March(7).At(14, 0)})
		r.Refused("reason_required", "lead", urgently(r))
		r.Do("lead", urgently(r), inspectiontest.Reasoned)
		require.True(t, r.Case.Visit.Urgent)
		require.Equal(t, inspectiontest.March(10), r.Deadline(law.DeadlineLateApproval).Last)
		return r
	}
	for now, late := range map[time.Time]bool{inspectiontest.March(7).At(18, 0): false, inspectiontest.March(10).At(23, 59): false, inspectiontest.March(11).At(0, 0): true} {
		r := urgent(t).Sign()
		r.Refused("late_approval_missing", "lead", cases.ProposeResult{Outcome: law.OutcomeNoProblem})
		r.At(now)
		e := r.Refused("visit_proposal_invalid", "lead", cases.ProposeVisit{Mode: cases.ModeWritten, From: inspectiontest.March(8), To: inspectiontest.March(9)}, inspectiontest.Reasoned)
		require.Equal(t, []string{"from", "mode"}, inspectiontest.Fields(e))
		r.Do("lead", cases.ProposeVisit{Mode: cases.ModeOnSite, From: inspectiontest.March(7), To: inspectiontest.March(7), Count: cases.VisitCount{ThisYear: 5, Counted: 5, Cap: 2}})
		require.True(t, r.Case.Approval.Urgent)
		r.Do("director", cases.ReturnVisit{})
		r.Deadline(law.DeadlineLateApproval)
		r.Do("lead", cases.ProposeVisit{Mode: cases.ModeOnSite, From: inspectiontest.March(7), To: inspectiontest.March(7)})
		r.Approve()
		require.Equal(t, late, r.Met(law.DeadlineLateApproval).Late)
		r.Propose(law.OutcomeNoProblem, nil)
		require.True(t, r.Case.Visit.Urgent)
		r.Refused("visit_recorded", "lead", cases.ProposeVisit{Mode: cases.ModeOnSite, From: inspectiontest.March(7), To: inspectiontest.March(7)}, inspectiontest.Reasoned)
	}
	t.Run("filled anew", func(t *testing.T) {
		r := urgent(t)
		r.Visit(inspectiontest.ProblemOn("R1"))
		require.True(t, r.Case.Visit.Urgent, "stays marked")
		require.Equal(t, inspectiontest.March(10), r.Deadline(law.DeadlineLateApproval).Last)
	})
	t.Run("a proposal that waited", func(t *testing.T) {
		r := inspectiontest.Filed2025(t).ProposeVisit()
		r.Do("lead", cases.EnterScanLate{At: r.Now.Add(-time.Hour)})
		r.Do("lead", urgently(r), inspectiontest.Reasoned)
		require.True(t, r.Case.Approval.Urgent)
		r.Approve()
		require.Empty(t, r.Case.Approval.ProposedFor)
		_, running := r.Case.Deadlines.Find(law.DeadlineLateApproval)
		require.False(t, running)
	})
	t.Run("one of another day", func(t *testing.T) {
		r := inspectiontest.Filed2025(t)
		r.Do("lead", cases.ProposeVisit{Mode: cases.ModeOnSite, From: inspectiontest.March(6), To: inspectiontest.March(7)})
		r.Do("lead", cases.EnterScanLate{At: r.Now.Add(-time.Hour)})
		r.Do("lead", urgently(r), inspectiontest.Reasoned)
		require.Nil(t, r.Case.Approval)
	})
	t.Run("approved beforehand", func(t *testing.T) {
		r := inspectiontest.Filed2025(t).ProposeVisit().Approve().Scan()
		r.Now = r.Now.Add(time.Hour)
		r.Refused("visit_not_urgent", "lead", urgently(r), inspectiontest.Reasoned)
	})
	t.Run("no visit", func(t *testing.T) {
		r := inspectiontest.Filed2025(t)
		f := urgently(r)
		f.Mode = cases.ModeWritten
		r.Refused("visit_not_urgent", "lead", f, inspectiontest.Reasoned)
		f.Urgent = false
		r.Do("lead", f) // a written check needs neither approval nor scan
		r.Sign()
		r.Do("head", cases.SendBackRecord{})
		f.Mode = cases.ModeOnSite
		r.Refused("visit_not_approved", "lead", f)
		r.ProposeVisit().Approve().Scan() // it may be followed by a visit
		r.Now = r.Now.Add(time.Hour)
		r.Visit(inspectiontest.Clear())
	})
}

// TestNoticeAtTheVisit: 凡检查必通知. What could not be served before is handed over at the
// visit; before edition 2025 nothing asked whether it was.
func TestNoticeAtTheVisit(t *testing.T) {
	unserved := func(t *testing.T) *inspectiontest.CaseRun {
		return inspectiontest.Open2025(t).Issue().NotServed().ProposeVisit().Approve()
	}
	met := func(r *inspectiontest.CaseRun, how law.ServiceMethod) cases.RecordVisit {
		f := r.VisitFacts(inspectiontest.Clear())
		f.NoticeHanded = how
		return f
	}
	r := unserved(t).Scan()
	r.Now = r.Now.Add(time.Hour)
	for _, how := range []law.ServiceMethod{"", law.ServedByMail, "by dove"} {
		require.Equal(t, []string{"noticeHanded"}, inspectiontest.Fields(r.Refused("visit_invalid", "lead", met(r, how))), how)
	}
	left := *r
	left.Do("lead", met(r, law.ServedLeft))
	require.Equal(t, law.ServedLeft, left.Case.Visit.NoticeHanded)
	r.Do("lead", met(r, law.ServedInPerson))
	require.Equal(t, law.ServedInPerson, r.Case.Visit.NoticeHanded)

	nobody := unserved(t)
	nobody.VisitAttempt(law.OutcomeUnreachable)
	require.Empty(t, nobody.Case.Visit.NoticeHanded)

	served := inspectiontest.Filed2025(t).ProposeVisit().Approve().Scan()
	served.Now = served.Now.Add(time.Hour)
	require.Equal(t, []string{"noticeHanded"}, inspectiontest.Fields(served.Refused("visit_invalid", "lead", met(served, law.ServedInPerson))))

	before := inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue().NotServed()
	before.Do("lead", met(before, ""))
	require.Empty(t, before.Case.Visit.NoticeHanded)
}

// TestLateScan: within ten days, of which the last is a working day; in an emergency
// on the day itself.
func TestLateScan(t *testing.T) {
	// Wednesday 5 March and ten days: Saturday the 15th, so Monday the 17th.
	for now, code := range map[time.Time]string{inspectiontest.March(5).At(12, 0): "", inspectiontest.March(14).At(9, 0): "", inspectiontest.March(17).At(23, 59): "", inspectiontest.March(18).At(0, 0): "scan_too_late"} {
		r := inspectiontest.Filed2025(t)
		r.Do("lead", cases.ProposeVisit{Mode: cases.ModeOnSite, From: inspectiontest.March(5), To: inspectiontest.March(5)})
		r.Approve()
		r.Now = now
		f := cases.EnterScanLate{At: inspectiontest.March(5).At(9, 0)}
		if code != "" {
			r.Refused(code, "lead", f, inspectiontest.Reasoned)
			continue
		}
		r.Refused("reason_required", "lead", f)
		r.Do("lead", f)
		require.False(t, r.Case.Start.Scanned)
		r.Refused("visit_started", "member", f, inspectiontest.Reasoned)
		visit := r.VisitFacts(inspectiontest.Clear())
		visit.Started, visit.Ended = inspectiontest.March(5).At(9, 0), inspectiontest.March(5).At(11, 0)
		r.Do("lead", visit, inspectiontest.Reasoned)
	}
	// In an emergency on the visit's day, a day off too: Sunday the 9th.
	for now, code := range map[time.Time]string{inspectiontest.March(9).At(12, 0): "", inspectiontest.March(9).At(23, 59): "", inspectiontest.March(10).At(0, 0): "scan_too_late"} {
		r := inspectiontest.Filed2025(t)
		r.Now = now
		f := cases.EnterScanLate{At: inspectiontest.March(9).At(9, 0), Cause: law.ScanEmergency}
		if code != "" {
			r.Refused(code, "lead", f, inspectiontest.Reasoned)
			f.Cause = ""
			r.Do("lead", f, inspectiontest.Reasoned)
			require.Equal(t, law.ScanImpossible, r.Case.Start.Cause)
			continue
		}
		r.Do("lead", f, inspectiontest.Reasoned)
		require.Equal(t, law.ScanEmergency, r.Case.Start.Cause)
	}
	r := inspectiontest.Filed2025(t)
	e := r.Refused("scan_cause_unknown", "lead", cases.EnterScanLate{At: r.Now, Cause: "rain"}, inspectiontest.Reasoned)
	require.Equal(t, []string{"cause"}, inspectiontest.Fields(e))
	r.Refused("in_the_future", "lead", cases.EnterScanLate{At: r.Now.Add(time.Minute)}, inspectiontest.Reasoned)
	r.Refused("in_the_future", "lead", cases.EnterScanLate{}, inspectiontest.Reasoned)
	r.Refused("out_of_order", "lead", cases.EnterScanLate{At: inspectiontest.March(2).At(9, 0)}, inspectiontest.Reasoned)
}

// TestNobodyThereToScan: a visit that found nobody has no start, one that was
// refused has.
func TestNobodyThereToScan(t *testing.T) {
	r := inspectiontest.Filed2025(t).ProposeVisit().Approve()
	r.VisitAttempt(law.OutcomeUnreachable).Sign().Propose(law.OutcomeUnreachable, nil).Confirm()
	_, running := r.Case.Deadlines.Find(law.DeadlineTellResult)
	require.False(t, running, "who cannot be found cannot be told")
	r.Publish()
	require.Equal(t, cases.StageArchiving, r.Case.Stage)

	r = inspectiontest.Filed2025(t).ProposeVisit().Approve()
	f := r.VisitFacts(nil)
	f.Attempt, f.EntitySignature = law.OutcomeUncooperative, cases.EntityRefused
	r.Refused("visit_not_started", "lead", f)
}

func TestRecusalAskedForByTheEntity(t *testing.T) {
	ask := cases.RequestRecusal{Certificate: "Z2"}
	r := inspectiontest.Filed2025(t).ProposeVisit().Approve()
	r.Refused("recusal_not_requested", "director", cases.DecideRecusal{Certificate: "Z2"}, inspectiontest.Reasoned)
	r.Refused("not_on_team", "entity", cases.RequestRecusal{Certificate: "Z9"}, inspectiontest.Reasoned)
	r.Refused("reason_required", "entity", ask)
	r.Do("entity", ask)
	r.Refused("recusal_requested", "entity", ask, inspectiontest.Reasoned)
	d := r.Deadline(law.DeadlineRecusal)
	require.Equal(t, r.Law.Calendar.CountFromDate(r.Today(), inspectiontest.Working(3)).Date, d.Last)
	r.Refused("not_your_act", "head", cases.DecideRecusal{Certificate: "Z2"}, inspectiontest.Reasoned)

	// Until the decision the inspection goes on; only its result waits.
	goesOn := *r
	goesOn.Scan()
	goesOn.Now = goesOn.Now.Add(time.Hour)
	goesOn.Visit(inspectiontest.Clear()).Sign().Propose(law.OutcomeNoProblem, nil)
	goesOn.Refused("recusal_pending", "head", cases.ConfirmResult{})
	signed := goesOn
	signed.Do("director", cases.DecideRecusal{Certificate: "Z2", Upheld: true})
	signed.Refused("recusal_signed", "head", cases.ConfirmResult{})
	signed.Do("head", cases.SendBackRecord{})
	signed.Refused("recusal_unreplaced", "lead", signed.VisitFacts(inspectiontest.Clear()))
	goesOn.Do("director", cases.DecideRecusal{Certificate: "Z2"})
	goesOn.Confirm()

	r.Refused("recusal_not_requested_of", "director", cases.DecideRecusal{Certificate: "Z1"}, inspectiontest.Reasoned)
	own := inspectiontest.People["director"]
	own.Certificate = "Z2"
	inspectiontest.RefusedAs(t, "own_case", r.Attempt(own, cases.DecideRecusal{Certificate: "Z2"}, inspectiontest.Reasoned))

	rejected := *r
	rejected.Do("director", cases.DecideRecusal{Certificate: "Z2"})
	rejected.Scan()

	r.Do("director", cases.DecideRecusal{Certificate: "Z2", Upheld: true})
	r.Refused("recusal_unreplaced", "entity", cases.StartVisit{})
	r.Refused("recusal_unreplaced", "lead", r.VisitFacts(inspectiontest.Clear()))
	r.Do("head", cases.ReplaceInspector{Out: "Z2", Team: law.Team{"Z1", "Z9"}})
	require.Nil(t, r.Case.Approval, "another team needs another approval")
	r.ProposeVisit().Approve().Scan()

	paper := inspectiontest.Filed2025(t)
	paper.Refused("date_required", "clerk", ask, inspectiontest.Reasoned)
	paper.Do("clerk", cases.RequestRecusal{Certificate: "Z1", On: inspectiontest.March(3)})
	require.True(t, paper.Case.Recusals[0].EnteredFor)
	after := inspectiontest.Confirmed2025(t)
	after.Refused("act_not_at_this_stage", "entity", ask, inspectiontest.Reasoned)
}

func TestRatingAndComplaint(t *testing.T) {
	r := inspectiontest.Filed2025(t)
	r.Refused("visit_not_held", "entity", cases.RateVisit{Stars: 3})
	r.ProposeVisit().Approve().Scan()
	for _, stars := range []int{-1, 0, cases.MostStars + 1} {
		r.Refused("stars_invalid", "entity", cases.RateVisit{Stars: stars})
	}
	told := len(r.Told)
	r.Do("entity", cases.RateVisit{Stars: 1})
	require.Len(t, r.Told, told, "nobody is told of a rating")
	r.Refused("already_rated", "entity", cases.RateVisit{Stars: 5})
	r.Refused("reason_required", "entity", cases.Complain{})
	for range 2 {
		r.Do("entity", cases.Complain{})
		require.Equal(t, law.Audience{Roles: []law.Role{law.RoleSupervisor}, Department: inspectiontest.Department}, r.Told[len(r.Told)-1].To)
	}
}

// TestEveryCellOfEdition2025: the acts of the duties, each by each person: where
// they pass, and who else is refused.
func TestEveryCellOfEdition2025(t *testing.T) {
	table := inspectiontest.Cells2025()
	for _, rule := range cases.Rules {
		if rule.Duty == "" {
			continue
		}
		want, known := table[rule.Act]
		require.True(t, known, rule.Act)
		for stage, scene := range want.At {
			for _, who := range inspectiontest.Names(inspectiontest.People) {
				start := scene(t)
				require.Equal(t, stage, start.Case.Stage)
				facts := want.Facts(start)
				offered := slices.ContainsFunc(start.Case.Allowed(inspectiontest.People[who]), func(a law.Allowance) bool { return a.Act == rule.Act && a.Mine })
				require.Equal(t, slices.Contains(want.Who, who), offered, "%s to %s", rule.Act, who)
				if offered {
					require.NoError(t, start.Attempt(inspectiontest.People[who], facts, inspectiontest.Reasoned), "%s by %s", rule.Act, who)
				} else {
					start.Refused("not_your_act", who, facts, inspectiontest.Reasoned)
				}
				suspended := scene(t)
				suspended.Suspend()
				suspended.Refused("case_suspended", who, facts, inspectiontest.Reasoned)
			}
		}
		require.Equal(t, rule.Act == cases.ActStartVisit || rule.Confidential, rule.ByLink(), rule.Act)
	}
}
