package documents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
)

func TestVisitsOfOtherDepartments(t *testing.T) {
	result := read(t, documents.Visits(), "统一社会信用代码,检查日期,检查机关,检查事项\n"+
		codeA+",2025/3/5,演示县市场监督管理局,广告\n"+codeA+",2025-03-05,演示县市场监督管理局,广告\n"+codeA+",2025-03-05,演示县市场监督管理局,计量\n"+
		codeA[:17]+"0,,,\n")
	require.Len(t, result.Good, 2)
	require.Equal(t, registers.ExternalVisit{Entity: codeA, On: calendar.NewDate(2025, 3, 5), Agency: "演示县市场监督管理局", Item: "广告"}, result.Good[0].Value)
	require.Len(t, result.Bad, 2)
	require.Contains(t, result.Bad[0].Faults[0].Reason, "重复")
	var columns []string
	for _, f := range result.Bad[1].Faults {
		columns = append(columns, f.Column)
	}
	require.Equal(t, []string{"统一社会信用代码", "检查日期", "检查机关"}, columns)
}
