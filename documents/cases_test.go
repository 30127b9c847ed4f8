package documents_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
)

// fileCase is a file in the shape that a published table or somebody's report of a
// fault has, of made-up data, and what is right to make of it.
type fileCase struct {
	show     string // columns of the rows that are looked at
	rows     []string
	warnings []string
	notices  []string
	bad      []string // the faults of rows that are not taken
	refusal  []string // what the refusal says, for a file that cannot be read
}

func TestFilesAsTheWorldMakesThem(t *testing.T) {
	const (
		name  = "名称"
		plan  = "单位 抽查计划编号 抽查任务编号"
		short = "2024年演示县人力资源和社会保障局随机抽查001"
	)
	task := func(no, month string) string {
		return "演示县人力资源和社会保障局|YSA2024|" + no + "|" + month
	}
	only := func(want string, notices ...string) fileCase {
		return fileCase{show: name, rows: []string{want}, notices: notices}
	}
	runCases(t, entities(), map[string]fileCase{
		"e3_merged_region.xlsx": {show: "名称 地区", rows: []string{"演示并一公司|雅镇", "演示并二公司|雅镇", "演示并三公司|雅镇"},
			notices: []string{"合并单元格的内容已填入其各行，请核对：第2行至第4行的“地区”列"}},
		"e3_list_published.xlsx": {refusal: []string{"第2行的表头缺少检查对象名录库的必需列：“类别”", "“法定代表人”“服务范围”“有效期限”"}},
		"x1_hidden_col.xlsx": {show: "名称 违法线索", rows: []string{"演示隐藏列公司|群众举报拖欠工资"},
			notices: []string{"“违法线索”列（E列）在文件中是隐藏的，已一并读取，请核对"}},
		"x1_hidden_row.xlsx": {show: name, rows: []string{"演示可见一公司", "演示隐藏行公司", "演示可见二公司"},
			notices: []string{"第3行在文件中是隐藏的，已一并读取，请核对"}},
		"x2_newline.xlsx": {show: "名称 联系电话", rows: []string{"演示换行公司|13800000001、13900000002"}, warnings: []string{
			"“名称”列中的换行已去掉：“演示换行↵公司”读作“演示换行公司”，请核对",
			"“联系电话”列中的换行已去掉：“13800000001↵13900000002”读作“13800000001、13900000002”，请核对"}},
		"x2_x000d.xlsx": {show: name, rows: []string{"演示回车公司"}, warnings: []string{"“名称”列中的换行已去掉：“演示回车↵公司”读作“演示回车公司”，请核对"}},
		"x1_phone_number.xlsx": {show: "联系电话", rows: []string{"13800000001", "13800000001", "3155690001"},
			warnings: []string{"“联系电话”列的“3155690001”在文件中是数字，开头的0可能已经丢失，请核对；该列宜设为文本格式"}},
		"e2_names.csv": {show: name, rows: []string{
			"演示（雅县）人力资源有限公司", "演示(雅县)劳务有限公司", "演示ＡＢＣ人力资源有限公司", "演示abc人才有限公司", "演示隐形人力有限公司", "演示 空格 人力有限公司", "演示　全角空格公司",
			"演示𬭚龘人力公司", "演示·间隔号公司", "演示•圆点公司", "演示50%_公司", "演示人兼容字公司", "演示豈兼容公司", "演示\ue863公司"}, warnings: []string{
			"“名称”列中的看不见的字符（U+200B）已去掉：“演示[U+200B]隐形人力有限公司”读作“演示隐形人力有限公司”，请核对",
			"“名称”列中的兼容字（U+2F08）已改为通用的“人”：“演示⼈兼容字公司”读作“演示人兼容字公司”，请核对",
			"“名称”列中的兼容字（U+F900）已改为通用的“豈”：“演示\uf900兼容公司”读作“演示豈兼容公司”，请核对",
			"“名称”列的“演示\ue863公司”中有自造字或者部首（U+E863），在其他电脑上可能显示为别的字，请改用标准字"}},
		"x1_word.docx":            {refusal: []string{"Word文档（docx）", "复制到Excel"}},
		"x1_calc.ods":             {refusal: []string{"OpenDocument表格（ods）", "另存为xlsx"}},
		"x1_packed.zip":           {refusal: []string{"压缩包（zip）", "解压"}},
		"x1.rar":                  {refusal: []string{"压缩包（rar）", "解压"}},
		"x1.jpg":                  {refusal: []string{"图片（jpg）"}},
		"x1_biff.xls":             {refusal: []string{"旧版Excel文件（xls或者et）", "另存为xlsx"}},
		"x2_formula_nocache.xlsx": {bad: []string{"第2行“名称”：公式没有计算结果，请改填公式的值"}},
		"x2_password.xlsx":        {refusal: []string{"密码"}},
		"e2_utf16.csv":            {refusal: []string{"UTF-16"}},

		"x2_two_blocks.xlsx":      {show: name, rows: []string{"演示上表公司", "演示下表公司"}},
		"e2_gbk_pua.csv":          {show: "名称 联系人", rows: []string{"演示GBK公司|䶮"}},
		"e2_rare_gb18030.csv":     {show: "名称 联系人", rows: []string{"演示𬭚龘公司二|䶮某"}},
		"x1_two_sheets.xlsx":      {show: name, rows: []string{"演示甲表公司"}, notices: []string{"文件中还有同样表头的工作表，没有读取：“乡镇”"}},
		"x2_two_row_header.xlsx":  only("演示双行表头公司"),
		"e3_xuhao.csv":            only("演示序号公司"),
		"e3_beizhu.csv":           only("演示备注公司", "未采用的列“备注”"),
		"e3_syn.csv":              only("演示同义公司", "列名按通常的含义识别：“企业（机构）名称”即“名称”"),
		"e3_syn2.csv":             only("演示同义公司", "列名按通常的含义识别：“统一社会信用代码证号”即“统一社会信用代码”"),
		"x2_abs.xlsx":             only("演示绝对路径公司"),
		"x2_backslash.xlsx":       only("演示反斜杠公司"),
		"x2_strict.xlsx":          only("演示严格公司"),
		"x2_rich.xlsx":            only("演示富文本公司"),
		"x2_rph.xlsx":             only("演示拼音公司"),
		"x2_title_two_rows.xlsx":  only("演示两行标题公司"),
		"x2_unit_line.xlsx":       only("演示填报公司"),
		"x2_empty_formatted.xlsx": only("演示万行公司"),
		"x2_csv_as.xlsx":          only("演示改名公司"),
		"e2_tab.csv":              only("演示T公司"),
		"e2_sepline.csv":          only("演示S公司"),
		"x1_hidden_sheet.xlsx":    {show: name, rows: []string{"演示新表公司"}},
	})
	runCases(t, documents.Plan(), map[string]fileCase{
		"a1_merged_down.xlsx": {show: plan + " 抽查时间", rows: []string{task("001号", "2024年6月"), task("002号", "2024年7月"), task("003号", "2024年9月")},
			notices: []string{"合并单元格的内容已填入其各行，请核对：第4行至第6行的“单位”“抽查计划编号”“抽查计划名称”列"}},
		"a3_remarks_two_rows.xlsx": {show: plan + " 抽查时间", rows: []string{task("001号", "2024年6月"), task("002号", "2024年7月"), task("003号", "2024年9月")},
			notices: []string{"作为备注、合计或者签名，没有读取：第7行“备注：1.抽查计划名称为年度+部门+随机…”、第8行“2.抽查时间必须填写到月份。”"}},
		"a6_remark_merged.xlsx":     {show: "抽查任务编号", rows: []string{"001号"}, notices: []string{"作为备注、合计或者签名，没有读取：第5行“备注：1.抽查计划名称为年度+部门+随机…”"}},
		"h_1.csv":                   {show: "发起处室 联合处室", rows: []string{"劳动保障监察大队|社会保险科"}, notices: []string{"列名按通常的含义识别：“发起科室”即“发起处室”，“联合科室”即“联合处室”"}},
		"h_2.csv":                   {show: "抽查比例", rows: []string{"10%"}, notices: []string{"列名按通常的含义识别：“抽查比例（%）”即“抽查比例”"}},
		"h_3.csv":                   {show: "抽查时间", rows: []string{"2024年6月"}, notices: []string{"列名按通常的含义识别：“抽查时间（年月）”即“抽查时间”"}},
		"h_4.csv":                   {show: "抽查任务编号", rows: []string{"001号"}, notices: []string{"未采用的列“备注”"}},
		"h_5.csv":                   {show: "发起处室 联合处室", rows: []string{"劳动保障监察大队|社会保险科"}, notices: []string{"列名按通常的含义识别：“发起部门”即“发起处室”，“配合部门”即“联合处室”"}},
		"h_6.csv":                   {show: "抽查对象范围", rows: []string{"人力资源服务机构"}, notices: []string{"列名按通常的含义识别：“抽查对象”即“抽查对象范围”"}},
		"h_7.csv":                   {show: "单位", rows: []string{"演示县人力资源和社会保障局"}, notices: []string{"列名按通常的含义识别：“单位名称”即“单位”"}},
		"h_8.csv":                   {show: "序号 抽查任务编号", rows: []string{"1|001号"}},
		"h_9.csv":                   {show: "抽查任务编号 抽查计划名称", rows: []string{"001号|" + short}},
		"p1_county_joint_2026.xlsx": {refusal: []string{"第2行的表头缺少年度抽查工作计划的必需列：“单位”“抽查计划名称”“抽查任务编号”；另有无法识别的列：“检查方式”"}},
		"p2_city_joint_2024.xlsx":   {refusal: []string{"第3行的表头缺少", "“抽查比例及频次”"}},
		"p3_county_2023.csv":        {refusal: []string{"第2行最接近，其中认得的列：“序号”“抽查计划名称”“抽查事项”“抽查比例”", "缺少的必需列：“单位”", "不认得的列：“检查主体”"}},
		"p4_county_2025.xlsx":       {refusal: []string{"第2行的表头缺少", "“一般事项”“重点事项”"}},
		"xratio_00.xlsx":            {show: "抽查比例", rows: []string{"10%"}},
		"xratio_06.xlsx":            {show: "抽查比例", rows: []string{"12.5%"}, warnings: []string{"“抽查比例”列显示为“13%”，单元格中实际是“12.5%”，按实际的读取，请核对"}},
		"xratio_07.xlsx":            {show: "抽查比例", rows: []string{"0.5%"}, warnings: []string{"“抽查比例”列显示为“1%”，单元格中实际是“0.5%”，按实际的读取，请核对"}},
		"xratio_08.xlsx":            {show: "抽查比例", rows: []string{"33.3%"}, warnings: []string{"“抽查比例”列显示为“33%”，单元格中实际是“33.3%”，按实际的读取，请核对"}},
	})
	runCases(t, documents.Items(), map[string]fileCase{
		"i4_items_merged.xlsx": {show: "代码 检查对象类别", rows: []string{"SLY-1|人力资源服务机构", "SLY-2|人力资源服务机构", "SLY-3|人力资源服务机构"},
			notices: []string{"合并单元格的内容已填入其各行，请核对：第2行至第4行的“检查对象类别”列", "文件没有“检查依据”列（赋予检查权的条款），名录中已有的检查依据不变；尚未填写的事项，不能自动判断是否只有规范性文件作依据，请补充"}},
		"i1_items_published.xlsx": {refusal: []string{"第2行的表头缺少抽查事项清单的必需列：“代码”“抽查事项”"}},
	})
	runCases(t, documents.Visits(), map[string]fileCase{
		"v1_visits.csv": {show: "统一社会信用代码 日期 事项", rows: []string{"91999999M000000012|2025-03-05|广告检查"},
			notices: []string{"未采用的列“企业名称”“检查结果”", "列名按通常的含义识别：“检查日期”即“日期”，“检查事项”即“事项”"}},
	})
	runCases(t, documents.Inspectors(), map[string]fileCase{
		"e3_cert_00.xlsx": {show: "执法证号", rows: []string{"13022700123"}, warnings: []string{"“执法证号”列的“13022700123”在文件中是数字，开头的0可能已经丢失，请核对；该列宜设为文本格式"}},
		"e3_cert_01.xlsx": {show: "执法证号", rows: []string{"0302270012"}},
		"e3_insp_published.xlsx": {show: "证件有效期至", rows: []string{"2028-05-31"}, notices: []string{"未采用的列“性别”“职务”“执法领域”", "列名按通常的含义识别：“工作单位”即“部门”，“有效期”即“证件有效期至”"},
			warnings: []string{"“证件有效期至”列：“2023-06-01至2028-05-31”取届满日2028年5月31日，请核对"}},
	})
}

