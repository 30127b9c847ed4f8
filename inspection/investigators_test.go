package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func TestAnInvestigatorIsReplaced(t *testing.T) {
	r := pFiled(t)
	r.told = nil
	r.do("director", inspection.ReplaceInvestigator{Out: "Z1", In: "Z3"})
	require.Equal(t, inspection.Team{"Z3", "Z2"}, r.p.Team, "in the lead's place")
	require.Equal(t, []string{"change Z1 : 你不再办理本案，由证件号Z3的执法人员接替，请移交材料。", "task Z3 : 请接替证件号Z1的执法人员办理本案。"}, read(r.told))
	r.refused("not_your_act", "lead", inspection.EndInvestigation{On: r.today()})
	for _, f := range []inspection.ReplaceInvestigator{{Out: "Z2"}, {Out: "Z2", In: "Z3"}} {
		r.refused("replacement_invalid", "director", f)
	}
	r.refused("not_on_team", "director", inspection.ReplaceInvestigator{Out: "Z1", In: "Z9"})
	r = pOpened(t)
	r.p.Team = nil
	r.refused("no_team", "director", inspection.ReplaceInvestigator{Out: "Z1", In: "Z9"})
}

// TestRecusalOfAnInvestigator: the investigation goes on until it is decided
// (行政处罚法第43条第三款); the case is not decided before.
func TestRecusalOfAnInvestigator(t *testing.T) {
	r := pDrafted(t)
	r.refused("entity_acts_now", "entity", inspection.RequestInvestigatorRecusal{Certificate: "Z2", On: r.today().AddDays(-1)})
	r.refused("in_the_future", "clerk", inspection.RequestInvestigatorRecusal{Certificate: "Z2", On: r.today().AddDays(1)})
	clerks := r.copied().do("clerk", inspection.RequestInvestigatorRecusal{Certificate: "Z1", On: r.today()})
	require.Equal(t, []inspection.Recusal{{Certificate: "Z1", On: r.today(), EnteredFor: true}}, clerks.p.Penalty.Recusals)
	clerks.do("director", inspection.DecideInvestigatorRecusal{Certificate: "Z1"}).do("entity", inspection.RequestInvestigatorRecusal{Certificate: "Z2"})
	clerks.refused("recusal_not_requested_of", "director", inspection.DecideInvestigatorRecusal{Certificate: "Z1"})
	r.told = nil
	r.do("entity", inspection.RequestInvestigatorRecusal{Certificate: "Z2"})
	require.Equal(t, []string{"task bureau_head " + department + ": 当事人申请证件号Z2的办案人员回避，请决定；决定作出之前，不停止调查。"}, read(r.told))
	r.refused("recusal_requested", "clerk", inspection.RequestInvestigatorRecusal{Certificate: "Z2", On: r.today()})
	r.refused("not_on_team", "entity", inspection.RequestInvestigatorRecusal{Certificate: "Z9"})
	r.refused("recusal_pending", "director", inspection.DecidePenaltyCase{Terms: punishing(fine(50_000))})
	r.refused("recusal_not_requested_of", "director", inspection.DecideInvestigatorRecusal{Certificate: "Z1"})
	r.refused("replacement_invalid", "director", inspection.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true})
	own := people["director"]
	own.Certificate = "Z2"
	refusedAs(t, "own_case", r.attempt(own, inspection.DecideInvestigatorRecusal{Certificate: "Z2"}, reasoned))

	upheld := r.copied().do("director", inspection.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true, In: "Z3"})
	require.Equal(t, inspection.Team{"Z1", "Z3"}, upheld.p.Team)
	upheld.refused("replacement_invalid", "director", inspection.ReplaceInvestigator{Out: "Z1", In: "Z2"})
	upheld.do("director", inspection.DecidePenaltyCase{Terms: punishing(fine(50_000))})

	r.told = nil
	r.do("director", inspection.DecideInvestigatorRecusal{Certificate: "Z2"})
	require.Equal(t, inspection.Team{"Z1", "Z2"}, r.p.Team)
	require.Equal(t, []string{"change Z1,Z2 : 当事人对证件号Z2的办案人员的回避申请已被驳回。"}, read(r.told))
	r.refused("recusal_not_requested", "director", inspection.DecideInvestigatorRecusal{Certificate: "Z2"})
	r.do("director", inspection.ReplaceInvestigator{Out: "Z2", In: "Z3"}).do("director", inspection.ReplaceInvestigator{Out: "Z3", In: "Z2"})
}

