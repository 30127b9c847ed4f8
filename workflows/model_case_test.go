package workflows_test

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

const (
	everyStage = "notify self_check on_site result handling publication follow_up"
	beforeSign = "notify self_check on_site"
)

// caseModel is the inspection case of edition 2024. The walk chooses what the visit
// finds ("clear", "correction", "referral", "nobody", "refused") by a flag.
func caseModel() *model {
	m := &model{stages: everyStage, stage: "notify", flags: map[string]bool{}, periods: map[string]*span{},
		extendable: map[string]string{"notify": "head", "self_check": "head", "on_site": "head", "result": "head", "correction": "head", "reinspection": "head"},
		lapses: map[string]modelLapse{
			"self_check": {at: "self_check", to: "on_site", opens: "on_site:20", set: "lapsed"},
			"correction": {at: "handling", opens: "reinspection:5", set: "reinspectable"},
		}}
	m.acts = map[law.ActKind]modelAct{
		cases.ActServeNotice:     {at: "notify", who: "lead member", set: "served", to: "self_check", ends: "notify", opens: "self_check:10"},
		cases.ActRecordNotServed: {at: "notify", who: "lead member", set: "unserved", to: "on_site", ends: "notify", opens: "on_site:20"},
		cases.ActFileSelfCheck: {at: "self_check on_site", who: "entity clerk", bar: "visited unserved", set: "filed", also: func(m *model) {
			if m.stage == "self_check" {
				m.stage = "on_site"
				delete(m.periods, "self_check")
				m.open("on_site:20")
			}
		}},
		cases.ActAgreeVisit: {at: "self_check on_site", who: "lead member", bar: "visited joined"},
		// A joined case is inspected by the team of the other.
		cases.ActJoinVisit: {at: "on_site", who: "clerk", bar: "visited held joined", set: "joined", unset: "asked approved"},
		cases.ActPartVisit: {at: "on_site", who: "clerk", need: "joined", unset: "joined", standing: true},
		// Who refuses the inspection is ordered to let it go on, once.
		cases.ActOrderCooperation: {at: "on_site result", who: "lead member", bar: "ordered-cooperation", set: "ordered-cooperation", when: func(m *model) bool {
			return !m.flags["visited"] || m.flags["refused"]
		}},
		cases.ActRecordVisit: {at: "on_site", who: "lead member", bar: "signed joined", set: "visited", ends: "on_site", also: func(m *model) {
			m.move("result:5")
			m.move("publication:20")
		}},
		cases.ActSignRecord: {at: "on_site", who: "lead member", need: "visited", also: func(m *model) {
			if m.flags["signed"] { // by the other one
				m.stage = "result"
				m.drop("signing")
				return
			}
			m.flags["signing"], m.flags["signed"] = true, true
		}},
		cases.ActProposeResult:  {at: "result", who: "lead", bar: "proposed", set: "proposed"},
		cases.ActSendBackRecord: {at: "result", who: "head", unset: "proposed signed lead-signed member-signed", to: "on_site"},
		// At a 社保经办机构 that refused the order comes first.
		cases.ActConfirmResult: {at: "result", who: "head", need: "proposed", set: "confirmed", ends: "result", when: func(m *model) bool {
			return !m.has("agency refused") || m.flags["ordered-cooperation"]
		}, also: func(m *model) {
			m.stage = "publication"
			if m.flags["correction"] {
				m.stage = "handling"
			}
			if m.hasAny("referral refused") {
				m.flags["branch"] = true
			}
		}},
		cases.ActOrderCorrection: {at: "handling", who: "lead", bar: "ordered", set: "ordered", opens: "correction:15d"},
		cases.ActReportCorrection: {at: "handling", who: "entity clerk lead member", need: "ordered", bar: "reported", set: "reported reinspectable", also: func(m *model) {
			if m.periods["correction"] != nil {
				delete(m.periods, "correction")
				m.open("reinspection:5")
			}
		}},
		cases.ActReinspect: {at: "handling", who: "lead", need: "reinspectable", unset: "prepared as-found", ends: "reinspection", to: "publication", also: func(m *model) {
			if m.flags["published"] {
				m.open("supplement:20")
			}
		}},
		cases.ActPreparePublication: {at: "handling publication", who: "clerk", bar: "prepared as-found", set: "prepared"},
		cases.ActReturnPublication:  {at: "handling publication", who: "director", need: "prepared", unset: "prepared"},
		cases.ActApprovePublication: {at: "handling publication", who: "director", need: "prepared", unset: "prepared", set: "published", ends: "publication", also: func(m *model) {
			switch {
			case m.stage == "handling":
				m.flags["as-found"] = true
			case m.flags["branch"]:
				m.stage = "follow_up"
				delete(m.periods, "supplement")
			default:
				m.stage = "closed"
			}
		}},
		// The publication of a result is never extended (文件四(五)).
		law.ActExtendDeadline: {at: "notify self_check on_site result handling", who: "head", also: (*model).extend},
		law.ActSuspend: {at: everyStage, who: "director", set: "standing", also: func(m *model) {
			m.stood = append(m.stood, calendar.Suspension{From: m.today})
		}},
		law.ActResume: {at: everyStage, who: "director", standing: true, need: "standing", unset: "standing", also: func(m *model) {
			m.stood[len(m.stood)-1].To = m.today
		}},
		cases.ActCorrectEntry: {at: everyStage, vain: "notify", who: "head", standing: true},
		// Not between the two signatures.
		cases.ActReplaceInspector: {at: everyStage, who: "head", bar: "signing", standing: true},
	}
	return m
}
