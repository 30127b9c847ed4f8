package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// leftToOrgan is a fine of 20,000 yuan that a reconsideration made of 50,000 on 20 May,
// with the time for going to court over on 4 June.
func leftToOrgan(t testing.TB) *inspectiontest.ProceedingRun {
	t.Helper()
	return outcomeOf(t, proceedings.RemedyReconsideration, inspectiontest.May(20), proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(20_000)}).
		Do("director", proceedings.WithdrawEntry{}).PublishPenalty().OnDay(inspectiontest.Date(2024, 6, 5))
}

func handOver(r *inspectiontest.ProceedingRun) law.Facts {
	return proceedings.HandOverExecution{On: r.Today()}
}

// TestOrganEnforces (行政复议法第78条): neither demand nor court; the hand-over is due
// within ten working days of the end of the time for litigation.
func TestOrganEnforces(t *testing.T) {
	r := outcomeOf(t, proceedings.RemedyReconsideration, inspectiontest.May(20), proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(20_000)})
	r.Refused("litigation_time_running", "director", handOver(r))
	r.Refused("reconsideration_organ_enforces", "lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(r.Today())})
	r.Refused("reconsideration_organ_enforces", "director", proceedings.ApplyToCourt{On: r.Today()})
	r.OnDay(inspectiontest.Date(2024, 6, 4)).Refused("litigation_time_running", "director", handOver(r))
	r = leftToOrgan(t)
	require.False(t, r.Runs(law.DeadlineCourtApplication))
	require.Equal(t, inspectiontest.Date(2024, 6, 19), r.Deadline(law.DeadlineExecutionHandover).Last, "10 June is a holiday")
	require.False(t, r.Copied().OnDay(inspectiontest.Date(2024, 6, 19)).Do("director", proceedings.HandOverExecution{On: inspectiontest.Date(2024, 6, 19)}).Met(law.DeadlineExecutionHandover).Late)
	require.True(t, r.Copied().OnDay(inspectiontest.Date(2024, 6, 20)).Do("director", proceedings.HandOverExecution{On: inspectiontest.Date(2024, 6, 20)}).Met(law.DeadlineExecutionHandover).Late)
	r.Refused("execution_not_handed_over", "clerk", proceedings.RecordOrganResult{On: r.Today(), Result: proceedings.OrganEnforced})
	late := proceedings.HandOverExecution{On: inspectiontest.Date(2024, 6, 4)}
	r.Refused("litigation_time_running", "director", late)
	r.Do("director", handOver(r))
	r.Refused("execution_handed_over", "director", handOver(r))
	r.Refused("not_paid", "director", proceedings.ClosePenaltyCase{})
	r.Refused("organ_result_unknown", "clerk", proceedings.RecordOrganResult{On: r.Today()})
	unable := r.Copied().Do("clerk", proceedings.RecordOrganResult{On: r.Today(), Result: proceedings.OrganUnenforceable}).Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedOrganUnenforced, unable.Proceeding.Ending)
	r.Do("clerk", proceedings.RecordOrganResult{On: r.Today(), Result: proceedings.OrganEnforced})
	r.Refused("organ_done", "clerk", proceedings.RecordOrganResult{On: r.Today(), Result: proceedings.OrganEnforced})
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedByOrgan, r.Proceeding.Ending)
	require.Equal(t, "行政复议机关强制执行完毕", r.Proceeding.Ending.Chinese())
}

