package workflows_test

import (
	"fmt"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

const (
	decidedFine = 50_000_00
	spotFine    = 1_000_00
	changedFine = 500_00
)

// penaltyModel is a penalty case from its opening to the end of its public term, of
// edition 2024.
func penaltyModel() *model {
	const (
		filing, investigating, notice, defence = "filing", "investigation", "prior_notice", "defence"
		deciding, executing, public            = "decision", "execution", "public_term"
		stages                                 = filing + " " + investigating + " " + notice + " " + defence + " " + deciding + " " + executing + " " + public
		after                                  = executing + " " + public
		before                                 = investigating + " " + notice + " " + defence + " " + deciding
	)
	listening := func(m *model) bool { return m.flags["told"] && !m.flags["waived"] }
	pendingHearing := func(m *model) bool { return m.flags["hearing"] && !m.hasAny("held abandoned") }
	toPay := func(m *model) bool {
		fine, surcharge := m.owed(m.penalty.paidOn)
		return fine+surcharge > 0
	}
	swap := replaced
	swap.at = stages
	m := besideModel(stages, stages, map[string]string{"penalty_filing": "director", "penalty_investigation": "director", "penalty_decision": "director",
		"penalty_hearing": "director", "penalty_performance": "director", "remedy_outcome": "director", "penalty_refund": "director", "court_result": "director",
		"execution_handover": "director", "organ_result": "director", "self_correction": "director", "penalty_closing": "head", "credit_repair": "director"}, map[law.ActKind]modelAct{
		proceedings.ActReplaceInvestigator: swap,
		proceedings.ActProposeFiling:       {at: filing, who: "lead", bar: "proposed", set: "proposed", unset: "spotting"},
		proceedings.ActApproveFiling: {at: filing, who: "director", need: "proposed", unset: "proposed", to: investigating, ends: "penalty_filing",
			also: func(m *model) {
				if !m.flags["refiled"] { // otherwise it runs from the first filing
					m.open("penalty_investigation:60")
					m.penalty.filed = m.today
				}
			}},
		proceedings.ActReturnFiling: {at: filing + " " + investigating, who: "director", rare: true, to: filing, unset: "proposed",
			when: func(m *model) bool { return m.stage == investigating || m.flags["proposed"] },
			also: func(m *model) {
				if m.runs("penalty_investigation") && !m.runs("penalty_filing") {
					m.flags["refiled"] = true
					m.open("penalty_filing:5")
				}
			}},
		proceedings.ActRefuseFiling: {at: filing, who: "director", need: "proposed", to: "proceeding_closed", rare: true},
		proceedings.ActPunishOnTheSpot: {at: filing + " " + investigating, who: "lead member", bar: "investigated recusal", set: "spotting", rare: true,
			also: func(m *model) { m.penalty.spotBy, m.penalty.spotOn = m.by, m.today }},
		proceedings.ActConfirmOnTheSpot: {at: filing + " " + investigating, who: "lead member", need: "spotting", bar: "recusal", whoNow: (*model).secondOfficer, unset: "spotting proposed", set: "spot served penalised", to: executing,
			ends: "penalty_filing penalty_investigation", rare: true, also: settling(func(m *model) {
				now := m.today
				m.today = m.penalty.spotOn // it was imposed and handed over then, whenever the other confirms it
				m.penalty.fine, m.penalty.decided = spotFine, m.today
				m.drop("perform")
				m.open("on_the_spot_report:2")
				m.serve()
				m.today = now
			})},
		proceedings.ActEndInvestigation: {at: investigating, who: "lead", set: "investigated", unset: "spotting told waived defended reviewed hearing notified presider-asked presider-objected held abandoned draft legal",
			ends: "penalty_investigation", opens: "penalty_decision:15", also: func(m *model) {
				m.stage = notice
				if m.flags["none"] {
					m.stage = deciding
				}
				m.penalty.heard, m.penalty.investigated = m.today, m.today
			}},
		proceedings.ActServePriorNotice: {at: notice, who: "lead member", to: defence, set: "told", opens: "penalty_defence:5", also: func(m *model) {
			m.penalty.heard, m.penalty.noticed = m.today, m.today
		}},
		proceedings.ActRecordDefence: {at: defence + " " + deciding, who: "entity clerk lead member", when: listening, set: "defended", unset: "reviewed draft legal",
			also: func(m *model) { m.penalty.heard = m.today }},
		cases.ActCorrectEntry: {at: defence + " " + executing, who: "head", standing: true, when: (*model).correctable, also: settling((*model).corrected)},
		proceedings.ActWaiveDefence: {at: defence, who: "entity clerk", bar: "defended hearing", when: func(m *model) bool { return m.runs("penalty_defence") },
			set: "waived", to: deciding, ends: "penalty_defence"},
		proceedings.ActRequestHearing: {at: defence + " " + deciding, who: "entity clerk", bar: "hearing", when: listening, set: "hearing", unset: "draft legal", to: defence,
			also: func(m *model) { m.openFrom("penalty_hearing:20", m.inWindow()) }},
		proceedings.ActNotifyHearing: {at: defence, who: "clerk", when: pendingHearing, set: "notified", also: func(m *model) {
			m.penalty.hearingOn = m.today.AddDays(hearingAhead)
		}},
		proceedings.ActRecordHearing: {at: defence, who: "clerk", need: "notified", bar: "presider-objected", when: pendingHearing, to: deciding, ends: "penalty_hearing penalty_defence", also: func(m *model) {
			m.penalty.heard = m.today
			if m.flags["abandons"] {
				m.flags["abandoned"] = true
				return
			}
			m.flags["held"] = true
			m.drop("reviewed")
		}},
		proceedings.ActReviewDefence: {at: defence + " " + deciding, who: "lead", when: (*model).unreviewed, set: "reviewed", also: func(m *model) {
			m.penalty.reviewed = m.today
		}},
		proceedings.ActReturnInvestigation: {at: notice + " " + deciding, who: "director", to: investigating, unset: "told waived defended reviewed hearing notified presider-asked presider-objected held abandoned draft legal",
			ends: "penalty_decision", rare: true, also: func(m *model) {
				m.openFrom("penalty_investigation:60", m.penalty.filed)
				m.periods["penalty_investigation"].amount += m.penalty.extended
			}},
		proceedings.ActProposeDecision: {at: deciding, who: "lead head", when: func(m *model) bool { return !m.unreviewed() }, set: "draft", unset: "legal"},
		proceedings.ActReviewLegally: {at: deciding, who: "legal", need: "draft", bar: "legal", also: func(m *model) {
			if m.flags["strict"] {
				m.drop("strict draft")
				return
			}
			m.flags["legal"] = true
		}},
		proceedings.ActDiscussDecision: {at: deciding, who: "director", need: "draft", when: func(m *model) bool { return !m.flags["held"] || m.flags["legal"] }},
		proceedings.ActDecidePenaltyCase: {at: deciding, who: "director", need: "draft", bar: "recusal", when: func(m *model) bool {
			return !m.unreviewed() && (!m.flags["held"] || m.flags["legal"])
		}, to: executing, ends: "penalty_decision", opens: "decision_service:7", also: func(m *model) {
			m.penalty.decided = m.today
			if m.flags["none"] {
				return
			}
			m.flags["penalised"] = true
			if m.flags["fine"] {
				m.penalty.fine = decidedFine
			}
			if m.flags["business"] {
				m.flags["perform"] = true
			}
			m.open("penalty_publication:7")
		}},
		proceedings.ActRequestPresiderRecusal:     {at: defence, who: "entity clerk", need: "notified", bar: "presider-asked", when: pendingHearing, set: "presider-asked presider-objected"},
		proceedings.ActDecidePresiderRecusal:      {at: defence, who: "director", need: "presider-objected", unset: "presider-objected"},
		proceedings.ActRequestInvestigatorRecusal: {at: before, who: "entity clerk", set: "recusal"},
		proceedings.ActDecideInvestigatorRecusal:  {at: before, who: "director", need: "recusal", unset: "recusal"},

		proceedings.ActServeDecision: {at: executing, who: "lead member", bar: "served is-quashed", set: "served", ends: "decision_service", also: settling((*model).serve)},
		proceedings.ActReportOnTheSpot: {at: executing, who: "lead member", need: "spot", bar: "reported", set: "reported", ends: "on_the_spot_report",
			also: settling(nil)},
		proceedings.ActPreparePenaltyEntry: {at: after, who: "clerk", bar: "prepared", set: "prepared", when: func(m *model) bool {
			return m.runs("penalty_publication") && !m.runs("entry_withdrawal")
		}, also: settling(nil)},
		proceedings.ActReturnPenaltyEntry:  {at: after, who: "director", need: "prepared", unset: "prepared", also: settling(nil)},
		proceedings.ActApprovePenaltyEntry: {at: after, who: "director", need: "prepared", unset: "prepared", set: "shown was-shown", ends: "penalty_publication", also: settling((*model).show)},
		proceedings.ActDecidePublicity: {at: after, who: "director", need: "spot", bar: "was-shown is-quashed", also: settling(func(m *model) {
			if !m.showable() { // it is decided that it is not shown
				m.drop("to-show")
			} else if !m.mustPublish() {
				m.flags["to-show"] = true
				m.open("penalty_publication:7")
			}
		})},
		proceedings.ActRecordPayment: {at: executing, who: "clerk lead member", when: toPay, also: settling(func(m *model) {
			b := m.penalty
			fine, surcharge := m.owed(m.today)
			if b.paid, b.paidOn = b.paid+fine+surcharge, m.today; fine > 0 {
				b.finePaid = m.today
				m.without("penalty_payment")
			}
			if m.flags["spot"] && !m.runs("collected_hand_in") { // by the officer
				m.flags["collected"] = true
				m.open("collected_hand_in:2")
			}
		})},
		proceedings.ActHandInCollected: {at: executing, who: "lead member", need: "collected", unset: "collected", ends: "collected_hand_in", opens: "collected_banking:2", also: settling(nil)},
		proceedings.ActBankCollected:   {at: executing, who: "clerk", when: func(m *model) bool { return m.runs("collected_banking") }, ends: "collected_banking", also: settling(nil)},
		proceedings.ActRemitSurcharge: {at: executing, who: "director", need: "served", when: func(m *model) bool { return m.penalty.fine > 0 }, also: settling(func(m *model) {
			_, surcharge := m.owed(m.today)
			m.penalty.remitted += surcharge
		})},
		proceedings.ActRecordPerformance: {at: executing, who: "clerk lead member", need: "served perform", bar: "performed", set: "performed", ends: "penalty_performance", also: settling(nil)},
		proceedings.ActRecordEducation:   {at: executing, who: "clerk lead member", when: (*model).educates, bar: "educated", set: "educated", also: settling(nil)},
		proceedings.ActAskInstalments: {at: executing, who: "entity clerk", need: "served", bar: "asked", set: "asked", when: func(m *model) bool { return m.penalty.unpaid() },
			also: settling(func(m *model) { m.penalty.asked = m.today.AddDays(deferredBy) })},
		proceedings.ActApproveInstalments: {at: executing, who: "director", need: "asked", unset: "asked", also: settling(func(m *model) {
			b := m.penalty
			b.before = b.surcharge(m.today)
			for b.planned = b.asked; !works(b.planned); {
				b.planned = b.planned.AddDays(1)
			}
			m.open(fmt.Sprintf("penalty_payment:%dd", m.today.DaysUntil(b.planned)))
			b.due = b.planned
			if m.runs("court_application") || m.runs("execution_handover") {
				m.awaitCourt()
			}
		})},
		proceedings.ActRefuseInstalments: {at: executing, who: "director", need: "asked", unset: "asked", also: settling(nil)},
		proceedings.ActRecordRemedy: {at: after, who: "clerk", need: "served", bar: "is-quashed", when: func(m *model) bool { return !m.remedyPending() }, also: settling(func(m *model) {
			b := m.penalty
			b.remedies = append(b.remedies, modelRemedy{court: !m.reconsidering(), from: m.today})
			m.without("reconsideration litigation litigation_after_reconsideration court_application execution_handover")
			b.litigationOver = calendar.Date{}
			m.open("remedy_outcome:6m")
		})},
		proceedings.ActRecordRemedyOutcome:   {at: after, who: "clerk", when: (*model).remedyPending, also: settling((*model).remedied)},
		proceedings.ActProposeSelfCorrection: {at: after, who: "lead head", need: "penalised", bar: "is-quashed correcting", set: "correcting", opens: "self_correction:15", also: settling(nil)},
		proceedings.ActReviewSelfCorrection:  {at: after, who: "legal", need: "correcting", bar: "correction-legal", set: "correction-legal", also: settling(nil)},
		proceedings.ActDecideSelfCorrection: {at: after, who: "director", need: "correcting correction-legal", unset: "correcting correction-legal", ends: "self_correction", also: settling(func(m *model) {
			if m.revokes() {
				m.without("reconsideration litigation litigation_after_reconsideration")
				m.quash()
			}
		})},
		proceedings.ActWithdrawEntry: {at: after, who: "director", when: func(m *model) bool { return m.runs("entry_withdrawal") }, unset: "shown was-shown repair prepared",
			ends: "entry_withdrawal public_term credit_repair credit_rules", also: settling(nil)},
		proceedings.ActReferFoundCrime: {at: after, who: "lead head", bar: "crime", set: "crime", also: settling(nil)},
		proceedings.ActRecordRefund: {at: after, who: "clerk", when: func(m *model) bool { return m.runs("penalty_refund") }, ends: "penalty_refund", also: settling(func(m *model) {
			m.penalty.paid -= m.overpaid()
		})},
		proceedings.ActServeDemand: {at: executing, who: "lead member", need: "served", bar: "demanded", set: "demanded", opens: "penalty_demand:10",
			when: func(m *model) bool { return !m.discharged() && !m.organEnforces() }, also: settling(nil)},
		proceedings.ActApplyToCourt: {at: executing, who: "director", need: "demanded", bar: "applied", set: "applied", when: func(m *model) bool {
			return !m.discharged() && !m.organEnforces() && !m.remedyPending() && m.runs("court_application")
		}, ends: "court_application", opens: "court_result:3m", also: settling(nil)},
		proceedings.ActHandOverExecution: {at: executing, who: "director", bar: "handed", set: "handed", when: func(m *model) bool {
			return m.organEnforces() && !m.discharged() && !m.remedyPending() && !m.penalty.litigationOver.IsZero()
		}, ends: "execution_handover", opens: "organ_result:3m", also: settling(nil)},
		proceedings.ActRecordOrganResult: {at: executing, who: "clerk", need: "handed", bar: "organ-done", set: "organ-done", ends: "organ_result", also: settling(nil)},
		proceedings.ActRecordCourtResult: {at: executing, who: "clerk", need: "applied", bar: "court-done", also: settling(func(m *model) {
			if m.flags["granted"] {
				m.flags["court-done"] = true
				m.without("court_result")
			}
			m.flags["granted"] = true
		})},
		proceedings.ActClosePenaltyCase: {at: executing, who: "director", when: func(m *model) bool { return m.closable() && (!m.educates() || m.flags["educated"]) }, to: public, ends: "penalty_closing on_the_spot_report court_result organ_result decision_service", also: settling(nil)},
		proceedings.ActAskCreditRepair: {at: after, who: "entity clerk", need: "shown", bar: "repair", set: "repair", opens: "credit_repair:7", when: func(m *model) bool {
			return m.discharged() && !m.runs("entry_withdrawal")
		}, also: settling(nil)},
		proceedings.ActApproveCreditRepair: {at: after, who: "director", need: "repair", unset: "repair shown", ends: "credit_repair public_term credit_rules", also: settling(nil)},
		proceedings.ActRefuseCreditRepair:  {at: after, who: "director", need: "repair", unset: "repair", ends: "credit_repair", also: settling(nil)},
	})
	m.lapses = map[string]modelLapse{
		"penalty_defence": {at: stages, also: func(m *model) {
			if m.stage == defence && !pendingHearing(m) {
				m.stage = deciding
			}
		}},
		"penalty_demand": {at: stages, also: settling(nil)},
		"reconsideration": {at: stages, also: settling(func(m *model) {
			if m.flags["spot"] {
				m.litigationOver(m.today)
			}
		})},
		"litigation": {at: stages, also: settling(func(m *model) { m.litigationOver(m.today) })},
		"litigation_after_reconsideration": {at: stages, also: settling(func(m *model) {
			m.litigationOver(m.today)
		})},
		"public_term":  {at: stages, also: settling((*model).unshow)},
		"credit_rules": {at: stages, also: settling((*model).recounted)},
	}
	m.penalty = &penaltyBook{}
	extend := m.acts[law.ActExtendDeadline]
	extend.also = func(m *model) {
		m.extend()
		if m.extended == "penalty_investigation" {
			m.penalty.extended++
		}
	}
	m.acts[law.ActExtendDeadline] = extend
	return m
}
