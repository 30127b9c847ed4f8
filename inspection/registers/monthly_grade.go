package registers

import (
	"strings"
	"time"
	"unicode/utf8"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/creditcode"
	"shuangsuiji/inspection/law"
)

// MonthlyGrade is one row of the grades that the provincial platform pushes each
// month (企业信用风险分级; 文件四(一)).
type MonthlyGrade struct {
	Code  string // 统一社会信用代码
	Grade string
}

// Validate checks a row against the scale and normalises the credit code.
func (g *MonthlyGrade) Validate(scale GradeScale) error {
	var bad law.Invalid
	if code, err := creditcode.Parse(g.Code); err != nil {
		bad.Add("code", g.Code, "%s", err.Error())
	} else {
		g.Code = string(code)
	}
	if !scale.Has(g.Grade) {
		bad.Add("grade", g.Grade, "风险等级“%s”不在%s中", g.Grade, scale.Name)
	}
	return bad.Err("monthly_grade_invalid", "风险等级")
}

// GradePush is where and of when the grades of one import are.
type GradePush struct {
	Month  calendar.Date // first day of the month that the grades are of
	Source string        // 来源, such as the platform's name and the letter's number
}

// longestGradeSource is in characters.
const longestGradeSource = 200

// NewGradePush reads the month, written as 2024-04, and the source. Grades of a
// month to come are refused: nobody can have them yet.
//
// Errors: grade_month_invalid, grade_month_to_come, grade_source_required.
func NewGradePush(month, source string, today calendar.Date) (GradePush, error) {
	first, err := calendar.ParseDate(month + "-01")
	if err != nil {
		return GradePush{}, law.Errorf(law.KindInvalid, "grade_month_invalid", "风险等级所属月份应写作2024-04的形式，不能是“%s”。", month)
	}
	if first.After(today) {
		return GradePush{}, law.Errorf(law.KindInvalid, "grade_month_to_come", "%d年%d月尚未到来，不能导入该月的风险等级。", first.Year(), first.Month())
	}
	source = strings.TrimSpace(source)
	if n := utf8.RuneCountInString(source); n == 0 || n > longestGradeSource {
		return GradePush{}, law.Errorf(law.KindInvalid, "grade_source_required", "必须填写风险等级的来源，不超过%d个字符。", longestGradeSource)
	}
	return GradePush{Month: calendar.NewDate(first.Year(), first.Month(), 1), Source: source}, nil
}

// DatedGrade is the grade that an entity had in a month, as it was imported.
type DatedGrade struct {
	Entity  string        `json:"entity"`
	Month   calendar.Date `json:"month"`   // first day
	Version int           `json:"version"` // 2 and more correct what was imported for the month before
	Grade   string        `json:"grade"`
	Source  string        `json:"source"`
	Entered time.Time     `json:"entered"`
	By      string        `json:"by"`
}
