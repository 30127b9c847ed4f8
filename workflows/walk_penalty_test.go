package workflows_test

import (
	"slices"
	"testing"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/workflows"
)

// roads lead to what chance seldom comes to: months pass on them.
var penaltyRoads = func() [][]string {
	filed := []string{"propose_filing", "approve_filing"}
	decided := slices.Concat(filed, []string{"end_investigation", "serve_prior_notice", "waive_defence", "propose_decision", "decide_penalty_case"})
	published := slices.Concat(decided, []string{"serve_decision", "prepare_penalty_entry", "approve_penalty_entry"})
	done := slices.Concat(published, []string{"record_payment", "record_performance"})
	exempted := slices.Concat(filed, []string{"end_investigation", "propose_decision", "decide_penalty_case", "serve_decision"})
	closed := slices.Concat(published, []string{"record_payment", "record_performance", "close_penalty_case"})
	return [][]string{
		nil, nil,
		slices.Concat(filed, []string{"end_investigation", "serve_prior_notice"}),
		slices.Concat(filed, []string{"end_investigation", "serve_prior_notice", "record_defence", "end penalty_defence"}),
		slices.Concat(filed, []string{"end_investigation", "serve_prior_notice", "end penalty_defence"}),
		decided, published,
		slices.Concat(published, []string{"end penalty_payment", "serve_demand", "end litigation", "apply_to_court"}),
		closed, exempted, slices.Concat(exempted, []string{"record_education", "close_penalty_case"}),
		slices.Concat(closed, []string{"wait 100", "ask_credit_repair"}),
		slices.Concat(done, []string{"wait 100", "ask_credit_repair"}),
		slices.Concat(closed, []string{"record_remedy", "record_remedy_outcome"}),
		slices.Concat(published, []string{"record_payment", "record_remedy", "record_remedy_outcome"}),
		slices.Concat(filed, []string{"punish_on_the_spot", "confirm_on_the_spot", "report_on_the_spot"}),
		{"punish_on_the_spot", "confirm_on_the_spot", "report_on_the_spot"},
		slices.Concat(filed, []string{"punish_on_the_spot", "confirm_on_the_spot", "report_on_the_spot", "record_payment", "hand_in_collected", "bank_collected"}),
		slices.Concat(published, []string{"propose_self_correction", "review_self_correction", "decide_self_correction"}),
		slices.Concat(closed, []string{"propose_self_correction", "review_self_correction", "decide_self_correction"}),
		slices.Concat(published, []string{"record_remedy", "record_remedy_outcome", "end litigation_after_reconsideration", "hand_over_execution", "record_organ_result"}),
	}
}()

func TestPenaltiesWalk(t *testing.T) {
	besides(t, penaltyModel, func(w *walk, c cases.Case, n int) {
		road := penaltyRoads[n%len(penaltyRoads)]
		w.road = slices.Clone(road)
		flags := w.model.flags
		for _, f := range words([]string{"fine", "fine", "fine business", "business", "none", "none exempt"}[w.random.IntN(6)]) {
			flags[f] = true
		}
		if len(road) > 2 {
			delete(flags, "none")
			delete(flags, "exempt")
			if !flags["business"] {
				flags["fine"] = true
			}
		}
		if len(road) > 3 && road[3] == "propose_decision" {
			delete(flags, "fine")
			delete(flags, "business")
			flags["none"], flags["exempt"] = true, true
		}
		flags[[]string{"changed", "quashed", "changed", "withdrawn", "upheld", "partly_quashed", "unlawful", "mediated"}[w.random.IntN(8)]] = true
		for _, f := range words("abandons strict sues") {
			if w.random.IntN(3) == 0 {
				flags[f] = true
			}
		}
		no := w.opens(law.ProceedingPenalty, c, n, "penalty_filing:5")
		walkProceeding(w, no, workflows.PenaltyCase, func(p proceedings.Proceeding, kind law.ActKind, today calendar.Date) law.Facts {
			return penaltyFacts(w, p, kind, today)
		})
	})
}

func (m *model) penalties() []proceedings.Penalty {
	var out []proceedings.Penalty
	if m.flags["fine"] {
		out = append(out, proceedings.Penalty{Kind: proceedings.PenaltyFine, Fen: decidedFine})
	}
	if m.flags["business"] {
		out = append(out, proceedings.Penalty{Kind: proceedings.PenaltySuspension})
	}
	return out
}

