package inspection_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func TestRecordIsChecked(t *testing.T) {
	r := filed(t)
	r.refused("record_missing", "lead", inspection.SignRecord{Revision: 1})
	good := r.visitFacts(clear())
	for name, tc := range map[string]struct {
		change func(*inspection.RecordVisit)
		fields []string
	}{
		"mode":             {func(f *inspection.RecordVisit) { f.Mode = "by_post" }, []string{"mode"}},
		"no times":         {func(f *inspection.RecordVisit) { f.Started, f.Ended = time.Time{}, time.Time{} }, []string{"ended"}},
		"no start":         {func(f *inspection.RecordVisit) { f.Started = time.Time{} }, []string{"ended"}},
		"no end":           {func(f *inspection.RecordVisit) { f.Ended = time.Time{} }, []string{"ended"}},
		"ends before":      {func(f *inspection.RecordVisit) { f.Ended = f.Started.Add(-time.Minute) }, []string{"ended"}},
		"in the future":    {func(f *inspection.RecordVisit) { f.Ended = r.now.Add(time.Minute) }, []string{"ended"}},
		"before the check": {func(f *inspection.RecordVisit) { f.Started = april(7).At(23, 0) }, []string{"started"}},
		"no signature":     {func(f *inspection.RecordVisit) { f.EntitySignature = "" }, []string{"entitySignature"}},
		"foreign item": {func(f *inspection.RecordVisit) {
			f.Findings = map[string]inspection.Finding{"R9": inspection.FindingClear}
		}, []string{"findings.R9"}},
		"no such finding": {func(f *inspection.RecordVisit) { f.Findings = map[string]inspection.Finding{"R1": ""} }, []string{"findings.R1"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := good
			tc.change(&f)
			require.Equal(t, tc.fields, fields(r.refused("visit_invalid", "lead", f)))
		})
	}
	brief := *r
	f := good
	f.Started = f.Ended
	brief.do("lead", f)
	delete(good.Findings, "R2")
	r.do("lead", good)
	e := r.refused("items_unanswered", "lead", inspection.SignRecord{Revision: 1})
	require.Contains(t, e.Message, "R2")
}

// TestNoVisitWithinTheWindow: the entity checks itself first (先行自查).
func TestNoVisitWithinTheWindow(t *testing.T) {
	r := served(t).onDay(april(23))
	require.False(t, r.c.SelfCheck.Filed)
	f := r.visitFacts(clear())
	f.Started, f.Ended = april(22).At(10, 0), april(22).At(11, 0)
	require.Equal(t, []string{"started"}, fields(r.refused("visit_invalid", "lead", f)))
	f.Started, f.Ended = april(23).At(0, 0), april(23).At(11, 0)
	r.do("lead", f)
	late := served(t).onDay(april(24)).file()
	late.do("lead", f) // 自查 was due on the 22nd; that it came on the 24th keeps nobody from visiting on the 23rd
}

func TestNotServed(t *testing.T) {
	r := openCase(t, april(8)).issue().notServed()
	require.Equal(t, inspection.StageOnSite, r.c.Stage)
	require.Equal(t, may(8), r.deadline(inspection.DeadlineOnSite).Last)
	require.False(t, r.met(inspection.DeadlineNotify).Late)
	r.refused("not_served", "entity", inspection.FileSelfCheck{Answers: answers()})
	r.onDay(april(8)).visitAttempt(inspection.OutcomeUnreachable)
}

