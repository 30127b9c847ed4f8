package planyear

import (
	"maps"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// Year is what is known of a plan year beside its cases.
type Year struct {
	Year  int
	Tasks []tasks.Task     // of its plans, by id
	Items []registers.Item // the whole list, also what is no longer active
	Scale registers.GradeScale
}

// Fold counts the figures of a year over its cases, one after the other.
type Fold struct {
	year     Year
	counts   map[string]int
	sums     map[string]int64 // in fen
	grades   map[string]bool
	editions map[string]bool
	endings  []proceedings.Ending
	opened   map[string]time.Time // of a task's first case
}

// NewFold begins with no case.
func NewFold(y Year) *Fold {
	return &Fold{year: y, counts: map[string]int{}, sums: map[string]int64{}, grades: map[string]bool{}, editions: map[string]bool{}, opened: map[string]time.Time{}}
}

// Add counts one case.
func (f *Fold) Add(c cases.Case) error {
	ids, err := Of(c)
	if err != nil {
		return err
	}
	for _, id := range ids {
		f.counts[id]++
	}
	f.grades[c.Grade], f.editions[c.Edition] = true, true
	if first, known := f.opened[c.Task]; !known || c.Opened.Before(first) {
		f.opened[c.Task] = c.Opened
	}
	return nil
}

// Report is the year-end report (年度报告).
type Report struct {
	Year     int        `json:"year"`
	Coverage Coverage   `json:"coverage"`
	Tasks    []TaskLine `json:"tasks"`
	Sections []Section  `json:"sections"`
}

// TaskLine holds a task's plan against what became of it (计划执行对照).
type TaskLine struct {
	ID         string        `json:"id"`
	Plan       string        `json:"plan"`
	Name       string        `json:"name"`
	Department string        `json:"department"`
	Joint      []string      `json:"joint,omitempty"`
	Month      calendar.Date `json:"month"`             // first day of the planned month
	PutOffTo   calendar.Date `json:"putOffTo,omitzero"` // 推迟至
	DrawnOn    calendar.Date `json:"drawnOn,omitzero"`  // first case opened
	InMonth    bool          `json:"inMonth"`           // drawn within the planned month
	ClosedOn   calendar.Date `json:"closedOn,omitzero"`
	Stage      tasks.Stage   `json:"stage"`
	Edition    string        `json:"edition,omitempty"`
	// Teamless counts drawn entities without a team, on which nobody has decided yet
	// and which therefore have no case.
	Teamless int `json:"teamless,omitempty"`
}

// Section is a part of the report; its rows have the same figures.
type Section struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	Of   Counted `json:"of"`
	Rows []Row   `json:"rows"`
}

// Row is one item, step, task or grade of a section; a section about the whole
// year has one without code.
type Row struct {
	Code    string   `json:"code,omitempty"`
	Name    string   `json:"name"`
	Figures []Figure `json:"figures"`
	Ratios  []Ratio  `json:"ratios,omitempty"`
}

// wholeYear is the name of the row of a section about the whole year.
const wholeYear = "全年"

// Report is the report over the cases so far.
func (f *Fold) Report() Report {
	r := Report{Year: f.year.Year, Coverage: f.Coverage()}
	for _, t := range f.year.Tasks {
		r.Tasks = append(r.Tasks, f.taskLine(t))
	}
	for _, s := range slices.Concat([]Section{
		f.section(progress), f.taskRows(), f.stepRows(steps), f.section(decided), f.resultRows(), f.itemRows(), f.branchRows(),
		f.section(publication), f.section(replacement), f.section(selfCheck), f.gradeRows(),
	}, f.beside()) {
		if len(s.Rows) > 0 {
			r.Sections = append(r.Sections, s)
		}
	}
	return r
}

func (f *Fold) taskLine(t tasks.Task) TaskLine {
	drawn := calendar.DateOf(f.opened[t.ID])
	return TaskLine{ID: t.ID, Plan: t.Plan, Name: t.Name, Department: t.Department, Joint: t.Joint, Month: t.Month, PutOffTo: t.PutOffTo,
		DrawnOn: drawn, InMonth: !drawn.IsZero() && drawn.Year() == t.Month.Year() && drawn.Month() == t.Month.Month(),
		ClosedOn: calendar.DateOf(t.Closed), Stage: t.Stage, Edition: t.Edition, Teamless: len(t.Draw.Teamless)}
}

