package documents_test

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

func seq[T any](s []T) iter.Seq[T] { return slices.Values(s) }

const badEntities = "统一社会信用代码,名称,检查对象类别,风险等级,状态,联系人\n" +
	codeA + ",演示甲,人力资源服务机构,ｂ,停业,\n" + // good: full-width and small
	"91999999MADEM0011X,,人力资源服务机构,F,不详,\n" +
	strings3 + ",演示丙,人力资源服务机构,A,,\n" +
	"9.1E+17,演示丁,人力资源服务机构,,,\n" +
	codeA + ",演示戊,人力资源服务机构,,,\n" +
	codeB + ",演示己,社保经办机构,,,演\u0007示,错位\n"

const strings3 = "91 9999 99MADEM0011y" // the same code as codeA, typed otherwise

func TestBadRowsAreNamed(t *testing.T) {
	result := read(t, entities(), badEntities)
	require.Len(t, result.Good, 1)
	require.Equal(t, "B", result.Good[0].Value.Grade)
	require.Equal(t, registers.EntityClosed, result.Good[0].Value.Status)
	want := []documents.BadRow{
		{Row: 3, Faults: []documents.Fault{
			{Column: "统一社会信用代码", Value: "91999999MADEM0011X", Reason: "统一社会信用代码校验码不符：第18位应为“Y”，现为“X”，请逐位核对"},
			{Column: "名称", Reason: "名称不能为空"},
			{Column: "风险等级", Value: "F", Reason: "风险等级“F”不在河北省企业信用风险分级中"},
			{Column: "状态", Value: "不详", Reason: "应为存续、停业、注销"},
		}, Cells: cells("91999999MADEM0011X", "", "人力资源服务机构", "F", "不详")},
		{Row: 4, Faults: []documents.Fault{{Column: "统一社会信用代码", Value: strings3, Reason: "与第2行重复"}},
			Cells: cells(strings3, "演示丙", "人力资源服务机构", "A", "")},
		{Row: 5, Faults: []documents.Fault{{Column: "统一社会信用代码", Value: "9.1E+17", Reason: "数字被Excel改成了科学计数法，原来的数字已无法还原；请将该列设为文本格式后重新填写"}},
			Cells: cells("9.1E+17", "演示丁", "人力资源服务机构", "", "")},
		{Row: 6, Faults: []documents.Fault{{Column: "统一社会信用代码", Value: codeA, Reason: "与第2行重复"}},
			Cells: cells(codeA, "演示戊", "人力资源服务机构", "", "")},
		{Row: 7, Faults: []documents.Fault{
			{Column: "联系人", Value: "演\u0007示", Reason: "含有不可见的控制字符，请删除后重新填写"},
			{Value: "错位", Reason: "G列没有列名但填有内容，可能是该行错位"},
		}, Cells: withContact(cells(codeB, "演示己", "社保经办机构", "", ""), "演\u0007示")},
	}
	require.Equal(t, want, result.Bad)
}

// cells are an entity's in the order of the table's columns.
func cells(code, name, kind, grade, status string) []string {
	out := make([]string, 17)
	out[0], out[1], out[2], out[3], out[15] = code, name, kind, grade, status
	return out
}

func withContact(cells []string, contact string) []string {
	cells[12], cells[16] = contact, "�错位" // the stray cell, refused until removed
	return cells
}

func TestCorrectionsLoadAgain(t *testing.T) {
	result := read(t, entities(), badEntities)
	for _, format := range formats {
		t.Run(string(format), func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, entities().WriteCorrections(&b, format, seq(result.Bad)))
			again := read(t, entities(), b.String())
			require.NotContains(t, again.Present, documents.CorrectionsTitle)
			// Uncorrected, only the row goes in that repeated one of the first
			// file and now stands first; nothing else is put right by the way.
			require.Len(t, again.Good, 1)
			require.Equal(t, "演示丙", again.Good[0].Value.Name)
			require.Len(t, again.Bad, 4)

			fixed := slices.Clone(result.Bad)[:1]
			fixed[0].Cells = cells("91999999MADEM0011Y", "演示改", "人力资源服务机构", "E", "正常")
			b.Reset()
			require.NoError(t, entities().WriteCorrections(&b, format, seq(fixed)))
			again = read(t, entities(), b.String())
			require.Empty(t, again.Bad)
			require.Equal(t, registers.Entity{Code: codeA, Name: "演示改", Kind: "人力资源服务机构", Grade: "E", Status: registers.EntityActive}, again.Good[0].Value)
		})
	}
}

