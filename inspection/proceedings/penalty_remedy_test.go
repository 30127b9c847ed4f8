package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func litigate(day int) proceedings.RecordRemedy {
	return proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: inspectiontest.April(day)}
}

// TestLitigationUpheld: the judgment ends the time for litigation, and nothing was
// added meanwhile.
func TestLitigationUpheld(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.April(20)).Do("clerk", litigate(20))
	require.False(t, r.Runs(law.DeadlineReconsideration))
	r.OnDay(inspectiontest.Date(2024, 8, 1))
	require.Zero(t, r.Proceeding.Owed(r.Today()).Surcharge)
	r.Do("lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(r.Today())}).OnDay(inspectiontest.Date(2024, 8, 20))
	r.Refused("remedy_pending", "director", proceedings.ApplyToCourt{On: r.Today()})
	r.Refused("remedy_pending", "director", proceedings.ClosePenaltyCase{})
	r.Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.Date(2024, 8, 20), Outcome: proceedings.RemedyUpheld})
	require.Equal(t, inspectiontest.Date(2024, 11, 20), r.Deadline(law.DeadlineCourtApplication).Last)
	require.Equal(t, int64(1_500_00), r.Proceeding.Owed(inspectiontest.Date(2024, 8, 21)).Surcharge)
	r.Refused("remedy_used", "clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: r.Today()})
	r.Refused("litigation_time_running", "director", proceedings.ApplyToCourt{On: r.Today()})
	r.OnDay(inspectiontest.Date(2024, 8, 21)).Do("director", proceedings.ApplyToCourt{On: r.Today()})
}

// TestReconsiderationThenNothing: fifteen days after its decision the time for
// litigation is over.
func TestReconsiderationThenNothing(t *testing.T) {
	r := reconsidered(t, proceedings.RemedyUpheld)
	require.False(t, r.Runs(law.DeadlineLitigation))
	r.OnDay(inspectiontest.May(25))
	require.Equal(t, inspectiontest.May(24), r.Proceeding.Penalty.Execution.LitigationOver)
	require.Equal(t, inspectiontest.Date(2024, 8, 26), r.Deadline(law.DeadlineCourtApplication).Last, "24 August is a Saturday")
}

// TestRemedyWithdrawn leaves the time that the entity had.
func TestRemedyWithdrawn(t *testing.T) {
	r := reconsidered(t, proceedings.RemedyWithdrawn)
	require.Equal(t, inspectiontest.Date(2024, 10, 16), r.Deadline(law.DeadlineLitigation).Last)
	r.Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: inspectiontest.May(9)})
}

// TestRemedyEnteredLate: the lawsuit was filed on the last day; what followed from
// the lapse is undone.
func TestRemedyEnteredLate(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.Date(2024, 10, 21))
	require.True(t, r.Runs(law.DeadlineCourtApplication))
	r.Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: inspectiontest.Date(2024, 10, 16)}, inspectiontest.Reasoned)
	require.False(t, r.Runs(law.DeadlineCourtApplication))
	require.False(t, r.Met(law.DeadlineLitigation).Lapsed)
	require.False(t, r.Met(law.DeadlineLitigation).Late)
}

