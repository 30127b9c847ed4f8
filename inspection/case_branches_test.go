package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// TestHandedOverAfterPublication: the case closes when its last branch is handed
// over, and learns of the end if it is still open.
func TestHandedOverAfterPublication(t *testing.T) {
	r := followUp(t).settle(inspection.ProceedingPenalty, false)
	require.Equal(t, inspection.StageFollowUp, r.c.Stage, "the referral is not handed over")
	r.refused("branch_settled", "system", inspection.SettleBranch{No: "2024001-001-0001-P1", On: r.today()})
	r.refused("branch_of_other_case", "system", inspection.SettleBranch{No: "2024001-001-0002-P1", On: r.today()})
	r.settle(inspection.ProceedingReferral, false)
	require.Equal(t, inspection.StageArchiving, r.c.Stage)
	require.True(t, r.c.Publication.Final)
	require.True(t, r.c.Publication.AsFound, "the penalty is not decided")
	require.Empty(t, r.c.OpenBranches())
	r.settle(inspection.ProceedingPenalty, true)
	require.Equal(t, r.today(), r.c.Branches[0].EndedOn)
	r.refused("branch_settled", "system", inspection.SettleBranch{No: "2024001-001-0001-P1", Ended: true, On: r.today()})
	r.do("system", inspection.Archive{})
}

// TestEndedBeforePublication: nothing is left to follow, and the entry says so.
func TestEndedBeforePublication(t *testing.T) {
	r := branchedHandling(t).settle(inspection.ProceedingReferral, true).order().report().reinspect(true).publish()
	require.Equal(t, inspection.StageArchiving, r.c.Stage)
	require.False(t, r.c.Publication.AsFound)
}

// TestPublishedAfterTheHandling: where problems wait for their handling, being
// handed over is not enough.
func TestPublishedAfterTheHandling(t *testing.T) {
	edition := editionWith(t, func(e *inspection.Edition) { e.PublishProblemsAsFound = false })
	items := map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.ProceedingKind{inspection.ProceedingPenalty}}}
	r := filed(t)
	r.c.Edition, r.law.Edition = edition.Code, edition
	r.visit(problemOn("R1")).sign().propose(inspection.OutcomeFollowUp, items).confirm()
	require.Equal(t, inspection.StageFollowUp, r.c.Stage)
	r.settle(inspection.ProceedingPenalty, false)
	require.Equal(t, inspection.StageFollowUp, r.c.Stage)
	r.settle(inspection.ProceedingPenalty, true)
	require.Equal(t, inspection.StagePublication, r.c.Stage)
	require.Equal(t, may(8), r.deadline(inspection.DeadlineSupplement).Last)
	r.publish()
	require.Equal(t, inspection.StageArchiving, r.c.Stage)
}

// TestSelfReported: what the entity named before the inspection is known to whoever
// decides on leniency.
func TestSelfReported(t *testing.T) {
	r := served(t)
	r.do("entity", inspection.FileSelfCheck{Answers: answers("R2")})
	require.Equal(t, []string{"R2"}, r.c.SelfReported([]string{"R1", "R2"}))
	require.Empty(t, served(t).c.SelfReported([]string{"R1"}))
}
