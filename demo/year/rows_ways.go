package year

import (
	"maps"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// wayRows are the different ways in which one act can be done.
func wayRows() []row {
	var all []row
	for _, m := range law.ServiceMethods {
		all = append(all, row{key: "service/" + string(m), group: "送达方式", name: m.Chinese(), clause: "行政处罚法第61条；民事诉讼法第87条至第95条", in: served(m)})
	}
	for _, m := range []cases.VisitMode{cases.ModeOnSite, cases.ModeWritten, cases.ModeOnline} {
		all = append(all, row{key: "mode/" + string(m), group: "核查方式", name: m.Chinese(), clause: "文件四(三)",
			in: fact(func(f cases.RecordVisit) bool { return f.Mode == m })})
	}
	for _, s := range []cases.EntitySignature{cases.EntitySigned, cases.EntityRefused, cases.EntityAbsent} {
		all = append(all, row{key: "signature/" + string(s), group: "检查对象签字", name: s.Chinese(), clause: "文件四(三)",
			in: fact(func(f cases.RecordVisit) bool { return f.EntitySignature == s })})
	}
	for _, f := range []law.Finding{law.FindingClear, law.FindingProblem, law.FindingNotApplicable} {
		all = append(all, row{key: "finding/" + string(f), group: "事项检查情况", name: f.Chinese(), clause: "文件四(三)",
			in: fact(func(r cases.RecordVisit) bool {
				for _, found := range r.Findings {
					if found == f {
						return true
					}
				}
				return false
			})})
	}
	for _, v := range proceedings.DefenceViews {
		all = append(all, row{key: "defence/" + string(v), group: "陈述申辩", name: v.Chinese(), clause: "行政处罚法第45条",
			in: fact(func(f proceedings.ReviewDefence) bool { return f.View == v })})
	}
	for _, k := range proceedings.RemedyKinds {
		all = append(all, row{key: "remedy/" + string(k), group: "复议和诉讼", name: k.Chinese(), clause: "行政复议法第20条；行政诉讼法第45条、第46条",
			in: fact(func(f proceedings.RecordRemedy) bool { return f.Remedy == k })})
	}
	for _, o := range proceedings.RemedyOutcomes {
		all = append(all, row{key: "remedied/" + string(o), group: "复议和诉讼", name: o.Chinese(), clause: "行政复议法；行政诉讼法",
			in: fact(func(f proceedings.RecordRemedyOutcome) bool { return f.Outcome == o })})
	}
	all = append(all, row{key: "anew", group: "复议和诉讼", name: "撤销并责令重新作出", clause: "行政复议法第64条；行政诉讼法第70条",
		in: fact(func(f proceedings.RecordRemedyOutcome) bool { return f.Anew != nil })})
	for _, r := range proceedings.CourtResults {
		all = append(all, row{key: "court/" + string(r), group: "法院执行", name: r.Chinese(), clause: "行政强制法第57条、第58条",
			in: fact(func(f proceedings.RecordCourtResult) bool { return f.Result == r })})
	}
	for _, a := range []proceedings.PoliceAnswer{proceedings.PoliceFiles, proceedings.PoliceRefuses} {
		all = append(all, row{key: "police/" + string(a), group: "公安机关决定", name: a.Chinese(), clause: "行政执法机关移送涉嫌犯罪案件的规定第8条",
			in: fact(func(f proceedings.RecordPoliceDecision) bool { return f.Answer == a })},
			row{key: "reconsidered/" + string(a), group: "公安机关复议", name: a.Chinese(), clause: "行政执法机关移送涉嫌犯罪案件的规定第9条",
				in: fact(func(f proceedings.RecordPoliceReconsideration) bool { return f.Answer == a })})
	}
	for _, p := range []law.Place{law.WithinBureau, law.OtherDepartment} {
		all = append(all, row{key: "referred/" + string(p), group: "移送", name: "移送" + p.Chinese(), clause: "文件四(五)",
			in: fact(func(f proceedings.ProposeReferral) bool { return f.To.Place == p })})
	}
	for _, a := range []proceedings.ReferralAnswer{proceedings.ReferralTaken, proceedings.ReferralDeclined} {
		all = append(all, row{key: "answer/" + string(a), group: "移送", name: a.Chinese(), clause: "文件四(五)",
			in: fact(func(f proceedings.RecordReferralReply) bool { return f.Answer == a })})
	}
	return all
}

// otherRows are what the procedure says beside its tables.
func otherRows() []row {
	roles := []law.Role{law.RoleClerk, law.RoleInspector, law.RoleSectionHead, law.RoleBureauHead, law.RoleLegalReviewer,
		law.RoleSupervisor, law.RoleEntity, law.RoleSystem}
	var all []row
	for _, r := range roles {
		all = append(all, row{key: "role/" + string(r), group: "办理人", name: r.Chinese(), in: actedAs(r)})
	}
	return append(all,
		row{key: "entered_for", group: "其他", name: "纸质自查报告由经办代录", clause: "文件四(三)", in: first(ofCase, func(a recorded) bool {
			return a.Kind == cases.ActFileSelfCheck && a.ActorRole == law.RoleClerk
		})},
		row{key: "late_entry", group: "其他", name: "补录，写明理由", clause: "本单位规定", in: first(ofCase, func(a recorded) bool {
			f, ok := factsOf[cases.ServeNotice](a)
			return ok && f.On.AddDays(lateEntryDays).Before(calendar.DateOf(a.Entered))
		})},
		row{key: "delegated", group: "其他", name: "受托人办理", clause: "本单位规定", in: first(ofCase, func(a recorded) bool {
			return a.Kind == cases.ActConfirmResult && a.Delegation != ""
		})},
		row{key: "urgent", group: "其他", name: "紧急检查，事后补办审批", clause: "国办发〔2024〕54号", in: fact(func(f cases.RecordVisit) bool { return f.Urgent })},
		row{key: "lead", group: "其他", name: "明确线索直接立案", clause: "文件四(一)", in: fact(func(f proceedings.ApproveFiling) bool { return len(f.Team) > 0 })},
		row{key: "late", group: "其他", name: "逾期办理，保留逾期标记", clause: "各期限条款", in: (*archive).late},
		row{key: "counted", group: "其他", name: "计数并提示检查频次", clause: "国办发〔2024〕54号", in: fact(func(f cases.ProposeVisit) bool { return f.Count.Cap > 0 })},
		row{key: "editions", group: "其他", name: "三版规则的案件同时在办", clause: "国办发〔2024〕54号；国家发展改革委令第36号", in: (*archive).allEditions},
		row{key: "repair_notice", group: "其他", name: "处罚决定书与信用修复告知书同时送达", clause: "国办发〔2025〕22号", in: fact(func(f proceedings.ServeDecision) bool { return f.RepairNotice })},
		row{key: "party", group: "其他", name: "当事人不是抽中的检查对象", clause: "行政处罚法第4条", in: fact(func(f proceedings.ProposeFiling) bool { return f.Role != "" })},
		row{key: "visit_type", group: "其他", name: "个案检查", clause: "国办发〔2024〕54号", in: fact(func(f cases.ProposeVisit) bool { return f.Type == cases.VisitSpecific })},
	)
}

// allEditions: when the first subject of the latest edition began, one of each earlier
// edition was open.
func (r *archive) allEditions() string {
	latest := law.Editions[len(law.Editions)-1].Code
	for _, newest := range r.subjects {
		if newest.edition != latest {
			continue
		}
		beside := map[string]string{latest: newest.no}
		began, _ := newest.span()
		for _, other := range r.subjects {
			from, to := other.span()
			if other.edition != "" && beside[other.edition] == "" && !from.After(began) && began.Before(to) {
				beside[other.edition] = other.no
			}
		}
		if len(beside) == len(law.Editions) {
			return strings.Join(slices.Sorted(maps.Values(beside)), "、")
		}
	}
	return ""
}

// span is from the first to the last act.
func (h history) span() (from, to time.Time) {
	if len(h.acts) == 0 {
		return from, to
	}
	return h.acts[0].Entered, h.acts[len(h.acts)-1].Entered
}

// late finds a subject that kept the mark of what was done late.
func (r *archive) late() string {
	for _, h := range r.subjects {
		if slices.ContainsFunc(h.met, func(m law.MetDeadline) bool { return m.Late && !m.Lapsed }) {
			return h.no
		}
	}
	return ""
}
