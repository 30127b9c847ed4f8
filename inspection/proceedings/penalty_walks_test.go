package proceedings_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// walkingFacts are facts of any act, right or wrong, around the day of the run.
func walkingFacts(rt *rapid.T, r *inspectiontest.ProceedingRun) law.Facts {
	day := func() calendar.Date {
		return r.Today().AddDays(rapid.SampledFrom([]int{0, 0, 0, 0, -1, 1, -9}).Draw(rt, "day"))
	}
	fen := func() int64 { return rapid.SampledFrom([]int64{50_000_00, 20_000_00, 1, 0}).Draw(rt, "fen") }
	penalties := func() []proceedings.Penalty {
		return rapid.SampledFrom([][]proceedings.Penalty{inspectiontest.Fine(50_000), inspectiontest.Fine(50_000), inspectiontest.Fine(60_000), inspectiontest.Fine(30_000), {{Kind: proceedings.PenaltyWarning}}, {{Kind: proceedings.PenaltySuspension}}, nil}).Draw(rt, "penalties")
	}
	paper := func() law.PaperService {
		return law.PaperService{Method: rapid.SampledFrom(law.ServiceMethods).Draw(rt, "method"), On: day(), Witnessed: true, Consented: true, OthersFailed: true}
	}
	decision := func() proceedings.DecisionTerms {
		switch kind := rapid.SampledFrom([]proceedings.DecisionKind{proceedings.DecisionPenalty, proceedings.DecisionPenalty, proceedings.DecisionNoPenalty, proceedings.DecisionDismissed, proceedings.DecisionProcessing, proceedings.DecisionTransfer, proceedings.DecisionTerminated}).Draw(rt, "decision"); kind {
		case proceedings.DecisionPenalty:
			return inspectiontest.Punishing(penalties())
		case proceedings.DecisionNoPenalty:
			return inspectiontest.Milder(kind, proceedings.LeniencyExempt)
		case proceedings.DecisionTransfer:
			d := inspectiontest.Milder(kind, proceedings.LeniencyNone)
			d.Transfer = law.ProceedingReferral
			return d
		case proceedings.DecisionTerminated:
			d := inspectiontest.Milder(kind, proceedings.LeniencyNone)
			d.Termination = proceedings.PartyDissolved
			return d
		default:
			return inspectiontest.Milder(kind, proceedings.LeniencyNone)
		}
	}
	yes := func() bool { return rapid.Bool().Draw(rt, "yes") }
	makers := []func() law.Facts{
		func() law.Facts {
			return proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true}
		},
		func() law.Facts { return proceedings.ApproveFiling{} },
		func() law.Facts {
			return inspectiontest.Spot(day(), proceedings.Penalty{Kind: proceedings.PenaltyFine, Fen: 100})
		},
		func() law.Facts { return proceedings.ConfirmOnTheSpot{} },
		func() law.Facts {
			f := proceedings.EndInvestigation{On: day(), Established: yes(), Decision: proceedings.DecisionPenalty, Penalties: penalties(), Grade: proceedings.GradeOrdinary, NewFacts: yes()}
			if !f.Established {
				f.Decision, f.Penalties = proceedings.DecisionDismissed, nil
			}
			return f
		},
		func() law.Facts { return proceedings.ServePriorNotice{Service: paper()} },
		func() law.Facts { return proceedings.RecordDefence{On: day()} },
		func() law.Facts {
			f := cases.CorrectEntry{ServedOn: day(), Seq: r.Proceeding.Penalty.Execution.ServedSeq}
			if n := r.Proceeding.Penalty.Notice; n != nil && r.Proceeding.Stage == proceedings.PenaltyDefence {
				f.Seq = n.Seq
			}
			return f
		},
		func() law.Facts { return proceedings.WaiveDefence{On: day()} },
		func() law.Facts { return proceedings.RequestHearing{On: day()} },
		func() law.Facts {
			return proceedings.NotifyHearing{On: day(), Day: r.Today().AddDays(14), Presider: "u-presider"}
		},
		func() law.Facts { return proceedings.RecordHearing{On: day(), Abandoned: yes()} },
		func() law.Facts { return proceedings.ReviewDefence{On: day(), View: proceedings.DefencePartly} },
		func() law.Facts { return proceedings.ReturnInvestigation{} },
		func() law.Facts { return proceedings.ProposeDecision{Terms: decision()} },
		func() law.Facts {
			return proceedings.ReviewLegally{Passed: yes(), Reviewer: proceedings.ReviewerQualified}
		},
		func() law.Facts { return proceedings.DiscussDecision{On: day()} },
		func() law.Facts { return proceedings.DecidePenaltyCase{Terms: decision()} },
		func() law.Facts { return proceedings.ServeDecision{Service: paper()} },
		func() law.Facts { return proceedings.ReportOnTheSpot{On: day()} },
		func() law.Facts { return proceedings.PreparePenaltyEntry{} },
		func() law.Facts { return proceedings.ReturnPenaltyEntry{} },
		func() law.Facts { return proceedings.ApprovePenaltyEntry{} },
		func() law.Facts { return proceedings.RecordPayment{On: day(), Fen: fen()} },
		func() law.Facts {
			return proceedings.AskInstalments{On: day(), Parts: []proceedings.Instalment{{On: r.Today().AddDays(30), Fen: r.Proceeding.Owed(r.Today()).Fine}}}
		},
		func() law.Facts { return proceedings.ApproveInstalments{} },
		func() law.Facts { return proceedings.RefuseInstalments{} },
		func() law.Facts { return proceedings.RemitSurcharge{Fen: fen()} },
		func() law.Facts { return proceedings.RecordPerformance{On: day()} },
		func() law.Facts { return proceedings.RecordEducation{On: day()} },
		func() law.Facts { return proceedings.RequestPresiderRecusal{On: day()} },
		func() law.Facts { return proceedings.DecidePresiderRecusal{Upheld: yes(), In: "u-other"} },
		func() law.Facts {
			return proceedings.RecordRemedy{Remedy: rapid.SampledFrom(proceedings.RemedyKinds).Draw(rt, "remedy"), On: day()}
		},
		func() law.Facts {
			f := proceedings.RecordRemedyOutcome{On: day(), Outcome: rapid.SampledFrom(proceedings.RemedyOutcomes).Draw(rt, "outcome")}
			switch f.Outcome {
			case proceedings.RemedyChanged, proceedings.RemedyPartlyQuashed, proceedings.RemedyMediated:
				f.Penalties = inspectiontest.Fine(10_000)
			}
			return f
		},
		func() law.Facts { return proceedings.WithdrawEntry{} },
		func() law.Facts { return proceedings.RecordRefund{On: day(), Fen: fen()} },
		func() law.Facts { return proceedings.ServeDemand{Service: paper()} },
		func() law.Facts { return proceedings.ApplyToCourt{On: day()} },
		func() law.Facts {
			return proceedings.RecordCourtResult{On: day(), Result: rapid.SampledFrom(proceedings.CourtResults).Draw(rt, "result")}
		},
		func() law.Facts {
			return proceedings.RecordPayment{On: day(), Fen: fen(), Channel: proceedings.CollectedOnTheSpot, Receipt: "1", Ground: rapid.SampledFrom(proceedings.CollectionGrounds).Draw(rt, "ground")}
		},
		func() law.Facts {
			return rapid.SampledFrom([]proceedings.ProposeSelfCorrection{revokes, lowers(10_000)}).Draw(rt, "correction")
		},
		func() law.Facts { return proceedings.ReviewSelfCorrection{Passed: yes()} },
		func() law.Facts { return proceedings.DecideSelfCorrection{Approved: yes()} },
		func() law.Facts { return proceedings.HandInCollected{On: day()} },
		func() law.Facts { return proceedings.BankCollected{On: day()} },
		func() law.Facts { return proceedings.HandOverExecution{On: day()} },
		func() law.Facts {
			return proceedings.RecordOrganResult{On: day(), Result: rapid.SampledFrom(proceedings.OrganResults).Draw(rt, "organ")}
		},
		func() law.Facts { return proceedings.ClosePenaltyCase{} },
		func() law.Facts { return proceedings.DecidePublicity{Show: rapid.Bool().Draw(rt, "show")} },
		func() law.Facts { return proceedings.RecountPublicTerm{Rules: "2026"} },
		func() law.Facts { return proceedings.AskCreditRepair{On: day()} },
		func() law.Facts { return proceedings.ApproveCreditRepair{} },
		func() law.Facts { return proceedings.RefuseCreditRepair{} },
		func() law.Facts { return law.Suspend{On: day()} },
		func() law.Facts { return law.Resume{On: day()} },
		func() law.Facts { return proceedings.HoldProceeding{By: "G1", On: day()} },
		func() law.Facts { return proceedings.ReleaseProceeding{By: "G1", On: day()} },
		func() law.Facts { return proceedings.AwaitCriminalCase{By: "G1", On: day()} },
		func() law.Facts {
			return proceedings.RecordCriminalReturn{Outcome: rapid.SampledFrom(proceedings.CriminalOutcomes).Draw(rt, "criminal outcome"), On: day(), Opinion: yes()}
		},
		func() law.Facts { return proceedings.AnswerProcuratorate{On: day()} },
		func() law.Facts { return proceedings.EndByJudgment{On: day()} },
	}
	return rapid.SampledFrom(makers).Draw(rt, "act")()
}

