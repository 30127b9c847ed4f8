package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func TestSurcharge(t *testing.T) {
	whole := []proceedings.Instalment{{On: inspectiontest.May(6), Fen: 10_000}}
	for _, c := range []struct {
		name  string
		due   []proceedings.Instalment
		paid  []proceedings.Payment
		stays []calendar.Suspension
		day   calendar.Date
		want  int64
	}{
		{"the day before the last", whole, nil, nil, inspectiontest.May(5), 0},
		{"the last day", whole, nil, nil, inspectiontest.May(6), 0},
		{"the day after", whole, nil, nil, inspectiontest.May(7), 300},
		{"ten days", whole, nil, nil, inspectiontest.May(16), 3_000},
		{"the day before it is full", whole, nil, nil, inspectiontest.Date(2024, 6, 8), 9_900},
		{"never more than the fine", whole, nil, nil, inspectiontest.Date(2024, 6, 9), 10_000},
		{"a year later", whole, nil, nil, inspectiontest.Date(2025, 5, 6), 10_000},
		{"paid on the last day", whole, []proceedings.Payment{{On: inspectiontest.May(6), Fen: 10_000}}, nil, inspectiontest.May(20), 0},
		{"paid the day after", whole, []proceedings.Payment{{On: inspectiontest.May(7), Fen: 10_000}}, nil, inspectiontest.May(20), 300},
		{"half paid in time", whole, []proceedings.Payment{{On: inspectiontest.May(3), Fen: 5_000}}, nil, inspectiontest.May(8), 300},
		{"half paid late", whole, []proceedings.Payment{{On: inspectiontest.May(8), Fen: 5_000}}, nil, inspectiontest.May(10), 900},
		{"rounded down", []proceedings.Instalment{{On: inspectiontest.May(6), Fen: 33}}, nil, nil, inspectiontest.May(7), 0},
		{"rounded down as a whole", []proceedings.Instalment{{On: inspectiontest.May(6), Fen: 33}}, nil, nil, inspectiontest.May(9), 2},
		{"a stay over all of it", whole, nil, []calendar.Suspension{{From: inspectiontest.May(1)}}, inspectiontest.May(30), 0},
		{"a stay from the second day", whole, nil, []calendar.Suspension{{From: inspectiontest.May(8), To: inspectiontest.May(10)}}, inspectiontest.May(11), 600},
		{"two parts, one late", []proceedings.Instalment{{On: inspectiontest.May(6), Fen: 4_000}, {On: inspectiontest.May(20), Fen: 6_000}}, nil, nil, inspectiontest.May(8), 240},
		{"two parts, the first paid", []proceedings.Instalment{{On: inspectiontest.May(6), Fen: 4_000}, {On: inspectiontest.May(20), Fen: 6_000}},
			[]proceedings.Payment{{On: inspectiontest.May(6), Fen: 4_000}}, nil, inspectiontest.May(21), 180},
		{"nothing due", nil, nil, nil, inspectiontest.May(21), 0},
	} {
		require.Equal(t, c.want, proceedings.Surcharge(c.due, c.paid, c.stays, c.day), c.name)
	}
}

// TestSurchargeOnlyGrows with the days, and never beyond the fine.
func TestSurchargeOnlyGrows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		fen := rapid.Int64Range(1, 1_000_000_00).Draw(rt, "fen")
		due := []proceedings.Instalment{{On: inspectiontest.May(6), Fen: fen}}
		var paid []proceedings.Payment
		for range rapid.IntRange(0, 3).Draw(rt, "payments") {
			paid = append(paid, proceedings.Payment{On: inspectiontest.May(rapid.IntRange(1, 31).Draw(rt, "on")), Fen: rapid.Int64Range(1, fen).Draw(rt, "part")})
		}
		var before int64
		for day := inspectiontest.May(1); day.Before(inspectiontest.Date(2024, 7, 1)); day = day.AddDays(1) {
			now := proceedings.Surcharge(due, paid, nil, day)
			require.GreaterOrEqual(rt, now, before)
			require.LessOrEqual(rt, now, fen)
			before = now
		}
	})
}

