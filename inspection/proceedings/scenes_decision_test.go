package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// Whole fact patterns of a penalty case up to its decision, each as a bureau meets it.

// TestDefenceUntilTheDecision (行政处罚法第45条、第62条、第64条): a defence is taken on the
// last of the five working days, the day after and until the decision, and reviewed
// each time; a hearing is not to be had after the fifth.
func TestDefenceUntilTheDecision(t *testing.T) {
	punish := inspectiontest.Punishing(inspectiontest.Fine(50_000))
	for _, c := range []struct {
		day  calendar.Date
		late bool
	}{
		{inspectiontest.April(14), false},
		{inspectiontest.April(15), false}, // the fifth working day
		{inspectiontest.April(16), true},
		{inspectiontest.April(22), true},
	} {
		r := inspectiontest.PenaltyTold(t).OnDay(c.day).Do("entity", proceedings.RecordDefence{})
		require.Equal(t, proceedings.Defence{On: c.day, Late: c.late}, *r.Proceeding.Penalty.Defence)
		if c.late {
			r.Refused("hearing_out_of_time", "entity", proceedings.RequestHearing{})
		}
		r.OnDay(inspectiontest.April(23)).Refused("defence_not_reviewed", "lead", proceedings.ProposeDecision{Terms: punish})
		r.Do("lead", proceedings.ReviewDefence{On: r.Today(), View: proceedings.DefenceRejected}).ProposeTerms(punish).Decide(punish)
		r.Refused("act_not_at_this_stage", "entity", proceedings.RecordDefence{})
	}
	drafted := inspectiontest.PenaltyDrafted(t)
	drafted.Told = nil
	drafted.Do("clerk", proceedings.RecordDefence{On: drafted.Today()})
	require.Nil(t, drafted.Proceeding.Penalty.Proposal, "what was proposed before it no longer holds")
	require.Equal(t, []string{"task Z1,Z2 : 当事人在告知的期限届满后陈述申辩，决定作出前仍应听取，请复核并写明是否采纳。"}, inspectiontest.Read(drafted.Told))
}

// TestHearingAskedLateOnAMakeUpDay: the fifth working day is a Saturday that is worked
// instead of a holiday; at 21:00 of it a hearing can still be asked for.
func TestHearingAskedLateOnAMakeUpDay(t *testing.T) {
	r := inspectiontest.PenaltyCase(t, inspectiontest.Date(2024, 9, 8)).OnDay(inspectiontest.Date(2024, 9, 9)).FileCase().InvestigateFor(inspectiontest.Fine(50_000)).Tell()
	makeUp := inspectiontest.Date(2024, 9, 14)
	require.Equal(t, makeUp, r.Deadline(law.DeadlineDefence).Last)
	r.Copied().At(makeUp.At(21, 0)).HearingAsked()
	r.OnDay(makeUp.AddDays(1)).Refused("hearing_out_of_time", "entity", proceedings.RequestHearing{})
}

