package documents

// filling gives each row the content of the cells that are merged down to it: in the
// file it stands in the upper cell only.
type filling struct {
	survey *survey
	next   int // merge that has not begun
	open   []openMerge
}

type openMerge struct {
	*merge
	top cell
}

// row fills what the merges bring into the row. A row that has nothing of its own
// gets nothing: it is not one of the table's.
func (f *filling) row(l line) line {
	if l.blank() {
		return l
	}
	kept := f.open[:0]
	for _, m := range f.open {
		if m.last >= l.row {
			kept = append(kept, m)
		}
	}
	f.open = kept
	for ; f.next < len(f.survey.merges) && f.survey.merges[f.next].first <= l.row; f.next++ {
		m := f.survey.merges[f.next]
		if m.last < l.row {
			continue
		}
		begun := openMerge{merge: m}
		if m.first == l.row {
			l = begin(l, m, &begun)
		}
		if m.last > m.first {
			f.open = append(f.open, begun)
		}
	}
	for _, m := range f.open {
		switch {
		case !m.down():
			l.block = m.merge
		case m.first < l.row && (m.top.text != "" || m.top.fault != ""):
			l.cells = upTo(l.cells, m.left)
			l.cells[m.left] = m.top
		}
	}
	return l
}

// begin notes in the row what its merges say of it.
func begin(l line, m *merge, begun *openMerge) line {
	l.cells = upTo(l.cells, m.left)
	c := &l.cells[m.left]
	if m.down() {
		l.mergedTo = max(l.mergedTo, m.last)
		c.merged = m
	} else {
		c.grouped = true
	}
	begun.top = *c
	return l
}

func upTo(cells []cell, column int) []cell {
	for len(cells) <= column {
		cells = append(cells, cell{})
	}
	return cells
}
