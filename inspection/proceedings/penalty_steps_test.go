package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// deputy lends the role to another account.
func deputy(of, id string, role law.Role, own ...law.Role) law.Actor {
	return law.Actor{ID: id, Roles: append(own, role), Department: inspectiontest.Department, Delegation: "d-1", DelegatedFrom: inspectiontest.People[of].ID,
		DelegatedRoles: []law.Role{role}, DelegatedDepartment: inspectiontest.People[of].Department}
}

func TestFilingOfAClearLead(t *testing.T) {
	alone := func(o *proceedings.Opening) { o.Team, o.Case = nil, "" }
	r := inspectiontest.PenaltyCase(t, inspectiontest.April(8), alone)
	facts := proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true}
	r.Refused("not_your_act", "lead", facts)
	r.Do("clerk", facts)
	for _, bad := range []law.Team{nil, {"Z1"}, {"Z1", "Z1"}, {"Z1", ""}} {
		r.Refused("team_too_small", "director", proceedings.ApproveFiling{Team: bad})
	}
	r.Do("director", proceedings.ApproveFiling{Team: law.Team{"Z1", "Z2", "Z3"}})
	require.Equal(t, law.Team{"Z1", "Z2", "Z3"}, r.Proceeding.Team)
	require.True(t, r.Proceeding.HandedOver())

	given := inspectiontest.PenaltyOpened(t)
	given.Refused("not_your_act", "clerk", facts)
	given.Do("lead", facts)
	given.Refused("case_has_team", "director", proceedings.ApproveFiling{Team: law.Team{"Z1", "Z3"}})
	given.Do("director", proceedings.ApproveFiling{Team: law.Team{"Z1", "Z2"}})
}

// TestPenaltyFourEyes: nobody decides on what the same person proposed, also not by
// way of a deputy on either side.
func TestPenaltyFourEyes(t *testing.T) {
	refuses := func(r *inspectiontest.ProceedingRun, actor law.Actor, f law.Facts, code string) {
		t.Helper()
		inspectiontest.RefusedAs(t, code, r.Attempt(actor, f, inspectiontest.Reasoned))
	}
	forLead := deputy("lead", "u-x", law.RoleBureauHead)
	refuses(inspectiontest.PenaltyFilingProposed(t), forLead, proceedings.ApproveFiling{}, "own_proposal")
	refuses(inspectiontest.PenaltyFilingProposed(t), forLead, proceedings.RefuseFiling{}, "own_proposal")
	member := inspectiontest.People["member"]
	member.Roles = append(member.Roles, law.RoleBureauHead)
	refuses(inspectiontest.PenaltyFilingProposed(t), member, proceedings.ApproveFiling{}, "own_case")
	refuses(inspectiontest.PenaltyDrafted(t), forLead, proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))}, "own_proposal")
	refuses(inspectiontest.PenaltyDrafted(t), member, proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))}, "own_case")

	head := inspectiontest.PenaltyHeard(t).Do("head", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))})
	both := inspectiontest.People["head"]
	both.Roles = append(both.Roles, law.RoleBureauHead, law.RoleLegalReviewer)
	refuses(head, both, proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))}, "own_proposal")
	refuses(head, both, proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified}, "own_proposal")
	reviewed := head.Copied().Do("reviewer", proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified})
	refuses(reviewed, deputy("reviewer", "u-y", law.RoleBureauHead), proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))}, "own_proposal")
	refuses(reviewed, inspectiontest.People["reviewer"], proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified}, "legally_reviewed")

	clerk := inspectiontest.People["clerk"]
	clerk.Roles = append(clerk.Roles, law.RoleBureauHead)
	refuses(inspectiontest.PenaltyServed(t).Do("clerk", proceedings.PreparePenaltyEntry{}), clerk, proceedings.ApprovePenaltyEntry{}, "own_proposal")
	asked := inspectiontest.PenaltyServed(t).Do("clerk", proceedings.AskInstalments{On: inspectiontest.April(16), Parts: []proceedings.Instalment{{On: inspectiontest.May(20), Fen: 50_000_00}}})
	refuses(asked, clerk, proceedings.ApproveInstalments{}, "own_proposal")
	repair := inspectiontest.PenaltyPaid(t).OnDay(inspectiontest.Date(2024, 7, 17)).Do("clerk", proceedings.AskCreditRepair{On: inspectiontest.Date(2024, 7, 17)})
	refuses(repair, clerk, proceedings.ApproveCreditRepair{}, "own_proposal")
	refuses(inspectiontest.PenaltyPaid(t), member, proceedings.ClosePenaltyCase{}, "own_case")
}

// TestReviewedOnTheDayOfTheHearing: what was reviewed before a hearing that is held
// on the same day is reviewed again; one that was abandoned adds nothing.
func TestReviewedOnTheDayOfTheHearing(t *testing.T) {
	review := proceedings.ReviewDefence{On: inspectiontest.April(18), View: proceedings.DefenceRejected}
	r := inspectiontest.PenaltyTold(t).Do("entity", proceedings.RecordDefence{}).HearingAsked().HearingNotified(inspectiontest.April(18)).OnDay(inspectiontest.April(18)).Do("lead", review)
	r.Copied().Do("clerk", proceedings.RecordHearing{On: inspectiontest.April(18), Abandoned: true}).ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000)))
	r.Do("clerk", proceedings.RecordHearing{On: inspectiontest.April(18)})
	r.Refused("defence_not_reviewed", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))})
	r.Do("lead", review).ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000)))
}

