package cases_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

func TestRecordIsChecked(t *testing.T) {
	r := inspectiontest.Filed(t)
	r.Refused("record_missing", "lead", cases.SignRecord{Revision: 1})
	good := r.VisitFacts(inspectiontest.Clear())
	for name, tc := range map[string]struct {
		change func(*cases.RecordVisit)
		fields []string
	}{
		"mode":             {func(f *cases.RecordVisit) { f.Mode = "by_post" }, []string{"mode"}},
		"no times":         {func(f *cases.RecordVisit) { f.Started, f.Ended = time.Time{}, time.Time{} }, []string{"ended"}},
		"no start":         {func(f *cases.RecordVisit) { f.Started = time.Time{} }, []string{"ended"}},
		"no end":           {func(f *cases.RecordVisit) { f.Ended = time.Time{} }, []string{"ended"}},
		"ends before":      {func(f *cases.RecordVisit) { f.Ended = f.Started.Add(-time.Minute) }, []string{"ended"}},
		"in the future":    {func(f *cases.RecordVisit) { f.Ended = r.Now.Add(time.Minute) }, []string{"ended"}},
		"before the check": {func(f *cases.RecordVisit) { f.Started = inspectiontest.April(7).At(23, 0) }, []string{"started"}},
		"no signature":     {func(f *cases.RecordVisit) { f.EntitySignature = "" }, []string{"entitySignature"}},
		"foreign item": {func(f *cases.RecordVisit) {
			f.Findings = map[string]law.Finding{"R9": law.FindingClear}
		}, []string{"findings.R9"}},
		"no such finding": {func(f *cases.RecordVisit) { f.Findings = map[string]law.Finding{"R1": ""} }, []string{"findings.R1"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := good
			tc.change(&f)
			require.Equal(t, tc.fields, inspectiontest.Fields(r.Refused("visit_invalid", "lead", f)))
		})
	}
	brief := *r
	f := good
	f.Started = f.Ended
	brief.Do("lead", f)
	delete(good.Findings, "R2")
	r.Do("lead", good)
	e := r.Refused("items_unanswered", "lead", cases.SignRecord{Revision: 1})
	require.Contains(t, e.Message, "R2")
}

// TestNoVisitWithinTheWindow: the entity checks itself first (先行自查).
func TestNoVisitWithinTheWindow(t *testing.T) {
	r := inspectiontest.Served(t).OnDay(inspectiontest.April(23))
	require.False(t, r.Case.SelfCheck.Filed)
	f := r.VisitFacts(inspectiontest.Clear())
	f.Started, f.Ended = inspectiontest.April(22).At(10, 0), inspectiontest.April(22).At(11, 0)
	require.Equal(t, []string{"started"}, inspectiontest.Fields(r.Refused("visit_invalid", "lead", f)))
	f.Started, f.Ended = inspectiontest.April(23).At(0, 0), inspectiontest.April(23).At(11, 0)
	r.Do("lead", f)
	late := inspectiontest.Served(t).OnDay(inspectiontest.April(24)).File()
	late.Do("lead", f) // 自查 was due on the 22nd; that it came on the 24th keeps nobody from visiting on the 23rd
}

func TestNotServed(t *testing.T) {
	r := inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue().NotServed()
	require.Equal(t, cases.StageOnSite, r.Case.Stage)
	require.Equal(t, inspectiontest.May(8), r.Deadline(law.DeadlineOnSite).Last)
	require.False(t, r.Met(law.DeadlineNotify).Late)
	r.Refused("not_served", "entity", cases.FileSelfCheck{Answers: inspectiontest.Answers()})
	r.OnDay(inspectiontest.April(8)).VisitAttempt(law.OutcomeUnreachable)
}

