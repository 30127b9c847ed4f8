package workflows_test

import (
	"maps"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// besideModel is a proceeding with the acts that every kind has; periods run at all
// of its stages.
func besideModel(stages, extendAt string, extendable map[string]string, own map[law.ActKind]modelAct) *model {
	m := &model{stages: stages, stage: words(stages)[0], flags: map[string]bool{}, periods: map[string]*span{}, extendable: extendable}
	m.acts = map[law.ActKind]modelAct{
		law.ActExtendDeadline: {at: extendAt, who: "head director", also: (*model).extend},
		law.ActSuspend: {at: stages, who: "director", set: "standing", also: func(m *model) {
			m.stood = append(m.stood, calendar.Suspension{From: m.today})
		}},
		law.ActResume: {at: stages, who: "director", standing: true, need: "standing", unset: "standing", also: func(m *model) {
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
		"referral_receipt": "head", "referral_reply": "head"}, map[law.ActKind]modelAct{
		proceedings.ActReplaceInvestigator: swap,
		proceedings.ActProposeReferral:     {at: "referral_proposal", who: "lead", bar: "proposed", set: "proposed", ends: "referral_proposal", opens: "referral_approval:3"},
		proceedings.ActApproveReferral: {at: "referral_proposal", who: "director", need: "proposed", unset: "proposed", to: "referral_handover",
			ends: "referral_approval", opens: "referral_handover:5"},
		proceedings.ActReturnReferral: {at: "referral_proposal", who: "director", need: "proposed", unset: "proposed", ends: "referral_approval", also: again},
		proceedings.ActRefuseReferral: {at: "referral_proposal", who: "director", need: "proposed", to: "referral_publication", ends: "referral_approval", also: closing},
		proceedings.ActHandOverReferral: {at: "referral_handover", who: "lead member", to: "referral_reply", ends: "referral_handover",
			opens: "referral_receipt:5"},
		proceedings.ActRecordReferralReceipt: {at: "referral_reply", who: "lead member clerk", bar: "received", set: "received", ends: "referral_receipt",
			opens: "referral_reply:20"},
		proceedings.ActRecordReferralReply: {at: "referral_reply", who: "lead member clerk", unset: "received", ends: "referral_receipt referral_reply", also: func(m *model) {
			if !m.flags["declined"] {
				m.flags["declined"], m.stage = true, "referral_proposal"
				again(m)
				return
			}
			m.stage = "referral_publication"
			closing(m)
		}},
		proceedings.ActPrepareReferralResult: {at: "referral_publication", who: "clerk", bar: "prepared", set: "prepared"},
		proceedings.ActReturnReferralResult:  {at: "referral_publication", who: "director", need: "prepared", unset: "prepared"},
		proceedings.ActApproveReferralResult: {at: "referral_publication", who: "director", need: "prepared", to: "proceeding_closed"},
	})
}

// feedbackModel is feedback (反馈) from its filing on.
func feedbackModel() *model {
	const stages = "feedback_filed feedback_routed"
	m := besideModel(stages, stages, map[string]string{"feedback_route": "director", "feedback_answer": "head"}, map[law.ActKind]modelAct{
		proceedings.ActRouteFeedback:  {at: "feedback_filed feedback_routed", who: "head", to: "feedback_routed", ends: "feedback_route feedback_answer", opens: "feedback_answer:20"},
		proceedings.ActAnswerFeedback: {at: "feedback_routed", who: "clerk", to: "proceeding_closed"},
	})
	m.open("feedback_route:5")
	return m
}

// objectionModel is an objection (异议) from its taking on.
func objectionModel() *model {
	const stages = "objection_check objection_decision objection_corrected_entry objection_answer"
	m := besideModel(stages, stages, map[string]string{"objection": "director"}, map[law.ActKind]modelAct{
		proceedings.ActCheckObjection:  {at: "objection_check", who: "head", to: "objection_decision"},
		proceedings.ActReturnObjection: {at: "objection_decision", who: "director", to: "objection_check"},
		proceedings.ActDecideObjection: {at: "objection_decision", who: "director", also: func(m *model) {
			m.stage = "objection_answer"
			if m.flags["upheld"] {
				m.stage = "objection_corrected_entry"
			}
		}},
		proceedings.ActPrepareCorrectedEntry: {at: "objection_corrected_entry", who: "clerk", bar: "prepared", set: "prepared"},
		proceedings.ActReturnCorrectedEntry:  {at: "objection_corrected_entry", who: "director", need: "prepared", unset: "prepared"},
		proceedings.ActApproveCorrectedEntry: {at: "objection_corrected_entry", who: "director", need: "prepared", to: "objection_answer"},
		proceedings.ActAnswerObjection:       {at: "objection_answer", who: "clerk", to: "proceeding_closed"},
	})
	m.open("objection:20")
	return m
}

// oversightModel is an opinion of those who supervise (监督意见) from its registration on.
func oversightModel() *model {
	const stages = "oversight_handling oversight_approval oversight_answer"
	m := besideModel(stages, stages, map[string]string{"oversight_answer": "director"}, map[law.ActKind]modelAct{
		proceedings.ActProposeOversightAnswer:  {at: "oversight_handling", who: "head", to: "oversight_approval"},
		proceedings.ActReturnOversightAnswer:   {at: "oversight_approval", who: "director", to: "oversight_handling"},
		proceedings.ActApproveOversightAnswer:  {at: "oversight_approval", who: "director", to: "oversight_answer"},
		proceedings.ActDispatchOversightAnswer: {at: "oversight_answer", who: "clerk", to: "proceeding_closed"},
	})
	m.open("oversight_answer:20")
	return m
}

// policeModel is a referral to the police (移送公安机关). The walk chooses by flags
// what the police ("refuses", "maintains") and the procuratorate ("no-case") say, and
// whether a penalty was decided before ("punished").
func policeModel() *model {
	const (
		stages   = "police_report police_approval police_transfer police_decision police_reconsideration police_evidence"
		entering = "lead member clerk"
	)
	filed := func(m *model) {
		m.stage = "police_evidence"
		m.open("police_evidence:3d=")
	}
	// Nothing ends while a copy is due: of the letter to the procuratorate, of the decision
	// to both.
	copied := func(m *model) bool { return m.flags["copied"] && (!m.flags["punished"] || m.flags["penalty-copied"]) }
	swap := replaced
	swap.at = stages
	m := besideModel(stages, "police_report police_decision police_reconsideration", map[string]string{"police_report": "director",
		"police_receipt": "head", "police_procuratorate": "head"}, map[law.ActKind]modelAct{
		proceedings.ActReplaceInvestigator: swap,
		proceedings.ActWritePoliceReport:   {at: "police_report", who: "lead", to: "police_approval", ends: "police_report", opens: "police_approval:3d="},
		proceedings.ActDecideTransfer:      {at: "police_approval", who: "director", to: "police_transfer", ends: "police_approval", opens: "police_transfer:24h"},
		proceedings.ActDecideNoTransfer:    {at: "police_approval", who: "director", to: "proceeding_closed"},
		proceedings.ActSendPoliceFile: {at: "police_transfer", who: "lead member", to: "police_decision", ends: "police_transfer", opens: "police_copy:0d= police_receipt:3", also: func(m *model) {
			if m.flags["punished"] {
				m.open("police_penalty_copy:10d=")
			}
		}},
		proceedings.ActRecordPenaltyCopy:       {at: "police_decision police_reconsideration police_evidence", who: entering, need: "punished", bar: "penalty-copied", set: "penalty-copied", ends: "police_penalty_copy"},
		proceedings.ActRecordProcuratorateCopy: {at: "police_decision police_reconsideration police_evidence", who: entering, bar: "copied", set: "copied", ends: "police_copy"},
		proceedings.ActRecordPoliceReceipt:     {at: "police_decision", who: entering, bar: "received", set: "received", ends: "police_receipt", opens: "police_decision:3d="},
		proceedings.ActRecordPoliceForwarding:  {at: "police_decision", who: entering, unset: "received", ends: "police_decision police_receipt", opens: "police_receipt:3"},
		proceedings.ActRecordPoliceDecision: {at: "police_decision", who: entering, ends: "police_receipt police_decision", also: func(m *model) {
			if !m.flags["refuses"] {
				filed(m)
				return
			}
			m.stage = "police_reconsideration"
			m.open("police_objection:3d=")
		}},
		proceedings.ActRequestPoliceReconsideration: {at: "police_reconsideration", who: "director", bar: "reconsidered supervising", set: "reconsidered reconsidering",
			ends: "police_objection", opens: "police_reconsideration:3d="},
		proceedings.ActRecordPoliceReconsideration: {at: "police_reconsideration", who: entering, need: "reconsidering", unset: "reconsidering", ends: "police_reconsideration",
			also: func(m *model) {
				if !m.flags["maintains"] {
					filed(m)
					return
				}
				m.open("police_supervision:3d=")
			}},
		proceedings.ActSuggestSupervision: {at: "police_reconsideration", who: "director", bar: "reconsidering supervising", set: "supervising",
			ends: "police_objection police_supervision", opens: "police_procuratorate:20"},
		proceedings.ActRecordSupervision: {at: "police_reconsideration", who: entering, need: "supervising", ends: "police_procuratorate", also: func(m *model) {
			if !m.flags["no-case"] || !copied(m) {
				filed(m)
				return
			}
			m.stage = "proceeding_closed"
		}},
		proceedings.ActAcceptPoliceRefusal: {at: "police_reconsideration", who: "director", when: copied, bar: "reconsidering supervising", to: "proceeding_closed"},
		proceedings.ActHandOverEvidence:    {at: "police_evidence", who: "lead member", when: copied, to: "proceeding_closed"},
	})
	// While the hours run, nobody suspends: what is left of them then is asked elsewhere.
	for _, kind := range []law.ActKind{law.ActSuspend, law.ActResume} {
		a := m.acts[kind]
		a.vain = "police_transfer"
		m.acts[kind] = a
	}
	return m
}
