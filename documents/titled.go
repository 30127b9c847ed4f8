package documents

// Titled reports whether the lines hold a header of the table, as it is looked for in
// files. A first line with a single one of the table's titles is a header too, of which
// the reading then says what it lacks.
func (t *Table[T]) Titled(lines [][]string) bool {
	s := &search{titles: t.titleSet()}
	h, err := s.find(grid{lines: func(yield func(line, error) bool) {
		for i, texts := range lines {
			cells := make([]cell, len(texts))
			for n, text := range texts {
				cells[n] = cell{text: text}
			}
			if !yield(line{row: i + 1, cells: trimmedCells(cells)}, nil) {
				return
			}
		}
	}})
	return err == nil && (h != nil || s.nearest != nil && s.nearest.row == 1)
}