func TestSelfCheck(t *testing.T) {
	t.Run("before the notice was made out", func(t *testing.T) {
		openCase(t, april(8)).refused("notice_not_issued", "lead", inspection.ServeNotice{Method: inspection.ServedByMail, On: april(8)})
		openCase(t, april(8)).refused("notice_not_issued", "lead", inspection.RecordNotServed{On: april(8)}, reasoned)
		openCase(t, april(8)).issue().refused("notice_issued", "system", inspection.IssueNotice{})
	})
	t.Run("method and date of service", func(t *testing.T) {
		r := openCase(t, april(8)).issue()
		r.refused("service_method_unknown", "lead", inspection.ServeNotice{Method: "pigeon", On: april(8)})
		r.refused("date_required", "lead", inspection.ServeNotice{Method: inspection.ServedByMail})
		r.refused("in_the_future", "lead", inspection.ServeNotice{Method: inspection.ServedByMail, On: april(9)})
		r.refused("out_of_order", "lead", inspection.ServeNotice{Method: inspection.ServedByMail, On: april(7)}, reasoned)
		r.refused("out_of_order", "lead", inspection.RecordNotServed{On: april(7)}, reasoned)
	})
	t.Run("answers", func(t *testing.T) {
		r := served(t)
		e := r.refused("items_incomplete", "entity", inspection.FileSelfCheck{Answers: map[string]inspection.SelfCheckAnswer{"R2": {}, "R9": {}, "R8": {}}})
		require.Equal(t, []string{"R1", "R8", "R9"}, fields(e))
		require.Contains(t, e.Message, "3处错误")
	})
	t.Run("by its link the entity files today", func(t *testing.T) {
		r := served(t).onDay(april(12))
		r.refused("entity_acts_now", "entity", inspection.FileSelfCheck{On: april(11), Answers: answers()})
		r.refused("entity_acts_now", "entity", inspection.FileSelfCheck{Answers: answers()}, happened(april(11).At(9, 0)))
		r.file()
		require.Equal(t, april(12), r.c.SelfCheck.On)
		require.False(t, r.c.SelfCheck.EnteredFor)
	})
	t.Run("amended until the visit", func(t *testing.T) {
		r := served(t).onDay(april(22)).file()
		window := r.deadline(inspection.DeadlineOnSite)
		r.onDay(april(25))
		r.refused("out_of_order", "clerk", inspection.FileSelfCheck{On: april(19), Answers: answers()}, reasoned)
		r.do("clerk", inspection.FileSelfCheck{On: april(25), Answers: answers("R1")})
		check := r.c.SelfCheck
		require.Equal(t, april(22), check.On)
		require.Equal(t, april(25), check.AmendedOn)
		require.Equal(t, 2, check.Revision)
		require.True(t, check.EnteredFor)
		require.False(t, check.Late, "the first filing was in time")
		require.True(t, check.Answers["R1"].Problem)
		require.Equal(t, window.Last, r.deadline(inspection.DeadlineOnSite).Last, "an amendment moves nothing")
		r.refused("out_of_order", "clerk", inspection.FileSelfCheck{On: april(24), Answers: answers()})
		r.do("entity", inspection.FileSelfCheck{Answers: answers()})
		require.Equal(t, 3, r.c.SelfCheck.Revision)
		r.visit(clear())
		r.refused("visit_recorded", "entity", inspection.FileSelfCheck{Answers: answers()})
		r.refused("visit_recorded", "lead", inspection.AgreeVisit{On: april(26)})
	})
	t.Run("late", func(t *testing.T) {
		r := served(t).onDay(april(24))
		require.Equal(t, &inspection.SelfCheck{}, r.c.SelfCheck, "未按要求自查")
		r.file()
		require.True(t, r.c.SelfCheck.Filed)
		require.True(t, r.c.SelfCheck.Late)
		require.Equal(t, inspection.StageOnSite, r.c.Stage)
		require.Equal(t, date(2024, 5, 21), r.deadline(inspection.DeadlineOnSite).Last, "from the end of the window")
		r.do("entity", inspection.FileSelfCheck{Answers: answers("R2")})
		require.True(t, r.c.SelfCheck.Late, "an amendment does not make it timely")
	})
	t.Run("on paper in time, entered after the lapse", func(t *testing.T) {
		r := served(t).onDay(april(24))
		r.refused("late_entry_needs_reason", "clerk", inspection.FileSelfCheck{On: april(22), Answers: answers()})
		r.do("clerk", inspection.FileSelfCheck{On: april(22), Answers: answers()}, reasoned)
		require.False(t, r.c.SelfCheck.Late)
		m := r.met(inspection.DeadlineSelfCheck)
		require.False(t, m.Late)
		require.False(t, m.Lapsed)
	})
}

func TestAgreeVisit(t *testing.T) {
	r := served(t)
	r.refused("in_the_past", "lead", inspection.AgreeVisit{})
	r.refused("in_the_past", "lead", inspection.AgreeVisit{On: april(7)})
	r.do("member", inspection.AgreeVisit{On: april(24)})
	require.Equal(t, april(24), r.c.VisitAgreed)
}

func TestTimesOfAnAct(t *testing.T) {
	r := endedOn(t, april(19)).sign()
	propose := inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem}
	r.refused("in_the_future", "lead", propose, happened(r.now.Add(time.Second)))
	r.refused("before_opening", "lead", propose, happened(april(18).At(12, 0)), reasoned)
	// One working day is allowed: Friday's act through Monday, not on Tuesday.
	r.at(april(22).At(23, 59))
	monday := *r
	monday.do("lead", propose, happened(april(19).At(17, 0)))
	r.at(april(23).At(0, 0))
	r.refused("late_entry_needs_reason", "lead", propose, happened(april(19).At(17, 0)))
	r.do("lead", propose, happened(april(19).At(17, 0)), reasoned)
}

