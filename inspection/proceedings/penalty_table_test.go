package proceedings_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

type (
	penaltyRun    = func(testing.TB) *inspectiontest.ProceedingRun
	penaltyScenes = map[proceedings.Stage]penaltyRun
)

// penaltyCell is what the procedure says of one act: where, by whom, and how a case
// comes to stand so that it is due. Written down here a second time, apart from
// the table in the code.
type penaltyCell struct {
	who       []string
	at        penaltyScenes
	facts     func(*inspectiontest.ProceedingRun) law.Facts
	suspended bool
}

// penaltyAnywhere stands a case at each of the stages.
var penaltyAnywhere = penaltyScenes{
	proceedings.PenaltyFiling: inspectiontest.PenaltyFilingProposed, proceedings.PenaltyInvestigation: inspectiontest.PenaltyFiled, proceedings.PenaltyPriorNotice: inspectiontest.PenaltyInvestigated,
	proceedings.PenaltyDefence: inspectiontest.PenaltyTold, proceedings.PenaltyDecision: inspectiontest.PenaltyDrafted, proceedings.PenaltyExecution: inspectiontest.PenaltyServed,
	proceedings.PenaltyPublicTerm: inspectiontest.PenaltyClosed,
	proceedings.Closed: func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyFilingProposed(t).Do("director", proceedings.RefuseFiling{})
	},
}

var penaltyStagesInOrder = append(slices.Clone(proceedings.Stages(law.ProceedingPenalty)), proceedings.Closed)

func fact(f law.Facts) func(*inspectiontest.ProceedingRun) law.Facts {
	return func(*inspectiontest.ProceedingRun) law.Facts { return f }
}