// TestReportedInTime (劳动保障监察条例第20条): conduct that ended more than two years ago is
// pursued where it was found at the visit, reported or complained of in time, on the
// day before the last, the last and not the day after.
func TestReportedInTime(t *testing.T) {
	ended := inspectiontest.Date(2022, 3, 20) // the second year ends on 20 March 2024
	last := inspectiontest.Date(2024, 3, 20)
	opened := func(t testing.TB, found calendar.Date) *inspectiontest.ProceedingRun {
		t.Helper()
		return inspectiontest.PenaltyCase(t, inspectiontest.April(8), func(o *proceedings.Opening) { o.Found = found })
	}
	for n := -1; n <= 1; n++ {
		day, barred := last.AddDays(n), n > 0
		for _, by := range proceedings.KnownWays {
			r := opened(t, calendar.Date{})
			propose := proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: ended, KnownOn: day, KnownBy: by}
			if barred {
				e := r.Refused("filing_time_barred", "lead", propose)
				require.Contains(t, e.Message, by.Chinese())
				continue
			}
			r.Do("lead", propose)
			require.Equal(t, day, r.Proceeding.Penalty.Filing.KnownOn)
			require.Equal(t, by, r.Proceeding.Penalty.Filing.KnownBy)
		}
		r, silent := opened(t, day), proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: ended}
		if barred {
			r.Refused("filing_time_barred", "lead", silent)
			continue
		}
		r.Do("lead", silent)
		require.Equal(t, day, r.Proceeding.Penalty.Filing.KnownOn, "the end of the visit")
		require.Equal(t, proceedings.KnownFound, r.Proceeding.Penalty.Filing.KnownBy)
	}
	r := opened(t, inspectiontest.April(1))
	r.Refused("known_day_required", "lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true, KnownOn: inspectiontest.April(1)})
	r.Refused("known_day_required", "lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true, KnownBy: proceedings.KnownReported})
	r.Refused("out_of_order", "lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true, KnownOn: inspectiontest.April(2), KnownBy: proceedings.KnownReported})
	r.Refused("out_of_order", "lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: inspectiontest.April(2)})
}

// TestFiveYears (行政处罚法第36条第一款) of what endangered life, health or financial
// security with harm.
func TestFiveYears(t *testing.T) {
	for _, kind := range proceedings.EndangeredKinds {
		for _, c := range []struct {
			ended  calendar.Date
			barred bool
		}{{inspectiontest.Date(2019, 4, 9), false}, {inspectiontest.Date(2019, 4, 8), false}, {inspectiontest.Date(2019, 4, 7), true}} {
			r := inspectiontest.PenaltyOpened(t)
			propose := proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: c.ended, Endangers: kind}
			if c.barred {
				r.Refused("filing_time_barred", "lead", propose)
				continue
			}
			r.Do("lead", propose)
			require.Equal(t, kind, r.Proceeding.Penalty.Filing.Endangers)
		}
	}
	inspectiontest.PenaltyOpened(t).Refused("endangered_unknown", "lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true, Endangers: "order"})
}

// TestHearingOnAConfiscation (行政处罚法第63条): a confiscation of 25,000 yuan from a company
// is far above the figure from which a hearing is offered, which no source confirms.
func TestHearingOnAConfiscation(t *testing.T) {
	taken := []proceedings.Penalty{{Kind: proceedings.PenaltyConfiscation, Fen: 25_000_00}}
	r := inspectiontest.PenaltyFiled(t).InvestigateFor(taken).Tell()
	require.True(t, r.Proceeding.Penalty.Notice.Hearing)
	r.HearingAsked()
	for _, e := range law.Editions {
		for _, a := range e.Amounts {
			hearing := a.Kind == law.AmountHearingCitizen || a.Kind == law.AmountHearingOrganisation
			require.Equal(t, hearing, a.Unconfirmed, a.Name)
		}
	}
}

// TestPresiderStepsAside (行政处罚法第64条第四项): the party objects to who presides; the bureau
// head decides before the hearing is held, whose day stands.
func TestPresiderStepsAside(t *testing.T) {
	day := inspectiontest.April(22)
	r := inspectiontest.PenaltyTold(t).HearingAsked()
	r.Refused("hearing_not_notified", "entity", proceedings.RequestPresiderRecusal{})
	r.HearingNotified(day)
	r.Refused("out_of_order", "clerk", proceedings.RequestPresiderRecusal{On: r.Today().AddDays(-1)})
	r.Refused("entity_acts_now", "entity", proceedings.RequestPresiderRecusal{On: r.Today().AddDays(-1)})
	r.Refused("recusal_not_requested", "director", proceedings.DecidePresiderRecusal{})
	r.Told = nil
	r.Do("entity", proceedings.RequestPresiderRecusal{})
	require.Equal(t, []string{"task bureau_head " + inspectiontest.Department + ": 当事人申请听证主持人回避，请在2024年4月22日举行听证之前决定。"}, inspectiontest.Read(r.Told))
	r.Refused("recusal_requested", "clerk", proceedings.RequestPresiderRecusal{On: r.Today()})
	r.Refused("presider_required", "director", proceedings.DecidePresiderRecusal{Upheld: true})
	r.Refused("presider_recused", "director", proceedings.DecidePresiderRecusal{Upheld: true, In: "u-presider"})
	r.Refused("presider_investigated", "director", proceedings.DecidePresiderRecusal{Upheld: true, In: "u-other", InCertificate: "Z1"})
	own := inspectiontest.People["director"]
	own.ID = "u-presider"
	inspectiontest.RefusedAs(t, "own_case", r.Attempt(own, proceedings.DecidePresiderRecusal{}, inspectiontest.Reasoned))
	r.Copied().OnDay(day).Refused("recusal_pending", "clerk", proceedings.RecordHearing{On: day})

	rejected := r.Copied().Do("director", proceedings.DecidePresiderRecusal{}).OnDay(day).Do("clerk", proceedings.RecordHearing{On: day})
	require.Equal(t, "u-presider", rejected.Proceeding.Penalty.Hearing.Presider)

	upheld := r.Copied().Do("director", proceedings.DecidePresiderRecusal{Upheld: true, In: "u-other"})
	require.Equal(t, "u-other", upheld.Proceeding.Penalty.Hearing.Presider)
	require.Equal(t, day, upheld.Proceeding.Penalty.Hearing.Day)
	upheld.Refused("presider_recused", "clerk", proceedings.NotifyHearing{On: upheld.Today(), Day: day, Presider: "u-presider"})
	upheld.OnDay(day).Do("clerk", proceedings.RecordHearing{On: day})

	// Another was notified of meanwhile.
	r.Do("clerk", proceedings.NotifyHearing{On: r.Today(), Day: day, Presider: "u-other"}).Do("director", proceedings.DecidePresiderRecusal{Upheld: true})
	require.Equal(t, "u-other", r.Proceeding.Penalty.Hearing.Presider)
}

// TestDeregisteredDuringTheCase: the company is gone without a successor, the facts are
// established; the case ends by 终止办理, reviewed legally, also where that was to be told
// what nobody can receive any more.
func TestDeregisteredDuringTheCase(t *testing.T) {
	end := proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionTerminated}
	terms := inspectiontest.Milder(proceedings.DecisionTerminated, proceedings.LeniencyNone)
	terms.Termination = proceedings.PartyDissolved
	r := inspectiontest.PenaltyInvestigated(t).Do("director", proceedings.ReturnInvestigation{}).Investigate(end)
	require.Equal(t, proceedings.PenaltyDecision, r.Proceeding.Stage)
	for _, ground := range []proceedings.TerminationGround{"", proceedings.PartyDead, "moved"} {
		wrong := terms
		wrong.Termination = ground
		require.Equal(t, []string{"terms.termination"}, inspectiontest.Fields(r.Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: wrong})))
	}
	dismissed := inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyExempt)
	dismissed.Termination = proceedings.PartyDissolved
	r.Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: dismissed})
	otherwise := r.Copied().ProposeTerms(inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyExempt))
	otherwise.Refused("legal_review_missing", "director", proceedings.DecidePenaltyCase{Terms: terms})
	r.ProposeTerms(terms).Refused("legal_review_missing", "director", proceedings.DecidePenaltyCase{Terms: terms})
	r.Do("reviewer", proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified}).Decide(terms)
	require.Equal(t, proceedings.PenaltyEndedTerminated, r.Proceeding.Ending)
	require.Equal(t, proceedings.Closed, r.Proceeding.Stage)

	citizen := inspectiontest.PenaltyOpened(t).Do("lead", proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Continuing: true}).Do("director", proceedings.ApproveFiling{}).Investigate(end)
	terms.Termination = proceedings.PartyDead
	citizen.ProposeTerms(terms)
}

