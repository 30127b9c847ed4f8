package pagetest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// control is one input of a form with what stands in it.
type control struct {
	node    *html.Node
	name    string
	kind    string // "select", "textarea", or the type of an input
	label   string // its own: of a radio, what it answers
	value   string
	checked bool     // radio, checkbox
	options []option // select
	files   []file   // what was chosen of an input for files
}

// file is one of those that are sent with the form.
type file struct {
	name    string
	content []byte
}

// option is one line of a closed list.
type option struct{ value, shown string }

// controlOf reads an input, and what its label says within the page.
func controlOf(root, n *html.Node) *control {
	c := &control{node: n, name: attribute(n, "name"), label: labelOf(root, n)}
	switch n.DataAtom {
	case atom.Select:
		c.kind = "select"
		c.read()
	case atom.Textarea:
		c.kind = "textarea"
		for t := range n.ChildNodes() {
			c.value += t.Data
		}
	default:
		c.kind, c.value, c.checked = attribute(n, "type"), attribute(n, "value"), has(n, "checked")
		if c.ticked() && !has(n, "value") {
			c.value = "on"
		}
	}
	return c
}

// read takes a list's lines and which of them is chosen: the first where none is.
func (c *control) read() {
	for o := range elements(c.node, atom.Option) {
		value, said := lookUp(o, "value")
		if !said {
			value = text(o)
		}
		if len(c.options) == 0 || has(o, "selected") {
			c.value = value
		}
		c.options = append(c.options, option{value, text(o)})
	}
}

// ticked reports whether it is chosen and not typed into.
func (c *control) ticked() bool { return c.kind == "radio" || c.kind == "checkbox" }

// sent is what a browser sends of it, but for files.
func (c *control) sent() (string, bool) {
	switch {
	case c.name == "" || has(c.node, "disabled") || c.kind == "file", c.ticked() && !c.checked:
		return "", false
	case c.kind == "textarea":
		return strings.ReplaceAll(c.value, "\n", "\r\n"), true
	}
	return c.value, true
}

// labelOf is what stands at the input: its label, else the name that it is given for
// those who do not see it.
func labelOf(root, n *html.Node) string {
	if id := attribute(n, "id"); id != "" {
		for l := range elements(root, atom.Label) {
			if attribute(l, "for") == id {
				return label(l)
			}
		}
	}
	if around := nearest(n, root, atom.Label); around != nil {
		return label(around)
	}
	return named(attribute(n, "aria-label"))
}
