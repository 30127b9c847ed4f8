package proceedings_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// penaltyPeriod is one running period within its procedure: how it comes to run,
// its last day, and the act that it is for.
type penaltyPeriod struct {
	kind law.DeadlineKind
	last calendar.Date
	open func(testing.TB) *inspectiontest.ProceedingRun
	meet func(*inspectiontest.ProceedingRun)
	// onlyInTime: after the end the act is refused with the code.
	onlyInTime string
}

// In 2024: 清明 4–6 April off, Sunday the 7th worked; 1–5 May off, Sunday 28 April
// and Saturday 11 May worked; 10 June off; 15–17 September off, Saturday the 14th
// worked; 1–7 October off, Sunday 29 September and Saturday 12 October worked.
var penaltyPeriods2024 = []penaltyPeriod{
	{law.DeadlinePenaltyFiling, inspectiontest.April(15), inspectiontest.PenaltyFilingProposed, func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.ApproveFiling{}) }, ""},
	// 60 working days from 8 April.
	{law.DeadlineInvestigation, inspectiontest.Date(2024, 7, 3), inspectiontest.PenaltyFiled, func(r *inspectiontest.ProceedingRun) { r.InvestigateFor(inspectiontest.Fine(100)) }, ""},
	{law.DeadlineOnTheSpotReport, inspectiontest.April(10), func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyFiled(t).PunishedOnTheSpot(proceedings.Penalty{Kind: proceedings.PenaltyWarning})
	}, func(r *inspectiontest.ProceedingRun) { r.Do("lead", proceedings.ReportOnTheSpot{On: r.Today()}) }, ""},
	{law.DeadlinePenaltyDecision, inspectiontest.April(28), inspectiontest.PenaltyDrafted, func(r *inspectiontest.ProceedingRun) { r.Decide(inspectiontest.Punishing(inspectiontest.Fine(50_000))) }, ""},
	{law.DeadlineDefence, inspectiontest.April(15), inspectiontest.PenaltyTold, func(r *inspectiontest.ProceedingRun) { r.Do("entity", proceedings.RequestHearing{}) }, "hearing_out_of_time"},
	{law.DeadlineHearing, inspectiontest.May(13), func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyTold(t).OnDay(inspectiontest.April(12)).HearingAsked().HearingNotified(inspectiontest.April(24))
	},
		func(r *inspectiontest.ProceedingRun) { r.Do("clerk", proceedings.RecordHearing{On: r.Today()}) }, ""},
	{law.DeadlineDecisionService, inspectiontest.April(25), inspectiontest.PenaltyDecided, func(r *inspectiontest.ProceedingRun) { r.ServeDecision() }, ""},
	{law.DeadlinePenaltyPublication, inspectiontest.April(25), func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyServed(t).Do("clerk", proceedings.PreparePenaltyEntry{})
	},
		func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.ApprovePenaltyEntry{}) }, ""},
	// 15 days end on 1 May, the holidays last to the 5th.
	{law.DeadlinePayment, inspectiontest.May(6), inspectiontest.PenaltyServed, func(r *inspectiontest.ProceedingRun) {
		owed := r.Proceeding.Owed(r.Today())
		r.Do("clerk", proceedings.RecordPayment{On: r.Today(), Fen: owed.Fine + owed.Surcharge})
	}, ""},
	{law.DeadlinePerformance, inspectiontest.May(6), func(t testing.TB) *inspectiontest.ProceedingRun { return suspendedBusiness(t).ServeDecision() },
		func(r *inspectiontest.ProceedingRun) { r.Do("lead", proceedings.RecordPerformance{On: r.Today()}) }, ""},
	// 60 days end on Saturday 15 June.
	{law.DeadlineReconsideration, inspectiontest.Date(2024, 6, 17), inspectiontest.PenaltyServed, func(r *inspectiontest.ProceedingRun) {
		r.Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: r.Today()})
	}, "remedy_out_of_time"},
	{law.DeadlineLitigation, inspectiontest.Date(2024, 10, 16), inspectiontest.PenaltyServed, func(r *inspectiontest.ProceedingRun) {
		r.Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: r.Today()})
	}, "remedy_out_of_time"},
	{law.DeadlineLitigationAfter, inspectiontest.May(24), func(t testing.TB) *inspectiontest.ProceedingRun { return reconsidered(t, proceedings.RemedyUpheld) }, func(r *inspectiontest.ProceedingRun) {
		r.Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: r.Today()})
	}, "remedy_out_of_time"},
	{law.DeadlineRemedyOutcome, inspectiontest.Date(2024, 10, 16), func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyServed(t).Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: inspectiontest.April(16)})
	}, func(r *inspectiontest.ProceedingRun) {
		r.Do("clerk", proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyUpheld})
	}, ""},
	{law.DeadlineWithdrawal, inspectiontest.May(13), func(t testing.TB) *inspectiontest.ProceedingRun { return reconsidered(t, proceedings.RemedyQuashed) },
		func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.WithdrawEntry{}) }, ""},
	// 60 days end on Saturday 15 June.
	{law.DeadlineRedecision, inspectiontest.Date(2024, 6, 17), toDecideAnew, func(r *inspectiontest.ProceedingRun) { r.Decide(inspectiontest.Punishing(inspectiontest.Fine(30_000))) }, ""},
	{law.DeadlineExecutionHandover, inspectiontest.Date(2024, 6, 19), leftToOrgan, func(r *inspectiontest.ProceedingRun) { r.Do("director", handOver(r)) }, ""},
	{law.DeadlineOrganResult, inspectiontest.Date(2024, 9, 5), func(t testing.TB) *inspectiontest.ProceedingRun {
		r := leftToOrgan(t)
		return r.Do("director", handOver(r))
	}, func(r *inspectiontest.ProceedingRun) {
		r.Do("clerk", proceedings.RecordOrganResult{On: r.Today(), Result: proceedings.OrganEnforced})
	}, ""},
	{law.DeadlineHandIn, inspectiontest.April(10), collected, func(r *inspectiontest.ProceedingRun) { r.Do("lead", handIn(r)) }, ""},
	{law.DeadlineBanking, inspectiontest.April(10), func(t testing.TB) *inspectiontest.ProceedingRun {
		r := collected(t)
		return r.Do("lead", handIn(r))
	}, func(r *inspectiontest.ProceedingRun) { r.Do("clerk", proceedings.BankCollected{On: r.Today()}) }, ""},
	{law.DeadlineSelfCorrection, inspectiontest.May(9), func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyServed(t).Do("lead", revokes)
	}, func(r *inspectiontest.ProceedingRun) {
		r.Do("reviewer", proceedings.ReviewSelfCorrection{Passed: true}).Do("director", proceedings.DecideSelfCorrection{Approved: true})
	}, ""},
	{law.DeadlineRefund, inspectiontest.April(29), func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyPaid(t).Do("clerk", litigate(16)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed})
	}, func(r *inspectiontest.ProceedingRun) {
		r.Do("clerk", proceedings.RecordRefund{On: r.Today(), Fen: 50_000_00})
	}, ""},
	{law.DeadlineCourtApplication, inspectiontest.Date(2025, 1, 16), func(t testing.TB) *inspectiontest.ProceedingRun {
		return demanded(t).OnDay(inspectiontest.Date(2024, 10, 17))
	},
		func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.ApplyToCourt{On: r.Today()}) }, "court_application_out_of_time"},
	{law.DeadlineCourtResult, inspectiontest.Date(2025, 1, 17), func(t testing.TB) *inspectiontest.ProceedingRun {
		return demanded(t).OnDay(inspectiontest.Date(2024, 10, 17)).Do("director", proceedings.ApplyToCourt{On: inspectiontest.Date(2024, 10, 17)})
	}, func(r *inspectiontest.ProceedingRun) {
		r.Do("clerk", proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtEnforced})
	}, ""},
	{law.DeadlinePenaltyClosing, inspectiontest.April(29), inspectiontest.PenaltyPaid, func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.ClosePenaltyCase{}) }, ""},
	{law.DeadlineCreditRepair, inspectiontest.Date(2024, 7, 26), func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyPaid(t).OnDay(inspectiontest.Date(2024, 7, 17)).Do("entity", proceedings.AskCreditRepair{})
	}, func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.ApproveCreditRepair{}) }, ""},
	{law.DeadlineProcuratorialAnswer, inspectiontest.Date(2024, 6, 8), func(t testing.TB) *inspectiontest.ProceedingRun { // a Saturday
		return inspectiontest.PenaltyFiled(t).Do("system", proceedings.AwaitCriminalCase{By: "G1", On: inspectiontest.April(8)}).
			Do("clerk", proceedings.RecordCriminalReturn{Outcome: proceedings.CriminalNotProsecuted, On: inspectiontest.April(8), Opinion: true})
	}, func(r *inspectiontest.ProceedingRun) {
		r.Do("clerk", proceedings.AnswerProcuratorate{On: r.Today()})
	}, ""},
}

