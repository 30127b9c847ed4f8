package documents_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"shuangsuiji/documents"
)

func TestAHeaderOfTwoRowsInACSV(t *testing.T) {
	for name, header := range map[string]string{
		"groups above":       "企业基本情况,,,联系信息,\n统一社会信用代码,名称,类别,联系人,联系电话\n",
		"groups beside":      "统一社会信用代码,名称,类别,联系信息,\n,,,联系人,联系电话\n",
		"columns numbered":   "统一社会信用代码,名称,类别,联系人,联系电话\n1,2,3,4,5\n",
		"columns in letters": "统一社会信用代码,名称,类别,联系人,联系电话\n甲,乙,1,2,3\n",
	} {
		header = "检查对象名录\n" + header
		page := header + codeA + ",演示甲,人力资源服务机构,演示乙,0315-5690001\n"
		result := read(t, entities(), page+header+codeB+",演示丙,社保经办机构,演示丁,\n")
		require.Empty(t, result.Bad, name)
		require.Len(t, result.Good, 2, name)
		require.Equal(t, "演示乙", result.Good[0].Value.Contact, name)
		require.Equal(t, "0315-5690001", result.Good[0].Value.Phone, name)
	}
}

func TestOneColumnUnderTwoTitles(t *testing.T) {
	row := "\n" + codeA + ",演示甲,人力资源服务机构,甲,乙\n"
	result := read(t, entities(), "统一社会信用代码,名称,类别,经营地址,地址"+row)
	require.Equal(t, "乙", result.Good[0].Value.Address, "its own title says it best")
	require.Equal(t, []string{"未采用的列“经营地址”"}, result.Notices)
	result = read(t, entities(), "统一社会信用代码,名称,类别,经营地址,注册地址"+row)
	require.Equal(t, "甲", result.Good[0].Value.Address, "the first of two that say it as well")
	for _, header := range []string{"统一社会信用代码,名称,类别,企业名称,机构名称", "统一社会信用代码,名称,类别,地址,地址", "统一社会信用代码,名称,类别,信用代码,地址"} {
		if strings.Contains(header, "企业名称") {
			require.Equal(t, "演示甲", read(t, entities(), header+row).Good[0].Value.Name)
			continue
		}
		require.Equal(t, documents.CodeColumnsRepeated, refusal(t, entities(), header+row, documents.Options{}).Code, header)
	}
}

// TestNoTitleMeansTwoColumns: a synonym that another column has too would be read by
// chance.
func TestNoTitleMeansTwoColumns(t *testing.T) {
	requireDistinct(t, entities())
	requireDistinct(t, documents.Inspectors())
	requireDistinct(t, documents.Items())
	requireDistinct(t, documents.Plan())
	requireDistinct(t, documents.Visits())
}

func requireDistinct[T any](t *testing.T, table *documents.Table[T]) {
	t.Helper()
	seen := map[string]string{}
	for _, c := range table.Columns {
		for _, title := range append([]string{c.Title}, c.Also...) {
			require.Empty(t, seen[title], "“%s” of “%s”", title, c.Title)
			seen[title] = c.Title
		}
	}
}

