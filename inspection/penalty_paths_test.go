package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func TestPathPenaltyPaid(t *testing.T) {
	r := pServed(t)
	require.Equal(t, inspection.PenaltyExecution, r.p.Stage)
	require.True(t, r.p.HandedOver())
	r.pay(20_000)
	r.copied().publishPenalty().refused("not_paid", "director", inspection.ClosePenaltyCase{})
	r.refused("payment_too_much", "clerk", inspection.RecordPayment{On: r.today(), Fen: 30_000_01})
	r.pay(30_000)
	require.False(t, r.runs(inspection.DeadlinePenaltyClosing), "not public yet")
	r.refused("entry_not_published", "director", inspection.ClosePenaltyCase{})
	r.publishPenalty()
	require.Equal(t, []inspection.PublicEntry{{Outcome: "行政处罚：罚款50000元", Until: date(2027, 4, 16)}}, r.entries)
	require.True(t, r.runs(inspection.DeadlinePenaltyClosing))
	r.do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.PenaltyPublicTerm, r.p.Stage)
	require.Equal(t, inspection.PenaltyEndedExecuted, r.p.Ending)
	require.Equal(t, "行政处罚决定执行完毕", r.p.Ending.Chinese())
	require.Equal(t, 1, r.count(inspection.NoticeOverdue), "the window of the defence passed, and nothing else")
	for _, m := range r.p.Met {
		require.False(t, m.Late && !m.Lapsed, m.Kind)
	}
	r.at(date(2027, 4, 16).End())
	require.Equal(t, inspection.ProceedingClosed, r.p.Stage, "the public term is over")
	require.Empty(t, r.p.Deadlines)
	require.Equal(t, inspection.PenaltyEndedExecuted, r.p.Ending)
	require.NotZero(t, r.p.Closed)
}

func TestPathHearing(t *testing.T) {
	r := pTold(t)
	require.True(t, r.p.Penalty.Notice.Hearing)
	r.onDay(april(15)).hearingAsked()
	r.refused("hearing_requested", "entity", inspection.RequestHearing{})
	r.onDay(april(16))
	require.Equal(t, inspection.PenaltyDefence, r.p.Stage, "the window is over, the hearing is to be held")
	r.refused("act_not_at_this_stage", "lead", inspection.ProposeDecision{Terms: punishing(fine(50_000))})
	r.refused("hearing_not_notified", "clerk", inspection.RecordHearing{On: r.today()})
	notify := inspection.NotifyHearing{On: april(16), Day: april(25), Presider: "u-presider"}
	early := notify
	early.Day = april(24)
	r.refused("hearing_too_soon", "clerk", early)
	investigator := notify
	investigator.Presider = "u-lead"
	r.refused("presider_investigated", "clerk", investigator)
	investigator = notify
	investigator.PresiderCertificate = "Z2"
	r.refused("presider_investigated", "clerk", investigator)
	nobody := notify
	nobody.Presider = ""
	r.refused("presider_required", "clerk", nobody)
	r.do("clerk", notify)
	r.refused("in_the_future", "clerk", inspection.RecordHearing{On: april(25)})
	r.onDay(april(25)).do("clerk", inspection.RecordHearing{On: april(25)})
	require.Equal(t, inspection.PenaltyDecision, r.p.Stage)
	r.refused("defence_not_reviewed", "lead", inspection.ProposeDecision{Terms: punishing(fine(50_000))})
	r.refused("heavier_after_defence", "lead", inspection.ReviewDefence{On: april(25), View: inspection.DefencePartly, Penalties: fine(50_001)})
	r.do("lead", inspection.ReviewDefence{On: april(25), View: inspection.DefencePartly, Penalties: fine(30_000)})
	r.refused("defence_reviewed", "lead", inspection.ReviewDefence{On: april(25), View: inspection.DefenceAccepted})
	r.refused("heavier_after_defence", "lead", inspection.ProposeDecision{Terms: punishing(fine(50_001))})
	r.proposeTerms(punishing(fine(30_000)))
	r.refused("legal_review_missing", "director", inspection.DecidePenaltyCase{Terms: punishing(fine(30_000))})
	r.refused("reason_required", "reviewer", inspection.ReviewLegally{})
	require.Nil(t, r.copied().do("reviewer", inspection.ReviewLegally{}, reasoned).p.Penalty.Proposal, "not passed: to be proposed anew")
	r.do("reviewer", inspection.ReviewLegally{Passed: true})
	r.refused("heavier_after_defence", "director", inspection.DecidePenaltyCase{Terms: punishing(fine(60_000))})
	more := append(fine(30_000), inspection.Penalty{Kind: inspection.PenaltyConfiscation, Fen: 1})
	r.refused("heavier_after_defence", "director", inspection.DecidePenaltyCase{Terms: punishing(more)})
	r.decide(punishing(fine(30_000)))
	require.Equal(t, inspection.PenaltyExecution, r.p.Stage)
}

