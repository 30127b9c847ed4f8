package inspection_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func finished(t *testing.T, r *caseRun) {
	t.Helper()
	require.Equal(t, inspection.StageArchiving, r.c.Stage)
	require.True(t, r.c.Publication.Final)
	r.do("system", inspection.Archive{})
	require.Equal(t, inspection.StageClosed, r.c.Stage)
	require.False(t, r.c.Stage.Open())
	require.Equal(t, r.now, r.c.Closed)
	require.Empty(t, r.c.Deadlines)
	require.Empty(t, r.c.OpenBranches())
}

func TestPathNoProblem(t *testing.T) {
	r := confirmed(t)
	require.Equal(t, inspection.OutcomeNoProblem, r.c.Result.Outcome)
	require.Equal(t, inspection.StagePublication, r.c.Stage)
	r.publish()
	require.Equal(t, 1, r.c.Publication.Entries)
	require.False(t, r.c.Publication.AsFound)
	finished(t, r)
	for _, m := range r.c.Met {
		require.False(t, m.Late, m.Kind)
	}
}

func TestPathCorrected(t *testing.T) {
	r := handling(t)
	require.Equal(t, inspection.StageHandling, r.c.Stage)
	r.order()
	require.Equal(t, april(23), r.deadline(inspection.DeadlineCorrection).Last)
	r.refused("correction_still_running", "lead", inspection.Reinspect{On: april(8), Corrected: map[string]bool{"R1": true}})
	r.publish() // as found, 后续处理中
	require.True(t, r.c.Publication.AsFound)
	require.Equal(t, inspection.StageHandling, r.c.Stage)
	r.refused("publication_not_yet", "clerk", inspection.PreparePublication{})
	r.onDay(april(15)).report()
	r.refused("correction_reported", "entity", inspection.ReportCorrection{})
	r.onDay(april(16)).reinspect(true)
	require.Equal(t, april(16), r.c.HandledOn)
	require.Equal(t, inspection.StagePublication, r.c.Stage)
	require.Equal(t, date(2024, 5, 15), r.deadline(inspection.DeadlineSupplement).Last)
	r.publish()
	require.Equal(t, 2, r.c.Publication.Entries)
	require.False(t, r.c.Publication.AsFound)
	require.False(t, r.met(inspection.DeadlineSupplement).Late)
	finished(t, r)
}

// TestPathCorrectedBeforeItWasPublished: one entry is enough, in the first period.
func TestPathCorrectedBeforeItWasPublished(t *testing.T) {
	r := handling(t).order().report().reinspect(true)
	_, supplement := r.c.Deadlines.Find(inspection.DeadlineSupplement)
	require.False(t, supplement)
	r.publish()
	require.Equal(t, 1, r.c.Publication.Entries)
	finished(t, r)
}

// TestDraftOfBeforeTheHandlingNoLongerHolds: what was drafted as found must not be
// approved after the re-inspection.
func TestDraftOfBeforeTheHandlingNoLongerHolds(t *testing.T) {
	r := handling(t).order().report().prepare().reinspect(true)
	r.refused("publication_not_prepared", "director", inspection.ApprovePublication{})
	r.publish()
	finished(t, r)
}

func TestPathCorrectionFailed(t *testing.T) {
	r := handling(t).order().publish()
	r.at(april(23).End()) // nobody reported
	require.True(t, r.met(inspection.DeadlineCorrection).Lapsed)
	require.Equal(t, april(29), r.deadline(inspection.DeadlineReinspection).Last)
	r.onDay(april(25)).reinspect(false)
	require.Equal(t, []inspection.Branch{{Kind: inspection.BranchPenalty, Items: []string{"R1"}, OpenedOn: april(25)}}, r.c.OpenBranches())
	require.Equal(t, inspection.StagePublication, r.c.Stage)
	r.publish()
	require.Equal(t, inspection.StageFollowUp, r.c.Stage, "waits for the penalty case")
	require.True(t, r.c.Publication.AsFound)
	require.False(t, r.c.Publication.Final)
	require.Empty(t, r.c.Deadlines)
}