// TestRecusalOfOneWhoWasReplaced: the request is decided all the same, also as
// granted, and the inspector does not come back.
func TestRecusalOfOneWhoWasReplaced(t *testing.T) {
	r := pDrafted(t).do("entity", inspection.RequestInvestigatorRecusal{Certificate: "Z2"}).do("director", inspection.ReplaceInvestigator{Out: "Z2", In: "Z3"})
	r.copied().do("director", inspection.DecideInvestigatorRecusal{Certificate: "Z2"})
	r.refused("not_on_team", "director", inspection.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true, In: "Z4"})
	r.told = nil
	r.do("director", inspection.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true})
	require.Equal(t, inspection.Team{"Z1", "Z3"}, r.p.Team)
	require.Equal(t, []string{"change Z1,Z3 : 当事人对证件号Z2的办案人员的回避申请成立，该人员已不再办理本案。"}, read(r.told))
	r.refused("replacement_invalid", "director", inspection.ReplaceInvestigator{Out: "Z3", In: "Z2"})
	r.decide(punishing(fine(50_000)))
}

// TestNotOnTheSpotWhileARecusalIsPending: that would decide the case, too.
func TestNotOnTheSpotWhileARecusalIsPending(t *testing.T) {
	spot := inspection.PunishOnTheSpot{On: april(8), Penalty: fine(1_000)[0], Articles: []string{"劳动保障监察条例第30条"}}
	r := pFiled(t).do("entity", inspection.RequestInvestigatorRecusal{Certificate: "Z2"})
	r.refused("recusal_pending", "lead", spot)
	r.do("director", inspection.DecideInvestigatorRecusal{Certificate: "Z2"}).do("lead", spot)
}

func TestMayInvestigate(t *testing.T) {
	day := april(8)
	sound := inspection.Inspector{Certificate: "Z3", Active: true, ValidThrough: day, LeaveFrom: day.AddDays(-9), LeaveTo: day.AddDays(-1), Recused: []string{"other"}, Employer: "other"}
	require.NoError(t, sound.MayInvestigate(entityCode, day))
	later := sound
	later.LeaveFrom, later.LeaveTo = day.AddDays(1), calendar.Date{}
	require.NoError(t, later.MayInvestigate(entityCode, day), "leaves tomorrow")
	back := sound
	back.LeaveTo = day
	require.NoError(t, back.MayInvestigate(entityCode, day), "is back tomorrow")
	never := sound
	never.LeaveFrom, never.LeaveTo = calendar.Date{}, calendar.Date{}
	require.NoError(t, never.MayInvestigate(entityCode, day))
	for name, change := range map[string]func(*inspection.Inspector){
		"gone":                     func(i *inspection.Inspector) { i.Active = false },
		"certificate expired":      func(i *inspection.Inspector) { i.ValidThrough = day.AddDays(-1) },
		"on leave until further":   func(i *inspection.Inspector) { i.LeaveTo = calendar.Date{} },
		"employed by the entity":   func(i *inspection.Inspector) { i.Employer = entityCode },
		"to step aside for it":     func(i *inspection.Inspector) { i.Recused = append(i.Recused, entityCode) },
		"on leave from the day on": func(i *inspection.Inspector) { i.LeaveFrom, i.LeaveTo = day, calendar.Date{} },
	} {
		t.Run(name, func(t *testing.T) {
			i := sound
			i.Recused = append([]string(nil), sound.Recused...)
			change(&i)
			refusedAs(t, "inspector_unfit", i.MayInvestigate(entityCode, day))
		})
	}
}

func TestNamedInspectors(t *testing.T) {
	for _, test := range []struct {
		facts inspection.Facts
		named []string
	}{
		{inspection.ApproveFiling{Team: inspection.Team{"Z1", "Z2"}}, []string{"Z1", "Z2"}},
		{inspection.ReplaceInvestigator{Out: "Z1", In: "Z3"}, []string{"Z3"}},
		{inspection.DecideInvestigatorRecusal{Certificate: "Z1", Upheld: true, In: "Z3"}, []string{"Z3"}},
		{inspection.DecideInvestigatorRecusal{Certificate: "Z1", In: "Z3"}, nil},
		{inspection.DecideInvestigatorRecusal{Certificate: "Z1", Upheld: true}, nil},
		{inspection.RefuseFiling{}, nil},
	} {
		act, err := inspection.NewAct(people["director"], april(8).At(9, 0), test.facts)
		require.NoError(t, err)
		named, err := inspection.NamedInspectors(act)
		require.NoError(t, err)
		require.Equal(t, test.named, named)
	}
}
