package inspection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// penaltyPeriod is one running period within its procedure: how it comes to run,
// its last day, and the act that it is for.
type penaltyPeriod struct {
	kind inspection.DeadlineKind
	last calendar.Date
	open func(testing.TB) *proceedingRun
	meet func(*proceedingRun)
	// onlyInTime: after the end the act is refused with the code.
	onlyInTime string
}

// In 2024: 清明 4–6 April off, Sunday the 7th worked; 1–5 May off, Sunday 28 April
// and Saturday 11 May worked; 10 June off; 15–17 September off, Saturday the 14th
// worked; 1–7 October off, Sunday 29 September and Saturday 12 October worked.
var penaltyPeriods2024 = []penaltyPeriod{
	{inspection.DeadlinePenaltyFiling, april(15), pProposed, func(r *proceedingRun) { r.do("director", inspection.ApproveFiling{}) }, ""},
	// 60 working days from 8 April.
	{inspection.DeadlineInvestigation, date(2024, 7, 3), pFiled, func(r *proceedingRun) { r.investigateFor(fine(100)) }, ""},
	{inspection.DeadlineOnTheSpotReport, april(10), func(t testing.TB) *proceedingRun {
		return pFiled(t).do("lead", inspection.PunishOnTheSpot{On: april(8), Penalty: inspection.Penalty{Kind: inspection.PenaltyWarning}, Articles: []string{"A"}})
	}, func(r *proceedingRun) { r.do("lead", inspection.ReportOnTheSpot{On: r.today()}) }, ""},
	{inspection.DeadlinePenaltyDecision, april(28), pDrafted, func(r *proceedingRun) { r.decide(punishing(fine(50_000))) }, ""},
	{inspection.DeadlineDefence, april(15), pTold, func(r *proceedingRun) { r.do("entity", inspection.RequestHearing{}) }, "hearing_out_of_time"},
	{inspection.DeadlineHearing, may(13), func(t testing.TB) *proceedingRun {
		return pTold(t).onDay(april(12)).hearingAsked().hearingNotified(april(23))
	},
		func(r *proceedingRun) { r.do("clerk", inspection.RecordHearing{On: r.today()}) }, ""},
	{inspection.DeadlineDecisionService, april(25), pDecided, func(r *proceedingRun) { r.serveDecision() }, ""},
	{inspection.DeadlinePenaltyPublication, april(25), func(t testing.TB) *proceedingRun { return pServed(t).do("clerk", inspection.PreparePenaltyEntry{}) },
		func(r *proceedingRun) { r.do("director", inspection.ApprovePenaltyEntry{}) }, ""},
	// 15 days end on 1 May, the holidays last to the 5th.
	{inspection.DeadlinePayment, may(6), pServed, func(r *proceedingRun) {
		owed := r.p.Owed(r.today())
		r.do("clerk", inspection.RecordPayment{On: r.today(), Fen: owed.Fine + owed.Surcharge})
	}, ""},
	{inspection.DeadlinePerformance, may(6), func(t testing.TB) *proceedingRun { return suspendedBusiness(t).serveDecision() },
		func(r *proceedingRun) { r.do("lead", inspection.RecordPerformance{On: r.today()}) }, ""},
	// 60 days end on Saturday 15 June.
	{inspection.DeadlineReconsideration, date(2024, 6, 17), pServed, func(r *proceedingRun) {
		r.do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: r.today()})
	}, "remedy_out_of_time"},
	{inspection.DeadlineLitigation, date(2024, 10, 16), pServed, func(r *proceedingRun) {
		r.do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: r.today()})
	}, "remedy_out_of_time"},
	{inspection.DeadlineLitigationAfter, may(24), func(t testing.TB) *proceedingRun { return reconsidered(t, inspection.RemedyUpheld) }, func(r *proceedingRun) {
		r.do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: r.today()})
	}, "remedy_out_of_time"},
	{inspection.DeadlineRemedyOutcome, date(2024, 10, 16), func(t testing.TB) *proceedingRun {
		return pServed(t).do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: april(16)})
	}, func(r *proceedingRun) {
		r.do("clerk", inspection.RecordRemedyOutcome{On: r.today(), Outcome: inspection.RemedyUpheld})
	}, ""},
	{inspection.DeadlineWithdrawal, may(13), func(t testing.TB) *proceedingRun { return reconsidered(t, inspection.RemedyQuashed) },
		func(r *proceedingRun) { r.do("director", inspection.WithdrawEntry{}) }, ""},
	// 60 days end on Saturday 15 June.
	{inspection.DeadlineRedecision, date(2024, 6, 17), toDecideAnew, func(r *proceedingRun) { r.decide(punishing(fine(30_000))) }, ""},
	{inspection.DeadlineRefund, april(29), func(t testing.TB) *proceedingRun {
		return pPaid(t).do("clerk", litigate(16)).do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyQuashed})
	}, func(r *proceedingRun) { r.do("clerk", inspection.RecordRefund{On: r.today(), Fen: 50_000_00}) }, ""},
	{inspection.DeadlineCourtApplication, date(2025, 1, 16), func(t testing.TB) *proceedingRun { return demanded(t).onDay(date(2024, 10, 17)) },
		func(r *proceedingRun) { r.do("director", inspection.ApplyToCourt{On: r.today()}) }, "court_application_out_of_time"},
	{inspection.DeadlineCourtResult, date(2025, 1, 17), func(t testing.TB) *proceedingRun {
		return demanded(t).onDay(date(2024, 10, 17)).do("director", inspection.ApplyToCourt{On: date(2024, 10, 17)})
	}, func(r *proceedingRun) {
		r.do("clerk", inspection.RecordCourtResult{On: r.today(), Result: inspection.CourtEnforced})
	}, ""},
	{inspection.DeadlinePenaltyClosing, april(29), pPaid, func(r *proceedingRun) { r.do("director", inspection.ClosePenaltyCase{}) }, ""},
	{inspection.DeadlineCreditRepair, date(2024, 7, 26), func(t testing.TB) *proceedingRun {
		return pPaid(t).onDay(date(2024, 7, 17)).do("entity", inspection.AskCreditRepair{})
	}, func(r *proceedingRun) { r.do("director", inspection.ApproveCreditRepair{}) }, ""},
}

