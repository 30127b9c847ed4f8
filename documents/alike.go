package documents

import (
	"slices"
	"strings"
)

// apart takes rows out of the good ones whose keys differ and which are one all the same,
// as far as anybody can see; all good rows are held for that. None of them is taken: which is meant is for the operator
// to say.
func (t *Table[T]) apart(r *Result[T]) {
	if t.Alike == nil {
		return
	}
	groups := map[string][]Row[T]{}
	for _, row := range r.Good {
		if common := t.Alike(row.Value); common != "" {
			groups[common] = append(groups[common], row)
		}
	}
	refused := map[int]bool{}
	r.Good = slices.DeleteFunc(r.Good, func(row Row[T]) bool {
		var others []string
		for _, other := range groups[t.Alike(row.Value)] {
			if other.Row != row.Row {
				others = append(others, "第"+itoa(other.Row)+"行的“"+excerpt(t.Key(other.Value), 40)+"”")
			}
		}
		if len(others) == 0 {
			return false
		}
		key := t.Key(row.Value)
		fault := Fault{Column: t.KeyColumn, Value: excerpt(key, 40), Reason: "第" + itoa(row.Row) + "行的“" + excerpt(key, 40) + "”与" + strings.Join(others, "、") + t.AlikeBy}
		r.Bad = append(r.Bad, BadRow{Sheet: row.Sheet, Row: row.Row, Faults: []Fault{fault}, Cells: t.cells(row.Value)})
		refused[row.Row] = true
		return true
	})
	r.Taken = len(r.Good)
	r.Warnings = slices.DeleteFunc(r.Warnings, func(w RowWarning) bool { return refused[w.Row] })
	slices.SortStableFunc(r.Bad, func(a, b BadRow) int { return a.Row - b.Row })
}
