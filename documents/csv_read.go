package documents

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"golang.org/x/text/transform"
)

// grid is a place in a file where a table can stand: a sheet of an xlsx, or a csv
// taken with one delimiter. lines can be walked again from the start.
type grid struct {
	sheet string // "" in a csv
	lines iter.Seq2[line, error]
	hides func(column int) bool // nil where nothing can be hidden
}

// openCSV offers the file with each delimiter that spreadsheet programs write,
// the comma first.
func openCSV(file File, o Options) ([]grid, error) {
	enc, err := detectEncoding(file)
	if err != nil {
		return nil, err
	}
	var grids []grid
	for _, delimiter := range []rune{',', '\t', ';'} {
		grids = append(grids, grid{lines: csvLines(file, enc, delimiter, o)})
	}
	return grids, nil
}

func csvLines(file File, enc textEncoding, delimiter rune, o Options) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		formulas := &textFormulas{delimiter: byte(delimiter)}
		text := &meter{r: transform.NewReader(enc.reader(file), formulas), limit: o.MaxRowBytes}
		records := csv.NewReader(text)
		records.Comma = delimiter
		records.FieldsPerRecord = -1
		records.ReuseRecord = true
		var count rowCount
		var cells []cell
		for {
			text.reset()
			record, err := records.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			fault, err := csvFault(err, &count)
			if err != nil {
				yield(line{}, err)
				return
			}
			if fault == "" {
				start, _ := records.FieldPos(0)
				count.add(start, start+newlinesIn(record))
			}
			cells = cells[:0]
			for _, field := range record {
				cells = append(cells, cell{text: field})
			}
			l := line{row: count.row, cells: trimmedCells(cells), fault: fault}
			if len(l.cells) > o.MaxColumns {
				yield(line{}, tooWide(l.row, len(l.cells), "", o))
				return
			}
			if !yield(l, nil) {
				return
			}
		}
	}
}

// csvFault tells the fault of a row, after which reading goes on, from an error
// that ends it. Only a quote within an unquoted field leaves the rows after it
// certain.
func csvFault(err error, count *rowCount) (fault string, _ error) {
	var wrong *csv.ParseError
	switch {
	case err == nil:
		return "", nil
	case errors.Is(err, errRowTooLong):
		return "", tooLarge("第%d行过长，可能是英文双引号没有成对", count.row+1)
	case !errors.As(err, &wrong):
		return "", fmt.Errorf("documents: read csv: %w", err)
	}
	count.add(wrong.StartLine, wrong.Line)
	if errors.Is(err, csv.ErrBareQuote) {
		return faultBareQuote, nil
	}
	return "", invalid(CodeQuotes, "第%d行的英文双引号没有成对，其后的内容无法可靠读取；请更正后再导入", count.row)
}

func newlinesIn(record []string) (n int) {
	for _, field := range record {
		n += strings.Count(field, "\n")
	}
	return n
}

// rowCount turns lines of text into the rows that Excel numbers: an empty line is
// a row, several lines within quotes are one.
type rowCount struct {
	row  int // number of the last row
	last int // line on which it ended
}

func (c *rowCount) add(start, end int) {
	c.row += start - c.last
	c.last = end
}

func tooWide(row, columns int, sheet string, o Options) error {
	return tooLarge("%s第%d行有%d列，超过%d列的上限", sheetName(sheet), row, columns, o.MaxColumns)
}

// sheetName leads a place within a message; a csv has no sheet to name.
func sheetName(sheet string) string {
	if sheet == "" {
		return ""
	}
	return "工作表“" + sheet + "”"
}
