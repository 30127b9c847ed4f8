package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/proceedings"
)

func TestSums(t *testing.T) {
	of := func(r *inspectiontest.ProceedingRun) proceedings.Sums {
		return r.Proceeding.Sums(proceedings.PenaltyFine)
	}
	require.Zero(t, of(inspectiontest.PenaltyHeard(t)))
	require.Equal(t, proceedings.Sums{Decided: 50_000_00, Outstanding: 50_000_00}, of(inspectiontest.PenaltyPublished(t)))
	late := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.May(8)).Do("director", proceedings.RemitSurcharge{Fen: 1_000_00}).Pay(52_000) // two days late: 2 × 1500
	require.Equal(t, proceedings.Sums{Decided: 50_000_00, Paid: 52_000_00, Surcharge: 2_000_00, Remitted: 1_000_00}, of(late))
	part := inspectiontest.PenaltyPublished(t).Pay(20_000)
	require.Equal(t, proceedings.Sums{Decided: 50_000_00, Paid: 20_000_00, Outstanding: 30_000_00}, of(part))

	quashed := inspectiontest.PenaltyPaid(t).Do("clerk", litigate(16)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed})
	require.Equal(t, proceedings.Sums{Paid: 50_000_00}, of(quashed), "a quashed decision orders nothing, and what came in is no surcharge")
	quashed.Do("clerk", proceedings.RecordRefund{On: inspectiontest.April(16), Fen: 50_000_00})
	require.Equal(t, proceedings.Sums{Paid: 50_000_00, Refunded: 50_000_00}, of(quashed))
	changed := inspectiontest.PenaltyPaid(t).Do("clerk", litigate(16)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(30_000)})
	require.Equal(t, proceedings.Sums{Decided: 30_000_00, Paid: 50_000_00}, of(changed), "what goes back is no surcharge either")
	require.Zero(t, changed.Proceeding.Sums(proceedings.PenaltyConfiscation))
}