// TestHearingGivenUp: staying away without a reason gives it up, and needs no
// review.
func TestHearingGivenUp(t *testing.T) {
	r := pTold(t).hearingAsked().hearingNotified(april(17)).onDay(april(17))
	r.do("clerk", inspection.RecordHearing{On: april(17), Abandoned: true})
	r.refused("nothing_to_review", "lead", inspection.ReviewDefence{On: april(17), View: inspection.DefenceRejected})
	r.proposeTerms(punishing(fine(50_000))).decide(punishing(fine(50_000)))
}

func TestPathLeniencyToNoPenalty(t *testing.T) {
	r := penaltyCase(t, april(8), func(o *inspection.ProceedingOpening) { o.SelfReported = []string{"R1"} }).fileCase()
	r.investigate(inspection.EndInvestigation{Established: true, Decision: inspection.DecisionNoPenalty,
		Mitigation: inspection.Mitigation{Cooperated: true, Corrected: true, FirstTime: true, Slight: true}})
	require.Equal(t, inspection.PenaltyDecision, r.p.Stage, "nothing to be heard on")
	proposal := r.p.LeniencyProposal()
	require.Equal(t, inspection.LeniencyExempt, proposal.Leniency)
	require.Equal(t, []string{"R1"}, proposal.Grounds[0].Items)
	r.refused("prior_notice_missing", "lead", inspection.ProposeDecision{Terms: punishing(fine(100))})
	r.refused("decision_invalid", "lead", inspection.ProposeDecision{Terms: milder(inspection.DecisionNoPenalty, inspection.LeniencyLighter)})
	terms := milder(inspection.DecisionNoPenalty, inspection.LeniencyExempt)
	r.proposeTerms(terms)
	r.refused("reason_required", "director", inspection.DecidePenaltyCase{Terms: terms})
	r.decide(terms)
	require.False(t, r.runs(inspection.DeadlinePenaltyPublication))
	r.refused("decision_not_served", "director", inspection.ClosePenaltyCase{})
	r.serveDecision()
	r.refused("nothing_owed", "clerk", inspection.RecordPayment{On: r.today(), Fen: 1})
	r.refused("nothing_to_contest", "clerk", inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: r.today()})
	r.do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.ProceedingClosed, r.p.Stage)
	require.Equal(t, inspection.PenaltyEndedNoPenalty, r.p.Ending)
	require.Empty(t, r.entries)
}

func TestPathOnTheSpot(t *testing.T) {
	r := pFiled(t)
	spot := inspection.PunishOnTheSpot{On: april(8), Penalty: inspection.Penalty{Kind: inspection.PenaltyFine, Fen: 3_000_01}, Articles: []string{"A"}}
	r.refused("not_on_the_spot", "member", spot)
	spot.Penalty = inspection.Penalty{Kind: inspection.PenaltySuspension}
	r.refused("not_on_the_spot", "member", spot)
	spot.Penalty = inspection.Penalty{Kind: inspection.PenaltyFine, Fen: 3_000_00}
	r.do("member", spot)
	require.Equal(t, inspection.PenaltyExecution, r.p.Stage)
	require.False(t, r.runs(inspection.DeadlinePenaltyPublication), "what was decided by the summary procedure is not shown")
	r.refused("decision_served", "lead", inspection.ServeDecision{Service: inPerson(april(8))})
	r.pay(3_000)
	r.refused("on_the_spot_not_reported", "director", inspection.ClosePenaltyCase{})
	r.onDay(april(10)).do("lead", inspection.ReportOnTheSpot{On: april(10)})
	require.False(t, r.met(inspection.DeadlineOnTheSpotReport).Late)
	r.do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.PenaltyPublicTerm, r.p.Stage, "it can still be contested")
	r.at(date(2024, 10, 8).End())
	require.Equal(t, inspection.ProceedingClosed, r.p.Stage)

	citizen := penaltyCase(t, april(8))
	citizen.do("lead", inspection.ProposeFiling{Party: inspection.PartyCitizen, Continuing: true}).do("director", inspection.ApproveFiling{})
	spot.Penalty.Fen = 200_01
	citizen.refused("not_on_the_spot", "lead", spot)
	spot.Penalty.Fen = 200_00
	citizen.do("lead", spot)

	warned := pFiled(t).do("lead", inspection.PunishOnTheSpot{On: april(8), Penalty: inspection.Penalty{Kind: inspection.PenaltyWarning}, Articles: []string{"A"}})
	require.False(t, warned.runs(inspection.DeadlinePayment))
}