// TestAnyActsLeaveAPenaltyCaseSound: whatever people and clock do in whatever order,
// a penalty case keeps its invariants; attempt checks that a refusal changes nothing.
func TestAnyActsLeaveAPenaltyCaseSound(t *testing.T) {
	persons := inspectiontest.Names(inspectiontest.People)
	reached := map[proceedings.Stage]bool{}
	rapid.Check(t, func(rt *rapid.T) {
		start := rapid.SampledFrom(penaltyStagesInOrder[:7]).Draw(rt, "from")
		r := penaltyAnywhere[start](t)
		r.T = rt
		rt.Repeat(map[string]func(*rapid.T){
			"an act by one who may": func(rt *rapid.T) {
				facts := walkingFacts(rt, r)
				for _, who := range persons {
					if a, err := law.NewAct(inspectiontest.People[who], r.Now, facts); err == nil {
						if a.Reasoned = true; r.Proceeding.Permit(a) == nil {
							mustBeOurs(rt, r.Attempt(inspectiontest.People[who], facts, inspectiontest.Reasoned))
							return
						}
					}
				}
			},
			"an act by anybody": func(rt *rapid.T) {
				mustBeOurs(rt, r.Attempt(inspectiontest.People[rapid.SampledFrom(persons).Draw(rt, "who")], walkingFacts(rt, r)))
			},
			"time passes": func(rt *rapid.T) {
				r.At(r.Now.Add(time.Duration(rapid.SampledFrom([]int{1, 30, 100, 24 * 16, 24 * 70}).Draw(rt, "hours")) * time.Hour))
			},
			"": func(rt *rapid.T) {
				soundPenaltyCase(rt, r)
				reached[r.Proceeding.Stage] = true
			},
		})
	})
	require.GreaterOrEqual(t, len(reached), 6, "the walks reach most stages: %v", reached)
}

