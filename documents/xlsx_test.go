package documents_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
)

func TestXLSXFromSomebodyElsesHand(t *testing.T) {
	content := sheet(t, func(f *excelize.File, first string) {
		setRow(t, f, first, "A1", "这里没有表格")
		_, err := f.NewSheet("隐藏")
		require.NoError(t, err)
		setRow(t, f, "隐藏", "A1", "统一社会信用代码", "名称", "检查对象类别")
		require.NoError(t, f.SetSheetVisible("隐藏", false))
		_, err = f.NewSheet("名录")
		require.NoError(t, err)
		setRow(t, f, "名录", "A1", "检查对象名录")
		require.NoError(t, f.MergeCell("名录", "A1", "D2"))
		setRow(t, f, "名录", "A3", "名称", "统一社会信用代码", "检查对象类别", "联系电话")
		setRow(t, f, "名录", "A4", "演示甲", codeA, "人力资源服务机构", 13800000000)
		setRow(t, f, "名录", "A9", "演示乙", codeB, "社保经办机构", 180000000001)
		setRow(t, f, "名录", "A10", "备注：本表每月更新。")
		require.NoError(t, f.MergeCell("名录", "A10", "D12"))
		_, err = f.NewSheet("备份")
		require.NoError(t, err)
		setRow(t, f, "备份", "A1", "统一社会信用代码", "名称", "检查对象类别")
	})
	result := read(t, entities(), content)
	require.Empty(t, result.Bad)
	require.Len(t, result.Good, 2)
	require.Equal(t, documents.XLSX, result.Format)
	require.Equal(t, "名录", result.Sheet)
	require.Equal(t, []string{"备份"}, result.IgnoredSheets)
	require.Equal(t, 4, result.Good[0].Row)
	require.Equal(t, "13800000000", result.Good[0].Value.Phone)
	require.Equal(t, 9, result.Good[1].Row)
	require.Equal(t, "180000000001", result.Good[1].Value.Phone, "twelve digits, shown by Excel as 1.8E+11, are known in full")
}

func TestXLSXCellsThatExcelChanged(t *testing.T) {
	content := sheet(t, func(f *excelize.File, name string) {
		setRow(t, f, name, "A1", "执法证件号", "姓名", "所属部门", "证件有效期至", "请假开始", "所在单位统一社会信用代码")
		date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		require.NoError(t, err)
		chinese := `yyyy"年"m"月"d"日"`
		long, err := f.NewStyle(&excelize.Style{CustomNumFmt: &chinese})
		require.NoError(t, err)
		digits, err := f.NewStyle(&excelize.Style{NumFmt: 1})
		require.NoError(t, err)

		setRow(t, f, name, "A2", "YS-1", "演示甲", "社会保险科", time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC))
		require.NoError(t, f.SetCellStyle(name, "D2", "D2", date))
		setRow(t, f, name, "A3", "YS-2", "演示乙", "社会保险科", time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC))
		require.NoError(t, f.SetCellStyle(name, "D3", "D3", long))
		// Two codes of digits only: Excel keeps fifteen of them, shown as
		// 9.1E+17 or, with another format, with zeros at the end.
		setRow(t, f, name, "A4", "YS-3", "演示丙", "社会保险科", "2026-12-31", nil, 912345678901234000)
		setRow(t, f, name, "A5", "YS-4", "演示丁", "社会保险科", "2026-12-31", nil, 912345678901234000)
		require.NoError(t, f.SetCellStyle(name, "F5", "F5", digits))
		require.NoError(t, f.SetCellFormula(name, "B6", `A2&"号"`))
		setRow(t, f, name, "C6", "社会保险科", 46387)
		require.NoError(t, f.SetCellValue(name, "A6", "YS-5"))
		require.NoError(t, f.SetCellValue(name, "A7", "#N/A"))
		setRow(t, f, name, "B7", "演示戊", "社会保险科", "20261231")
	})
	result := read(t, documents.Inspectors(), content)
	for _, row := range result.Good {
		require.Equal(t, calendar.NewDate(2026, 12, 31), row.Value.ValidThrough, row.Value.Name)
	}
	require.Len(t, result.Good, 2)

	type fault struct {
		row                   int
		column, value, reason string
	}
	var faults []fault
	for _, b := range result.Bad {
		for _, f := range b.Faults {
			faults = append(faults, fault{b.Row, f.Column, f.Value, f.Reason})
		}
	}
	const cut = "超过15位的数字被Excel截断，末几位已无法还原；请将该列设为文本格式后重新填写"
	require.Equal(t, []fault{
		{4, "所在单位统一社会信用代码", "9.12345678901234E+17", cut},
		{5, "所在单位统一社会信用代码", "9.12345678901234E+17", cut},
		{6, "姓名", "#VALUE!", "公式没有计算结果，请改填公式的值"},
		{6, "证件有效期至", "46387", "“46387”不是有效日期，应写作2024-04-19、2024/4/19、2024年4月19日或者20240419的形式"},
		{7, "执法证件号", "#N/A", "单元格是公式错误值，请改填正确的值"},
	}, faults)

	// None of it may pass on the way through the corrections file, which is text.
	var corrections bytes.Buffer
	require.NoError(t, documents.Inspectors().WriteCorrections(&corrections, documents.XLSX, seq(result.Bad)))
	again := read(t, documents.Inspectors(), corrections.String())
	require.Empty(t, again.Good)
	require.Len(t, again.Bad, 4)
}

