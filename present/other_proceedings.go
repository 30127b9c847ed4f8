package present

import (
	"maps"
	"slices"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// ProceedingSections are the file of the proceeding as far as it has come, part by part,
// by its kind.
func ProceedingSections(p proceedings.Proceeding, names Names) []Section {
	switch {
	case p.Penalty != nil:
		return PenaltySections(p, names)
	case p.Referral != nil:
		return sections(Section{"移送", referralRows(p.Referral, names)})
	case p.Police != nil:
		return sections(Section{"移送公安机关", transferRows(p.Police, names)}, Section{"公安机关的决定", policeRows(p.Police)})
	case p.Feedback != nil:
		return sections(Section{"反馈", feedbackRows(p.Feedback, names)})
	case p.Objection != nil:
		return sections(Section{"异议", objectionRows(p, names)})
	case p.Oversight != nil:
		return sections(Section{"监督意见", oversightRows(p.Oversight, names)})
	}
	return nil
}

func addressee(a law.Addressee) string {
	if a.Name == "" {
		return ""
	}
	return a.Name + bracketed(a.Place.Chinese())
}

func referralRows(r *proceedings.ReferralFile, names Names) Rows {
	out := Rows{}.with("接收单位", addressee(r.To)).with("移送目的", r.Purpose.Chinese()).
		with("提出移送意见", nameOr(r.ProposedBy, names)+dayOr(r.ProposedOn, "")).
		with("批准移送", nameOr(r.ApprovedBy, names)+dayOr(r.ApprovedOn, "")).
		with("移交", dayOr(r.HandedOverOn, "")+bracketed(r.Method.Chinese())).
		with("收到回执", dayOr(r.ReceiptOn, "")).
		with("收到办理结果", dayOr(r.RepliedOn, "")+bracketed(r.Result.Chinese()))
	for _, d := range r.Declined {
		out = out.with("退回", addressee(d.By)+d.On.ChineseString()+"退回：不属于其职责")
	}
	return out
}

func transferRows(f *proceedings.PoliceFile, names Names) Rows {
	out := Rows{}.with("专案组书面报告", nameOr(f.ReportedBy, names)+dayOr(f.ReportedOn, "")).
		with("决定移送", nameOr(f.DecidedBy, names)+minuteOr(f.DecidedAt)).
		with("移送案卷", minuteOr(f.SentAt)+bracketed(f.Method.Chinese())).
		with("移送前的行政处罚", f.Penalty.Chinese())
	for _, d := range f.Decided {
		out = out.with("移送书写明已缴罚款", d.No+"："+d.On.ChineseString()+"决定，移送时已缴罚款"+law.Yuan(d.PaidFen))
	}
	return out.with("抄送人民检察院", dayOr(f.CopiedOn, "")).
		with("抄送行政处罚决定书", dayOr(f.PenaltyCopiedOn, ""))
}

func policeRows(f *proceedings.PoliceFile) Rows {
	return Rows{}.with("公安机关转送有管辖权的机关", dayOr(f.ForwardedOn, "")).
		with("收到回执", dayOr(f.ReceiptOn, "")).
		with("收到不予立案通知", dayOr(f.RefusedOn, "")).
		with("案卷退回", dayOr(f.ReturnedOn, "")).
		with("提请复议", dayOr(f.ReconsiderationOn, "")).
		with("复议维持不予立案", dayOr(f.MaintainedOn, "")).
		with("建议立案监督", dayOr(f.SupervisionOn, "")).
		with("收到立案通知", dayOr(f.FiledOn, "")).
		with("移交涉案物品和材料", dayOr(f.HandedOverOn, ""))
}

func feedbackRows(f *proceedings.FeedbackFile, names Names) Rows {
	return Rows{}.with("反馈内容", f.Topic.Chinese()).
		with("反馈人", nameOr(f.Author, names)).
		with("转交", addressee(f.To)+dayOr(f.RoutedOn, "")).
		with("答复", dayOr(f.AnsweredOn, ""))
}

func oversightRows(s *proceedings.OversightFile, names Names) Rows {
	return Rows{}.with("提出监督意见", s.From+bracketed(s.Source.Chinese())).
		with("文号", s.Letter).
		with("针对的问题", s.Topic.Chinese()).
		with("收到", dayOr(s.ReceivedOn, "")).
		with("要求答复的日期", dayOr(s.AnswerBy, "")).
		with("拟定答复", s.Answer.Chinese()).
		with("拟定人", nameOr(s.ProposedBy, names)+dayOr(s.ProposedOn, "")).
		with("批准人", nameOr(s.ApprovedBy, names)+dayOr(s.ApprovedOn, "")).
		with("报送答复", dayOr(s.AnsweredOn, ""))
}

func objectionRows(p proceedings.Proceeding, names Names) Rows {
	o := p.Objection
	out := Rows{}.with("所异议的公示", o.Publication).
		with("公示内容", published(p.Edition, o.Published)).
		with("提出异议", dayOr(o.RaisedOn, "")+bracketed(either(o.EnteredFor, "书面提出，由经办录入", ""))).
		with("核查意见", o.Opinion.Chinese()).
		with("核查人", nameOr(o.CheckedBy, names)+dayOr(o.CheckedOn, "")).
		with("决定", o.Decision.Chinese()).
		with("决定人", nameOr(o.DecidedBy, names)+dayOr(o.DecidedOn, ""))
	if o.Corrected != nil {
		out = out.with("更正后的公示内容", published(p.Edition, *o.Corrected))
	}
	return out.with("答复送达", dayOr(o.AnsweredOn, "")+bracketed(o.Method.Chinese()))
}

// published is what an entry of the public record says of an inspection.
func published(edition string, r proceedings.PublishedResult) string {
	if r.Withdrawn {
		return "撤回公示内容"
	}
	text := OutcomeName(edition, r.Outcome)
	for _, code := range slices.Sorted(maps.Keys(r.Items)) {
		text += "；" + code + "：" + OutcomeName(edition, r.Items[code])
	}
	return text
}

func minuteOr(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return minute(t)
}
