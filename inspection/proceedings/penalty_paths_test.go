package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func TestPathPenaltyPaid(t *testing.T) {
	r := inspectiontest.PenaltyServed(t)
	require.Equal(t, proceedings.PenaltyExecution, r.Proceeding.Stage)
	require.True(t, r.Proceeding.HandedOver())
	r.Pay(20_000)
	r.Copied().PublishPenalty().Refused("not_paid", "director", proceedings.ClosePenaltyCase{})
	r.Refused("payment_too_much", "clerk", proceedings.RecordPayment{On: r.Today(), Fen: 30_000_01})
	r.Pay(30_000)
	require.False(t, r.Runs(law.DeadlinePenaltyClosing), "not public yet")
	r.Refused("entry_not_published", "director", proceedings.ClosePenaltyCase{})
	r.PublishPenalty()
	require.Equal(t, []proceedings.PublicEntry{{Outcome: "行政处罚：罚款50000元", Until: inspectiontest.Date(2027, 4, 16)}}, r.Entries)
	require.True(t, r.Runs(law.DeadlinePenaltyClosing))
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Proceeding.Stage)
	require.Equal(t, proceedings.PenaltyEndedExecuted, r.Proceeding.Ending)
	require.Equal(t, "行政处罚决定执行完毕", r.Proceeding.Ending.Chinese())
	require.Equal(t, 1, r.Count(law.NoticeOverdue), "the window of the defence passed, and nothing else")
	for _, m := range r.Proceeding.Met {
		require.False(t, m.Late && !m.Lapsed, m.Kind)
	}
	r.At(inspectiontest.Date(2026, 3, 31).End())
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage, "the public term is over: by the rules of 2026 it was so a year after the decision")
	require.Empty(t, r.Proceeding.Deadlines)
	require.Equal(t, proceedings.PenaltyEndedExecuted, r.Proceeding.Ending)
	require.NotZero(t, r.Proceeding.Closed)
}

func TestPathHearing(t *testing.T) {
	r := inspectiontest.PenaltyTold(t)
	require.True(t, r.Proceeding.Penalty.Notice.Hearing)
	r.OnDay(inspectiontest.April(15)).HearingAsked()
	r.Refused("hearing_requested", "entity", proceedings.RequestHearing{})
	r.OnDay(inspectiontest.April(16))
	require.Equal(t, proceedings.PenaltyDefence, r.Proceeding.Stage, "the window is over, the hearing is to be held")
	r.Refused("act_not_at_this_stage", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))})
	r.Refused("hearing_not_notified", "clerk", proceedings.RecordHearing{On: r.Today()})
	notify := proceedings.NotifyHearing{On: inspectiontest.April(16), Day: inspectiontest.April(26), Presider: "u-presider"}
	early := notify
	early.Day = inspectiontest.April(25)
	r.Refused("hearing_too_soon", "clerk", early)
	investigator := notify
	investigator.Presider = "u-lead"
	r.Refused("presider_investigated", "clerk", investigator)
	investigator = notify
	investigator.PresiderCertificate = "Z2"
	r.Refused("presider_investigated", "clerk", investigator)
	nobody := notify
	nobody.Presider = ""
	r.Refused("presider_required", "clerk", nobody)
	r.Do("clerk", notify)
	r.Refused("in_the_future", "clerk", proceedings.RecordHearing{On: inspectiontest.April(26)})
	r.OnDay(inspectiontest.April(26)).Do("clerk", proceedings.RecordHearing{On: inspectiontest.April(26)})
	require.Equal(t, proceedings.PenaltyDecision, r.Proceeding.Stage)
	r.Refused("defence_not_reviewed", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))})
	e := r.Refused("defence_review_invalid", "lead", proceedings.ReviewDefence{On: inspectiontest.April(26), Penalties: append(inspectiontest.Fine(1), inspectiontest.Fine(0)...)})
	require.Equal(t, []string{"view", "penalties.1.kind"}, inspectiontest.Fields(e))
	r.Refused("heavier_after_defence", "lead", proceedings.ReviewDefence{On: inspectiontest.April(26), View: proceedings.DefencePartly, Penalties: inspectiontest.Fine(50_001)})
	r.Do("lead", proceedings.ReviewDefence{On: inspectiontest.April(26), View: proceedings.DefencePartly, Penalties: inspectiontest.Fine(30_000)})
	r.Refused("defence_reviewed", "lead", proceedings.ReviewDefence{On: inspectiontest.April(26), View: proceedings.DefenceAccepted})
	r.Refused("heavier_after_defence", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_001))})
	r.ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(30_000)))
	r.Refused("legal_review_missing", "director", proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(30_000))})
	r.Refused("reason_required", "reviewer", proceedings.ReviewLegally{Reviewer: proceedings.ReviewerQualified})
	require.Nil(t, r.Copied().Do("reviewer", proceedings.ReviewLegally{Reviewer: proceedings.ReviewerQualified}, inspectiontest.Reasoned).Proceeding.Penalty.Proposal, "not passed: to be proposed anew")
	r.Do("reviewer", proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified})
	r.Refused("heavier_after_defence", "director", proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(60_000))})
	more := append(inspectiontest.Fine(30_000), proceedings.Penalty{Kind: proceedings.PenaltyConfiscation, Fen: 1})
	r.Refused("heavier_after_defence", "director", proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(more)})
	r.Decide(inspectiontest.Punishing(inspectiontest.Fine(30_000)))
	require.Equal(t, proceedings.PenaltyExecution, r.Proceeding.Stage)
}

