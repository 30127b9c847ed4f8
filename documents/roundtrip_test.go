package documents_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
)

// text draws what stands in registers and what does harm in spreadsheets: rare
// and full-width characters, quotes and separators, formulas, escapes of xlsx.
func text() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"演示", "𠮷", "㐂", "𰻝", "镕", "Ａ１", "（分）", "“双”", "\"", "''", ",", "，", "、", ";", "\t", " ", "　", "=1+1", "@SUM(A1)", "+86", "-", "＝", "'=x", "=\"0012\"", "=\"",
		"_x0041_", "_x005F_", "<b>&amp;]]>", "0001", "1.5", "é", "e\u0301", "#", "%", "/", "\\.", "null",
	})
	return rapid.Custom(func(t *rapid.T) string {
		s := strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces"), "")
		return strings.Trim(s, " \t\n　")
	})
}

// lines is a text that may have several.
func lines() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Trim(strings.Join(rapid.SliceOfN(text(), 0, 3).Draw(t, "lines"), "\n"), " \t\n　")
	})
}

func nonempty(t *rapid.T, label string) string { return "演示" + text().Draw(t, label) }

func drawEntities(t *rapid.T) []registers.Entity {
	entities := sample.Entities(rapid.IntRange(0, 4).Draw(t, "n"), rapid.Uint64().Draw(t, "seed"))
	for i := range entities {
		e := &entities[i]
		e.Name, e.Kind = nonempty(t, "name"), nonempty(t, "kind")
		for _, field := range []*string{&e.EnterpriseType, &e.Nature, &e.OrganisationForm, &e.Scale, &e.MarketShare, &e.Region, &e.Licence, &e.Address, &e.Contact, &e.Phone, &e.Email} {
			*field = text().Draw(t, "field")
		}
		e.Lead = lines().Draw(t, "lead")
	}
	return entities
}

func TestEntitiesRoundTrip(t *testing.T) {
	for _, format := range formats {
		t.Run(string(format), rapid.MakeCheck(func(t *rapid.T) {
			want := drawEntities(t)
			var b bytes.Buffer
			require.NoError(t, entities().Write(&b, format, documents.Values(want)))
			got, err := entities().Read(bytes.NewReader(b.Bytes()), documents.Options{})
			require.NoError(t, err)
			require.Empty(t, got.Bad)
			require.Equal(t, want, append([]registers.Entity{}, values(got.Good)...))
		}))
	}
}

func TestInspectorsRoundTrip(t *testing.T) {
	day := rapid.Custom(func(t *rapid.T) calendar.Date {
		return calendar.NewDate(rapid.IntRange(1, 9999).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"))
	})
	for _, format := range formats {
		t.Run(string(format), rapid.MakeCheck(func(t *rapid.T) {
			want := sample.Inspectors(rapid.IntRange(0, 6).Draw(t, "n"), rapid.Uint64().Draw(t, "seed"))
			for i := range want {
				p := &want[i]
				p.Name, p.ValidThrough, p.Active = nonempty(t, "name"), day.Draw(t, "valid"), rapid.Bool().Draw(t, "active")
				p.Specialities = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"劳动关系", "社会保险 一级", "=审计", "𠮷", "a'b"}), 0, 3, rapid.ID).Draw(t, "specialities")
				if len(p.Specialities) == 0 {
					p.Specialities = nil
				}
				if rapid.Bool().Draw(t, "recused") {
					p.Recused = []string{codeA, codeB}
				}
				if p.LeaveFrom, p.LeaveTo = day.Draw(t, "from"), day.Draw(t, "to"); p.LeaveTo.Before(p.LeaveFrom) {
					p.LeaveFrom, p.LeaveTo = p.LeaveTo, p.LeaveFrom
				}
			}
			var b bytes.Buffer
			require.NoError(t, documents.Inspectors().Write(&b, format, documents.Values(want)))
			got, err := documents.Inspectors().Read(bytes.NewReader(b.Bytes()), documents.Options{})
			require.NoError(t, err)
			require.Empty(t, got.Bad)
			require.Equal(t, want, append([]registers.Inspector{}, values(got.Good)...))
		}))
	}
}