func TestSelfCheck(t *testing.T) {
	t.Run("before the notice was made out", func(t *testing.T) {
		inspectiontest.OpenCase(t, inspectiontest.April(8)).Refused("notice_not_issued", "lead", cases.ServeNotice{Method: law.ServedByMail, On: inspectiontest.April(8)})
		inspectiontest.OpenCase(t, inspectiontest.April(8)).Refused("notice_not_issued", "lead", cases.RecordNotServed{On: inspectiontest.April(8)}, inspectiontest.Reasoned)
		inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue().Refused("notice_issued", "system", cases.IssueNotice{})
	})
	t.Run("method and date of service", func(t *testing.T) {
		r := inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue()
		r.Refused("service_method_unknown", "lead", cases.ServeNotice{Method: "pigeon", On: inspectiontest.April(8)})
		r.Refused("date_required", "lead", cases.ServeNotice{Method: law.ServedByMail})
		r.Refused("in_the_future", "lead", cases.ServeNotice{Method: law.ServedByMail, On: inspectiontest.April(9)})
		r.Refused("out_of_order", "lead", cases.ServeNotice{Method: law.ServedByMail, On: inspectiontest.April(7)}, inspectiontest.Reasoned)
		r.Refused("out_of_order", "lead", cases.RecordNotServed{On: inspectiontest.April(7)}, inspectiontest.Reasoned)
	})
	t.Run("answers", func(t *testing.T) {
		r := inspectiontest.Served(t)
		e := r.Refused("items_incomplete", "entity", cases.FileSelfCheck{Answers: map[string]cases.SelfCheckAnswer{"R2": {}, "R9": {}, "R8": {}}})
		require.Equal(t, []string{"answers.R1", "answers.R8", "answers.R9"}, inspectiontest.Fields(e))
		require.Contains(t, e.Message, "3处错误")
	})
	t.Run("by its link the entity files today", func(t *testing.T) {
		r := inspectiontest.Served(t).OnDay(inspectiontest.April(12))
		r.Refused("entity_acts_now", "entity", cases.FileSelfCheck{On: inspectiontest.April(11), Answers: inspectiontest.Answers()})
		r.Refused("entity_acts_now", "entity", cases.FileSelfCheck{Answers: inspectiontest.Answers()}, inspectiontest.Happened(inspectiontest.April(11).At(9, 0)))
		r.File()
		require.Equal(t, inspectiontest.April(12), r.Case.SelfCheck.On)
		require.False(t, r.Case.SelfCheck.EnteredFor)
	})
	t.Run("amended until the visit", func(t *testing.T) {
		r := inspectiontest.Served(t).OnDay(inspectiontest.April(22)).File()
		window := r.Deadline(law.DeadlineOnSite)
		r.OnDay(inspectiontest.April(25))
		r.Refused("out_of_order", "clerk", cases.FileSelfCheck{On: inspectiontest.April(19), Answers: inspectiontest.Answers()}, inspectiontest.Reasoned)
		r.Do("clerk", cases.FileSelfCheck{On: inspectiontest.April(25), Answers: inspectiontest.Answers("R1")})
		check := r.Case.SelfCheck
		require.Equal(t, inspectiontest.April(22), check.On)
		require.Equal(t, inspectiontest.April(25), check.AmendedOn)
		require.Equal(t, 2, check.Revision)
		require.True(t, check.EnteredFor)
		require.False(t, check.Late, "the first filing was in time")
		require.True(t, check.Answers["R1"].Problem)
		require.Equal(t, window.Last, r.Deadline(law.DeadlineOnSite).Last, "an amendment moves nothing")
		r.Refused("out_of_order", "clerk", cases.FileSelfCheck{On: inspectiontest.April(24), Answers: inspectiontest.Answers()})
		r.Do("entity", cases.FileSelfCheck{Answers: inspectiontest.Answers()})
		require.Equal(t, 3, r.Case.SelfCheck.Revision)
		r.Visit(inspectiontest.Clear())
		r.Refused("visit_recorded", "entity", cases.FileSelfCheck{Answers: inspectiontest.Answers()})
		r.Refused("visit_recorded", "lead", cases.AgreeVisit{On: inspectiontest.April(26)})
	})
	t.Run("late", func(t *testing.T) {
		r := inspectiontest.Served(t).OnDay(inspectiontest.April(24))
		require.Equal(t, &cases.SelfCheck{}, r.Case.SelfCheck, "未按要求自查")
		r.File()
		require.True(t, r.Case.SelfCheck.Filed)
		require.True(t, r.Case.SelfCheck.Late)
		require.Equal(t, cases.StageOnSite, r.Case.Stage)
		require.Equal(t, inspectiontest.Date(2024, 5, 21), r.Deadline(law.DeadlineOnSite).Last, "from the end of the window")
		r.Do("entity", cases.FileSelfCheck{Answers: inspectiontest.Answers("R2")})
		require.True(t, r.Case.SelfCheck.Late, "an amendment does not make it timely")
	})
	t.Run("on paper in time, entered after the lapse", func(t *testing.T) {
		r := inspectiontest.Served(t).OnDay(inspectiontest.April(24))
		r.Refused("late_entry_needs_reason", "clerk", cases.FileSelfCheck{On: inspectiontest.April(22), Answers: inspectiontest.Answers()})
		r.Do("clerk", cases.FileSelfCheck{On: inspectiontest.April(22), Answers: inspectiontest.Answers()}, inspectiontest.Reasoned)
		require.False(t, r.Case.SelfCheck.Late)
		m := r.Met(law.DeadlineSelfCheck)
		require.False(t, m.Late)
		require.False(t, m.Lapsed)
	})
}

