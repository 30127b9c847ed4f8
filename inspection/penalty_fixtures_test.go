package inspection_test

import (
	"testing"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func fine(yuan int64) []inspection.Penalty {
	return []inspection.Penalty{{Kind: inspection.PenaltyFine, Fen: yuan * 100}}
}

func inPerson(day calendar.Date) inspection.PaperService {
	return inspection.PaperService{Method: inspection.ServedInPerson, On: day}
}

// punishing is a decision of a penalty as the tests make it.
func punishing(penalties []inspection.Penalty) inspection.DecisionTerms {
	return inspection.DecisionTerms{Kind: inspection.DecisionPenalty, Penalties: penalties, Articles: []string{"劳动保障监察条例第30条"},
		Grade: inspection.GradeOrdinary, Leniency: inspection.LeniencyNone}
}

// milder is a decision that is none of a penalty.
func milder(kind inspection.DecisionKind, leniency inspection.Leniency) inspection.DecisionTerms {
	return inspection.DecisionTerms{Kind: kind, Articles: []string{"劳动保障监察条例第18条"}, Leniency: leniency}
}

// penaltyCase opens one on the day; the steps below take place at the run's clock.
func penaltyCase(t testing.TB, day calendar.Date, changes ...func(*inspection.ProceedingOpening)) *proceedingRun {
	t.Helper()
	return openProceeding(t, inspection.ProceedingPenalty, day, changes...)
}

func (r *proceedingRun) proposeFiling() *proceedingRun {
	return r.do("lead", inspection.ProposeFiling{Party: inspection.PartyOrganisation, EndedOn: r.today().AddDays(-30)})
}

func (r *proceedingRun) fileCase() *proceedingRun {
	return r.proposeFiling().do("director", inspection.ApproveFiling{})
}

func (r *proceedingRun) investigate(f inspection.EndInvestigation) *proceedingRun {
	f.On = r.today()
	return r.do("lead", f)
}

func (r *proceedingRun) investigateFor(penalties []inspection.Penalty) *proceedingRun {
	return r.investigate(inspection.EndInvestigation{Established: true, Decision: inspection.DecisionPenalty, Penalties: penalties, Grade: inspection.GradeOrdinary})
}

func (r *proceedingRun) tell() *proceedingRun {
	return r.do("member", inspection.ServePriorNotice{Service: inPerson(r.today())})
}

func (r *proceedingRun) proposeTerms(d inspection.DecisionTerms) *proceedingRun {
	return r.do("lead", inspection.ProposeDecision{Terms: d})
}

func (r *proceedingRun) decide(d inspection.DecisionTerms) *proceedingRun {
	return r.do("director", inspection.DecidePenaltyCase{Terms: d})
}

func (r *proceedingRun) serveDecision() *proceedingRun {
	return r.do("lead", inspection.ServeDecision{Service: inPerson(r.today())})
}

func (r *proceedingRun) publishPenalty() *proceedingRun {
	return r.do("clerk", inspection.PreparePenaltyEntry{}).do("director", inspection.ApprovePenaltyEntry{})
}

func (r *proceedingRun) pay(yuan int64) *proceedingRun {
	return r.do("clerk", inspection.RecordPayment{On: r.today(), Fen: yuan * 100})
}

func (r *proceedingRun) hearingAsked() *proceedingRun {
	return r.do("entity", inspection.RequestHearing{})
}

func (r *proceedingRun) hearingNotified(day calendar.Date) *proceedingRun {
	return r.do("clerk", inspection.NotifyHearing{On: r.today(), Day: day, Presider: "u-presider"})
}

// The way to each stage, in April 2024: opened on Monday the 8th, the window for
// the defence ends on Monday the 15th, decided on the 16th.

func pOpened(t testing.TB) *proceedingRun { return penaltyCase(t, april(8)) }

func pProposed(t testing.TB) *proceedingRun { return pOpened(t).proposeFiling() }

func pFiled(t testing.TB) *proceedingRun { return pOpened(t).fileCase() }

// pInvestigated proposes a fine that is large enough for a hearing.
func pInvestigated(t testing.TB) *proceedingRun { return pFiled(t).investigateFor(fine(50_000)) }

func pTold(t testing.TB) *proceedingRun { return pInvestigated(t).tell() }

func pHeard(t testing.TB) *proceedingRun { return pTold(t).onDay(april(16)) }

func pDrafted(t testing.TB) *proceedingRun { return pHeard(t).proposeTerms(punishing(fine(50_000))) }

func pDecided(t testing.TB) *proceedingRun { return pDrafted(t).decide(punishing(fine(50_000))) }

func pServed(t testing.TB) *proceedingRun { return pDecided(t).serveDecision() }

func pPublished(t testing.TB) *proceedingRun { return pServed(t).publishPenalty() }

func pPaid(t testing.TB) *proceedingRun { return pPublished(t).pay(50_000) }

func pClosed(t testing.TB) *proceedingRun {
	return pPaid(t).do("director", inspection.ClosePenaltyCase{})
}