// exemptServed: a slight violation, the first one and corrected, is not punished.
func exemptServed(t testing.TB) *inspectiontest.ProceedingRun {
	t.Helper()
	exempt := inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyExempt)
	return inspectiontest.PenaltyFiled(t).Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionNoPenalty,
		Mitigation: proceedings.Mitigation{Slight: true, Corrected: true, FirstTime: true}}).ProposeTerms(exempt).Decide(exempt).ServeDecision()
}

// TestSlightFirstViolation (行政处罚法第33条): "may" not be punished, unlike one that did no
// harm, which "shall" not; the party is taught before the case is closed.
func TestSlightFirstViolation(t *testing.T) {
	r := exemptServed(t)
	forceOf := func(r *inspectiontest.ProceedingRun, code string) proceedings.LeniencyForce {
		for _, g := range r.Proceeding.LeniencyProposal().Grounds {
			if g.Code == code {
				return g.Force
			}
		}
		return "no such ground"
	}
	require.Equal(t, proceedings.MayNotPunish, forceOf(r, "first_slight_corrected"))
	harmless := r.Copied()
	harmless.Proceeding.Penalty.Investigation.Mitigation.NoHarm = true
	require.Equal(t, proceedings.ShallNotPunish, forceOf(harmless, "slight_corrected_harmless"))
	harmless.Proceeding.Penalty.Investigation.Mitigation.NoHarm = false

	r.Refused("education_missing", "director", proceedings.ClosePenaltyCase{})
	r.Refused("out_of_order", "lead", proceedings.RecordEducation{On: r.Today().AddDays(-1)})
	r.Refused("in_the_future", "lead", proceedings.RecordEducation{On: r.Today().AddDays(1)})
	r.Do("lead", proceedings.RecordEducation{On: r.Today()}).Refused("educated", "clerk", proceedings.RecordEducation{On: r.Today()})
	r.Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedNoPenalty, r.Proceeding.Ending)
	inspectiontest.PenaltyServed(t).Refused("education_not_due", "lead", proceedings.RecordEducation{On: inspectiontest.April(16)})
}

