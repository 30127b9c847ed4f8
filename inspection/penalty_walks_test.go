package inspection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// walkingFacts are facts of any act, right or wrong, around the day of the run.
func walkingFacts(rt *rapid.T, r *proceedingRun) inspection.Facts {
	day := func() calendar.Date {
		return r.today().AddDays(rapid.SampledFrom([]int{0, 0, 0, 0, -1, 1, -9}).Draw(rt, "day"))
	}
	fen := func() int64 { return rapid.SampledFrom([]int64{50_000_00, 20_000_00, 1, 0}).Draw(rt, "fen") }
	penalties := func() []inspection.Penalty {
		return rapid.SampledFrom([][]inspection.Penalty{fine(50_000), fine(50_000), fine(60_000), fine(30_000), {{Kind: inspection.PenaltyWarning}}, {{Kind: inspection.PenaltySuspension}}, nil}).Draw(rt, "penalties")
	}
	paper := func() inspection.PaperService {
		return inspection.PaperService{Method: rapid.SampledFrom(inspection.ServiceMethods).Draw(rt, "method"), On: day(), Witnessed: true, Consented: true, OthersFailed: true}
	}
	decision := func() inspection.DecisionTerms {
		switch kind := rapid.SampledFrom([]inspection.DecisionKind{inspection.DecisionPenalty, inspection.DecisionPenalty, inspection.DecisionNoPenalty, inspection.DecisionDismissed, inspection.DecisionProcessing, inspection.DecisionTransfer}).Draw(rt, "decision"); kind {
		case inspection.DecisionPenalty:
			return punishing(penalties())
		case inspection.DecisionNoPenalty:
			return milder(kind, inspection.LeniencyExempt)
		case inspection.DecisionTransfer:
			d := milder(kind, inspection.LeniencyNone)
			d.Transfer = inspection.ProceedingReferral
			return d
		default:
			return milder(kind, inspection.LeniencyNone)
		}
	}
	yes := func() bool { return rapid.Bool().Draw(rt, "yes") }
	makers := []func() inspection.Facts{
		func() inspection.Facts {
			return inspection.ProposeFiling{Party: inspection.PartyOrganisation, Continuing: true}
		},
		func() inspection.Facts { return inspection.ApproveFiling{} },
		func() inspection.Facts {
			return inspection.PunishOnTheSpot{On: day(), Penalty: inspection.Penalty{Kind: inspection.PenaltyFine, Fen: 100}, Articles: []string{"A"}}
		},
		func() inspection.Facts {
			f := inspection.EndInvestigation{On: day(), Established: yes(), Decision: inspection.DecisionPenalty, Penalties: penalties(), Grade: inspection.GradeOrdinary, NewFacts: yes()}
			if !f.Established {
				f.Decision, f.Penalties = inspection.DecisionDismissed, nil
			}
			return f
		},
		func() inspection.Facts { return inspection.ServePriorNotice{Service: paper()} },
		func() inspection.Facts { return inspection.RecordDefence{On: day()} },
		func() inspection.Facts {
			f := inspection.CorrectEntry{ServedOn: day(), Seq: r.p.Penalty.Execution.ServedSeq}
			if n := r.p.Penalty.Notice; n != nil && r.p.Stage == inspection.PenaltyDefence {
				f.Seq = n.Seq
			}
			return f
		},
		func() inspection.Facts { return inspection.WaiveDefence{On: day()} },
		func() inspection.Facts { return inspection.RequestHearing{On: day()} },
		func() inspection.Facts {
			return inspection.NotifyHearing{On: day(), Day: r.today().AddDays(14), Presider: "u-presider"}
		},
		func() inspection.Facts { return inspection.RecordHearing{On: day(), Abandoned: yes()} },
		func() inspection.Facts { return inspection.ReviewDefence{On: day(), View: inspection.DefencePartly} },
		func() inspection.Facts { return inspection.ReturnInvestigation{} },
		func() inspection.Facts { return inspection.ProposeDecision{Terms: decision()} },
		func() inspection.Facts { return inspection.ReviewLegally{Passed: yes()} },
		func() inspection.Facts { return inspection.DiscussDecision{On: day()} },
		func() inspection.Facts { return inspection.DecidePenaltyCase{Terms: decision()} },
		func() inspection.Facts { return inspection.ServeDecision{Service: paper()} },
		func() inspection.Facts { return inspection.ReportOnTheSpot{On: day()} },
		func() inspection.Facts { return inspection.PreparePenaltyEntry{} },
		func() inspection.Facts { return inspection.ReturnPenaltyEntry{} },
		func() inspection.Facts { return inspection.ApprovePenaltyEntry{} },
		func() inspection.Facts { return inspection.RecordPayment{On: day(), Fen: fen()} },
		func() inspection.Facts {
			return inspection.AskInstalments{On: day(), Parts: []inspection.Instalment{{On: r.today().AddDays(30), Fen: r.p.Owed(r.today()).Fine}}}
		},
		func() inspection.Facts { return inspection.ApproveInstalments{} },
		func() inspection.Facts { return inspection.RefuseInstalments{} },
		func() inspection.Facts { return inspection.RemitSurcharge{Fen: fen()} },
		func() inspection.Facts { return inspection.RecordPerformance{On: day()} },
		func() inspection.Facts {
			return inspection.RecordRemedy{Remedy: rapid.SampledFrom(inspection.RemedyKinds).Draw(rt, "remedy"), On: day()}
		},
		func() inspection.Facts {
			f := inspection.RecordRemedyOutcome{On: day(), Outcome: rapid.SampledFrom(inspection.RemedyOutcomes).Draw(rt, "outcome")}
			if f.Outcome == inspection.RemedyChanged {
				f.Penalties = fine(10_000)
			}
			return f
		},
		func() inspection.Facts { return inspection.WithdrawEntry{} },
		func() inspection.Facts { return inspection.RecordRefund{On: day(), Fen: fen()} },
		func() inspection.Facts { return inspection.ServeDemand{Service: paper()} },
		func() inspection.Facts { return inspection.ApplyToCourt{On: day()} },
		func() inspection.Facts {
			return inspection.RecordCourtResult{On: day(), Result: rapid.SampledFrom(inspection.CourtResults).Draw(rt, "result")}
		},
		func() inspection.Facts { return inspection.ClosePenaltyCase{} },
		func() inspection.Facts { return inspection.AskCreditRepair{On: day()} },
		func() inspection.Facts { return inspection.ApproveCreditRepair{} },
		func() inspection.Facts { return inspection.RefuseCreditRepair{} },
		func() inspection.Facts { return inspection.Suspend{On: day()} },
		func() inspection.Facts { return inspection.Resume{On: day()} },
		func() inspection.Facts { return inspection.HoldProceeding{By: "G1", On: day()} },
		func() inspection.Facts { return inspection.ReleaseProceeding{By: "G1", On: day()} },
	}
	return rapid.SampledFrom(makers).Draw(rt, "act")()
}

