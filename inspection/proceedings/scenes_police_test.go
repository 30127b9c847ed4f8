package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// What a lawyer would ask of a case that touches on a crime, as scenes.

// transferredToPolice is the penalty case that was decided by handing the facts to
// the police, after the entity was heard on a fine of 50,000 yuan.
func transferredToPolice(t testing.TB) *inspectiontest.ProceedingRun {
	t.Helper()
	terms := inspectiontest.Milder(proceedings.DecisionTransfer, proceedings.LeniencyNone)
	terms.Transfer = law.ProceedingPolice
	return inspectiontest.PenaltyTold(t).Do("entity", proceedings.RecordDefence{}).OnDay(inspectiontest.April(16)).
		Do("lead", proceedings.ReviewDefence{On: inspectiontest.April(16), View: proceedings.DefenceRejected}).ProposeTerms(terms).Decide(terms)
}

// referralOf is the referral to the police by which a penalty case was decided, as it
// stands after the scene.
func referralOf(before proceedings.Proceeding, scene *proceedingErrand) proceedings.Proceeding {
	referral := scene.S
	referral.No = law.ProceedingNo(before.No, law.ProceedingPolice, 1)
	return referral
}

// resumed is the case that goes on, on 16 April.
func resumed(t testing.TB, scene *proceedingErrand) *inspectiontest.ProceedingRun {
	t.Helper()
	before := transferredToPolice(t).Proceeding
	o, goesOn := before.Resumed(referralOf(before, scene))
	require.True(t, goesOn)
	return inspectiontest.PenaltyCase(t, inspectiontest.April(16), func(opening *proceedings.Opening) {
		at := opening.At
		*opening = o
		opening.At = at
	})
}

// TestPoliceRefuseAfterATransfer: the police refuse after a case was decided by handing
// it over; a case with its filing goes on, and punishes.
func TestPoliceRefuseAfterATransfer(t *testing.T) {
	for name, scene := range map[string]*proceedingErrand{
		"refused":         policeRefused(t).Do("director", proceedings.AcceptPoliceRefusal{}),
		"not supervised":  policeSupervised(t).Do("clerk", proceedings.RecordSupervision{Answer: proceedings.PoliceRefuses, ToldOn: inspectiontest.April(8)}),
		"not handed over": policeReported(t).Do("director", proceedings.DecideNoTransfer{}),
	} {
		r := resumed(t, scene)
		require.Equal(t, inspectiontest.CaseNo+"-P1-G1-P1", r.Proceeding.No, name)
		require.Equal(t, proceedings.PenaltyInvestigation, r.Proceeding.Stage)
		require.Equal(t, inspectiontest.April(8), r.Proceeding.Penalty.Filing.On, "its filing stands")
		require.Equal(t, &proceedings.ResumedFile{Of: inspectiontest.CaseNo + "-P1", Referral: inspectiontest.CaseNo + "-P1-G1", On: inspectiontest.April(16)}, r.Proceeding.Penalty.Resumed)
		require.True(t, r.Runs(law.DeadlineInvestigation))
		require.Equal(t, 1, r.Count(law.NoticeTask))
	}
	r := resumed(t, policeRefused(t).Do("director", proceedings.AcceptPoliceRefusal{}))
	r.Refused("not_on_the_spot", "lead", proceedings.PunishOnTheSpot{On: inspectiontest.April(16)})
	ends := func(day int, yuan int64) proceedings.EndInvestigation {
		return proceedings.EndInvestigation{On: inspectiontest.April(day), Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(yuan), Grade: proceedings.GradeOrdinary}
	}
	r.Refused("out_of_order", "lead", ends(15, 50_000))
	r.Refused("heavier_after_defence", "lead", ends(16, 60_000)) // it was heard on less
	done := r.InvestigateFor(inspectiontest.Fine(50_000)).Tell().OnDay(inspectiontest.April(24)).ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000))).
		Decide(inspectiontest.Punishing(inspectiontest.Fine(50_000))).ServeDecision().PublishPenalty().Pay(50_000).Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedExecuted, done.Proceeding.Ending)
}

// TestNothingGoesOn where the police have not spoken, or another case was decided.
func TestNothingGoesOn(t *testing.T) {
	before := transferredToPolice(t).Proceeding
	refused := policeRefused(t).Do("director", proceedings.AcceptPoliceRefusal{})
	for name, referral := range map[string]proceedings.Proceeding{
		"waits for the police": referralOf(before, policeReceived(t)),
		"may still object":     referralOf(before, policeRefused(t)),
		"of the inspection":    refused.S,
	} {
		_, goesOn := before.Resumed(referral)
		require.False(t, goesOn, name)
	}
	_, goesOn := inspectiontest.PenaltyClosed(t).Proceeding.Resumed(referralOf(before, refused))
	require.False(t, goesOn, "punished already")
	require.Empty(t, before.ReferredBy())
}

