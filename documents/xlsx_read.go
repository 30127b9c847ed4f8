package documents

import (
	"errors"
	"fmt"
	"io"
)

// openXLSX offers the visible sheets in their order. The caller closes the file,
// which removes its temporary files.
func openXLSX(file File, o Options) ([]grid, io.Closer, error) {
	p, err := openParts(file, o)
	if err != nil {
		return nil, nil, err
	}
	var grids []grid
	for _, sheet := range p.sheets {
		s := &xlsxSheet{parts: p, name: sheet}
		grids = append(grids, grid{sheet: sheet, lines: s.lines, hides: s.hides})
	}
	return grids, p, nil
}

// recoverDamaged makes a panic of the xlsx library into the refusal of the file:
// styles come from outside, and the library trusts their inner references.
func recoverDamaged(err *error) {
	if r := recover(); r != nil {
		*err = damaged("内部引用有误")
	}
}

// xlsxSheet is a sheet of which the rows are walked, twice where its header is looked
// for first.
type xlsxSheet struct {
	parts    *parts
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
	stopped, err := x.walk(scan, survey, func(l line) bool { return yield(l, nil) })
	err = errors.Join(err, scan.close())
	if err != nil && !stopped {
		yield(line{}, x.explain(scan, err))
	}
}

func (x *xlsxSheet) walk(scan *sheetScan, survey *survey, yield func(line) bool) (stopped bool, _ error) {
	fill := filling{survey: survey}
	for {
		more, err := scan.next()
		if err != nil {
			return false, err
		}
		if !more {
			break
		}
		if scan.wide > 0 {
			return false, tooWide(scan.row.row, scan.wide, x.name, x.parts.o)
		}
		l := scan.row
		l.cells = trimmedCells(l.cells)
		if !yield(fill.row(l)) {
			return true, nil
		}
	}
	if scan.merges != survey.count {
		return false, errSheet // the rows ended elsewhere than it seemed
	}
	return false, nil
}

func (x *xlsxSheet) explain(scan *sheetScan, err error) error {
	if scan.xml.over {
		return tooLarge("%s第%d行之后有过长的内容，超过%s的上限", sheetName(x.name), scan.row.row, megabytes(int64(x.parts.o.MaxRowBytes)))
	}
	if known(err) {
		return err
	}
	return damaged(fmt.Sprintf("%s第%d行之后无法读取", sheetName(x.name), scan.row.row))
}
