package planyear

import (
	"fmt"
	"slices"
	"strconv"

	"shuangsuiji/inspection/calendar"
)

// Line is one line of the report as a table: a figure, a ratio with its part, or
// what became of a task's plan.
type Line struct {
	Section, Row, Figure string
	Value                string
	Percent              string // of a ratio, whose Value is its part's
	ID                   string // of the figure that opens to its cases
}

// Lines are the report as one table: the coverage of the item list, the plan held
// against what became of it, and the sections.
func (r Report) Lines() []Line {
	c := r.Coverage
	out := []Line{
		{Section: coverageName, Row: wholeYear, Figure: "在用抽查事项", Value: strconv.Itoa(c.Active)},
		{Section: coverageName, Row: wholeYear, Figure: "年度任务已覆盖的事项", Value: strconv.Itoa(c.Covered), Percent: c.CoveredPercent},
		{Section: coverageName, Row: wholeYear, Figure: "实际检查过的事项", Value: strconv.Itoa(c.Checked), Percent: c.CheckedPercent},
	}
	for _, i := range c.Items {
		if len(i.Tasks) == 0 {
			out = append(out, Line{Section: coverageName, Row: i.Code + " " + i.Name, Figure: "没有任务覆盖"})
		}
	}
	for _, t := range r.Tasks {
		out = append(out, t.lines()...)
	}
	for _, s := range r.Sections {
		for _, row := range s.Rows {
			out = append(out, row.lines(s)...)
		}
	}
	return out
}

const fenOfYuan = 100

const (
	coverageName = "事项覆盖"
	againstPlan  = "计划执行对照"
)

func (t TaskLine) lines() []Line {
	row := t.ID + " " + t.Name
	drawn := date(t.DrawnOn)
	if !t.DrawnOn.IsZero() && !t.InMonth {
		drawn += "（不在计划月份）"
	}
	return []Line{
		{Section: againstPlan, Row: row, Figure: "计划月份", Value: strconv.Itoa(t.Month.Year()) + "年" + strconv.Itoa(int(t.Month.Month())) + "月"},
		{Section: againstPlan, Row: row, Figure: "推迟至", Value: date(t.PutOffTo)},
		{Section: againstPlan, Row: row, Figure: "抽取立案日期", Value: drawn},
		{Section: againstPlan, Row: row, Figure: "办结日期", Value: date(t.ClosedOn)},
		{Section: againstPlan, Row: row, Figure: "现处阶段", Value: t.Stage.Chinese()},
	}
}

// date is a day as people read it, nothing where there is none.
func date(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.ChineseString()
}

func (r Row) lines(s Section) []Line {
	name := r.Name
	if r.Code != "" && (s.ID == items.id || s.ID == taskFigures.id) {
		name = r.Code + " " + r.Name
	}
	var out []Line
	for _, g := range r.Figures {
		figure := g.Name
		if s.ID == money.id {
			out = append(out, Line{Section: s.Name, Row: name, Figure: figure + "（元）", Value: fmt.Sprintf("%d.%02d", g.Fen/fenOfYuan, g.Fen%fenOfYuan), ID: g.ID})
			figure += "（件）"
		}
		out = append(out, Line{Section: s.Name, Row: name, Figure: figure, Value: strconv.Itoa(g.Count), ID: g.ID})
	}
	for _, q := range r.Ratios {
		i := slices.IndexFunc(r.Figures, func(g Figure) bool { return g.ID == q.Part })
		out = append(out, Line{Section: s.Name, Row: name, Figure: q.Name, Value: strconv.Itoa(r.Figures[i].Count), Percent: q.Percent, ID: q.Part})
	}
	return out
}
