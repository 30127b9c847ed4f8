package documents_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/registers"
)

const entityCSV = "统一社会信用代码,名称,检查对象类别,联系人\n" +
	codeA + ",演示𠮷㐂公司,人力资源服务机构,演示甲\n" +
	codeB + ",演示经办机构,社保经办机构,演示乙\n"

func TestCSVEncodings(t *testing.T) {
	for name, content := range map[string]string{
		"UTF-8":            entityCSV,
		"UTF-8 with BOM":   "\uFEFF" + entityCSV,
		"GB 18030":         gb18030(t, entityCSV),
		"CR LF":            strings.ReplaceAll(entityCSV, "\n", "\r\n"),
		"CR":               strings.ReplaceAll(entityCSV, "\n", "\r"),
		"GB 18030 CR LF":   gb18030(t, strings.ReplaceAll(entityCSV, "\n", "\r\n")),
		"no end of line":   strings.TrimSuffix(entityCSV, "\n"),
		"tab":              strings.ReplaceAll(entityCSV, ",", "\t"),
		"semicolon":        strings.ReplaceAll(entityCSV, ",", ";"),
		"empty rows after": entityCSV + ",,,\n\n , ,\u3000,\n",
	} {
		t.Run(name, func(t *testing.T) {
			result := read(t, entities(), content)
			require.Empty(t, result.Bad)
			require.Len(t, result.Good, 2)
			require.Equal(t, documents.CSV, result.Format)
			require.Equal(t, "演示𠮷㐂公司", result.Good[0].Value.Name)
			require.Equal(t, "演示乙", result.Good[1].Value.Contact)
			require.Equal(t, []int{2, 3}, []int{result.Good[0].Row, result.Good[1].Row})
			require.Equal(t, []string{"统一社会信用代码", "名称", "类别", "联系人"}, result.Present)
		})
	}
}

func TestCSVWrongEncodings(t *testing.T) {
	for name, c := range map[string]struct{ content, message string }{
		"cut in a character, marked": {"\uFEFF" + entityCSV + "演示"[:4] + "\n", "第4行"},
		"neither":                    {gb18030(t, entityCSV) + "\xFF\xFF\n", "既不是UTF-8编码也不是GB 18030编码（第4行"},
		"UTF-16":                     {"\xFF\xFE\x31\x00", "UTF-16"},
	} {
		e := refusal(t, entities(), c.content, documents.Options{})
		require.Equal(t, documents.CodeEncoding, e.Code, name)
		require.Contains(t, e.Message, c.message, name)
	}
	// UTF-8 that breaks in a later row reads as GB 18030 or as nothing, but never
	// as rows.
	broken := strings.Replace(entityCSV, "乙", "乙"[:2], 1)
	require.Contains(t, []string{documents.CodeEncoding, documents.CodeHeader}, refusal(t, entities(), broken, documents.Options{}).Code)
}

func TestFormatsThatAreNoTables(t *testing.T) {
	for content, code := range map[string]string{
		"":                                     documents.CodeFormat,
		"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 xls": documents.CodeFormat,
		"%PDF-1.7":                             documents.CodeFormat,
		"PK\x03\x04 cut off":                   documents.CodeDamaged,
		"没有表头\n只有文字\n":                         documents.CodeHeader,
		"\n\n\n":                               documents.CodeHeader,
		"名称\n演示\n":                             documents.CodeHeader,
		"统一社会信用代码,名称\n" + codeA + ",演示\n":        documents.CodeColumnsMissing,
		"统一社会信用代码,名称,检查对象类别,名 称\n":               documents.CodeColumnsRepeated,
		"统一社会信用代码,名称,检查对象类别\n" + codeA + ",\"演示": documents.CodeQuotes,
	} {
		e := refusal(t, entities(), content, documents.Options{})
		require.Equal(t, code, e.Code, "%q: %s", content, e.Message)
	}
}

