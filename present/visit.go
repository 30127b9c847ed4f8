package present

import (
	"fmt"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// Names name people by their accounts and by their certificates.
type Names struct {
	Account   func(id string) string
	Inspector func(certificate string) string
}

// VisitRows say how the inspection of the case was agreed on, approved, begun, held and
// signed, as far as it has come.
func VisitRows(c cases.Case, names Names) Rows {
	var out Rows
	if n := c.NoticeCount; n != nil {
		out = out.with("本年度已检查次数", visits(*n))
	}
	if !c.VisitAgreed.IsZero() {
		out = out.with("约定的检查日期", c.VisitAgreed.ChineseString())
	}
	for _, r := range c.Recusals {
		out = out.with("申请回避", names.Inspector(r.Certificate)+"，"+r.On.ChineseString()+"申请，"+recusal(r, names))
	}
	out = append(out, approvalRows(c.Approval, names)...)
	if s := c.Start; s != nil {
		out = out.with("入企时间", minute(s.At)+either(s.Scanned, "（检查对象扫码）", "（"+s.Cause.Chinese()+"，补录）"))
	}
	if o := c.Cooperation; o != nil {
		out = out.with("责令配合检查", o.ServedOn.ChineseString()+"送达，"+o.Service.Method.Chinese()+bracketed(dayOr(o.By, "")))
	}
	out = append(out, sheetRows(c, names)...)
	if t := c.Told; t != nil {
		out = out.with("书面告知检查结果", t.On.ChineseString()+"，"+t.Method.Chinese())
	}
	return out
}

func visits(n cases.VisitCount) string {
	if n.Cap == 0 {
		return fmt.Sprintf("%d次", n.ThisYear)
	}
	if n.Counted != n.ThisYear {
		return fmt.Sprintf("%d次（其中计入年度频次上限的%d次，上限%d次）", n.ThisYear, n.Counted, n.Cap)
	}
	return fmt.Sprintf("%d次（年度频次上限%d次）", n.ThisYear, n.Cap)
}

func recusal(r cases.Recusal, names Names) string {
	if r.Undecided() {
		return "待决定"
	}
	return names.Account(r.DecidedBy) + r.DecidedOn.ChineseString() + either(r.Upheld, "决定回避", "决定不予回避")
}

func approvalRows(a *cases.VisitApproval, names Names) Rows {
	if a == nil {
		return nil
	}
	text := fmt.Sprintf("%s，%s，%s至%s，%s%s提请", a.Type.Chinese(), a.Mode.Chinese(), a.From.ChineseString(), a.To.ChineseString(), names.Account(a.ProposedBy), a.ProposedOn.ChineseString())
	if a.Given() {
		text += "，" + names.Account(a.ApprovedBy) + a.ApprovedOn.ChineseString() + "批准"
	} else {
		text += "，待批准"
	}
	out := Rows{}.with("行政检查审批", text)
	for _, w := range a.Count.Warnings {
		out = out.with("频次提示", fmt.Sprintf("%s内检查%d次（提示值%d次）", w.Span.Chinese(), w.Visits, w.Most))
	}
	if a.Count.Repeated {
		out = out.with("频次提示", fmt.Sprintf("检查组成员已连续%d次检查该对象且未发现问题", a.Count.ClearInARow))
	}
	return out
}

// sheetRows are what the record of the inspection says of it as a whole.
func sheetRows(c cases.Case, names Names) Rows {
	v := c.Visit
	if v == nil {
		return nil
	}
	out := Rows{}.with("检查", v.Mode.Chinese()+"，"+minute(v.Started)+"至"+minute(v.Ended))
	if v.Attempt != "" {
		out = out.with("整体检查情况", OutcomeName(c.Edition, v.Attempt))
	}
	if v.Urgent {
		out = out.with("紧急检查", "未经事先批准先行检查，补办审批")
	}
	if v.NoticeHanded != "" {
		out = out.with("检查通知书", "检查时"+v.NoticeHanded.Chinese())
	}
	signed := make([]string, len(v.Signed))
	for i, certificate := range v.Signed {
		signed[i] = names.Inspector(certificate)
	}
	return out.with("出示执法证件", either(v.CertificatesShown, "已出示", "未出示")).
		with("检查对象签字", v.EntitySignature.Chinese()).
		with(fmt.Sprintf("检查人员签字（第%d稿）", v.Revision), strings.Join(signed, "、"))
}

// SelfCheckAnswer is what the entity's self-check says of the item; "" where it says
// nothing.
func SelfCheckAnswer(c cases.Case, item string) string {
	if c.SelfCheck == nil || !c.SelfCheck.Filed {
		return ""
	}
	switch a, answered := c.SelfCheck.Answers[item]; {
	case !answered:
		return ""
	case a.Problem && a.Corrected:
		return law.FindingProblem.Chinese() + "，已经自行改正"
	case a.Problem:
		return law.FindingProblem.Chinese()
	}
	return law.FindingClear.Chinese()
}

func either(first bool, yes, no string) string {
	if first {
		return yes
	}
	return no
}

func minute(t time.Time) string { return t.In(calendar.Shanghai).Format("2006年1月2日15时04分") }