const casesIn = "testdata/cases"

// runCases reads each file as the table.
func runCases[T any](t *testing.T, table *documents.Table[T], cases map[string]fileCase) {
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			content, err := os.ReadFile(filepath.Join(casesIn, name))
			require.NoError(t, err)
			if c.refusal != nil {
				e := refusal(t, table, string(content), documents.Options{})
				for _, part := range c.refusal {
					require.Contains(t, e.Message, part)
				}
				return
			}
			got := read(t, table, string(content))
			require.Equal(t, c.notices, got.Notices)
			var warnings []string
			for _, row := range got.Good {
				warnings = append(warnings, row.Warnings...)
			}
			require.Equal(t, c.warnings, warnings)
			var bad []string
			for _, row := range got.Bad {
				for _, f := range row.Faults {
					bad = append(bad, fmt.Sprintf("第%d行“%s”：%s", row.Row, f.Column, f.Reason))
				}
			}
			require.Equal(t, c.bad, bad)
			var rows []string
			for _, row := range values(got.Good) {
				rows = append(rows, shown(table, row, c.show))
			}
			require.Equal(t, c.rows, rows)
		})
	}
}

// shown are some of a row's cells.
func shown[T any](table *documents.Table[T], row T, titles string) string {
	var cells []string
	for _, c := range table.Only(strings.Fields(titles)...).Columns {
		cells = append(cells, c.Get(row))
	}
	return strings.Join(cells, "|")
}

// TestEveryCaseIsRead: no file lies among the cases that no test looks at.
func TestEveryCaseIsRead(t *testing.T) {
	source, err := os.ReadFile("cases_test.go")
	require.NoError(t, err)
	files, err := os.ReadDir(casesIn)
	require.NoError(t, err)
	for _, f := range files {
		require.True(t, strings.Contains(string(source), `"`+f.Name()+`"`), f.Name())
	}
}
