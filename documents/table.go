package documents

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// Table describes a spreadsheet whose rows are T: the same columns for the
// template, the import, the corrections and the export.
type Table[T any] struct {
	Name    string // as in “导入检查对象名录库”
	Sheet   string // name of the sheet that is written; any is read
	Columns []Column[T]
	Notes   []string // for the sheet 填写说明, beside what the columns say

	// New makes the row that the columns are set on; nil for the zero T.
	New func() T
	// Check is the domain's validation; it may normalise the row. An
	// [law.Error] names its wrong fields, which are mapped to columns by
	// [Column.Field]. Warnings do not keep a row out.
	Check func(*T) (warnings []string, err error)
	// Key is what may stand only once in a file, "" for none; KeyColumn is the
	// column that is named when it is repeated.
	Key       func(T) string
	KeyColumn string
	// Alike is what rows have in common that may be one row under two keys, "" where a
	// row is not to be held against others; nil for none. [Table.Read] refuses all of
	// them, and says with AlikeBy what they differ by.
	Alike   func(T) string
	AlikeBy string
	// Lacking says in Chinese what a file is to be told of that has these columns only;
	// nil for nothing.
	Lacking func(present []string) []string
}

// Column is one column of a table of T.
type Column[T any] struct {
	Title    string
	Also     []string // other titles under which it is read
	Field    string   // the domain's name of the field in its [law.FieldError]; "" for the title itself
	Required bool     // a file without the column is refused
	Width    float64
	Note     string   // what to fill in, for the sheet 填写说明
	Example  string   // for the sheet 填写说明 and the row of [Table.WriteExample]
	Choices  []string // the allowed values, offered as a list in an xlsx
	Get      func(T) string
	// Set reads a cell as it stands in the file, also an empty one. Its error is
	// shown to the operator, in Chinese.
	Set func(*T, string) error
	// Told says how a cell was understood that means something else than what stands
	// in it; "" where it says the same. It becomes a warning of the row. nil: never.
	Told func(cell string, row T) string

	breaks breaks
	digits digitRun
}

// told are the warnings on cells that were understood otherwise than they read.
func (t *Table[T]) told(cells []string, row T) []string {
	var out []string
	for i, c := range t.Columns {
		if c.Told == nil {
			continue
		}
		if what := c.Told(cells[i], row); what != "" {
			out = append(out, "“"+c.Title+"”列："+what)
		}
	}
	return out
}

// Titles are the titles of the table's columns in order.
func (t *Table[T]) Titles() []string {
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	return titles
}

// Merge carries over from one row to another the columns with the given titles,
// as [Reader.Present] names them: a file without the column 联系电话 leaves the
// telephone numbers on record as they are.
func (t *Table[T]) Merge(into *T, from T, titles []string) error {
	for _, c := range t.Columns {
		if !slices.Contains(titles, c.Title) {
			continue
		}
		if err := c.Set(into, c.Get(from)); err != nil {
			return law.Errorf(law.KindInvalid, "table_cell_invalid", "“%s”列：%s", c.Title, err.Error())
		}
	}
	return nil
}

// Only is the table with these of its columns, in this order.
func (t *Table[T]) Only(titles ...string) *Table[T] {
	short := *t
	short.Columns = nil
	for _, title := range titles {
		if i := t.columnOf(title); i >= 0 {
			short.Columns = append(short.Columns, t.Columns[i])
		}
	}
	return &short
}

func (t *Table[T]) cells(row T) []string {
	cells := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		cells[i] = c.Get(row)
	}
	return cells
}

func (t *Table[T]) fresh() (row T) {
	if t.New != nil {
		row = t.New()
	}
	return row
}

// columnOf finds the column of a field that the domain names; -1 if none has it.
func (t *Table[T]) columnOf(field string) int {
	return slices.IndexFunc(t.Columns, func(c Column[T]) bool {
		return c.Title == field || (c.Field != "" && c.Field == field) || slices.Contains(c.Also, field)
	})
}
