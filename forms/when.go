package forms

import (
	"slices"
	"strings"
)

// When is a condition on what else stands in the form, or on the subject. It is data:
// it is shown as JSON Schema, and evaluated here and in a browser alike.
type When struct {
	// Path is the name of a field beside this one, and Is what it may be; an empty Is
	// asks only that it is filled in.
	Path string   `json:"path,omitempty"`
	Is   []string `json:"is,omitempty"`
	// Fact is what has to be so of the subject.
	Fact Fact   `json:"fact,omitempty"`
	Not  bool   `json:"not,omitempty"`
	All  []When `json:"all,omitempty"`
	Any  []When `json:"any,omitempty"`
}

// Fact is something that is so of a subject, or is not.
type Fact string

// The facts.
const (
	WithoutTeam    Fact = "without_team"    // a proceeding that nobody was assigned yet
	NotNotified    Fact = "not_notified"    // the notice could not be served
	NotApproved    Fact = "not_approved"    // a visit that needs an approval and has none
	Repeated       Fact = "repeated"        // the last visits of the entity found nothing
	ServiceCounted Fact = "service_counted" // a service stands on record that could be corrected
	VisitCounted   Fact = "visit_counted"   // a record of the visit stands that could be corrected
	Contested      Fact = "contested"       // the case was given back after the party had been heard
	OnPaper        Fact = "on_paper"        // staff enters what the party handed in
	Graded         Fact = "graded"          // a decision has to name its grade of publicity
	BothPapers     Fact = "both_papers"     // the paper on the repair of credit goes with the decision
)

// Always and Never are the conditions of what is required, or shown, in any case and in
// none.
var (
	Always = When{All: []When{}}
	Never  = When{Any: []When{}}
)

func is(path string, values ...string) When { return When{Path: path, Is: values} }

// isNot also holds where nothing is filled in.
func isNot(path string, values ...string) When { return When{Path: path, Is: values, Not: true} }

func empty(path string) When { return When{Path: path, Not: true} }

func fact(f Fact) When { return When{Fact: f} }

// IsAlways and IsNever report whether the condition is a constant.
func (w When) IsAlways() bool { return w.All != nil && len(w.All) == 0 }

// IsNever reports whether it never holds.
func (w When) IsNever() bool { return w.Any != nil && len(w.Any) == 0 }

// AboutSubject reports whether it depends on the subject alone.
func (w When) AboutSubject() bool {
	return w.Path == "" && !slices.ContainsFunc(slices.Concat(w.All, w.Any), func(p When) bool { return !p.AboutSubject() })
}

// Holds reports whether the condition holds among the values of an object, of a subject
// of which the facts are so.
func (w When) Holds(beside map[string]any, so map[Fact]bool) bool {
	holds := true
	switch {
	case w.Path != "":
		holds = w.ofValue(beside[w.Path])
	case w.Fact != "":
		holds = so[w.Fact]
	case w.All != nil:
		holds = !slices.ContainsFunc(w.All, func(p When) bool { return !p.Holds(beside, so) })
	case w.Any != nil:
		holds = slices.ContainsFunc(w.Any, func(p When) bool { return p.Holds(beside, so) })
	}
	return holds != w.Not
}

func (w When) ofValue(v any) bool {
	if len(w.Is) == 0 {
		return v != nil && v != "" && v != false
	}
	return slices.Contains(w.Is, shown(v))
}

// Chinese says the condition in words, for the tables of the manual and for who reads
// a form without scripts. names are the labels of the fields beside, what the values of
// each are called.
func (w When) Chinese(beside []Field) string {
	switch {
	case w.Path != "":
		return w.ofFieldInChinese(beside)
	case w.Fact != "":
		return factNames[w.Fact]
	}
	var parts []string
	for _, p := range slices.Concat(w.All, w.Any) {
		parts = append(parts, p.Chinese(beside))
	}
	if len(w.All) > 0 {
		return strings.Join(parts, "，并且")
	}
	return strings.Join(parts, "，或者")
}

var factNames = map[Fact]string{
	WithoutTeam: "尚无检查组", NotNotified: "检查通知书未能送达", NotApproved: "行政检查未经批准", Repeated: "连续检查未发现问题",
	ServiceCounted: "更正的是送达记录", VisitCounted: "更正的是检查记录表", Contested: "当事人已陈述申辩后退回补充调查", OnPaper: "由工作人员登记",
	Graded: "2026年4月1日以后作出决定", BothPapers: "2026年4月1日以后送达行政处罚决定书",
}

func (w When) ofFieldInChinese(beside []Field) string {
	i := slices.IndexFunc(beside, func(f Field) bool { return f.Name == w.Path })
	label, named := w.Path, func(v string) string { return v }
	if i >= 0 {
		label = beside[i].Label
		named = beside[i].Codes.Name
		if k := beside[i].Kind; k == YesNo || k == Tick {
			named = func(v string) string { return map[string]string{"true": "是", "false": "否"}[v] }
		}
	}
	if len(w.Is) == 0 {
		if w.Not {
			return "未填“" + label + "”"
		}
		return "填写了“" + label + "”"
	}
	names := make([]string, len(w.Is))
	for n, v := range w.Is {
		names[n] = named(v)
	}
	verb := "为"
	if w.Not {
		verb = "不为"
	}
	return "“" + label + "”" + verb + strings.Join(names, "或者")
}
