package workflows_test

import (
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// caseModel2025 is what 国办发〔2024〕54号 adds: the approval of the visit, the code at
// the door, recusal, the result in writing, rating and complaint. Flags: "asked" and
// "approved" for the visit, "held" once it has begun ("today": on this day), "objected"
// while a recusal waits.
func caseModel2025() *model {
	const (
		approvable = "notify self_check on_site result"
		inspected  = "on_site result handling publication follow_up"
	)
	m := caseModel()
	m.extendable["tell_result"] = "head"
	change := func(kind law.ActKind, with func(*modelAct)) {
		a := m.acts[kind]
		with(&a)
		m.acts[kind] = a
	}
	change(cases.ActRecordVisit, func(a *modelAct) { a.set, a.wants = a.set+" held", "approved today" })
	change(cases.ActConfirmResult, func(a *modelAct) {
		a.bar += " objected"
		confirmed := a.also
		a.also = func(m *model) {
			confirmed(m)
			if m.flags["nobody"] { // who can't be found can't be told
				m.flags["publishable"] = true
				return
			}
			m.open("tell_result:5")
		}
	})
	change(cases.ActApprovePublication, func(a *modelAct) { a.need += " publishable" })
	change(law.ActExtendDeadline, func(a *modelAct) { a.at += " publication" })
	change(cases.ActReplaceInspector, func(a *modelAct) {
		a.also = func(m *model) { // another team needs another approval
			if !m.flags["visited"] && m.hasAny("asked approved") {
				m.drop("asked approved held today")
			}
		}
	})
	m.acts[cases.ActProposeVisit] = modelAct{at: approvable, who: "lead", bar: "asked visited joined", set: "asked", unset: "approved held today"}
	m.acts[cases.ActReturnVisit] = modelAct{at: approvable, vain: "result", who: "director", need: "asked", unset: "asked"}
	m.acts[cases.ActApproveVisit] = modelAct{at: approvable, vain: "result", who: "director", need: "asked", unset: "asked", set: "approved"}
	m.acts[cases.ActStartVisit] = modelAct{at: "on_site", who: "entity", need: "approved", bar: "visited joined", set: "held today"}
	m.acts[cases.ActEnterScanLate] = modelAct{at: "on_site", who: "lead member", bar: "visited joined", set: "held today"}
	m.acts[cases.ActRequestRecusal] = modelAct{at: beforeSign, who: "entity clerk", bar: "visited", set: "objected", also: func(m *model) {
		if m.periods["recusal"] == nil {
			m.open("recusal:3")
		}
	}}
	m.acts[cases.ActDecideRecusal] = modelAct{at: approvable, who: "director", need: "objected", unset: "objected", ends: "recusal"}
	m.acts[cases.ActTellResult] = modelAct{at: "handling publication follow_up", vain: "follow_up", who: "lead member", bar: "told", set: "told publishable", ends: "tell_result"}
	m.acts[cases.ActRateVisit] = modelAct{at: inspected, who: "entity", need: "held", bar: "rated", set: "rated"}
	m.acts[cases.ActComplain] = modelAct{at: inspected, who: "entity", need: "held"}
	// An urgent visit is approved afterwards, at the stage of the result; no walk makes one.
	change(cases.ActProposeVisit, func(a *modelAct) { a.vain = "result" })
	return m
}
