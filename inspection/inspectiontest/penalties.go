package inspectiontest

import (
	"testing"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func Fine(yuan int64) []proceedings.Penalty {
	return []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: yuan * 100}}
}

func InPerson(day calendar.Date) law.PaperService {
	return law.PaperService{Method: law.ServedInPerson, On: day}
}

// Punishing is a decision of a penalty as the tests make it.
func Punishing(penalties []proceedings.Penalty) proceedings.DecisionTerms {
	return proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty, Penalties: penalties, Articles: []string{"劳动保障监察条例第30条"},
		Grade: proceedings.GradeOrdinary, Leniency: proceedings.LeniencyNone, Ordered: Corrected}
}

// Corrected: nothing has to be ordered beside the penalties.
var Corrected = proceedings.Ordered{Correction: proceedings.CorrectedAlready}

// Milder is a decision that is none of a penalty.
func Milder(kind proceedings.DecisionKind, leniency proceedings.Leniency) proceedings.DecisionTerms {
	return proceedings.DecisionTerms{Kind: kind, Articles: []string{"劳动保障监察条例第18条"}, Leniency: leniency}
}

// Spot is a penalty on the spot as the tests make it: the party was told and heard.
func Spot(on calendar.Date, p proceedings.Penalty) proceedings.PunishOnTheSpot {
	return proceedings.PunishOnTheSpot{Party: proceedings.PartyOrganisation, ToldOrally: true, Heard: true, On: on, Penalty: p, Articles: []string{"劳动保障监察条例第30条"}, Ordered: Corrected}
}

// PunishedOnTheSpot by both officers, on the day of the run.
func (r *ProceedingRun) PunishedOnTheSpot(p proceedings.Penalty) *ProceedingRun {
	return r.Do("lead", Spot(r.Today(), p)).Do("member", proceedings.ConfirmOnTheSpot{})
}

// PenaltyCase opens one on the day; the steps below take place at the run's clock.
func PenaltyCase(t testing.TB, day calendar.Date, changes ...func(*proceedings.Opening)) *ProceedingRun {
	t.Helper()
	return openProceeding(t, law.ProceedingPenalty, day, changes...)
}

func (r *ProceedingRun) ProposeFiling() *ProceedingRun {
	return r.Do("lead", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: r.Today().AddDays(-30)})
}

func (r *ProceedingRun) FileCase() *ProceedingRun {
	return r.ProposeFiling().Do("director", proceedings.ApproveFiling{})
}

func (r *ProceedingRun) Investigate(f proceedings.EndInvestigation) *ProceedingRun {
	f.On = r.Today()
	return r.Do("lead", f)
}

func (r *ProceedingRun) InvestigateFor(penalties []proceedings.Penalty) *ProceedingRun {
	return r.Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionPenalty, Penalties: penalties, Grade: proceedings.GradeOrdinary})
}

func (r *ProceedingRun) Tell() *ProceedingRun {
	return r.Do("member", proceedings.ServePriorNotice{Service: InPerson(r.Today())})
}

func (r *ProceedingRun) ProposeTerms(d proceedings.DecisionTerms) *ProceedingRun {
	return r.Do("lead", proceedings.ProposeDecision{Terms: d})
}

func (r *ProceedingRun) Decide(d proceedings.DecisionTerms) *ProceedingRun {
	return r.Do("director", proceedings.DecidePenaltyCase{Terms: d})
}

func (r *ProceedingRun) ServeDecision() *ProceedingRun {
	return r.Do("lead", proceedings.ServeDecision{Service: InPerson(r.Today()), RepairNotice: law.CreditRulesOn(r.Today()).RepairNotice()})
}

func (r *ProceedingRun) PublishPenalty() *ProceedingRun {
	return r.Do("clerk", proceedings.PreparePenaltyEntry{}).Do("director", proceedings.ApprovePenaltyEntry{})
}

func (r *ProceedingRun) Pay(yuan int64) *ProceedingRun {
	return r.Do("clerk", proceedings.RecordPayment{On: r.Today(), Fen: yuan * 100})
}

func (r *ProceedingRun) HearingAsked() *ProceedingRun {
	return r.Do("entity", proceedings.RequestHearing{})
}

func (r *ProceedingRun) HearingNotified(day calendar.Date) *ProceedingRun {
	return r.Do("clerk", proceedings.NotifyHearing{On: r.Today(), Day: day, Presider: "u-presider"})
}

// The way to each stage, in April 2024: opened on Monday the 8th, the window for
// the defence ends on Monday the 15th, decided on the 16th.

func PenaltyOpened(t testing.TB) *ProceedingRun { return PenaltyCase(t, April(8)) }

func PenaltyFilingProposed(t testing.TB) *ProceedingRun { return PenaltyOpened(t).ProposeFiling() }

func PenaltyFiled(t testing.TB) *ProceedingRun { return PenaltyOpened(t).FileCase() }

// PenaltyInvestigated proposes a fine that is large enough for a hearing.
func PenaltyInvestigated(t testing.TB) *ProceedingRun {
	return PenaltyFiled(t).InvestigateFor(Fine(50_000))
}

func PenaltyTold(t testing.TB) *ProceedingRun { return PenaltyInvestigated(t).Tell() }

func PenaltyHeard(t testing.TB) *ProceedingRun { return PenaltyTold(t).OnDay(April(16)) }

func PenaltyDrafted(t testing.TB) *ProceedingRun {
	return PenaltyHeard(t).ProposeTerms(Punishing(Fine(50_000)))
}

func PenaltyDecided(t testing.TB) *ProceedingRun {
	return PenaltyDrafted(t).Decide(Punishing(Fine(50_000)))
}

func PenaltyServed(t testing.TB) *ProceedingRun { return PenaltyDecided(t).ServeDecision() }

func PenaltyPublished(t testing.TB) *ProceedingRun { return PenaltyServed(t).PublishPenalty() }

func PenaltyPaid(t testing.TB) *ProceedingRun { return PenaltyPublished(t).Pay(50_000) }

func PenaltyClosed(t testing.TB) *ProceedingRun {
	return PenaltyPaid(t).Do("director", proceedings.ClosePenaltyCase{})
}
