package workflows_test

import (
	"slices"
	"testing"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/workflows"
)

// roads lead to what chance seldom comes to: months pass on them.
var penaltyRoads = func() [][]string {
	filed := []string{"propose_filing", "approve_filing"}
	decided := slices.Concat(filed, []string{"end_investigation", "serve_prior_notice", "waive_defence", "propose_decision", "decide_penalty_case"})
	published := slices.Concat(decided, []string{"serve_decision", "prepare_penalty_entry", "approve_penalty_entry"})
	done := slices.Concat(published, []string{"record_payment", "record_performance"})
	closed := slices.Concat(published, []string{"record_payment", "record_performance", "close_penalty_case"})
	return [][]string{
		nil, nil,
		slices.Concat(filed, []string{"end_investigation", "serve_prior_notice"}),
		slices.Concat(filed, []string{"end_investigation", "serve_prior_notice", "record_defence", "end penalty_defence"}),
		slices.Concat(filed, []string{"end_investigation", "serve_prior_notice", "end penalty_defence"}),
		decided, published,
		slices.Concat(published, []string{"end penalty_payment", "serve_demand", "end litigation", "apply_to_court"}),
		closed,
		slices.Concat(closed, []string{"wait 100", "ask_credit_repair"}),
		slices.Concat(done, []string{"wait 100", "ask_credit_repair"}),
		slices.Concat(closed, []string{"record_remedy", "record_remedy_outcome"}),
		slices.Concat(published, []string{"record_payment", "record_remedy", "record_remedy_outcome"}),
		slices.Concat(filed, []string{"punish_on_the_spot", "report_on_the_spot"}),
	}
}()

func TestPenaltiesWalk(t *testing.T) {
	besides(t, penaltyModel, func(w *walk, c inspection.Case, n int) {
		road := penaltyRoads[n%len(penaltyRoads)]
		w.road = slices.Clone(road)
		flags := w.model.flags
		for _, f := range words([]string{"fine", "fine", "fine business", "business", "none"}[w.random.IntN(5)]) {
			flags[f] = true
		}
		if len(road) > 2 {
			delete(flags, "none")
			if !flags["business"] {
				flags["fine"] = true
			}
		}
		flags[[]string{"changed", "quashed", "changed", "withdrawn", "upheld"}[w.random.IntN(5)]] = true
		for _, f := range words("abandons strict sues") {
			if w.random.IntN(3) == 0 {
				flags[f] = true
			}
		}
		no := w.opens(inspection.ProceedingPenalty, c, n, "penalty_filing:5")
		walkProceeding(w, no, workflows.PenaltyCase, func(p inspection.Proceeding, kind inspection.ActKind, today calendar.Date) inspection.Facts {
			return penaltyFacts(w, p, kind, today)
		})
	})
}

func (m *model) penalties() []inspection.Penalty {
	var out []inspection.Penalty
	if m.flags["fine"] {
		out = append(out, inspection.Penalty{Kind: inspection.PenaltyFine, Fen: decidedFine})
	}
	if m.flags["business"] {
		out = append(out, inspection.Penalty{Kind: inspection.PenaltySuspension})
	}
	return out
}

// terms are those of the decision that the walk takes.
func (m *model) terms() inspection.DecisionTerms {
	d := inspection.DecisionTerms{Kind: inspection.DecisionPenalty, Penalties: m.penalties(), Articles: []string{"劳动保障监察条例第30条"},
		Grade: inspection.GradeOrdinary, Leniency: inspection.LeniencyNone}
	if m.flags["none"] {
		d.Kind, d.Grade, d.Penalties = inspection.DecisionNoPenalty, "", nil
	}
	return d
}

