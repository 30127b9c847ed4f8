package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// quashedAnew is the case whose decision of a fine of 50,000 yuan was quashed on the
// day of April with that order.
func quashedAnew(t testing.TB, kind proceedings.RemedyKind, order proceedings.Anew) *inspectiontest.ProceedingRun {
	t.Helper()
	return inspectiontest.PenaltyServed(t).Do("clerk", proceedings.RecordRemedy{Remedy: kind, On: inspectiontest.April(16)}).
		Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed, Anew: &order})
}

// decidedAnew is the case that follows it.
func decidedAnew(t testing.TB, kind proceedings.RemedyKind, order proceedings.Anew) *inspectiontest.ProceedingRun {
	t.Helper()
	before := quashedAnew(t, kind, order)
	o, ordered := before.Proceeding.DecidedAnew()
	require.True(t, ordered)
	return inspectiontest.PenaltyCase(t, inspectiontest.April(16), func(opening *proceedings.Opening) {
		at := opening.At
		*opening = o
		opening.At = at
	})
}

func reconsideredAnew(t testing.TB) *inspectiontest.ProceedingRun {
	return decidedAnew(t, proceedings.RemedyReconsideration, proceedings.Anew{})
}

// toDecideAnew is ready for the decision of another fine.
func toDecideAnew(t testing.TB) *inspectiontest.ProceedingRun {
	return reconsideredAnew(t).InvestigateFor(inspectiontest.Fine(30_000)).Tell().OnDay(inspectiontest.April(24)).ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(30_000)))
}

// TestDecidedAnew (责令重新作出): a case of its own, filed already, that ends like any.
func TestDecidedAnew(t *testing.T) {
	r := reconsideredAnew(t)
	require.Equal(t, inspectiontest.CaseNo+"-P1-P1", r.Proceeding.No)
	require.Equal(t, proceedings.PenaltyInvestigation, r.Proceeding.Stage)
	require.Equal(t, inspectiontest.CaseNo+"-P1", r.Proceeding.Penalty.Anew.Of)
	require.Equal(t, inspectiontest.April(8), r.Proceeding.Penalty.Filing.On, "its filing stands")
	require.True(t, r.Runs(law.DeadlineInvestigation))
	require.Equal(t, 1, r.Count(law.NoticeTask))
	r.Refused("not_on_the_spot", "lead", proceedings.PunishOnTheSpot{On: inspectiontest.April(16)})
	early := proceedings.EndInvestigation{On: inspectiontest.April(15), Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(30_000), Grade: proceedings.GradeOrdinary}
	r.Refused("out_of_order", "lead", early)

	decided := toDecideAnew(t).Decide(inspectiontest.Punishing(inspectiontest.Fine(30_000))).ServeDecision().PublishPenalty().Pay(30_000).Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedExecuted, decided.Proceeding.Ending)
	_, ordered := decided.Proceeding.DecidedAnew()
	require.False(t, ordered)
}

// TestPeriodOfAnOrder: what the order sets; sixty days where a reconsideration sets
// none, and the periods of any case where a judgment sets none.
func TestPeriodOfAnOrder(t *testing.T) {
	require.Equal(t, inspectiontest.Date(2024, 6, 17), reconsideredAnew(t).Deadline(law.DeadlineRedecision).Last, "60 days end on Saturday 15 June")
	for _, kind := range proceedings.RemedyKinds {
		require.Equal(t, inspectiontest.May(16), decidedAnew(t, kind, proceedings.Anew{Within: 30}).Deadline(law.DeadlineRedecision).Last)
	}
	require.False(t, decidedAnew(t, proceedings.RemedyLitigation, proceedings.Anew{}).Runs(law.DeadlineRedecision))
}

// TestTheSameAnew (行政复议法第64条; 行政诉讼法第71条): the quashed decision once more only
// after a breach of procedure or for new facts, and nothing heavier but for them.
func TestTheSameAnew(t *testing.T) {
	ends := func(yuan int64, newFacts bool) proceedings.EndInvestigation {
		return proceedings.EndInvestigation{On: inspectiontest.April(16), Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(yuan), Grade: proceedings.GradeOrdinary, NewFacts: newFacts}
	}
	r := reconsideredAnew(t)
	r.Refused("same_as_quashed", "lead", ends(50_000, false))
	r.Refused("heavier_after_defence", "lead", ends(50_001, false))
	r.Copied().Do("lead", ends(49_999, false))
	r.Copied().Do("lead", ends(50_001, true))
	decidedAnew(t, proceedings.RemedyReconsideration, proceedings.Anew{Procedural: true}).Do("lead", ends(50_000, false))
	again := r.Copied().Do("lead", ends(50_000, true)).Tell().OnDay(inspectiontest.April(24)).ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000)))
	again.Decide(inspectiontest.Punishing(inspectiontest.Fine(50_000)))

	// A decision other than investigated is held against the quashed one, too.
	processing := r.Copied().Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(40_000), Grade: proceedings.GradeOrdinary})
	processing.Tell().OnDay(inspectiontest.April(24)).Refused("not_as_told", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(60_000))})
}

func TestOrdersThatDoNotFit(t *testing.T) {
	r := inspectiontest.PenaltyServed(t).Do("clerk", litigate(16))
	outcome := func(o proceedings.RemedyOutcome, order proceedings.Anew) proceedings.RecordRemedyOutcome {
		return proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: o, Anew: &order}
	}
	r.Refused("remedy_outcome_invalid", "clerk", outcome(proceedings.RemedyUpheld, proceedings.Anew{}))
	r.Refused("remedy_outcome_invalid", "clerk", outcome(proceedings.RemedyQuashed, proceedings.Anew{Within: -1}))
	e := r.Refused("remedy_outcome_invalid", "clerk", outcome(proceedings.RemedyQuashed, proceedings.Anew{Within: 367}))
	require.Equal(t, []string{"anew.within"}, inspectiontest.Fields(e))
	r.Copied().Do("clerk", outcome(proceedings.RemedyQuashed, proceedings.Anew{Within: 366}))
	r.Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed})
	_, ordered := r.Proceeding.DecidedAnew()
	require.False(t, ordered, "nothing has to be decided anew")
}
