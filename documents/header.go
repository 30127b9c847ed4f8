package documents

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// CorrectionsTitle is the last column of a corrections file. It is passed over
// when the file is loaded again.
const CorrectionsTitle = "错误原因"

// numberTitle is the column in which people number their rows. Every published
// table begins with it; where it is no column of the table it says nothing.
const numberTitle = "序号"

// headerRows is how far down a header may stand: official tables have an
// attachment number, a title and a unit above it.
const headerRows = 30

// headerDepth is how many rows a header may have: a row of groups, one of titles,
// one that numbers the columns.
const headerDepth = 5

// What a file's column is, if not a column of the table.
const (
	columnUntitled = -1
	columnPassed   = -2 // of no matter
	columnUnknown  = -3 // of which nobody knows
)

// header is where a file's table begins and which of the table's columns its
// cells are.
type header struct {
	row, last int // its first and last row
	columns   []int
	rows      [][]string // each of its rows as it stands in the file, then those above it
	present   []string   // of the table's columns, as the table has them
	names     []string   // of the table's columns, by the title that the file uses
	passed    []string   // columns that nobody knows
	repeated  []string
	synonyms  []synonym
	number    int // where the file has its numberTitle, -1 if nowhere
	filled    int // titles that might be the table's
}

// synonym is a title of the file that is another word for a column's.
type synonym struct{ title, column string }

// search looks for the header in one place after the other, and remembers the row
// that came nearest to one.
type search struct {
	titles  titleSet
	nearest *header
	sheet   string // of the nearest
}

// find looks for the first row of which at least two cells are titles of the
// table, and these are half of those filled or all that the table requires.
func (s *search) find(g grid) (*header, error) {
	var h *header
	var above [][]string
	var head []line
	for l, err := range g.lines {
		switch {
		case err != nil:
			return nil, err
		case h != nil && !s.goesOn(h, head, l):
			return h, nil
		case h != nil:
			head = append(head, l.clone())
			h = s.titles.header(head)
			h.rows = append(h.rows, above...)
			continue
		case l.row > headerRows:
			return nil, nil
		}
		near := s.titles.header([]line{l})
		switch {
		case s.titles.accepts(near):
			h, head = near, []line{l.clone()}
			h.rows = append(h.rows, above...)
		case len(near.present) > 0 && (s.nearest == nil || len(near.present) > len(s.nearest.present)):
			s.nearest, s.sheet = near, g.sheet
		}
		if h == nil && !l.blank() {
			above = append(above, near.rows...)
		}
	}
	return h, nil
}

// goesOn reports whether a row belongs to the header above it: a cell of the
// header is merged down to it, or it holds titles, or numbers of the columns, and
// nothing else.
func (s *search) goesOn(h *header, head []line, l line) bool {
	above := max(head[len(head)-1].row, head[0].mergedTo) // rows without a cell are not in the file
	if l.row > above+1 || l.row >= h.row+headerDepth || h.repeats(l) {
		return false
	}
	return l.row <= head[0].mergedTo || s.titles.onlyTitles(h, l) || numbersColumns(l)
}

// missing are the required columns that the header lacks.
func (h *header) missing(s titleSet) []string {
	return slices.DeleteFunc(slices.Clone(s.required), func(title string) bool { return slices.Contains(h.present, title) })
}

// check refuses a header that lacks a required column or has one twice and, where
// the caller wants it so, one that has a column which the table does not know.
func (h *header) check(s titleSet, sheet string, refuseUnknown bool) error {
	missing := h.missing(s)
	place := sheetName(sheet) + "第" + itoa(h.row) + "行的表头"
	switch {
	case len(missing) > 0:
		message := place + "缺少" + s.table + "的必需列：" + quoted(missing)
		if len(h.passed) > 0 {
			message += "；另有无法识别的列：" + quoted(h.passed)
		}
		return invalid(CodeColumnsMissing, "%s", message)
	case refuseUnknown && len(h.passed) > 0:
		return invalid(CodeColumnsUnknown, "%s有%s没有的列：%s，请删除或者更正列名", place, s.table, quoted(h.passed))
	case len(h.repeated) > 0:
		return invalid(CodeColumnsRepeated, "%s中有重复的列：%s", place, quoted(h.repeated))
	}
	return nil
}

// refusal is for a file without a header: it names the row that looks most like
// one.
func (s *search) refusal() error {
	const message = "前%d行中没有找到%s的表头"
	if s.nearest == nil {
		return invalid(CodeHeader, message+"，应有的列：%s", headerRows, s.titles.table, quoted(s.titles.titles))
	}
	h := s.nearest
	near := sheetName(s.sheet) + "第" + itoa(h.row) + "行最接近，其中认得的列：" + quoted(h.present)
	if missing := h.missing(s.titles); len(missing) > 0 {
		near += "，缺少的必需列：" + quoted(missing)
	}
	if len(h.passed) > 0 {
		near += "，不认得的列：" + quoted(h.passed)
	}
	return invalid(CodeHeader, message+"；%s。请更正列名后再导入", headerRows, s.titles.table, near)
}

// repeats reports whether a row is one of the header's once more, or one of those above
// it, as where a table was printed on several pages.
func (h *header) repeats(l line) bool {
	return slices.ContainsFunc(h.rows, func(row []string) bool {
		return slices.EqualFunc(row, l.cells, func(title string, c cell) bool { return c.fault == "" && c.text == title })
	})
}

func quoted(names []string) string { return "“" + strings.Join(names, "”“") + "”" }

// letters names a column as Excel does, counted from 0.
func letters(column int) string {
	name, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		return itoa(column + 1)
	}
	return name
}