// TestPaidLate: the fine first, then what was added, which has to be paid or
// remitted before the case can be closed.
func TestPaidLate(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.May(8)) // two days late: 2 × 1500
	require.Equal(t, proceedings.Owed{Fine: 50_000_00, Surcharge: 3_000_00}, r.Proceeding.Owed(r.Today()))
	r.Pay(50_000)
	require.True(t, r.Met(law.DeadlinePayment).Late)
	require.Equal(t, proceedings.Owed{Surcharge: 3_000_00}, r.Proceeding.Owed(inspectiontest.May(30)))
	r.Refused("not_paid", "director", proceedings.ClosePenaltyCase{})
	r.Refused("remission_invalid", "director", proceedings.RemitSurcharge{Fen: 3_000_01})
	r.Refused("remission_invalid", "director", proceedings.RemitSurcharge{})
	r.Do("director", proceedings.RemitSurcharge{Fen: 1_000_00})
	r.Refused("payment_too_much", "clerk", proceedings.RecordPayment{On: r.Today(), Fen: 2_000_01})
	r.Copied().Do("lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(inspectiontest.May(8))})
	r.Pay(2_000)
	r.Refused("nothing_owed", "clerk", proceedings.RecordPayment{On: r.Today(), Fen: 1})
	r.Refused("nothing_owed", "lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(inspectiontest.May(8))})
	r.Do("director", proceedings.ClosePenaltyCase{})
}

// TestPaidBeforeTheService: nothing is left to be paid when the decision is served.
func TestPaidBeforeTheService(t *testing.T) {
	both := append(inspectiontest.Fine(50_000), proceedings.Penalty{Kind: proceedings.PenaltySuspension})
	decided := func() *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyFiled(t).InvestigateFor(both).Tell().OnDay(inspectiontest.April(16)).ProposeTerms(inspectiontest.Punishing(both)).Decide(inspectiontest.Punishing(both))
	}
	r := decided().Pay(50_000).ServeDecision()
	require.False(t, r.Runs(law.DeadlinePayment))
	require.True(t, r.Runs(law.DeadlinePerformance))
	require.True(t, decided().Pay(49_999).ServeDecision().Runs(law.DeadlinePayment))
}

// TestRemittedBeforeTheFineWasReduced: what was remitted of a larger surcharge does
// not take from the smaller fine itself.
func TestRemittedBeforeTheFineWasReduced(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.May(8)).Do("director", proceedings.RemitSurcharge{Fen: 3_000_00}).Pay(50_000)
	r.Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.May(8)}).
		Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.May(8), Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(10_000)})
	r.Refused("refund_invalid", "clerk", proceedings.RecordRefund{On: inspectiontest.May(8), Fen: 40_000_01})
	r.Do("clerk", proceedings.RecordRefund{On: inspectiontest.May(8), Fen: 40_000_00})
	require.False(t, r.Runs(law.DeadlineRefund))
}

func TestFineAndConfiscation(t *testing.T) {
	both := append(inspectiontest.Fine(1_000), proceedings.Penalty{Kind: proceedings.PenaltyConfiscation, Fen: 500_50})
	r := inspectiontest.PenaltyFiled(t).InvestigateFor(both).Tell().OnDay(inspectiontest.April(16)).ProposeTerms(inspectiontest.Punishing(both)).Decide(inspectiontest.Punishing(both)).ServeDecision()
	require.Equal(t, proceedings.Owed{Fine: 1_000_00, Confiscation: 500_50}, r.Proceeding.Owed(inspectiontest.April(16)))
	r.Refused("payment_invalid", "clerk", proceedings.RecordPayment{On: inspectiontest.April(16), Fen: 1, For: proceedings.PenaltyWarning})
	r.Refused("payment_invalid", "clerk", proceedings.RecordPayment{On: inspectiontest.April(16), Fen: -1})
	r.Pay(1_000)
	require.True(t, r.Runs(law.DeadlinePayment))
	r.Refused("payment_too_much", "clerk", proceedings.RecordPayment{On: inspectiontest.April(16), Fen: 500_51, For: proceedings.PenaltyConfiscation})
	r.Do("clerk", proceedings.RecordPayment{On: inspectiontest.April(16), Fen: 500_50, For: proceedings.PenaltyConfiscation})
	require.False(t, r.Runs(law.DeadlinePayment))
	r.PublishPenalty()
	require.Equal(t, "行政处罚：罚款1000元、没收违法所得500.50元", r.Entries[0].Outcome)
}

