package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// deputy lends the role to another account.
func deputy(of, id string, role inspection.Role, own ...inspection.Role) inspection.Actor {
	return inspection.Actor{ID: id, Roles: append(own, role), Department: department, Delegation: "d-1", DelegatedFrom: people[of].ID,
		DelegatedRoles: []inspection.Role{role}, DelegatedDepartment: people[of].Department}
}

func TestFilingOfAClearLead(t *testing.T) {
	alone := func(o *inspection.ProceedingOpening) { o.Team, o.Case = nil, "" }
	r := penaltyCase(t, april(8), alone)
	facts := inspection.ProposeFiling{Party: inspection.PartyOrganisation, Continuing: true}
	r.refused("not_your_act", "lead", facts)
	r.do("clerk", facts)
	for _, bad := range []inspection.Team{nil, {"Z1"}, {"Z1", "Z1"}, {"Z1", ""}} {
		r.refused("team_too_small", "director", inspection.ApproveFiling{Team: bad})
	}
	r.do("director", inspection.ApproveFiling{Team: inspection.Team{"Z1", "Z2", "Z3"}})
	require.Equal(t, inspection.Team{"Z1", "Z2", "Z3"}, r.p.Team)
	require.True(t, r.p.HandedOver())

	given := pOpened(t)
	given.refused("not_your_act", "clerk", facts)
	given.do("lead", facts)
	given.refused("case_has_team", "director", inspection.ApproveFiling{Team: inspection.Team{"Z1", "Z3"}})
	given.do("director", inspection.ApproveFiling{Team: inspection.Team{"Z1", "Z2"}})
}

// TestPenaltyFourEyes: nobody decides on what the same person proposed, also not by
// way of a deputy on either side.
func TestPenaltyFourEyes(t *testing.T) {
	refuses := func(r *proceedingRun, actor inspection.Actor, f inspection.Facts, code string) {
		t.Helper()
		refusedAs(t, code, r.attempt(actor, f, reasoned))
	}
	forLead := deputy("lead", "u-x", inspection.RoleBureauHead)
	refuses(pProposed(t), forLead, inspection.ApproveFiling{}, "own_proposal")
	refuses(pProposed(t), forLead, inspection.RefuseFiling{}, "own_proposal")
	member := people["member"]
	member.Roles = append(member.Roles, inspection.RoleBureauHead)
	refuses(pProposed(t), member, inspection.ApproveFiling{}, "own_case")
	refuses(pDrafted(t), forLead, inspection.DecidePenaltyCase{Terms: punishing(fine(50_000))}, "own_proposal")
	refuses(pDrafted(t), member, inspection.DecidePenaltyCase{Terms: punishing(fine(50_000))}, "own_case")

	head := pHeard(t).do("head", inspection.ProposeDecision{Terms: punishing(fine(50_000))})
	both := people["head"]
	both.Roles = append(both.Roles, inspection.RoleBureauHead, inspection.RoleLegalReviewer)
	refuses(head, both, inspection.DecidePenaltyCase{Terms: punishing(fine(50_000))}, "own_proposal")
	refuses(head, both, inspection.ReviewLegally{Passed: true}, "own_proposal")
	reviewed := head.copied().do("reviewer", inspection.ReviewLegally{Passed: true})
	refuses(reviewed, deputy("reviewer", "u-y", inspection.RoleBureauHead), inspection.DecidePenaltyCase{Terms: punishing(fine(50_000))}, "own_proposal")
	refuses(reviewed, people["reviewer"], inspection.ReviewLegally{Passed: true}, "legally_reviewed")

	clerk := people["clerk"]
	clerk.Roles = append(clerk.Roles, inspection.RoleBureauHead)
	refuses(pServed(t).do("clerk", inspection.PreparePenaltyEntry{}), clerk, inspection.ApprovePenaltyEntry{}, "own_proposal")
	asked := pServed(t).do("clerk", inspection.AskInstalments{On: april(16), Parts: []inspection.Instalment{{On: may(20), Fen: 50_000_00}}})
	refuses(asked, clerk, inspection.ApproveInstalments{}, "own_proposal")
	repair := pPaid(t).onDay(date(2024, 7, 17)).do("clerk", inspection.AskCreditRepair{On: date(2024, 7, 17)})
	refuses(repair, clerk, inspection.ApproveCreditRepair{}, "own_proposal")
	refuses(pPaid(t), member, inspection.ClosePenaltyCase{}, "own_case")
}

