package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

var revokes = proceedings.ProposeSelfCorrection{Correction: proceedings.CorrectionRevoke}

func lowers(yuan int64) proceedings.ProposeSelfCorrection {
	return proceedings.ProposeSelfCorrection{Correction: proceedings.CorrectionChange, Penalties: inspectiontest.Fine(yuan)}
}

// TestSelfChange (行政处罚法第75条第二款、第48条第二款): lighter only, after the legal review,
// with what follows a change by a remedy.
func TestSelfChange(t *testing.T) {
	r := inspectiontest.PenaltyPaid(t)
	r.Refused("nothing_proposed", "reviewer", proceedings.ReviewSelfCorrection{Passed: true})
	r.Refused("nothing_proposed", "director", proceedings.DecideSelfCorrection{Approved: true})
	r.Refused("heavier_by_correction", "lead", lowers(50_001))
	require.Equal(t, []string{"correction"}, inspectiontest.Fields(r.Refused("self_correction_invalid", "lead", proceedings.ProposeSelfCorrection{})))
	both := revokes
	both.Penalties = inspectiontest.Fine(1)
	require.Equal(t, []string{"penalties"}, inspectiontest.Fields(r.Refused("self_correction_invalid", "head", both)))
	r.Do("lead", lowers(30_000))
	r.Refused("already_proposed", "head", lowers(20_000))
	r.Refused("legal_review_missing", "director", proceedings.DecideSelfCorrection{Approved: true})
	r.Refused("self_correction_pending", "director", proceedings.ClosePenaltyCase{})
	r.Refused("reason_required", "reviewer", proceedings.ReviewSelfCorrection{})
	require.Nil(t, r.Copied().Do("reviewer", proceedings.ReviewSelfCorrection{}, inspectiontest.Reasoned).Proceeding.Penalty.Correcting)
	r.Do("reviewer", proceedings.ReviewSelfCorrection{Passed: true})
	r.Refused("legally_reviewed", "reviewer", proceedings.ReviewSelfCorrection{Passed: true})
	require.Equal(t, int64(50_000_00), r.Copied().Do("director", proceedings.DecideSelfCorrection{}).Proceeding.Sums(proceedings.PenaltyFine).Decided)
	both2 := inspectiontest.People["reviewer"]
	both2.Roles = append(both2.Roles, law.RoleBureauHead)
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(both2, proceedings.DecideSelfCorrection{Approved: true}, inspectiontest.Reasoned))
	r.Do("director", proceedings.DecideSelfCorrection{Approved: true})
	require.True(t, r.Runs(law.DeadlineWithdrawal))
	r.Do("clerk", proceedings.RecordRefund{On: r.Today(), Fen: 20_000_00}).Do("director", proceedings.WithdrawEntry{}).PublishPenalty()
	require.Equal(t, "原行政处罚决定已被依法变更，公示信息撤回", r.Entries[1].Outcome)
	require.Equal(t, "行政处罚：罚款30000元", r.Entries[2].Outcome)
	require.True(t, r.Runs(law.DeadlineReconsideration), "the decision can still be contested")
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedExecuted, r.Proceeding.Ending)
}

// TestSelfRevoke: nothing is left to be contested or enforced; a remedy that is pending
// comes to its own end.
func TestSelfRevoke(t *testing.T) {
	revoked := func(r *inspectiontest.ProceedingRun) *inspectiontest.ProceedingRun {
		return r.Do("head", revokes).Do("reviewer", proceedings.ReviewSelfCorrection{Passed: true}).Do("director", proceedings.DecideSelfCorrection{Approved: true})
	}
	r := revoked(inspectiontest.PenaltyPublished(t)).Do("director", proceedings.WithdrawEntry{})
	r.Refused("decision_quashed", "lead", revokes)
	require.False(t, r.Runs(law.DeadlineLitigation))
	overAs(t, r.Do("director", proceedings.ClosePenaltyCase{}), proceedings.PenaltyEndedQuashed)

	unserved := revoked(inspectiontest.PenaltyDecided(t))
	overAs(t, unserved.Do("director", proceedings.ClosePenaltyCase{}), proceedings.PenaltyEndedQuashed)

	sued := revoked(inspectiontest.PenaltyServed(t).Do("clerk", litigate(16)))
	sued.Refused("decision_quashed", "clerk", proceedings.RecordRemedyOutcome{On: sued.Today(), Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(1)})
	sued.Refused("remedy_pending", "director", proceedings.ClosePenaltyCase{})
	sued.Do("clerk", proceedings.RecordRemedyOutcome{On: sued.Today(), Outcome: proceedings.RemedyWithdrawn})
	require.Equal(t, proceedings.PenaltyExecution, sued.Proceeding.Stage)

	inspectiontest.RefusedAs(t, "nothing_to_correct", dismissed(t).Attempt(inspectiontest.People["head"], revokes, inspectiontest.Reasoned))
	quashed := inspectiontest.PenaltyServed(t).Do("clerk", litigate(16)).Do("lead", revokes).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed})
	require.Nil(t, quashed.Proceeding.Penalty.Correcting)
	lowered := inspectiontest.PenaltyServed(t).Do("clerk", litigate(16)).Do("lead", lowers(40_000)).Do("reviewer", proceedings.ReviewSelfCorrection{Passed: true}).
		Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(30_000)})
	lowered.Refused("heavier_by_correction", "director", proceedings.DecideSelfCorrection{Approved: true})
	lowered.Do("director", proceedings.DecideSelfCorrection{})
}

// TestSelfCorrectionEndsTheCase: a proposal that outlasts everything else is what a
// closed case waits for.
func TestSelfCorrectionEndsTheCase(t *testing.T) {
	terms := inspectiontest.Milder(proceedings.DecisionProcessing, proceedings.LeniencyNone)
	waiting := inspectiontest.PenaltyFiled(t).Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionProcessing}).Tell()
	waiting.OnDay(inspectiontest.April(16)).ProposeTerms(terms).Decide(terms).ServeDecision().Do("lead", proceedings.RecordPerformance{On: waiting.Today()}).Do("director", proceedings.ClosePenaltyCase{})
	waiting.Do("lead", revokes).OnDay(inspectiontest.Date(2024, 10, 17))
	require.Equal(t, proceedings.PenaltyPublicTerm, waiting.Proceeding.Stage)
	overAs(t, waiting.Copied().Do("reviewer", proceedings.ReviewSelfCorrection{}, inspectiontest.Reasoned), proceedings.PenaltyEndedProcessed)
	overAs(t, waiting.Do("reviewer", proceedings.ReviewSelfCorrection{Passed: true}).Do("director", proceedings.DecideSelfCorrection{Approved: true}), proceedings.PenaltyEndedQuashed)
}