func TestReportAfterTheLapse(t *testing.T) {
	t.Run("handed in late", func(t *testing.T) {
		r := handling(t).order().onDay(april(24)).report()
		m := r.met(inspection.DeadlineCorrection)
		require.True(t, m.Late)
		require.False(t, m.Lapsed)
		require.Equal(t, april(29), r.deadline(inspection.DeadlineReinspection).Last, "from the lapse")
	})
	t.Run("handed in on paper in time, entered after the lapse", func(t *testing.T) {
		r := handling(t).order().onDay(april(25))
		r.do("clerk", inspection.ReportCorrection{On: april(22)}, reasoned)
		require.False(t, r.met(inspection.DeadlineCorrection).Late)
		require.True(t, r.c.Correction.EnteredFor)
		require.Equal(t, april(22), r.c.Correction.ReportedOn)
	})
}

func TestCorrectionWithAPeriodOfItsOwn(t *testing.T) {
	for _, within := range []calendar.Period{{Amount: -1, Unit: calendar.Days}, {Amount: 0, Unit: calendar.Days}, {Amount: 3, Unit: calendar.Hours}, {Amount: 3, Unit: calendar.Months}, {Amount: 3}} {
		handling(t).refused("correction_period_invalid", "lead", inspection.OrderCorrection{On: april(8), Within: within})
	}
	r := handling(t)
	r.do("lead", inspection.OrderCorrection{On: april(8), Within: working(3)})
	require.Equal(t, april(11), r.deadline(inspection.DeadlineCorrection).Last)
	r.refused("extension_invalid", "head", inspection.ExtendDeadline{Deadline: inspection.DeadlineCorrection, By: calendar.PeriodOf(3, calendar.Days)}, reasoned)
	r.do("head", inspection.ExtendDeadline{Deadline: inspection.DeadlineCorrection, By: working(2)})
	require.Equal(t, april(15), r.deadline(inspection.DeadlineCorrection).Last)
	r.refused("correction_ordered", "lead", inspection.OrderCorrection{On: april(8)})
}

func TestReinspectionAnswersWhatWasOrdered(t *testing.T) {
	r := handling(t).order()
	r.onDay(april(10)).report().onDay(april(11))
	e := r.refused("reinspection_invalid", "lead", inspection.Reinspect{On: april(11), Corrected: map[string]bool{"R2": true, "R9": true}})
	require.Equal(t, []string{"corrected.R1", "corrected.R2", "corrected.R9"}, fields(e))
	r.refused("out_of_order", "lead", inspection.Reinspect{On: april(9), Corrected: map[string]bool{"R1": true}}, reasoned)
}

func fields(e *inspection.Error) []string {
	out := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		out[i] = f.Field
	}
	return out
}

// TestSpecialOutcomes: each outcome of the disclosure system and where it leads.
func TestSpecialOutcomes(t *testing.T) {
	for _, tc := range []struct {
		attempt  inspection.Outcome
		stage    inspection.Stage
		branches []inspection.BranchKind
	}{
		{inspection.OutcomeNoSuchBusiness, inspection.StageArchiving, nil},
		{inspection.OutcomeUnreachable, inspection.StageArchiving, nil},
		{inspection.OutcomeDeregistered, inspection.StageArchiving, nil},
		{inspection.OutcomeUncooperative, inspection.StageFollowUp, []inspection.BranchKind{inspection.BranchPenalty}},
		{inspection.OutcomeConcealed, inspection.StageFollowUp, []inspection.BranchKind{inspection.BranchPenalty}},
	} {
		t.Run(string(tc.attempt), func(t *testing.T) {
			r := filed(t).visitAttempt(tc.attempt).sign()
			r.refused("outcome_not_the_gravest", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem})
			r.propose(tc.attempt, nil).confirm().publish()
			require.Equal(t, tc.stage, r.c.Stage)
			var got []inspection.BranchKind
			for _, b := range r.c.OpenBranches() {
				got = append(got, b.Kind)
				require.Empty(t, b.Items, "of the inspection as a whole")
			}
			require.Equal(t, tc.branches, got)
		})
	}
}