// TestAnyActsLeaveAPenaltyCaseSound: whatever people and clock do in whatever order,
// a penalty case keeps its invariants; attempt checks that a refusal changes nothing.
func TestAnyActsLeaveAPenaltyCaseSound(t *testing.T) {
	persons := names(people)
	reached := map[inspection.ProceedingStage]bool{}
	rapid.Check(t, func(rt *rapid.T) {
		start := rapid.SampledFrom(penaltyStagesInOrder[:7]).Draw(rt, "from")
		r := penaltyAnywhere[start](t)
		r.t = rt
		rt.Repeat(map[string]func(*rapid.T){
			"an act by one who may": func(rt *rapid.T) {
				facts := walkingFacts(rt, r)
				for _, who := range persons {
					if a, err := inspection.NewAct(people[who], r.now, facts); err == nil {
						if a.Reasoned = true; r.p.Permit(a) == nil {
							mustBeOurs(rt, r.attempt(people[who], facts, reasoned))
							return
						}
					}
				}
			},
			"an act by anybody": func(rt *rapid.T) {
				mustBeOurs(rt, r.attempt(people[rapid.SampledFrom(persons).Draw(rt, "who")], walkingFacts(rt, r)))
			},
			"time passes": func(rt *rapid.T) {
				r.at(r.now.Add(time.Duration(rapid.SampledFrom([]int{1, 30, 100, 24 * 16, 24 * 70}).Draw(rt, "hours")) * time.Hour))
			},
			"": func(rt *rapid.T) {
				soundPenaltyCase(rt, r)
				reached[r.p.Stage] = true
			},
		})
	})
	require.GreaterOrEqual(t, len(reached), 6, "the walks reach most stages: %v", reached)
}

// mustBeOurs: a refusal is one of the domain.
func mustBeOurs(rt *rapid.T, err error) {
	if err != nil {
		require.NotEqual(rt, inspection.KindInternal, inspection.KindOf(err), err.Error())
	}
}

func soundPenaltyCase(rt *rapid.T, r *proceedingRun) {
	w := r.p.Penalty
	seen := map[inspection.DeadlineKind]bool{}
	for _, d := range r.p.Deadlines {
		require.False(rt, seen[d.Kind], "one period of a kind")
		seen[d.Kind] = true
	}
	require.Equal(rt, r.p.Stage == inspection.ProceedingClosed, !r.p.Closed.IsZero())
	if !r.p.Stage.Open() {
		require.Empty(rt, r.p.Deadlines)
		require.NotEmpty(rt, r.p.Ending.Chinese())
	} else {
		require.NotEmpty(rt, r.p.Deadlines, "nothing would ever ask for this case at %s", r.p.Stage)
	}
	require.Equal(rt, len(w.Holds) > 0 && r.p.Stage.Open(), len(w.Holds) > 0 && r.p.Stage.Open() && r.p.Suspended(), "held is standing still")
	if d := w.Decision; d != nil {
		if d.Terms.Kind == inspection.DecisionPenalty && !d.OnTheSpot {
			require.NotNil(rt, w.Notice, "nobody is punished unheard")
			require.NotEmpty(rt, w.Proposal)
		}
		owed := r.p.Owed(r.today())
		require.GreaterOrEqual(rt, min(owed.Fine, owed.Surcharge, owed.Confiscation), int64(0))
	}
	if shown := len(r.entries); shown > 0 && r.entries[shown-1].Withdrawn {
		require.True(rt, w.Public.On.IsZero())
	}
}