// terms are those of the decision that the walk takes.
func (m *model) terms() proceedings.DecisionTerms {
	d := proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty, Penalties: m.penalties(), Articles: []string{"劳动保障监察条例第30条"},
		Grade: proceedings.GradeOrdinary, Leniency: proceedings.LeniencyNone, Ordered: proceedings.Ordered{Correction: proceedings.CorrectAtOnce}}
	if !m.today.Before(order36) {
		d.Publicity = law.PublicityOrdinary
		if m.flags["business"] {
			d.Publicity = law.PublicitySerious
		}
	}
	if m.flags["none"] {
		d.Kind, d.Grade, d.Penalties, d.Publicity = proceedings.DecisionNoPenalty, "", nil, ""
		if m.flags["exempt"] {
			d.Leniency = proceedings.LeniencyExempt
		}
	}
	return d
}

// penaltyFacts are sound facts; nil where the day for them has not come or has gone.
// With no day they are of the act's type only.
func penaltyFacts(w *walk, p proceedings.Proceeding, kind law.ActKind, today calendar.Date) law.Facts {
	m, undated := w.model, today.IsZero()
	inPerson := law.PaperService{Method: law.ServedInPerson, On: today}
	switch kind {
	case proceedings.ActProposeFiling:
		return proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true}
	case proceedings.ActApproveFiling:
		return proceedings.ApproveFiling{}
	case proceedings.ActRefuseFiling:
		return proceedings.RefuseFiling{}
	case proceedings.ActPunishOnTheSpot:
		return proceedings.PunishOnTheSpot{Party: proceedings.PartyOrganisation, ToldOrally: true, Heard: true, On: today, Penalty: proceedings.Penalty{Kind: proceedings.PenaltyFine, Fen: spotFine}, Articles: []string{"劳动保障监察条例第30条"},
			Ordered: proceedings.Ordered{Correction: proceedings.CorrectAtOnce}}
	case proceedings.ActConfirmOnTheSpot:
		return proceedings.ConfirmOnTheSpot{}
	case proceedings.ActEndInvestigation:
		d := m.terms()
		return proceedings.EndInvestigation{On: today, Established: !m.flags["none"] || m.flags["exempt"], Decision: d.Kind, Penalties: d.Penalties, Grade: d.Grade}
	case proceedings.ActServePriorNotice:
		return proceedings.ServePriorNotice{Service: inPerson}
	case proceedings.ActReturnFiling:
		return proceedings.ReturnFiling{}
	case proceedings.ActReturnInvestigation:
		return proceedings.ReturnInvestigation{}
	case proceedings.ActProposeDecision:
		return proceedings.ProposeDecision{Terms: m.terms()}
	case proceedings.ActReviewLegally:
		return proceedings.ReviewLegally{Passed: !m.flags["strict"], Reviewer: proceedings.ReviewerQualified}
	case proceedings.ActDiscussDecision:
		return proceedings.DiscussDecision{On: today}
	case proceedings.ActDecidePenaltyCase:
		return proceedings.DecidePenaltyCase{Terms: m.terms()}
	case proceedings.ActRequestInvestigatorRecusal:
		if m.flags["recusal"] && !undated {
			return nil // one at a time
		}
		return w.recusal(p, today)
	case proceedings.ActDecideInvestigatorRecusal:
		return w.recusalDecision(p, undated)
	case proceedings.ActRequestPresiderRecusal:
		return proceedings.RequestPresiderRecusal{On: today}
	case proceedings.ActDecidePresiderRecusal:
		return proceedings.DecidePresiderRecusal{}
	case proceedings.ActReviewDefence:
		return proceedings.ReviewDefence{On: today, View: proceedings.DefenceRejected}
	case cases.ActCorrectEntry:
		f := cases.CorrectEntry{ServedOn: m.rightDay(), Seq: p.Penalty.Execution.ServedSeq}
		if p.Stage == proceedings.PenaltyDefence {
			f.Seq = p.Penalty.Notice.Seq
		}
		return f
	case proceedings.ActRecordDefence:
		return proceedings.RecordDefence{On: today}
	case proceedings.ActRequestHearing:
		return proceedings.RequestHearing{On: m.inWindow()}
	case proceedings.ActWaiveDefence:
		return proceedings.WaiveDefence{On: today}
	case proceedings.ActNotifyHearing:
		return proceedings.NotifyHearing{On: today, Day: today.AddDays(hearingAhead), Presider: "supervisor"}
	case proceedings.ActRecordHearing:
		if !undated && today.Before(m.penalty.hearingOn) {
			return nil
		}
		return proceedings.RecordHearing{On: today, Abandoned: m.flags["abandons"]}
	}
	return executionFacts(w, kind, today)
}