// heldElsewhere are the periods that have a test of their own.
var heldElsewhere = []law.DeadlineKind{law.PeriodLimitation, law.PeriodLimitationGrave, law.PeriodHearingNotice, law.PeriodAnnouncement,
	law.PeriodShortestPublicTerm, law.PeriodJudgmentEnforcement, law.DeadlineDemand, law.DeadlinePublicTerm, law.DeadlineCreditRules}

func suspendedBusiness(t testing.TB) *inspectiontest.ProceedingRun {
	halt := []proceedings.Penalty{{Kind: proceedings.PenaltySuspension}}
	return inspectiontest.PenaltyFiled(t).InvestigateFor(halt).Tell().OnDay(inspectiontest.April(16)).ProposeTerms(inspectiontest.Punishing(halt)).Decide(inspectiontest.Punishing(halt))
}

// reconsidered was decided on 9 May.
func reconsidered(t testing.TB, o proceedings.RemedyOutcome) *inspectiontest.ProceedingRun {
	return inspectiontest.PenaltyPublished(t).Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.April(16)}).
		OnDay(inspectiontest.May(9)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.May(9), Outcome: o})
}

func demanded(t testing.TB) *inspectiontest.ProceedingRun {
	return inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.May(7)).Do("lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(inspectiontest.May(7))})
}

