package documents

import (
	"strings"

	"shuangsuiji/inspection/registers"
)

// MonthlyGrades is the table of the grades of one month (企业信用风险分级), as the
// provincial platform gives them out; month and source are told beside it.
func MonthlyGrades(scale registers.GradeScale) *Table[registers.MonthlyGrade] {
	type G = registers.MonthlyGrade
	type C = Column[G]
	var grades []string
	for _, g := range scale.Grades {
		grades = append(grades, g.Code)
	}
	example := ""
	if len(grades) > 0 {
		example = grades[len(grades)/2]
	}
	return &Table[G]{
		Name: "企业信用风险分级", Sheet: "企业信用风险分级",
		Check:     func(g *G) ([]string, error) { return nil, g.Validate(scale) },
		Key:       func(g G) string { return g.Code },
		KeyColumn: "统一社会信用代码",
		Notes:     []string{"所属月份和来源在导入时填写；名录库中没有的统一社会信用代码不导入，系统列出其数量。"},
		Columns: []C{
			C{Title: "统一社会信用代码", Also: alsoCode, Field: "code", Required: true, Width: 24, Note: "18位统一社会信用代码，校验码须正确", Example: exampleCode}.code(func(g *G) *string { return &g.Code }),
			C{Title: "风险等级", Also: alsoGrade, Field: "grade", Required: true, Width: 10, Note: scale.Name + "：" + strings.Join(grades, "、"), Example: example, Choices: grades}.bind(func(g *G) *string { return &g.Grade }, readGrade),
		},
	}
}
