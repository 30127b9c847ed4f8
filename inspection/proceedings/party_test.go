package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// against proposes the filing against somebody else than the entity.
func against(r *inspectiontest.ProceedingRun) *inspectiontest.ProceedingRun {
	return r.Do("lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Role: proceedings.PartyEmployer, EndedOn: r.Today().AddDays(-30)})
}

// party acts by the link of the proceeding's own party.
func party(r *inspectiontest.ProceedingRun) law.Actor { return law.EntityActor(r.Proceeding.Party.No) }

// The party's are all acts that are the entity's in a case against itself, and the
// entity that was drawn has none of them (劳动保障监察条例第19条).
func TestPartyActsAndTheEntityDoesNot(t *testing.T) {
	r := against(inspectiontest.PenaltyOpened(t)).Do("director", proceedings.ApproveFiling{}).InvestigateFor(inspectiontest.Fine(50_000)).Tell()
	require.Equal(t, &proceedings.Party{No: r.Proceeding.No + "-D2", Role: proceedings.PartyEmployer}, r.Proceeding.Party)
	require.Equal(t, inspectiontest.EntityCode, r.Proceeding.Entity, "out of whose inspection it came stands")
	require.Equal(t, r.Proceeding.Party.No, r.Proceeding.Against())
	require.Equal(t, r.Proceeding.Party.No, r.Proceeding.LinkedTo())
	r.Refused("not_your_act", "entity", proceedings.RecordDefence{})
	r.Refused("not_your_act", "entity", proceedings.RequestHearing{})
	require.NoError(t, r.Attempt(party(r), proceedings.RecordDefence{}))
	require.NoError(t, r.Attempt(party(r), proceedings.RequestHearing{}))
	for _, n := range r.Told {
		require.NotEqual(t, inspectiontest.EntityCode, n.To.Entity, n.Text)
	}
}

// Where no role is named the party is the entity, as it always was.
func TestPartyIsTheEntityWhereNoneIsNamed(t *testing.T) {
	r := inspectiontest.PenaltyTold(t)
	require.Nil(t, r.Proceeding.Party)
	require.Equal(t, inspectiontest.EntityCode, r.Proceeding.Against())
	require.Equal(t, inspectiontest.CaseNo, r.Proceeding.LinkedTo())
	r.Do("entity", proceedings.RecordDefence{})
	inspectiontest.PenaltyOpened(t).Refused("party_role_unknown", "lead", proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Role: "x", Continuing: true})
	for _, role := range proceedings.PartyRoles {
		require.NotEmpty(t, role.Chinese())
	}
}

// A wrong party is set right before the filing and after it: the filing is given back
// and proposed anew. Whoever was the party before is none any more.
func TestPartyIsSetRight(t *testing.T) {
	r := against(inspectiontest.PenaltyOpened(t))
	r.Refused("reason_required", "director", proceedings.ReturnFiling{})
	r.Do("director", proceedings.ReturnFiling{})
	require.Nil(t, r.Proceeding.Party)
	require.Empty(t, r.Proceeding.Penalty.Party)
	require.True(t, r.Runs(law.DeadlinePenaltyFiling))
	r.Refused("nothing_proposed", "director", proceedings.ReturnFiling{})
	r.Refused("nothing_proposed", "director", proceedings.ApproveFiling{})
	against(r)
	require.Equal(t, r.Proceeding.No+"-D4", r.Proceeding.Party.No, "another number for who is named anew")
	r.Do("director", proceedings.ApproveFiling{})
	before, first := party(r), r.Deadline(law.DeadlineInvestigation)

	r.OnDay(inspectiontest.April(10)).Do("director", proceedings.ReturnFiling{})
	require.Equal(t, proceedings.PenaltyFiling, r.Proceeding.Stage)
	require.True(t, r.Runs(law.DeadlinePenaltyFiling), "to be filed anew within its period")
	r.Do("lead", proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Role: proceedings.PartyBeneficiary, Continuing: true}).Do("director", proceedings.ApproveFiling{})
	require.Equal(t, proceedings.PartyBeneficiary, r.Proceeding.Party.Role)
	require.Equal(t, first, r.Deadline(law.DeadlineInvestigation), "its period runs from the first filing")
	r.InvestigateFor(inspectiontest.Fine(50_000)).Tell()
	inspectiontest.RefusedAs(t, "not_your_act", r.Attempt(before, proceedings.RecordDefence{}))
	require.NoError(t, r.Attempt(party(r), proceedings.RecordDefence{}))
	r.OnDay(inspectiontest.April(18)).Do("lead", proceedings.ReviewDefence{On: r.Today(), View: proceedings.DefenceRejected}).
		Do("director", proceedings.ReturnInvestigation{})
	require.Equal(t, first.Last, r.Deadline(law.DeadlineInvestigation).Last, "and so it does once more")
}

// What follows from a case has its party: the referral of its transfer, the case that is
// decided anew.
func TestPartyGoesOnWithTheCase(t *testing.T) {
	r := against(inspectiontest.PenaltyOpened(t)).Do("director", proceedings.ApproveFiling{}).InvestigateFor(inspectiontest.Fine(50_000)).Tell().OnDay(inspectiontest.April(16)).
		ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(50_000))).Decide(inspectiontest.Punishing(inspectiontest.Fine(50_000))).ServeDecision().
		Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.April(16)}).
		Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed, Anew: &proceedings.Anew{}})
	o, ordered := r.Proceeding.DecidedAnew()
	require.True(t, ordered)
	require.Equal(t, r.Proceeding.Party, o.Party)
	o.At = r.Now
	p, _, err := proceedings.Open(o, r.Law)
	require.NoError(t, err)
	require.Equal(t, r.Proceeding.Party, p.Party)
	require.Equal(t, r.Proceeding.Party.No, p.Against())
}