// TestHearingGivenUp: staying away without a reason gives it up, and needs no
// review.
func TestHearingGivenUp(t *testing.T) {
	r := inspectiontest.PenaltyTold(t).HearingAsked().HearingNotified(inspectiontest.April(18)).OnDay(inspectiontest.April(18))
	r.Do("clerk", proceedings.RecordHearing{On: inspectiontest.April(18), Abandoned: true})
	r.Refused("nothing_to_review", "lead", proceedings.ReviewDefence{On: inspectiontest.April(18), View: proceedings.DefenceRejected})
	r.ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000))).Decide(inspectiontest.Punishing(inspectiontest.Fine(50_000)))
}

func TestPathLeniencyToNoPenalty(t *testing.T) {
	r := inspectiontest.PenaltyCase(t, inspectiontest.April(8), func(o *proceedings.Opening) { o.SelfReported = []string{"R1"} }).FileCase()
	r.Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionNoPenalty,
		Mitigation: proceedings.Mitigation{Cooperated: true, Corrected: true, FirstTime: true, Slight: true}})
	require.Equal(t, proceedings.PenaltyDecision, r.Proceeding.Stage, "nothing to be heard on")
	proposal := r.Proceeding.LeniencyProposal()
	require.Equal(t, proceedings.LeniencyExempt, proposal.Leniency)
	require.Equal(t, []string{"R1"}, proposal.Grounds[0].Items)
	r.Refused("prior_notice_missing", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(100))})
	r.Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyLighter)})
	terms := inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyExempt)
	r.ProposeTerms(terms)
	r.Refused("reason_required", "director", proceedings.DecidePenaltyCase{Terms: terms})
	r.Decide(terms)
	require.False(t, r.Runs(law.DeadlinePenaltyPublication))
	r.Refused("decision_not_served", "director", proceedings.ClosePenaltyCase{})
	r.ServeDecision()
	r.Refused("nothing_owed", "clerk", proceedings.RecordPayment{On: r.Today(), Fen: 1})
	r.Do("lead", proceedings.RecordEducation{On: r.Today()})
	r.Copied().Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: r.Today()})
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Proceeding.Stage, "it can still be contested")
	r.At(inspectiontest.Date(2024, 10, 8).End())
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage)
	require.Equal(t, proceedings.PenaltyEndedNoPenalty, r.Proceeding.Ending)
	require.Empty(t, r.Entries)
}

