package documents

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"shuangsuiji/firsts"
)

// Row is a row that was taken over.
type Row[T any] struct {
	Sheet    string   `json:"sheet,omitempty"` // "" in a csv
	Row      int      `json:"row"`             // as Excel numbers it
	Value    T        `json:"value"`
	Warnings []string `json:"warnings,omitempty"` // to be confirmed by the clerk, in Chinese
}

// BadRow is a row that was not, with everything that is wrong with it.
type BadRow struct {
	Sheet  string  `json:"sheet,omitempty"` // "" in a csv
	Row    int     `json:"row"`             // as Excel numbers it
	Faults []Fault `json:"faults"`
	// Cells are the row as it stood in the file, in the order of the table's
	// columns, for [Table.WriteCorrections].
	Cells []string `json:"-"`
}

// Fault is one wrong value of a row.
type Fault struct {
	Column string `json:"column,omitempty"` // "" where the row as a whole is meant
	Value  string `json:"value,omitempty"`  // as it stands in the file, a long one shortened
	Reason string `json:"reason"`
}

// RowWarning is something in a row that was taken and that the clerk should look at.
type RowWarning struct {
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row"`
	Text  string `json:"text"`
}

// Result is a file read to its end.
type Result[T any] struct {
	Format        Format
	Sheet         string   // the sheet that was read, "" in a csv
	IgnoredSheets []string // other sheets that hold such a table too
	Present       []string // the columns that the file has, by the table's titles
	Ignored       []string // columns that nobody knows, passed over
	Notices       []string // what is to be told of the file, as [Reader.Notices] says it
	Taken         int      // how many good rows there are
	Good          []Row[T] // nil where [Reader.Good] reads them again
	Warnings      []RowWarning
	Bad           []BadRow
}

// Read takes the whole file. Each row counts with the bytes of its cells and some
// hundred more, a bad one thrice, since it goes into the corrections too; past
// MaxKept the file is refused. Its error refuses the file and comes with no rows;
// wrong rows are in the result. Whether the good rows then go in without them is
// the operator's choice. Large files are better examined with [Table.Open].
func (t *Table[T]) Read(file File, o Options) (Result[T], error) {
	r, err := t.Open(file, o)
	if err != nil {
		return Result[T]{}, err
	}
	result, err := r.examine(true)
	if err = joined(err, r.Close()); err != nil {
		return Result[T]{}, err
	}
	return result, nil
}

// Examine judges the whole file as [Table.Read] does. Of a csv it holds no good rows:
// [Reader.Good] reads them again, which takes seconds for what would fill gigabytes. An
// xlsx takes several times as long to read and may be no larger than a small part of that.
func (r *Reader[T]) Examine() (Result[T], error) {
	return r.examine(r.format == XLSX || r.table.Alike != nil)
}

func (r *Reader[T]) examine(hold bool) (Result[T], error) {
	result := Result[T]{Format: r.Format(), Sheet: r.Sheet(), IgnoredSheets: r.IgnoredSheets(), Present: r.Present(), Ignored: r.Ignored()}
	var kept int64
	for row, err := range r.Rows() {
		kept += row.size
		switch {
		case err != nil:
			return Result[T]{}, err
		case kept > r.o.MaxKept:
			return Result[T]{}, tooLarge("文件内容超过一次导入%s的上限，读到第%d行为止；请分成几个文件导入", megabytes(r.o.MaxKept), row.place())
		case row.Bad == nil:
			result.take(row.Row, hold)
		case len(result.Bad) == r.o.MaxBad:
			return Result[T]{}, r.tooManyBad()
		default:
			result.Bad = append(result.Bad, *row.Bad)
		}
	}
	result.Notices = r.Notices()
	if r.table.apart(&result); len(result.Bad) > r.o.MaxBad {
		return Result[T]{}, r.tooManyBad()
	}
	r.examined = &examined[T]{held: hold, good: result.Good, sum: r.sum.Sum64()}
	return result, nil
}

func (r *Result[T]) take(row Row[T], hold bool) {
	r.Taken++
	for _, w := range row.Warnings {
		r.Warnings = append(r.Warnings, RowWarning{Sheet: row.Sheet, Row: row.Row, Text: w})
	}
	if hold {
		r.Good = append(r.Good, row)
	}
}

