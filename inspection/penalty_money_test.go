package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func TestSurcharge(t *testing.T) {
	whole := []inspection.Instalment{{On: may(6), Fen: 10_000}}
	for _, c := range []struct {
		name  string
		due   []inspection.Instalment
		paid  []inspection.Payment
		stays []calendar.Suspension
		day   calendar.Date
		want  int64
	}{
		{"the day before the last", whole, nil, nil, may(5), 0},
		{"the last day", whole, nil, nil, may(6), 0},
		{"the day after", whole, nil, nil, may(7), 300},
		{"ten days", whole, nil, nil, may(16), 3_000},
		{"the day before it is full", whole, nil, nil, date(2024, 6, 8), 9_900},
		{"never more than the fine", whole, nil, nil, date(2024, 6, 9), 10_000},
		{"a year later", whole, nil, nil, date(2025, 5, 6), 10_000},
		{"paid on the last day", whole, []inspection.Payment{{On: may(6), Fen: 10_000}}, nil, may(20), 0},
		{"paid the day after", whole, []inspection.Payment{{On: may(7), Fen: 10_000}}, nil, may(20), 300},
		{"half paid in time", whole, []inspection.Payment{{On: may(3), Fen: 5_000}}, nil, may(8), 300},
		{"half paid late", whole, []inspection.Payment{{On: may(8), Fen: 5_000}}, nil, may(10), 900},
		{"rounded down", []inspection.Instalment{{On: may(6), Fen: 33}}, nil, nil, may(7), 0},
		{"rounded down as a whole", []inspection.Instalment{{On: may(6), Fen: 33}}, nil, nil, may(9), 2},
		{"a stay over all of it", whole, nil, []calendar.Suspension{{From: may(1)}}, may(30), 0},
		{"a stay from the second day", whole, nil, []calendar.Suspension{{From: may(8), To: may(10)}}, may(11), 600},
		{"two parts, one late", []inspection.Instalment{{On: may(6), Fen: 4_000}, {On: may(20), Fen: 6_000}}, nil, nil, may(8), 240},
		{"two parts, the first paid", []inspection.Instalment{{On: may(6), Fen: 4_000}, {On: may(20), Fen: 6_000}},
			[]inspection.Payment{{On: may(6), Fen: 4_000}}, nil, may(21), 180},
		{"nothing due", nil, nil, nil, may(21), 0},
	} {
		require.Equal(t, c.want, inspection.Surcharge(c.due, c.paid, c.stays, c.day), c.name)
	}
}

// TestSurchargeOnlyGrows with the days, and never beyond the fine.
func TestSurchargeOnlyGrows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		fen := rapid.Int64Range(1, 1_000_000_00).Draw(rt, "fen")
		due := []inspection.Instalment{{On: may(6), Fen: fen}}
		var paid []inspection.Payment
		for range rapid.IntRange(0, 3).Draw(rt, "payments") {
			paid = append(paid, inspection.Payment{On: may(rapid.IntRange(1, 31).Draw(rt, "on")), Fen: rapid.Int64Range(1, fen).Draw(rt, "part")})
		}
		var before int64
		for day := may(1); day.Before(date(2024, 7, 1)); day = day.AddDays(1) {
			now := inspection.Surcharge(due, paid, nil, day)
			require.GreaterOrEqual(rt, now, before)
			require.LessOrEqual(rt, now, fen)
			before = now
		}
	})
}

// TestPaidLate: the fine first, then what was added, which has to be paid or
// remitted before the case can be closed.
func TestPaidLate(t *testing.T) {
	r := pPublished(t).onDay(may(8)) // two days late: 2 × 1500
	require.Equal(t, inspection.Owed{Fine: 50_000_00, Surcharge: 3_000_00}, r.p.Owed(r.today()))
	r.pay(50_000)
	require.True(t, r.met(inspection.DeadlinePayment).Late)
	require.Equal(t, inspection.Owed{Surcharge: 3_000_00}, r.p.Owed(may(30)))
	r.refused("not_paid", "director", inspection.ClosePenaltyCase{})
	r.refused("remission_invalid", "director", inspection.RemitSurcharge{Fen: 3_000_01})
	r.refused("remission_invalid", "director", inspection.RemitSurcharge{})
	r.do("director", inspection.RemitSurcharge{Fen: 1_000_00})
	r.refused("payment_too_much", "clerk", inspection.RecordPayment{On: r.today(), Fen: 2_000_01})
	r.copied().do("lead", inspection.ServeDemand{Service: inPerson(may(8))})
	r.pay(2_000)
	r.refused("nothing_owed", "clerk", inspection.RecordPayment{On: r.today(), Fen: 1})
	r.refused("nothing_owed", "lead", inspection.ServeDemand{Service: inPerson(may(8))})
	r.do("director", inspection.ClosePenaltyCase{})
}

// TestPaidBeforeTheService: nothing is left to be paid when the decision is served.
func TestPaidBeforeTheService(t *testing.T) {
	both := append(fine(50_000), inspection.Penalty{Kind: inspection.PenaltySuspension})
	decided := func() *proceedingRun {
		return pFiled(t).investigateFor(both).tell().onDay(april(16)).proposeTerms(punishing(both)).decide(punishing(both))
	}
	r := decided().pay(50_000).serveDecision()
	require.False(t, r.runs(inspection.DeadlinePayment))
	require.True(t, r.runs(inspection.DeadlinePerformance))
	require.True(t, decided().pay(49_999).serveDecision().runs(inspection.DeadlinePayment))
}