// TestReviewedOnTheDayOfTheHearing: what was reviewed before a hearing that is held
// on the same day is reviewed again; one that was abandoned adds nothing.
func TestReviewedOnTheDayOfTheHearing(t *testing.T) {
	review := inspection.ReviewDefence{On: april(17), View: inspection.DefenceRejected}
	r := pTold(t).do("entity", inspection.RecordDefence{}).hearingAsked().hearingNotified(april(17)).onDay(april(17)).do("lead", review)
	r.copied().do("clerk", inspection.RecordHearing{On: april(17), Abandoned: true}).proposeTerms(punishing(fine(50_000)))
	r.do("clerk", inspection.RecordHearing{On: april(17)})
	r.refused("defence_not_reviewed", "lead", inspection.ProposeDecision{Terms: punishing(fine(50_000))})
	r.do("lead", review).proposeTerms(punishing(fine(50_000)))
}

// TestLegalReviewIsIndependent of the investigation and of the hearing.
func TestLegalReviewIsIndependent(t *testing.T) {
	r := pTold(t).hearingAsked().do("clerk", inspection.NotifyHearing{On: april(8), Day: april(17), Presider: "u-reviewer"}).onDay(april(17))
	r.do("clerk", inspection.RecordHearing{On: april(17)}).do("lead", inspection.ReviewDefence{On: april(17), View: inspection.DefenceRejected})
	r.proposeTerms(punishing(fine(50_000)))
	r.refused("own_case", "reviewer", inspection.ReviewLegally{Passed: true})
	member := people["member"]
	member.Roles = append(member.Roles, inspection.RoleLegalReviewer)
	refusedAs(t, "own_case", r.attempt(member, inspection.ReviewLegally{Passed: true}))
	other := inspection.Actor{ID: "u-reviewer-2", Roles: []inspection.Role{inspection.RoleLegalReviewer}}
	require.NoError(t, r.attempt(other, inspection.ReviewLegally{Passed: true}))
}

// TestWeightAsksForMore: review and discussion, and a new proposal goes through both
// again.
func TestWeightAsksForMore(t *testing.T) {
	for _, c := range []struct {
		weight          inspection.Weight
		review, discuss bool
	}{
		{inspection.Weight{}, false, false},
		{inspection.Weight{Grave: true}, true, true},
		{inspection.Weight{Complex: true}, true, true},
		{inspection.Weight{PublicInterest: true}, true, false},
	} {
		r := pFiled(t).investigate(inspection.EndInvestigation{Established: true, Decision: inspection.DecisionPenalty, Penalties: fine(100),
			Grade: inspection.GradeLight, Weight: c.weight}).tell().onDay(april(16)).proposeTerms(punishing(fine(100)))
		if c.review {
			r.refused("legal_review_missing", "director", inspection.DecidePenaltyCase{Terms: punishing(fine(100))})
			r.refused("legal_review_missing", "director", inspection.DiscussDecision{On: april(16)})
			r.do("reviewer", inspection.ReviewLegally{Passed: true})
		}
		if c.discuss {
			r.refused("discussion_missing", "director", inspection.DecidePenaltyCase{Terms: punishing(fine(100))})
			r.do("director", inspection.DiscussDecision{On: april(16)})
			again := r.copied().proposeTerms(punishing(fine(90)))
			again.refused("legal_review_missing", "director", inspection.DecidePenaltyCase{Terms: punishing(fine(90))})
		}
		r.decide(punishing(fine(100)))
	}
}

// TestHeavierOnlyForNewFacts: what was defended against is not made heavier by
// giving the case back; without a defence a new notice is enough.
func TestHeavierOnlyForNewFacts(t *testing.T) {
	heavy := inspection.EndInvestigation{On: april(16), Established: true, Decision: inspection.DecisionPenalty, Penalties: fine(60_000), Grade: inspection.GradeHeavy}
	quiet := pHeard(t)
	quiet.refused("not_as_told", "lead", inspection.ProposeDecision{Terms: punishing(fine(60_000))})
	quiet.do("director", inspection.ReturnInvestigation{}).do("lead", heavy).tell()
	require.Equal(t, fine(60_000), quiet.p.Penalty.Notice.Penalties)

	r := pTold(t).do("entity", inspection.RecordDefence{}).onDay(april(16)).do("director", inspection.ReturnInvestigation{})
	require.Nil(t, r.p.Penalty.Defence)
	r.refused("not_on_the_spot", "lead", inspection.PunishOnTheSpot{On: april(16), Penalty: inspection.Penalty{Kind: inspection.PenaltyWarning}, Articles: []string{"A"}})
	r.refused("heavier_after_defence", "lead", heavy)
	heavy.NewFacts = true
	r.do("lead", heavy)
}

