package documents

import "shuangsuiji/inspection/plans"

// Differences are the table's cells in which two rows differ, in the order of its
// columns.
func (t *Table[T]) Differences(before, after T) []plans.CellChange {
	var out []plans.CellChange
	for _, c := range t.Columns {
		if was, is := c.Get(before), c.Get(after); was != is {
			out = append(out, plans.CellChange{Column: c.Title, Before: was, After: is})
		}
	}
	return out
}