// TestDecisionsFollowOneAnother: no decision is dated before what it decides on.
func TestDecisionsFollowOneAnother(t *testing.T) {
	r := filed(t).onDay(april(9)).visit(clear()).sign()
	r.refused("out_of_order", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem}, happened(april(8).At(17, 0)))
	r.onDay(april(10)).propose(inspection.OutcomeNoProblem, nil)
	r.refused("out_of_order", "head", inspection.ConfirmResult{}, happened(april(9).At(17, 0)))
	r.do("head", inspection.ConfirmResult{}, happened(april(10).At(9, 0)))
}

// TestVisitEnteredLate needs the reason, by the recorded end.
func TestVisitEnteredLate(t *testing.T) {
	r := filed(t)
	f := r.visitFacts(clear())
	r.onDay(april(12))
	r.refused("late_entry_needs_reason", "lead", f)
	r.do("lead", f, reasoned)
	require.Equal(t, april(15), r.deadline(inspection.DeadlineResult).Last)
}

// TestWhatHasToComeFirst: an act waits for the one that it rests on, and is not
// done twice.
func TestWhatHasToComeFirst(t *testing.T) {
	propose := inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem}
	signed(t).refused("nothing_proposed", "head", inspection.ConfirmResult{})
	proposed(t).refused("already_proposed", "lead", propose)
	r := handling(t)
	reinspect := inspection.Reinspect{On: r.today(), Corrected: map[string]bool{"R1": true}}
	r.refused("correction_not_ordered", "entity", inspection.ReportCorrection{})
	r.refused("correction_not_ordered", "lead", reinspect)
	r.order().refused("correction_still_running", "lead", reinspect)
	r.report().refused("correction_reported", "entity", inspection.ReportCorrection{})
}

// TestNobodyApprovesTheOwnProposal, not even by way of a deputy, on either side.
func TestNobodyApprovesTheOwnProposal(t *testing.T) {
	with := func(a inspection.Actor, more ...inspection.Role) inspection.Actor {
		a.Roles = append(slices.Clone(a.Roles), more...)
		return a
	}
	deputy := func(of string, role inspection.Role) inspection.Actor {
		lender := people[of]
		return inspection.Actor{ID: "u-deputy", Roles: []inspection.Role{role}, Department: "办公室", Delegation: "d-1", DelegatedFrom: lender.ID,
			DelegatedRoles: []inspection.Role{role}, DelegatedDepartment: lender.Department}
	}
	t.Run("result by the lead", func(t *testing.T) {
		r := proposed(t)
		refusedAs(t, "own_proposal", r.attempt(with(people["lead"], inspection.RoleSectionHead), inspection.ConfirmResult{}))
	})
	t.Run("result by the lead's deputy", func(t *testing.T) {
		r := proposed(t)
		d := deputy("head", inspection.RoleSectionHead)
		d.DelegatedFrom = people["lead"].ID
		refusedAs(t, "own_proposal", r.attempt(d, inspection.ConfirmResult{}))
	})
	t.Run("result by another of the team", func(t *testing.T) {
		r := proposed(t)
		member := with(people["member"], inspection.RoleSectionHead)
		member.Department = department
		refusedAs(t, "own_case", r.attempt(member, inspection.ConfirmResult{}))
		member.ID = "u-member-2"
		refusedAs(t, "own_case", r.attempt(member, inspection.ConfirmResult{})) // by the certificate, under whatever account
		d := deputy("head", inspection.RoleSectionHead)
		d.DelegatedFrom = people["member"].ID
		refusedAs(t, "own_case", r.attempt(d, inspection.ConfirmResult{}))
		for _, a := range r.c.Allowed(d) {
			require.False(t, a.Act == inspection.ActConfirmResult && a.Mine)
		}
	})
	t.Run("result by the head's deputy is right", func(t *testing.T) {
		r := proposed(t)
		require.NoError(t, r.attempt(deputy("head", inspection.RoleSectionHead), inspection.ConfirmResult{}))
		require.Equal(t, "u-deputy", r.c.Result.ConfirmedBy)
	})
	t.Run("publication", func(t *testing.T) {
		both := with(people["clerk"], inspection.RoleBureauHead)
		r := confirmed(t).prepare()
		refusedAs(t, "own_proposal", r.attempt(both, inspection.ApprovePublication{}))
		r = confirmed(t).prepare()
		refusedAs(t, "own_proposal", r.attempt(deputy("clerk", inspection.RoleBureauHead), inspection.ApprovePublication{}))
	})
	t.Run("what the deputy prepared in the director's place", func(t *testing.T) {
		r := confirmed(t)
		d := deputy("director", inspection.RoleClerk)
		d.DelegatedDepartment = department
		require.NoError(t, r.attempt(d, inspection.PreparePublication{}))
		require.Equal(t, people["director"].ID, r.c.Publication.PreparedFor)
		r.refused("own_proposal", "director", inspection.ApprovePublication{})
		r.do("director", inspection.ReturnPublication{})
		require.Empty(t, r.c.Publication.PreparedFor)
	})
	t.Run("what somebody prepared of his own right is nobody else's", func(t *testing.T) {
		r := confirmed(t)
		c := people["clerk"]
		c.Roles = append(slices.Clone(c.Roles), inspection.RoleSectionHead)
		c.Delegation, c.DelegatedFrom, c.DelegatedRoles, c.DelegatedDepartment = "d-1", people["head"].ID, []inspection.Role{inspection.RoleSectionHead}, department
		require.NoError(t, r.attempt(c, inspection.PreparePublication{}))
		require.Empty(t, r.c.Publication.PreparedFor)
	})
	t.Run("a power for another section is none here", func(t *testing.T) {
		d := deputy("joint head", inspection.RoleSectionHead)
		d.Department = department
		refusedAs(t, "not_your_act", proposed(t).attempt(d, inspection.ConfirmResult{}))
	})
}