func TestAgreeVisit(t *testing.T) {
	r := inspectiontest.Served(t)
	r.Refused("in_the_past", "lead", cases.AgreeVisit{})
	r.Refused("in_the_past", "lead", cases.AgreeVisit{On: inspectiontest.April(7)})
	r.Do("member", cases.AgreeVisit{On: inspectiontest.April(24)})
	require.Equal(t, inspectiontest.April(24), r.Case.VisitAgreed)
}

func TestTimesOfAnAct(t *testing.T) {
	r := inspectiontest.EndedOn(t, inspectiontest.April(19)).Sign()
	propose := cases.ProposeResult{Outcome: law.OutcomeNoProblem}
	r.Refused("in_the_future", "lead", propose, inspectiontest.Happened(r.Now.Add(time.Second)))
	r.Refused("before_opening", "lead", propose, inspectiontest.Happened(inspectiontest.April(18).At(12, 0)), inspectiontest.Reasoned)
	// One working day is allowed: Friday's act through Monday, not on Tuesday.
	r.At(inspectiontest.April(22).At(23, 59))
	monday := *r
	monday.Do("lead", propose, inspectiontest.Happened(inspectiontest.April(19).At(17, 0)))
	r.At(inspectiontest.April(23).At(0, 0))
	r.Refused("late_entry_needs_reason", "lead", propose, inspectiontest.Happened(inspectiontest.April(19).At(17, 0)))
	r.Do("lead", propose, inspectiontest.Happened(inspectiontest.April(19).At(17, 0)), inspectiontest.Reasoned)
}

// TestDecisionsFollowOneAnother: no decision is dated before what it decides on.
func TestDecisionsFollowOneAnother(t *testing.T) {
	r := inspectiontest.Filed(t).OnDay(inspectiontest.April(9)).Visit(inspectiontest.Clear()).Sign()
	r.Refused("out_of_order", "lead", cases.ProposeResult{Outcome: law.OutcomeNoProblem}, inspectiontest.Happened(inspectiontest.April(8).At(17, 0)))
	r.OnDay(inspectiontest.April(10)).Propose(law.OutcomeNoProblem, nil)
	r.Refused("out_of_order", "head", cases.ConfirmResult{}, inspectiontest.Happened(inspectiontest.April(9).At(17, 0)))
	r.Do("head", cases.ConfirmResult{}, inspectiontest.Happened(inspectiontest.April(10).At(9, 0)))
}

// TestVisitEnteredLate needs the reason, by the recorded end.
func TestVisitEnteredLate(t *testing.T) {
	r := inspectiontest.Filed(t)
	f := r.VisitFacts(inspectiontest.Clear())
	r.OnDay(inspectiontest.April(12))
	r.Refused("late_entry_needs_reason", "lead", f)
	r.Do("lead", f, inspectiontest.Reasoned)
	require.Equal(t, inspectiontest.April(15), r.Deadline(law.DeadlineResult).Last)
}