func TestRowsThatAreNoneOfTheTables(t *testing.T) {
	const head = "序号,统一社会信用代码,名称,类别\n1," + codeA + ",演示甲,人力资源服务机构\n"
	for _, rows := range []string{
		"备注,本表每季度更新,,\n", "备注：,1.本表每季度更新。,,\n2.,停业的也应填写,,\n", "注1：本表每季度更新。\n注2：停业的也应填写。\n", "说明：\n一、本表每季度更新。\n（二）停业的也应填写。\n", "※注：略\n",
		"合计,,12,\n", "合　计,1户,,\n", ",合计：,,1\n", "本页小计,,—,\n", "共1户\n", "总计:1家,,,\n",
		"填表人：张三,审核人：李四,,2024年3月1日\n", "填表人,张三,审核人,李四\n", "单位负责人（签字）：,,填表日期：,2024年3月1日\n", "联系电话：0315-5690001,,,\n", ",,,2024年3月1日\n", ",,演示县人力资源和社会保障局（盖章）,\n", "（以下空白）\n",
		"2,,,\n3,,,\n", "\n\n",
	} {
		result := read(t, entities(), head+rows)
		require.Empty(t, result.Bad, rows)
		require.Len(t, result.Good, 1, rows)
		if strings.Trim(rows, "\n,23") != "" {
			require.Len(t, result.Notices, 1, rows)
			require.Contains(t, result.Notices[0], "没有读取：第3行", rows)
		}
	}
	for _, row := range []string{
		",2.停业的也应填写,,\n",          // no remark is above it
		"备注：略\n,91,,\n",           // a code alone
		"2,,演示乙,\n",               // a row that lacks the rest
		"合计,91,演示乙,社保经办机构\n",      // nobody's total
		"2," + codeB + ",审核人：,\n", // the first of its cells is a code
	} {
		require.Len(t, read(t, entities(), head+row).Bad, 1, row)
	}
	again := read(t, entities(), head+"备注：略\n2,"+codeB+",演示乙,社保经办机构\n,3.停业的也应填写\n")
	require.Len(t, again.Good, 2, "the table goes on after a remark")
	require.Len(t, again.Bad, 1, "which then is at its end")
}

func TestCodesWrittenAsFormulas(t *testing.T) {
	const head = "执法证号,姓名,部门,证件有效期至\n"
	for _, row := range []string{
		`="0302270012",演示甲,监察大队,2028-05-31`,
		`"=""0302270012""",演示甲,监察大队,2028-05-31`,
		`="0302270012",="演示甲",监察大队,="2028-05-31"`,
	} {
		for _, end := range []string{"", "\n", "\r\n"} {
			result := read(t, documents.Inspectors(), head+row+end)
			require.Empty(t, result.Bad, row)
			require.Equal(t, "0302270012", result.Good[0].Value.Certificate, row)
			require.Equal(t, "演示甲", result.Good[0].Value.Name, row)
			require.Empty(t, result.Good[0].Warnings)
		}
	}
	// Within quotes it is what somebody wrote, however it is broken over buffers.
	for n := range 100 {
		odd := strings.Repeat("x", 4000+n) + `a,="x",b`
		content := "统一社会信用代码,名称,类别,违法线索\n" + codeA + `,演示甲,人力资源服务机构,"` + strings.ReplaceAll(odd, `"`, `""`) + "\"\n"
		result, err := entities().Read(strings.NewReader(content), documents.Options{MaxCell: 8000})
		require.NoError(t, err)
		require.Equal(t, odd, result.Good[0].Value.Lead)
	}

	content := sheet(t, func(f *excelize.File, name string) {
		setRow(t, f, name, "A1", "执法证号", "姓名", "部门", "证件有效期至")
		setRow(t, f, name, "A2", nil, "演示甲", "监察大队", "2028-05-31")
		require.NoError(t, f.SetCellFormula(name, "A2", `"0302270012"`))
	})
	require.Equal(t, "0302270012", read(t, documents.Inspectors(), content).Good[0].Value.Certificate, "no program has computed it, and none need")
}

func TestNumbersThatAreShownRounded(t *testing.T) {
	format := func(s string) *excelize.Style { return &excelize.Style{CustomNumFmt: &s} }
	for _, c := range []struct {
		stored float64
		style  *excelize.Style
		want   string
		told   string
	}{
		{0.125, &excelize.Style{NumFmt: 9}, "12.5%", "显示为“13%”，单元格中实际是“12.5%”"},
		{0.125, &excelize.Style{NumFmt: 10}, "12.50%", ""},
		{0.1, &excelize.Style{NumFmt: 9}, "10%", ""},
		{0.07, &excelize.Style{NumFmt: 9}, "7%", ""},
		{12.5, format(`0"%"`), "12.5%", "显示为“13%”，单元格中实际是“12.5%”"},
		{10, format(`0"%"`), "10%", ""},
		{0.125, format("0.0"), "0.125", "显示为“0.1”，单元格中实际是“0.125”"},
		{0.125, &excelize.Style{}, "0.125", ""},
	} {
		content := sheet(t, func(f *excelize.File, name string) {
			setRow(t, f, name, "A1", "统一社会信用代码", "名称", "类别", "市场占有率")
			setRow(t, f, name, "A2", codeA, "演示甲", "人力资源服务机构", c.stored)
			style, err := f.NewStyle(c.style)
			require.NoError(t, err)
			require.NoError(t, f.SetCellStyle(name, "D2", "D2", style))
		})
		row := read(t, entities(), content).Good[0]
		require.Equal(t, c.want, row.Value.MarketShare)
		if c.told == "" {
			require.Empty(t, row.Warnings, c.want)
			continue
		}
		require.Len(t, row.Warnings, 1)
		require.Contains(t, row.Warnings[0], "“市场占有率”列"+c.told)
	}
}

