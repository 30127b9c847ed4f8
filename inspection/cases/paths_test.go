package cases_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

func finished(t *testing.T, r *inspectiontest.CaseRun) {
	t.Helper()
	require.Equal(t, cases.StageArchiving, r.Case.Stage)
	require.True(t, r.Case.Publication.Final)
	r.Do("system", cases.Archive{})
	require.Equal(t, cases.StageClosed, r.Case.Stage)
	require.False(t, r.Case.Stage.Open())
	require.Equal(t, r.Now, r.Case.Closed)
	require.Empty(t, r.Case.Deadlines)
	require.Empty(t, r.Case.OpenBranches())
}

func TestPathNoProblem(t *testing.T) {
	r := inspectiontest.Confirmed(t)
	require.Equal(t, law.OutcomeNoProblem, r.Case.Result.Outcome)
	require.Equal(t, cases.StagePublication, r.Case.Stage)
	r.Publish()
	require.Equal(t, 1, r.Case.Publication.Entries)
	require.False(t, r.Case.Publication.AsFound)
	finished(t, r)
	for _, m := range r.Case.Met {
		require.False(t, m.Late, m.Kind)
	}
}

func TestPathCorrected(t *testing.T) {
	r := inspectiontest.Handling(t)
	require.Equal(t, cases.StageHandling, r.Case.Stage)
	r.Order()
	require.Equal(t, inspectiontest.April(23), r.Deadline(law.DeadlineCorrection).Last)
	r.Refused("correction_still_running", "lead", cases.Reinspect{On: inspectiontest.April(8), Corrected: map[string]bool{"R1": true}})
	r.Publish() // as found, 后续处理中
	require.True(t, r.Case.Publication.AsFound)
	require.Equal(t, cases.StageHandling, r.Case.Stage)
	r.Refused("publication_not_yet", "clerk", cases.PreparePublication{})
	r.OnDay(inspectiontest.April(15)).Report()
	r.Refused("correction_reported", "entity", cases.ReportCorrection{})
	r.OnDay(inspectiontest.April(16)).Reinspect(true)
	require.Equal(t, inspectiontest.April(16), r.Case.HandledOn)
	require.Equal(t, cases.StagePublication, r.Case.Stage)
	require.Equal(t, inspectiontest.Date(2024, 5, 15), r.Deadline(law.DeadlineSupplement).Last)
	r.Publish()
	require.Equal(t, 2, r.Case.Publication.Entries)
	require.False(t, r.Case.Publication.AsFound)
	require.False(t, r.Met(law.DeadlineSupplement).Late)
	finished(t, r)
}

// TestPathCorrectedBeforeItWasPublished: one entry is enough, in the first period.
func TestPathCorrectedBeforeItWasPublished(t *testing.T) {
	r := inspectiontest.Handling(t).Order().Report().Reinspect(true)
	_, supplement := r.Case.Deadlines.Find(law.DeadlineSupplement)
	require.False(t, supplement)
	r.Publish()
	require.Equal(t, 1, r.Case.Publication.Entries)
	finished(t, r)
}

// TestDraftOfBeforeTheHandlingNoLongerHolds: what was drafted as found must not be
// approved after the re-inspection.
func TestDraftOfBeforeTheHandlingNoLongerHolds(t *testing.T) {
	r := inspectiontest.Handling(t).Order().Report().Prepare().Reinspect(true)
	r.Refused("publication_not_prepared", "director", cases.ApprovePublication{})
	r.Publish()
	finished(t, r)
}

func TestPathCorrectionFailed(t *testing.T) {
	r := inspectiontest.Handling(t).Order().Publish()
	r.At(inspectiontest.April(23).End()) // nobody reported
	require.True(t, r.Met(law.DeadlineCorrection).Lapsed)
	require.Equal(t, inspectiontest.April(29), r.Deadline(law.DeadlineReinspection).Last)
	r.OnDay(inspectiontest.April(25)).Reinspect(false)
	require.Equal(t, []cases.Branch{{No: "2024001-001-0001-P1", Kind: law.ProceedingPenalty, Items: []string{"R1"}, OpenedOn: inspectiontest.April(25)}}, r.Case.OpenBranches())
	require.Equal(t, cases.StagePublication, r.Case.Stage)
	r.Publish()
	require.Equal(t, cases.StageFollowUp, r.Case.Stage, "waits for the penalty case")
	require.True(t, r.Case.Publication.AsFound)
	require.False(t, r.Case.Publication.Final)
	require.Empty(t, r.Case.Deadlines)
}

