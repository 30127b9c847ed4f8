package documents

import (
	"cmp"
	"errors"
	"hash/maphash"
	"io"
	"iter"
	"slices"
	"strconv"

	"shuangsuiji/inspection/law"
)

// Entry is one row of a file: taken over, or Bad and then without a value.
type Entry[T any] struct {
	Row[T]
	Bad *BadRow

	size int64 // bytes that it takes, for [Options.MaxKept]
}

func (e Entry[T]) place() int { return e.Row.Row }

// Reader is a file whose table has been found. It is for one goroutine.
type Reader[T any] struct {
	table    *Table[T]
	format   Format
	grid     grid
	header   *header
	ignored  []string
	notices  notices
	o        Options
	closer   io.Closer
	sum      maphash.Hash // of the lines as far as they were walked
	examined *examined[T]
}

// Open finds the table in the file: the format by its content, the first sheet
// with a header, the header under titles that may stand above it. Its error says
// in Chinese why the file cannot be such a table. The caller closes the reader.
func (t *Table[T]) Open(file File, o Options) (*Reader[T], error) {
	o = o.orDefault()
	format, err := Detect(file)
	if err != nil {
		return nil, err
	}
	if err := checkSize(file, format, o); err != nil {
		return nil, err
	}
	r := &Reader[T]{table: t, format: format, o: o}
	var grids []grid
	switch format {
	case CSV:
		grids, err = openCSV(file, o)
	case XLSX:
		grids, r.closer, err = openXLSX(file, o)
	}
	if err != nil {
		return nil, err
	}
	if err := r.find(grids); err != nil {
		return nil, joined(err, r.Close())
	}
	return r, nil
}

func (r *Reader[T]) find(grids []grid) error {
	s := &search{titles: r.table.titleSet()}
	var first error
	for _, g := range grids {
		h, err := s.find(g)
		switch {
		case r.header != nil && h != nil && r.format == XLSX:
			r.ignored = append(r.ignored, g.sheet)
		case err != nil && r.format == XLSX:
			return err
		case err != nil:
			// With another delimiter the same text may well be in order.
			first = cmp.Or(first, err)
		case r.header == nil && h != nil:
			r.header, r.grid = h, g
		}
		if r.header != nil && r.format == CSV {
			break
		}
	}
	if r.header == nil {
		return cmp.Or(first, s.refusal())
	}
	return r.header.check(s.titles, r.grid.sheet, r.o.RefuseUnknown)
}

// Close ends the reading and removes temporary files.
func (r *Reader[T]) Close() error {
	if r.closer == nil {
		return nil
	}
	err := r.closer.Close()
	r.closer = nil
	return err
}

// Format is the file's format.
func (r *Reader[T]) Format() Format { return r.format }

// Sheet is the sheet that is read, "" in a csv.
func (r *Reader[T]) Sheet() string { return r.grid.sheet }

// IgnoredSheets are the visible sheets after it that hold such a table too and
// are not read: the operator is to be told.
func (r *Reader[T]) IgnoredSheets() []string { return slices.Clone(r.ignored) }

// Present are the columns that the file has, by the table's titles, for
// [Table.Merge].
func (r *Reader[T]) Present() []string { return slices.Clone(r.header.present) }

// Ignored are the columns that the table does not know and that are passed over.
func (r *Reader[T]) Ignored() []string { return slices.Clone(r.header.passed) }

// Notices are what the operator is to be told of the file as a whole, in Chinese,
// as far as its rows have been walked: what was passed over, what was filled in,
// what nobody sees who opens it.
func (r *Reader[T]) Notices() []string { return r.notices.texts() }

// Rows walks the rows under the header, good and bad, in their order. Empty rows,
// a header printed again, remarks, totals and signatures are passed over. An error
// ends the walk and refuses the file, although rows may have been given before:
// load within a transaction.
func (r *Reader[T]) Rows() iter.Seq2[Entry[T], error] {
	return func(yield func(Entry[T], error) bool) {
		in := &intake[T]{table: r.table, sheet: r.grid.sheet, header: r.header, o: r.o}
		r.sum.Reset()
		r.notices = notices{header: r.header, sheets: r.ignored, columns: r.hiddenColumns()}
		if r.table.Lacking != nil {
			r.notices.lacking = r.table.Lacking(r.header.present)
		}
		var under below
		count := 0
		for l, err := range r.grid.lines {
			if err != nil {
				yield(Entry[T]{}, err)
				return
			}
			l.sum(&r.sum)
			if l.row <= r.header.last || l.blank() || r.header.repeats(l) {
				continue
			}
			if is, content := under.is(l, r.header); is {
				if content != "" {
					r.notices.passed.add(l.row, content)
				}
				continue
			}
			if count++; count > r.o.MaxRows {
				yield(Entry[T]{}, tooLarge("文件超过%d行的上限，请分成几个文件导入", r.o.MaxRows))
				return
			}
			if err := r.header.blocked(l, r.grid.sheet); err != nil {
				yield(Entry[T]{}, err)
				return
			}
			r.notices.row(l)
			if !yield(in.row(l), nil) {
				return
			}
		}
	}
}

// hiddenColumns are those of the table's columns that are hidden in the file.
func (r *Reader[T]) hiddenColumns() []string {
	var out []string
	for i, column := range r.header.columns {
		if column >= 0 && r.grid.hides != nil && r.grid.hides(i) {
			out = append(out, "“"+r.header.names[column]+"”列（"+letters(i)+"列）")
		}
	}
	return out
}

// blocked refuses a row of the table that lies in a merge over several rows and
// columns: what stands in each of them cannot be known.
func (h *header) blocked(l line, sheet string) error {
	if l.block == nil {
		return nil
	}
	var titles []string
	for i, column := range h.columns {
		if column >= 0 && l.block.left <= i && i <= l.block.right {
			titles = append(titles, h.names[column])
		}
	}
	if len(titles) == 0 {
		return nil
	}
	return invalid(CodeMerged, "%s第%d行至第%d行的%s列是合并在一起的单元格，无法判断各行各列的内容，请取消合并并逐行填写后再导入", sheetName(sheet), l.block.first, l.block.last, quoted(titles))
}

// fieldErrors are the wrong fields that the domain names, or the error itself.
func fieldErrors(err error) []law.FieldError {
	var e *law.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e) && len(e.Fields) > 0:
		return e.Fields
	}
	return []law.FieldError{{Message: err.Error()}}
}

func itoa(n int) string { return strconv.Itoa(n) }