// TestWhoEnforces: only what a reconsideration changed or mediated is the organ's.
func TestWhoEnforces(t *testing.T) {
	left := inspectiontest.Fine(20_000)
	for _, c := range []struct {
		kind  proceedings.RemedyKind
		f     proceedings.RecordRemedyOutcome
		organ bool
	}{
		{proceedings.RemedyReconsideration, proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyUpheld}, false},
		{proceedings.RemedyReconsideration, proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyUnlawful}, false},
		{proceedings.RemedyReconsideration, proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyPartlyQuashed, Penalties: left}, false},
		{proceedings.RemedyReconsideration, proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyChanged, Penalties: left}, true},
		{proceedings.RemedyReconsideration, proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyMediated, Penalties: left}, true},
		{proceedings.RemedyLitigation, proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyChanged, Penalties: left}, false},
		{proceedings.RemedyLitigation, proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyMediated, Penalties: left}, false},
	} {
		r := outcomeOf(t, c.kind, inspectiontest.May(20), c.f).OnDay(inspectiontest.Date(2024, 6, 5))
		require.Equal(t, c.organ, r.Runs(law.DeadlineExecutionHandover), c.f.Outcome)
		require.Equal(t, !c.organ, r.Runs(law.DeadlineCourtApplication), c.f.Outcome)
		if !c.organ {
			r.Refused("own_enforcement", "director", handOver(r))
			r.Do("lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(r.Today())})
		}
	}
}

// TestOrganEnforcesAfterTheLawsuit: its decision is what the court upheld. A payment
// meanwhile ends it, and a plan puts it off.
func TestOrganEnforcesAfterTheLawsuit(t *testing.T) {
	r := outcomeOf(t, proceedings.RemedyReconsideration, inspectiontest.May(20), proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(20_000)}).
		Do("director", proceedings.WithdrawEntry{}).PublishPenalty().Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: inspectiontest.May(20)})
	r.Refused("remedy_pending", "director", handOver(r))
	r.Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.May(20), Outcome: proceedings.RemedyUpheld})
	require.True(t, r.Runs(law.DeadlineExecutionHandover))
	planned := r.Copied().Do("clerk", proceedings.AskInstalments{On: r.Today(), Parts: []proceedings.Instalment{{On: inspectiontest.Date(2024, 7, 1), Fen: 20_000_00}}}).Do("director", proceedings.ApproveInstalments{})
	require.Equal(t, inspectiontest.Date(2024, 7, 15), planned.Deadline(law.DeadlineExecutionHandover).Last)
	planned.OnDay(inspectiontest.Date(2024, 7, 1)).Refused("term_running", "director", handOver(planned))
	planned.OnDay(inspectiontest.Date(2024, 7, 2)).Do("director", handOver(planned))
	r.OnDay(inspectiontest.May(21)).Do("director", handOver(r))
	owed := r.Proceeding.Owed(r.Today())
	r.Do("clerk", proceedings.RecordPayment{On: r.Today(), Fen: owed.Fine + owed.Surcharge}).Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedExecuted, r.Proceeding.Ending)
	paid := leftToOrgan(t)
	owed = paid.Proceeding.Owed(paid.Today())
	paid.Do("clerk", proceedings.RecordPayment{On: paid.Today(), Fen: owed.Fine + owed.Surcharge})
	require.False(t, paid.Runs(law.DeadlineExecutionHandover))
	paid.Refused("nothing_owed", "director", handOver(paid))
}

// TestOrganEnforcesOldCases: a case from before whose time for the court runs is handed
// over with its next act; what is before the court already goes on there.
func TestOrganEnforcesOldCases(t *testing.T) {
	old := func(applied bool) *inspectiontest.ProceedingRun {
		r := demanded(t).OnDay(inspectiontest.Date(2024, 10, 17))
		if applied {
			r.Do("director", proceedings.ApplyToCourt{On: r.Today()})
		}
		r.Proceeding.Penalty.Remedies = []proceedings.Remedy{{Kind: proceedings.RemedyReconsideration, On: inspectiontest.April(16), Outcome: proceedings.RemedyChanged, OutcomeOn: inspectiontest.April(16)}}
		return r
	}
	r := old(false).Pay(1)
	require.False(t, r.Runs(law.DeadlineCourtApplication))
	require.True(t, r.Runs(law.DeadlineExecutionHandover))
	before := old(true)
	before.Do("clerk", proceedings.RecordCourtResult{On: before.Today(), Result: proceedings.CourtEnforced})
	require.Equal(t, proceedings.CourtEnforced, before.Proceeding.Penalty.Execution.Court)
}