func TestReportAfterTheLapse(t *testing.T) {
	t.Run("handed in late", func(t *testing.T) {
		r := inspectiontest.Handling(t).Order().OnDay(inspectiontest.April(24)).Report()
		m := r.Met(law.DeadlineCorrection)
		require.True(t, m.Late)
		require.False(t, m.Lapsed)
		require.Equal(t, inspectiontest.April(29), r.Deadline(law.DeadlineReinspection).Last, "from the lapse")
	})
	t.Run("handed in on paper in time, entered after the lapse", func(t *testing.T) {
		r := inspectiontest.Handling(t).Order().OnDay(inspectiontest.April(25))
		r.Do("clerk", cases.ReportCorrection{On: inspectiontest.April(22)}, inspectiontest.Reasoned)
		require.False(t, r.Met(law.DeadlineCorrection).Late)
		require.True(t, r.Case.Correction.EnteredFor)
		require.Equal(t, inspectiontest.April(22), r.Case.Correction.ReportedOn)
	})
}

// TestHowACorrectionIsOrdered: the way of service decides the day from which the period
// runs; an order of before the ways of service has its day alone.
func TestHowACorrectionIsOrdered(t *testing.T) {
	day := inspectiontest.April(8)
	for name, c := range map[string]struct {
		service law.PaperService
		code    string
		ordered calendar.Date
	}{
		"in person":             {law.PaperService{Method: law.ServedInPerson, On: day}, "", day},
		"left, seen":            {law.PaperService{Method: law.ServedLeft, On: day, Witnessed: true}, "", day},
		"left, unseen":          {law.PaperService{Method: law.ServedLeft, On: day}, "service_not_witnessed", day},
		"e-mail":                {law.PaperService{Method: law.ServedByEmail, On: day}, "service_not_consented", day},
		"e-mail, agreed":        {law.PaperService{Method: law.ServedByEmail, On: day, Consented: true}, "", day},
		"announced":             {law.PaperService{Method: law.ServedByAnnouncement, On: day, OthersFailed: true}, "", day.AddDays(30)},
		"announced at once":     {law.PaperService{Method: law.ServedByAnnouncement, On: day}, "service_other_ways_first", day},
		"tomorrow":              {law.PaperService{Method: law.ServedInPerson, On: day.AddDays(1)}, "in_the_future", day},
		"before the result":     {law.PaperService{Method: law.ServedInPerson, On: day.AddDays(-1)}, "out_of_order", day},
		"in no way that is":     {law.PaperService{Method: "by dove", On: day}, "service_method_unknown", day},
		"of before, by the day": {law.PaperService{}, "", day},
	} {
		t.Run(name, func(t *testing.T) {
			r := inspectiontest.Handling(t)
			f := cases.OrderCorrection{Service: c.service}
			if c.service == (law.PaperService{}) {
				f.On = day
			}
			if c.code != "" {
				r.Refused(c.code, "lead", f)
				return
			}
			r.Do("lead", f)
			require.Equal(t, c.ordered, r.Case.Correction.OrderedOn)
			require.Equal(t, r.Law.Calendar.CountFromDate(c.ordered, calendar.PeriodOf(15, calendar.Days)).Date, r.Deadline(law.DeadlineCorrection).Last)
		})
	}
	inspectiontest.Handling(t).Refused("date_required", "lead", cases.OrderCorrection{})
}