func TestPathUnpaidDemandCourt(t *testing.T) {
	r := pPublished(t) // served on 16 April
	require.Equal(t, may(6), r.deadline(inspection.DeadlinePayment).Last)
	r.onDay(may(6)).refused("term_running", "lead", inspection.ServeDemand{Service: inPerson(may(6))})
	r.onDay(may(7)).refused("demand_missing", "director", inspection.ApplyToCourt{On: may(7)})
	r.do("lead", inspection.ServeDemand{Service: inPerson(may(7))})
	r.refused("demand_served", "lead", inspection.ServeDemand{Service: inPerson(may(7))})
	require.Equal(t, date(2024, 5, 20), r.deadline(inspection.DeadlineDemand).Last)
	r.onDay(date(2024, 5, 21)).refused("litigation_time_running", "director", inspection.ApplyToCourt{On: r.today()})
	r.onDay(date(2024, 10, 16)).refused("litigation_time_running", "director", inspection.ApplyToCourt{On: r.today()})
	r.onDay(date(2024, 10, 17))
	require.Equal(t, date(2025, 1, 16), r.deadline(inspection.DeadlineCourtApplication).Last)
	r.refused("court_not_applied", "clerk", inspection.RecordCourtResult{On: r.today(), Result: inspection.CourtGranted})
	require.Equal(t, int64(50_000_00), r.p.Owed(r.today()).Surcharge, "never more than the fine")
	late := r.copied().onDay(date(2025, 1, 17))
	late.refused("court_application_out_of_time", "director", inspection.ApplyToCourt{On: late.today()})
	r.do("director", inspection.ApplyToCourt{On: r.today()})
	r.refused("court_applied", "director", inspection.ApplyToCourt{On: r.today()})
	r.do("clerk", inspection.RecordCourtResult{On: r.today(), Result: inspection.CourtGranted})
	require.True(t, r.runs(inspection.DeadlineCourtResult))
	refused := r.copied().do("clerk", inspection.RecordCourtResult{On: r.today(), Result: inspection.CourtUnenforceable})
	refused.do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.PenaltyEndedUnenforced, refused.p.Ending)
	r.do("clerk", inspection.RecordCourtResult{On: r.today(), Result: inspection.CourtEnforced})
	r.refused("court_done", "clerk", inspection.RecordCourtResult{On: r.today(), Result: inspection.CourtEnforced})
	r.do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.PenaltyEndedEnforced, r.p.Ending)
}

func TestPathQuashed(t *testing.T) {
	r := pPublished(t).onDay(april(20))
	remedy := inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: april(20)}
	r.do("clerk", remedy)
	r.refused("remedy_pending", "clerk", remedy)
	r.onDay(may(20)).do("clerk", inspection.RecordRemedyOutcome{On: may(20), Outcome: inspection.RemedyQuashed})
	require.Equal(t, date(2024, 5, 23), r.deadline(inspection.DeadlineWithdrawal).Last)
	require.Zero(t, r.p.Owed(may(20)).Sum())
	r.refused("withdrawal_due", "director", inspection.ClosePenaltyCase{})
	r.do("director", inspection.WithdrawEntry{})
	require.Equal(t, inspection.PublicEntry{Outcome: "原行政处罚决定已被依法撤销，公示信息撤回", Withdrawn: true}, r.entries[1])
	r.do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.ProceedingClosed, r.p.Stage)
	require.Equal(t, inspection.PenaltyEndedQuashed, r.p.Ending)
}

