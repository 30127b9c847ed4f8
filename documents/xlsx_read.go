package documents

import (
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// openXLSX offers the visible sheets in their order. The caller closes the file,
// which removes excelize's temporary files.
func openXLSX(file File, o Options) ([]grid, io.Closer, error) {
	p, err := openParts(file, o)
	if err != nil {
		return nil, nil, err
	}
	book, err := openBook(file, o)
	if err != nil {
		return nil, nil, err
	}
	var grids []grid
	for _, sheet := range book.GetSheetList() {
		visible, err := book.GetSheetVisible(sheet)
		if err != nil {
			return nil, nil, errors.Join(damaged("工作表“"+excerpt(sheet, 31)+"”"), book.Close())
		}
		if _, ok := p.sheets[sheet]; ok && visible {
			s := &xlsxSheet{parts: p, book: book, name: sheet}
			grids = append(grids, grid{sheet: sheet, lines: s.lines, hides: s.hides})
		}
	}
	return grids, book, nil
}

func openBook(file File, o Options) (book *excelize.File, err error) {
	defer recoverDamaged(&err)
	book, err = excelize.OpenReader(whole(file), excelize.Options{
		UnzipSizeLimit:    o.MaxUncompressed,
		UnzipXMLSizeLimit: min(heldPart, o.MaxUncompressed),
		TmpDir:            o.TempDir,
		CultureInfo:       excelize.CultureNameZhCN,
		ShortDatePattern:  "yyyy-mm-dd",
		LongDatePattern:   `yyyy"年"m"月"d"日"`,
	})
	if err != nil {
		return nil, damaged("无法打开")
	}
	return book, nil
}

// recoverDamaged makes a panic of the xlsx library into the refusal of the file:
// files come from outside, and the library trusts their inner references.
func recoverDamaged(err *error) {
	if r := recover(); r != nil {
		*err = damaged("内部引用有误")
	}
}

// xlsxSheet is a sheet of which the rows are walked, twice where its header is looked
// for first.
type xlsxSheet struct {
	parts    *parts
	book     *excelize.File
	name     string
	surveyed *survey
}

func (x *xlsxSheet) survey() (_ *survey, err error) {
	if x.surveyed == nil {
		x.surveyed, err = x.parts.survey(x.name)
	}
	return x.surveyed, err
}

// hides reports whether a column is hidden, once rows have been read.
func (x *xlsxSheet) hides(column int) bool { return x.surveyed != nil && x.surveyed.hides(column) }

func (x *xlsxSheet) lines(yield func(line, error) bool) {
	survey, err := x.survey()
	if err != nil {
		yield(line{}, err)
		return
	}
	scan, err := x.parts.scan(x.name)
	if err != nil {
		yield(line{}, err)
		return
	}
	rows, err := openRows(x.book, x.name)
	if err != nil {
		yield(line{}, errors.Join(err, scan.close()))
		return
	}
	walk := &sheetWalk{sheet: x.name, rows: rows, scan: scan, fill: filling{survey: survey}, o: x.parts.o}
	stopped, err := walk.run(func(l line) bool { return yield(l, nil) })
	err = errors.Join(err, scan.close(), rows.Close())
	if err != nil && !stopped {
		yield(line{}, walk.explain(err))
	}
}

func openRows(book *excelize.File, sheet string) (rows *excelize.Rows, err error) {
	defer recoverDamaged(&err)
	if rows, err = book.Rows(sheet); err != nil {
		return nil, damaged("工作表“" + excerpt(sheet, 31) + "”")
	}
	return rows, nil
}

// sheetWalk reads a sheet through excelize and the scan side by side.
type sheetWalk struct {
	sheet string
	rows  *excelize.Rows
	scan  *sheetScan
	fill  filling
	o     Options
}

func (w *sheetWalk) run(yield func(line) bool) (stopped bool, _ error) {
	var cells []cell
	for n := 1; ; n++ {
		// The scan goes first: it holds each row, and what stands between it and the
		// next, to the limit before excelize takes it into memory.
		if err := w.scan.reach(n); err != nil {
			return false, err
		}
		columns, more, err := w.next()
		if err != nil {
			return false, err
		}
		if !more {
			break
		}
		cells = w.cells(cells[:0], n, columns)
		l := line{row: n, cells: trimmedCells(cells), hidden: w.scan.hides(n)}
		if err := checkWidth(l, w.sheet, w.o); err != nil {
			return false, err
		}
		if !yield(w.fill.row(l)) {
			return true, nil
		}
	}
	if err := w.scan.finish(); err != nil {
		return false, err
	}
	if w.scan.merges != w.fill.survey.count {
		return false, errSheet // the rows ended elsewhere than it seemed
	}
	return false, nil
}

func (w *sheetWalk) next() (columns []string, more bool, err error) {
	defer recoverDamaged(&err)
	if !w.rows.Next() {
		return nil, false, w.rows.Error()
	}
	columns, err = w.rows.Columns()
	return columns, true, err
}

func (w *sheetWalk) cells(into []cell, n int, columns []string) []cell {
	for i, text := range columns {
		odd := w.scan.odd(n, i+1)
		c := cell{text: text, fault: odd.fault, number: odd.number}
		if odd.fault != "" || odd.text != "" && (text == "" || scientific.MatchString(text)) {
			c.text = odd.text
		}
		into = append(into, c)
	}
	return into
}

func (w *sheetWalk) explain(err error) error {
	if w.scan.text.over {
		return tooLarge("%s第%d行之后有过长的内容，超过%s的上限", sheetName(w.sheet), w.scan.row.number, megabytes(int64(w.o.MaxRowBytes)))
	}
	if known(err) {
		return err
	}
	return damaged(fmt.Sprintf("%s第%d行之后无法读取", sheetName(w.sheet), w.scan.row.number))
}