func (r *Reader[T]) tooManyBad() error {
	return invalid(CodeTooManyBad, "错误超过%d行，请检查导入的是否为%s，或者更正后分批导入", r.o.MaxBad, r.table.Name)
}

// examined is what is left of a file that was judged: its good rows, or the sum of what
// was read, by which it is known again.
type examined[T any] struct {
	held bool
	good []Row[T]
	sum  uint64
}

// errChanged is no fault of the operator's: what was examined is no longer what is read.
var errChanged = errors.New("documents: file changed after it was examined")

// Good walks the good rows of an examined file, as often as it is asked for. An error ends
// the walk, although rows may have been given before: load within a transaction. One of
// them is that the file is not the one that was examined.
func (r *Reader[T]) Good() iter.Seq2[Row[T], error] {
	return func(yield func(Row[T], error) bool) {
		if r.examined.held {
			for _, row := range r.examined.good {
				if !yield(row, nil) {
					return
				}
			}
			return
		}
		for row, err := range r.Rows() {
			if err == nil && row.Bad != nil {
				continue
			}
			if !yield(row.Row, err) || err != nil {
				return
			}
		}
		if r.sum.Sum64() != r.examined.sum {
			yield(Row[T]{}, errChanged)
		}
	}
}

// intake makes rows of one file's lines.
type intake[T any] struct {
	table  *Table[T]
	sheet  string
	header *header
	o      Options
	seen   firsts.Places // the keys' rows
	cells  []string      // of the current row, in the order of the table's columns
	faults []Fault
	told   []string // what is to be told of the current row's cells
	stray  string   // content of the current row that stands under no title
	broken []bool   // columns of the current row that already have a fault
}

func (in *intake[T]) row(l line) Entry[T] {
	in.reset()
	row := Row[T]{Sheet: in.sheet, Row: l.row, Value: in.table.fresh()}
	for i, c := range l.cells {
		in.place(i, c)
	}
	if l.fault != "" {
		in.faults = append(in.faults, Fault{Reason: l.fault})
		in.markLost(len(l.cells))
	} else {
		in.set(&row.Value)
		row.Warnings = slices.Concat(in.told, in.check(&row.Value), in.table.told(in.cells, row.Value))
		in.once(row)
	}
	if len(in.faults) == 0 {
		return Entry[T]{Row: row, size: in.size(row.Warnings)}
	}
	in.inOrder()
	last := len(in.cells) - 1
	in.cells[last] = cutCell(in.cells[last]+in.stray, in.o.MaxCell)
	return Entry[T]{Row: Row[T]{Sheet: in.sheet, Row: l.row}, Bad: &BadRow{Sheet: in.sheet, Row: l.row, Faults: in.faults, Cells: slices.Clone(in.cells)}, size: 3 * in.size(nil)}
}

// rowOverhead and cellOverhead are what a row and a cell take beside their text.
const (
	rowOverhead  = 256
	cellOverhead = 16
)

// size is about what the current row takes in memory.
func (in *intake[T]) size(warnings []string) int64 {
	n := rowOverhead + cellOverhead*len(in.cells)
	for _, c := range in.cells {
		n += len(c)
	}
	for _, w := range warnings {
		n += cellOverhead + len(w)
	}
	for _, f := range in.faults {
		n += 3*cellOverhead + len(f.Value) + len(f.Reason)
	}
	return int64(n)
}

func (in *intake[T]) reset() {
	if in.cells == nil {
		in.cells = make([]string, len(in.table.Columns))
		in.broken = make([]bool, len(in.table.Columns))
	}
	clear(in.cells)
	clear(in.broken)
	in.faults, in.told, in.stray = nil, nil, ""
}