// heldElsewhere are the periods that have a test of their own.
var heldElsewhere = []inspection.DeadlineKind{inspection.PeriodLimitation, inspection.PeriodHearingNotice, inspection.PeriodAnnouncement,
	inspection.PeriodShortestPublicTerm, inspection.DeadlineDemand, inspection.DeadlinePublicTerm}

func init() {
	for _, p := range penaltyPeriods2024 {
		proceedingPeriods = append(proceedingPeriods, p.kind)
	}
	proceedingPeriods = append(proceedingPeriods, heldElsewhere...)
}

func suspendedBusiness(t testing.TB) *proceedingRun {
	halt := []inspection.Penalty{{Kind: inspection.PenaltySuspension}}
	return pFiled(t).investigateFor(halt).tell().onDay(april(16)).proposeTerms(punishing(halt)).decide(punishing(halt))
}

// reconsidered was decided on 9 May.
func reconsidered(t testing.TB, o inspection.RemedyOutcome) *proceedingRun {
	return pPublished(t).do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: april(16)}).
		onDay(may(9)).do("clerk", inspection.RecordRemedyOutcome{On: may(9), Outcome: o})
}

func demanded(t testing.TB) *proceedingRun {
	return pPublished(t).onDay(may(7)).do("lead", inspection.ServeDemand{Service: inPerson(may(7))})
}

