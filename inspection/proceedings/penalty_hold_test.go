package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// TestHeldForThePolice: every period stands still, and only the system lets the case
// go on.
func TestHeldForThePolice(t *testing.T) {
	hold := proceedings.HoldProceeding{By: "G1", On: inspectiontest.April(10)}
	release := proceedings.ReleaseProceeding{By: "G1", On: inspectiontest.April(24)}
	r := inspectiontest.PenaltyFiled(t).OnDay(inspectiontest.April(10))
	r.Refused("not_held", "system", release)
	r.Refused("not_held", "system", proceedings.EndByPolice{By: "G1", On: inspectiontest.April(10)})
	r.Do("system", hold)
	r.Refused("already_held", "system", hold)
	require.True(t, r.Proceeding.Suspended())
	_, due := r.Proceeding.Deadlines.NextDue()
	require.False(t, due)
	r.Refused("case_suspended", "lead", proceedings.EndInvestigation{On: inspectiontest.April(10), Decision: proceedings.DecisionDismissed})
	r.Refused("held_by_police", "director", law.Resume{On: inspectiontest.April(10)})

	released := r.Copied().OnDay(inspectiontest.April(24)).Do("system", release)
	require.False(t, released.Proceeding.Suspended())
	// From 10 to 24 April nothing counts: without it the period ended on 3 July.
	require.Equal(t, inspectiontest.Date(2024, 7, 18), released.Deadline(law.DeadlineInvestigation).Last)
	released.InvestigateFor(inspectiontest.Fine(100))

	ended := r.Copied().OnDay(inspectiontest.April(24)).Do("system", proceedings.EndByPolice{By: "G1", On: inspectiontest.April(24)})
	require.Equal(t, proceedings.Closed, ended.Proceeding.Stage)
	require.Equal(t, proceedings.PenaltyEndedByPolice, ended.Proceeding.Ending)
	require.Equal(t, "移送司法机关追究刑事责任", ended.Proceeding.Ending.Chinese())
}

// TestHeldTwice goes on only when nothing holds it any more.
func TestHeldTwice(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t).Do("system", proceedings.HoldProceeding{By: "G1", On: inspectiontest.April(8)}).Do("system", proceedings.HoldProceeding{By: "G2", On: inspectiontest.April(8)})
	r.OnDay(inspectiontest.April(10)).Do("system", proceedings.ReleaseProceeding{By: "G1", On: inspectiontest.April(10)})
	require.True(t, r.Proceeding.Suspended())
	r.Do("system", proceedings.ReleaseProceeding{By: "G2", On: inspectiontest.April(10)})
	require.False(t, r.Proceeding.Suspended())
}

// TestHeldWhileSuspended: what the bureau head let stand before waits for the
// bureau head.
func TestHeldWhileSuspended(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t).Do("director", law.Suspend{On: inspectiontest.April(8)}).Do("system", proceedings.HoldProceeding{By: "G1", On: inspectiontest.April(8)})
	r.OnDay(inspectiontest.April(10)).Do("system", proceedings.ReleaseProceeding{By: "G1", On: inspectiontest.April(10)})
	require.True(t, r.Proceeding.Suspended())
	r.Do("director", law.Resume{On: inspectiontest.April(10)})
}

// TestHoldNeverFailsForItsDay: the other proceeding may have begun before this one
// or before it last went on.
func TestHoldNeverFailsForItsDay(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t).Do("system", proceedings.HoldProceeding{By: "G1", On: inspectiontest.April(1)})
	require.Equal(t, inspectiontest.April(8), r.Proceeding.SuspendedOn)
	r.OnDay(inspectiontest.April(12)).Do("system", proceedings.ReleaseProceeding{By: "G1", On: inspectiontest.April(1)})
	r.Do("system", proceedings.HoldProceeding{By: "G2", On: inspectiontest.April(1)})
	require.Equal(t, inspectiontest.April(8), r.Proceeding.SuspendedOn, "the day of the last resuming")
	r.Do("system", proceedings.ReleaseProceeding{By: "G2", On: inspectiontest.April(30)})
	require.Equal(t, inspectiontest.April(12), r.Proceeding.Suspensions[1].To, "not later than today")
}

// TestDecidedBeforeThePolice: what was decided is carried out.
func TestDecidedBeforeThePolice(t *testing.T) {
	inspectiontest.PenaltyServed(t).Refused("act_not_at_this_stage", "system", proceedings.HoldProceeding{By: "G1", On: inspectiontest.April(16)})
}