func TestHeaderNamesItsColumns(t *testing.T) {
	e := refusal(t, entities(), "名称,检查对象类别,体重,身高\n", documents.Options{})
	require.Equal(t, "第1行的表头缺少检查对象名录库的必需列：“统一社会信用代码”；另有无法识别的列：“体重”“身高”", e.Message)
	e = refusal(t, entities(), "统一社会信用代码,名称,检查对象类别,体重\n", documents.Options{RefuseUnknown: true})
	require.Equal(t, "第1行的表头有检查对象名录库没有的列：“体重”，请删除或者更正列名", e.Message)
}

func TestHeaderUnderTitlesInAnyOrderAndForm(t *testing.T) {
	result := read(t, documents.Items(), "附件3,,,\n抽查事项清单（2024年）,,,\n\n"+
		"一般／重点, 抽查事项＊,检查对象\u3000类别（必填）,\"代\n码\"\n"+
		"重点,演示事项,人力资源服务机构,R9\n"+
		"一般／重点, 抽查事项＊,检查对象\u3000类别（必填）,\"代\n码\"\n"+
		"备注：以上事项年度全覆盖。,,,\n")
	require.Empty(t, result.Bad)
	require.Len(t, result.Good, 1)
	require.Equal(t, "R9", result.Good[0].Value.Code)
	require.Equal(t, "演示事项", result.Good[0].Value.Name)
	require.Equal(t, 5, result.Good[0].Row, "as Excel numbers it: the empty row counts, the header of two lines is one row")
}

func TestCSVRowNumbersCountAsExcelDoes(t *testing.T) {
	result := read(t, entities(), "统一社会信用代码,名称,检查对象类别,地址\n\n\n"+
		codeA+",演示甲,人力资源服务机构,\"演示路\n1号\"\n\n"+
		"x,演示乙,人力资源服务机构,\n")
	require.Equal(t, 4, result.Good[0].Row)
	require.Equal(t, "演示路1号", result.Good[0].Value.Address)
	require.Equal(t, []string{"“地址”列中的换行已去掉：“演示路↵1号”读作“演示路1号”，请核对"}, result.Good[0].Warnings)
	require.Equal(t, 6, result.Bad[0].Row)
}

func TestCSVQuotes(t *testing.T) {
	result := read(t, entities(), "统一社会信用代码,名称,检查对象类别\n"+
		codeA+",演示\"甲\"公司,人力资源服务机构\n"+
		codeB+",\"演示\"\"乙\"\"公司\",人力资源服务机构\n")
	require.Len(t, result.Bad, 1)
	require.Equal(t, 2, result.Bad[0].Row)
	require.Contains(t, result.Bad[0].Faults[0].Reason, "英文双引号")
	require.Len(t, result.Good, 1)
	require.Equal(t, `演示"乙"公司`, result.Good[0].Value.Name)
	require.Equal(t, 3, result.Good[0].Row)

	// What stood behind the quote is lost to the corrections file, and says so.
	result = read(t, entities(), "统一社会信用代码,名称,检查对象类别,地址,联系人\n"+codeA+",演示甲,人力资源服务机构,演示\"路\",演示丁\n")
	require.Equal(t, []string{"�", "�"}, []string{result.Bad[0].Cells[11], result.Bad[0].Cells[12]})
	var corrections bytes.Buffer
	require.NoError(t, entities().WriteCorrections(&corrections, documents.CSV, seq(result.Bad)))
	require.Len(t, read(t, entities(), corrections.String()).Bad, 1)

	e := refusal(t, entities(), entityCSV+"\n\"演示\"丙,x\n", documents.Options{})
	require.Equal(t, documents.CodeQuotes, e.Code)
	require.Contains(t, e.Message, "第5行")
}

func TestBlanksAroundValuesAreDropped(t *testing.T) {
	result := read(t, entities(), "统一社会信用代码,名称,检查对象类别,状态\n\u00a0"+codeA+"\u3000,\u200b 演示 甲\t,人力资源服务机构\u3000, 停业 \n")
	require.Empty(t, result.Bad)
	require.Equal(t, registers.Entity{Code: codeA, Name: "演示 甲", Kind: "人力资源服务机构", Status: registers.EntityClosed}, result.Good[0].Value)
}