// TestPenaltyPeriods: the day before and the last day, up to 24:00, are in time;
// the day after is on record as overdue once, and the act done then is late or
// refused.
func TestPenaltyPeriods(t *testing.T) {
	for _, p := range penaltyPeriods2024 {
		t.Run(string(p.kind), func(t *testing.T) {
			start := p.open(t)
			d := start.deadline(p.kind)
			require.Equal(t, p.last, d.Last)
			require.Equal(t, p.last.End(), d.Due)
			for _, in := range []time.Time{p.last.AddDays(-1).At(16, 0), p.last.End().Add(-time.Second)} {
				r := start.copied().at(in)
				require.False(t, r.deadline(p.kind).Overdue)
				p.meet(r)
				if p.kind == inspection.DeadlineDefence {
					continue // it runs on for the defence
				}
				m := r.met(p.kind)
				require.False(t, m.Late)
				require.Equal(t, p.last, m.Last)
			}
			after := start.copied().at(p.last.End())
			key := 0
			for _, n := range after.told {
				if n.Key == momentKeyOf(d) {
					key++
				}
			}
			require.Equal(t, 1, key, "its passing is told once")
			after.at(p.last.AddDays(1).At(8, 0))
			if p.onlyInTime != "" {
				before := len(after.p.Met)
				require.False(t, passes(after, p.meet), "after the end")
				require.Len(t, after.p.Met, before)
				return
			}
			require.True(t, after.deadline(p.kind).Overdue)
			p.meet(after)
			require.True(t, after.met(p.kind).Late, "done late is done, and stays marked")
		})
	}
}

func momentKeyOf(d inspection.Deadline) string {
	return "deadline/" + string(d.Kind) + "/1/overdue"
}

// trial is a test whose failing is the answer.
type trial struct{ failed bool }

type tried struct{}

func (*trial) Helper()               {}
func (*trial) Errorf(string, ...any) {}
func (f *trial) FailNow()            { f.failed = true; panic(tried{}) }

func passes(r *proceedingRun, step func(*proceedingRun)) (ok bool) {
	c, f := r.copied(), &trial{}
	c.t = f
	defer func() {
		if _, was := recover().(tried); was {
			ok = false
		}
	}()
	step(c)
	return !f.failed
}

func TestRefusedAfterThePeriod(t *testing.T) {
	for _, p := range penaltyPeriods2024 {
		if p.onlyInTime == "" {
			continue
		}
		r := p.open(t).at(p.last.AddDays(1).At(8, 0))
		switch p.kind {
		case inspection.DeadlineDefence:
			r.refused(p.onlyInTime, "entity", inspection.RequestHearing{})
			r.refused("defence_out_of_time", "entity", inspection.RecordDefence{})
		case inspection.DeadlineReconsideration:
			r.refused(p.onlyInTime, "clerk", inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: r.today()})
		case inspection.DeadlineCourtApplication:
			r.refused(p.onlyInTime, "director", inspection.ApplyToCourt{On: r.today()})
		default:
			r.refused(p.onlyInTime, "clerk", inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: r.today()})
		}
	}
}

// TestLimitation: two years from the end of the conduct to its discovery.
func TestLimitation(t *testing.T) {
	for _, c := range []struct {
		ended, opened calendar.Date
		barred        bool
	}{
		{date(2022, 4, 9), april(8), false},
		{date(2022, 4, 8), april(8), false}, // the last day
		{date(2022, 4, 7), april(8), true},
		{date(2022, 4, 6), april(7), true},
		{date(2022, 4, 6), april(6), false}, // a day off does not move it
		{date(2024, 2, 29), date(2026, 2, 28), false},
		{date(2024, 2, 29), date(2026, 3, 1), true},
	} {
		r := penaltyCase(t, c.opened)
		facts := inspection.ProposeFiling{Party: inspection.PartyOrganisation, EndedOn: c.ended}
		if c.barred {
			r.refused("filing_time_barred", "lead", facts)
		} else {
			r.do("lead", facts)
		}
	}
	r := pOpened(t)
	r.refused("party_unknown", "lead", inspection.ProposeFiling{Continuing: true})
	r.refused("conduct_end_required", "lead", inspection.ProposeFiling{Party: inspection.PartyOrganisation})
	r.refused("conduct_end_required", "lead", inspection.ProposeFiling{Party: inspection.PartyOrganisation, Continuing: true, EndedOn: april(1)})
	r.refused("out_of_order", "lead", inspection.ProposeFiling{Party: inspection.PartyOrganisation, EndedOn: april(9)})
	r.do("lead", inspection.ProposeFiling{Party: inspection.PartyOrganisation, Continuing: true})
}

