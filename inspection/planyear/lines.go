package planyear

import "slices"

// Line is one line of the report as a table: a figure, or a ratio with the
// figures it is made of.
type Line struct {
	Section, Row, Figure string
	Count                int
	Percent              string // of a ratio, whose Count is its part's
	ID                   string // figure behind it
}

// Lines are the report's sections as one table, the coverage of the item list
// first.
func (r Report) Lines() []Line {
	c := r.Coverage
	out := []Line{
		{Section: "事项覆盖", Row: wholeYear, Figure: "在用抽查事项", Count: c.Active},
		{Section: "事项覆盖", Row: wholeYear, Figure: "年度任务已覆盖的事项", Count: c.Covered, Percent: c.CoveredPercent},
		{Section: "事项覆盖", Row: wholeYear, Figure: "实际检查过的事项", Count: c.Checked, Percent: c.CheckedPercent},
	}
	for _, s := range r.Sections {
		for _, row := range s.Rows {
			name := row.Name
			if row.Code != "" && s.ID != grades.id {
				name = row.Code + " " + row.Name
			}
			for _, g := range row.Figures {
				out = append(out, Line{Section: s.Name, Row: name, Figure: g.Name, Count: g.Count, ID: g.ID})
			}
			for _, q := range row.Ratios {
				i := slices.IndexFunc(row.Figures, func(g Figure) bool { return g.ID == q.Part })
				out = append(out, Line{Section: s.Name, Row: name, Figure: q.Name, Count: row.Figures[i].Count, Percent: q.Percent, ID: q.Part})
			}
		}
	}
	return out
}