// TestConcealedWithFindings: an attempt that is a problem itself may stand beside
// problems on items; the branches join.
func TestConcealedWithFindings(t *testing.T) {
	r := filed(t)
	f := r.visitFacts(map[string]inspection.Finding{"R2": inspection.FindingProblem})
	f.Attempt = inspection.OutcomeConcealed
	r.do("lead", f)
	r.sign() // R1 stays unanswered: the attempt answers for the whole
	items := map[string]inspection.ItemResult{"R2": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.BranchKind{inspection.BranchPolice, inspection.BranchPenalty}}}
	r.refused("outcome_not_the_gravest", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeFollowUp, Items: items})
	r.propose(inspection.OutcomeConcealed, items).confirm()
	require.Equal(t, []inspection.Branch{
		{Kind: inspection.BranchPenalty, Items: []string{"R2"}, OpenedOn: april(8)},
		{Kind: inspection.BranchPolice, Items: []string{"R2"}, OpenedOn: april(8)},
	}, r.c.Branches)
}

// TestNothingFoundWhereNobodyWas: an attempt that is no problem cannot stand
// beside one.
func TestNothingFoundWhereNobodyWas(t *testing.T) {
	r := filed(t)
	f := r.visitFacts(problemOn("R1"))
	f.Attempt = inspection.OutcomeUnreachable
	require.Equal(t, []string{"attempt"}, fields(r.refused("visit_invalid", "lead", f)))
	f.Attempt = inspection.OutcomeCorrection
	require.Equal(t, []string{"attempt"}, fields(r.refused("visit_invalid", "lead", f)))
}

// TestSeveralHandlingsAtOnce, per item: the gravest is the case's.
func TestSeveralHandlingsAtOnce(t *testing.T) {
	r := filed(t).visit(problemOn("R1", "R2")).sign()
	items := map[string]inspection.ItemResult{
		"R1": {Outcome: inspection.OutcomeCorrection},
		"R2": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.BranchKind{inspection.BranchReferral}},
	}
	r.propose(inspection.OutcomeFollowUp, items).confirm()
	require.Equal(t, inspection.StageHandling, r.c.Stage)
	require.Equal(t, inspection.BranchReferral, r.c.OpenBranches()[0].Kind)
	r.order().report().reinspect(true).publish()
	require.Equal(t, inspection.StageFollowUp, r.c.Stage)
}

// TestFailedCorrectionJoinsTheOpenPenalty: one penalty case for the facts of both.
func TestFailedCorrectionJoinsTheOpenPenalty(t *testing.T) {
	r := filed(t).visit(problemOn("R1", "R2")).sign()
	r.propose(inspection.OutcomeFollowUp, map[string]inspection.ItemResult{
		"R1": {Outcome: inspection.OutcomeCorrection},
		"R2": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.BranchKind{inspection.BranchPenalty}},
	}).confirm().order().report().reinspect(false)
	require.Equal(t, []inspection.Branch{{Kind: inspection.BranchPenalty, Items: []string{"R2", "R1"}, OpenedOn: april(8)}}, r.c.OpenBranches())
}

func TestProposalIsHeldAgainstTheRecord(t *testing.T) {
	r := filed(t).visit(problemOn("R1")).sign()
	for name, tc := range map[string]struct {
		items  map[string]inspection.ItemResult
		fields []string
	}{
		"problem left out":            {nil, []string{"items.R1"}},
		"no problem found there":      {map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeCorrection}, "R2": {Outcome: inspection.OutcomeCorrection}}, []string{"items.R2"}},
		"outcome that is none":        {map[string]inspection.ItemResult{"R1": {Outcome: "fine"}}, []string{"items.R1"}},
		"outcome that is no problem":  {map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeNoProblem}}, []string{"items.R1"}},
		"no branch named":             {map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeFollowUp}}, []string{"items.R1.branches"}},
		"branch that does not belong": {map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeCorrection, Branches: []inspection.BranchKind{inspection.BranchPolice}}}, []string{"items.R1.branches"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, tc.fields, fields(r.refused("result_invalid", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeCorrection, Items: tc.items})))
		})
	}
}