// TestInvestigationExtension: once or more, together by 30 working days, by the
// bureau head only.
func TestInvestigationExtension(t *testing.T) {
	r := pFiled(t)
	extend := func(n int) inspection.ExtendDeadline {
		return inspection.ExtendDeadline{Deadline: inspection.DeadlineInvestigation, By: working(n)}
	}
	r.refused("not_your_act", "head", extend(1))
	r.refused("extension_too_long", "director", extend(31))
	r.do("director", extend(20))
	r.refused("extension_too_long", "director", extend(11))
	r.do("director", extend(10))
	require.Equal(t, date(2024, 8, 14), r.deadline(inspection.DeadlineInvestigation).Last)
	// Given back, it goes on with what extended it.
	r.investigate(inspection.EndInvestigation{Decision: inspection.DecisionDismissed}).do("director", inspection.ReturnInvestigation{})
	require.Equal(t, date(2024, 8, 14), r.deadline(inspection.DeadlineInvestigation).Last)
	require.False(t, r.runs(inspection.DeadlinePenaltyDecision))
}

// TestDemandBeforeTheCourt: ten working days have to pass.
func TestDemandBeforeTheCourt(t *testing.T) {
	served := pPublished(t).onDay(date(2024, 10, 21)).do("lead", inspection.ServeDemand{Service: inPerson(date(2024, 10, 21))})
	require.Equal(t, date(2024, 11, 4), served.deadline(inspection.DeadlineDemand).Last)
	for _, day := range []calendar.Date{date(2024, 11, 3), date(2024, 11, 4)} {
		served.copied().onDay(day).refused("demand_running", "director", inspection.ApplyToCourt{On: day})
	}
	r := served.onDay(date(2024, 11, 5))
	require.True(t, r.met(inspection.DeadlineDemand).Lapsed)
	r.do("director", inspection.ApplyToCourt{On: r.today()})
}

// TestShortestPublicTerm: three months from the decision of 16 April.
func TestShortestPublicTerm(t *testing.T) {
	for _, day := range []calendar.Date{date(2024, 7, 15), date(2024, 7, 16)} {
		pPaid(t).onDay(day).refused("shortest_term_running", "entity", inspection.AskCreditRepair{})
	}
	r := pClosed(t).onDay(date(2024, 7, 17)).do("entity", inspection.AskCreditRepair{})
	r.refused("already_proposed", "clerk", inspection.AskCreditRepair{On: r.today()})
	refused := r.copied().do("director", inspection.RefuseCreditRepair{})
	require.True(t, refused.runs(inspection.DeadlinePublicTerm))
	refused.do("clerk", inspection.AskCreditRepair{On: refused.today()})
	r.onDay(date(2024, 7, 18)).do("director", inspection.ApproveCreditRepair{})
	require.Equal(t, inspection.PublicEntry{Outcome: "行政处罚：罚款50000元", Until: date(2024, 7, 18)}, r.entries[1])
	require.False(t, r.runs(inspection.DeadlinePublicTerm))
	require.Equal(t, inspection.PenaltyPublicTerm, r.p.Stage, "the time for litigation still runs")
	r.at(date(2024, 10, 16).End())
	require.Equal(t, inspection.ProceedingClosed, r.p.Stage)

	unpaid := pPublished(t).onDay(date(2024, 7, 17))
	unpaid.refused("not_paid", "entity", inspection.AskCreditRepair{})
}

// TestLongestPublicTerm ends three years after the decision by itself.
func TestLongestPublicTerm(t *testing.T) {
	r := pClosed(t)
	last := date(2027, 4, 16)
	require.Equal(t, last, r.deadline(inspection.DeadlinePublicTerm).Last)
	require.Equal(t, inspection.PenaltyPublicTerm, r.at(last.End().Add(-time.Second)).p.Stage)
	require.Equal(t, inspection.ProceedingClosed, r.at(last.End()).p.Stage)
}