func TestPathOnTheSpot(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t)
	spot := inspectiontest.Spot(inspectiontest.April(8), proceedings.Penalty{Kind: proceedings.PenaltyFine, Fen: 3_000_01})
	r.Refused("not_on_the_spot", "member", spot)
	spot.Penalty = proceedings.Penalty{Kind: proceedings.PenaltySuspension}
	r.Refused("not_on_the_spot", "member", spot)
	spot.Penalty = proceedings.Penalty{Kind: proceedings.PenaltyFine, Fen: 3_000_00}
	r.Do("member", spot).Do("lead", proceedings.ConfirmOnTheSpot{})
	require.Equal(t, proceedings.PenaltyExecution, r.Proceeding.Stage)
	require.False(t, r.Runs(law.DeadlinePenaltyPublication), "what was decided by the summary procedure is not shown")
	r.Refused("decision_served", "lead", proceedings.ServeDecision{Service: inspectiontest.InPerson(inspectiontest.April(8))})
	r.Pay(3_000)
	r.Refused("on_the_spot_not_reported", "director", proceedings.ClosePenaltyCase{})
	r.OnDay(inspectiontest.April(10)).Do("lead", proceedings.ReportOnTheSpot{On: inspectiontest.April(10)})
	require.False(t, r.Met(law.DeadlineOnTheSpotReport).Late)
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Proceeding.Stage, "it can still be contested")
	require.False(t, r.Runs(law.DeadlineLitigation), "reconsideration comes first")
	r.At(inspectiontest.Date(2024, 6, 7).End())
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage)

	citizen := inspectiontest.PenaltyCase(t, inspectiontest.April(8))
	citizen.Do("lead", proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Continuing: true}).Do("director", proceedings.ApproveFiling{})
	spot.Party, spot.Penalty.Fen = "", 200_01
	citizen.Refused("not_on_the_spot", "lead", spot)
	spot.Penalty.Fen = 200_00
	citizen.Do("lead", spot)

	warned := inspectiontest.PenaltyFiled(t).PunishedOnTheSpot(proceedings.Penalty{Kind: proceedings.PenaltyWarning})
	require.False(t, warned.Runs(law.DeadlinePayment))
}

func TestPathUnpaidDemandCourt(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t) // served on 16 April
	require.Equal(t, inspectiontest.May(6), r.Deadline(law.DeadlinePayment).Last)
	r.OnDay(inspectiontest.May(6)).Refused("term_running", "lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(inspectiontest.May(6))})
	r.OnDay(inspectiontest.May(7)).Refused("demand_missing", "director", proceedings.ApplyToCourt{On: inspectiontest.May(7)})
	r.Do("lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(inspectiontest.May(7))})
	r.Refused("demand_served", "lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(inspectiontest.May(7))})
	require.Equal(t, inspectiontest.Date(2024, 5, 20), r.Deadline(law.DeadlineDemand).Last)
	r.OnDay(inspectiontest.Date(2024, 5, 21)).Refused("litigation_time_running", "director", proceedings.ApplyToCourt{On: r.Today()})
	r.OnDay(inspectiontest.Date(2024, 10, 16)).Refused("litigation_time_running", "director", proceedings.ApplyToCourt{On: r.Today()})
	r.OnDay(inspectiontest.Date(2024, 10, 17))
	require.Equal(t, inspectiontest.Date(2025, 1, 16), r.Deadline(law.DeadlineCourtApplication).Last)
	r.Refused("court_not_applied", "clerk", proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtGranted})
	require.Equal(t, int64(50_000_00), r.Proceeding.Owed(r.Today()).Surcharge, "never more than the fine")
	late := r.Copied().OnDay(inspectiontest.Date(2025, 1, 17))
	late.Refused("court_application_out_of_time", "director", proceedings.ApplyToCourt{On: late.Today()})
	late.Do("director", proceedings.ApplyToCourt{On: late.Today()}, inspectiontest.Reasoned)
	require.True(t, late.Met(law.DeadlineCourtApplication).Late)
	r.Do("director", proceedings.ApplyToCourt{On: r.Today()})
	r.Refused("court_applied", "director", proceedings.ApplyToCourt{On: r.Today()})
	r.Do("clerk", proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtGranted})
	require.True(t, r.Runs(law.DeadlineCourtResult))
	refused := r.Copied().Do("clerk", proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtUnenforceable})
	refused.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedUnenforced, refused.Proceeding.Ending)
	r.Do("clerk", proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtEnforced})
	r.Refused("court_done", "clerk", proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtEnforced})
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedEnforced, r.Proceeding.Ending)
}

func TestPathQuashed(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.April(20))
	remedy := proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.April(20)}
	r.Do("clerk", remedy)
	r.Refused("remedy_pending", "clerk", remedy)
	r.OnDay(inspectiontest.May(20)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.May(20), Outcome: proceedings.RemedyQuashed})
	require.Equal(t, inspectiontest.Date(2024, 5, 23), r.Deadline(law.DeadlineWithdrawal).Last)
	require.Zero(t, r.Proceeding.Owed(inspectiontest.May(20)).Sum())
	r.Refused("withdrawal_due", "director", proceedings.ClosePenaltyCase{})
	r.Do("director", proceedings.WithdrawEntry{})
	require.Equal(t, proceedings.PublicEntry{Outcome: "原行政处罚决定已被依法撤销，公示信息撤回", Withdrawn: true}, r.Entries[1])
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage)
	require.Equal(t, proceedings.PenaltyEndedQuashed, r.Proceeding.Ending)
}