// mustBeOurs: a refusal is one of the domain.
func mustBeOurs(rt *rapid.T, err error) {
	if err != nil {
		require.NotEqual(rt, law.KindInternal, law.KindOf(err), err.Error())
	}
}

func soundPenaltyCase(rt *rapid.T, r *inspectiontest.ProceedingRun) {
	w := r.Proceeding.Penalty
	seen := map[law.DeadlineKind]bool{}
	for _, d := range r.Proceeding.Deadlines {
		require.False(rt, seen[d.Kind], "one period of a kind")
		seen[d.Kind] = true
	}
	require.Equal(rt, r.Proceeding.Stage == proceedings.Closed, !r.Proceeding.Closed.IsZero())
	if !r.Proceeding.Stage.Open() {
		require.Empty(rt, r.Proceeding.Deadlines)
		require.NotEmpty(rt, r.Proceeding.Ending.Chinese())
	} else {
		require.NotEmpty(rt, r.Proceeding.Deadlines, "nothing would ever ask for this case at %s", r.Proceeding.Stage)
	}
	require.Equal(rt, len(w.Holds) > 0 && r.Proceeding.Stage.Open(), len(w.Holds) > 0 && r.Proceeding.Stage.Open() && r.Proceeding.Suspended(), "held is standing still")
	if d := w.Decision; d != nil {
		if d.Terms.Kind == proceedings.DecisionPenalty && !d.OnTheSpot {
			require.NotNil(rt, w.Notice, "nobody is punished unheard")
			require.NotEmpty(rt, w.Proposal)
		}
		owed := r.Proceeding.Owed(r.Today())
		require.GreaterOrEqual(rt, min(owed.Fine, owed.Surcharge, owed.Confiscation), int64(0))
	}
	if shown := len(r.Entries); shown > 0 && r.Entries[shown-1].Withdrawn {
		require.True(rt, w.Public.On.IsZero())
	}
}
