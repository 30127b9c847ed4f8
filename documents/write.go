package documents

import (
	"io"
	"iter"
	"strings"
	"unicode"
	"unicode/utf16"

	"shuangsuiji/inspection/law"
)

// Write gives the rows out as a file that [Table.Read] takes in again. An error
// among the rows ends the writing and is returned as it is; what has been written
// by then is no whole file.
func (t *Table[T]) Write(w io.Writer, format Format, rows iter.Seq2[T, error]) error {
	return write(w, format, t.layout(), func(yield func([]string, error) bool) {
		for row, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(t.cells(row), nil) {
				return
			}
		}
	})
}

// Values makes rows at hand into rows to write.
func Values[T any](rows []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// WriteTemplate gives out the empty form: the header and, in an xlsx, lists of
// the allowed values and the sheet 填写说明.
func (t *Table[T]) WriteTemplate(w io.Writer, format Format) error {
	return t.Write(w, format, Values[T](nil))
}

// WriteExample gives out the form with one row that is filled in, to be written
// over: what stands in it is nobody's, and loads without an error.
func (t *Table[T]) WriteExample(w io.Writer, format Format) error {
	example := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		example[i] = c.Example
	}
	return write(w, format, t.layout(), func(yield func([]string, error) bool) { yield(example, nil) })
}

// WriteCorrections gives out the bad rows in the table's columns with the reasons
// in a last column [CorrectionsTitle]. The operator corrects them in place and
// loads the file as it is: the last column is passed over.
func (t *Table[T]) WriteCorrections(w io.Writer, format Format, bad iter.Seq[BadRow]) error {
	l := t.layout()
	l.columns = append(l.columns, layoutColumn{title: CorrectionsTitle, width: 60, note: "系统填写的错误原因；更正后可直接导入本文件，本列不会导入"})
	return write(w, format, l, func(yield func([]string, error) bool) {
		for b := range bad {
			cells := make([]string, len(t.Columns)+1)
			copy(cells, b.Cells)
			cells[len(t.Columns)] = b.reasons()
			if !yield(cells, nil) {
				return
			}
		}
	})
}

// reasons is what is wrong with the row in one cell.
func (b BadRow) reasons() string {
	out := sheetName(b.Sheet) + "第" + itoa(b.Row) + "行："
	for i, f := range b.Faults {
		if i > 0 {
			out += "；"
		}
		if f.Column != "" {
			out += "“" + f.Column + "”"
		}
		out += f.Reason
	}
	return excerpt(out, 2000)
}

// layout is a table as the writers see it.
type layout struct {
	name, sheet string
	columns     []layoutColumn
	notes       []string
}

type layoutColumn struct {
	title, note, example string
	required             bool
	width                float64
	choices              []string
}

func (t *Table[T]) layout() layout {
	l := layout{name: t.Name, sheet: t.Sheet, notes: t.Notes}
	for _, c := range t.Columns {
		l.columns = append(l.columns, layoutColumn{c.Title, c.Note, c.Example, c.Required, c.Width, c.Choices})
	}
	return l
}

// sheetWriter takes one row after the other; finish completes the file, discard
// removes what an unfinished one has left behind.
type sheetWriter interface {
	row(cells []string) error
	finish() error
	discard() error
}

func write(w io.Writer, format Format, l layout, rows iter.Seq2[[]string, error]) error {
	var out sheetWriter
	var err error
	switch format {
	case CSV:
		out, err = newCSVWriter(w, l)
	case PlainCSV:
		out, err = newPlainCSVWriter(w, l)
	case XLSX:
		out, err = newXLSXWriter(w, l)
	default:
		_, err = ParseFormat(string(format))
	}
	if err != nil {
		return err
	}
	if err := writeRows(out, l, rows); err != nil {
		return joined(err, out.discard())
	}
	return out.finish()
}

func writeRows(out sheetWriter, l layout, rows iter.Seq2[[]string, error]) error {
	n := 1
	for cells, err := range rows {
		if err != nil {
			return err
		}
		n++
		for i, s := range cells {
			s = guard(printable(s))
			if tooLong(s) {
				return law.Errorf(law.KindInvalid, CodeCellTooLong, "%s第%d行“%s”列超过%d个字符，无法写入表格", l.name, n, l.columns[i].title, cellUnits)
			}
			cells[i] = s
		}
		if err := out.row(cells); err != nil {
			return err
		}
	}
	return nil
}

// cellUnits is the most UTF-16 code units that an xlsx cell holds.
const cellUnits = 32767

func tooLong(s string) bool {
	if len(s) <= cellUnits { // a UTF-16 unit is at least a byte of UTF-8
		return false
	}
	units := 0
	for _, r := range s {
		units += utf16.RuneLen(r)
	}
	return units > cellUnits
}

// printable drops the characters that XML cannot hold and Excel does not show,
// which import refuses for that reason; line ends become LF.
func printable(s string) string {
	s = strings.ToValidUTF8(s, "�")
	if !strings.ContainsFunc(s, isUnprintable) {
		return s
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if isUnprintable(r) {
			return -1
		}
		return r
	}, s)
}

func isUnprintable(r rune) bool {
	return (unicode.IsControl(r) && r != '\n' && r != '\t') || r == '\uFFFE' || r == '\uFFFF'
}