func executionFacts(w *walk, kind law.ActKind, today calendar.Date) law.Facts {
	m, b, undated := w.model, w.model.penalty, today.IsZero()
	inPerson := law.PaperService{Method: law.ServedInPerson, On: today}
	fine, surcharge := int64(1), int64(1)
	if !undated {
		fine, surcharge = m.owed(today)
	}
	switch kind {
	case proceedings.ActServeDecision:
		return proceedings.ServeDecision{Service: inPerson, RepairNotice: !undated && law.CreditRulesOn(today).RepairNotice()}
	case proceedings.ActReportOnTheSpot:
		return proceedings.ReportOnTheSpot{On: today}
	case proceedings.ActDecidePublicity:
		return proceedings.DecidePublicity{Show: m.showable()}
	case proceedings.ActPreparePenaltyEntry:
		return proceedings.PreparePenaltyEntry{}
	case proceedings.ActReturnPenaltyEntry:
		return proceedings.ReturnPenaltyEntry{}
	case proceedings.ActApprovePenaltyEntry:
		if !undated && !m.showable() { // it would have to go at once
			return nil
		}
		return proceedings.ApprovePenaltyEntry{}
	case proceedings.ActRecordPayment:
		f := proceedings.RecordPayment{On: today, Fen: fine + surcharge}
		if m.flags["spot"] {
			f.Channel, f.Receipt, f.Ground = proceedings.CollectedOnTheSpot, "冀财0001", proceedings.CollectHardLater
		}
		return f
	case proceedings.ActHandInCollected:
		return proceedings.HandInCollected{On: today}
	case proceedings.ActBankCollected:
		return proceedings.BankCollected{On: today}
	case proceedings.ActRemitSurcharge:
		if surcharge == 0 {
			return nil
		}
		return proceedings.RemitSurcharge{Fen: surcharge}
	case proceedings.ActRecordPerformance:
		return proceedings.RecordPerformance{On: today}
	case proceedings.ActRecordEducation:
		return proceedings.RecordEducation{On: today}
	case proceedings.ActAskInstalments:
		return proceedings.AskInstalments{On: today, Parts: []proceedings.Instalment{{On: today.AddDays(deferredBy), Fen: fine}}}
	case proceedings.ActApproveInstalments:
		if !undated && (!b.asked.After(today) || fine == 0) {
			return nil
		}
		return proceedings.ApproveInstalments{}
	case proceedings.ActRefuseInstalments:
		return proceedings.RefuseInstalments{}
	case proceedings.ActRecordRemedyOutcome:
		return m.remedyOutcome(today)
	case proceedings.ActProposeSelfCorrection:
		return proceedings.ProposeSelfCorrection{Correction: proceedings.CorrectionRevoke}
	case proceedings.ActReviewSelfCorrection:
		return proceedings.ReviewSelfCorrection{Passed: true}
	case proceedings.ActDecideSelfCorrection:
		return proceedings.DecideSelfCorrection{Approved: m.revokes()}
	case proceedings.ActWithdrawEntry:
		return proceedings.WithdrawEntry{}
	case proceedings.ActReferFoundCrime:
		return proceedings.ReferFoundCrime{On: today}
	case proceedings.ActRecordRefund:
		return proceedings.RecordRefund{On: today, Fen: m.overpaid()}
	case proceedings.ActRecordRemedy:
		return m.remedy(today)
	case proceedings.ActServeDemand:
		if !undated && !m.demandable() {
			return nil
		}
		return proceedings.ServeDemand{Service: inPerson}
	case proceedings.ActApplyToCourt:
		if s := m.periods["court_application"]; !undated && (s == nil || s.overdue || m.runs("penalty_demand") || !today.After(b.litigationOver) || !today.After(s.from)) {
			return nil
		}
		return proceedings.ApplyToCourt{On: today}
	case proceedings.ActRecordCourtResult:
		result := proceedings.CourtGranted
		if m.flags["granted"] {
			result = proceedings.CourtEnforced
		}
		return proceedings.RecordCourtResult{On: today, Result: result}
	case proceedings.ActHandOverExecution:
		if !undated && (!m.demandable() || !today.After(b.litigationOver)) {
			return nil
		}
		return proceedings.HandOverExecution{On: today}
	case proceedings.ActRecordOrganResult:
		return proceedings.RecordOrganResult{On: today, Result: proceedings.OrganEnforced}
	case proceedings.ActClosePenaltyCase:
		return proceedings.ClosePenaltyCase{}
	case proceedings.ActAskCreditRepair:
		shortest := 3
		switch {
		case m.flags["spot"]:
			shortest = 0
		case !today.Before(order36) && m.flags["perform"]:
			shortest = 12
		}
		if !undated && shortest > 0 && !today.After(monthsAfter(b.decided, shortest)) {
			return nil
		}
		return proceedings.AskCreditRepair{On: today}
	case proceedings.ActApproveCreditRepair:
		return proceedings.ApproveCreditRepair{}
	case proceedings.ActRefuseCreditRepair:
		return proceedings.RefuseCreditRepair{}
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
func (m *model) remedy(today calendar.Date) law.Facts {
	b := m.penalty
	switch n := len(b.remedies); {
	case today.IsZero():
		return proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: today}
	case n > 0 && b.remedies[n-1].court:
		return nil
	case n > 0 && m.flags["spot"] && m.runs("reconsideration"):
		return proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: today}
	case n > 0 && !m.runs("litigation_after_reconsideration") && !m.runs("litigation"):
		return nil
	case n > 0:
		return proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: today}
	case m.reconsidering():
		return proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: today}
	case m.runs("litigation"):
		return proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: today}
	}
	return nil
}

