package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func litigate(day int) inspection.RecordRemedy {
	return inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: april(day)}
}

// TestLitigationUpheld: the judgment ends the time for litigation, and nothing was
// added meanwhile.
func TestLitigationUpheld(t *testing.T) {
	r := pPublished(t).onDay(april(20)).do("clerk", litigate(20))
	require.False(t, r.runs(inspection.DeadlineReconsideration))
	r.onDay(date(2024, 8, 1))
	require.Zero(t, r.p.Owed(r.today()).Surcharge)
	r.do("lead", inspection.ServeDemand{Service: inPerson(r.today())}).onDay(date(2024, 8, 20))
	r.refused("remedy_pending", "director", inspection.ApplyToCourt{On: r.today()})
	r.refused("remedy_pending", "director", inspection.ClosePenaltyCase{})
	r.do("clerk", inspection.RecordRemedyOutcome{On: date(2024, 8, 20), Outcome: inspection.RemedyUpheld})
	require.Equal(t, date(2024, 11, 20), r.deadline(inspection.DeadlineCourtApplication).Last)
	require.Equal(t, int64(1_500_00), r.p.Owed(date(2024, 8, 21)).Surcharge)
	r.refused("remedy_used", "clerk", inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: r.today()})
	r.refused("litigation_time_running", "director", inspection.ApplyToCourt{On: r.today()})
	r.onDay(date(2024, 8, 21)).do("director", inspection.ApplyToCourt{On: r.today()})
}

// TestReconsiderationThenNothing: fifteen days after its decision the time for
// litigation is over.
func TestReconsiderationThenNothing(t *testing.T) {
	r := reconsidered(t, inspection.RemedyUpheld)
	require.False(t, r.runs(inspection.DeadlineLitigation))
	r.onDay(may(25))
	require.Equal(t, may(24), r.p.Penalty.Execution.LitigationOver)
	require.Equal(t, date(2024, 8, 26), r.deadline(inspection.DeadlineCourtApplication).Last, "24 August is a Saturday")
}

// TestRemedyWithdrawn leaves the time that the entity had.
func TestRemedyWithdrawn(t *testing.T) {
	r := reconsidered(t, inspection.RemedyWithdrawn)
	require.Equal(t, date(2024, 10, 16), r.deadline(inspection.DeadlineLitigation).Last)
	r.do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: may(9)})
}

// TestRemedyEnteredLate: the lawsuit was filed on the last day; what followed from
// the lapse is undone.
func TestRemedyEnteredLate(t *testing.T) {
	r := pPublished(t).onDay(date(2024, 10, 21))
	require.True(t, r.runs(inspection.DeadlineCourtApplication))
	r.do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: date(2024, 10, 16)}, reasoned)
	require.False(t, r.runs(inspection.DeadlineCourtApplication))
	require.False(t, r.met(inspection.DeadlineLitigation).Lapsed)
	require.False(t, r.met(inspection.DeadlineLitigation).Late)
}

func TestRemedyFactsThatDoNotFit(t *testing.T) {
	r := pServed(t)
	r.refused("remedy_unknown", "clerk", inspection.RecordRemedy{On: april(16)})
	r.refused("no_remedy_pending", "clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyUpheld})
	r.do("clerk", litigate(16))
	r.refused("remedy_outcome_unknown", "clerk", inspection.RecordRemedyOutcome{On: april(16)})
	r.refused("remedy_outcome_invalid", "clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyChanged})
	r.refused("remedy_outcome_invalid", "clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyUpheld, Penalties: fine(1)})
	quashed := r.copied().do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyQuashed})
	quashed.refused("decision_quashed", "clerk", litigate(16))
	quashed.refused("publication_not_due", "clerk", inspection.PreparePenaltyEntry{})
	quashed.refused("withdrawal_not_due", "director", inspection.WithdrawEntry{})
	quashed.do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.ProceedingClosed, quashed.p.Stage)
	pDecided(t).refused("decision_not_served", "clerk", litigate(16))
}

// TestOwedAfterTheCourt: that the court is through with it takes nothing from what
// is owed.
func TestOwedAfterTheCourt(t *testing.T) {
	r := demanded(t).onDay(date(2024, 10, 17)).do("director", inspection.ApplyToCourt{On: date(2024, 10, 17)})
	before := r.p.Owed(r.today())
	require.Equal(t, int64(50_000_00), before.Surcharge)
	r.do("clerk", inspection.RecordCourtResult{On: r.today(), Result: inspection.CourtUnenforceable})
	require.Equal(t, before, r.p.Owed(r.today()))
	require.False(t, r.runs(inspection.DeadlinePayment))
	require.True(t, r.met(inspection.DeadlinePayment).Late)
}

// TestRefusedCourt: the court does not enforce; the case is closed so.
func TestRefusedCourt(t *testing.T) {
	r := demanded(t).onDay(date(2024, 10, 17)).do("director", inspection.ApplyToCourt{On: date(2024, 10, 17)})
	r.refused("court_result_unknown", "clerk", inspection.RecordCourtResult{On: r.today()})
	r.do("clerk", inspection.RecordCourtResult{On: r.today(), Result: inspection.CourtRefused}).do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.PenaltyEndedUnenforced, r.p.Ending)
}

// TestEntryReturned and published late: it says so.
func TestEntryReturned(t *testing.T) {
	r := pServed(t).do("clerk", inspection.PreparePenaltyEntry{})
	r.refused("publication_prepared", "clerk", inspection.PreparePenaltyEntry{})
	r.do("director", inspection.ReturnPenaltyEntry{})
	r.refused("publication_not_prepared", "director", inspection.ApprovePenaltyEntry{})
	r.onDay(april(26)).publishPenalty()
	require.True(t, r.entries[0].Late)
	r.refused("publication_not_due", "clerk", inspection.PreparePenaltyEntry{})
	pServed(t).refused("entry_not_shown", "entity", inspection.AskCreditRepair{})
}

// TestRefund: what was paid and is no longer ordered goes back before the case ends.
func TestRefund(t *testing.T) {
	r := pPaid(t)
	r.refused("refund_not_due", "clerk", inspection.RecordRefund{On: april(16), Fen: 1})
	r.do("clerk", litigate(16)).do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyChanged, Penalties: fine(30_000)})
	r.do("director", inspection.WithdrawEntry{}).publishPenalty()
	r.refused("refund_due", "director", inspection.ClosePenaltyCase{})
	r.refused("refund_invalid", "clerk", inspection.RecordRefund{On: april(16), Fen: 20_000_01})
	r.refused("refund_invalid", "clerk", inspection.RecordRefund{On: april(16), Fen: 1, For: inspection.PenaltyConfiscation})
	r.do("clerk", inspection.RecordRefund{On: april(16), Fen: 5_000_00}).do("clerk", inspection.RecordRefund{On: april(16), Fen: 15_000_00})
	require.Zero(t, r.p.Owed(may(30)).Sum())
	r.do("director", inspection.ClosePenaltyCase{})

	closed := pClosed(t).do("clerk", litigate(16)).do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyQuashed}).do("director", inspection.WithdrawEntry{})
	require.Equal(t, inspection.PenaltyPublicTerm, closed.p.Stage, "the money is still to go back")
	closed.do("clerk", inspection.RecordRefund{On: april(16), Fen: 50_000_00})
	require.Equal(t, inspection.ProceedingClosed, closed.p.Stage)
}
