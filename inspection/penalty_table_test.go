package inspection_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

type (
	penaltyRun    = func(testing.TB) *proceedingRun
	penaltyScenes = map[inspection.ProceedingStage]penaltyRun
)

// penaltyCell is what the procedure says of one act: where, by whom, and how a case
// comes to stand so that it is due. Written down here a second time, apart from
// the table in the code.
type penaltyCell struct {
	who       []string
	at        penaltyScenes
	facts     func(*proceedingRun) inspection.Facts
	suspended bool
}

// penaltyAnywhere stands a case at each of the stages.
var penaltyAnywhere = penaltyScenes{
	inspection.PenaltyFiling: pProposed, inspection.PenaltyInvestigation: pFiled, inspection.PenaltyPriorNotice: pInvestigated,
	inspection.PenaltyDefence: pTold, inspection.PenaltyDecision: pDrafted, inspection.PenaltyExecution: pServed,
	inspection.PenaltyPublicTerm: pClosed,
	inspection.ProceedingClosed:  func(t testing.TB) *proceedingRun { return pProposed(t).do("director", inspection.RefuseFiling{}) },
}

var penaltyStagesInOrder = append(slices.Clone(inspection.ProceedingStages(inspection.ProceedingPenalty)), inspection.ProceedingClosed)

func fact(f inspection.Facts) func(*proceedingRun) inspection.Facts {
	return func(*proceedingRun) inspection.Facts { return f }
}

