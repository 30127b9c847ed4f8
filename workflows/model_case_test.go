package workflows_test

import (
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

const (
	everyStage = "notify self_check on_site result handling publication follow_up"
	beforeSign = "notify self_check on_site"
)

// caseModel is the inspection case of edition 2024. The walk chooses what the visit
// finds ("clear", "correction", "referral", "nobody") by a flag.
func caseModel() *model {
	m := &model{stages: everyStage, stage: "notify", flags: map[string]bool{}, periods: map[string]*span{},
		extendable: map[string]string{"notify": "head", "self_check": "head", "on_site": "head", "result": "head", "correction": "head", "reinspection": "head"},
		lapses: map[string]modelLapse{
			"self_check": {at: "self_check", to: "on_site", opens: "on_site:20", set: "lapsed"},
			"correction": {at: "handling", opens: "reinspection:5", set: "reinspectable"},
		}}
	m.acts = map[inspection.ActKind]modelAct{
		inspection.ActServeNotice:     {at: "notify", who: "lead member", set: "served", to: "self_check", ends: "notify", opens: "self_check:10"},
		inspection.ActRecordNotServed: {at: "notify", who: "lead member", set: "unserved", to: "on_site", ends: "notify", opens: "on_site:20"},
		inspection.ActFileSelfCheck: {at: "self_check on_site", who: "entity clerk", bar: "visited unserved", set: "filed", also: func(m *model) {
			if m.stage == "self_check" {
				m.stage = "on_site"
				delete(m.periods, "self_check")
				m.open("on_site:20")
			}
		}},
		inspection.ActAgreeVisit: {at: "self_check on_site", who: "lead member", bar: "visited joined"},
		// A joined case is inspected by the team of the other.
		inspection.ActJoinVisit: {at: "on_site", who: "clerk", bar: "visited held joined", set: "joined", unset: "asked approved"},
		inspection.ActPartVisit: {at: "on_site", who: "clerk", need: "joined", unset: "joined", standing: true},
		inspection.ActRecordVisit: {at: "on_site", who: "lead member", bar: "signed joined", set: "visited", ends: "on_site", also: func(m *model) {
			m.move("result:5")
			m.move("publication:20")
		}},
		inspection.ActSignRecord: {at: "on_site", who: "lead member", need: "visited", also: func(m *model) {
			if m.flags["signed"] { // by the other one
				m.stage = "result"
			}
			m.flags["signed"] = true
		}},
		inspection.ActProposeResult:  {at: "result", who: "lead", bar: "proposed", set: "proposed"},
		inspection.ActSendBackRecord: {at: "result", who: "head", unset: "proposed signed lead-signed member-signed", to: "on_site"},
		inspection.ActConfirmResult: {at: "result", who: "head", need: "proposed", set: "confirmed", ends: "result", also: func(m *model) {
			m.stage = "publication"
			if m.flags["correction"] {
				m.stage = "handling"
			}
			if m.flags["referral"] {
				m.flags["branch"] = true
			}
		}},
		inspection.ActOrderCorrection: {at: "handling", who: "lead", bar: "ordered", set: "ordered", opens: "correction:15d"},
		inspection.ActReportCorrection: {at: "handling", who: "entity clerk lead member", need: "ordered", bar: "reported", set: "reported reinspectable", also: func(m *model) {
			if m.periods["correction"] != nil {
				delete(m.periods, "correction")
				m.open("reinspection:5")
			}
		}},
		inspection.ActReinspect: {at: "handling", who: "lead", need: "reinspectable", unset: "prepared as-found", ends: "reinspection", to: "publication", also: func(m *model) {
			if m.flags["published"] {
				m.open("supplement:20")
			}
		}},
		inspection.ActPreparePublication: {at: "handling publication", who: "clerk", bar: "prepared as-found", set: "prepared"},
		inspection.ActReturnPublication:  {at: "handling publication", who: "director", need: "prepared", unset: "prepared"},
		inspection.ActApprovePublication: {at: "handling publication", who: "director", need: "prepared", unset: "prepared", set: "published", ends: "publication", also: func(m *model) {
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
		inspection.ActExtendDeadline: {at: "notify self_check on_site result handling", who: "head", also: (*model).extend},
		inspection.ActSuspend: {at: everyStage, who: "director", set: "standing", also: func(m *model) {
			m.stood = append(m.stood, calendar.Suspension{From: m.today})
		}},
		inspection.ActResume: {at: everyStage, who: "director", standing: true, need: "standing", unset: "standing", also: func(m *model) {
			m.stood[len(m.stood)-1].To = m.today
		}},
		inspection.ActCorrectEntry:     {at: everyStage, vain: "notify", who: "head", standing: true},
		inspection.ActReplaceInspector: {at: beforeSign, who: "head", bar: "signed", standing: true},
	}
	return m
}