// place puts a cell of the file under its column.
func (in *intake[T]) place(i int, c cell) {
	column := columnUntitled
	if i < len(in.header.columns) {
		column = in.header.columns[i]
	}
	switch {
	case column == columnPassed, column == columnUnknown, column == columnUntitled && isBlank(c.text):
		return
	case column == columnUntitled:
		in.faults = append(in.faults, Fault{Value: in.shown(c.text), Reason: letters(i) + "列没有列名但填有内容，可能是该行错位"})
		in.stray += lost + c.text
		return
	}
	text, fault := in.readAs(column, c), c.fault
	in.cells[column] = cutCell(text, in.o.MaxCell)
	if fault == "" {
		fault = suspect(text)
	}
	if fault == "" && len(text) > in.o.MaxCell && utf8.RuneCountInString(text) > in.o.MaxCell {
		fault = "超过" + itoa(in.o.MaxCell) + "个字符的上限"
	}
	if fault != "" {
		in.fault(column, fault)
	}
}

// readAs is what a cell is taken to say; where that is not what it shows, the row is
// told of it.
func (in *intake[T]) readAs(column int, c cell) string {
	text := unguard(c.text)
	if len(text) == len(c.text) {
		text = unquoted(text)
	}
	if c.fault != "" {
		return text
	}
	of := in.table.Columns[column]
	if c.number != "" {
		if is, rounded := unrounded(text, c.number); rounded {
			in.tell(column, "显示为“"+text+"”，单元格中实际是“"+is+"”，按实际的读取，请核对")
			text = is
		}
		if lost := of.digits.lost(text); lost != "" {
			in.tell(column, lost)
		}
		return text
	}
	text, told := tidied(text, of.breaks)
	for _, what := range told {
		in.tell(column, what)
	}
	return text
}

func (in *intake[T]) tell(column int, what string) {
	in.told = append(in.told, "“"+in.header.names[column]+"”列"+what)
}

// lost stands in the corrections file for what the table's columns have no room
// for, or could not be read. It is refused again until somebody has replaced it:
// no content goes missing because the file was loaded as it was.
const lost = "�"

// markLost marks the columns that a row broke off before.
func (in *intake[T]) markLost(from int) {
	for i := from; i < len(in.header.columns); i++ {
		if column := in.header.columns[i]; column >= 0 {
			in.cells[column] = lost
		}
	}
}

// inOrder sorts the faults by column, those of the whole row last.
func (in *intake[T]) inOrder() {
	place := func(f Fault) int {
		if column := in.table.columnOf(f.Column); f.Column != "" && column >= 0 {
			return column
		}
		return len(in.table.Columns)
	}
	slices.SortStableFunc(in.faults, func(a, b Fault) int { return place(a) - place(b) })
}

// cutCell bounds what is kept of a cell that is too long, with one character over
// the limit: loaded again before it has been corrected, it is refused again.
func cutCell(s string, most int) string { return runeCut(s, most+1) }

func (in *intake[T]) fault(column int, reason string) {
	in.broken[column] = true
	in.faults = append(in.faults, Fault{Column: in.header.names[column], Value: in.shown(in.cells[column]), Reason: reason})
}

func (in *intake[T]) shown(s string) string { return strings.Clone(excerpt(s, 200)) }

func (in *intake[T]) set(row *T) {
	for i, c := range in.table.Columns {
		if in.broken[i] {
			continue
		}
		if err := c.Set(row, in.cells[i]); err != nil {
			in.fault(i, err.Error())
		}
	}
}

// check asks the domain. What it says of a cell that could not even be read is
// passed over: an unreadable date is not a missing one.
func (in *intake[T]) check(row *T) []string {
	if in.table.Check == nil {
		return nil
	}
	warnings, err := in.table.Check(row)
	for _, f := range fieldErrors(err) {
		column := in.table.columnOf(f.Field)
		switch {
		case column < 0:
			in.faults = append(in.faults, Fault{Value: in.shown(f.Value), Reason: f.Message})
		case !in.broken[column]:
			in.fault(column, f.Message)
		}
	}
	return warnings
}

// once names the first row where a key is repeated. A bad row's key counts too:
// which of the two is meant is for the operator to say.
func (in *intake[T]) once(row Row[T]) {
	if in.table.Key == nil {
		return
	}
	column := slices.IndexFunc(in.table.Columns, func(c Column[T]) bool { return c.Title == in.table.KeyColumn })
	key := in.table.Key(row.Value)
	if key == "" || column < 0 || in.broken[column] {
		return
	}
	if first, repeated := in.seen.Note(key, row.Row); repeated {
		in.fault(column, "与第"+itoa(first)+"行重复")
	}
}