func penaltyCells() map[inspection.ActKind]penaltyCell {
	then := func(scene penaltyRun, who string, f func(*proceedingRun) inspection.Facts) penaltyRun {
		return func(t testing.TB) *proceedingRun {
			r := scene(t)
			return r.do(who, f(r))
		}
	}
	remedy := func(r *proceedingRun) inspection.Facts {
		return inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: r.today()}
	}
	outcome := func(r *proceedingRun) inspection.Facts {
		return inspection.RecordRemedyOutcome{On: r.today(), Outcome: inspection.RemedyQuashed}
	}
	plan := func(r *proceedingRun) inspection.Facts {
		return inspection.AskInstalments{On: r.today(), Parts: []inspection.Instalment{{On: r.today().AddDays(90), Fen: 50_000_00}}}
	}
	hold := func(r *proceedingRun) inspection.Facts { return inspection.HoldProceeding{By: "G1", On: r.today()} }
	prepare := fact(inspection.PreparePenaltyEntry{})
	asked := func(t testing.TB) *proceedingRun { return pTold(t).hearingAsked() }
	notified := func(t testing.TB) *proceedingRun {
		return asked(t).hearingNotified(april(17)).onDay(april(17))
	}
	defended := func(t testing.TB) *proceedingRun { return pTold(t).do("entity", inspection.RecordDefence{}) }
	repairing := func(scene penaltyRun) penaltyRun {
		return func(t testing.TB) *proceedingRun { return scene(t).onDay(date(2024, 7, 17)) }
	}
	repair := func(r *proceedingRun) inspection.Facts { return inspection.AskCreditRepair{On: r.today()} }
	changedAt := func(scene penaltyRun) penaltyRun {
		return func(t testing.TB) *proceedingRun {
			return scene(t).do("clerk", inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: april(16)}).
				do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyChanged, Penalties: fine(50_000)}).
				do("director", inspection.WithdrawEntry{})
		}
	}
	late := func(t testing.TB) *proceedingRun { return pPublished(t).onDay(may(7)) }
	court := func(t testing.TB) *proceedingRun { return demanded(t).onDay(date(2024, 10, 17)) }
	everywhere := func(except ...inspection.ProceedingStage) penaltyScenes {
		out := penaltyScenes{}
		for stage, scene := range penaltyAnywhere {
			if stage.Open() && !slices.Contains(except, stage) {
				out[stage] = scene
			}
		}
		return out
	}
	after := func(scenes penaltyScenes, who string, f func(*proceedingRun) inspection.Facts) penaltyScenes {
		out := penaltyScenes{}
		for stage, scene := range scenes {
			out[stage] = then(scene, who, f)
		}
		return out
	}
	undecided := everywhere(inspection.PenaltyExecution, inspection.PenaltyPublicTerm)
	held := after(undecided, "system", hold)
	standing := after(everywhere(), "director", func(r *proceedingRun) inspection.Facts { return inspection.Suspend{On: r.today()} })
	investigating := everywhere(inspection.PenaltyFiling, inspection.PenaltyExecution, inspection.PenaltyPublicTerm)
	objected := func(r *proceedingRun) inspection.Facts {
		return inspection.RequestInvestigatorRecusal{Certificate: "Z2", On: r.today()}
	}
	one := func(stage inspection.ProceedingStage, scene penaltyRun) penaltyScenes {
		return penaltyScenes{stage: scene}
	}
	both := func(executing, public penaltyRun) penaltyScenes {
		return penaltyScenes{inspection.PenaltyExecution: executing, inspection.PenaltyPublicTerm: public}
	}
	terms := inspection.DecidePenaltyCase{Terms: punishing(fine(50_000))}

	return map[inspection.ActKind]penaltyCell{
		inspection.ActProposeFiling: {who: []string{"lead"}, at: one(inspection.PenaltyFiling, pOpened), facts: fact(inspection.ProposeFiling{Party: inspection.PartyOrganisation, Continuing: true})},
		inspection.ActApproveFiling: {who: []string{"director"}, at: one(inspection.PenaltyFiling, pProposed), facts: fact(inspection.ApproveFiling{})},
		inspection.ActRefuseFiling:  {who: []string{"director"}, at: one(inspection.PenaltyFiling, pProposed), facts: fact(inspection.RefuseFiling{})},
		inspection.ActPunishOnTheSpot: {who: []string{"lead", "member"}, at: one(inspection.PenaltyInvestigation, pFiled),
			facts: fact(inspection.PunishOnTheSpot{On: april(8), Penalty: inspection.Penalty{Kind: inspection.PenaltyWarning}, Articles: []string{"A"}})},
		inspection.ActEndInvestigation: {who: []string{"lead"}, at: one(inspection.PenaltyInvestigation, pFiled), facts: func(r *proceedingRun) inspection.Facts {
			return inspection.EndInvestigation{On: r.today(), Decision: inspection.DecisionDismissed}
		}},
		inspection.ActServePriorNotice: {who: []string{"lead", "member"}, at: one(inspection.PenaltyPriorNotice, pInvestigated), facts: func(r *proceedingRun) inspection.Facts {
			return inspection.ServePriorNotice{Service: inPerson(r.today())}
		}},
		inspection.ActRecordDefence: {who: []string{"entity", "clerk", "lead", "member"}, at: one(inspection.PenaltyDefence, pTold), facts: func(r *proceedingRun) inspection.Facts { return inspection.RecordDefence{On: r.today()} }},
		inspection.ActWaiveDefence:  {who: []string{"entity", "clerk"}, at: one(inspection.PenaltyDefence, pTold), facts: func(r *proceedingRun) inspection.Facts { return inspection.WaiveDefence{On: r.today()} }},
		inspection.ActRequestHearing: {who: []string{"entity", "clerk"}, at: one(inspection.PenaltyDefence, pTold), facts: func(r *proceedingRun) inspection.Facts {
			return inspection.RequestHearing{On: r.today()}
		}},
		inspection.ActNotifyHearing: {who: []string{"clerk"}, at: one(inspection.PenaltyDefence, asked), facts: func(r *proceedingRun) inspection.Facts {
			return inspection.NotifyHearing{On: r.today(), Day: r.today().AddDays(30), Presider: "u-presider"}
		}},
		inspection.ActRecordHearing: {who: []string{"clerk"}, at: one(inspection.PenaltyDefence, notified), facts: func(r *proceedingRun) inspection.Facts { return inspection.RecordHearing{On: r.today()} }},
		inspection.ActReviewDefence: {who: []string{"lead"}, at: penaltyScenes{inspection.PenaltyDefence: defended,
			inspection.PenaltyDecision: func(t testing.TB) *proceedingRun { return defended(t).onDay(april(16)) }},
			facts: func(r *proceedingRun) inspection.Facts {
				return inspection.ReviewDefence{On: r.today(), View: inspection.DefenceRejected}
			}},
		inspection.ActReturnInvestigation: {who: []string{"director"}, at: one(inspection.PenaltyDecision, pHeard), facts: fact(inspection.ReturnInvestigation{})},
		inspection.ActProposeDecision:     {who: []string{"lead", "head"}, at: one(inspection.PenaltyDecision, pHeard), facts: fact(inspection.ProposeDecision{Terms: punishing(fine(50_000))})},
		inspection.ActReviewLegally:       {who: []string{"reviewer"}, at: one(inspection.PenaltyDecision, pDrafted), facts: fact(inspection.ReviewLegally{Passed: true})},
		inspection.ActDiscussDecision:     {who: []string{"director"}, at: one(inspection.PenaltyDecision, pDrafted), facts: func(r *proceedingRun) inspection.Facts { return inspection.DiscussDecision{On: r.today()} }},
		inspection.ActDecidePenaltyCase:   {who: []string{"director"}, at: one(inspection.PenaltyDecision, pDrafted), facts: fact(terms)},
		inspection.ActCorrectEntry: {who: []string{"head"}, at: penaltyScenes{inspection.PenaltyDefence: pTold, inspection.PenaltyExecution: pServed}, facts: func(r *proceedingRun) inspection.Facts {
			if r.p.Stage == inspection.PenaltyDefence {
				return inspection.CorrectEntry{Seq: r.p.Penalty.Notice.Seq, ServedOn: r.today()}
			}
			return inspection.CorrectEntry{Seq: r.p.Penalty.Execution.ServedSeq, ServedOn: r.today()}
		}, suspended: true},
		inspection.ActHoldProceeding:    {who: []string{"system"}, at: undecided, facts: hold, suspended: true},
		inspection.ActReleaseProceeding: {who: []string{"system"}, at: held, facts: func(r *proceedingRun) inspection.Facts { return inspection.ReleaseProceeding{By: "G1", On: r.today()} }, suspended: true},
		inspection.ActEndByPolice:       {who: []string{"system"}, at: held, facts: func(r *proceedingRun) inspection.Facts { return inspection.EndByPolice{By: "G1", On: r.today()} }, suspended: true},

		inspection.ActServeDecision: {who: []string{"lead", "member"}, at: one(inspection.PenaltyExecution, pDecided), facts: func(r *proceedingRun) inspection.Facts {
			return inspection.ServeDecision{Service: inPerson(r.today())}
		}},
		inspection.ActReportOnTheSpot: {who: []string{"lead", "member"}, facts: func(r *proceedingRun) inspection.Facts { return inspection.ReportOnTheSpot{On: r.today()} },
			at: one(inspection.PenaltyExecution, then(pFiled, "lead", fact(inspection.PunishOnTheSpot{On: april(8), Penalty: inspection.Penalty{Kind: inspection.PenaltyWarning}, Articles: []string{"A"}})))},
		inspection.ActPreparePenaltyEntry: {who: []string{"clerk"}, at: both(pServed, changedAt(pClosed)), facts: prepare},
		inspection.ActReturnPenaltyEntry:  {who: []string{"director"}, at: both(then(pServed, "clerk", prepare), then(changedAt(pClosed), "clerk", prepare)), facts: fact(inspection.ReturnPenaltyEntry{})},
		inspection.ActApprovePenaltyEntry: {who: []string{"director"}, at: both(then(pServed, "clerk", prepare), then(changedAt(pClosed), "clerk", prepare)), facts: fact(inspection.ApprovePenaltyEntry{})},
		inspection.ActRecordPayment: {who: []string{"clerk", "lead", "member"}, at: one(inspection.PenaltyExecution, pServed), facts: func(r *proceedingRun) inspection.Facts {
			return inspection.RecordPayment{On: r.today(), Fen: 1}
		}},
		inspection.ActRecordRefund: {who: []string{"clerk"}, at: both(then(then(pPaid, "clerk", remedy), "clerk", outcome), then(then(pClosed, "clerk", remedy), "clerk", outcome)),
			facts: func(r *proceedingRun) inspection.Facts { return inspection.RecordRefund{On: r.today(), Fen: 1} }},
		inspection.ActAskInstalments:     {who: []string{"entity", "clerk"}, at: one(inspection.PenaltyExecution, pServed), facts: plan},
		inspection.ActApproveInstalments: {who: []string{"director"}, at: one(inspection.PenaltyExecution, then(pServed, "clerk", plan)), facts: fact(inspection.ApproveInstalments{})},
		inspection.ActRefuseInstalments:  {who: []string{"director"}, at: one(inspection.PenaltyExecution, then(pServed, "clerk", plan)), facts: fact(inspection.RefuseInstalments{})},
		inspection.ActRemitSurcharge:     {who: []string{"director"}, at: one(inspection.PenaltyExecution, late), facts: fact(inspection.RemitSurcharge{Fen: 1})},
		inspection.ActRecordPerformance: {who: []string{"clerk", "lead", "member"}, at: one(inspection.PenaltyExecution, func(t testing.TB) *proceedingRun { return suspendedBusiness(t).serveDecision() }),
			facts: func(r *proceedingRun) inspection.Facts { return inspection.RecordPerformance{On: r.today()} }},
		inspection.ActRecordRemedy:        {who: []string{"clerk"}, at: both(pServed, pClosed), facts: remedy},
		inspection.ActRecordRemedyOutcome: {who: []string{"clerk"}, at: both(then(pServed, "clerk", remedy), then(pClosed, "clerk", remedy)), facts: outcome},
		inspection.ActWithdrawEntry: {who: []string{"director"}, facts: fact(inspection.WithdrawEntry{}),
			at: both(then(then(pPublished, "clerk", remedy), "clerk", outcome), then(then(pClosed, "clerk", remedy), "clerk", outcome))},
		inspection.ActServeDemand: {who: []string{"lead", "member"}, at: one(inspection.PenaltyExecution, late), facts: func(r *proceedingRun) inspection.Facts {
			return inspection.ServeDemand{Service: inPerson(r.today())}
		}},
		inspection.ActApplyToCourt: {who: []string{"director"}, at: one(inspection.PenaltyExecution, court), facts: func(r *proceedingRun) inspection.Facts { return inspection.ApplyToCourt{On: r.today()} }},
		inspection.ActRecordCourtResult: {who: []string{"clerk"}, facts: func(r *proceedingRun) inspection.Facts {
			return inspection.RecordCourtResult{On: r.today(), Result: inspection.CourtGranted}
		}, at: one(inspection.PenaltyExecution, then(court, "director", func(r *proceedingRun) inspection.Facts { return inspection.ApplyToCourt{On: r.today()} }))},
		inspection.ActClosePenaltyCase: {who: []string{"director"}, at: one(inspection.PenaltyExecution, pPaid), facts: fact(inspection.ClosePenaltyCase{})},
		inspection.ActAskCreditRepair:  {who: []string{"entity", "clerk"}, at: both(repairing(pPaid), repairing(pClosed)), facts: repair},
		inspection.ActApproveCreditRepair: {who: []string{"director"}, facts: fact(inspection.ApproveCreditRepair{}),
			at: both(then(repairing(pPaid), "clerk", repair), then(repairing(pClosed), "clerk", repair))},
		inspection.ActRefuseCreditRepair: {who: []string{"director"}, facts: fact(inspection.RefuseCreditRepair{}),
			at: both(then(repairing(pPaid), "clerk", repair), then(repairing(pClosed), "clerk", repair))},

		inspection.ActRequestInvestigatorRecusal: {who: []string{"entity", "clerk"}, at: investigating, facts: objected},
		inspection.ActDecideInvestigatorRecusal: {who: []string{"director"}, at: after(investigating, "entity", objected),
			facts: fact(inspection.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true, In: "Z3"})},
		inspection.ActReplaceInvestigator: {who: []string{"director"}, at: everywhere(), facts: fact(inspection.ReplaceInvestigator{Out: "Z1", In: "Z3"}), suspended: true},

		inspection.ActExtendDeadline: {who: []string{"director"}, facts: func(r *proceedingRun) inspection.Facts {
			kind := map[inspection.ProceedingStage]inspection.DeadlineKind{inspection.PenaltyFiling: inspection.DeadlinePenaltyFiling,
				inspection.PenaltyInvestigation: inspection.DeadlineInvestigation}[r.p.Stage]
			if kind == "" {
				kind = inspection.DeadlinePenaltyDecision
			}
			return inspection.ExtendDeadline{Deadline: kind, By: working(1)}
		}, at: everywhere(inspection.PenaltyExecution, inspection.PenaltyPublicTerm)},
		inspection.ActSuspend: {who: []string{"director"}, at: everywhere(), facts: func(r *proceedingRun) inspection.Facts { return inspection.Suspend{On: r.today()} }},
		inspection.ActResume:  {who: []string{"director"}, at: standing, facts: func(r *proceedingRun) inspection.Facts { return inspection.Resume{On: r.today()} }, suspended: true},
		inspection.ActLapse: {who: []string{"system"}, at: everywhere(), facts: func(r *proceedingRun) inspection.Facts {
			m, _ := r.p.Deadlines.NextMoment()
			if r.now.Before(m.At) {
				r.now = m.At
			}
			return inspection.Lapse{Moment: m}
		}},
		inspection.ActRecount: {who: []string{"system"}, at: everywhere(), suspended: true, facts: func(r *proceedingRun) inspection.Facts {
			r.law.Calendar = newerCalendar(r.t, 2027)
			return inspection.Recount{Calendar: r.law.Calendar.Version()}
		}},
	}
}