func TestSendBack(t *testing.T) {
	r := filed(t).visit(problemOn("R1")).sign().propose(inspection.OutcomeCorrection, correctR1)
	result, publication := r.deadline(inspection.DeadlineResult), r.deadline(inspection.DeadlinePublication)
	r.do("head", inspection.SendBackRecord{})
	require.Equal(t, inspection.StageOnSite, r.c.Stage)
	require.Nil(t, r.c.Result)
	require.Empty(t, r.c.Visit.Signed)
	require.Equal(t, result, r.deadline(inspection.DeadlineResult), "the periods go on")
	require.Equal(t, publication, r.deadline(inspection.DeadlinePublication))
	r.refused("record_revised", "lead", inspection.SignRecord{Revision: 1})

	t.Run("signed again as it stands", func(t *testing.T) {
		again := *r
		again.sign().propose(inspection.OutcomeCorrection, correctR1).confirm()
		require.Equal(t, inspection.StageHandling, again.c.Stage)
	})
	t.Run("the problem turns out to be none", func(t *testing.T) {
		again := *r
		again.at(april(9).At(10, 0))
		f := again.visitFacts(clear())
		f.Started, f.Ended = r.c.Visit.Started, r.c.Visit.Ended
		again.do("lead", f)
		require.Equal(t, 3, again.c.Visit.Revision)
		require.Equal(t, publication.Last, again.deadline(inspection.DeadlinePublication).Last)
		again.sign()
		again.refused("result_invalid", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeCorrection, Items: correctR1})
		again.propose(inspection.OutcomeNoProblem, nil).confirm().publish()
		finished(t, &again)
	})
	t.Run("another problem is found in the papers", func(t *testing.T) {
		again := *r
		f := again.visitFacts(problemOn("R1", "R2"))
		again.do("lead", f)
		again.sign()
		again.refused("result_invalid", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeCorrection, Items: correctR1})
	})
}

// TestRecordFilledAgainMovesThePeriods and keeps extension and lateness.
func TestRecordFilledAgainMovesThePeriods(t *testing.T) {
	r := visited(t)
	r.do("head", inspection.ExtendDeadline{Deadline: inspection.DeadlineResult, By: working(3)})
	r.onDay(april(9))
	f := r.visitFacts(clear())
	r.do("member", f)
	require.Equal(t, 2, r.c.Visit.Revision)
	d := r.deadline(inspection.DeadlineResult)
	require.Equal(t, april(19), d.Last, "5 and 3 working days from the 9th")
	require.Len(t, d.Extensions, 1)
	require.Equal(t, f.Ended, r.met(inspection.DeadlineOnSite).Met)
	require.Len(t, r.c.Met, 3, "notify, self_check, on_site, each once")
	r.refused("record_revised", "lead", inspection.SignRecord{Revision: 1})
	r.do("lead", inspection.SignRecord{Revision: 2})
	r.refused("already_signed", "lead", inspection.SignRecord{Revision: 2})
	r.refused("record_signed", "lead", f)
}

func TestRecordIsChecked(t *testing.T) {
	r := filed(t)
	good := r.visitFacts(clear())
	for name, tc := range map[string]struct {
		change func(*inspection.RecordVisit)
		fields []string
	}{
		"mode":             {func(f *inspection.RecordVisit) { f.Mode = "by_post" }, []string{"mode"}},
		"no times":         {func(f *inspection.RecordVisit) { f.Started, f.Ended = time.Time{}, time.Time{} }, []string{"ended"}},
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

// waitingEdition is edition 2024 where the bureau publishes problems once, after
// they were handled.
func waitingEdition(t *testing.T) *inspection.Edition {
	t.Helper()
	e := *edition2024(t)
	e.Code, e.PublishProblemsAsFound = "2024-wait", false
	before := inspection.Editions
	inspection.Editions = append(slices.Clone(before), &e)
	t.Cleanup(func() { inspection.Editions = before })
	return &e
}

func TestProblemsThatWaitForTheirHandling(t *testing.T) {
	edition := waitingEdition(t)
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
		items := map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.BranchKind{inspection.BranchPenalty}}}
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
