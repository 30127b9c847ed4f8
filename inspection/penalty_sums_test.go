package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func TestSums(t *testing.T) {
	of := func(r *proceedingRun) inspection.Sums { return r.p.Sums(inspection.PenaltyFine) }
	require.Zero(t, of(pHeard(t)))
	require.Equal(t, inspection.Sums{Decided: 50_000_00, Outstanding: 50_000_00}, of(pPublished(t)))
	late := pPublished(t).onDay(may(8)).do("director", inspection.RemitSurcharge{Fen: 1_000_00}).pay(52_000) // two days late: 2 × 1500
	require.Equal(t, inspection.Sums{Decided: 50_000_00, Paid: 52_000_00, Surcharge: 2_000_00, Remitted: 1_000_00}, of(late))
	part := pPublished(t).pay(20_000)
	require.Equal(t, inspection.Sums{Decided: 50_000_00, Paid: 20_000_00, Outstanding: 30_000_00}, of(part))

	quashed := pPaid(t).do("clerk", litigate(16)).do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyQuashed})
	require.Equal(t, inspection.Sums{Paid: 50_000_00}, of(quashed), "a quashed decision orders nothing, and what came in is no surcharge")
	quashed.do("clerk", inspection.RecordRefund{On: april(16), Fen: 50_000_00})
	require.Equal(t, inspection.Sums{Paid: 50_000_00, Refunded: 50_000_00}, of(quashed))
	changed := pPaid(t).do("clerk", litigate(16)).do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyChanged, Penalties: fine(30_000)})
	require.Equal(t, inspection.Sums{Decided: 30_000_00, Paid: 50_000_00}, of(changed), "what goes back is no surcharge either")
	require.Zero(t, changed.p.Sums(inspection.PenaltyConfiscation))
}
