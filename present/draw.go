package present

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/codes"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// DrawRuleRows are the rules by which the task is drawn, as far as they are set.
func DrawRuleRows(t tasks.Task) Rows {
	r := t.Rules
	var scheme string
	if t.Scheme != nil {
		scheme = t.Scheme.Name + "（" + t.Scheme.AdoptedOn.ChineseString() + "采用）"
	}
	return Rows{}.with("实施方案", scheme).
		with("抽查对象范围", strings.Join(t.Kinds, "、")).
		with("抽查类型", r.Mode.Chinese()).
		with("抽查比例", r.Ratio).
		with("各风险等级的比例", byKey(r.GradeRatios, GradeName, func(ratio string) string { return ratio })).
		with("定向抽取的条件", byKey(r.Conditions, ConditionName, func(values []string) string { return strings.Join(values, "、") })).
		with("抽查事项", strings.Join(r.Items, "、")).
		with("检查组人数", amount(r.TeamSize, "%d人")).
		with("见证人数", fmt.Sprintf("%d名", r.Witnesses)).
		with("每户每年抽查上限", amount(r.CapPerYear, "%d次")).
		with("每名执法人员同时在办的户数上限", amount(r.CaseLoad, "%d户")).
		with("随公开证据公布抽中名单", either(r.OpenDrawn, "是", "否")).
		with("另定的期限", byKey(r.Lengths, periodOfAny, calendar.Period.String))
}

// DrawPeopleRows say who proposed and who approved the task's present draw.
func DrawPeopleRows(t tasks.Task, names Names) Rows {
	return Rows{}.with("拟定抽取方案", nameOr(t.Draw.PreparedBy, names)).with("批准抽取并锁定名单", nameOr(t.Draw.ApprovedBy, names))
}

func periodOfAny(kind law.DeadlineKind) string {
	return codes.Of[law.DeadlineKind]().Name(string(kind))
}

// ConditionName is what a condition of a targeted draw is called.
func ConditionName(field string) string {
	for _, c := range tasks.ConditionFields {
		if c.Field == field {
			return c.Name
		}
	}
	return field
}

// byKey are the entries in the order of their keys, in one line.
func byKey[K ~string, V any](all map[K]V, name func(K) string, value func(V) string) string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(all)) {
		out = append(out, name(key)+"："+value(all[key]))
	}
	return strings.Join(out, "；")
}

// amount is the number in the format, "" for 0: none is set.
func amount(n int, format string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

// SummaryRows say how far the task's summary has come.
func SummaryRows(t tasks.Task, names Names) Rows {
	w := t.Summary
	if w.WrittenBy == "" {
		return nil
	}
	out := Rows{}.with("撰写人", names.Account(w.WrittenBy))
	for _, department := range t.Joint {
		who := "待确认"
		if by := w.Confirmed[department]; by != "" {
			who = names.Account(by) + "已确认"
		}
		out = out.with(department, who)
	}
	return out
}
