package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// dismissed is a case that was dropped, its decision served on 8 April.
func dismissed(t testing.TB) *inspectiontest.ProceedingRun {
	t.Helper()
	terms := inspectiontest.Milder(proceedings.DecisionDismissed, proceedings.LeniencyNone)
	return inspectiontest.PenaltyFiled(t).Investigate(proceedings.EndInvestigation{Decision: proceedings.DecisionDismissed}).ProposeTerms(terms).Decide(terms).ServeDecision()
}

// TestNothingImposedContested: also what imposes nothing can be contested, by the party
// within its time and by who complained; where it is quashed, the new decision may be a
// penalty.
func TestNothingImposedContested(t *testing.T) {
	r := dismissed(t)
	require.Equal(t, inspectiontest.Date(2024, 6, 7), r.Deadline(law.DeadlineReconsideration).Last)
	r.Do("director", proceedings.ClosePenaltyCase{}).OnDay(inspectiontest.Date(2024, 6, 8))
	r.Refused("remedy_out_of_time", "clerk", reconsiders(r.Today()))
	remedy := reconsiders(r.Today())
	remedy.By = "nobody"
	r.Refused("remedy_applicant_unknown", "clerk", remedy)
	remedy.By = proceedings.ApplicantComplainant
	r.Do("clerk", remedy)
	outcome := proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyChanged}
	require.Equal(t, []string{"outcome"}, inspectiontest.Fields(r.Refused("remedy_outcome_invalid", "clerk", outcome)))
	outcome.Outcome, outcome.Anew = proceedings.RemedyQuashed, &proceedings.Anew{}
	r.Do("clerk", outcome)
	require.Equal(t, proceedings.PenaltyEndedQuashed, r.Proceeding.Ending)
	o, ordered := r.Proceeding.DecidedAnew()
	require.True(t, ordered)
	anew := inspectiontest.PenaltyCase(t, r.Today(), func(opening *proceedings.Opening) {
		at := opening.At
		*opening = o
		opening.At = at
	})
	anew.InvestigateFor(inspectiontest.Fine(50_000))
}

// TestWithdrawnByAnother leaves the party the times that it had.
func TestWithdrawnByAnother(t *testing.T) {
	remedy := reconsiders(inspectiontest.April(16))
	remedy.By = proceedings.ApplicantInterested
	r := inspectiontest.PenaltyPublished(t).Do("clerk", remedy).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyWithdrawn})
	require.True(t, r.Runs(law.DeadlineReconsideration))
	require.True(t, r.Runs(law.DeadlineLitigation))
	r.Do("clerk", reconsiders(inspectiontest.April(16)))
}

// TestHeavierForAnother (行政复议法第63条第二款; 行政诉讼法第77条第二款): at the application of
// another, or against the opposite claim of one; a case that was closed is executed again.
func TestHeavierForAnother(t *testing.T) {
	heavier := proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyChanged, Penalties: append(inspectiontest.Fine(60_000), proceedings.Penalty{Kind: proceedings.PenaltySuspension})}
	own := inspectiontest.PenaltyClosed(t).Do("clerk", reconsiders(inspectiontest.April(16)))
	own.Refused("heavier_after_remedy", "clerk", heavier)
	opposed := heavier
	opposed.Opposed = true
	upheld := proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyUpheld, Opposed: true}
	require.Equal(t, []string{"opposed"}, inspectiontest.Fields(own.Refused("remedy_outcome_invalid", "clerk", upheld)))
	own.Copied().Do("clerk", opposed)
	remedy := reconsiders(inspectiontest.April(16))
	remedy.By = proceedings.ApplicantComplainant
	r := inspectiontest.PenaltyClosed(t).Do("clerk", remedy)
	mediated := heavier
	mediated.Outcome = proceedings.RemedyMediated
	r.Refused("heavier_after_remedy", "clerk", mediated)
	r.Do("clerk", heavier)
	require.Equal(t, proceedings.PenaltyExecution, r.Proceeding.Stage)
	require.Empty(t, r.Proceeding.Ending)
	require.Equal(t, inspectiontest.May(6), r.Deadline(law.DeadlinePayment).Last)
	require.Equal(t, int64(10_000_00), r.Proceeding.Owed(r.Today()).Fine)
	require.True(t, r.Runs(law.DeadlinePerformance))
	r.Do("director", proceedings.WithdrawEntry{}).PublishPenalty().Pay(10_000).Do("lead", proceedings.RecordPerformance{On: r.Today()}).Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedExecuted, r.Proceeding.Ending)
}