// TestWhatHasToComeFirst: an act waits for the one that it rests on, and is not
// done twice.
func TestWhatHasToComeFirst(t *testing.T) {
	propose := cases.ProposeResult{Outcome: law.OutcomeNoProblem}
	inspectiontest.Signed(t).Refused("nothing_proposed", "head", cases.ConfirmResult{})
	inspectiontest.Proposed(t).Refused("already_proposed", "lead", propose)
	r := inspectiontest.Handling(t)
	reinspect := cases.Reinspect{On: r.Today(), Corrected: map[string]bool{"R1": true}}
	r.Refused("correction_not_ordered", "entity", cases.ReportCorrection{})
	r.Refused("correction_not_ordered", "lead", reinspect)
	r.Order().Refused("correction_still_running", "lead", reinspect)
	r.Report().Refused("correction_reported", "entity", cases.ReportCorrection{})
}

// TestNobodyApprovesTheOwnProposal, not even by way of a deputy, on either side.
func TestNobodyApprovesTheOwnProposal(t *testing.T) {
	with := func(a law.Actor, more ...law.Role) law.Actor {
		a.Roles = append(slices.Clone(a.Roles), more...)
		return a
	}
	deputy := func(of string, role law.Role) law.Actor {
		lender := inspectiontest.People[of]
		return law.Actor{ID: "u-deputy", Roles: []law.Role{role}, Department: "办公室", Delegation: "d-1", DelegatedFrom: lender.ID,
			DelegatedRoles: []law.Role{role}, DelegatedDepartment: lender.Department}
	}
	t.Run("result by the lead", func(t *testing.T) {
		r := inspectiontest.Proposed(t)
		inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(with(inspectiontest.People["lead"], law.RoleSectionHead), cases.ConfirmResult{}))
	})
	t.Run("result by the lead's deputy", func(t *testing.T) {
		r := inspectiontest.Proposed(t)
		d := deputy("head", law.RoleSectionHead)
		d.DelegatedFrom = inspectiontest.People["lead"].ID
		inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(d, cases.ConfirmResult{}))
	})
	t.Run("result by another of the team", func(t *testing.T) {
		r := inspectiontest.Proposed(t)
		member := with(inspectiontest.People["member"], law.RoleSectionHead)
		member.Department = inspectiontest.Department
		inspectiontest.RefusedAs(t, "own_case", r.Attempt(member, cases.ConfirmResult{}))
		member.ID = "u-member-2"
		inspectiontest.RefusedAs(t, "own_case", r.Attempt(member, cases.ConfirmResult{})) // by the certificate, under whatever account
		d := deputy("head", law.RoleSectionHead)
		d.DelegatedFrom = inspectiontest.People["member"].ID
		inspectiontest.RefusedAs(t, "own_case", r.Attempt(d, cases.ConfirmResult{}))
		for _, a := range r.Case.Allowed(d) {
			require.False(t, a.Act == cases.ActConfirmResult && a.Mine)
		}
	})
	t.Run("result by the head's deputy is right", func(t *testing.T) {
		r := inspectiontest.Proposed(t)
		require.NoError(t, r.Attempt(deputy("head", law.RoleSectionHead), cases.ConfirmResult{}))
		require.Equal(t, "u-deputy", r.Case.Result.ConfirmedBy)
	})
	t.Run("publication", func(t *testing.T) {
		both := with(inspectiontest.People["clerk"], law.RoleBureauHead)
		r := inspectiontest.Confirmed(t).Prepare()
		inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(both, cases.ApprovePublication{}))
		r = inspectiontest.Confirmed(t).Prepare()
		inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(deputy("clerk", law.RoleBureauHead), cases.ApprovePublication{}))
	})
	t.Run("what the deputy prepared in the director's place", func(t *testing.T) {
		r := inspectiontest.Confirmed(t)
		d := deputy("director", law.RoleClerk)
		d.DelegatedDepartment = inspectiontest.Department
		require.NoError(t, r.Attempt(d, cases.PreparePublication{}))
		require.Equal(t, inspectiontest.People["director"].ID, r.Case.Publication.PreparedFor)
		r.Refused("own_proposal", "director", cases.ApprovePublication{})
		r.Do("director", cases.ReturnPublication{})
		require.Empty(t, r.Case.Publication.PreparedFor)
	})
	t.Run("what somebody prepared of his own right is nobody else's", func(t *testing.T) {
		r := inspectiontest.Confirmed(t)
		c := inspectiontest.People["clerk"]
		c.Roles = append(slices.Clone(c.Roles), law.RoleSectionHead)
		c.Delegation, c.DelegatedFrom, c.DelegatedRoles, c.DelegatedDepartment = "d-1", inspectiontest.People["head"].ID, []law.Role{law.RoleSectionHead}, inspectiontest.Department
		require.NoError(t, r.Attempt(c, cases.PreparePublication{}))
		require.Empty(t, r.Case.Publication.PreparedFor)
	})
	t.Run("a power for another section is none here", func(t *testing.T) {
		d := deputy("joint head", law.RoleSectionHead)
		d.Department = inspectiontest.Department
		inspectiontest.RefusedAs(t, "not_your_act", inspectiontest.Proposed(t).Attempt(d, cases.ConfirmResult{}))
	})
}

