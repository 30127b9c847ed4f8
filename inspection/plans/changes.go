package plans

// RowChange is what became of one task between two versions of a plan.
type RowChange struct {
	TaskNo string       `json:"taskNo"` // 抽查任务编号
	Kind   string       `json:"kind"`   // added, removed, changed
	Cells  []CellChange `json:"cells,omitempty"`
}

// CellChange is a cell of the annex's table that is now another.
type CellChange struct {
	Column string `json:"column"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Changes holds two versions of a plan's table against each other, row by row
// of the task's number.
func Changes(before, after []Row) []RowChange {
	old := map[string]Row{}
	for _, r := range before {
		old[r.TaskNo] = r
	}
	var out []RowChange
	for _, r := range after {
		was, known := old[r.TaskNo]
		delete(old, r.TaskNo)
		switch {
		case !known:
			out = append(out, RowChange{TaskNo: r.TaskNo, Kind: "added"})
		case was != r:
			c := RowChange{TaskNo: r.TaskNo, Kind: "changed"}
			from := was.Cells()
			for i, cell := range r.Cells() {
				if cell != from[i] {
					c.Cells = append(c.Cells, CellChange{Column: Columns[i], Before: from[i], After: cell})
				}
			}
			out = append(out, c)
		}
	}
	for _, r := range before {
		if _, gone := old[r.TaskNo]; gone {
			out = append(out, RowChange{TaskNo: r.TaskNo, Kind: "removed"})
		}
	}
	return out
}
