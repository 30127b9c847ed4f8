package documents

import (
	"cmp"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

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
	table   *Table[T]
	format  Format
	grid    grid
	header  *header
	ignored []string
	o       Options
	closer  io.Closer
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
	titles := r.table.titleSet(r.o.IgnoreUnknown)
	var first error
	for _, g := range grids {
		h, err := findHeader(titles, g.lines)
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
		if first != nil {
			return first
		}
		return invalid(CodeHeader, "前%d行中没有找到%s的表头，应有的列：%s", headerRows, r.table.Name, quoted(titles.titles))
	}
	return r.header.check(r.table.Name, r.grid.sheet, r.required())
}

func (r *Reader[T]) required() []string {
	var titles []string
	for _, c := range r.table.Columns {
		if c.Required {
			titles = append(titles, c.Title)
		}
	}
	return titles
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

// Ignored are the columns that the table does not know and that were passed over
// because [Options] said so.
func (r *Reader[T]) Ignored() []string { return slices.Clone(r.header.passed) }

// Rows walks the rows under the header, good and bad, in their order. Empty rows,
// a header printed again and remarks (备注) under the table are passed over. An
// error ends the walk and refuses the file, although rows may have been given
// before: load within a transaction.
func (r *Reader[T]) Rows() iter.Seq2[Entry[T], error] {
	return func(yield func(Entry[T], error) bool) {
		in := &intake[T]{table: r.table, sheet: r.grid.sheet, header: r.header, o: r.o, seen: make(map[string]int)}
		count := 0
		for l, err := range r.grid.lines {
			if err != nil {
				yield(Entry[T]{}, err)
				return
			}
			if l.row <= r.header.row || l.blank() || isRemark(l) || r.header.repeats(l) {
				continue
			}
			if count++; count > r.o.MaxRows {
				yield(Entry[T]{}, tooLarge("文件超过%d行的上限，请分成几个文件导入", r.o.MaxRows))
				return
			}
			if !yield(in.row(l), nil) {
				return
			}
		}
	}
}

var remarkStarts = []string{"备注", "注：", "注:", "说明：", "说明:", "填表说明"}

// isRemark reports whether a row is a remark such as stands under the annex's
// table: one cell with content that says so.
func isRemark(l line) bool {
	only := ""
	for _, c := range l.cells {
		switch {
		case isBlank(c.text) && c.fault == "":
		case only != "" || c.fault != "":
			return false
		default:
			only = trim(c.text)
		}
	}
	return l.fault == "" && slices.ContainsFunc(remarkStarts, func(start string) bool { return strings.HasPrefix(only, start) })
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
