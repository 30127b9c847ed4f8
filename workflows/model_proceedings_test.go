package workflows_test

import (
	"maps"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// besideModel is a proceeding with the acts that every kind has; periods run at all
// of its stages.
func besideModel(stages, extendAt string, extendable map[string]string, own map[inspection.ActKind]modelAct) *model {
	m := &model{stages: stages, stage: words(stages)[0], flags: map[string]bool{}, periods: map[string]*span{}, extendable: extendable}
	m.acts = map[inspection.ActKind]modelAct{
		inspection.ActExtendDeadline: {at: extendAt, who: "head director", also: (*model).extend},
		inspection.ActSuspend: {at: stages, who: "director", set: "standing", also: func(m *model) {
			m.stood = append(m.stood, calendar.Suspension{From: m.today})
		}},
		inspection.ActResume: {at: stages, who: "director", standing: true, need: "standing", unset: "standing", also: func(m *model) {
			m.stood[len(m.stood)-1].To = m.today
		}},
	}
	maps.Copy(m.acts, own)
	return m
}

// replaced is the act by which the bureau head changes the team.
var replaced = modelAct{who: "director", standing: true}

// referralModel is a referral to another department (移送有关主管部门), of which the
// first is sent back and the next is taken.
func referralModel() *model {
	const stages = "referral_proposal referral_handover referral_reply referral_publication"
	again := func(m *model) { m.open("referral_proposal:5") }
	closing := func(m *model) { m.open("supplement:20") }
	swap := replaced
	swap.at = stages
	return besideModel(stages, "referral_proposal referral_handover referral_reply", map[string]string{"referral_proposal": "head", "referral_approval": "director", "referral_handover": "head",
		"referral_receipt": "head", "referral_reply": "head"}, map[inspection.ActKind]modelAct{
		inspection.ActReplaceInvestigator: swap,
		inspection.ActProposeReferral:     {at: "referral_proposal", who: "lead", bar: "proposed", set: "proposed", ends: "referral_proposal", opens: "referral_approval:3"},
		inspection.ActApproveReferral: {at: "referral_proposal", who: "director", need: "proposed", unset: "proposed", to: "referral_handover",
			ends: "referral_approval", opens: "referral_handover:5"},
		inspection.ActReturnReferral: {at: "referral_proposal", who: "director", need: "proposed", unset: "proposed", ends: "referral_approval", also: again},
		inspection.ActRefuseReferral: {at: "referral_proposal", who: "director", need: "proposed", to: "referral_publication", ends: "referral_approval", also: closing},
		inspection.ActHandOverReferral: {at: "referral_handover", who: "lead member", to: "referral_reply", ends: "referral_handover",
			opens: "referral_receipt:5"},
		inspection.ActRecordReferralReceipt: {at: "referral_reply", who: "lead member clerk", bar: "received", set: "received", ends: "referral_receipt",
			opens: "referral_reply:20"},
		inspection.ActRecordReferralReply: {at: "referral_reply", who: "lead member clerk", unset: "received", ends: "referral_receipt referral_reply", also: func(m *model) {
			if !m.flags["declined"] {
				m.flags["declined"], m.stage = true, "referral_proposal"
				again(m)
				return
			}
			m.stage = "referral_publication"
			closing(m)
		}},
		inspection.ActPrepareReferralResult: {at: "referral_publication", who: "clerk", bar: "prepared", set: "prepared"},
		inspection.ActReturnReferralResult:  {at: "referral_publication", who: "director", need: "prepared", unset: "prepared"},
		inspection.ActApproveReferralResult: {at: "referral_publication", who: "director", need: "prepared", to: "proceeding_closed"},
	})
}

// feedbackModel is feedback (反馈) from its filing on.
func feedbackModel() *model {
	const stages = "feedback_filed feedback_routed"
	m := besideModel(stages, stages, map[string]string{"feedback_route": "director", "feedback_answer": "head"}, map[inspection.ActKind]modelAct{
		inspection.ActRouteFeedback:  {at: "feedback_filed feedback_routed", who: "head", to: "feedback_routed", ends: "feedback_route feedback_answer", opens: "feedback_answer:20"},
		inspection.ActAnswerFeedback: {at: "feedback_routed", who: "clerk", to: "proceeding_closed"},
	})
	m.open("feedback_route:5")
	return m
}

// objectionModel is an objection (异议) from its taking on.
func objectionModel() *model {
	const stages = "objection_check objection_decision objection_corrected_entry objection_answer"
	m := besideModel(stages, stages, map[string]string{"objection": "director"}, map[inspection.ActKind]modelAct{
		inspection.ActCheckObjection:  {at: "objection_check", who: "head", to: "objection_decision"},
		inspection.ActReturnObjection: {at: "objection_decision", who: "director", to: "objection_check"},
		inspection.ActDecideObjection: {at: "objection_decision", who: "director", also: func(m *model) {
			m.stage = "objection_answer"
			if m.flags["upheld"] {
				m.stage = "objection_corrected_entry"
			}
		}},
		inspection.ActPrepareCorrectedEntry: {at: "objection_corrected_entry", who: "clerk", bar: "prepared", set: "prepared"},
		inspection.ActReturnCorrectedEntry:  {at: "objection_corrected_entry", who: "director", need: "prepared", unset: "prepared"},
		inspection.ActApproveCorrectedEntry: {at: "objection_corrected_entry", who: "director", need: "prepared", to: "objection_answer"},
		inspection.ActAnswerObjection:       {at: "objection_answer", who: "clerk", to: "proceeding_closed"},
	})
	m.open("objection:20")
	return m
}
