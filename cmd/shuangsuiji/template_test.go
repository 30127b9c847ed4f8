package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
)

var templateHeaders = map[string]string{
	"entities":   "统一社会信用代码,名称,类别,风险等级,企业类型,企业性质,组织形式,经营规模,市场占有率,地区,许可证号,地址,联系人,联系电话,状态,违法线索",
	"inspectors": "执法证号,姓名,部门,证件有效期至,状态,专长,回避",
	"items":      "代码,检查对象类别,抽查事项,检查内容,一般/重点,检查方式,责任部门,依据,依据核对,公布日期,撤销日期,行为主体,检查依据,检查依据种类",
	"visits":     "统一社会信用代码,日期,检查机关,事项",
	"plan":       strings.Join(plans.Columns, ","),
}

// loads reads a form as the office does.
func loads[T any](t *testing.T, table *documents.Table[T], content string) T {
	t.Helper()
	result, err := table.Read(strings.NewReader(content), documents.Options{})
	require.NoError(t, err)
	require.Empty(t, result.Bad)
	require.Len(t, result.Good, 1)
	return result.Good[0].Value
}

func loadsAs(t *testing.T, register, content string) {
	t.Helper()
	switch register {
	case "entities":
		require.Contains(t, loads(t, documents.Entities(registers.HebeiScale), content).Name, "演示")
	case "inspectors":
		require.Contains(t, loads(t, documents.Inspectors(), content).Name, "演示")
	case "items":
		item := loads(t, documents.Items(), content)
		require.Contains(t, item.Name, "示例")
		require.False(t, item.Confirmed)
	case "visits":
		require.Contains(t, loads(t, documents.Visits(), content).Agency, "演示")
	case "plan":
		require.Contains(t, loads(t, documents.Plan(), content).TaskName, "示例")
	}
}

func TestTemplates(t *testing.T) {
	dir := t.TempDir()
	for register, header := range templateHeaders {
		out := done(t, "template", register)
		first, _, _ := strings.Cut(out, "\n")
		require.Equal(t, header, first, "without a byte order mark or a carriage return")
		require.Equal(t, 2, strings.Count(out, "\n"))
		loadsAs(t, register, out)

		csv := filepath.Join(dir, register+".csv")
		require.Contains(t, done(t, "template", register, "--out", csv), csv)
		require.True(t, strings.HasPrefix(contentOf(t, csv), "\uFEFF"+header+"\r\n"), "Excel needs the mark")
		loadsAs(t, register, contentOf(t, csv))

		for i, args := range [][]string{{"--out", "a.xlsx"}, {"--format", "xlsx", "--out", "a.表格"}} {
			args[len(args)-1] = filepath.Join(dir, register+args[len(args)-1])
			done(t, append([]string{"template", register}, args...)...)
			book, err := excelize.OpenFile(args[len(args)-1], excelize.Options{})
			if i == 0 {
				require.NoError(t, err)
				rows, err := book.GetRows(book.GetSheetName(0))
				require.NoError(t, err)
				require.Equal(t, header, strings.Join(rows[0], ","))
				require.NoError(t, book.Close())
			}
			loadsAs(t, register, contentOf(t, args[len(args)-1]))
		}
	}
}

func TestTemplateRefuses(t *testing.T) {
	require.Contains(t, fails(t, exitUsage, "template", "entities", "--format", "xlsx"), "（out_required）")
	fails(t, exitUsage, "template", "cats")
	fails(t, exitUsage, "template", "entities", "--format", "pdf")
	require.Contains(t, fails(t, exitFailed, "template", "entities", "--out", t.TempDir()), "（output_is_folder）")
	require.Contains(t, fails(t, exitFailed, "template", "entities", "--out", filepath.Join(t.TempDir(), "none", "x.csv")), "（cannot_write）")
}