// atPolice is a filed penalty case of which the police filed a case on 10 April.
func atPolice(t testing.TB) *inspectiontest.ProceedingRun {
	return inspectiontest.PenaltyFiled(t).OnDay(inspectiontest.April(10)).Do("system", proceedings.HoldProceeding{By: "G1", On: inspectiontest.April(10)}).
		Do("system", proceedings.AwaitCriminalCase{By: "G1", On: inspectiontest.April(10)})
}

// returned gives the case back on that day with an opinion.
func returned(day calendar.Date, by calendar.Date) proceedings.RecordCriminalReturn {
	return proceedings.RecordCriminalReturn{Outcome: proceedings.CriminalNotProsecuted, On: day, Opinion: true, AnswerBy: by}
}

// TestCriminalCaseIsGivenBack: the case stands still while the criminal one runs and
// then goes on, with an answer to the procuratorate's opinion.
func TestCriminalCaseIsGivenBack(t *testing.T) {
	r := atPolice(t)
	r.Refused("criminal_case_known", "system", proceedings.AwaitCriminalCase{By: "G1", On: inspectiontest.April(10)})
	require.True(t, r.Proceeding.Suspended())
	require.Equal(t, proceedings.PenaltyInvestigation, r.Proceeding.Stage, "it has not ended")
	e := r.Refused("held_by_police", "director", law.Resume{On: inspectiontest.April(10)})
	require.Contains(t, e.Message, "等待司法机关移回")
	r.Refused("no_opinion", "clerk", proceedings.AnswerProcuratorate{On: inspectiontest.April(10)})
	r.OnDay(inspectiontest.April(24))
	for code, f := range map[string]proceedings.RecordCriminalReturn{
		"criminal_outcome_unknown": {On: inspectiontest.April(24)},
		"out_of_order":             {Outcome: proceedings.CriminalWithdrawn, On: inspectiontest.April(9)},
		"in_the_future":            {Outcome: proceedings.CriminalWithdrawn, On: inspectiontest.April(25)},
		"answer_day_invalid":       {Outcome: proceedings.CriminalWithdrawn, On: inspectiontest.April(24), AnswerBy: inspectiontest.May(24)},
	} {
		r.Refused(code, "clerk", f, inspectiontest.Reasoned)
	}
	for _, by := range []calendar.Date{inspectiontest.April(23), inspectiontest.April(24).AddDays(367)} {
		r.Refused("answer_day_invalid", "clerk", returned(inspectiontest.April(24), by))
	}

	own := r.Copied().Do("clerk", returned(inspectiontest.April(24), calendar.Date{}))
	require.False(t, own.Proceeding.Suspended())
	require.Equal(t, inspectiontest.Date(2024, 7, 18), own.Deadline(law.DeadlineInvestigation).Last, "from 10 to 24 April nothing counted")
	require.Equal(t, inspectiontest.Date(2024, 6, 24), own.Deadline(law.DeadlineProcuratorialAnswer).Last, "two months")
	set := r.Copied().Do("clerk", returned(inspectiontest.April(24), inspectiontest.May(25)))
	require.Equal(t, inspectiontest.May(25), set.Deadline(law.DeadlineProcuratorialAnswer).Last, "a Saturday")
	for day, late := range map[int]bool{24: false, 25: false, 26: true} {
		one := set.Copied().OnDay(inspectiontest.May(day)).Do("clerk", proceedings.AnswerProcuratorate{On: inspectiontest.May(day)})
		require.Equal(t, late, one.Met(law.DeadlineProcuratorialAnswer).Late, day)
		one.Refused("no_opinion", "clerk", proceedings.AnswerProcuratorate{On: inspectiontest.May(day)})
	}
	own.Refused("out_of_order", "clerk", proceedings.AnswerProcuratorate{On: inspectiontest.April(23)}, inspectiontest.Reasoned)
	none := r.Copied().Do("clerk", proceedings.RecordCriminalReturn{Outcome: proceedings.CriminalExempted, On: inspectiontest.April(24)})
	require.False(t, none.Runs(law.DeadlineProcuratorialAnswer))
	none.Refused("no_criminal_case", "clerk", returned(inspectiontest.April(24), calendar.Date{}))
}