// TestInstalments: the plan's days take the place of the fifteen days.
func TestInstalments(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t)
	ask := proceedings.AskInstalments{Parts: []proceedings.Instalment{{On: inspectiontest.May(18), Fen: 20_000_00}, {On: inspectiontest.Date(2024, 7, 1), Fen: 30_000_00}}}
	short := proceedings.AskInstalments{Parts: ask.Parts[:1]}
	r.Refused("instalments_invalid", "entity", short)
	backwards := r.Refused("instalments_invalid", "entity", proceedings.AskInstalments{Parts: []proceedings.Instalment{ask.Parts[1], {On: ask.Parts[0].On}}})
	require.Equal(t, []string{"parts.1.fen", "parts.1.on", "parts"}, inspectiontest.Fields(backwards))
	r.Refused("nothing_proposed", "director", proceedings.ApproveInstalments{})
	r.Do("entity", ask)
	r.Refused("already_proposed", "entity", ask)
	r.Copied().Pay(1).Refused("instalments_outdated", "director", proceedings.ApproveInstalments{})
	r.Do("director", proceedings.ApproveInstalments{})
	require.Equal(t, inspectiontest.Date(2024, 5, 20), r.Deadline(law.DeadlinePayment).Last, "a Saturday is moved to Monday")
	r.OnDay(inspectiontest.May(20)).Pay(20_000)
	require.Equal(t, inspectiontest.Date(2024, 7, 1), r.Deadline(law.DeadlinePayment).Last)
	require.Equal(t, proceedings.Owed{Fine: 30_000_00}, r.Proceeding.Owed(inspectiontest.Date(2024, 7, 1)))
	require.Equal(t, proceedings.Owed{Fine: 30_000_00, Surcharge: 900_00}, r.Proceeding.Owed(inspectiontest.Date(2024, 7, 2)))
	r.OnDay(inspectiontest.Date(2024, 7, 1)).Pay(30_000)
	require.False(t, r.Met(law.DeadlinePayment).Late)
	r.Do("director", proceedings.ClosePenaltyCase{})
}

// TestInstalmentsAfterTheTerm: what was added until the approval stays, and the
// time for the application to the court begins with the end of the plan.
func TestInstalmentsAfterTheTerm(t *testing.T) {
	r := demanded(t).OnDay(inspectiontest.May(8))
	parts := []proceedings.Instalment{{On: inspectiontest.Date(2024, 12, 2), Fen: 50_000_00}}
	r.Do("clerk", proceedings.AskInstalments{On: inspectiontest.May(8), Parts: parts})
	refused := r.Copied().Do("director", proceedings.RefuseInstalments{})
	require.Nil(t, refused.Proceeding.Penalty.Execution.Asked)
	require.Nil(t, refused.Proceeding.Penalty.Execution.Plan)
	r.Do("director", proceedings.ApproveInstalments{})
	require.Equal(t, proceedings.Owed{Fine: 50_000_00, Surcharge: 3_000_00}, r.Proceeding.Owed(inspectiontest.Date(2024, 12, 2)))
	r.OnDay(inspectiontest.Date(2024, 10, 17))
	require.Equal(t, inspectiontest.Date(2025, 3, 3), r.Deadline(law.DeadlineCourtApplication).Last)
	r.OnDay(inspectiontest.Date(2024, 12, 2)).Refused("term_running", "director", proceedings.ApplyToCourt{On: r.Today()})
	r.OnDay(inspectiontest.Date(2024, 12, 3)).Do("director", proceedings.ApplyToCourt{On: r.Today()})
}
