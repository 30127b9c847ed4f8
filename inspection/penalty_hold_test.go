package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// TestHeldForThePolice: every period stands still, and only the system lets the case
// go on.
func TestHeldForThePolice(t *testing.T) {
	hold := inspection.HoldProceeding{By: "G1", On: april(10)}
	release := inspection.ReleaseProceeding{By: "G1", On: april(24)}
	r := pFiled(t).onDay(april(10))
	r.refused("not_held", "system", release)
	r.refused("not_held", "system", inspection.EndByPolice{By: "G1", On: april(10)})
	r.do("system", hold)
	r.refused("already_held", "system", hold)
	require.True(t, r.p.Suspended())
	_, due := r.p.Deadlines.NextDue()
	require.False(t, due)
	r.refused("case_suspended", "lead", inspection.EndInvestigation{On: april(10), Decision: inspection.DecisionDismissed})
	r.refused("held_by_police", "director", inspection.Resume{On: april(10)})

	released := r.copied().onDay(april(24)).do("system", release)
	require.False(t, released.p.Suspended())
	// From 10 to 24 April nothing counts: without it the period ended on 3 July.
	require.Equal(t, date(2024, 7, 18), released.deadline(inspection.DeadlineInvestigation).Last)
	released.investigateFor(fine(100))

	ended := r.copied().onDay(april(24)).do("system", inspection.EndByPolice{By: "G1", On: april(24)})
	require.Equal(t, inspection.ProceedingClosed, ended.p.Stage)
	require.Equal(t, inspection.PenaltyEndedByPolice, ended.p.Ending)
	require.Equal(t, "移送司法机关追究刑事责任", ended.p.Ending.Chinese())
}

// TestHeldTwice goes on only when nothing holds it any more.
func TestHeldTwice(t *testing.T) {
	r := pFiled(t).do("system", inspection.HoldProceeding{By: "G1", On: april(8)}).do("system", inspection.HoldProceeding{By: "G2", On: april(8)})
	r.onDay(april(10)).do("system", inspection.ReleaseProceeding{By: "G1", On: april(10)})
	require.True(t, r.p.Suspended())
	r.do("system", inspection.ReleaseProceeding{By: "G2", On: april(10)})
	require.False(t, r.p.Suspended())
}

// TestHeldWhileSuspended: what the bureau head let stand before waits for the
// bureau head.
func TestHeldWhileSuspended(t *testing.T) {
	r := pFiled(t).do("director", inspection.Suspend{On: april(8)}).do("system", inspection.HoldProceeding{By: "G1", On: april(8)})
	r.onDay(april(10)).do("system", inspection.ReleaseProceeding{By: "G1", On: april(10)})
	require.True(t, r.p.Suspended())
	r.do("director", inspection.Resume{On: april(10)})
}

// TestHoldNeverFailsForItsDay: the other proceeding may have begun before this one
// or before it last went on.
func TestHoldNeverFailsForItsDay(t *testing.T) {
	r := pFiled(t).do("system", inspection.HoldProceeding{By: "G1", On: april(1)})
	require.Equal(t, april(8), r.p.SuspendedOn)
	r.onDay(april(12)).do("system", inspection.ReleaseProceeding{By: "G1", On: april(1)})
	r.do("system", inspection.HoldProceeding{By: "G2", On: april(1)})
	require.Equal(t, april(8), r.p.SuspendedOn, "the day of the last resuming")
	r.do("system", inspection.ReleaseProceeding{By: "G2", On: april(30)})
	require.Equal(t, april(12), r.p.Suspensions[1].To, "not later than today")
}

// TestDecidedBeforeThePolice: what was decided is carried out.
func TestDecidedBeforeThePolice(t *testing.T) {
	pServed(t).refused("act_not_at_this_stage", "system", inspection.HoldProceeding{By: "G1", On: april(16)})
}