// TestShallNotBePunished (行政处罚法第30条、第31条、第33条第二款), and what only makes it milder.
func TestShallNotBePunished(t *testing.T) {
	citizen := func(t testing.TB) *inspectiontest.ProceedingRun {
		t.Helper()
		return inspectiontest.PenaltyOpened(t).Do("lead", proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Continuing: true}).Do("director", proceedings.ApproveFiling{})
	}
	punishing := func(m proceedings.Mitigation) proceedings.EndInvestigation {
		return proceedings.EndInvestigation{On: inspectiontest.April(8), Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(100), Grade: proceedings.GradeLight, Mitigation: m}
	}
	for _, m := range []proceedings.Mitigation{{Under14: true}, {NoCapacity: true}, {NoFault: true}} {
		r := citizen(t)
		r.Refused("shall_not_punish", "lead", punishing(m))
		processing := punishing(m)
		processing.Decision, processing.Penalties, processing.Grade = proceedings.DecisionNoPenalty, nil, ""
		r.Do("lead", processing)
		require.Equal(t, proceedings.LeniencyExempt, r.Proceeding.LeniencyProposal().Leniency)
		r.Refused("shall_not_punish", "lead", proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(100))})
	}
	for _, c := range []struct {
		m     proceedings.Mitigation
		force proceedings.LeniencyForce
	}{
		{proceedings.Mitigation{Under18: true}, proceedings.ShallBeMilder}, {proceedings.Mitigation{LimitedCapacity: true}, proceedings.MayBeMilder},
		{proceedings.Mitigation{Coerced: true}, proceedings.ShallBeMilder}, {proceedings.Mitigation{Merit: true}, proceedings.ShallBeMilder},
	} {
		got := citizen(t).Do("lead", punishing(c.m)).Proceeding.LeniencyProposal()
		require.Equal(t, proceedings.LeniencyLighter, got.Leniency)
		require.Equal(t, c.force, got.Grounds[0].Force)
	}
	company := inspectiontest.PenaltyFiled(t)
	for _, m := range []proceedings.Mitigation{{Under14: true}, {Under18: true}, {NoCapacity: true}, {LimitedCapacity: true}} {
		company.Refused("investigation_invalid", "lead", punishing(m))
	}
	both := citizen(t).Refused("investigation_invalid", "lead", punishing(proceedings.Mitigation{Under14: true, Under18: true, NoCapacity: true, LimitedCapacity: true}))
	require.Equal(t, []string{"mitigation.under14", "mitigation.noCapacity"}, inspectiontest.Fields(both))
}