func TestPlanCellsRoundTripToTheLastBlank(t *testing.T) {
	blanks := rapid.SampledFrom([]string{"", " ", "  ", "　", "\n"})
	for _, format := range formats {
		t.Run(string(format), rapid.MakeCheck(func(t *rapid.T) {
			raw := func(label string) string {
				return blanks.Draw(t, label) + text().Draw(t, label) + blanks.Draw(t, label)
			}
			several := func(label string) string {
				return blanks.Draw(t, label) + lines().Draw(t, label) + blanks.Draw(t, label)
			}
			row := plans.Row{
				Seq: raw("seq"), Unit: raw("unit"), PlanNo: "2024001", PlanName: raw("name"), TaskNo: "001号" + blanks.Draw(t, "task"), TaskName: "演示" + text().Draw(t, "task name") + blanks.Draw(t, "task name"),
				DrawMode: raw("mode"), Ratio: "10%", Items: several("items"), Scope: "人力资源服务机构" + several("scope"), Initiator: "大队" + several("initiator"), Joint: several("joint"), Month: " 2024年4月",
			}
			var b bytes.Buffer
			require.NoError(t, documents.Plan().Write(&b, format, documents.Values([]plans.Row{row})))
			got, err := documents.Plan().Read(bytes.NewReader(b.Bytes()), documents.Options{})
			require.NoError(t, err)
			require.Empty(t, got.Bad)
			require.Equal(t, row, got.Good[0].Value)
		}))
	}
}

func TestTheAnnexGoesInAndComesOutTheSame(t *testing.T) {
	result := read(t, documents.Plan(), string(documents.SamplePlan()))
	require.Empty(t, result.Bad)
	require.Len(t, result.Good, 1)
	row := result.Good[0]
	require.Equal(t, "定向(或者不定向)", row.Value.DrawMode)
	require.Equal(t, "人社局加强监管,规范执法“双随机”抽查", row.Value.TaskName)
	require.Equal(t, "社会保险科 社会保险中心", row.Value.Joint)
	require.Len(t, row.Warnings, 3)
	require.Contains(t, strings.Join(row.Warnings, ""), "请在抽取前选定定向或者不定向")
	require.Contains(t, strings.Join(row.Warnings, ""), "之间没有分隔符")

	want := records(t, string(documents.SamplePlan()))
	require.Equal(t, want, records(t, write(t, documents.Plan(), documents.CSV, row.Value)))

	f, err := excelize.OpenReader(strings.NewReader(write(t, documents.Plan(), documents.XLSX, row.Value)))
	require.NoError(t, err)
	got, err := f.GetRows("年度抽查工作计划")
	require.NoError(t, err)
	require.NoError(t, f.Close())
	require.Equal(t, want, got)
}

func records(t *testing.T, content string) [][]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(content, "\uFEFF"))).ReadAll()
	require.NoError(t, err)
	return records
}

func TestThePlanFromTypedCells(t *testing.T) {
	content := sheet(t, func(f *excelize.File, name string) {
		setRow(t, f, name, "A1", "附件")
		setRow(t, f, name, "A2", "迁西县人力资源和社会保障局年度内部联合随机抽查工作计划")
		require.NoError(t, f.MergeCell(name, "A2", "M2"))
		header := make([]any, len(plans.Columns))
		for i, c := range plans.Columns {
			header[i] = c
		}
		setRow(t, f, name, "A3", header...)
		setRow(t, f, name, "A4", 1, "单位", 2024001, "名称", "001号", "任务", "不定向", 0.1, "事项", "人力资源服务机构", "劳动保障监察大队", "", time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC))
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle(name, "H4", "H4", percent))
		month, err := f.NewStyle(&excelize.Style{NumFmt: 57})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle(name, "M4", "M4", month))
		setRow(t, f, name, "A5", "备注：1.抽查计划名称为年度+部门+随机抽查+序号。")
	})
	result := read(t, documents.Plan(), content)
	require.Empty(t, result.Bad)
	require.Len(t, result.Good, 1)
	require.Equal(t, []string{"1", "单位", "2024001", "名称", "001号", "任务", "不定向", "10%", "事项", "人力资源服务机构", "劳动保障监察大队", "", "2024年4月"}, result.Good[0].Value.Cells())
}

