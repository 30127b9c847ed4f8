package documents

import (
	"errors"
	"fmt"
	"io"
	"iter"

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
			grids = append(grids, grid{sheet: sheet, lines: xlsxLines(p, book, sheet)})
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

func xlsxLines(p *parts, book *excelize.File, sheet string) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		scan, err := p.scan(sheet)
		if err != nil {
			yield(line{}, err)
			return
		}
		rows, err := openRows(book, sheet)
		if err != nil {
			yield(line{}, errors.Join(err, scan.close()))
			return
		}
		walk := &sheetWalk{sheet: sheet, rows: rows, scan: scan, o: p.o}
		stopped, err := walk.run(func(l line) bool { return yield(l, nil) })
		err = errors.Join(err, scan.close(), rows.Close())
		if err != nil && !stopped {
			yield(line{}, walk.explain(err))
		}
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
	o     Options

	first, last int // the rows with more than one filled cell
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
		l := line{row: n, cells: trimmedCells(cells)}
		if err := checkWidth(l, w.sheet, w.o); err != nil {
			return false, err
		}
		w.span(l)
		if !yield(l) {
			return true, nil
		}
	}
	if err := w.scan.finish(); err != nil {
		return false, err
	}
	if m, found := w.scan.mergedWithin(w.first+1, w.last); found && w.first > 0 {
		return false, invalid(CodeMerged, "%s第%d行至第%d行有合并单元格，请取消合并并逐行填写后再导入", sheetName(w.sheet), m.first, m.last)
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
		c := cell{text: text, fault: odd.fault}
		if odd.fault != "" || (odd.text != "" && scientific.MatchString(text)) {
			c.text = odd.text
		}
		into = append(into, c)
	}
	return into
}

// span notes where the table lies: titles above it and remarks below it fill one
// cell of their row, and may well be merged.
func (w *sheetWalk) span(l line) {
	filled := 0
	for _, c := range l.cells {
		if c.text != "" {
			filled++
		}
	}
	if filled < 2 {
		return
	}
	if w.first == 0 {
		w.first = l.row
	}
	w.last = l.row
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