// TestQuashedAfterItsClosing: the public term still runs, and what was closed as
// executed ends as quashed.
func TestQuashedAfterItsClosing(t *testing.T) {
	r := pClosed(t).onDay(may(13)).do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: may(13)})
	r.onDay(date(2024, 9, 2)).do("clerk", inspection.RecordRemedyOutcome{On: r.today(), Outcome: inspection.RemedyQuashed})
	require.Equal(t, inspection.PenaltyPublicTerm, r.p.Stage)
	r.do("director", inspection.WithdrawEntry{}).do("clerk", inspection.RecordRefund{On: r.today(), Fen: 50_000_00})
	require.Equal(t, inspection.ProceedingClosed, r.p.Stage)
	require.Equal(t, inspection.PenaltyEndedQuashed, r.p.Ending)
}

// TestPathChanged: the entry is withdrawn, the changed decision published and paid.
func TestPathChanged(t *testing.T) {
	r := pPublished(t).do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: april(16)}).onDay(may(20))
	outcome := inspection.RecordRemedyOutcome{On: may(20), Outcome: inspection.RemedyChanged, Penalties: fine(60_000)}
	r.refused("heavier_after_remedy", "clerk", outcome)
	outcome.Penalties = fine(10_000)
	r.do("clerk", outcome)
	r.refused("withdrawal_due", "clerk", inspection.PreparePenaltyEntry{})
	r.do("director", inspection.WithdrawEntry{}).publishPenalty()
	require.Len(t, r.entries, 3)
	require.Equal(t, "行政处罚：罚款10000元", r.entries[2].Outcome)
	r.refused("remedy_used", "clerk", inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: may(20)})
	require.Equal(t, date(2024, 6, 4), r.deadline(inspection.DeadlineLitigationAfter).Last)
	owed := r.p.Owed(may(20))
	require.Equal(t, inspection.Owed{Fine: 10_000_00}, owed, "nothing is added while it lasts")
	r.pay(10_000).do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.PenaltyPublicTerm, r.p.Stage)
}

func TestPathNotFiled(t *testing.T) {
	r := pProposed(t)
	r.refused("reason_required", "director", inspection.RefuseFiling{})
	r.do("director", inspection.RefuseFiling{})
	require.Equal(t, inspection.ProceedingClosed, r.p.Stage)
	require.Equal(t, inspection.PenaltyEndedNotFiled, r.p.Ending)
	require.False(t, r.met(inspection.DeadlinePenaltyFiling).Late)
}

func TestPathDismissed(t *testing.T) {
	r := pFiled(t).investigate(inspection.EndInvestigation{Decision: inspection.DecisionDismissed})
	terms := milder(inspection.DecisionDismissed, inspection.LeniencyNone)
	r.proposeTerms(terms).decide(terms).serveDecision().do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.PenaltyEndedDismissed, r.p.Ending)
}

func TestPathTransferred(t *testing.T) {
	r := pFiled(t).investigate(inspection.EndInvestigation{Established: true, Decision: inspection.DecisionTransfer})
	terms := milder(inspection.DecisionTransfer, inspection.LeniencyNone)
	r.refused("decision_invalid", "lead", inspection.ProposeDecision{Terms: terms})
	terms.Transfer = inspection.ProceedingReferral
	r.proposeTerms(terms).decide(terms)
	require.Equal(t, inspection.ProceedingClosed, r.p.Stage)
	require.Equal(t, inspection.PenaltyEndedTransferred, r.p.Ending)
	require.Equal(t, inspection.ProceedingReferral, r.p.Penalty.Decision.Terms.Transfer)
}

func TestPathProcessing(t *testing.T) {
	r := pFiled(t).investigate(inspection.EndInvestigation{Established: true, Decision: inspection.DecisionProcessing}).tell()
	require.False(t, r.p.Penalty.Notice.Hearing)
	r.refused("hearing_not_open", "entity", inspection.RequestHearing{})
	terms := milder(inspection.DecisionProcessing, inspection.LeniencyNone)
	r.onDay(april(16)).proposeTerms(terms).decide(terms).serveDecision()
	r.refused("not_performed", "director", inspection.ClosePenaltyCase{})
	r.do("lead", inspection.RecordPerformance{On: r.today()})
	r.refused("nothing_to_perform", "lead", inspection.RecordPerformance{On: r.today()})
	r.do("director", inspection.ClosePenaltyCase{})
	require.Equal(t, inspection.PenaltyEndedProcessed, r.p.Ending)
}