func TestCorrectionWithAPeriodOfItsOwn(t *testing.T) {
	for _, within := range []calendar.Period{{Amount: -1, Unit: calendar.Days}, {Amount: 0, Unit: calendar.Days}, {Amount: 3, Unit: calendar.Hours}, {Amount: 3, Unit: calendar.Months}, {Amount: 3}} {
		inspectiontest.Handling(t).Refused("correction_period_invalid", "lead", cases.OrderCorrection{Service: inspectiontest.InPerson(inspectiontest.April(8)), Within: within})
	}
	r := inspectiontest.Handling(t)
	r.Do("lead", cases.OrderCorrection{Service: inspectiontest.InPerson(inspectiontest.April(8)), Within: calendar.PeriodOf(3, calendar.Days)})
	require.Equal(t, inspectiontest.April(11), r.Deadline(law.DeadlineCorrection).Last)
	r = inspectiontest.Handling(t)
	r.Do("lead", cases.OrderCorrection{Service: inspectiontest.InPerson(inspectiontest.April(8)), Within: inspectiontest.Working(3)})
	require.Equal(t, inspectiontest.April(11), r.Deadline(law.DeadlineCorrection).Last)
	r.Refused("extension_invalid", "head", law.ExtendDeadline{Deadline: law.DeadlineCorrection, By: calendar.PeriodOf(3, calendar.Days)}, inspectiontest.Reasoned)
	r.Do("head", law.ExtendDeadline{Deadline: law.DeadlineCorrection, By: inspectiontest.Working(2)})
	require.Equal(t, inspectiontest.April(15), r.Deadline(law.DeadlineCorrection).Last)
	r.Refused("correction_ordered", "lead", cases.OrderCorrection{Service: inspectiontest.InPerson(inspectiontest.April(8))})
}

// TestHandlingKeepsTheOrderOfDays: the order follows the result, and what the
// entity reports follows the order.
func TestHandlingKeepsTheOrderOfDays(t *testing.T) {
	r := inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1")).Sign().Propose(law.OutcomeCorrection, inspectiontest.CorrectR1).OnDay(inspectiontest.April(9)).Confirm()
	r.Refused("out_of_order", "lead", cases.OrderCorrection{Service: inspectiontest.InPerson(inspectiontest.April(8))}, inspectiontest.Reasoned)
	r.Order().OnDay(inspectiontest.April(10))
	r.Refused("out_of_order", "clerk", cases.ReportCorrection{On: inspectiontest.April(8)}, inspectiontest.Reasoned)
	r.Refused("entity_acts_now", "entity", cases.ReportCorrection{On: inspectiontest.April(9)})
}

func TestReinspectionAnswersWhatWasOrdered(t *testing.T) {
	r := inspectiontest.Handling(t).Order()
	r.OnDay(inspectiontest.April(10)).Report().OnDay(inspectiontest.April(11))
	e := r.Refused("reinspection_invalid", "lead", cases.Reinspect{On: inspectiontest.April(11), Corrected: map[string]bool{"R2": true, "R9": true}})
	require.Equal(t, []string{"corrected.R1", "corrected.R2", "corrected.R9"}, inspectiontest.Fields(e))
	r.Refused("out_of_order", "lead", cases.Reinspect{On: inspectiontest.April(9), Corrected: map[string]bool{"R1": true}}, inspectiontest.Reasoned)
}