// TestPenaltyPeriods: the day before and the last day, up to 24:00, are in time;
// the day after is on record as overdue once, and the act done then is late or
// refused.
func TestPenaltyPeriods(t *testing.T) {
	for _, p := range penaltyPeriods2024 {
		t.Run(string(p.kind), func(t *testing.T) {
			start := p.open(t)
			d := start.Deadline(p.kind)
			require.Equal(t, p.last, d.Last)
			require.Equal(t, p.last.End(), d.Due)
			for _, in := range []time.Time{p.last.AddDays(-1).At(16, 0), p.last.End().Add(-time.Second)} {
				r := start.Copied().At(in)
				require.False(t, r.Deadline(p.kind).Overdue)
				p.meet(r)
				if p.kind == law.DeadlineDefence {
					continue // it runs on for the defence
				}
				m := r.Met(p.kind)
				require.False(t, m.Late)
				require.Equal(t, p.last, m.Last)
			}
			after := start.Copied().At(p.last.End())
			key := 0
			for _, n := range after.Told {
				if n.Key == momentKeyOf(d) {
					key++
				}
			}
			require.Equal(t, 1, key, "its passing is told once")
			after.At(p.last.AddDays(1).At(8, 0))
			if p.onlyInTime != "" {
				before := len(after.Proceeding.Met)
				require.False(t, passes(after, p.meet), "after the end")
				require.Len(t, after.Proceeding.Met, before)
				return
			}
			require.True(t, after.Deadline(p.kind).Overdue)
			p.meet(after)
			require.True(t, after.Met(p.kind).Late, "done late is done, and stays marked")
		})
	}
}

func momentKeyOf(d law.Deadline) string {
	return "deadline/" + string(d.Kind) + "/1/overdue"
}

// trial is a test whose failing is the answer.
type trial struct{ failed bool }

type tried struct{}

func (*trial) Helper()               {}
func (*trial) Errorf(string, ...any) {}
func (f *trial) FailNow()            { f.failed = true; panic(tried{}) }

