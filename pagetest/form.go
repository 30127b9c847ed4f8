package pagetest

import (
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Form is a form of the page that is shown, with what was filled in.
type Form struct {
	v    *Visitor
	page *Page
	node *html.Node
	all  []*control
	open map[*html.Node]bool // what is folded away and was opened

	part *html.Node // where to look for labels: the form, or a part of it
	of   string     // the part's name
}

// Form is the one form of the page that has the button.
func (v *Visitor) Form(button string) *Form {
	v.t.Helper()
	var found []*html.Node
	for f := range elements(v.page.root, atom.Form) {
		if buttonOf(f, button) != nil {
			found = append(found, f)
		}
	}
	require.Len(v.t, found, 1, "forms with the button %q of %s, which has %q", button, v.page, v.page.Buttons())
	f := &Form{v: v, page: v.page, node: found[0], part: found[0], open: map[*html.Node]bool{}}
	for n := range elements(f.node, atom.Input, atom.Select, atom.Textarea) {
		f.all = append(f.all, controlOf(v.page.root, n))
	}
	return f
}

func buttonOf(form *html.Node, shown string) *html.Node {
	for b := range elements(form, atom.Button) {
		if text(b) == shown {
			return b
		}
	}
	return nil
}

// In is the part of the form with the legend; labels are looked for in it alone.
func (f *Form) In(legend string) *Form {
	f.v.t.Helper()
	var found []*html.Node
	for s := range elements(f.part, atom.Fieldset) {
		if calls(legendOf(s), legend) {
			found = append(found, s)
		}
	}
	require.NotEmpty(f.v.t, found, "no part %q in %s%s, which has %q", legend, f.page, f.of, f.Parts())
	inner := *f
	inner.part, inner.of = found[0], f.of+"›"+legend
	return &inner
}

// Parts are the legends within the part.
func (f *Form) Parts() (out []string) {
	for s := range elements(f.part, atom.Fieldset) {
		out = append(out, legendOf(s))
	}
	return out
}

// Rows are the legends of the parts directly within this one, as of items or rows.
func (f *Form) Rows() (out []string) {
	for s := range elements(f.part, atom.Fieldset) {
		if nearest(s, f.part, atom.Fieldset) == nil {
			out = append(out, legendOf(s))
		}
	}
	return out
}

// Labels are those of the fields within the part.
func (f *Form) Labels() (out []string) {
	for _, c := range f.within() {
		if c.kind != "hidden" && c.kind != "radio" {
			out = append(out, c.label)
		}
	}
	return append(out, f.Parts()...)
}

func (f *Form) within() (out []*control) {
	for _, c := range f.all {
		for up := c.node; up != nil; up = up.Parent {
			if up == f.part {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// labelled is the first input with the label: of two alike, the one that comes first.
func (f *Form) labelled(wanted string) *control {
	for _, c := range f.within() {
		if c.kind != "radio" && c.kind != "hidden" && calls(c.label, wanted) {
			return c
		}
	}
	return nil
}

// second is the other input of a field that has two.
func (f *Form) second(of string) *control {
	for _, c := range f.within() {
		if c.label == of+"：时分" || c.label == of+"：单位" {
			return c
		}
	}
	return nil
}

// answers are the radios or boxes that stand right under the legend.
func (f *Form) answers(legend string) (out []*control) {
	for s := range elements(f.part, atom.Fieldset) {
		if !calls(legendOf(s), legend) {
			continue
		}
		for _, c := range f.all {
			if c.ticked() && nearest(c.node, f.node, atom.Fieldset) == s && (c.kind == "radio" || f.several(c.name)) {
				out = append(out, c)
			}
		}
		return out
	}
	return nil
}

// several reports whether the name is that of a group of boxes, and not of a lone tick.
func (f *Form) several(name string) bool {
	for _, c := range f.all {
		if c.name == name && c.kind == "checkbox" && c.value != "true" {
			return true
		}
	}
	return false
}