// TestSpecialOutcomes: each outcome of the disclosure system and where it leads.
func TestSpecialOutcomes(t *testing.T) {
	for _, tc := range []struct {
		attempt  law.Outcome
		stage    cases.Stage
		branches []law.ProceedingKind
	}{
		{law.OutcomeNoSuchBusiness, cases.StageArchiving, nil},
		{law.OutcomeUnreachable, cases.StageArchiving, nil},
		{law.OutcomeDeregistered, cases.StageArchiving, nil},
		{law.OutcomeUncooperative, cases.StageFollowUp, []law.ProceedingKind{law.ProceedingPenalty}},
		{law.OutcomeConcealed, cases.StageFollowUp, []law.ProceedingKind{law.ProceedingPenalty}},
	} {
		t.Run(string(tc.attempt), func(t *testing.T) {
			r := inspectiontest.Filed(t).VisitAttempt(tc.attempt).Sign()
			r.Refused("outcome_not_the_gravest", "lead", cases.ProposeResult{Outcome: law.OutcomeNoProblem})
			r.Propose(tc.attempt, nil).Confirm().Publish()
			require.Equal(t, tc.stage, r.Case.Stage)
			var got []law.ProceedingKind
			for _, b := range r.Case.OpenBranches() {
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
	r := inspectiontest.Filed(t)
	f := r.VisitFacts(map[string]law.Finding{"R2": law.FindingProblem})
	f.Attempt = law.OutcomeConcealed
	r.Do("lead", f)
	r.Sign() // R1 stays unanswered: the attempt answers for the whole
	items := map[string]cases.ItemResult{"R2": {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPolice, law.ProceedingPenalty}}}
	r.Refused("outcome_not_the_gravest", "lead", cases.ProposeResult{Outcome: law.OutcomeFollowUp, Items: items})
	r.Propose(law.OutcomeConcealed, items).Confirm()
	require.Equal(t, []cases.Branch{
		{No: "2024001-001-0001-P1", Kind: law.ProceedingPenalty, Items: []string{"R2"}, OpenedOn: inspectiontest.April(8)},
		{No: "2024001-001-0001-G1", Kind: law.ProceedingPolice, Items: []string{"R2"}, OpenedOn: inspectiontest.April(8)},
	}, r.Case.Branches)
}

// TestNothingFoundWhereNobodyWas: an attempt that is no problem cannot stand
// beside one.
func TestNothingFoundWhereNobodyWas(t *testing.T) {
	r := inspectiontest.Filed(t)
	f := r.VisitFacts(inspectiontest.ProblemOn("R1"))
	f.Attempt = law.OutcomeUnreachable
	require.Equal(t, []string{"attempt"}, inspectiontest.Fields(r.Refused("visit_invalid", "lead", f)))
	f.Findings = map[string]law.Finding{"R2": law.FindingProblem}
	require.Equal(t, []string{"attempt"}, inspectiontest.Fields(r.Refused("visit_invalid", "lead", f)))
	f.Attempt = law.OutcomeCorrection
	require.Equal(t, []string{"attempt"}, inspectiontest.Fields(r.Refused("visit_invalid", "lead", f)))
	f.Attempt, f.Findings = law.OutcomeUnreachable, map[string]law.Finding{"R2": law.FindingNotApplicable}
	r.Do("lead", f)
}

// TestSeveralHandlingsAtOnce, per item: the gravest is the case's.
func TestSeveralHandlingsAtOnce(t *testing.T) {
	r := inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1", "R2")).Sign()
	items := map[string]cases.ItemResult{
		"R1": {Outcome: law.OutcomeCorrection},
		"R2": {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingReferral}},
	}
	r.Propose(law.OutcomeFollowUp, items).Confirm()
	require.Equal(t, cases.StageHandling, r.Case.Stage)
	require.Equal(t, law.ProceedingReferral, r.Case.OpenBranches()[0].Kind)
	r.Order().Report().Reinspect(true).Publish()
	require.Equal(t, cases.StageFollowUp, r.Case.Stage)
}

// TestFailedCorrectionOpensAPenaltyOfItsOwn: that for the other facts may be decided
// already.
func TestFailedCorrectionOpensAPenaltyOfItsOwn(t *testing.T) {
	r := inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1", "R2")).Sign()
	r.Propose(law.OutcomeFollowUp, map[string]cases.ItemResult{
		"R1": {Outcome: law.OutcomeCorrection},
		"R2": {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPenalty}},
	}).Confirm().Order().Report().Reinspect(false)
	require.Equal(t, []cases.Branch{
		{No: "2024001-001-0001-P1", Kind: law.ProceedingPenalty, Items: []string{"R2"}, OpenedOn: inspectiontest.April(8)},
		{No: "2024001-001-0001-P2", Kind: law.ProceedingPenalty, Items: []string{"R1"}, OpenedOn: inspectiontest.April(8)},
	}, r.Case.OpenBranches())
}

func TestProposalIsHeldAgainstTheRecord(t *testing.T) {
	r := inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1")).Sign()
	for name, tc := range map[string]struct {
		items  map[string]cases.ItemResult
		fields []string
	}{
		"problem left out":            {nil, []string{"items.R1"}},
		"no problem found there":      {map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeCorrection}, "R2": {Outcome: law.OutcomeCorrection}}, []string{"items.R2"}},
		"outcome that is none":        {map[string]cases.ItemResult{"R1": {Outcome: "fine"}}, []string{"items.R1.outcome"}},
		"outcome that is no problem":  {map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeNoProblem}}, []string{"items.R1.outcome"}},
		"and its branch is no matter": {map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeNoProblem, Branches: []law.ProceedingKind{law.ProceedingPolice}}}, []string{"items.R1.outcome"}},
		"the only branch not named":   {map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeConcealed}}, []string{"items.R1.branches"}},
		"no branch named":             {map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeFollowUp}}, []string{"items.R1.branches"}},
		"branch that does not belong": {map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeCorrection, Branches: []law.ProceedingKind{law.ProceedingPolice}}}, []string{"items.R1.branches.0"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, tc.fields, inspectiontest.Fields(r.Refused("result_invalid", "lead", cases.ProposeResult{Outcome: law.OutcomeCorrection, Items: tc.items})))
		})
	}
}

