package present

import (
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// Penalties are penalties with their amounts: 警告；罚款2000元.
func Penalties(all []proceedings.Penalty) string {
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.Kind.Chinese()
		if p.Fen > 0 {
			out[i] += law.Yuan(p.Fen)
		}
	}
	return strings.Join(out, "；")
}

// Decision is what a decision says, in one line.
func Decision(t proceedings.DecisionTerms) string {
	parts := []string{t.Kind.Chinese()}
	if len(t.Penalties) > 0 {
		parts = append(parts, Penalties(t.Penalties))
	}
	if t.Termination != "" {
		parts = append(parts, t.Termination.Chinese())
	}
	if t.Transfer != "" {
		parts = append(parts, t.Transfer.Chinese())
	}
	return strings.Join(parts, "：")
}

// decisionRows are a decision's terms beside what it decides.
func decisionRows(t proceedings.DecisionTerms) Rows {
	return Rows{}.with("裁量档次", t.Grade.Chinese()).with("公示等级", t.Publicity.Chinese()).with("从轻、减轻或者不予处罚", t.Leniency.Chinese()).
		with("所依据的条款", strings.Join(t.Articles, "；")).with("责令改正", t.Correction.Chinese()+bracketed(dayOr(t.CorrectBy, ""))).with("责令退赔", yuanOr(t.RestitutionFen))
}

// yuanOr is the amount; nothing where there is none.
func yuanOr(fen int64) string {
	if fen == 0 {
		return ""
	}
	return law.Yuan(fen)
}

// Section are rows under a heading.
type Section struct {
	Name string
	Rows Rows
}