// TestOnTheSpotFromTheVisit (行政处罚法第42条、第51条、第52条): no filing first, two officers, the
// party told and heard; up to 200 yuan for citizens and 3,000 for organisations.
func TestOnTheSpotFromTheVisit(t *testing.T) {
	for _, c := range []struct {
		party   proceedings.PartyKind
		fen     int64
		refused bool
	}{
		{proceedings.PartyCitizen, 199_99, false}, {proceedings.PartyCitizen, 200_00, false}, {proceedings.PartyCitizen, 200_01, true},
		{proceedings.PartyOrganisation, 2_999_99, false}, {proceedings.PartyOrganisation, 3_000_00, false}, {proceedings.PartyOrganisation, 3_000_01, true},
	} {
		spot := inspectiontest.Spot(inspectiontest.April(3), proceedings.Penalty{Kind: proceedings.PenaltyFine, Fen: c.fen})
		spot.Party = c.party
		r := inspectiontest.PenaltyCase(t, inspectiontest.April(8), func(o *proceedings.Opening) { o.Found = inspectiontest.April(3) })
		if c.refused {
			r.Refused("not_on_the_spot", "lead", spot, inspectiontest.Reasoned)
			continue
		}
		r.Do("lead", spot, inspectiontest.Reasoned).Refused("own_proposal", "lead", proceedings.ConfirmOnTheSpot{})
		require.Equal(t, proceedings.PenaltyFiling, r.Proceeding.Stage)
		r.Do("member", proceedings.ConfirmOnTheSpot{})
		require.Equal(t, proceedings.PenaltyExecution, r.Proceeding.Stage)
		require.Nil(t, r.Proceeding.Penalty.Filing)
		require.Equal(t, c.party, r.Proceeding.Penalty.Party)
		require.Equal(t, inspectiontest.April(3), r.Proceeding.Penalty.Execution.ServedOn, "the day of the visit")
		require.Equal(t, []string{"u-lead", "u-member"}, []string{r.Proceeding.Penalty.Decision.By, r.Proceeding.Penalty.Decision.With})
		require.False(t, r.Runs(law.DeadlinePenaltyFiling))
	}
	r := inspectiontest.PenaltyOpened(t)
	warned := inspectiontest.Spot(inspectiontest.April(8), proceedings.Penalty{Kind: proceedings.PenaltyWarning})
	for _, untold := range []proceedings.PunishOnTheSpot{{Party: warned.Party, Heard: true, On: warned.On}, {Party: warned.Party, ToldOrally: true, On: warned.On}} {
		r.Refused("not_told_on_the_spot", "lead", untold)
	}
	nobody := warned
	nobody.Party = ""
	r.Refused("party_unknown", "lead", nobody)
	early := warned
	early.On = inspectiontest.April(7)
	r.Refused("out_of_order", "lead", early)
	r.Refused("nothing_on_the_spot", "member", proceedings.ConfirmOnTheSpot{})
	r.Told = nil
	r.Do("lead", warned)
	require.Equal(t, []string{"task Z2 : 当场处罚决定已登记，请另一名执法人员确认。"}, inspectiontest.Read(r.Told))
	r.Copied().ProposeFiling().Refused("nothing_on_the_spot", "member", proceedings.ConfirmOnTheSpot{})
	citizen := inspectiontest.PenaltyOpened(t).Do("lead", proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Continuing: true})
	citizen.Refused("party_unknown", "lead", warned)
}

