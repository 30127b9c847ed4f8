package inspection_test

import (
	"testing"

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
	require.Equal(t, []inspection.Branch{{No: "2024001-001-0001-P1", Kind: inspection.ProceedingPenalty, Items: []string{"R1"}, OpenedOn: april(25)}}, r.c.OpenBranches())
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
	r.do("lead", inspection.OrderCorrection{On: april(8), Within: calendar.PeriodOf(3, calendar.Days)})
	require.Equal(t, april(11), r.deadline(inspection.DeadlineCorrection).Last)
	r = handling(t)
	r.do("lead", inspection.OrderCorrection{On: april(8), Within: working(3)})
	require.Equal(t, april(11), r.deadline(inspection.DeadlineCorrection).Last)
	r.refused("extension_invalid", "head", inspection.ExtendDeadline{Deadline: inspection.DeadlineCorrection, By: calendar.PeriodOf(3, calendar.Days)}, reasoned)
	r.do("head", inspection.ExtendDeadline{Deadline: inspection.DeadlineCorrection, By: working(2)})
	require.Equal(t, april(15), r.deadline(inspection.DeadlineCorrection).Last)
	r.refused("correction_ordered", "lead", inspection.OrderCorrection{On: april(8)})
}

// TestHandlingKeepsTheOrderOfDays: the order follows the result, and what the
// entity reports follows the order.
func TestHandlingKeepsTheOrderOfDays(t *testing.T) {
	r := filed(t).visit(problemOn("R1")).sign().propose(inspection.OutcomeCorrection, correctR1).onDay(april(9)).confirm()
	r.refused("out_of_order", "lead", inspection.OrderCorrection{On: april(8)}, reasoned)
	r.order().onDay(april(10))
	r.refused("out_of_order", "clerk", inspection.ReportCorrection{On: april(8)}, reasoned)
	r.refused("entity_acts_now", "entity", inspection.ReportCorrection{On: april(9)})
}

func TestReinspectionAnswersWhatWasOrdered(t *testing.T) {
	r := handling(t).order()
	r.onDay(april(10)).report().onDay(april(11))
	e := r.refused("reinspection_invalid", "lead", inspection.Reinspect{On: april(11), Corrected: map[string]bool{"R2": true, "R9": true}})
	require.Equal(t, []string{"corrected.R1", "corrected.R2", "corrected.R9"}, fields(e))
	r.refused("out_of_order", "lead", inspection.Reinspect{On: april(9), Corrected: map[string]bool{"R1": true}}, reasoned)
}

// TestSpecialOutcomes: each outcome of the disclosure system and where it leads.
func TestSpecialOutcomes(t *testing.T) {
	for _, tc := range []struct {
		attempt  inspection.Outcome
		stage    inspection.Stage
		branches []inspection.ProceedingKind
	}{
		{inspection.OutcomeNoSuchBusiness, inspection.StageArchiving, nil},
		{inspection.OutcomeUnreachable, inspection.StageArchiving, nil},
		{inspection.OutcomeDeregistered, inspection.StageArchiving, nil},
		{inspection.OutcomeUncooperative, inspection.StageFollowUp, []inspection.ProceedingKind{inspection.ProceedingPenalty}},
		{inspection.OutcomeConcealed, inspection.StageFollowUp, []inspection.ProceedingKind{inspection.ProceedingPenalty}},
	} {
		t.Run(string(tc.attempt), func(t *testing.T) {
			r := filed(t).visitAttempt(tc.attempt).sign()
			r.refused("outcome_not_the_gravest", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem})
			r.propose(tc.attempt, nil).confirm().publish()
			require.Equal(t, tc.stage, r.c.Stage)
			var got []inspection.ProceedingKind
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
	items := map[string]inspection.ItemResult{"R2": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.ProceedingKind{inspection.ProceedingPolice, inspection.ProceedingPenalty}}}
	r.refused("outcome_not_the_gravest", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeFollowUp, Items: items})
	r.propose(inspection.OutcomeConcealed, items).confirm()
	require.Equal(t, []inspection.Branch{
		{No: "2024001-001-0001-P1", Kind: inspection.ProceedingPenalty, Items: []string{"R2"}, OpenedOn: april(8)},
		{No: "2024001-001-0001-G1", Kind: inspection.ProceedingPolice, Items: []string{"R2"}, OpenedOn: april(8)},
	}, r.c.Branches)
}

