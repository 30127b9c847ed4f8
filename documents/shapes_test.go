package documents_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/registers"
)

// drawnTable makes an entity table as a clerk might, from entities that are meant, and
// knows what is to be told of it.
type drawnTable struct {
	t    *rapid.T
	book *excelize.File
	row  int
	told []string // parts of the notices
	mark int      // warnings that the rows get
}

const drawnSheet = "Sheet1"

// Columns of the drawn tables, and the words that clerks have for them.
var drawnTitles = []struct {
	title string
	words []string
}{
	{"统一社会信用代码", []string{"统一社会信用代码", "统一社会信用代码 *", "社会信用代码", "统一社会\n信用代码"}},
	{"名称", []string{"名称", "企业名称", "单位名称", "企业（机构）名称", "名 称"}},
	{"类别", []string{"类别", "检查对象类别", "类别（必填）"}},
	{"地区", []string{"地区", "所在区域", "乡镇（街道）"}},
	{"联系电话", []string{"联系电话", "联系方式", "电话"}},
	{"违法线索", []string{"违法线索"}},
}

func TestTablesInTheShapesThatClerksMake(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawnEntities(t)
		d := &drawnTable{t: t, book: excelize.NewFile()}
		d.write(want)
		var file bytes.Buffer
		require.NoError(t, d.book.Write(&file))
		require.NoError(t, d.book.Close())

		got, err := entities().Read(bytes.NewReader(file.Bytes()), documents.Options{})
		require.NoError(t, err)
		require.Empty(t, got.Bad)
		require.Equal(t, want, append([]registers.Entity{}, values(got.Good)...))
		notices := strings.Join(got.Notices, "\n")
		for _, told := range d.told {
			require.Contains(t, notices, told)
		}
		warned := 0
		for _, row := range got.Good {
			warned += len(row.Warnings)
		}
		require.Equal(t, d.mark, warned, "a warning for each mark, and no other")
	})
}

func drawnEntities(t *rapid.T) []registers.Entity {
	regions := []string{"演示镇", "示例乡", "演示街道"}
	var out []registers.Entity
	for _, e := range sample.Entities(rapid.IntRange(0, 8).Draw(t, "n"), rapid.Uint64().Draw(t, "seed")) {
		out = append(out, registers.Entity{Code: e.Code, Name: e.Name, Kind: e.Kind, Status: registers.EntityActive,
			Region: rapid.SampledFrom(regions).Draw(t, "region"), Phone: rapid.SampledFrom([]string{"", "13800000001", "0315-5690001"}).Draw(t, "phone"),
			Lead: rapid.SampledFrom([]string{"", "", "群众举报\n拖欠工资"}).Draw(t, "lead")})
	}
	return append([]registers.Entity{}, out...)
}

func (d *drawnTable) sometimes(label string) bool { return rapid.Bool().Draw(d.t, label) }

func (d *drawnTable) line(cells ...any) int {
	d.row++
	require.NoError(d.t, d.book.SetSheetRow(drawnSheet, fmt.Sprintf("A%d", d.row), &cells))
	return d.row
}

func (d *drawnTable) write(entities []registers.Entity) {
	numbered, remarked := d.sometimes("序号"), d.sometimes("备注 column")
	if d.sometimes("title") {
		d.merge(1, d.line("附件2"), 1, d.row)
		d.merge(1, d.line("检查对象名录"), 7, d.row)
	}
	if d.sometimes("unit") {
		d.line("填报单位：演示县人力资源和社会保障局", nil, nil, "2024年3月1日")
	}
	var header []any
	left := 1
	if numbered {
		header, left = append(header, "序号"), 2
	}
	for _, c := range drawnTitles {
		word := rapid.SampledFrom(c.words).Draw(d.t, c.title)
		header = append(header, word)
	}
	if remarked {
		header = append(header, "备注")
		d.told = append(d.told, "未采用的列“备注”")
	}
	first := d.line(header...)
	if d.sometimes("header of two rows") {
		d.row++
		for column := range header {
			d.merge(column+1, first, column+1, d.row)
		}
	}
	if d.sometimes("columns numbered") {
		counts := make([]any, len(header))
		for i := range counts {
			counts[i] = i + 1
		}
		d.line(counts...)
	}
	began := d.row + 1
	for i, e := range entities {
		if d.sometimes("blank") {
			d.row += rapid.IntRange(0, 2).Draw(d.t, "blank rows")
		}
		d.entity(i, e, numbered, remarked)
	}
	d.merged(entities, left+3, began)
	d.below(numbered)
	if d.sometimes("hidden column") {
		name, err := excelize.ColumnNumberToName(left + 5)
		require.NoError(d.t, err)
		require.NoError(d.t, d.book.SetColVisible(drawnSheet, name, false))
		d.told = append(d.told, "“违法线索”列（"+name+"列）在文件中是隐藏的")
	}
}