// TestRemittedBeforeTheFineWasReduced: what was remitted of a larger surcharge does
// not take from the smaller fine itself.
func TestRemittedBeforeTheFineWasReduced(t *testing.T) {
	r := pPublished(t).onDay(may(8)).do("director", inspection.RemitSurcharge{Fen: 3_000_00}).pay(50_000)
	r.do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: may(8)}).
		do("clerk", inspection.RecordRemedyOutcome{On: may(8), Outcome: inspection.RemedyChanged, Penalties: fine(10_000)})
	r.refused("refund_invalid", "clerk", inspection.RecordRefund{On: may(8), Fen: 40_000_01})
	r.do("clerk", inspection.RecordRefund{On: may(8), Fen: 40_000_00})
	require.False(t, r.runs(inspection.DeadlineRefund))
}

func TestFineAndConfiscation(t *testing.T) {
	both := append(fine(1_000), inspection.Penalty{Kind: inspection.PenaltyConfiscation, Fen: 500_50})
	r := pFiled(t).investigateFor(both).tell().onDay(april(16)).proposeTerms(punishing(both)).decide(punishing(both)).serveDecision()
	require.Equal(t, inspection.Owed{Fine: 1_000_00, Confiscation: 500_50}, r.p.Owed(april(16)))
	r.refused("payment_invalid", "clerk", inspection.RecordPayment{On: april(16), Fen: 1, For: inspection.PenaltyWarning})
	r.refused("payment_invalid", "clerk", inspection.RecordPayment{On: april(16), Fen: -1})
	r.pay(1_000)
	require.True(t, r.runs(inspection.DeadlinePayment))
	r.refused("payment_too_much", "clerk", inspection.RecordPayment{On: april(16), Fen: 500_51, For: inspection.PenaltyConfiscation})
	r.do("clerk", inspection.RecordPayment{On: april(16), Fen: 500_50, For: inspection.PenaltyConfiscation})
	require.False(t, r.runs(inspection.DeadlinePayment))
	r.publishPenalty()
	require.Equal(t, "行政处罚：罚款1000元、没收违法所得500.50元", r.entries[0].Outcome)
}

// TestInstalments: the plan's days take the place of the fifteen days.
func TestInstalments(t *testing.T) {
	r := pPublished(t)
	ask := inspection.AskInstalments{Parts: []inspection.Instalment{{On: may(18), Fen: 20_000_00}, {On: date(2024, 7, 1), Fen: 30_000_00}}}
	short := inspection.AskInstalments{Parts: ask.Parts[:1]}
	r.refused("instalments_invalid", "entity", short)
	r.refused("instalments_invalid", "entity", inspection.AskInstalments{Parts: []inspection.Instalment{ask.Parts[1], ask.Parts[0]}})
	r.refused("nothing_proposed", "director", inspection.ApproveInstalments{})
	r.do("entity", ask)
	r.refused("already_proposed", "entity", ask)
	r.copied().pay(1).refused("instalments_outdated", "director", inspection.ApproveInstalments{})
	r.do("director", inspection.ApproveInstalments{})
	require.Equal(t, date(2024, 5, 20), r.deadline(inspection.DeadlinePayment).Last, "a Saturday is moved to Monday")
	r.onDay(may(20)).pay(20_000)
	require.Equal(t, date(2024, 7, 1), r.deadline(inspection.DeadlinePayment).Last)
	require.Equal(t, inspection.Owed{Fine: 30_000_00}, r.p.Owed(date(2024, 7, 1)))
	require.Equal(t, inspection.Owed{Fine: 30_000_00, Surcharge: 900_00}, r.p.Owed(date(2024, 7, 2)))
	r.onDay(date(2024, 7, 1)).pay(30_000)
	require.False(t, r.met(inspection.DeadlinePayment).Late)
	r.do("director", inspection.ClosePenaltyCase{})
}

// TestInstalmentsAfterTheTerm: what was added until the approval stays, and the
// time for the application to the court begins with the end of the plan.
func TestInstalmentsAfterTheTerm(t *testing.T) {
	r := demanded(t).onDay(may(8))
	parts := []inspection.Instalment{{On: date(2024, 12, 2), Fen: 50_000_00}}
	r.do("clerk", inspection.AskInstalments{On: may(8), Parts: parts})
	refused := r.copied().do("director", inspection.RefuseInstalments{})
	require.Nil(t, refused.p.Penalty.Execution.Asked)
	require.Nil(t, refused.p.Penalty.Execution.Plan)
	r.do("director", inspection.ApproveInstalments{})
	require.Equal(t, inspection.Owed{Fine: 50_000_00, Surcharge: 3_000_00}, r.p.Owed(date(2024, 12, 2)))
	r.onDay(date(2024, 10, 17))
	require.Equal(t, date(2025, 3, 3), r.deadline(inspection.DeadlineCourtApplication).Last)
	r.onDay(date(2024, 12, 2)).refused("term_running", "director", inspection.ApplyToCourt{On: r.today()})
	r.onDay(date(2024, 12, 3)).do("director", inspection.ApplyToCourt{On: r.today()})
}
