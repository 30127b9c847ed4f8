package settings

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// The bounds of a scale. They are those of the draw and of the register's columns.
const (
	mostGrades     = 20
	longestGrade   = 32 // characters of a code
	longestName    = 100
	heaviestWeight = 1_000_000
)

// GradeScale is the scale of risk grades of the entities' register and of each
// draw whose roster is frozen from then on.
var GradeScale = setting[registers.GradeScale]{
	about: About{Name: "grade_scale", Title: "信用风险分级",
		Meaning: "检查对象信用风险等级的名称、由低到高的顺序和按同一比例抽取时的权重。自下一次导入名录库和下一次锁定名单时起适用；已锁定名单的抽取不受影响。",
		Bounds:  "1至20级，由低到高排列；代码不重复、不超过32个字符；权重为1至1000000的整数，由低到高不递减；名录库中已使用的等级不能删除。",
		Who:     access.ChangeRuleSettings.Roles()},
	standard: func() registers.GradeScale {
		s := registers.HebeiScale
		s.Grades = slices.Clone(s.Grades)
		return s
	},
	check: checkScale,
}

func checkScale(s *registers.GradeScale, bad *law.Invalid) {
	worded(bad, "code", "分级代码", &s.Code, longestGrade)
	worded(bad, "name", "分级名称", &s.Name, longestName)
	if n := len(s.Grades); n < 1 || n > mostGrades {
		bad.Add("grades", "", "等级应为1至%d级，现为%d级", mostGrades, n)
	}
	seen := map[string]bool{}
	for i := range s.Grades {
		g := &s.Grades[i]
		at := law.Path("grades").Index(i)
		worded(bad, at.Join("code"), "等级代码", &g.Code, longestGrade)
		worded(bad, at.Join("name"), "等级名称", &g.Name, longestName)
		if seen[g.Code] {
			bad.Add(at.Join("code"), g.Code, "等级代码“%s”重复", g.Code)
		}
		seen[g.Code] = true
		if g.Weight < 1 || g.Weight > heaviestWeight {
			bad.Add(at.Join("weight"), text(g.Weight), "等级“%s”的权重应为1至%d", g.Code, heaviestWeight)
		} else if i > 0 && g.Weight < s.Grades[i-1].Weight {
			bad.Add(at.Join("weight"), text(g.Weight), "等级应由低到高排列，等级“%s”的权重不能小于前一等级", g.Code)
		}
	}
}

// worded checks a text that must be there.
func worded(bad *law.Invalid, at law.Path, what string, value *string, longest int) {
	*value = strings.TrimSpace(*value)
	switch {
	case *value == "":
		bad.Add(at, "", "%s不能为空", what)
	case utf8.RuneCountInString(*value) > longest:
		bad.Add(at, *value, "%s不能超过%d个字符", what, longest)
	case strings.ContainsFunc(*value, unicode.IsControl):
		bad.Add(at, *value, "%s含有不允许的字符", what)
	}
}

func text(n int) string { return strconv.Itoa(n) }
