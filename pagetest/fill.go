package pagetest

import (
	"strings"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Fill fills in the field with the label. The value is what a person writes or chooses:
// text; "2024-04-08"; "2024-04-08 09:30" where day and time are asked for apart, and so
// "5 工作日"; what stands at the answer chosen, or a part of it that no other has; "是"
// for a tick.
func (f *Form) Fill(label, value string) *Form {
	f.v.t.Helper()
	if set := f.answers(label); len(set) > 0 {
		f.choose(label, set, value)
		return f
	}
	c := f.labelled(label)
	require.NotNil(f.v.t, c, "no field %q in %s%s, which has %q", label, f.page, f.of, f.Labels())
	if second := f.second(label); second != nil {
		first, rest, both := strings.Cut(value, " ")
		require.True(f.v.t, both, "%q is asked for in two parts", label)
		f.set(second, rest)
		value = first
	}
	f.set(c, value)
	return f
}

// Attach chooses a file in the field with the label: a press, and one in the list of files.
func (f *Form) Attach(label, name string, content []byte) *Form {
	f.v.t.Helper()
	c := f.labelled(label)
	require.NotNil(f.v.t, c, "no field %q in %s%s, which has %q", label, f.page, f.of, f.Labels())
	require.Equal(f.v.t, "file", c.kind)
	f.unfold(c.node)
	f.v.Effort.Presses += 2
	c.files = append(c.files, file{name, content})
	return f
}

// Choose chooses each of the values among the answers under the legend.
func (f *Form) Choose(legend string, values ...string) *Form {
	f.v.t.Helper()
	set := f.answers(legend)
	require.NotEmpty(f.v.t, set, "no answers under %q in %s%s", legend, f.page, f.of)
	for _, value := range values {
		f.choose(legend, set, value)
	}
	return f
}

func (f *Form) choose(legend string, among []*control, value string) {
	f.v.t.Helper()
	shown := make([]string, len(among))
	for i, c := range among {
		shown[i] = c.label
	}
	i := f.oneOf(legend, shown, value)
	if among[i].checked {
		return
	}
	f.unfold(among[i].node)
	f.v.Effort.Presses++
	for _, c := range among {
		if c.kind == "radio" {
			c.checked = false
		}
	}
	among[i].checked = true
}

// oneOf is the one that is meant: shown so, or the only one that contains it.
func (f *Form) oneOf(label string, shown []string, value string) int {
	f.v.t.Helper()
	found := []int{}
	for i, s := range shown {
		if s == value {
			return i
		}
		if strings.Contains(s, value) {
			found = append(found, i)
		}
	}
	require.Len(f.v.t, found, 1, "%q under %q of %s%s, which offers %q", value, label, f.page, f.of, shown)
	return found[0]
}

func (f *Form) set(c *control, value string) {
	f.v.t.Helper()
	switch {
	case c.kind == "checkbox":
		if c.checked != (value == "是") {
			f.unfold(c.node)
			f.v.Effort.Presses++
			c.checked = !c.checked
		}
	case c.kind == "select":
		shown := make([]string, len(c.options))
		for i, o := range c.options {
			shown[i] = o.shown
		}
		if chosen := c.options[f.oneOf(c.label, shown, value)].value; chosen != c.value {
			f.unfold(c.node)
			f.v.Effort.Presses += 2
			c.value = chosen
		}
	case c.value != value:
		f.unfold(c.node)
		f.v.Effort.Typed++
		c.value = value
	}
}

// unfold opens what the input is folded away in.
func (f *Form) unfold(n *html.Node) {
	if d := nearest(n, f.node, atom.Details); d != nil && !has(d, "open") && !f.open[d] {
		f.open[d] = true
		f.v.Effort.Presses++
	}
}

// FillAll types the text into every field that takes any, and chooses the last answer of
// every other: for tests of what a form does with it, not of what anybody would.
func (f *Form) FillAll(typed string) *Form {
	f.v.t.Helper()
	last := map[string]*control{}
	for _, c := range f.within() {
		switch c.kind {
		case "hidden", "file":
		case "radio":
			last[c.name] = c
			c.checked = false
		case "checkbox":
			c.checked = true
		case "select":
			c.value = c.options[len(c.options)-1].value
		default:
			c.value = typed
		}
	}
	for _, c := range last {
		c.checked = true
	}
	return f
}
