package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
)

func TestAnInvestigatorIsReplaced(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t)
	r.Told = nil
	r.Do("director", proceedings.ReplaceInvestigator{Out: "Z1", In: "Z3"})
	require.Equal(t, law.Team{"Z3", "Z2"}, r.Proceeding.Team, "in the lead's place")
	require.Equal(t, []string{"change Z1 : 你不再办理本案，由证件号Z3的执法人员接替，请移交材料。", "task Z3 : 请接替证件号Z1的执法人员办理本案。"}, inspectiontest.Read(r.Told))
	r.Refused("not_your_act", "lead", proceedings.EndInvestigation{On: r.Today()})
	for _, f := range []proceedings.ReplaceInvestigator{{Out: "Z2"}, {Out: "Z2", In: "Z3"}} {
		r.Refused("replacement_invalid", "director", f)
	}
	r.Refused("not_on_team", "director", proceedings.ReplaceInvestigator{Out: "Z1", In: "Z9"})
	r = inspectiontest.PenaltyOpened(t)
	r.Proceeding.Team = nil
	r.Refused("no_team", "director", proceedings.ReplaceInvestigator{Out: "Z1", In: "Z9"})
}

// TestRecusalOfAnInvestigator: the investigation goes on until it is decided
// (行政处罚法第43条第三款); the case is not decided before.
func TestRecusalOfAnInvestigator(t *testing.T) {
	r := inspectiontest.PenaltyDrafted(t)
	r.Refused("entity_acts_now", "entity", proceedings.RequestInvestigatorRecusal{Certificate: "Z2", On: r.Today().AddDays(-1)})
	r.Refused("in_the_future", "clerk", proceedings.RequestInvestigatorRecusal{Certificate: "Z2", On: r.Today().AddDays(1)})
	clerks := r.Copied().Do("clerk", proceedings.RequestInvestigatorRecusal{Certificate: "Z1", On: r.Today()})
	require.Equal(t, []cases.Recusal{{Certificate: "Z1", On: r.Today(), EnteredFor: true}}, clerks.Proceeding.Penalty.Recusals)
	clerks.Do("director", proceedings.DecideInvestigatorRecusal{Certificate: "Z1"}).Do("entity", proceedings.RequestInvestigatorRecusal{Certificate: "Z2"})
	clerks.Refused("recusal_not_requested_of", "director", proceedings.DecideInvestigatorRecusal{Certificate: "Z1"})
	r.Told = nil
	r.Do("entity", proceedings.RequestInvestigatorRecusal{Certificate: "Z2"})
	require.Equal(t, []string{"task bureau_head " + inspectiontest.Department + ": 当事人申请证件号Z2的办案人员回避，请决定；决定作出之前，不停止调查。"}, inspectiontest.Read(r.Told))
	r.Refused("recusal_requested", "clerk", proceedings.RequestInvestigatorRecusal{Certificate: "Z2", On: r.Today()})
	r.Refused("not_on_team", "entity", proceedings.RequestInvestigatorRecusal{Certificate: "Z9"})
	r.Refused("recusal_pending", "director", proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))})
	r.Refused("recusal_not_requested_of", "director", proceedings.DecideInvestigatorRecusal{Certificate: "Z1"})
	r.Refused("replacement_invalid", "director", proceedings.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true})
	own := inspectiontest.People["director"]
	own.Certificate = "Z2"
	inspectiontest.RefusedAs(t, "own_case", r.Attempt(own, proceedings.DecideInvestigatorRecusal{Certificate: "Z2"}, inspectiontest.Reasoned))

	upheld := r.Copied().Do("director", proceedings.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true, In: "Z3"})
	require.Equal(t, law.Team{"Z1", "Z3"}, upheld.Proceeding.Team)
	upheld.Refused("replacement_invalid", "director", proceedings.ReplaceInvestigator{Out: "Z1", In: "Z2"})
	upheld.Do("director", proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))})

	r.Told = nil
	r.Do("director", proceedings.DecideInvestigatorRecusal{Certificate: "Z2"})
	require.Equal(t, law.Team{"Z1", "Z2"}, r.Proceeding.Team)
	require.Equal(t, []string{"change Z1,Z2 : 当事人对证件号Z2的办案人员的回避申请已被驳回。"}, inspectiontest.Read(r.Told))
	r.Refused("recusal_not_requested", "director", proceedings.DecideInvestigatorRecusal{Certificate: "Z2"})
	r.Do("director", proceedings.ReplaceInvestigator{Out: "Z2", In: "Z3"}).Do("director", proceedings.ReplaceInvestigator{Out: "Z3", In: "Z2"})
}