// TestLegalReviewIsIndependent of the investigation and of the hearing.
func TestLegalReviewIsIndependent(t *testing.T) {
	r := inspectiontest.PenaltyTold(t).HearingAsked().Do("clerk", proceedings.NotifyHearing{On: inspectiontest.April(8), Day: inspectiontest.April(18), Presider: "u-reviewer"}).OnDay(inspectiontest.April(18))
	r.Do("clerk", proceedings.RecordHearing{On: inspectiontest.April(18)}).Do("lead", proceedings.ReviewDefence{On: inspectiontest.April(18), View: proceedings.DefenceRejected})
	r.ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000)))
	r.Refused("own_case", "reviewer", proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified})
	member := inspectiontest.People["member"]
	member.Roles = append(member.Roles, law.RoleLegalReviewer)
	inspectiontest.RefusedAs(t, "own_case", r.Attempt(member, proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified}))
	other := law.Actor{ID: "u-reviewer-2", Roles: []law.Role{law.RoleLegalReviewer}}
	require.NoError(t, r.Attempt(other, proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified}))
}

// TestWeightAsksForMore: review and discussion, and a new proposal goes through both
// again.
func TestWeightAsksForMore(t *testing.T) {
	for _, c := range []struct {
		weight          proceedings.Weight
		review, discuss bool
	}{
		{proceedings.Weight{}, false, false},
		{proceedings.Weight{Grave: true}, true, true},
		{proceedings.Weight{Complex: true}, true, true},
		{proceedings.Weight{PublicInterest: true}, true, false},
	} {
		r := inspectiontest.PenaltyFiled(t).Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(100),
			Grade: proceedings.GradeLight, Weight: c.weight}).Tell().OnDay(inspectiontest.April(16)).ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(100)))
		if c.review {
			r.Refused("legal_review_missing", "director", proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(100))})
			r.Refused("legal_review_missing", "director", proceedings.DiscussDecision{On: inspectiontest.April(16)})
			r.Do("reviewer", proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified})
		}
		if c.discuss {
			r.Refused("discussion_missing", "director", proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(100))})
			r.Do("director", proceedings.DiscussDecision{On: inspectiontest.April(16)})
			again := r.Copied().ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(90)))
			again.Refused("legal_review_missing", "director", proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(90))})
		}
		r.Decide(inspectiontest.Punishing(inspectiontest.Fine(100)))
	}
}

// TestHeavierOnlyForNewFacts: what was defended against is not made heavier by
// giving the case back; without a defence a new notice is enough.
func TestHeavierOnlyForNewFacts(t *testing.T) {
	heavy := proceedings.EndInvestigation{On: inspectiontest.April(16), Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(60_000), Grade: proceedings.GradeHeavy}
	quiet := inspectiontest.PenaltyHeard(t)
	quiet.Refused("not_as_told", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(60_000))})
	quiet.Do("director", proceedings.ReturnInvestigation{}).Do("lead", heavy).Tell()
	require.Equal(t, inspectiontest.Fine(60_000), quiet.Proceeding.Penalty.Notice.Penalties)

	r := inspectiontest.PenaltyTold(t).Do("entity", proceedings.RecordDefence{}).OnDay(inspectiontest.April(16)).Do("director", proceedings.ReturnInvestigation{})
	require.Nil(t, r.Proceeding.Penalty.Defence)
	r.Refused("not_on_the_spot", "lead", proceedings.PunishOnTheSpot{On: inspectiontest.April(16), Penalty: proceedings.Penalty{Kind: proceedings.PenaltyWarning}, Articles: []string{"A"}})
	r.Refused("heavier_after_defence", "lead", heavy)
	heavy.NewFacts = true
	r.Do("lead", heavy)
}