func TestPublicationPreparedOnce(t *testing.T) {
	r := inspectiontest.Confirmed(t)
	r.Refused("publication_not_prepared", "director", cases.ApprovePublication{})
	r.Refused("publication_not_prepared", "director", cases.ReturnPublication{}, inspectiontest.Reasoned)
	r.Prepare()
	r.Refused("publication_prepared", "clerk", cases.PreparePublication{})
	r.Do("director", cases.ReturnPublication{})
	require.Equal(t, []string{inspectiontest.People["clerk"].ID}, r.Told[len(r.Told)-1].To.Accounts)
	r.Publish()
	finished(t, r)
}

// editionWith is edition 2024 with a change, known for the time of the test.
func editionWith(t *testing.T, change func(*law.Edition)) *law.Edition {
	t.Helper()
	e := *inspectiontest.Edition2024(t)
	e.Code = "2024-changed"
	change(&e)
	before := law.Editions
	law.Editions = append(slices.Clone(before), &e)
	t.Cleanup(func() { law.Editions = before })
	return &e
}

func TestProblemsThatWaitForTheirHandling(t *testing.T) {
	edition := editionWith(t, func(e *law.Edition) { e.PublishProblemsAsFound = false })
	start := func(findings map[string]law.Finding) *inspectiontest.CaseRun {
		r := inspectiontest.Filed(t)
		r.Case.Edition, r.Law.Edition = edition.Code, edition
		return r.Visit(findings).Sign()
	}
	t.Run("corrected", func(t *testing.T) {
		r := start(inspectiontest.ProblemOn("R1")).Propose(law.OutcomeCorrection, inspectiontest.CorrectR1).Confirm()
		_, running := r.Case.Deadlines.Find(law.DeadlinePublication)
		require.False(t, running)
		r.Refused("publication_not_yet", "clerk", cases.PreparePublication{})
		r.Order().Report().Reinspect(true)
		require.Equal(t, inspectiontest.Date(2024, 5, 8), r.Deadline(law.DeadlineSupplement).Last)
		r.Publish()
		finished(t, r)
	})
	t.Run("not corrected", func(t *testing.T) {
		r := start(inspectiontest.ProblemOn("R1")).Propose(law.OutcomeCorrection, inspectiontest.CorrectR1).Confirm().Order().Report().Reinspect(false)
		require.Equal(t, cases.StageFollowUp, r.Case.Stage)
		require.Empty(t, r.Case.Deadlines)
	})
	t.Run("waits for its branch", func(t *testing.T) {
		items := map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPenalty}}}
		r := start(inspectiontest.ProblemOn("R1")).Propose(law.OutcomeFollowUp, items).Confirm()
		require.Equal(t, cases.StageFollowUp, r.Case.Stage)
		require.Zero(t, r.Case.Publication.Entries)
		require.Empty(t, r.Case.Deadlines)
	})
	t.Run("no problem is published as ever", func(t *testing.T) {
		r := start(inspectiontest.Clear()).Propose(law.OutcomeNoProblem, nil).Confirm().Publish()
		finished(t, r)
	})
}