func TestPlanRowsWithoutMonthAreNamed(t *testing.T) {
	sampleRow := read(t, documents.Plan(), string(documents.SamplePlan())).Good[0].Value
	undated, again := sampleRow, sampleRow
	undated.Month, undated.TaskNo = "2024年", "002号"
	result := read(t, documents.Plan(), write(t, documents.Plan(), documents.CSV, sampleRow, undated, again))
	require.Len(t, result.Good, 1)
	require.Equal(t, []documents.Fault{{Column: "抽查时间", Value: "2024年", Reason: "抽查时间必须填写到月份，例如“2024年4月”（附件备注2）"}}, result.Bad[0].Faults)
	require.Equal(t, []documents.Fault{{Column: "抽查任务编号", Value: "001号", Reason: "与第2行重复"}}, result.Bad[1].Faults)
}

func TestSeedItems(t *testing.T) {
	items, err := documents.SeedItems()
	require.NoError(t, err)
	require.Len(t, items, 17)
	confirmed := []string{}
	for _, i := range items {
		require.NotEmpty(t, i.BasisMark, i.Code)
		require.NotEmpty(t, i.Basis, i.Code)
		require.NotEmpty(t, i.Methods, i.Code)
		require.True(t, i.Active, i.Code)
		require.Zero(t, i.PublishedOn, "when it was published each bureau knows for itself")
		if i.Confirmed {
			confirmed = append(confirmed, i.Code)
			require.Equal(t, "已读公开文本", i.BasisMark)
		}
	}
	require.Equal(t, []string{"R2.8", "R2.9", "S1"}, confirmed)
	objects := map[registers.ItemObject][]string{}
	for _, i := range items {
		objects[i.Object] = append(objects[i.Object], i.Code)
	}
	require.Equal(t, []string{"R3.1", "R3.4", "R3.5"}, objects[registers.ObjectEmployer], "the employer's conduct")
	require.Equal(t, []string{"S1"}, objects[registers.ObjectPerson], "the beneficiary's")
	require.Empty(t, objects[""])
	require.Equal(t, registers.Item{
		Code: "R1", EntityKind: "人力资源服务机构", Name: "未经许可或备案从事人力资源服务经营活动",
		Content: "许可证、备案凭证；线上招聘等职业中介活动的许可；实际业务与许可范围是否一致", Weight: registers.ItemKey,
		Methods: []string{"实地检查", "网络监测"}, Department: "劳动保障监察大队",
		Basis: "就业促进法第40、64条；人力资源市场暂行条例第18、42条", BasisMark: "知悉，待本单位法制机构核对", Active: true, Object: registers.ObjectEntity,
	}, items[0])
	for _, format := range formats {
		require.Equal(t, items, values(read(t, documents.Items(), write(t, documents.Items(), format, items...)).Good))
	}
}

// TestItemListOf2025: the same items, each with what gives the power to inspect; what only
// a notice asks for is known as such.
func TestItemListOf2025(t *testing.T) {
	before, err := documents.SeedItems()
	require.NoError(t, err)
	items, err := documents.SeedItems2025()
	require.NoError(t, err)
	require.Len(t, items, len(before))
	var unfounded, same []string
	for n, i := range items {
		b := before[n]
		require.NotEmpty(t, i.Authority, i.Code)
		require.NotEmpty(t, i.AuthorityKind, i.Code)
		require.Empty(t, b.Authority, "the list of 2024 stays as cases ran under it")
		require.Equal(t, []string{b.Code, b.Name, b.EntityKind, b.Department}, []string{i.Code, i.Name, i.EntityKind, i.Department})
		require.Equal(t, b.Object, i.Object, i.Code)
		if !i.Founded() {
			unfounded = append(unfounded, i.Code)
		}
		if i.Basis == b.Basis {
			same = append(same, i.Code)
		} else {
			require.False(t, i.Confirmed, "%s: another article is another thing to confirm", i.Code)
		}
	}
	require.Equal(t, []string{"R2.8", "R2.9"}, unfounded)
	require.Equal(t, []string{"R2.8", "R2.9", "R3.4"}, same)
	for _, format := range formats {
		require.Equal(t, items, values(read(t, documents.Items(), write(t, documents.Items(), format, items...)).Good))
	}
}