func TestXLSXComputedFormulaIsItsValue(t *testing.T) {
	content := sheet(t, func(f *excelize.File, name string) {
		setRow(t, f, name, "A1", "统一社会信用代码", "名称", "检查对象类别")
		setRow(t, f, name, "A2", codeA, "占位", "人力资源服务机构")
	})
	content = rezip(t, content, func(name string, part []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			cell := []byte(`<c r="B2" t="str"><f>CONCATENATE("演示","公式")</f><v>演示公式</v></c>`)
			from := bytes.Index(part, []byte(`<c r="B2"`))
			end := from + bytes.Index(part[from:], []byte(`</c>`)) + len(`</c>`)
			return append(append(bytes.Clone(part[:from]), cell...), part[end:]...)
		}
		return part
	})
	result := read(t, entities(), content)
	require.Empty(t, result.Bad)
	require.Equal(t, "演示公式", result.Good[0].Value.Name)
}

func TestXLSXMergedCells(t *testing.T) {
	build := func(from, to string) string {
		return sheet(t, func(f *excelize.File, name string) {
			setRow(t, f, name, "A1", "统一社会信用代码", "名称", "检查对象类别", "所在区域")
			setRow(t, f, name, "A2", codeA, "演示甲", "人力资源服务机构", "城区")
			setRow(t, f, name, "A3", codeB, "演示乙", "社保经办机构")
			require.NoError(t, f.MergeCell(name, from, to))
		})
	}
	down := read(t, entities(), build("D2", "D3"))
	require.Equal(t, []string{"城区", "城区"}, []string{down.Good[0].Value.Region, down.Good[1].Value.Region})
	require.Contains(t, down.Notices, "合并单元格的内容已填入其各行，请核对：第2行至第3行的“所在区域”列")
	e := refusal(t, entities(), build("C2", "D3"), documents.Options{})
	require.Equal(t, documents.CodeMerged, e.Code)
	require.Contains(t, e.Message, "工作表“Sheet1”第2行至第3行的“检查对象类别”“所在区域”列")
	require.Len(t, read(t, entities(), build("D2", "E2")).Good, 2, "within one row nothing is lost")
}

func TestXLSXDamage(t *testing.T) {
	whole := sheet(t, func(f *excelize.File, name string) {
		setRow(t, f, name, "A1", "统一社会信用代码", "名称", "检查对象类别")
		setRow(t, f, name, "A2", codeA, "演示甲", "人力资源服务机构")
		setRow(t, f, name, "A3", codeB, "演示乙", "社保经办机构")
	})
	require.Len(t, read(t, entities(), whole).Good, 2)
	replace := func(part, from, to string) string {
		return rezip(t, whole, func(name string, content []byte) []byte {
			if name != part {
				return content
			}
			require.Contains(t, string(content), from)
			return []byte(strings.Replace(string(content), from, to, 1))
		})
	}
	const sheet1 = "xl/worksheets/sheet1.xml"
	for name, content := range map[string]string{
		"rows break off":              replace(sheet1, `<row r="3"`, `<row r="3" <`),
		"elements left open":          replace(sheet1, `</sheetData>`, ``),
		"cells out of order":          replace(sheet1, `r="B3"`, `r="A3"`),
		"cell of another row":         replace(sheet1, `r="B3"`, `r="B4"`),
		"rows out of order":           replace(sheet1, `<row r="3"`, `<row r="1"`),
		"text beyond the shared ones": replace(sheet1, `<v>4</v>`, `<v>4000</v>`),
		"no worksheet": rezip(t, whole, func(name string, content []byte) []byte {
			if name == sheet1 {
				return nil
			}
			return content
		}),
		"cut off": whole[:len(whole)/2],
	} {
		e := refusal(t, entities(), content, documents.Options{})
		require.Equal(t, documents.CodeDamaged, e.Code, "%s: %s", name, e.Message)
	}
}