func TestFilesAreNamedForWhatTheyAre(t *testing.T) {
	packed := func(names ...string) string {
		var b bytes.Buffer
		out := zip.NewWriter(&b)
		for _, name := range names {
			w, err := out.Create(name)
			require.NoError(t, err)
			put(t, w, "application/vnd.oasis.opendocument.text")
		}
		require.NoError(t, out.Close())
		return b.String()
	}
	for content, name := range map[string]string{
		"<!DOCTYPE html><html><table><tr><td>名称</td></tr></table></html>":                "网页",
		"\uFEFF<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table></table>": "网页",
		"<div>\n<table border=1>": "网页",
		"<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">": "XML",
		"MIME-Version: 1.0\nX-Document-Type: Workbook\n":                                             "mht",
		"{\\rtf1\\ansi":                                    "rtf",
		"%PDF-1.7\n":                                       "PDF",
		"7z\xBC\xAF\x27\x1C\x00\x04":                       "7z",
		"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR":              "png",
		packed("word/document.xml", "[Content_Types].xml"): "docx",
		packed("ppt/presentation.xml"):                     "pptx",
		packed("xl/workbook.bin"):                          "xlsb",
		packed("OFD.xml"):                                  "ofd",
		packed("mimetype", "content.xml"):                  "odt",
		packed("content.xml"):                              "ods",
		packed("名录.xlsx"):                                  "zip",
		packed():                                           "zip",
	} {
		e := refusal(t, entities(), content, documents.Options{})
		require.Equal(t, documents.CodeFormat, e.Code, name)
		require.Contains(t, e.Message, name)
		require.Contains(t, e.Message, "xlsx")
	}
	for _, first := range []string{"BM编号", "II", "Rar!", "GIF87a"} {
		require.Len(t, read(t, entities(), first+",统一社会信用代码,名称,类别\n1,"+codeA+",演示甲,人力资源服务机构\n").Good, 1, first)
	}
}

func TestMarksInCells(t *testing.T) {
	for cell, want := range map[string]string{
		"演\u200b示": "演示", "演\u202d示": "演示", "演示\u2028公司": "演示公司", "演示_x000D_公司": "演示公司", "ABC\nDEF": "ABC DEF", "演示\n\n  公司": "演示公司", "演⼥示": "演女示", "演\u2ee2示": "演\u2ee2示",
	} {
		row := read(t, entities(), "统一社会信用代码,名称,类别\n"+codeA+",\""+cell+"\",人力资源服务机构\n").Good[0]
		require.Equal(t, want, row.Value.Name)
		require.Len(t, row.Warnings, 1, cell)
		require.Contains(t, row.Warnings[0], "“名称”列")
	}
	backwards := read(t, entities(), "统一社会信用代码,名称,类别\n"+codeA+",演\u202e示,人力资源服务机构\n")
	require.Contains(t, backwards.Bad[0].Faults[0].Reason, "改变文字方向")
	kept := read(t, entities(), "统一社会信用代码,名称,类别,违法线索\n"+codeA+",演示甲,人力资源服务机构,\"一\r\n二\"\n").Good[0]
	require.Equal(t, "一\n二", kept.Value.Lead)
	require.Empty(t, kept.Warnings)
}