// TestDefenceWindow: what the entity did within it counts also when it is entered
// afterwards, and nothing is decided before it is over.
func TestDefenceWindow(t *testing.T) {
	r := pHeard(t)
	r.refused("late_entry_needs_reason", "clerk", inspection.RequestHearing{On: april(12)})
	r.do("clerk", inspection.RequestHearing{On: april(12)}, reasoned)
	require.Equal(t, inspection.PenaltyDefence, r.p.Stage)
	require.True(t, r.p.Penalty.Hearing.EnteredFor)

	late := pHeard(t).proposeTerms(punishing(fine(50_000))).do("lead", inspection.RecordDefence{On: april(15)})
	require.Nil(t, late.p.Penalty.Proposal, "what was proposed before the defence no longer holds")
	late.refused("defence_not_reviewed", "lead", inspection.ProposeDecision{Terms: punishing(fine(50_000))})
	late.refused("defence_out_of_time", "lead", inspection.RecordDefence{On: april(16)})

	early := pHeard(t)
	early.refused("defence_window_open", "lead", inspection.ProposeDecision{Terms: punishing(fine(50_000))}, happened(april(15).At(10, 0)), reasoned)
	drafted := pDrafted(t)
	drafted.refused("defence_window_open", "director", inspection.DecidePenaltyCase{Terms: punishing(fine(50_000))}, happened(april(15).At(10, 0)))

	waived := pTold(t).do("entity", inspection.WaiveDefence{})
	require.Equal(t, inspection.PenaltyDecision, waived.p.Stage)
	waived.refused("defence_waived", "entity", inspection.RequestHearing{})
	waived.proposeTerms(punishing(fine(50_000))).decide(punishing(fine(50_000)))
	pTold(t).do("entity", inspection.RecordDefence{}).refused("defence_made", "entity", inspection.WaiveDefence{})
	pTold(t).refused("entity_acts_now", "entity", inspection.RecordDefence{On: april(7)})
}

// TestHearingOpen: by kind and amount, on both sides of the threshold.
func TestHearingOpen(t *testing.T) {
	for _, c := range []struct {
		party     inspection.PartyKind
		penalties []inspection.Penalty
		open      bool
	}{
		{inspection.PartyOrganisation, fine(19_999), false},
		{inspection.PartyOrganisation, fine(20_000), true},
		{inspection.PartyCitizen, fine(1_999), false},
		{inspection.PartyCitizen, fine(2_000), true},
		{inspection.PartyOrganisation, []inspection.Penalty{{Kind: inspection.PenaltyWarning}}, false},
		{inspection.PartyOrganisation, []inspection.Penalty{{Kind: inspection.PenaltyConfiscation, Fen: 20_000_00}}, true},
		{inspection.PartyOrganisation, []inspection.Penalty{{Kind: inspection.PenaltyRevocation}}, true},
		{inspection.PartyOrganisation, []inspection.Penalty{{Kind: inspection.PenaltySuspension}}, true},
	} {
		r := pOpened(t).do("lead", inspection.ProposeFiling{Party: c.party, Continuing: true}).do("director", inspection.ApproveFiling{})
		r.investigateFor(c.penalties).tell()
		require.Equal(t, c.open, r.p.Penalty.Notice.Hearing, c.penalties)
		if !c.open {
			r.refused("hearing_not_open", "entity", inspection.RequestHearing{})
		}
	}
}

// TestDayOfService: each way has its own rule.
func TestDayOfService(t *testing.T) {
	for _, c := range []struct {
		service inspection.PaperService
		on      calendar.Date
		code    string
	}{
		{inPerson(april(16)), april(16), ""},
		{inspection.PaperService{Method: inspection.ServedLeft, On: april(16)}, calendar.Date{}, "service_not_witnessed"},
		{inspection.PaperService{Method: inspection.ServedLeft, On: april(16), Witnessed: true}, april(16), ""},
		{inspection.PaperService{Method: inspection.ServedByMail, On: april(16)}, april(16), ""},
		{inspection.PaperService{Method: inspection.ServedByEmail, On: april(16)}, calendar.Date{}, "service_not_consented"},
		{inspection.PaperService{Method: inspection.ServedBySMS, On: april(16), Consented: true}, april(16), ""},
		{inspection.PaperService{Method: inspection.ServedByAnnouncement, On: april(16)}, calendar.Date{}, "service_other_ways_first"},
		{inspection.PaperService{Method: inspection.ServedByAnnouncement, On: april(16), OthersFailed: true}, may(16), ""},
		{inspection.PaperService{Method: "pigeon", On: april(16)}, calendar.Date{}, "service_method_unknown"},
		{inPerson(april(15)), calendar.Date{}, "out_of_order"},
		{inPerson(april(17)), calendar.Date{}, "in_the_future"},
		{inspection.PaperService{Method: inspection.ServedInPerson}, calendar.Date{}, "date_required"},
	} {
		r := pDecided(t)
		if c.code != "" {
			r.refused(c.code, "lead", inspection.ServeDecision{Service: c.service})
			continue
		}
		r.do("lead", inspection.ServeDecision{Service: c.service})
		require.Equal(t, c.on, r.p.Penalty.Execution.ServedOn)
		require.Equal(t, c.on.Start(), r.deadline(inspection.DeadlinePayment).From)
		require.False(t, r.met(inspection.DeadlineDecisionService).Late)
	}
}