// TestDefenceWindow: what the entity did within it counts also when it is entered
// afterwards, and nothing is decided before it is over.
func TestDefenceWindow(t *testing.T) {
	r := inspectiontest.PenaltyHeard(t)
	r.Refused("late_entry_needs_reason", "clerk", proceedings.RequestHearing{On: inspectiontest.April(12)})
	r.Do("clerk", proceedings.RequestHearing{On: inspectiontest.April(12)}, inspectiontest.Reasoned)
	require.Equal(t, proceedings.PenaltyDefence, r.Proceeding.Stage)
	require.True(t, r.Proceeding.Penalty.Hearing.EnteredFor)

	late := inspectiontest.PenaltyHeard(t).ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000))).Do("lead", proceedings.RecordDefence{On: inspectiontest.April(15)})
	require.Nil(t, late.Proceeding.Penalty.Proposal, "what was proposed before the defence no longer holds")
	late.Refused("defence_not_reviewed", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))})
	require.False(t, late.Proceeding.Penalty.Defence.Late)

	early := inspectiontest.PenaltyHeard(t)
	early.Refused("defence_window_open", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))}, inspectiontest.Happened(inspectiontest.April(15).At(10, 0)), inspectiontest.Reasoned)
	drafted := inspectiontest.PenaltyDrafted(t)
	drafted.Refused("defence_window_open", "director", proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))}, inspectiontest.Happened(inspectiontest.April(15).At(10, 0)))

	waived := inspectiontest.PenaltyTold(t).Do("entity", proceedings.WaiveDefence{})
	require.Equal(t, proceedings.PenaltyDecision, waived.Proceeding.Stage)
	waived.Refused("defence_waived", "entity", proceedings.RequestHearing{})
	waived.ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000))).Decide(inspectiontest.Punishing(inspectiontest.Fine(50_000)))
	inspectiontest.PenaltyTold(t).Do("entity", proceedings.RecordDefence{}).Refused("defence_made", "entity", proceedings.WaiveDefence{})
	inspectiontest.PenaltyTold(t).Refused("entity_acts_now", "entity", proceedings.RecordDefence{On: inspectiontest.April(7)})
}

// TestHearingOpen: by kind and amount, on both sides of the threshold.
func TestHearingOpen(t *testing.T) {
	for _, c := range []struct {
		party     proceedings.PartyKind
		penalties []proceedings.Penalty
		open      bool
	}{
		{proceedings.PartyOrganisation, inspectiontest.Fine(4_999), false},
		{proceedings.PartyOrganisation, inspectiontest.Fine(5_000), true},
		{proceedings.PartyCitizen, inspectiontest.Fine(499), false},
		{proceedings.PartyCitizen, inspectiontest.Fine(500), true},
		{proceedings.PartyOrganisation, []proceedings.Penalty{{Kind: proceedings.PenaltyWarning}}, false},
		{proceedings.PartyOrganisation, []proceedings.Penalty{{Kind: proceedings.PenaltyConfiscation, Fen: 5_000_00}}, true},
		{proceedings.PartyOrganisation, []proceedings.Penalty{{Kind: proceedings.PenaltyRevocation}}, true},
		{proceedings.PartyOrganisation, []proceedings.Penalty{{Kind: proceedings.PenaltySuspension}}, true},
	} {
		r := inspectiontest.PenaltyOpened(t).Do("lead", proceedings.ProposeFiling{Party: c.party, Continuing: true}).Do("director", proceedings.ApproveFiling{})
		r.InvestigateFor(c.penalties).Tell()
		require.Equal(t, c.open, r.Proceeding.Penalty.Notice.Hearing, c.penalties)
		if !c.open {
			r.Refused("hearing_not_open", "entity", proceedings.RequestHearing{})
		}
	}
}

// TestDayOfService: each way has its own rule.
func TestDayOfService(t *testing.T) {
	for _, c := range []struct {
		service law.PaperService
		on      calendar.Date
		code    string
	}{
		{inspectiontest.InPerson(inspectiontest.April(16)), inspectiontest.April(16), ""},
		{law.PaperService{Method: law.ServedLeft, On: inspectiontest.April(16)}, calendar.Date{}, "service_not_witnessed"},
		{law.PaperService{Method: law.ServedLeft, On: inspectiontest.April(16), Witnessed: true}, inspectiontest.April(16), ""},
		{law.PaperService{Method: law.ServedByMail, On: inspectiontest.April(16)}, inspectiontest.April(16), ""},
		{law.PaperService{Method: law.ServedByEmail, On: inspectiontest.April(16)}, calendar.Date{}, "service_not_consented"},
		{law.PaperService{Method: law.ServedBySMS, On: inspectiontest.April(16), Consented: true}, inspectiontest.April(16), ""},
		{law.PaperService{Method: law.ServedByAnnouncement, On: inspectiontest.April(16)}, calendar.Date{}, "service_other_ways_first"},
		{law.PaperService{Method: law.ServedByAnnouncement, On: inspectiontest.April(16), OthersFailed: true}, inspectiontest.May(16), ""},
		{law.PaperService{Method: "pigeon", On: inspectiontest.April(16)}, calendar.Date{}, "service_method_unknown"},
		{inspectiontest.InPerson(inspectiontest.April(15)), calendar.Date{}, "out_of_order"},
		{inspectiontest.InPerson(inspectiontest.April(17)), calendar.Date{}, "in_the_future"},
		{law.PaperService{Method: law.ServedInPerson}, calendar.Date{}, "date_required"},
	} {
		r := inspectiontest.PenaltyDecided(t)
		if c.code != "" {
			r.Refused(c.code, "lead", proceedings.ServeDecision{Service: c.service})
			continue
		}
		r.Do("lead", proceedings.ServeDecision{Service: c.service})
		require.Equal(t, c.on, r.Proceeding.Penalty.Execution.ServedOn)
		require.Equal(t, c.on.Start(), r.Deadline(law.DeadlinePayment).From)
		require.False(t, r.Met(law.DeadlineDecisionService).Late)
	}
}