// TestQuashedAfterItsClosing: the public term still runs, and what was closed as
// executed ends as quashed.
func TestQuashedAfterItsClosing(t *testing.T) {
	r := inspectiontest.PenaltyClosed(t).OnDay(inspectiontest.May(13)).Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: inspectiontest.May(13)})
	r.OnDay(inspectiontest.Date(2024, 9, 2)).Do("clerk", proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyQuashed})
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Proceeding.Stage)
	r.Do("director", proceedings.WithdrawEntry{}).Do("clerk", proceedings.RecordRefund{On: r.Today(), Fen: 50_000_00})
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage)
	require.Equal(t, proceedings.PenaltyEndedQuashed, r.Proceeding.Ending)
}

// TestPathChanged: the entry is withdrawn, the changed decision published and paid.
func TestPathChanged(t *testing.T) {
	r := inspectiontest.PenaltyPublished(t).Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.April(16)}).OnDay(inspectiontest.May(20))
	outcome := proceedings.RecordRemedyOutcome{On: inspectiontest.May(20), Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(60_000)}
	r.Refused("heavier_after_remedy", "clerk", outcome)
	outcome.Penalties = inspectiontest.Fine(10_000)
	r.Do("clerk", outcome)
	r.Refused("withdrawal_due", "clerk", proceedings.PreparePenaltyEntry{})
	r.Do("director", proceedings.WithdrawEntry{}).PublishPenalty()
	require.Len(t, r.Entries, 3)
	require.Equal(t, "行政处罚：罚款10000元", r.Entries[2].Outcome)
	r.Refused("remedy_used", "clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.May(20)})
	require.Equal(t, inspectiontest.Date(2024, 6, 4), r.Deadline(law.DeadlineLitigationAfter).Last)
	owed := r.Proceeding.Owed(inspectiontest.May(20))
	require.Equal(t, proceedings.Owed{Fine: 10_000_00}, owed, "nothing is added while it lasts")
	r.Pay(10_000).Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyPublicTerm, r.Proceeding.Stage)
}

func TestPathNotFiled(t *testing.T) {
	r := inspectiontest.PenaltyFilingProposed(t)
	r.Refused("reason_required", "director", proceedings.RefuseFiling{})
	r.Do("director", proceedings.RefuseFiling{})
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage)
	require.Equal(t, proceedings.PenaltyEndedNotFiled, r.Proceeding.Ending)
	require.False(t, r.Met(law.DeadlinePenaltyFiling).Late)
}

func TestPathDismissed(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t).Investigate(proceedings.EndInvestigation{Decision: proceedings.DecisionDismissed})
	terms := inspectiontest.Milder(proceedings.DecisionDismissed, proceedings.LeniencyNone)
	r.ProposeTerms(terms).Decide(terms).ServeDecision().Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedDismissed, r.Proceeding.Ending)
}

func TestPathTransferred(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t).Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionTransfer})
	terms := inspectiontest.Milder(proceedings.DecisionTransfer, proceedings.LeniencyNone)
	r.Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: terms})
	terms.Transfer = law.ProceedingReferral
	r.ProposeTerms(terms).Decide(terms)
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage)
	require.Equal(t, proceedings.PenaltyEndedTransferred, r.Proceeding.Ending)
	require.Equal(t, law.ProceedingReferral, r.Proceeding.Penalty.Decision.Terms.Transfer)
}

func TestPathProcessing(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t).Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionProcessing}).Tell()
	require.False(t, r.Proceeding.Penalty.Notice.Hearing)
	r.Refused("hearing_not_open", "entity", proceedings.RequestHearing{})
	terms := inspectiontest.Milder(proceedings.DecisionProcessing, proceedings.LeniencyNone)
	r.OnDay(inspectiontest.April(16)).ProposeTerms(terms).Decide(terms).ServeDecision()
	r.Refused("not_performed", "director", proceedings.ClosePenaltyCase{})
	r.Do("lead", proceedings.RecordPerformance{On: r.Today()})
	r.Refused("nothing_to_perform", "lead", proceedings.RecordPerformance{On: r.Today()})
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedProcessed, r.Proceeding.Ending)
}
