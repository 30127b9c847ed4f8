package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/proceedings"
)

// A closed penalty case is over with the last thing that outlasts its closing,
// whichever that is.

func overAs(t *testing.T, r *inspectiontest.ProceedingRun, how proceedings.Ending) {
	t.Helper()
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage)
	require.Equal(t, how, r.Proceeding.Ending)
	require.Empty(t, r.Proceeding.Deadlines)
}

func TestOverByCreditRepair(t *testing.T) {
	r := inspectiontest.PenaltyClosed(t).OnDay(inspectiontest.Date(2024, 10, 17)) // the time for litigation is over
	r.Do("entity", proceedings.AskCreditRepair{})
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Copied().Do("director", proceedings.RefuseCreditRepair{}).Proceeding.Stage)
	overAs(t, r.Do("director", proceedings.ApproveCreditRepair{}), proceedings.PenaltyEndedExecuted)
}

// TestOverByWithdrawal: nothing was paid, so that nothing is to go back.
func TestOverByWithdrawal(t *testing.T) {
	warning := []proceedings.Penalty{{Kind: proceedings.PenaltyWarning}}
	r := inspectiontest.PenaltyFiled(t).InvestigateFor(warning).Tell().OnDay(inspectiontest.April(16)).ProposeTerms(inspectiontest.Punishing(warning)).Decide(inspectiontest.Punishing(warning))
	r.ServeDecision().Do("director", proceedings.DecidePublicity{Show: true}).PublishPenalty().Do("director", proceedings.ClosePenaltyCase{}).Do("clerk", litigate(16))
	r.Do("clerk", proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyQuashed})
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Proceeding.Stage, "the entry is still shown")
	overAs(t, r.Do("director", proceedings.WithdrawEntry{}), proceedings.PenaltyEndedQuashed)
}

// TestOverByJudgment: what is not shown ends with the time for remedies.
func TestOverByJudgment(t *testing.T) {
	terms := inspectiontest.Milder(proceedings.DecisionProcessing, proceedings.LeniencyNone)
	r := inspectiontest.PenaltyFiled(t).Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionProcessing}).Tell()
	r.OnDay(inspectiontest.April(16)).ProposeTerms(terms).Decide(terms).ServeDecision().Do("lead", proceedings.RecordPerformance{On: r.Today()})
	r.Do("director", proceedings.ClosePenaltyCase{}).Do("clerk", litigate(16))
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Proceeding.Stage)
	overAs(t, r.Do("clerk", proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyUpheld}), proceedings.PenaltyEndedProcessed)
}