// TestCriminalCaseBeforeAHold: who was never held is held by the police's filing, and a
// case that the bureau head let stand before waits for the bureau head.
func TestCriminalCaseBeforeAHold(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t).Do("director", law.Suspend{On: inspectiontest.April(8)}).Do("system", proceedings.AwaitCriminalCase{By: "G1", On: inspectiontest.April(8)})
	r.Do("clerk", proceedings.RecordCriminalReturn{Outcome: proceedings.CriminalAcquitted, On: inspectiontest.April(8)})
	require.True(t, r.Proceeding.Suspended())
	r.Do("director", law.Resume{On: inspectiontest.April(8)})
}

// TestJudgmentEndsTheCase: only once it is in effect, and not before the police filed.
func TestJudgmentEndsTheCase(t *testing.T) {
	held := inspectiontest.PenaltyFiled(t).Do("system", proceedings.HoldProceeding{By: "G1", On: inspectiontest.April(8)})
	held.Refused("no_criminal_case", "director", proceedings.EndByJudgment{On: inspectiontest.April(8)})
	r := atPolice(t).OnDay(inspectiontest.Date(2024, 9, 2))
	r.Refused("out_of_order", "director", proceedings.EndByJudgment{On: inspectiontest.April(9)}, inspectiontest.Reasoned)
	r.Do("director", proceedings.EndByJudgment{On: inspectiontest.Date(2024, 9, 2)})
	require.Equal(t, proceedings.PenaltyEndedSentenced, r.Proceeding.Ending)
	require.Equal(t, "刑事判决生效，终结办理", r.Proceeding.Ending.Chinese())
}

// executingUnanswered is decided and served while the procuratorate waits for word.
func executingUnanswered(t testing.TB) *inspectiontest.ProceedingRun {
	r := inspectiontest.PenaltyFiled(t).Do("system", proceedings.AwaitCriminalCase{By: "G1", On: inspectiontest.April(8)}).
		Do("clerk", proceedings.RecordCriminalReturn{Outcome: proceedings.CriminalNotProsecuted, On: inspectiontest.April(8), Opinion: true})
	return r.InvestigateFor(inspectiontest.Fine(50_000)).Tell().OnDay(inspectiontest.April(16)).ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000))).
		Decide(inspectiontest.Punishing(inspectiontest.Fine(50_000))).ServeDecision()
}

// TestNoCaseEndsUnanswered: the procuratorate hears what came of its opinion.
func TestNoCaseEndsUnanswered(t *testing.T) {
	r := executingUnanswered(t).PublishPenalty().Pay(50_000)
	require.False(t, r.Runs(law.DeadlinePenaltyClosing))
	r.Refused("procuratorate_unanswered", "director", proceedings.ClosePenaltyCase{})
	r.Do("clerk", proceedings.AnswerProcuratorate{On: r.Today()})
	require.True(t, r.Runs(law.DeadlinePenaltyClosing))
	r.Do("director", proceedings.ClosePenaltyCase{})

	unfiled := inspectiontest.PenaltyFilingProposed(t).Do("system", proceedings.AwaitCriminalCase{By: "G1", On: inspectiontest.April(8)}).
		Do("clerk", returned(inspectiontest.April(8), calendar.Date{}))
	unfiled.Refused("procuratorate_unanswered", "director", proceedings.RefuseFiling{})
	terms := inspectiontest.Milder(proceedings.DecisionTransfer, proceedings.LeniencyNone)
	terms.Transfer = law.ProceedingPolice
	transferring := inspectiontest.PenaltyHeard(t).ProposeTerms(terms).Do("system", proceedings.AwaitCriminalCase{By: "G1", On: inspectiontest.April(16)}).
		Do("clerk", returned(inspectiontest.April(16), calendar.Date{}))
	transferring.Refused("procuratorate_unanswered", "director", proceedings.DecidePenaltyCase{Terms: terms})
}

// TestReportOnTheEveOfAHoliday: three days for the head are three days.
func TestReportOnTheEveOfAHoliday(t *testing.T) {
	for reported, last := range map[calendar.Date]calendar.Date{
		calendar.NewDate(2026, 2, 10): calendar.NewDate(2026, 2, 13),
		calendar.NewDate(2026, 2, 13): calendar.NewDate(2026, 2, 16), // 春节
		calendar.NewDate(2026, 9, 29): calendar.NewDate(2026, 10, 2), // 国庆节
	} {
		r := beside(t, law.ProceedingPolice, reported).Do("lead", proceedings.WritePoliceReport{})
		require.Equal(t, last, r.Deadline(law.DeadlinePoliceApproval).Last, reported)
	}
}
