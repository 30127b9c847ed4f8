package settings

import (
	"maps"
	"slices"
	"unicode/utf8"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// mostVisits bounds every number of the visit limits.
const mostVisits = 365

// VisitLimits is how often an entity may be visited; see [cases.VisitLimits].
var VisitLimits = setting[cases.VisitLimits]{
	about: About{Name: "visit_limits", Title: "检查频次",
		Meaning: "适用国办发〔2024〕54号的检查：每户每年日常检查次数上限（perYear；byGrade按信用风险等级另定，空键为未分级；0为不设上限），专项检查次数上限（campaign；0为不设上限，上级部署的不计入），个案检查不设上限、超过日常检查上限的提示，" +
			"同一日、同一周、同一月超过几次时提示（perDay、perWeek、perMonth；0为不提示），同一检查人员一年内连续几次检查未发现问题的、再次检查须另行写明理由（clearInARow；0为不要求）。" +
			"其他部门的检查导入后一并计算。上限对外公布；自下一次锁定名单和提请行政检查审批时起适用。默认值参照咸宁（每年2次）、成都（日1次、周2次、月3次、连续3次）的公开做法。",
		Bounds: "各数均为0至365的整数；等级代码不超过32个字符。",
		Who:    access.ChangeRuleSettings.Roles()},
	standard: func() cases.VisitLimits {
		l := cases.DefaultVisitLimits
		l.ByGrade = maps.Clone(l.ByGrade)
		return l
	},
	check: func(l *cases.VisitLimits, bad *law.Invalid) {
		if l.ByGrade == nil {
			l.ByGrade = map[string]int{}
		}
		times(bad, "perYear", l.PerYear)
		for _, grade := range slices.Sorted(maps.Keys(l.ByGrade)) {
			times(bad, law.Path("byGrade").Join(grade), l.ByGrade[grade])
			if utf8.RuneCountInString(grade) > longestGrade {
				bad.Add("byGrade", grade, "等级代码不能超过%d个字符", longestGrade)
			}
		}
		times(bad, "campaign", l.Campaign)
		times(bad, "perDay", l.PerDay)
		times(bad, "perWeek", l.PerWeek)
		times(bad, "perMonth", l.PerMonth)
		times(bad, "clearInARow", l.ClearInARow)
	},
}

func times(bad *law.Invalid, at law.Path, n int) {
	if n < 0 || n > mostVisits {
		bad.Add(at, text(n), "次数应为0至%d，不能是%d", mostVisits, n)
	}
}