func TestCorrectionsSayWhereAndWhy(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, entities().WriteCorrections(&b, documents.CSV, seq(read(t, entities(), badEntities).Bad)))
	require.Contains(t, b.String(), "第3行：“统一社会信用代码”统一社会信用代码校验码不符")
	require.Contains(t, b.String(), "第6行：“统一社会信用代码”与第2行重复")
}

func TestAnUnreadableDateIsNotAlsoMissing(t *testing.T) {
	result := read(t, documents.Inspectors(), "执法证件号,姓名,所属部门,证件有效期至,回避对象\nYS-1,演示甲,社会保险科,2026-02-30,"+codeA+"、12\nYS-2,演示乙,社会保险科,,\n")
	require.Len(t, result.Bad, 2)
	require.Len(t, result.Bad[0].Faults, 2)
	require.Equal(t, "证件有效期至", result.Bad[0].Faults[0].Column)
	require.Contains(t, result.Bad[0].Faults[0].Reason, "“2026-02-30”不是有效日期")
	require.Equal(t, "回避对象", result.Bad[0].Faults[1].Column)
	require.Contains(t, result.Bad[0].Faults[1].Reason, "“12”：统一社会信用代码应为18位")
	require.Equal(t, []documents.Fault{{Column: "证件有效期至", Reason: "必须填写证件有效期"}}, result.Bad[1].Faults)
}

func TestDatesAsPeopleWriteThem(t *testing.T) {
	for _, date := range []string{"2024-04-19", "2024-4-19", "2024/4/19", "2024/04/19", "2024.4.19", "2024年4月19日", "20240419", "２０２４年４月１９日", " 2024-04-19 00:00:00 ", "2024/4/19 0:00"} {
		result := read(t, documents.Inspectors(), "执法证件号,姓名,所属部门,证件有效期至\nYS-1,演示甲,社会保险科,"+date+"\n")
		require.Empty(t, result.Bad, date)
		require.Equal(t, "2024-04-19", result.Good[0].Value.ValidThrough.String(), date)
	}
	for _, date := range []string{"2024-04-31", "2024-13-01", "2024-00-10", "20240431", "2024-4", "4/19/2024", "45401", "2024-04/19", "2024-04-19 09:30", "长期", "0000-01-01"} {
		result := read(t, documents.Inspectors(), "执法证件号,姓名,所属部门,证件有效期至\nYS-1,演示甲,社会保险科,"+date+"\n")
		require.Empty(t, result.Good, date)
		require.Contains(t, result.Bad[0].Faults[0].Reason, "不是有效日期", date)
	}
}

func TestLimits(t *testing.T) {
	head := "统一社会信用代码,名称,检查对象类别\n"
	row := codeA + ",演示甲,人力资源服务机构\n"
	for name, c := range map[string]struct {
		content string
		o       documents.Options
		code    string
	}{
		"bytes":          {head + row, documents.Options{MaxBytes: 20}, documents.CodeTooLarge},
		"xlsx bytes":     {write(t, entities(), documents.XLSX), documents.Options{MaxXLSX: 1000}, documents.CodeTooLarge},
		"rows":           {head + strings.Repeat(row, 3), documents.Options{MaxRows: 2}, documents.CodeTooLarge},
		"columns":        {head + codeA + ",a,b,c,d,e\n", documents.Options{MaxColumns: 5}, documents.CodeTooLarge},
		"row":            {head + codeA + ",\"" + strings.Repeat("长", 10_000), documents.Options{MaxRowBytes: 4096}, documents.CodeTooLarge},
		"bad rows":       {head + strings.Repeat("x,,\n", 3), documents.Options{MaxBad: 2}, documents.CodeTooManyBad},
		"unpacked":       {write(t, entities(), documents.XLSX), documents.Options{MaxUncompressed: 1000}, documents.CodeTooLarge},
		"other parts":    {write(t, entities(), documents.XLSX), documents.Options{MaxExtras: 1000}, documents.CodeTooLarge},
		"xlsx rows":      {write(t, entities(), documents.XLSX, registers.Entity{Code: codeA, Name: "a"}, registers.Entity{Code: codeA, Name: "b"}), documents.Options{MaxRows: 1}, documents.CodeTooLarge},
		"xlsx row":       {write(t, entities(), documents.XLSX, registers.Entity{Lead: strings.Repeat("长", 10_000)}), documents.Options{MaxRowBytes: 10_000}, documents.CodeTooLarge},
		"xlsx bomb":      {bomb(t), documents.Options{MaxUncompressed: 64 << 20}, documents.CodeTooLarge},
		"xlsx bomb cell": {bomb(t), documents.Options{}, documents.CodeTooLarge},
	} {
		require.Equal(t, c.code, refusal(t, entities(), c.content, c.o).Code, name)
	}
	require.Len(t, read(t, entities(), head+row).Good, 1)
	atLimit, err := entities().Read(strings.NewReader(head+row+row), documents.Options{MaxRows: 2, MaxBad: 1, MaxColumns: 3, MaxBytes: int64(len(head + row + row)), MaxXLSX: 1})
	require.NoError(t, err)
	require.Len(t, atLimit.Bad, 1, "two rows are allowed; the second repeats the first")
}