// penaltyFacts are sound facts; nil where the day for them has not come or has gone.
// With no day they are of the act's type only.
func penaltyFacts(w *walk, p inspection.Proceeding, kind inspection.ActKind, today calendar.Date) inspection.Facts {
	m, undated := w.model, today.IsZero()
	inPerson := inspection.PaperService{Method: inspection.ServedInPerson, On: today}
	switch kind {
	case inspection.ActProposeFiling:
		return inspection.ProposeFiling{Party: inspection.PartyOrganisation, Continuing: true}
	case inspection.ActApproveFiling:
		return inspection.ApproveFiling{}
	case inspection.ActRefuseFiling:
		return inspection.RefuseFiling{}
	case inspection.ActPunishOnTheSpot:
		return inspection.PunishOnTheSpot{On: today, Penalty: inspection.Penalty{Kind: inspection.PenaltyFine, Fen: spotFine}, Articles: []string{"劳动保障监察条例第30条"}}
	case inspection.ActEndInvestigation:
		d := m.terms()
		return inspection.EndInvestigation{On: today, Established: !m.flags["none"], Decision: d.Kind, Penalties: d.Penalties, Grade: d.Grade}
	case inspection.ActServePriorNotice:
		return inspection.ServePriorNotice{Service: inPerson}
	case inspection.ActReturnInvestigation:
		return inspection.ReturnInvestigation{}
	case inspection.ActProposeDecision:
		return inspection.ProposeDecision{Terms: m.terms()}
	case inspection.ActReviewLegally:
		return inspection.ReviewLegally{Passed: !m.flags["strict"]}
	case inspection.ActDiscussDecision:
		return inspection.DiscussDecision{On: today}
	case inspection.ActDecidePenaltyCase:
		return inspection.DecidePenaltyCase{Terms: m.terms()}
	case inspection.ActRequestInvestigatorRecusal:
		if m.flags["recusal"] && !undated {
			return nil // one at a time
		}
		return w.recusal(p, today)
	case inspection.ActDecideInvestigatorRecusal:
		return w.recusalDecision(p, undated)
	case inspection.ActReviewDefence:
		return inspection.ReviewDefence{On: today, View: inspection.DefenceRejected}
	case inspection.ActCorrectEntry:
		f := inspection.CorrectEntry{ServedOn: m.rightDay(), Seq: p.Penalty.Execution.ServedSeq}
		if p.Stage == inspection.PenaltyDefence {
			f.Seq = p.Penalty.Notice.Seq
		}
		return f
	case inspection.ActRecordDefence:
		return inspection.RecordDefence{On: m.inWindow()}
	case inspection.ActRequestHearing:
		return inspection.RequestHearing{On: m.inWindow()}
	case inspection.ActWaiveDefence:
		return inspection.WaiveDefence{On: today}
	case inspection.ActNotifyHearing:
		return inspection.NotifyHearing{On: today, Day: today.AddDays(hearingAhead), Presider: "supervisor"}
	case inspection.ActRecordHearing:
		if !undated && today.Before(m.penalty.hearingOn) {
			return nil
		}
		return inspection.RecordHearing{On: today, Abandoned: m.flags["abandons"]}
	}
	return executionFacts(w, kind, today)
}

func executionFacts(w *walk, kind inspection.ActKind, today calendar.Date) inspection.Facts {
	m, b, undated := w.model, w.model.penalty, today.IsZero()
	inPerson := inspection.PaperService{Method: inspection.ServedInPerson, On: today}
	fine, surcharge := int64(1), int64(1)
	if !undated {
		fine, surcharge = m.owed(today)
	}
	switch kind {
	case inspection.ActServeDecision:
		return inspection.ServeDecision{Service: inPerson}
	case inspection.ActReportOnTheSpot:
		return inspection.ReportOnTheSpot{On: today}
	case inspection.ActPreparePenaltyEntry:
		return inspection.PreparePenaltyEntry{}
	case inspection.ActReturnPenaltyEntry:
		return inspection.ReturnPenaltyEntry{}
	case inspection.ActApprovePenaltyEntry:
		return inspection.ApprovePenaltyEntry{}
	case inspection.ActRecordPayment:
		return inspection.RecordPayment{On: today, Fen: fine + surcharge}
	case inspection.ActRemitSurcharge:
		if surcharge == 0 {
			return nil
		}
		return inspection.RemitSurcharge{Fen: surcharge}
	case inspection.ActRecordPerformance:
		return inspection.RecordPerformance{On: today}
	case inspection.ActAskInstalments:
		return inspection.AskInstalments{On: today, Parts: []inspection.Instalment{{On: today.AddDays(deferredBy), Fen: fine}}}
	case inspection.ActApproveInstalments:
		if !undated && (!b.asked.After(today) || fine == 0) {
			return nil
		}
		return inspection.ApproveInstalments{}
	case inspection.ActRefuseInstalments:
		return inspection.RefuseInstalments{}
	case inspection.ActRecordRemedyOutcome:
		return m.remedyOutcome(today)
	case inspection.ActWithdrawEntry:
		return inspection.WithdrawEntry{}
	case inspection.ActRecordRefund:
		return inspection.RecordRefund{On: today, Fen: m.overpaid()}
	case inspection.ActRecordRemedy:
		return m.remedy(today)
	case inspection.ActServeDemand:
		if !undated && !m.demandable() {
			return nil
		}
		return inspection.ServeDemand{Service: inPerson}
	case inspection.ActApplyToCourt:
		if s := m.periods["court_application"]; !undated && (s == nil || s.overdue || m.runs("penalty_demand") || !today.After(b.litigationOver) || !today.After(s.from)) {
			return nil
		}
		return inspection.ApplyToCourt{On: today}
	case inspection.ActRecordCourtResult:
		result := inspection.CourtGranted
		if m.flags["granted"] {
			result = inspection.CourtEnforced
		}
		return inspection.RecordCourtResult{On: today, Result: result}
	case inspection.ActClosePenaltyCase:
		return inspection.ClosePenaltyCase{}
	case inspection.ActAskCreditRepair:
		if !undated && !today.After(monthsAfter(b.decided, 3)) {
			return nil
		}
		return inspection.AskCreditRepair{On: today}
	case inspection.ActApproveCreditRepair:
		return inspection.ApproveCreditRepair{}
	case inspection.ActRefuseCreditRepair:
		return inspection.RefuseCreditRepair{}
	}
	return commonFacts(kind, today)
}