func (m *model) remedyOutcome(today calendar.Date) law.Facts {
	f := proceedings.RecordRemedyOutcome{On: today, Outcome: proceedings.RemedyOutcome(m.outcome())}
	switch f.Outcome {
	case proceedings.RemedyChanged, proceedings.RemedyPartlyQuashed, proceedings.RemedyMediated:
		f.Penalties = []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: changedFine}}
		if m.penalty.fine == 0 && !today.IsZero() {
			return nil // there was no fine that could become smaller
		}
	}
	return f
}

func (w *walk) recusal(p proceedings.Proceeding, today calendar.Date) law.Facts {
	for _, certificate := range slices.Backward(p.Team) {
		if today.IsZero() || !slices.Contains(w.model.penalty.recused, certificate) {
			if !today.IsZero() {
				w.model.penalty.recused = append(w.model.penalty.recused, certificate)
			}
			return proceedings.RequestInvestigatorRecusal{Certificate: certificate, On: today}
		}
	}
	return nil
}

// recusalDecision: granted where the inspector has been replaced meanwhile, otherwise
// by chance; one inspector at a time.
func (w *walk) recusalDecision(p proceedings.Proceeding, undated bool) law.Facts {
	for _, r := range p.Penalty.Recusals {
		if r.DecidedBy != "" {
			continue
		}
		f := proceedings.DecideInvestigatorRecusal{Certificate: r.Certificate, Upheld: !p.Team.Has(r.Certificate)}
		if !undated && p.Team.Has(r.Certificate) && w.random.IntN(2) == 0 {
			if swap, _ := w.replacement(p); swap != nil {
				f.Upheld, f.In = true, swap.(proceedings.ReplaceInvestigator).In
			}
		}
		return f
	}
	return proceedings.DecideInvestigatorRecusal{}
}

// onPaper: a hearing that the entity asked for within its window is entered after that.
func (w *walk) onPaper(kind law.ActKind) bool {
	return kind == proceedings.ActRequestHearing && !w.model.runs("penalty_defence")
}
