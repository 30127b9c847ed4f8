package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// quashedAnew is the case whose decision of a fine of 50,000 yuan was quashed on the
// day of April with that order.
func quashedAnew(t testing.TB, kind inspection.RemedyKind, order inspection.Anew) *proceedingRun {
	t.Helper()
	return pServed(t).do("clerk", inspection.RecordRemedy{Remedy: kind, On: april(16)}).
		do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyQuashed, Anew: &order})
}

// decidedAnew is the case that follows it.
func decidedAnew(t testing.TB, kind inspection.RemedyKind, order inspection.Anew) *proceedingRun {
	t.Helper()
	before := quashedAnew(t, kind, order)
	o, ordered := before.p.DecidedAnew()
	require.True(t, ordered)
	return penaltyCase(t, april(16), func(opening *inspection.ProceedingOpening) {
		at := opening.At
		*opening = o
		opening.At = at
	})
}

func reconsideredAnew(t testing.TB) *proceedingRun {
	return decidedAnew(t, inspection.RemedyReconsideration, inspection.Anew{})
}

// toDecideAnew is ready for the decision of another fine.
func toDecideAnew(t testing.TB) *proceedingRun {
	return reconsideredAnew(t).investigateFor(fine(30_000)).tell().onDay(april(24)).proposeTerms(punishing(fine(30_000)))
}

// TestDecidedAnew (责令重新作出): a case of its own, filed already, that ends like any.
func TestDecidedAnew(t *testing.T) {
	r := reconsideredAnew(t)
	require.Equal(t, caseNo+"-P1-P1", r.p.No)
	require.Equal(t, inspection.PenaltyInvestigation, r.p.Stage)
	require.Equal(t, caseNo+"-P1", r.p.Penalty.Anew.Of)
	require.Equal(t, april(8), r.p.Penalty.Filing.On, "its filing stands")
	require.True(t, r.runs(inspection.DeadlineInvestigation))
	require.Equal(t, 1, r.count(inspection.NoticeTask))
	r.refused("not_on_the_spot", "lead", inspection.PunishOnTheSpot{On: april(16)})
	early := inspection.EndInvestigation{On: april(15), Established: true, Decision: inspection.DecisionPenalty, Penalties: fine(30_000), Grade: inspection.GradeOrdinary}
	r.refused("out_of_order", "lead", early)

	decided := toDecideAnew(t).decide(punishing(fine(30_000))).serveDecision().publishPenalty().pay(30_000).do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.PenaltyEndedExecuted, decided.p.Ending)
	_, ordered := decided.p.DecidedAnew()
	require.False(t, ordered)
}

// TestPeriodOfAnOrder: what the order sets; sixty days where a reconsideration sets
// none, and the periods of any case where a judgment sets none.
func TestPeriodOfAnOrder(t *testing.T) {
	require.Equal(t, date(2024, 6, 17), reconsideredAnew(t).deadline(inspection.DeadlineRedecision).Last, "60 days end on Saturday 15 June")
	for _, kind := range inspection.RemedyKinds {
		require.Equal(t, may(16), decidedAnew(t, kind, inspection.Anew{Within: 30}).deadline(inspection.DeadlineRedecision).Last)
	}
	require.False(t, decidedAnew(t, inspection.RemedyLitigation, inspection.Anew{}).runs(inspection.DeadlineRedecision))
}

// TestTheSameAnew (行政复议法第64条; 行政诉讼法第71条): the quashed decision once more only
// after a breach of procedure or for new facts, and nothing heavier but for them.
func TestTheSameAnew(t *testing.T) {
	ends := func(yuan int64, newFacts bool) inspection.EndInvestigation {
		return inspection.EndInvestigation{On: april(16), Established: true, Decision: inspection.DecisionPenalty, Penalties: fine(yuan), Grade: inspection.GradeOrdinary, NewFacts: newFacts}
	}
	r := reconsideredAnew(t)
	r.refused("same_as_quashed", "lead", ends(50_000, false))
	r.refused("heavier_after_defence", "lead", ends(50_001, false))
	r.copied().do("lead", ends(49_999, false))
	r.copied().do("lead", ends(50_001, true))
	decidedAnew(t, inspection.RemedyReconsideration, inspection.Anew{Procedural: true}).do("lead", ends(50_000, false))
	again := r.copied().do("lead", ends(50_000, true)).tell().onDay(april(24)).proposeTerms(punishing(fine(50_000)))
	again.decide(punishing(fine(50_000)))

	// A decision other than investigated is held against the quashed one, too.
	processing := r.copied().investigate(inspection.EndInvestigation{Established: true, Decision: inspection.DecisionPenalty, Penalties: fine(40_000), Grade: inspection.GradeOrdinary})
	processing.tell().onDay(april(24)).refused("not_as_told", "lead", inspection.ProposeDecision{Terms: punishing(fine(60_000))})
}

func TestOrdersThatDoNotFit(t *testing.T) {
	r := pServed(t).do("clerk", litigate(16))
	outcome := func(o inspection.RemedyOutcome, order inspection.Anew) inspection.RecordRemedyOutcome {
		return inspection.RecordRemedyOutcome{On: april(16), Outcome: o, Anew: &order}
	}
	r.refused("remedy_outcome_invalid", "clerk", outcome(inspection.RemedyUpheld, inspection.Anew{}))
	r.refused("remedy_outcome_invalid", "clerk", outcome(inspection.RemedyQuashed, inspection.Anew{Within: -1}))
	r.refused("remedy_outcome_invalid", "clerk", outcome(inspection.RemedyQuashed, inspection.Anew{Within: 367}))
	r.copied().do("clerk", outcome(inspection.RemedyQuashed, inspection.Anew{Within: 366}))
	r.do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyQuashed})
	_, ordered := r.p.DecidedAnew()
	require.False(t, ordered, "nothing has to be decided anew")
}