func TestAProposalThatLeavesAProblemOutIsToldSo(t *testing.T) {
	e := inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1")).Sign().Refused("result_invalid", "lead", cases.ProposeResult{Outcome: law.OutcomeCorrection})
	require.Contains(t, e.Message, "必须提出处理意见")
}

func TestSendBack(t *testing.T) {
	r := inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1")).Sign().Propose(law.OutcomeCorrection, inspectiontest.CorrectR1)
	result, publication := r.Deadline(law.DeadlineResult), r.Deadline(law.DeadlinePublication)
	r.Do("head", cases.SendBackRecord{})
	require.Equal(t, cases.StageOnSite, r.Case.Stage)
	require.Nil(t, r.Case.Result)
	require.Empty(t, r.Case.Visit.Signed)
	require.Empty(t, r.Case.Visit.SignedBy)
	require.Equal(t, result, r.Deadline(law.DeadlineResult), "the periods go on")
	require.Equal(t, publication, r.Deadline(law.DeadlinePublication))
	r.Refused("record_revised", "lead", cases.SignRecord{Revision: 1})

	t.Run("signed again as it stands", func(t *testing.T) {
		again := *r
		again.Sign().Propose(law.OutcomeCorrection, inspectiontest.CorrectR1).Confirm()
		require.Equal(t, cases.StageHandling, again.Case.Stage)
	})
	t.Run("the problem turns out to be none", func(t *testing.T) {
		again := *r
		again.At(inspectiontest.April(9).At(10, 0))
		f := again.VisitFacts(inspectiontest.Clear())
		f.Started, f.Ended = r.Case.Visit.Started, r.Case.Visit.Ended
		again.Do("lead", f)
		require.Equal(t, 3, again.Case.Visit.Revision)
		require.Equal(t, publication.Last, again.Deadline(law.DeadlinePublication).Last)
		again.Sign()
		again.Refused("result_invalid", "lead", cases.ProposeResult{Outcome: law.OutcomeCorrection, Items: inspectiontest.CorrectR1})
		again.Propose(law.OutcomeNoProblem, nil).Confirm().Publish()
		finished(t, &again)
	})
	t.Run("another problem is found in the papers", func(*testing.T) {
		again := *r
		f := again.VisitFacts(inspectiontest.ProblemOn("R1", "R2"))
		again.Do("lead", f)
		again.Sign()
		again.Refused("result_invalid", "lead", cases.ProposeResult{Outcome: law.OutcomeCorrection, Items: inspectiontest.CorrectR1})
	})
}

// TestRecordFilledAgainMovesThePeriods and keeps extension and lateness.
func TestRecordFilledAgainMovesThePeriods(t *testing.T) {
	r := inspectiontest.Visited(t)
	r.Do("head", law.ExtendDeadline{Deadline: law.DeadlineResult, By: inspectiontest.Working(3)})
	r.OnDay(inspectiontest.April(9))
	f := r.VisitFacts(inspectiontest.Clear())
	r.Do("member", f)
	require.Equal(t, 2, r.Case.Visit.Revision)
	d := r.Deadline(law.DeadlineResult)
	require.Equal(t, inspectiontest.April(19), d.Last, "5 and 3 working days from the 9th")
	require.Len(t, d.Extensions, 1)
	require.Equal(t, f.Ended, r.Met(law.DeadlineOnSite).Met)
	require.Len(t, r.Case.Met, 3, "notify, self_check, on_site, each once")
	r.Refused("record_revised", "lead", cases.SignRecord{Revision: 1})
	r.Do("lead", cases.SignRecord{Revision: 2})
	r.Refused("already_signed", "lead", cases.SignRecord{Revision: 2})
	r.Refused("record_signed", "lead", f)
}