// TestItemListsWithoutTheNewColumn are imported, and said of; one that has what forbids
// under the title that is now another column's is said of too.
func TestItemListsWithoutTheNewColumn(t *testing.T) {
	const head, row = "代码,检查对象类别,抽查事项,一般/重点,", "Q1,人力资源服务机构,甲,一般,"
	for _, tc := range []struct{ titles, cells, basis, authority, notice string }{
		{"依据,检查依据", "甲法第1条,乙法第2条", "甲法第1条", "乙法第2条", ""},
		{"依据", "甲法第1条", "甲法第1条", "", "没有“检查依据”列"},
		{"法律依据", "甲法第1条", "甲法第1条", "", "没有“检查依据”列"},
		{"检查依据", "甲法第1条", "", "甲法第1条", "没有“依据”列"},
	} {
		got := read(t, documents.Items(), head+tc.titles+"\n"+row+tc.cells+"\n")
		require.Empty(t, got.Bad, tc.titles)
		require.Equal(t, tc.basis, got.Good[0].Value.Basis, tc.titles)
		require.Equal(t, tc.authority, got.Good[0].Value.Authority, tc.titles)
		told := strings.Join(got.Notices, "\n")
		if tc.notice == "" {
			require.Empty(t, told)
			continue
		}
		require.Contains(t, told, tc.notice)
	}
}

// No cell of an export may begin like a formula, however it is opened.
func TestExportsCarryNoFormulas(t *testing.T) {
	e := registers.Entity{Code: codeA, Kind: "k", Name: "=HYPERLINK(\"http://example.com\")", Address: "＝cmd", Contact: "'=1", Phone: "+86 000", Lead: "@x", Region: "-1", Licence: "'quoted'"}
	require.NoError(t, e.Validate(registers.HebeiScale))
	for _, cell := range records(t, write(t, entities(), documents.CSV, e))[1] {
		if cell != "" {
			require.NotContains(t, "=+-@＝＋－＠\t\r\n", string([]rune(cell)[0]), cell)
		}
	}
	content := write(t, entities(), documents.XLSX, e)
	f, err := excelize.OpenReader(strings.NewReader(content))
	require.NoError(t, err)
	formula, err := f.GetCellFormula("检查对象名录库", "B2")
	require.NoError(t, err)
	require.Empty(t, formula)
	kind, err := f.GetCellType("检查对象名录库", "B2")
	require.NoError(t, err)
	require.Equal(t, excelize.CellTypeInlineString, kind)
	require.NoError(t, f.Close())
	for _, format := range formats {
		require.Equal(t, []registers.Entity{e}, values(read(t, entities(), write(t, entities(), format, e)).Good))
	}
}

func TestTemplates(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, entities().WriteTemplate(&b, documents.CSV))
	require.Equal(t, "\uFEFF"+strings.Join(entities().Titles(), ",")+"\r\n", b.String())

	b.Reset()
	require.NoError(t, entities().WriteTemplate(&b, documents.XLSX))
	require.Empty(t, read(t, entities(), b.String()).Good)
	f, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	require.Equal(t, []string{"检查对象名录库", "填写说明"}, f.GetSheetList())
	rows, err := f.GetRows("检查对象名录库")
	require.NoError(t, err)
	require.Equal(t, [][]string{entities().Titles()}, rows)
	lists, err := f.GetDataValidations("检查对象名录库")
	require.NoError(t, err)
	require.Len(t, lists, 2)
	require.Equal(t, `"A,B,C,D,E"`, lists[0].Formula1)
	require.Equal(t, `"存续,停业,注销"`, lists[1].Formula1)
	panes, err := f.GetPanes("检查对象名录库")
	require.NoError(t, err)
	require.True(t, panes.Freeze)
	// What a clerk types below the header stays text.
	styleID, err := f.GetColStyle("检查对象名录库", "A")
	require.NoError(t, err)
	style, err := f.GetStyle(styleID)
	require.NoError(t, err)
	require.Equal(t, 49, style.NumFmt)
	notes, err := f.GetRows("填写说明")
	require.NoError(t, err)
	require.True(t, slices.ContainsFunc(notes, func(row []string) bool {
		return slices.Equal(row, []string{"统一社会信用代码", "是", "18位统一社会信用代码，校验码须正确", codeA})
	}))
	require.NoError(t, f.Close())
}