// entity writes a row, with what creeps into cells.
func (d *drawnTable) entity(i int, e registers.Entity, numbered, remarked bool) {
	code, name, phone := e.Code, e.Name, any(e.Phone)
	if d.sometimes("full width") {
		code = fullWidth(code)
	}
	if d.sometimes("mark") {
		runes := []rune(name)
		at := rapid.IntRange(1, len(runes)-1).Draw(d.t, "mark at")
		name = string(runes[:at]) + rapid.SampledFrom([]string{"\u200b", "\ufeff", "\u00ad", "\n", "_x000D_\n", "\r\n"}).Draw(d.t, "mark") + string(runes[at:])
		d.mark++
	}
	if e.Phone == "13800000001" && d.sometimes("number") {
		phone = 13800000001
	}
	cells := []any{code, name, e.Kind, e.Region, phone, e.Lead}
	if numbered {
		cells = slices.Insert(cells, 0, any(i+1))
	}
	if remarked && d.sometimes("remark") {
		cells = append(cells, "新设立")
	}
	row := d.line(cells...)
	if d.sometimes("hidden row") {
		require.NoError(d.t, d.book.SetRowVisible(drawnSheet, row, false))
		d.told = append(d.told, "在文件中是隐藏的")
	}
}

// merged merges the region over rows next to each other that have the same.
func (d *drawnTable) merged(entities []registers.Entity, column, began int) {
	var rows []int
	cells, err := d.book.GetRows(drawnSheet)
	require.NoError(d.t, err)
	for row := began; row <= d.row; row++ {
		if row <= len(cells) && len(cells[row-1]) > 0 {
			rows = append(rows, row)
		}
	}
	for from := 0; from < len(entities); {
		to := from
		for to+1 < len(entities) && entities[to+1].Region == entities[from].Region {
			to++
		}
		if to > from && d.sometimes("merge") {
			d.merge(column, rows[from], column, rows[to])
			d.told = append(d.told, fmt.Sprintf("第%d行至第%d行", rows[from], rows[to]))
		}
		from = to + 1
	}
	if len(d.told) > 4 {
		d.told = d.told[:4] // only the first of many places are named
	}
}

// below writes what stands under tables.
func (d *drawnTable) below(numbered bool) {
	if d.sometimes("numbered form") && numbered {
		d.line(99) // a row of the form that nobody filled in
	}
	if d.sometimes("total") {
		d.line(rapid.SampledFrom([]string{"合计", "合 计", "总计：", "共计"}).Draw(d.t, "total"), nil, rapid.SampledFrom([]any{nil, 12, "12户", "—"}).Draw(d.t, "figure"))
		d.told = append(d.told, "没有读取")
	}
	if d.sometimes("remarks") {
		d.line("备注：1.本表由各单位填报。")
		for n := range rapid.IntRange(0, 3).Draw(d.t, "more remarks") {
			if d.sometimes("number apart") {
				d.line(fmt.Sprintf("%d.", n+2), "联系电话应填写区号。")
				continue
			}
			d.line(fmt.Sprintf("%d.联系电话应填写区号。", n+2))
		}
		d.told = append(d.told, "“备注：1.本表由各单位填报。”")
	}
	if d.sometimes("signature") {
		d.line(rapid.SampledFrom([]string{"填表人：", "填 表 人：张三", "审核人：李四        填表人：张三"}).Draw(d.t, "signature"), "张三", nil, "审核人：", "李四")
		d.told = append(d.told, "没有读取")
	}
}

func (d *drawnTable) merge(left, top, right, bottom int) {
	from, err := excelize.CoordinatesToCellName(left, top)
	require.NoError(d.t, err)
	to, err := excelize.CoordinatesToCellName(right, bottom)
	require.NoError(d.t, err)
	if from != to {
		require.NoError(d.t, d.book.MergeCell(drawnSheet, from, to))
	}
}

// fullWidth is what a Chinese input method makes of letters and digits.
func fullWidth(s string) string {
	return strings.Map(func(r rune) rune { return r + 0xFEE0 }, s)
}