func TestPublicationPreparedOnce(t *testing.T) {
	r := confirmed(t)
	r.refused("publication_not_prepared", "director", inspection.ApprovePublication{})
	r.refused("publication_not_prepared", "director", inspection.ReturnPublication{}, reasoned)
	r.prepare()
	r.refused("publication_prepared", "clerk", inspection.PreparePublication{})
	r.do("director", inspection.ReturnPublication{})
	require.Equal(t, []string{people["clerk"].ID}, r.told[len(r.told)-1].To.Accounts)
	r.publish()
	finished(t, r)
}

// editionWith is edition 2024 with a change, known for the time of the test.
func editionWith(t *testing.T, change func(*inspection.Edition)) *inspection.Edition {
	t.Helper()
	e := *edition2024(t)
	e.Code = "2024-changed"
	change(&e)
	before := inspection.Editions
	inspection.Editions = append(slices.Clone(before), &e)
	t.Cleanup(func() { inspection.Editions = before })
	return &e
}

func TestProblemsThatWaitForTheirHandling(t *testing.T) {
	edition := editionWith(t, func(e *inspection.Edition) { e.PublishProblemsAsFound = false })
	start := func(findings map[string]inspection.Finding) *caseRun {
		r := filed(t)
		r.c.Edition, r.law.Edition = edition.Code, edition
		return r.visit(findings).sign()
	}
	t.Run("corrected", func(t *testing.T) {
		r := start(problemOn("R1")).propose(inspection.OutcomeCorrection, correctR1).confirm()
		_, running := r.c.Deadlines.Find(inspection.DeadlinePublication)
		require.False(t, running)
		r.refused("publication_not_yet", "clerk", inspection.PreparePublication{})
		r.order().report().reinspect(true)
		require.Equal(t, date(2024, 5, 8), r.deadline(inspection.DeadlineSupplement).Last)
		r.publish()
		finished(t, r)
	})
	t.Run("not corrected", func(t *testing.T) {
		r := start(problemOn("R1")).propose(inspection.OutcomeCorrection, correctR1).confirm().order().report().reinspect(false)
		require.Equal(t, inspection.StageFollowUp, r.c.Stage)
		require.Empty(t, r.c.Deadlines)
	})
	t.Run("waits for its branch", func(t *testing.T) {
		items := map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.ProceedingKind{inspection.ProceedingPenalty}}}
		r := start(problemOn("R1")).propose(inspection.OutcomeFollowUp, items).confirm()
		require.Equal(t, inspection.StageFollowUp, r.c.Stage)
		require.Zero(t, r.c.Publication.Entries)
		require.Empty(t, r.c.Deadlines)
	})
	t.Run("no problem is published as ever", func(t *testing.T) {
		r := start(clear()).propose(inspection.OutcomeNoProblem, nil).confirm().publish()
		finished(t, r)
	})
}