// TestOnTheSpotQuashed: what was punished without a filing is filed before it is decided
// anew, by the ordinary procedure.
func TestOnTheSpotQuashed(t *testing.T) {
	quashed := inspectiontest.PenaltyOpened(t).PunishedOnTheSpot(inspectiontest.Fine(1_000)[0]).
		Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.April(8)}).
		Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(8), Outcome: proceedings.RemedyQuashed, Anew: &proceedings.Anew{}})
	o, ordered := quashed.Proceeding.DecidedAnew()
	require.True(t, ordered)
	r := inspectiontest.PenaltyCase(t, inspectiontest.April(8), func(opening *proceedings.Opening) {
		at := opening.At
		*opening = o
		opening.At = at
	})
	require.Equal(t, proceedings.PenaltyFiling, r.Proceeding.Stage)
	require.True(t, r.Runs(law.DeadlinePenaltyFiling))
	require.True(t, r.Runs(law.DeadlineRedecision))
	r.Refused("not_on_the_spot", "lead", inspectiontest.Spot(inspectiontest.April(8), proceedings.Penalty{Kind: proceedings.PenaltyWarning}))
	r.FileCase().InvestigateFor(inspectiontest.Fine(900))
}

// TestOrderedBesideThePenalty (行政处罚法第28条): a penalty goes with an order to correct; a day
// for it is not before that of the act; the public entry says so.
func TestOrderedBesideThePenalty(t *testing.T) {
	r := inspectiontest.PenaltyHeard(t)
	with := func(o proceedings.Ordered) proceedings.ProposeDecision {
		d := inspectiontest.Punishing(inspectiontest.Fine(50_000))
		d.Ordered = o
		return proceedings.ProposeDecision{Terms: d}
	}
	for _, c := range []struct {
		ordered proceedings.Ordered
		field   string
	}{
		{proceedings.Ordered{}, "terms.correction"},
		{proceedings.Ordered{Correction: "soon"}, "terms.correction"},
		{proceedings.Ordered{Correction: proceedings.CorrectByDay}, "terms.correctBy"},
		{proceedings.Ordered{Correction: proceedings.CorrectAtOnce, CorrectBy: inspectiontest.May(6)}, "terms.correctBy"},
		{proceedings.Ordered{Correction: proceedings.CorrectByDay, CorrectBy: inspectiontest.April(15)}, "terms.correctBy"},
		{proceedings.Ordered{Correction: proceedings.CorrectAtOnce, RestitutionFen: -1}, "terms.restitutionFen"},
	} {
		require.Equal(t, []string{c.field}, inspectiontest.Fields(r.Refused("decision_invalid", "lead", with(c.ordered))))
	}
	for _, day := range []calendar.Date{inspectiontest.April(16), inspectiontest.April(17)} {
		r.Copied().Do("lead", with(proceedings.Ordered{Correction: proceedings.CorrectByDay, CorrectBy: day}))
	}
	processing := inspectiontest.Milder(proceedings.DecisionProcessing, proceedings.LeniencyNone)
	processing.Correction = "soon"
	r.Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: processing})
	exempt := inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyExempt)
	exempt.Ordered = proceedings.Ordered{Correction: proceedings.CorrectAtOnce, RestitutionFen: 1}
	r.Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: exempt})
	transfer := inspectiontest.Milder(proceedings.DecisionTransfer, proceedings.LeniencyNone)
	transfer.Transfer, transfer.Ordered = law.ProceedingReferral, inspectiontest.Corrected
	r.Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: transfer})

	ordering := with(proceedings.Ordered{Correction: proceedings.CorrectByDay, CorrectBy: inspectiontest.May(6), RestitutionFen: 1_200_00})
	r.Do("lead", ordering).Decide(ordering.Terms).PublishPenalty()
	require.Equal(t, "行政处罚：罚款50000元；责令于2024年5月6日前改正；责令退赔1200元", r.Entries[0].Outcome)
	at := inspectiontest.Punishing(inspectiontest.Fine(1))
	at.Ordered = proceedings.Ordered{Correction: proceedings.CorrectAtOnce}
	require.Equal(t, "行政处罚：罚款1元；责令立即改正", at.Text())
}