// TestRecusalOfOneWhoWasReplaced: the request is decided all the same, also as
// granted, and the inspector does not come back.
func TestRecusalOfOneWhoWasReplaced(t *testing.T) {
	r := inspectiontest.PenaltyDrafted(t).Do("entity", proceedings.RequestInvestigatorRecusal{Certificate: "Z2"}).Do("director", proceedings.ReplaceInvestigator{Out: "Z2", In: "Z3"})
	r.Copied().Do("director", proceedings.DecideInvestigatorRecusal{Certificate: "Z2"})
	r.Refused("not_on_team", "director", proceedings.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true, In: "Z4"})
	r.Told = nil
	r.Do("director", proceedings.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true})
	require.Equal(t, law.Team{"Z1", "Z3"}, r.Proceeding.Team)
	require.Equal(t, []string{"change Z1,Z3 : 当事人对证件号Z2的办案人员的回避申请成立，该人员已不再办理本案。"}, inspectiontest.Read(r.Told))
	r.Refused("replacement_invalid", "director", proceedings.ReplaceInvestigator{Out: "Z3", In: "Z2"})
	r.Decide(inspectiontest.Punishing(inspectiontest.Fine(50_000)))
}

// TestNotOnTheSpotWhileARecusalIsPending: that would decide the case, too.
func TestNotOnTheSpotWhileARecusalIsPending(t *testing.T) {
	spot := inspectiontest.Spot(inspectiontest.April(8), inspectiontest.Fine(1_000)[0])
	r := inspectiontest.PenaltyFiled(t).Do("entity", proceedings.RequestInvestigatorRecusal{Certificate: "Z2"})
	r.Refused("recusal_pending", "lead", spot)
	r.Do("director", proceedings.DecideInvestigatorRecusal{Certificate: "Z2"}).Do("lead", spot)
}

func TestMayInvestigate(t *testing.T) {
	day := inspectiontest.April(8)
	sound := registers.Inspector{Certificate: "Z3", Active: true, ValidThrough: day, LeaveFrom: day.AddDays(-9), LeaveTo: day.AddDays(-1), Recused: []string{"other"}, Employer: "other"}
	require.NoError(t, sound.MayInvestigate(inspectiontest.EntityCode, day))
	later := sound
	later.LeaveFrom, later.LeaveTo = day.AddDays(1), calendar.Date{}
	require.NoError(t, later.MayInvestigate(inspectiontest.EntityCode, day), "leaves tomorrow")
	back := sound
	back.LeaveTo = day
	require.NoError(t, back.MayInvestigate(inspectiontest.EntityCode, day), "is back tomorrow")
	never := sound
	never.LeaveFrom, never.LeaveTo = calendar.Date{}, calendar.Date{}
	require.NoError(t, never.MayInvestigate(inspectiontest.EntityCode, day))
	for name, change := range map[string]func(*registers.Inspector){
		"gone":                     func(i *registers.Inspector) { i.Active = false },
		"certificate expired":      func(i *registers.Inspector) { i.ValidThrough = day.AddDays(-1) },
		"on leave until further":   func(i *registers.Inspector) { i.LeaveTo = calendar.Date{} },
		"employed by the entity":   func(i *registers.Inspector) { i.Employer = inspectiontest.EntityCode },
		"to step aside for it":     func(i *registers.Inspector) { i.Recused = append(i.Recused, inspectiontest.EntityCode) },
		"on leave from the day on": func(i *registers.Inspector) { i.LeaveFrom, i.LeaveTo = day, calendar.Date{} },
	} {
		t.Run(name, func(t *testing.T) {
			i := sound
			i.Recused = append([]string(nil), sound.Recused...)
			change(&i)
			inspectiontest.RefusedAs(t, "inspector_unfit", i.MayInvestigate(inspectiontest.EntityCode, day))
		})
	}
}

func TestNamedInspectors(t *testing.T) {
	for _, test := range []struct {
		facts law.Facts
		named []string
	}{
		{proceedings.ApproveFiling{Team: law.Team{"Z1", "Z2"}}, []string{"Z1", "Z2"}},
		{proceedings.ReplaceInvestigator{Out: "Z1", In: "Z3"}, []string{"Z3"}},
		{proceedings.DecideInvestigatorRecusal{Certificate: "Z1", Upheld: true, In: "Z3"}, []string{"Z3"}},
		{proceedings.DecideInvestigatorRecusal{Certificate: "Z1", In: "Z3"}, nil},
		{proceedings.DecideInvestigatorRecusal{Certificate: "Z1", Upheld: true}, nil},
		{proceedings.RefuseFiling{}, nil},
	} {
		act, err := law.NewAct(inspectiontest.People["director"], inspectiontest.April(8).At(9, 0), test.facts)
		require.NoError(t, err)
		named, err := proceedings.NamedInspectors(act)
		require.NoError(t, err)
		require.Equal(t, test.named, named)
	}
}