// row is a row of the family with its counts, and with more figures of the same
// form behind its own.
func (f *Fold) row(of family, key, name string, more ...named) Row {
	r := Row{Code: key, Name: name}
	for _, n := range slices.Concat(of.figures, more) {
		id := of.figure(key, n.id)
		r.Figures = append(r.Figures, Figure{ID: id, Name: n.name, Count: f.counts[id], Fen: f.sums[id]})
	}
	for _, s := range of.ratios {
		part, whole := of.figure(key, s.part), of.figure(key, s.whole)
		r.Ratios = append(r.Ratios, Ratio{Name: s.name, Part: part, Whole: whole, Percent: Percent(f.counts[part], f.counts[whole])})
	}
	return r
}

func (r Row) empty() bool {
	return !slices.ContainsFunc(r.Figures, func(g Figure) bool { return g.Count > 0 })
}

func (f *Fold) section(of family) Section {
	return Section{ID: of.id, Name: of.name, Of: of.counted(), Rows: []Row{f.row(of, "", wholeYear)}}
}

func (f *Fold) taskRows() Section {
	s := Section{ID: taskFigures.id, Name: taskFigures.name, Of: OfCases}
	for _, t := range f.year.Tasks {
		s.Rows = append(s.Rows, f.row(taskFigures, t.ID, t.Name))
	}
	return s
}

// known are the editions under which the year's cases are handled, oldest first.
func (f *Fold) known() []*law.Edition {
	return slices.DeleteFunc(slices.Clone(law.Editions), func(e *law.Edition) bool { return !f.editions[e.Code] })
}

func (f *Fold) stepRows(of family) Section {
	s, seen := Section{ID: of.id, Name: of.name, Of: of.counted()}, map[law.DeadlineKind]bool{}
	for _, e := range f.known() {
		for _, p := range e.Periods {
			row := f.row(of, string(p.Kind), p.Name)
			if !seen[p.Kind] && !row.empty() {
				s.Rows = append(s.Rows, row)
			}
			seen[p.Kind] = true
		}
	}
	return s
}

func (f *Fold) resultRows() Section {
	s, seen := Section{ID: results.id, Name: results.name, Of: OfCases}, map[law.Outcome]bool{}
	for _, e := range f.known() {
		for _, o := range e.Outcomes {
			if !seen[o.Outcome] {
				s.Rows = append(s.Rows, f.row(results, string(o.Outcome), o.Name))
			}
			seen[o.Outcome] = true
		}
	}
	return s
}

// itemOutcomes are what can become of a problem with an item, in any edition.
func itemOutcomes() []named {
	var out []named
	for _, e := range law.Editions {
		for _, o := range e.Outcomes {
			if n := (named{string(o.Outcome), o.Name}); o.Problem && !slices.ContainsFunc(out, func(x named) bool { return x.id == n.id }) {
				out = append(out, n)
			}
		}
	}
	return out
}

// itemRows leaves out what is no longer on the list, unless it was checked while
// it was.
func (f *Fold) itemRows() Section {
	s := Section{ID: items.id, Name: items.name, Of: OfCases}
	for _, i := range f.year.Items {
		if row := f.row(items, i.Code, i.Name, itemOutcomes()...); i.Active || !row.empty() {
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

func (f *Fold) branchRows() Section {
	s := Section{ID: branches.id, Name: branches.name, Of: OfCases}
	for _, kind := range branchKinds() {
		s.Rows = append(s.Rows, f.row(branches, string(kind), kind.Chinese()))
	}
	return s
}

// gradeRows go from high risk to low, then the ungraded; grades that the scale no
// longer has stand last.
func (f *Fold) gradeRows() Section {
	s := Section{ID: grades.id, Name: grades.name, Of: OfCases}
	for _, g := range slices.Backward(f.year.Scale.Grades) {
		s.Rows = append(s.Rows, f.row(grades, g.Code, g.Code+"（"+g.Name+"）"))
	}
	s.Rows = append(s.Rows, f.row(ungraded, "", "未分级"))
	for _, code := range slices.Sorted(maps.Keys(f.grades)) {
		if code != "" && !f.year.Scale.Has(code) {
			s.Rows = append(s.Rows, f.row(grades, code, code+"（原分级）"))
		}
	}
	return s
}