// bomb is a small xlsx whose sheet unpacks to 96 MiB of one cell.
func bomb(t *testing.T) string {
	t.Helper()
	small := write(t, entities(), documents.XLSX, registers.Entity{Code: codeA, Name: "PLACE"})
	big := rezip(t, small, func(name string, content []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			return bytes.Replace(content, []byte("PLACE"), bytes.Repeat([]byte("0"), 96<<20), 1)
		}
		return content
	})
	require.Less(t, len(big), 1<<20)
	return big
}

func TestLongCells(t *testing.T) {
	content := write(t, entities(), documents.CSV,
		registers.Entity{Code: codeA, Name: strings.Repeat("𠮷", 10), Kind: "k"}, registers.Entity{Code: codeB, Name: strings.Repeat("𠮷", 11), Kind: "k"})
	result, err := entities().Read(strings.NewReader(content), documents.Options{MaxCell: 10})
	require.NoError(t, err)
	require.Empty(t, result.Good, "the code is longer than ten characters")
	result, err = entities().Read(strings.NewReader(content), documents.Options{MaxCell: 18})
	require.NoError(t, err)
	require.Len(t, result.Good, 2)

	long := registers.Entity{Code: codeA, Name: strings.Repeat("长", 5000), Kind: "k"}
	for _, format := range formats {
		result = read(t, entities(), write(t, entities(), format, long))
		require.Equal(t, []documents.Fault{{Column: "名称", Value: strings.Repeat("长", 200) + "…", Reason: "超过4000个字符的上限"}}, result.Bad[0].Faults)
		var b bytes.Buffer
		require.NoError(t, entities().WriteCorrections(&b, format, seq(result.Bad)))
		require.Len(t, read(t, entities(), b.String()).Bad, 1, "refused again until somebody has shortened it")
	}

	err = entities().Write(&bytes.Buffer{}, documents.XLSX, documents.Values([]registers.Entity{{Name: strings.Repeat("𠮷", 16_384)}}))
	require.ErrorIs(t, err, &law.Error{Code: documents.CodeCellTooLong})
	err = entities().Write(&bytes.Buffer{}, documents.XLSX, documents.Values([]registers.Entity{{Name: strings.Repeat("𠮷", 16_383)}}))
	require.NoError(t, err)
}

func TestMergeKeepsColumnsThatTheFileLacks(t *testing.T) {
	result := read(t, entities(), entityCSV)
	onRecord := registers.Entity{Code: codeA, Name: "旧名", Phone: "000-1", Contact: "旧人", Grade: "C", Status: registers.EntityClosed}
	require.NoError(t, entities().Merge(&onRecord, result.Good[0].Value, result.Present))
	require.Equal(t, registers.Entity{
		Code: codeA, Name: "演示𠮷㐂公司", Kind: "人力资源服务机构", Contact: "演示甲", Phone: "000-1", Grade: "C", Status: registers.EntityClosed,
	}, onRecord)
}