func penaltyCells() map[law.ActKind]penaltyCell {
	then := func(scene penaltyRun, who string, f func(*inspectiontest.ProceedingRun) law.Facts) penaltyRun {
		return func(t testing.TB) *inspectiontest.ProceedingRun {
			r := scene(t)
			return r.Do(who, f(r))
		}
	}
	remedy := func(r *inspectiontest.ProceedingRun) law.Facts {
		return proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: r.Today()}
	}
	outcome := func(r *inspectiontest.ProceedingRun) law.Facts {
		return proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyQuashed}
	}
	plan := func(r *inspectiontest.ProceedingRun) law.Facts {
		return proceedings.AskInstalments{On: r.Today(), Parts: []proceedings.Instalment{{On: r.Today().AddDays(90), Fen: 50_000_00}}}
	}
	hold := func(r *inspectiontest.ProceedingRun) law.Facts {
		return proceedings.HoldProceeding{By: "G1", On: r.Today()}
	}
	spot := fact(inspectiontest.Spot(inspectiontest.April(8), proceedings.Penalty{Kind: proceedings.PenaltyWarning}))
	// The first officer has left the team since, so that only the lead may confirm.
	handedOn := func(scene penaltyRun) penaltyRun {
		return then(then(scene, "member", spot), "director", fact(proceedings.ReplaceInvestigator{Out: "Z2", In: "Z9"}))
	}
	prepare := fact(proceedings.PreparePenaltyEntry{})
	asked := func(t testing.TB) *inspectiontest.ProceedingRun { return inspectiontest.PenaltyTold(t).HearingAsked() }
	notified := func(t testing.TB) *inspectiontest.ProceedingRun {
		return asked(t).HearingNotified(inspectiontest.April(18)).OnDay(inspectiontest.April(18))
	}
	defended := func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyTold(t).Do("entity", proceedings.RecordDefence{})
	}
	repairing := func(scene penaltyRun) penaltyRun {
		return func(t testing.TB) *inspectiontest.ProceedingRun {
			return scene(t).OnDay(inspectiontest.Date(2024, 7, 17))
		}
	}
	repair := func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.AskCreditRepair{On: r.Today()} }
	changedAt := func(scene penaltyRun) penaltyRun {
		return func(t testing.TB) *inspectiontest.ProceedingRun {
			return scene(t).Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.April(16)}).
				Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(50_000)}).
				Do("director", proceedings.WithdrawEntry{})
		}
	}
	late := func(t testing.TB) *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyPublished(t).OnDay(inspectiontest.May(7))
	}
	court := func(t testing.TB) *inspectiontest.ProceedingRun {
		return demanded(t).OnDay(inspectiontest.Date(2024, 10, 17))
	}
	everywhere := func(except ...proceedings.Stage) penaltyScenes {
		out := penaltyScenes{}
		for stage, scene := range penaltyAnywhere {
			if stage.Open() && !slices.Contains(except, stage) {
				out[stage] = scene
			}
		}
		return out
	}
	after := func(scenes penaltyScenes, who string, f func(*inspectiontest.ProceedingRun) law.Facts) penaltyScenes {
		out := penaltyScenes{}
		for stage, scene := range scenes {
			out[stage] = then(scene, who, f)
		}
		return out
	}
	undecided := everywhere(proceedings.PenaltyExecution, proceedings.PenaltyPublicTerm)
	held := after(undecided, "system", hold)
	await := func(r *inspectiontest.ProceedingRun) law.Facts {
		return proceedings.AwaitCriminalCase{By: "G1", On: r.Today()}
	}
	criminal := after(undecided, "system", await)
	opinion := after(criminal, "clerk", func(r *inspectiontest.ProceedingRun) law.Facts {
		return proceedings.RecordCriminalReturn{Outcome: proceedings.CriminalNotProsecuted, On: r.Today(), Opinion: true}
	})
	opinion[proceedings.PenaltyExecution] = executingUnanswered
	standing := after(everywhere(), "director", func(r *inspectiontest.ProceedingRun) law.Facts { return law.Suspend{On: r.Today()} })
	investigating := everywhere(proceedings.PenaltyFiling, proceedings.PenaltyExecution, proceedings.PenaltyPublicTerm)
	objected := func(r *inspectiontest.ProceedingRun) law.Facts {
		return proceedings.RequestInvestigatorRecusal{Certificate: "Z2", On: r.Today()}
	}
	one := func(stage proceedings.Stage, scene penaltyRun) penaltyScenes {
		return penaltyScenes{stage: scene}
	}
	both := func(executing, public penaltyRun) penaltyScenes {
		return penaltyScenes{proceedings.PenaltyExecution: executing, proceedings.PenaltyPublicTerm: public}
	}
	terms := proceedings.DecidePenaltyCase{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))}

	return map[law.ActKind]penaltyCell{
		proceedings.ActProposeFiling: {who: []string{"lead"}, at: one(proceedings.PenaltyFiling, inspectiontest.PenaltyOpened), facts: fact(proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true})},
		proceedings.ActApproveFiling: {who: []string{"director"}, at: one(proceedings.PenaltyFiling, inspectiontest.PenaltyFilingProposed), facts: fact(proceedings.ApproveFiling{})},
		proceedings.ActRefuseFiling:  {who: []string{"director"}, at: one(proceedings.PenaltyFiling, inspectiontest.PenaltyFilingProposed), facts: fact(proceedings.RefuseFiling{})},
		proceedings.ActReturnFiling: {who: []string{"director"}, at: penaltyScenes{proceedings.PenaltyFiling: inspectiontest.PenaltyFilingProposed, proceedings.PenaltyInvestigation: inspectiontest.PenaltyFiled},
			facts: fact(proceedings.ReturnFiling{})},
		proceedings.ActPunishOnTheSpot: {who: []string{"lead", "member"}, at: penaltyScenes{proceedings.PenaltyFiling: inspectiontest.PenaltyOpened, proceedings.PenaltyInvestigation: inspectiontest.PenaltyFiled},
			facts: spot},
		proceedings.ActConfirmOnTheSpot: {who: []string{"lead"}, facts: fact(proceedings.ConfirmOnTheSpot{}),
			at: penaltyScenes{proceedings.PenaltyFiling: handedOn(inspectiontest.PenaltyOpened), proceedings.PenaltyInvestigation: handedOn(inspectiontest.PenaltyFiled)}},
		proceedings.ActEndInvestigation: {who: []string{"lead"}, at: one(proceedings.PenaltyInvestigation, inspectiontest.PenaltyFiled), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.EndInvestigation{On: r.Today(), Decision: proceedings.DecisionDismissed}
		}},
		proceedings.ActServePriorNotice: {who: []string{"lead", "member"}, at: one(proceedings.PenaltyPriorNotice, inspectiontest.PenaltyInvestigated), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.ServePriorNotice{Service: inspectiontest.InPerson(r.Today())}
		}},
		proceedings.ActRecordDefence: {who: []string{"entity", "clerk", "lead", "member"}, at: penaltyScenes{proceedings.PenaltyDefence: inspectiontest.PenaltyTold, proceedings.PenaltyDecision: inspectiontest.PenaltyHeard}, facts: func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.RecordDefence{On: r.Today()} }},
		proceedings.ActWaiveDefence:  {who: []string{"entity", "clerk"}, at: one(proceedings.PenaltyDefence, inspectiontest.PenaltyTold), facts: func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.WaiveDefence{On: r.Today()} }},
		proceedings.ActRequestHearing: {who: []string{"entity", "clerk"}, at: one(proceedings.PenaltyDefence, inspectiontest.PenaltyTold), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.RequestHearing{On: r.Today()}
		}},
		proceedings.ActNotifyHearing: {who: []string{"clerk"}, at: one(proceedings.PenaltyDefence, asked), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.NotifyHearing{On: r.Today(), Day: r.Today().AddDays(30), Presider: "u-presider"}
		}},
		proceedings.ActRecordHearing: {who: []string{"clerk"}, at: one(proceedings.PenaltyDefence, notified), facts: func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.RecordHearing{On: r.Today()} }},
		proceedings.ActReviewDefence: {who: []string{"lead"}, at: penaltyScenes{proceedings.PenaltyDefence: defended,
			proceedings.PenaltyDecision: func(t testing.TB) *inspectiontest.ProceedingRun { return defended(t).OnDay(inspectiontest.April(16)) }},
			facts: func(r *inspectiontest.ProceedingRun) law.Facts {
				return proceedings.ReviewDefence{On: r.Today(), View: proceedings.DefenceRejected}
			}},
		proceedings.ActReturnInvestigation: {who: []string{"director"}, at: penaltyScenes{proceedings.PenaltyPriorNotice: inspectiontest.PenaltyInvestigated, proceedings.PenaltyDecision: inspectiontest.PenaltyHeard}, facts: fact(proceedings.ReturnInvestigation{})},
		proceedings.ActProposeDecision:     {who: []string{"lead", "head"}, at: one(proceedings.PenaltyDecision, inspectiontest.PenaltyHeard), facts: fact(proceedings.ProposeDecision{Terms: inspectiontest.Punishing(inspectiontest.Fine(50_000))})},
		proceedings.ActReviewLegally:       {who: []string{"reviewer"}, at: one(proceedings.PenaltyDecision, inspectiontest.PenaltyDrafted), facts: fact(proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified})},
		proceedings.ActDiscussDecision:     {who: []string{"director"}, at: one(proceedings.PenaltyDecision, inspectiontest.PenaltyDrafted), facts: func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.DiscussDecision{On: r.Today()} }},
		proceedings.ActDecidePenaltyCase:   {who: []string{"director"}, at: one(proceedings.PenaltyDecision, inspectiontest.PenaltyDrafted), facts: fact(terms)},
		cases.ActCorrectEntry: {who: []string{"head"}, at: penaltyScenes{proceedings.PenaltyDefence: inspectiontest.PenaltyTold, proceedings.PenaltyExecution: inspectiontest.PenaltyServed}, facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			if r.Proceeding.Stage == proceedings.PenaltyDefence {
				return cases.CorrectEntry{Seq: r.Proceeding.Penalty.Notice.Seq, ServedOn: r.Today()}
			}
			return cases.CorrectEntry{Seq: r.Proceeding.Penalty.Execution.ServedSeq, ServedOn: r.Today()}
		}, suspended: true},
		proceedings.ActHoldProceeding: {who: []string{"system"}, at: undecided, facts: hold, suspended: true},
		proceedings.ActReleaseProceeding: {who: []string{"system"}, at: held, facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.ReleaseProceeding{By: "G1", On: r.Today()}
		}, suspended: true},
		proceedings.ActEndByPolice: {who: []string{"system"}, at: held, facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.EndByPolice{By: "G1", On: r.Today()}
		}, suspended: true},
		proceedings.ActAwaitCriminalCase: {who: []string{"system"}, at: undecided, facts: await, suspended: true},
		proceedings.ActRecordCriminalReturn: {who: []string{"lead", "member", "clerk"}, at: criminal, facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.RecordCriminalReturn{Outcome: proceedings.CriminalNotProsecuted, On: r.Today()}
		}, suspended: true},
		proceedings.ActAnswerProcuratorate: {who: []string{"lead", "member", "clerk"}, at: opinion, facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.AnswerProcuratorate{On: r.Today()}
		}, suspended: true},
		proceedings.ActEndByJudgment: {who: []string{"director"}, at: criminal, facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.EndByJudgment{On: r.Today()}
		}, suspended: true},

		proceedings.ActServeDecision: {who: []string{"lead", "member"}, at: one(proceedings.PenaltyExecution, inspectiontest.PenaltyDecided), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.ServeDecision{Service: inspectiontest.InPerson(r.Today())}
		}},
		proceedings.ActReportOnTheSpot: {who: []string{"lead", "member"}, facts: func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.ReportOnTheSpot{On: r.Today()} },
			at: one(proceedings.PenaltyExecution, func(t testing.TB) *inspectiontest.ProceedingRun {
				return inspectiontest.PenaltyFiled(t).PunishedOnTheSpot(proceedings.Penalty{Kind: proceedings.PenaltyWarning})
			})},
		proceedings.ActDecidePublicity: {who: []string{"director"}, at: both(warned, func(t testing.TB) *inspectiontest.ProceedingRun {
			return warned(t).Do("director", proceedings.ClosePenaltyCase{})
		}), facts: fact(proceedings.DecidePublicity{Show: true})},
		proceedings.ActRecountPublicTerm: {who: []string{"system"}, at: both(unknowing(inspectiontest.PenaltyPublished), unknowing(inspectiontest.PenaltyClosed)),
			facts: fact(proceedings.RecountPublicTerm{Rules: "2026"}), suspended: true},
		proceedings.ActPreparePenaltyEntry: {who: []string{"clerk"}, at: both(inspectiontest.PenaltyServed, changedAt(inspectiontest.PenaltyClosed)), facts: prepare},
		proceedings.ActReturnPenaltyEntry:  {who: []string{"director"}, at: both(then(inspectiontest.PenaltyServed, "clerk", prepare), then(changedAt(inspectiontest.PenaltyClosed), "clerk", prepare)), facts: fact(proceedings.ReturnPenaltyEntry{})},
		proceedings.ActApprovePenaltyEntry: {who: []string{"director"}, at: both(then(inspectiontest.PenaltyServed, "clerk", prepare), then(changedAt(inspectiontest.PenaltyClosed), "clerk", prepare)), facts: fact(proceedings.ApprovePenaltyEntry{})},
		proceedings.ActRecordPayment: {who: []string{"clerk", "lead", "member"}, at: one(proceedings.PenaltyExecution, inspectiontest.PenaltyServed), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.RecordPayment{On: r.Today(), Fen: 1}
		}},
		proceedings.ActReferFoundCrime: {who: []string{"lead", "head"}, at: both(inspectiontest.PenaltyServed, inspectiontest.PenaltyClosed),
			facts: func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.ReferFoundCrime{On: r.Today()} }},
		proceedings.ActRecordRefund: {who: []string{"clerk"}, at: both(then(then(inspectiontest.PenaltyPaid, "clerk", remedy), "clerk", outcome), then(then(inspectiontest.PenaltyClosed, "clerk", remedy), "clerk", outcome)),
			facts: func(r *inspectiontest.ProceedingRun) law.Facts {
				return proceedings.RecordRefund{On: r.Today(), Fen: 1}
			}},
		proceedings.ActRecordEducation: {who: []string{"clerk", "lead", "member"}, at: one(proceedings.PenaltyExecution, exemptServed), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.RecordEducation{On: r.Today()}
		}},
		proceedings.ActAskInstalments:     {who: []string{"entity", "clerk"}, at: one(proceedings.PenaltyExecution, inspectiontest.PenaltyServed), facts: plan},
		proceedings.ActApproveInstalments: {who: []string{"director"}, at: one(proceedings.PenaltyExecution, then(inspectiontest.PenaltyServed, "clerk", plan)), facts: fact(proceedings.ApproveInstalments{})},
		proceedings.ActRefuseInstalments:  {who: []string{"director"}, at: one(proceedings.PenaltyExecution, then(inspectiontest.PenaltyServed, "clerk", plan)), facts: fact(proceedings.RefuseInstalments{})},
		proceedings.ActRemitSurcharge:     {who: []string{"director"}, at: one(proceedings.PenaltyExecution, late), facts: fact(proceedings.RemitSurcharge{Fen: 1})},
		proceedings.ActRecordPerformance: {who: []string{"clerk", "lead", "member"}, at: one(proceedings.PenaltyExecution, func(t testing.TB) *inspectiontest.ProceedingRun { return suspendedBusiness(t).ServeDecision() }),
			facts: func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.RecordPerformance{On: r.Today()} }},
		proceedings.ActRecordRemedy:        {who: []string{"clerk"}, at: both(inspectiontest.PenaltyServed, inspectiontest.PenaltyClosed), facts: remedy},
		proceedings.ActRecordRemedyOutcome: {who: []string{"clerk"}, at: both(then(inspectiontest.PenaltyServed, "clerk", remedy), then(inspectiontest.PenaltyClosed, "clerk", remedy)), facts: outcome},
		proceedings.ActWithdrawEntry: {who: []string{"director"}, facts: fact(proceedings.WithdrawEntry{}),
			at: both(then(then(inspectiontest.PenaltyPublished, "clerk", remedy), "clerk", outcome), then(then(inspectiontest.PenaltyClosed, "clerk", remedy), "clerk", outcome))},
		proceedings.ActServeDemand: {who: []string{"lead", "member"}, at: one(proceedings.PenaltyExecution, late), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.ServeDemand{Service: inspectiontest.InPerson(r.Today())}
		}},
		proceedings.ActApplyToCourt:          {who: []string{"director"}, at: one(proceedings.PenaltyExecution, court), facts: func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.ApplyToCourt{On: r.Today()} }},
		proceedings.ActProposeSelfCorrection: {who: []string{"lead", "head"}, at: both(inspectiontest.PenaltyServed, inspectiontest.PenaltyClosed), facts: fact(revokes)},
		proceedings.ActReviewSelfCorrection: {who: []string{"reviewer"}, at: both(then(inspectiontest.PenaltyServed, "lead", fact(revokes)), then(inspectiontest.PenaltyClosed, "lead", fact(revokes))),
			facts: fact(proceedings.ReviewSelfCorrection{Passed: true})},
		proceedings.ActDecideSelfCorrection: {who: []string{"director"}, facts: fact(proceedings.DecideSelfCorrection{Approved: true}),
			at: both(then(then(inspectiontest.PenaltyServed, "lead", fact(revokes)), "reviewer", fact(proceedings.ReviewSelfCorrection{Passed: true})),
				then(then(inspectiontest.PenaltyClosed, "lead", fact(revokes)), "reviewer", fact(proceedings.ReviewSelfCorrection{Passed: true})))},
		proceedings.ActHandInCollected: {who: []string{"lead", "member"}, at: one(proceedings.PenaltyExecution, collected), facts: handIn},
		proceedings.ActBankCollected: {who: []string{"clerk"}, at: one(proceedings.PenaltyExecution, then(collected, "lead", handIn)), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.BankCollected{On: r.Today()}
		}},
		proceedings.ActHandOverExecution: {who: []string{"director"}, at: one(proceedings.PenaltyExecution, leftToOrgan), facts: handOver},
		proceedings.ActRecordOrganResult: {who: []string{"clerk"}, at: one(proceedings.PenaltyExecution, then(leftToOrgan, "director", handOver)), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.RecordOrganResult{On: r.Today(), Result: proceedings.OrganEnforced}
		}},
		proceedings.ActRecordCourtResult: {who: []string{"clerk"}, facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.RecordCourtResult{On: r.Today(), Result: proceedings.CourtGranted}
		}, at: one(proceedings.PenaltyExecution, then(court, "director", func(r *inspectiontest.ProceedingRun) law.Facts { return proceedings.ApplyToCourt{On: r.Today()} }))},
		proceedings.ActClosePenaltyCase: {who: []string{"director"}, at: one(proceedings.PenaltyExecution, inspectiontest.PenaltyPaid), facts: fact(proceedings.ClosePenaltyCase{})},
		proceedings.ActAskCreditRepair:  {who: []string{"entity", "clerk"}, at: both(repairing(inspectiontest.PenaltyPaid), repairing(inspectiontest.PenaltyClosed)), facts: repair},
		proceedings.ActApproveCreditRepair: {who: []string{"director"}, facts: fact(proceedings.ApproveCreditRepair{}),
			at: both(then(repairing(inspectiontest.PenaltyPaid), "clerk", repair), then(repairing(inspectiontest.PenaltyClosed), "clerk", repair))},
		proceedings.ActRefuseCreditRepair: {who: []string{"director"}, facts: fact(proceedings.RefuseCreditRepair{}),
			at: both(then(repairing(inspectiontest.PenaltyPaid), "clerk", repair), then(repairing(inspectiontest.PenaltyClosed), "clerk", repair))},

		proceedings.ActRequestInvestigatorRecusal: {who: []string{"entity", "clerk"}, at: investigating, facts: objected},
		proceedings.ActDecideInvestigatorRecusal: {who: []string{"director"}, at: after(investigating, "entity", objected),
			facts: fact(proceedings.DecideInvestigatorRecusal{Certificate: "Z2", Upheld: true, In: "Z3"})},
		proceedings.ActRequestPresiderRecusal: {who: []string{"entity", "clerk"}, at: one(proceedings.PenaltyDefence, notified), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			return proceedings.RequestPresiderRecusal{On: r.Today()}
		}},
		proceedings.ActDecidePresiderRecusal: {who: []string{"director"}, facts: fact(proceedings.DecidePresiderRecusal{}), at: one(proceedings.PenaltyDefence,
			then(notified, "clerk", func(r *inspectiontest.ProceedingRun) law.Facts {
				return proceedings.RequestPresiderRecusal{On: r.Today()}
			}))},
		proceedings.ActReplaceInvestigator: {who: []string{"director"}, at: everywhere(), facts: fact(proceedings.ReplaceInvestigator{Out: "Z1", In: "Z3"}), suspended: true},

		law.ActExtendDeadline: {who: []string{"director"}, facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			kind := map[proceedings.Stage]law.DeadlineKind{proceedings.PenaltyFiling: law.DeadlinePenaltyFiling,
				proceedings.PenaltyInvestigation: law.DeadlineInvestigation}[r.Proceeding.Stage]
			if kind == "" {
				kind = law.DeadlinePenaltyDecision
			}
			return law.ExtendDeadline{Deadline: kind, By: inspectiontest.Working(1)}
		}, at: everywhere(proceedings.PenaltyExecution, proceedings.PenaltyPublicTerm)},
		law.ActSuspend: {who: []string{"director"}, at: everywhere(), facts: func(r *inspectiontest.ProceedingRun) law.Facts { return law.Suspend{On: r.Today()} }},
		law.ActResume:  {who: []string{"director"}, at: standing, facts: func(r *inspectiontest.ProceedingRun) law.Facts { return law.Resume{On: r.Today()} }, suspended: true},
		law.ActLapse: {who: []string{"system"}, at: everywhere(), facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			m, _ := r.Proceeding.Deadlines.NextMoment()
			if r.Now.Before(m.At) {
				r.Now = m.At
			}
			return law.Lapse{Moment: m}
		}},
		law.ActRecount: {who: []string{"system"}, at: everywhere(), suspended: true, facts: func(r *inspectiontest.ProceedingRun) law.Facts {
			r.Law.Calendar = inspectiontest.NewerCalendar(r.T, 2027)
			return law.Recount{Calendar: r.Law.Calendar.Version()}
		}},
	}
}

// TestEveryCellOfThePenaltyTable: each act at each stage by each person passes where
// the procedure says so, and is refused in Chinese everywhere else.
func TestEveryCellOfThePenaltyTable(t *testing.T) {
	cells := penaltyCells()
	rules := proceedings.Rules(law.ProceedingPenalty)
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
				require.Equal(t, stage, start.Proceeding.Stage)
				for _, who := range inspectiontest.Names(inspectiontest.People) {
					r := start.Copied()
					facts := want.facts(r)
					err := r.Attempt(inspectiontest.People[who], facts, inspectiontest.Reasoned)
					switch {
					case !slices.Contains(rule.Stages, stage):
						require.False(t, legal)
						e := inspectiontest.RefusedAs(t, "act_not_at_this_stage", err)
						require.Contains(t, e.Message, rule.Name)
						require.Contains(t, e.Message, stage.Chinese())
					case legal && slices.Contains(want.who, who):
						require.NoError(t, err, who)
						roundTrips(t, r.Proceeding)
					default:
						require.Error(t, err, who)
						if legal {
							inspectiontest.RefusedAs(t, "not_your_act", err)
						}
					}
				}
			})
		}
	}
}
