package cases_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// TestHandedOverAfterPublication: the case closes when its last branch is handed
// over, and learns of the end if it is still open.
func TestHandedOverAfterPublication(t *testing.T) {
	r := inspectiontest.FollowUp(t).Settle(law.ProceedingPenalty, false)
	require.Equal(t, cases.StageFollowUp, r.Case.Stage, "the referral is not handed over")
	r.Refused("branch_settled", "system", cases.SettleBranch{No: "2024001-001-0001-P1", On: r.Today()})
	r.Refused("branch_of_other_case", "system", cases.SettleBranch{No: "2024001-001-0002-P1", On: r.Today()})
	r.Settle(law.ProceedingReferral, false)
	require.Equal(t, cases.StageArchiving, r.Case.Stage)
	require.True(t, r.Case.Publication.Final)
	require.True(t, r.Case.Publication.AsFound, "the penalty is not decided")
	require.Empty(t, r.Case.OpenBranches())
	r.Settle(law.ProceedingPenalty, true)
	require.Equal(t, r.Today(), r.Case.Branches[0].EndedOn)
	r.Refused("branch_settled", "system", cases.SettleBranch{No: "2024001-001-0001-P1", Ended: true, On: r.Today()})
	r.Do("system", cases.Archive{})
}

// TestEndedBeforePublication: nothing is left to follow, and the entry says so.
func TestEndedBeforePublication(t *testing.T) {
	r := inspectiontest.BranchedHandling(t).Settle(law.ProceedingReferral, true).Order().Report().Reinspect(true).Publish()
	require.Equal(t, cases.StageArchiving, r.Case.Stage)
	require.False(t, r.Case.Publication.AsFound)
}

// TestPublishedAfterTheHandling: where problems wait for their handling, being
// handed over is not enough.
func TestPublishedAfterTheHandling(t *testing.T) {
	edition := editionWith(t, func(e *law.Edition) { e.PublishProblemsAsFound = false })
	items := map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPenalty}}}
	r := inspectiontest.Filed(t)
	r.Case.Edition, r.Law.Edition = edition.Code, edition
	r.Visit(inspectiontest.ProblemOn("R1")).Sign().Propose(law.OutcomeFollowUp, items).Confirm()
	require.Equal(t, cases.StageFollowUp, r.Case.Stage)
	r.Settle(law.ProceedingPenalty, false)
	require.Equal(t, cases.StageFollowUp, r.Case.Stage)
	r.Settle(law.ProceedingPenalty, true)
	require.Equal(t, cases.StagePublication, r.Case.Stage)
	require.Equal(t, inspectiontest.May(8), r.Deadline(law.DeadlineSupplement).Last)
	r.Publish()
	require.Equal(t, cases.StageArchiving, r.Case.Stage)
}

// TestSelfReported: what the entity named before the inspection is known to whoever
// decides on leniency.
func TestSelfReported(t *testing.T) {
	r := inspectiontest.Served(t)
	r.Do("entity", cases.FileSelfCheck{Answers: inspectiontest.Answers("R2")})
	require.Equal(t, []string{"R2"}, r.Case.SelfReported([]string{"R1", "R2"}))
	require.Empty(t, inspectiontest.Served(t).Case.SelfReported([]string{"R1"}))
}
