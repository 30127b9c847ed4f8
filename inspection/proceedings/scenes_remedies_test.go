package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// Scenes are what happens to a bureau, from the decision to the end of the case.

// TestSceneDecisionPartlyQuashed: a fine and a confiscation, fully paid; the court
// quashes the confiscation and has it decided anew. The fine stands, the money goes
// back, the page shows what is left, and the rest is a case of its own.
func TestSceneDecisionPartlyQuashed(t *testing.T) {
	confiscated := proceedings.Penalty{Kind: proceedings.PenaltyConfiscation, Fen: 6_000_00}
	both := append(inspectiontest.Fine(50_000), confiscated)
	r := inspectiontest.PenaltyFiled(t).InvestigateFor(both).Tell().OnDay(inspectiontest.April(16)).ProposeTerms(inspectiontest.Punishing(both)).Decide(inspectiontest.Punishing(both)).
		ServeDecision().PublishPenalty().Pay(50_000).Do("clerk", proceedings.RecordPayment{On: inspectiontest.April(16), Fen: 6_000_00, For: proceedings.PenaltyConfiscation}).
		Do("director", proceedings.ClosePenaltyCase{}).Do("clerk", litigate(16)).OnDay(inspectiontest.Date(2024, 9, 2))
	r.Do("clerk", proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyPartlyQuashed, Penalties: inspectiontest.Fine(50_000), Anew: &proceedings.Anew{Within: 60}})
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Proceeding.Stage)
	require.Equal(t, []proceedings.Penalty{confiscated}, r.Proceeding.Penalty.Remedies[0].Quashed)
	r.Do("clerk", proceedings.RecordRefund{On: r.Today(), Fen: 6_000_00, For: proceedings.PenaltyConfiscation}).Do("director", proceedings.WithdrawEntry{}).PublishPenalty()
	require.Equal(t, "行政处罚：罚款50000元", r.Entries[2].Outcome)
	require.Equal(t, proceedings.PenaltyEndedExecuted, r.Proceeding.Ending, "it was executed, and what remains still is")
	require.Equal(t, int64(50_000_00), r.Proceeding.Sums(proceedings.PenaltyFine).Paid)

	o, ordered := r.Proceeding.DecidedAnew()
	require.True(t, ordered)
	anew := inspectiontest.PenaltyCase(t, r.Today(), func(opening *proceedings.Opening) {
		at := opening.At
		*opening = o
		opening.At = at
	})
	require.Equal(t, inspectiontest.Date(2024, 11, 1), anew.Deadline(law.DeadlineRedecision).Last)
	anew.Refused("heavier_after_defence", "lead", proceedings.EndInvestigation{On: r.Today(), Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(1), Grade: proceedings.GradeOrdinary})
}

// TestSceneInstalmentsAndSurcharge: two days late, then a plan, on which nothing is
// added; a lawsuit stays what the second part would cost; what is added never exceeds the
// fine; and the time for the court begins with the plan's end.
func TestSceneInstalmentsAndSurcharge(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.May(8))
	r.Do("clerk", proceedings.AskInstalments{On: r.Today(), Parts: []proceedings.Instalment{{On: inspectiontest.Date(2024, 6, 3), Fen: 20_000_00}, {On: inspectiontest.Date(2024, 11, 1), Fen: 30_000_00}}}).
		Do("director", proceedings.ApproveInstalments{})
	added := func(day calendar.Date) int64 { return r.Proceeding.Owed(day).Surcharge }
	require.Equal(t, int64(3_000_00), added(inspectiontest.May(8)))
	require.Equal(t, int64(3_000_00), added(inspectiontest.Date(2024, 6, 3)), "the plan stops it")
	require.Equal(t, int64(3_600_00), added(inspectiontest.Date(2024, 6, 4)), "and one part that is late starts it again")
	r.OnDay(inspectiontest.Date(2024, 6, 4)).Pay(20_000).OnDay(inspectiontest.Date(2024, 6, 5)).Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: inspectiontest.Date(2024, 6, 5)})
	r.OnDay(inspectiontest.Date(2024, 11, 15))
	require.Equal(t, int64(3_600_00), added(r.Today()), "not during the lawsuit, though the second part is due since the 1st")
	r.Do("clerk", proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyUpheld})
	require.Equal(t, int64(4_500_00), added(inspectiontest.Date(2024, 11, 16)))
	require.Equal(t, int64(50_000_00), added(inspectiontest.Date(2026, 11, 16)), "never more than the fine")
	require.Equal(t, inspectiontest.Date(2025, 2, 17), r.Deadline(law.DeadlineCourtApplication).Last, "three months of the judgment, which is after the plan's end; a Saturday")
}

// TestSceneChangedOnReconsiderationAndUnpaid: the reconsideration organ enforces what it
// made of the decision, not the bureau.
func TestSceneChangedOnReconsiderationAndUnpaid(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.May(7)).Do("lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(inspectiontest.May(7))}).
		Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.May(7)}).OnDay(inspectiontest.Date(2024, 7, 1))
	r.Do("clerk", proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(20_000)}).
		Do("director", proceedings.WithdrawEntry{}).PublishPenalty().OnDay(inspectiontest.Date(2024, 7, 17))
	require.False(t, r.Runs(law.DeadlineCourtApplication))
	r.Refused("reconsideration_organ_enforces", "director", proceedings.ApplyToCourt{On: r.Today()})
	r.Do("director", handOver(r)).OnDay(inspectiontest.Date(2024, 9, 2)).Do("clerk", proceedings.RecordOrganResult{On: inspectiontest.Date(2024, 9, 2), Result: proceedings.OrganEnforced})
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedByOrgan, r.Proceeding.Ending)
}

// TestSceneDeregisteredAfterTheDecision: nobody is left to pay. The demand is announced,
// the court ends the enforcement (终结执行), and with that the case ends.
func TestSceneDeregisteredAfterTheDecision(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.May(7)).
		Do("lead", proceedings.ServeDemand{Service: law.PaperService{Method: law.ServedByAnnouncement, On: inspectiontest.May(7), OthersFailed: true}}).
		OnDay(inspectiontest.Date(2024, 10, 17)).Do("director", proceedings.ApplyToCourt{On: inspectiontest.Date(2024, 10, 17)})
	r.Refused("not_paid", "director", proceedings.ClosePenaltyCase{})
	r.Do("clerk", proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtUnenforceable}).Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedUnenforced, r.Proceeding.Ending)
	require.Positive(t, r.Proceeding.Sums(proceedings.PenaltyFine).Outstanding, "what nobody paid stays on record")
}