func passes(r *inspectiontest.ProceedingRun, step func(*inspectiontest.ProceedingRun)) (ok bool) {
	c, f := r.Copied(), &trial{}
	c.T = f
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
		r := p.open(t).At(p.last.AddDays(1).At(8, 0))
		switch p.kind {
		case law.DeadlineDefence:
			r.Refused(p.onlyInTime, "entity", proceedings.RequestHearing{})
		case law.DeadlineReconsideration:
			r.Refused(p.onlyInTime, "clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: r.Today()})
		case law.DeadlineCourtApplication:
			r.Refused(p.onlyInTime, "director", proceedings.ApplyToCourt{On: r.Today()})
		default:
			r.Refused(p.onlyInTime, "clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: r.Today()})
		}
	}
}

// TestLimitation: two years from the end of the conduct to its discovery.
func TestLimitation(t *testing.T) {
	for _, c := range []struct {
		ended, opened calendar.Date
		barred        bool
	}{
		{inspectiontest.Date(2022, 4, 9), inspectiontest.April(8), false},
		{inspectiontest.Date(2022, 4, 8), inspectiontest.April(8), false}, // the last day
		{inspectiontest.Date(2022, 4, 7), inspectiontest.April(8), true},
		{inspectiontest.Date(2022, 4, 6), inspectiontest.April(7), true},
		{inspectiontest.Date(2022, 4, 6), inspectiontest.April(6), false}, // a day off does not move it
		{inspectiontest.Date(2024, 2, 29), inspectiontest.Date(2026, 2, 28), false},
		{inspectiontest.Date(2024, 2, 29), inspectiontest.Date(2026, 3, 1), true},
	} {
		r := inspectiontest.PenaltyCase(t, c.opened)
		facts := proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: c.ended}
		if c.barred {
			r.Refused("filing_time_barred", "lead", facts)
		} else {
			r.Do("lead", facts)
		}
	}
	r := inspectiontest.PenaltyOpened(t)
	r.Refused("party_unknown", "lead", proceedings.ProposeFiling{Continuing: true})
	r.Refused("conduct_end_required", "lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation})
	r.Refused("conduct_end_required", "lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true, EndedOn: inspectiontest.April(1)})
	r.Refused("out_of_order", "lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: inspectiontest.April(9)})
	r.Do("lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true})
}

// TestInvestigationExtension: once or more, together by 30 working days, by the
// bureau head only.
func TestInvestigationExtension(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t)
	extend := func(n int) law.ExtendDeadline {
		return law.ExtendDeadline{Deadline: law.DeadlineInvestigation, By: inspectiontest.Working(n)}
	}
	r.Refused("not_your_act", "head", extend(1))
	r.Refused("extension_too_long", "director", extend(31))
	r.Do("director", extend(20))
	r.Refused("extension_too_long", "director", extend(11))
	r.Do("director", extend(10))
	require.Equal(t, inspectiontest.Date(2024, 8, 14), r.Deadline(law.DeadlineInvestigation).Last)
	// Given back, it goes on with what extended it.
	r.Investigate(proceedings.EndInvestigation{Decision: proceedings.DecisionDismissed}).Do("director", proceedings.ReturnInvestigation{})
	require.Equal(t, inspectiontest.Date(2024, 8, 14), r.Deadline(law.DeadlineInvestigation).Last)
	require.False(t, r.Runs(law.DeadlinePenaltyDecision))
}

// TestDemandBeforeTheCourt: ten working days have to pass.
func TestDemandBeforeTheCourt(t *testing.T) {
	served := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.Date(2024, 10, 21)).Do("lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(inspectiontest.Date(2024, 10, 21))})
	require.Equal(t, inspectiontest.Date(2024, 11, 4), served.Deadline(law.DeadlineDemand).Last)
	for _, day := range []calendar.Date{inspectiontest.Date(2024, 11, 3), inspectiontest.Date(2024, 11, 4)} {
		served.Copied().OnDay(day).Refused("demand_running", "director", proceedings.ApplyToCourt{On: day})
	}
	r := served.OnDay(inspectiontest.Date(2024, 11, 5))
	require.True(t, r.Met(law.DeadlineDemand).Lapsed)
	r.Do("director", proceedings.ApplyToCourt{On: r.Today()})
}

// TestShortestPublicTerm: three months from the decision of 16 April.
func TestShortestPublicTerm(t *testing.T) {
	for _, day := range []calendar.Date{inspectiontest.Date(2024, 7, 15), inspectiontest.Date(2024, 7, 16)} {
		inspectiontest.PenaltyPaid(t).OnDay(day).Refused("shortest_term_running", "entity", proceedings.AskCreditRepair{})
	}
	r := inspectiontest.PenaltyClosed(t).OnDay(inspectiontest.Date(2024, 7, 17)).Do("entity", proceedings.AskCreditRepair{})
	r.Refused("already_proposed", "clerk", proceedings.AskCreditRepair{On: r.Today()})
	refused := r.Copied().Do("director", proceedings.RefuseCreditRepair{})
	require.True(t, refused.Runs(law.DeadlinePublicTerm))
	refused.Do("clerk", proceedings.AskCreditRepair{On: refused.Today()})
	r.OnDay(inspectiontest.Date(2024, 7, 18)).Do("director", proceedings.ApproveCreditRepair{})
	require.Equal(t, proceedings.PublicEntry{Outcome: "行政处罚：罚款50000元", Until: inspectiontest.Date(2024, 7, 18)}, r.Entries[1])
	require.False(t, r.Runs(law.DeadlinePublicTerm))
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Proceeding.Stage, "the time for litigation still runs")
	r.At(inspectiontest.Date(2024, 10, 16).End())
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage)

	unpaid := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.Date(2024, 7, 17))
	unpaid.Refused("not_paid", "entity", proceedings.AskCreditRepair{})
}

// TestLongestPublicTerm ends three years after the decision by itself: of a grave one
// also under the rules of 2026.
func TestLongestPublicTerm(t *testing.T) {
	r := suspendedBusiness(t).ServeDecision().PublishPenalty().Do("lead", proceedings.RecordPerformance{On: inspectiontest.April(16)}).Do("director", proceedings.ClosePenaltyCase{})
	last := inspectiontest.Date(2027, 4, 16)
	require.Equal(t, last, r.Deadline(law.DeadlinePublicTerm).Last)
	require.Equal(t, proceedings.PenaltyPublicTerm, r.At(last.End().Add(-time.Second)).Proceeding.Stage)
	require.Equal(t, proceedings.Closed, r.At(last.End()).Proceeding.Stage)
}