// sections leaves out those in which nothing stands.
func sections(all ...Section) []Section {
	var out []Section
	for _, s := range all {
		if len(s.Rows) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// PenaltySections are a penalty case as far as it has come, part by part.
func PenaltySections(p proceedings.Proceeding, names Names) []Section {
	w := p.Penalty
	if w == nil {
		return nil
	}
	return sections(
		Section{"立案", filingRows(w)},
		Section{"调查", investigationRows(p)},
		Section{"事先告知、陈述申辩和听证", hearingRows(w, names)},
		Section{"决定", decidedRows(w, names)},
		Section{"送达、执行和公示", executionRows(w)},
		Section{"行政复议和行政诉讼", remedyRows(w)},
		Section{"公安机关和司法机关", holdRows(w)},
	)
}

func filingRows(w *proceedings.PenaltyFile) Rows {
	out := Rows{}.with("当事人类型", w.Party.Chinese())
	if f := w.Filing; f != nil {
		out = out.with("违法行为终了之日", dayOr(f.EndedOn, either(f.Continuing, "仍在继续", ""))).
			with("发现、举报或者投诉", dayOr(f.KnownOn, "")+bracketed(f.KnownBy.Chinese())).with("适用五年追责时效", f.Endangers.Chinese()).with("立案", dayOr(f.On, "待批准"))
	}
	if a := w.Anew; a != nil {
		out = out.with("重新作出决定", "原案"+a.Of+"的决定（"+Decision(a.Quashed)+"）经"+a.By.Chinese()+"于"+a.On.ChineseString()+"被撤销")
	}
	if c := w.Crime; c != nil {
		out = out.with("决定后发现涉嫌犯罪", c.On.ChineseString()+"发现，移送公安机关程序"+c.Referral)
	}
	if r := w.Resumed; r != nil {
		out = out.with("移送公安机关后继续办理", "原案"+r.Of+"经"+r.Referral+"移送，"+r.On.ChineseString()+"起继续办理")
	}
	return out
}

func investigationRows(p proceedings.Proceeding) Rows {
	i := p.Penalty.Investigation
	if i == nil {
		return nil
	}
	out := Rows{}.with("调查终结", i.On.ChineseString()).
		with("违法事实", either(i.Established, "成立", "不成立")).
		with("建议作出的决定", Decision(proceedings.DecisionTerms{Kind: i.Kind, Penalties: i.Penalties})).
		with("裁量档次", i.Grade.Chinese()).
		with("重大、复杂", words(word{i.Weight.Grave, "重大违法"}, word{i.Weight.Complex, "疑难复杂或者涉及多个法律关系"}, word{i.Weight.PublicInterest, "涉及重大公共利益"}))
	for _, g := range p.LeniencyProposal().Grounds {
		out = out.with(grounded(g.Force), g.Text+"（"+g.Clause+"）")
	}
	return out
}

// grounded is what a ground in the party's favour is called, as its article puts it.
func grounded(f proceedings.LeniencyForce) string {
	if f == proceedings.ForceNone {
		return "有利于当事人的情节"
	}
	return f.Chinese()
}

// word is a word that holds or not.
type word struct {
	holds bool
	text  string
}

func words(all ...word) string {
	var out []string
	for _, w := range all {
		if w.holds {
			out = append(out, w.text)
		}
	}
	return strings.Join(out, "、")
}

func hearingRows(w *proceedings.PenaltyFile, names Names) Rows {
	var out Rows
	if n := w.Notice; n != nil {
		out = out.with("事先告知书送达", n.On.ChineseString()+"，"+n.Service.Method.Chinese()).
			with("告知拟作出的决定", Decision(proceedings.DecisionTerms{Kind: n.Kind, Penalties: n.Penalties})).
			with("可以要求听证", either(n.Hearing, "是", "否")).
			with("放弃陈述申辩和听证", dayOr(n.WaivedOn, ""))
	}
	if d := w.Defence; d != nil {
		out = out.with("陈述申辩", dayOr(d.On, "")+bracketed(either(d.Late, "期限届满后提出", ""))).with("复核", dayOr(d.ReviewedOn, "")+bracketed(d.View.Chinese())).with("复核后建议的处罚", Penalties(d.Penalties))
	}
	if h := w.Hearing; h != nil {
		out = out.with("要求听证", dayOr(h.RequestedOn, "")).with("听证日期", dayOr(h.Day, "")).with("听证主持人", nameOr(h.Presider, names)).
			with("听证主持人回避", presiderRecusals(h.Recusals, names)).
			with("举行听证", dayOr(h.HeldOn, "")+bracketed(either(h.Abandoned, "视为放弃", "")))
	}
	return out
}

func presiderRecusals(all []proceedings.PresiderRecusal, names Names) string {
	out := make([]string, len(all))
	for i, r := range all {
		decided := "尚未决定"
		if r.DecidedBy != "" {
			decided = r.DecidedOn.ChineseString() + either(r.Upheld, "决定回避", "驳回")
		}
		out[i] = r.On.ChineseString() + "申请" + nameOr(r.Presider, names) + "回避，" + decided
	}
	return strings.Join(out, "；")
}

func decidedRows(w *proceedings.PenaltyFile, names Names) Rows {
	var out Rows
	if s := w.Spot; s != nil {
		out = out.with("当场处罚（待另一名执法人员确认）", Penalties([]proceedings.Penalty{s.Penalty})+"，"+s.On.ChineseString()).with("登记人", nameOr(s.Proposed.By, names))
	}
	if d := w.Proposal; d != nil && w.Decision == nil {
		out = out.with("拟作出的决定", Decision(d.Terms)).with("提出人", nameOr(d.Proposed.By, names))
		out = append(out, decisionRows(d.Terms)...)
		out = out.with("法制审核", nameOr(d.ReviewedBy, names)+dayOr(d.ReviewedOn, "")+bracketed(d.Reviewer.Chinese())).with("集体讨论", dayOr(d.DiscussedOn, ""))
	}
	if d := w.Decision; d != nil {
		out = out.with("决定", Decision(d.Terms)).with("作出决定", nameOr(d.By, names)+either(d.With == "", "", "、"+nameOr(d.With, names))+"，"+d.On.ChineseString()+bracketed(either(d.OnTheSpot, "当场处罚", "")))
		out = append(out, decisionRows(d.Terms)...)
		if grade, derived := d.PublicityGrade(); d.Terms.Kind == proceedings.DecisionPenalty && grade != d.Terms.Publicity {
			out = out.with("公示等级", grade.Chinese()+bracketed(either(derived, "按处罚种类推定", "")))
		}
		out = out.with("自行纠正", correctedRows(w))
		out = out.with("决定的效力", words(word{d.Changed, "经行政复议或者行政诉讼变更"}, word{d.PartlyQuashed, "部分已被撤销"}, word{d.Quashed, "已被撤销"}, word{d.Unlawful, "已被确认违法，未撤销"}))
	}
	return out
}

// correctedRows says what the bureau made of its own decision, and what it is about to.
func correctedRows(w *proceedings.PenaltyFile) string {
	var out []string
	for _, c := range w.Corrected {
		out = append(out, c.On.ChineseString()+c.Kind.Chinese())
	}
	if c := w.Correcting; c != nil {
		out = append(out, "拟"+c.Kind.Chinese()+bracketed(Penalties(c.Penalties)))
	}
	return strings.Join(out, "；")
}

func executionRows(w *proceedings.PenaltyFile) Rows {
	x := w.Execution
	return Rows{}.with("决定书送达", dayOr(x.ServedOn, "")+bracketed(x.Service.Method.Chinese())).
		with("信用修复告知书", either(x.RepairNotice, "已一并送达", "")).
		with("备案", dayOr(x.ReportedOn, "")).
		with("履行完毕", dayOr(x.PerformedOn, "")).
		with("对当事人的教育", dayOr(x.EducatedOn, "")).
		with("催告书送达", dayOr(x.DemandedOn, "")+bracketed(x.Demand.Method.Chinese())).
		with("起诉期限届满", dayOr(x.LitigationOver, "")).
		with("申请人民法院强制执行", dayOr(x.AppliedOn, "")).
		with("人民法院", x.Court.Chinese()+bracketed(dayOr(x.CourtOn, ""))).
		with("移交复议机关执行", dayOr(x.HandedOn, "")).
		with("复议机关执行", x.Organ.Chinese()+bracketed(dayOr(x.OrganOn, ""))).
		with("公示方式", publicityChoice(w.Public.Chosen)).
		with("公示", dayOr(w.Public.On, "")).
		with("公示至", dayOr(w.Public.Until, "")).
		with("撤回公示", dayOr(w.Public.Withdrawn, "")).
		with("结案", dayOr(w.ClosedOn, ""))
}

// publicityChoice is the bureau head's word on how the decision is shown.
func publicityChoice(c *proceedings.PublicityChoice) string {
	switch {
	case c == nil:
		return ""
	case !c.Show:
		return "决定不公示"
	case c.Named:
		return "决定公示，写明姓名"
	}
	return "决定公示"
}

func remedyRows(w *proceedings.PenaltyFile) Rows {
	var out Rows
	for _, r := range w.Remedies {
		text := r.On.ChineseString() + r.By.Chinese() + "提出"
		if r.Outcome != "" {
			text += "，" + r.OutcomeOn.ChineseString() + r.Outcome.Chinese()
		}
		if len(r.Quashed) > 0 {
			text += "（撤销" + Penalties(r.Quashed) + "）"
		}
		if r.Anew != nil {
			text += "，责令重新作出决定"
		}
		out = out.with(r.Kind.Chinese(), text)
	}
	return out
}

func holdRows(w *proceedings.PenaltyFile) Rows {
	var out Rows
	for _, h := range w.Holds {
		out = out.with(h.By, h.On.ChineseString()+"起停止计算期限，"+h.Awaits())
	}
	for _, r := range w.Returns {
		out = out.with("司法机关移回", r.On.ChineseString()+"："+r.Outcome.Chinese())
		if r.Opinion {
			out = out.with("检察意见", dayOr(r.AnsweredOn, "尚未")+"书面回复")
		}
	}
	return out
}

// dayOr is the day, or other words where there is none yet.
func dayOr(d calendar.Date, otherwise string) string {
	if d.IsZero() {
		return otherwise
	}
	return d.ChineseString()
}

func bracketed(text string) string {
	if text == "" {
		return ""
	}
	return "（" + text + "）"
}

func nameOr(account string, names Names) string {
	if account == "" {
		return ""
	}
	return names.Account(account)
}
