package documents

import (
	"fmt"

	"shuangsuiji/inspection/planyear"
)

// YearReport is the table of a year-end report's figures. It is only written:
// what it says comes from the cases.
func YearReport(year int) *Table[planyear.Line] {
	type L = planyear.Line
	type C = Column[L]
	return &Table[L]{
		Name: fmt.Sprintf("%d年度抽查工作报告", year), Sheet: "年度报告",
		Notes: []string{
			"各项数字由案件逐件统计，不取自计划；案件属于其任务所在计划的年度，在以后年度办结的也是如此。",
			"应检查：已抽取立案，未随任务取消，也未由候补递补。已检查：检查已结束并记入检查记录表，含通过登记的住所（经营场所）无法联系等情形。",
			"完结：已检查并已归档。检查完成率为已检查÷应检查，完结率为完结÷已检查。",
			"抽查事项记为“不涉及”的，不计为已检查。按期公示以首次公示计，补充公示在“各环节时限”中单列。",
			"凡有指标编号的数字，均可在系统中按编号查看构成该数字的案件。",
		},
		Columns: []C{
			{Title: "类别", Width: 22, Get: func(l L) string { return l.Section }},
			{Title: "对象", Width: 44, Get: func(l L) string { return l.Row }},
			{Title: "指标", Width: 24, Get: func(l L) string { return l.Figure }},
			{Title: "数值", Width: 22, Get: func(l L) string { return l.Value }},
			{Title: "比率", Width: 10, Get: func(l L) string { return l.Percent }},
			{Title: "指标编号", Width: 36, Get: func(l L) string { return l.ID }},
		},
	}
}