// TestSevenFullDaysBeforeTheHearing (行政处罚法第64条第二项): the day before the seventh working
// day, the seventh, the day after.
func TestSevenFullDaysBeforeTheHearing(t *testing.T) {
	r := inspectiontest.PenaltyTold(t).HearingAsked()
	for day, early := range map[int]bool{16: true, 17: true, 18: false} {
		notify := proceedings.NotifyHearing{On: r.Today(), Day: inspectiontest.April(day), Presider: "u-presider"}
		if early {
			r.Refused("hearing_too_soon", "clerk", notify)
			continue
		}
		r.Copied().Do("clerk", notify)
	}
}

// TestRemindedOfTheExtension (关于实施《劳动保障监察条例》若干规定第37条): the fifteen working days stand
// still for nothing; where a hearing or an announcement outlasts them, the bureau head
// hears of it while they can still be extended.
func TestRemindedOfTheExtension(t *testing.T) {
	section := "task bureau_head " + inspectiontest.Department + ": "
	asked := inspectiontest.PenaltyTold(t).HearingAsked()
	require.Equal(t, inspectiontest.April(28), asked.Deadline(law.DeadlinePenaltyDecision).Last)
	for day, told := range map[int]bool{27: false, 28: true, 29: true} {
		r := asked.Copied()
		r.Told = nil
		r.HearingNotified(inspectiontest.April(day))
		if told {
			require.Contains(t, inspectiontest.Read(r.Told), section+"作出处理决定的期限于2024年4月28日届满，而听证至"+inspectiontest.April(day).ChineseString()+"；法律没有规定在此期间停止计算，确需延长的，请在届满前批准延长。")
		} else {
			require.Len(t, r.Told, 2)
		}
	}
	r := inspectiontest.PenaltyInvestigated(t)
	r.Told = nil
	r.Do("lead", proceedings.ServePriorNotice{Service: law.PaperService{Method: law.ServedByAnnouncement, On: r.Today(), OthersFailed: true}})
	require.Len(t, r.Told, 1)
	r.Do("director", law.ExtendDeadline{Deadline: law.DeadlinePenaltyDecision, By: inspectiontest.Working(15)})
	late := asked.Copied().OnDay(inspectiontest.April(29))
	late.Told = nil
	require.Len(t, late.HearingNotified(inspectiontest.May(13)).Told, 2, "what has ended is extended no more")
}

// TestOtherKindsOfPenalty (行政处罚法第9条、第63条): goods, a licence withheld, a bar from trade are
// no money, are performed, and are told with the right to a hearing.
func TestOtherKindsOfPenalty(t *testing.T) {
	for _, kind := range []proceedings.PenaltyKind{proceedings.PenaltyGoods, proceedings.PenaltyHeldLicence, proceedings.PenaltyBarred} {
		penalties := []proceedings.Penalty{{Kind: kind}}
		r := inspectiontest.PenaltyFiled(t).InvestigateFor(penalties).Tell()
		require.True(t, r.Proceeding.Penalty.Notice.Hearing)
		terms := inspectiontest.Punishing(penalties)
		r.OnDay(inspectiontest.April(16)).ProposeTerms(terms).Decide(terms).ServeDecision()
		require.Equal(t, "行政处罚："+kind.Chinese(), r.Proceeding.Penalty.Decision.Terms.Text())
		require.True(t, r.Runs(law.DeadlinePerformance))
		require.False(t, r.Runs(law.DeadlinePayment))
	}
}

// TestWhoMayReviewLegally (行政处罚法第58条第二款): nobody for the first time without the 法律职业资格.
func TestWhoMayReviewLegally(t *testing.T) {
	r := inspectiontest.PenaltyDrafted(t)
	r.Refused("reviewer_standing_unknown", "reviewer", proceedings.ReviewLegally{Passed: true})
	r.Refused("reviewer_unqualified", "reviewer", proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerUnqualified})
	for _, standing := range []proceedings.ReviewerStanding{proceedings.ReviewerQualified, proceedings.ReviewerExperienced} {
		reviewed := r.Copied().Do("reviewer", proceedings.ReviewLegally{Passed: true, Reviewer: standing})
		require.Equal(t, standing, reviewed.Proceeding.Penalty.Proposal.Reviewer)
	}
}
