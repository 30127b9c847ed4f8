package pagetest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Words are what the page calls its parts: headings, links of the navigation, buttons,
// labels, heads of tables. In the page's order, each once.
func (p *Page) Words() (out []string) {
	for n := range elements(p.root, atom.H1, atom.H2, atom.H3, atom.A, atom.Button, atom.Summary, atom.Label, atom.Legend, atom.Th, atom.Dt) {
		if n.DataAtom == atom.A && !pressed(p.root, n) {
			continue
		}
		if word := named(text(n)); word != "" && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// Choices are the lines of the page's closed lists.
func (p *Page) Choices() (out []string) {
	for n := range elements(p.root, atom.Option) {
		out = append(out, text(n))
	}
	return out
}

// pressed reports whether the link looks like a button, or is one of the navigation's.
func pressed(root, n *html.Node) bool {
	return slices.Contains(strings.Fields(attribute(n, "class")), "btn") || within(n, root, atom.Nav)
}
