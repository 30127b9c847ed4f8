package documents

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/width"
)

// CorrectionsTitle is the last column of a corrections file. It is passed over
// when the file is loaded again.
const CorrectionsTitle = "错误原因"

// headerRows is how far down a header may stand: official tables have an
// attachment number, a title and a unit above it.
const headerRows = 30

// What a file's column is, if not a column of the table.
const (
	columnUntitled = -1
	columnPassed   = -2
)

// header is where a file's table begins and which of the table's columns its
// cells are.
type header struct {
	row     int
	columns []int
	titles  []string // as they stand in the file
	present []string // of the table's columns, as the table has them
	names   []string // of the table's columns, by the title that the file uses
	passed  []string // columns that nobody knows and that are passed over on request
}

// knownTitle is a title under which a column may stand in a file.
type knownTitle struct {
	column int
	name   string
}

// titleSet are the titles by which a table's header is known.
type titleSet struct {
	titles        []string // the columns' own, in order
	known         map[string]knownTitle
	ignoreUnknown bool
}

func (t *Table[T]) titleSet(ignoreUnknown bool) titleSet {
	s := titleSet{titles: t.Titles(), known: make(map[string]knownTitle, len(t.Columns)+1), ignoreUnknown: ignoreUnknown}
	for i, c := range t.Columns {
		for _, title := range append([]string{c.Title}, c.Also...) {
			s.known[titleKey(title)] = knownTitle{i, title}
		}
	}
	s.known[titleKey(CorrectionsTitle)] = knownTitle{column: columnPassed}
	return s
}

// titleKey is a title freed of what clerks and programs add to it: white space
// and line breaks, full-width forms, the mark of a compulsory column.
func titleKey(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '\uFEFF' || r == '\u200B' || r == '*' {
			return -1
		}
		return r
	}, width.Fold.String(s))
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "(必填)"), "(选填)"), "(可选)")
}

// findHeader looks for the first row of which at least two cells, and at least
// half of those filled, are titles of the table.
func findHeader(s titleSet, lines iter.Seq2[line, error]) (*header, error) {
	for l, err := range lines {
		if err != nil {
			return nil, err
		}
		if l.row > headerRows {
			break
		}
		if h := s.header(l); h != nil {
			return h, nil
		}
	}
	return nil, nil
}

func (s titleSet) header(l line) *header {
	h := &header{row: l.row, names: slices.Clone(s.titles)}
	filled := 0
	for _, c := range l.cells {
		title, ok := s.known[titleKey(unguard(c.text))]
		switch {
		case ok:
		case s.ignoreUnknown && !isBlank(c.text):
			title.column = columnPassed
			h.passed = append(h.passed, excerpt(trim(c.text), 30))
		default:
			title.column = columnUntitled
		}
		if !isBlank(c.text) {
			filled++
		}
		if title.column >= 0 {
			h.present = append(h.present, s.titles[title.column])
			h.names[title.column] = title.name
		}
		h.columns = append(h.columns, title.column)
		h.titles = append(h.titles, strings.Clone(c.text))
	}
	if len(h.present) < min(2, len(s.titles)) || 2*len(h.present) < filled {
		return nil
	}
	return h
}

// check refuses a header that lacks a required column, has one twice, or has one
// that the table does not know.
func (h *header) check(name, sheet string, required []string) error {
	var unknown, repeated, missing []string
	seen := make(map[string]bool, len(h.present))
	for _, title := range h.present {
		if seen[title] {
			repeated = append(repeated, title)
		}
		seen[title] = true
	}
	for i, title := range h.titles {
		if h.columns[i] == columnUntitled && !isBlank(title) {
			unknown = append(unknown, excerpt(trim(title), 30))
		}
	}
	for _, title := range required {
		if !slices.Contains(h.present, title) {
			missing = append(missing, title)
		}
	}
	place := sheetName(sheet) + "第" + itoa(h.row) + "行的表头"
	switch {
	case len(missing) > 0:
		message := place + "缺少" + name + "的必需列：" + quoted(missing)
		if len(unknown) > 0 {
			message += "；另有无法识别的列：" + quoted(unknown)
		}
		return invalid(CodeColumnsMissing, "%s", message)
	case len(unknown) > 0:
		return invalid(CodeColumnsUnknown, "%s有%s没有的列：%s，请删除或者更正列名", place, name, quoted(unknown))
	case len(repeated) > 0:
		return invalid(CodeColumnsRepeated, "%s中有重复的列：%s", place, quoted(repeated))
	}
	return nil
}

// repeats reports whether a row is the header once more, as where a table was
// printed on several pages.
func (h *header) repeats(l line) bool {
	return slices.EqualFunc(h.titles, l.cells, func(title string, c cell) bool { return c.fault == "" && c.text == title })
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