// TestNothingFoundWhereNobodyWas: an attempt that is no problem cannot stand
// beside one.
func TestNothingFoundWhereNobodyWas(t *testing.T) {
	r := filed(t)
	f := r.visitFacts(problemOn("R1"))
	f.Attempt = inspection.OutcomeUnreachable
	require.Equal(t, []string{"attempt"}, fields(r.refused("visit_invalid", "lead", f)))
	f.Findings = map[string]inspection.Finding{"R2": inspection.FindingProblem}
	require.Equal(t, []string{"attempt"}, fields(r.refused("visit_invalid", "lead", f)))
	f.Attempt = inspection.OutcomeCorrection
	require.Equal(t, []string{"attempt"}, fields(r.refused("visit_invalid", "lead", f)))
	f.Attempt, f.Findings = inspection.OutcomeUnreachable, map[string]inspection.Finding{"R2": inspection.FindingNotApplicable}
	r.do("lead", f)
}

// TestSeveralHandlingsAtOnce, per item: the gravest is the case's.
func TestSeveralHandlingsAtOnce(t *testing.T) {
	r := filed(t).visit(problemOn("R1", "R2")).sign()
	items := map[string]inspection.ItemResult{
		"R1": {Outcome: inspection.OutcomeCorrection},
		"R2": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.ProceedingKind{inspection.ProceedingReferral}},
	}
	r.propose(inspection.OutcomeFollowUp, items).confirm()
	require.Equal(t, inspection.StageHandling, r.c.Stage)
	require.Equal(t, inspection.ProceedingReferral, r.c.OpenBranches()[0].Kind)
	r.order().report().reinspect(true).publish()
	require.Equal(t, inspection.StageFollowUp, r.c.Stage)
}

// TestFailedCorrectionOpensAPenaltyOfItsOwn: that for the other facts may be decided
// already.
func TestFailedCorrectionOpensAPenaltyOfItsOwn(t *testing.T) {
	r := filed(t).visit(problemOn("R1", "R2")).sign()
	r.propose(inspection.OutcomeFollowUp, map[string]inspection.ItemResult{
		"R1": {Outcome: inspection.OutcomeCorrection},
		"R2": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.ProceedingKind{inspection.ProceedingPenalty}},
	}).confirm().order().report().reinspect(false)
	require.Equal(t, []inspection.Branch{
		{No: "2024001-001-0001-P1", Kind: inspection.ProceedingPenalty, Items: []string{"R2"}, OpenedOn: april(8)},
		{No: "2024001-001-0001-P2", Kind: inspection.ProceedingPenalty, Items: []string{"R1"}, OpenedOn: april(8)},
	}, r.c.OpenBranches())
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
		"and its branch is no matter": {map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeNoProblem, Branches: []inspection.ProceedingKind{inspection.ProceedingPolice}}}, []string{"items.R1"}},
		"the only branch not named":   {map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeConcealed}}, []string{"items.R1.branches"}},
		"no branch named":             {map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeFollowUp}}, []string{"items.R1.branches"}},
		"branch that does not belong": {map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeCorrection, Branches: []inspection.ProceedingKind{inspection.ProceedingPolice}}}, []string{"items.R1.branches"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, tc.fields, fields(r.refused("result_invalid", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeCorrection, Items: tc.items})))
		})
	}
}

func TestAProposalThatLeavesAProblemOutIsToldSo(t *testing.T) {
	e := filed(t).visit(problemOn("R1")).sign().refused("result_invalid", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeCorrection})
	require.Contains(t, e.Message, "必须提出处理意见")
}

func TestSendBack(t *testing.T) {
	r := filed(t).visit(problemOn("R1")).sign().propose(inspection.OutcomeCorrection, correctR1)
	result, publication := r.deadline(inspection.DeadlineResult), r.deadline(inspection.DeadlinePublication)
	r.do("head", inspection.SendBackRecord{})
	require.Equal(t, inspection.StageOnSite, r.c.Stage)
	require.Nil(t, r.c.Result)
	require.Empty(t, r.c.Visit.Signed)
	require.Empty(t, r.c.Visit.SignedBy)
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
	t.Run("another problem is found in the papers", func(*testing.T) {
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