func TestRemedyFactsThatDoNotFit(t *testing.T) {
	r := inspectiontest.PenaltyServed(t)
	r.Refused("remedy_unknown", "clerk", proceedings.RecordRemedy{On: inspectiontest.April(16)})
	r.Refused("no_remedy_pending", "clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyUpheld})
	r.Do("clerk", litigate(16))
	r.Refused("remedy_outcome_unknown", "clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16)})
	r.Refused("remedy_outcome_invalid", "clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyChanged})
	r.Refused("remedy_outcome_invalid", "clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyUpheld, Penalties: inspectiontest.Fine(1)})
	quashed := r.Copied().Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed})
	quashed.Refused("decision_quashed", "clerk", litigate(16))
	quashed.Refused("publication_not_due", "clerk", proceedings.PreparePenaltyEntry{})
	quashed.Refused("withdrawal_not_due", "director", proceedings.WithdrawEntry{})
	quashed.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.Closed, quashed.Proceeding.Stage)
	inspectiontest.PenaltyDecided(t).Refused("decision_not_served", "clerk", litigate(16))
}

// TestOwedAfterTheCourt: that the court is through with it takes nothing from what
// is owed.
func TestOwedAfterTheCourt(t *testing.T) {
	r := demanded(t).OnDay(inspectiontest.Date(2024, 10, 17)).Do("director", proceedings.ApplyToCourt{On: inspectiontest.Date(2024, 10, 17)})
	before := r.Proceeding.Owed(r.Today())
	require.Equal(t, int64(50_000_00), before.Surcharge)
	r.Do("clerk", proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtUnenforceable})
	require.Equal(t, before, r.Proceeding.Owed(r.Today()))
	require.False(t, r.Runs(law.DeadlinePayment))
	require.True(t, r.Met(law.DeadlinePayment).Late)
}

// TestRefusedCourt: the court does not enforce; the case is closed so.
func TestRefusedCourt(t *testing.T) {
	r := demanded(t).OnDay(inspectiontest.Date(2024, 10, 17)).Do("director", proceedings.ApplyToCourt{On: inspectiontest.Date(2024, 10, 17)})
	r.Refused("court_result_unknown", "clerk", proceedings.RecordCourtResult{On: r.Today()})
	r.Do("clerk", proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtRefused}).Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedUnenforced, r.Proceeding.Ending)
}

// TestEntryReturned and published late: it says so.
func TestEntryReturned(t *testing.T) {
	r := inspectiontest.PenaltyServed(t).Do("clerk", proceedings.PreparePenaltyEntry{})
	r.Refused("publication_prepared", "clerk", proceedings.PreparePenaltyEntry{})
	r.Do("director", proceedings.ReturnPenaltyEntry{})
	r.Refused("publication_not_prepared", "director", proceedings.ApprovePenaltyEntry{})
	r.OnDay(inspectiontest.April(26)).PublishPenalty()
	require.True(t, r.Entries[0].Late)
	r.Refused("publication_not_due", "clerk", proceedings.PreparePenaltyEntry{})
	inspectiontest.PenaltyServed(t).Refused("entry_not_shown", "entity", proceedings.AskCreditRepair{})
}

// TestRefund: what was paid and is no longer ordered goes back before the case ends.
func TestRefund(t *testing.T) {
	r := inspectiontest.PenaltyPaid(t)
	r.Refused("refund_not_due", "clerk", proceedings.RecordRefund{On: inspectiontest.April(16), Fen: 1})
	r.Do("clerk", litigate(16)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(30_000)})
	r.Do("director", proceedings.WithdrawEntry{}).PublishPenalty()
	r.Refused("refund_due", "director", proceedings.ClosePenaltyCase{})
	r.Refused("refund_invalid", "clerk", proceedings.RecordRefund{On: inspectiontest.April(16), Fen: 20_000_01})
	r.Refused("refund_invalid", "clerk", proceedings.RecordRefund{On: inspectiontest.April(16), Fen: 1, For: proceedings.PenaltyConfiscation})
	r.Do("clerk", proceedings.RecordRefund{On: inspectiontest.April(16), Fen: 5_000_00}).Do("clerk", proceedings.RecordRefund{On: inspectiontest.April(16), Fen: 15_000_00})
	require.Zero(t, r.Proceeding.Owed(inspectiontest.May(30)).Sum())
	r.Do("director", proceedings.ClosePenaltyCase{})

	closed := inspectiontest.PenaltyClosed(t).Do("clerk", litigate(16)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed}).Do("director", proceedings.WithdrawEntry{})
	require.Equal(t, proceedings.PenaltyPublicTerm, closed.Proceeding.Stage, "the money is still to go back")
	closed.Do("clerk", proceedings.RecordRefund{On: inspectiontest.April(16), Fen: 50_000_00})
	require.Equal(t, proceedings.Closed, closed.Proceeding.Stage)
}
