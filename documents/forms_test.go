package documents_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/registers"
)

const (
	entityFormHeader    = "统一社会信用代码,名称,类别,风险等级,企业类型,企业性质,组织形式,经营规模,市场占有率,地区,许可证号,地址,联系人,联系电话,状态,违法线索"
	inspectorFormHeader = "执法证号,姓名,部门,证件有效期至,状态,专长,回避"
)

// examples writes the example of a form and loads it.
func examples[T any](t *testing.T, table *documents.Table[T], format documents.Format) (content string, row T) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, table.WriteExample(&b, format))
	result := read(t, table, b.String())
	require.Empty(t, result.Bad)
	require.Len(t, result.Good, 1)
	require.Equal(t, table.Titles(), result.Present)
	return b.String(), result.Good[0].Value
}

func TestExamplesLoadAndAreNobodys(t *testing.T) {
	for _, format := range []documents.Format{documents.CSV, documents.PlainCSV, documents.XLSX} {
		t.Run(string(format), func(t *testing.T) {
			content, entity := examples(t, documents.EntityForm(registers.HebeiScale), format)
			require.Contains(t, entity.Name, "演示")
			require.Contains(t, entity.Code, "999999", "an administrative division that does not exist")
			require.Equal(t, registers.EntityActive, entity.Status)
			require.Equal(t, "C", entity.Grade)
			require.Empty(t, entity.Lead)
			if format == documents.PlainCSV {
				require.True(t, strings.HasPrefix(content, entityFormHeader+"\n"))
			}
			content, inspector := examples(t, documents.InspectorForm(), format)
			require.Contains(t, inspector.Name, "演示")
			require.True(t, inspector.Active)
			require.Equal(t, []string{codeA, codeB}, inspector.Recused)
			if format == documents.PlainCSV {
				require.True(t, strings.HasPrefix(content, inspectorFormHeader+"\n"))
			}
			_, entity = examples(t, entities(), format)
			require.Contains(t, entity.Email, ".invalid")
			_, item := examples(t, documents.Items(), format)
			require.Contains(t, item.Name, "示例")
			require.NotZero(t, item.PublishedOn)
			require.Zero(t, item.WithdrawnOn)
			_, visit := examples(t, documents.Visits(), format)
			require.Contains(t, visit.Agency, "演示")
			_, row := examples(t, documents.Plan(), format)
			require.Contains(t, row.TaskName, "示例")
		})
	}
	_, ungraded := examples(t, documents.EntityForm(registers.GradeScale{}), documents.CSV)
	require.Empty(t, ungraded.Grade)
}

func TestOlderTitlesAreRead(t *testing.T) {
	result := read(t, documents.EntityForm(registers.HebeiScale), "统一社会信用代码,名称,检查对象类别,所在区域,许可或备案编号,状态\n"+codeA+",演示甲,人力资源服务机构,城区,许可1,存续\n")
	require.Empty(t, result.Bad)
	require.Equal(t, registers.Entity{Code: codeA, Name: "演示甲", Kind: "人力资源服务机构", Region: "城区", Licence: "许可1", Status: registers.EntityActive}, result.Good[0].Value)
	require.Equal(t, []string{"统一社会信用代码", "名称", "类别", "地区", "许可证号", "状态"}, result.Present)

	// A fault names the column as the file does.
	for title, other := range map[string]string{"回避对象": "执法证件号", "回避": "执法证号"} {
		bad := read(t, documents.Inspectors(), other+",姓名,部门,证件有效期至,"+title+"\nYS-1,演示甲,科室,2026-12-31,"+codeA[:17]+"0\n").Bad
		require.Len(t, bad, 1)
		require.Equal(t, title, bad[0].Faults[0].Column)
	}
	e := refusal(t, documents.Inspectors(), "执法证号,执法证件号,姓名,部门,证件有效期至\n", documents.Options{})
	require.Equal(t, documents.CodeColumnsRepeated, e.Code)
}

func TestUnknownColumnsArePassedOverAndNamed(t *testing.T) {
	content := "备案日期,统一社会信用代码,名称,类别,体重\n2024-01-01," + codeA + ",演示甲,人力资源服务机构,70\n"
	e := refusal(t, entities(), content, documents.Options{RefuseUnknown: true})
	require.Equal(t, documents.CodeColumnsUnknown, e.Code)
	require.Contains(t, e.Message, "“备案日期”“体重”")
	result := read(t, entities(), content)
	require.Empty(t, result.Bad)
	require.Equal(t, []string{"备案日期", "体重"}, result.Ignored)
	require.Equal(t, []string{"未采用的列“备案日期”“体重”"}, result.Notices)
	require.Equal(t, "演示甲", result.Good[0].Value.Name)
	require.Equal(t, documents.CodeColumnsMissing, refusal(t, entities(), "备案日期,名称,类别\n", documents.Options{}).Code)
}

func TestOnlyKeepsTheOrderAskedFor(t *testing.T) {
	require.Equal(t, []string{"状态", "名称"}, entities().Only("状态", "名称").Titles())
	require.Equal(t, strings.Split(entityFormHeader, ","), documents.EntityForm(registers.HebeiScale).Titles())
	require.Equal(t, strings.Split(inspectorFormHeader, ","), documents.InspectorForm().Titles())
}
