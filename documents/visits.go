package documents

import (
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
)

// Visits is the table of other departments' visits to entities, which count
// towards how often an entity is visited.
func Visits() *Table[registers.ExternalVisit] {
	type V = registers.ExternalVisit
	type C = Column[V]
	return &Table[V]{
		Name: "其他部门入企检查", Sheet: "其他部门入企检查",
		Check:     func(v *V) ([]string, error) { return nil, v.Validate() },
		Key:       func(v V) string { return strings.Join([]string{v.Entity, v.On.String(), v.Agency, v.Item}, " ") },
		KeyColumn: "统一社会信用代码",
		Notes:     []string{"同一检查对象、日期、检查机关和事项只计一次，重复导入不重复计算。"},
		Columns: []Column[V]{
			C{Title: "统一社会信用代码", Also: alsoCode, Field: "entity", Required: true, Width: 24, Example: exampleCode}.code(func(v *V) *string { return &v.Entity }),
			C{Title: "日期", Also: []string{"检查日期", "检查时间", "入企日期", "入企时间"}, Field: "on", Required: true, Width: 14, Note: "入企检查的日期", Example: "2025-03-05"}.date(func(v *V) *calendar.Date { return &v.On }),
			C{Title: "检查机关", Also: []string{"检查单位", "检查部门", "执法单位", "执法部门", "检查主体"}, Field: "agency", Required: true, Width: 30, Example: "演示县市场监督管理局"}.text(func(v *V) *string { return &v.Agency }),
			C{Title: "事项", Also: []string{"检查事项", "检查事项名称", "事项名称", "检查内容"}, Field: "item", Required: true, Width: 40, Example: "（示例）广告监督检查"}.text(func(v *V) *string { return &v.Item }),
		},
	}
}
