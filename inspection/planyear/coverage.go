package planyear

import (
	"slices"

	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// Coverage holds the item list against a year (附件 清单年度全覆盖): what its tasks
// cover between them, and what its cases really checked.
type Coverage struct {
	Year int `json:"year"`
	// Active counts the items of the list, Covered those that a task covers, Checked
	// those that at least one case checked.
	Active  int `json:"active"`
	Covered int `json:"covered"`
	Checked int `json:"checked"`
	// CoveredPercent and CheckedPercent are of the active items.
	CoveredPercent string         `json:"coveredPercent"`
	CheckedPercent string         `json:"checkedPercent"`
	Uncovered      []string       `json:"uncovered"` // codes of active items that no task covers
	Unchecked      []string       `json:"unchecked"` // codes of active items that no case checked
	Items          []ItemCoverage `json:"items"`
}

// ItemCoverage is one active item.
type ItemCoverage struct {
	Code       string               `json:"code"`
	Name       string               `json:"name"`
	EntityKind string               `json:"entityKind"`
	Weight     registers.ItemWeight `json:"weight"`
	Department string               `json:"department"`
	Tasks      []string             `json:"tasks"` // that cover it
	// Checked, Problem and NotApplicable are from the cases, not from the plan.
	Checked       Figure `json:"checked"`
	Problem       Figure `json:"problem"`
	NotApplicable Figure `json:"notApplicable"`
}

// Covers reports whether the task inspects the item: it is not cancelled, the
// item fits one of its kinds of entity, and its draw's rules or scheme leave it
// in.
func Covers(t tasks.Task, i registers.Item) bool {
	return t.Stage != tasks.StageCancelled && slices.ContainsFunc(t.Kinds, func(kind string) bool {
		return len(t.ItemsFor(kind, []registers.Item{i})) > 0
	})
}

// Coverage is the coverage over the cases so far.
func (f *Fold) Coverage() Coverage {
	c := Coverage{Year: f.year.Year, Uncovered: []string{}, Unchecked: []string{}, Items: []ItemCoverage{}}
	for _, i := range f.year.Items {
		if !i.Active {
			continue
		}
		ic := ItemCoverage{Code: i.Code, Name: i.Name, EntityKind: i.EntityKind, Weight: i.Weight, Department: i.Department, Tasks: []string{}}
		row := f.row(items, i.Code, i.Name)
		for _, g := range row.Figures {
			switch g.ID {
			case items.figure(i.Code, "checked"):
				ic.Checked = g
			case items.figure(i.Code, "problem"):
				ic.Problem = g
			case items.figure(i.Code, "not_applicable"):
				ic.NotApplicable = g
			}
		}
		for _, t := range f.year.Tasks {
			if Covers(t, i) {
				ic.Tasks = append(ic.Tasks, t.ID)
			}
		}
		c.add(ic)
	}
	c.CoveredPercent, c.CheckedPercent = Percent(c.Covered, c.Active), Percent(c.Checked, c.Active)
	return c
}

func (c *Coverage) add(i ItemCoverage) {
	c.Active++
	if len(i.Tasks) > 0 {
		c.Covered++
	} else {
		c.Uncovered = append(c.Uncovered, i.Code)
	}
	if i.Checked.Count > 0 {
		c.Checked++
	} else {
		c.Unchecked = append(c.Unchecked, i.Code)
	}
	c.Items = append(c.Items, i)
}