// TestEveryCellOfThePenaltyTable: each act at each stage by each person passes where
// the procedure says so, and is refused in Chinese everywhere else.
func TestEveryCellOfThePenaltyTable(t *testing.T) {
	cells := penaltyCells()
	rules := inspection.ProceedingRules(inspection.ProceedingPenalty)
	require.Len(t, rules, len(cells), "an act without a row in this test")
	for _, rule := range rules {
		want, known := cells[rule.Act]
		require.True(t, known, rule.Act)
		require.NotEmpty(t, rule.Clause)
		for _, stage := range penaltyStagesInOrder {
			t.Run(fmt.Sprintf("%s/%s", rule.Act, stage), func(t *testing.T) {
				scene, legal := want.at[stage]
				if !legal {
					scene = penaltyAnywhere[stage]
				}
				start := scene(t)
				require.Equal(t, stage, start.p.Stage)
				for _, who := range names(people) {
					r := start.copied()
					facts := want.facts(r)
					err := r.attempt(people[who], facts, reasoned)
					switch {
					case !slices.Contains(rule.Stages, stage):
						require.False(t, legal)
						e := refusedAs(t, "act_not_at_this_stage", err)
						require.Contains(t, e.Message, rule.Name)
						require.Contains(t, e.Message, stage.Chinese())
					case legal && slices.Contains(want.who, who):
						require.NoError(t, err, who)
						roundTrips(t, r.p)
					default:
						require.Error(t, err, who)
						if legal {
							refusedAs(t, "not_your_act", err)
						}
					}
				}
			})
		}
	}
}