// demandable: the term for what is not done is over.
func (m *model) demandable() bool {
	for _, name := range words("penalty_payment penalty_performance") {
		if s := m.periods[name]; s != nil && !s.overdue {
			return false
		}
	}
	return true
}

// remedy that is still open; nil where there is none.
func (m *model) remedy(today calendar.Date) inspection.Facts {
	b := m.penalty
	switch n := len(b.remedies); {
	case today.IsZero():
		return inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: today}
	case n > 0 && b.remedies[n-1].court:
		return nil
	case n > 0 && !m.runs("litigation_after_reconsideration") && !m.runs("litigation"):
		return nil
	case n > 0:
		return inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: today}
	case m.reconsidering():
		return inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: today}
	case m.runs("litigation"):
		return inspection.RecordRemedy{Remedy: inspection.RemedyLitigation, On: today}
	}
	return nil
}

func (m *model) remedyOutcome(today calendar.Date) inspection.Facts {
	f := inspection.RecordRemedyOutcome{On: today, Outcome: inspection.RemedyOutcome(m.outcome())}
	if f.Outcome == inspection.RemedyChanged {
		f.Penalties = []inspection.Penalty{{Kind: inspection.PenaltyFine, Fen: changedFine}}
		if m.penalty.fine == 0 && !today.IsZero() {
			return nil // there was no fine that could become smaller
		}
	}
	return f
}

func (w *walk) recusal(p inspection.Proceeding, today calendar.Date) inspection.Facts {
	for _, certificate := range slices.Backward(p.Team) {
		if today.IsZero() || !slices.Contains(w.model.penalty.recused, certificate) {
			if !today.IsZero() {
				w.model.penalty.recused = append(w.model.penalty.recused, certificate)
			}
			return inspection.RequestInvestigatorRecusal{Certificate: certificate, On: today}
		}
	}
	return nil
}

// recusalDecision: granted where the inspector has been replaced meanwhile, otherwise
// by chance; one inspector at a time.
func (w *walk) recusalDecision(p inspection.Proceeding, undated bool) inspection.Facts {
	for _, r := range p.Penalty.Recusals {
		if r.DecidedBy != "" {
			continue
		}
		f := inspection.DecideInvestigatorRecusal{Certificate: r.Certificate, Upheld: !p.Team.Has(r.Certificate)}
		if !undated && p.Team.Has(r.Certificate) && w.random.IntN(2) == 0 {
			if swap, _ := w.replacement(p); swap != nil {
				f.Upheld, f.In = true, swap.(inspection.ReplaceInvestigator).In
			}
		}
		return f
	}
	return inspection.DecideInvestigatorRecusal{}
}

// onPaper: what the entity handed in within its window is entered after that.
func (w *walk) onPaper(kind inspection.ActKind) bool {
	return (kind == inspection.ActRecordDefence || kind == inspection.ActRequestHearing) && !w.model.runs("penalty_defence")
}
