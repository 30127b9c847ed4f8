package pagetest

import (
	"iter"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// text is what the node shows, with single blanks.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !within(d, n, atom.Script, atom.Style) {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// within reports whether the node lies in one of the elements, below the root.
func within(n, root *html.Node, elements ...atom.Atom) bool {
	return nearest(n, root, elements...) != nil
}

// nearest is the closest of the elements around the node, below the root; nil for none.
func nearest(n, root *html.Node, elements ...atom.Atom) *html.Node {
	for up := n.Parent; up != nil && up != root; up = up.Parent {
		if slices.Contains(elements, up.DataAtom) {
			return up
		}
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	v, _ := lookUp(n, name)
	return v
}

func lookUp(n *html.Node, name string) (string, bool) {
	i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
	if i < 0 {
		return "", false
	}
	return n.Attr[i].Val, true
}

func has(n *html.Node, name string) bool {
	_, there := lookUp(n, name)
	return there
}

// elements are those of the kinds below the node, in the page's order.
func elements(n *html.Node, kinds ...atom.Atom) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && slices.Contains(kinds, d.DataAtom) && !yield(d) {
				return
			}
		}
	}
}

// legendOf is what the fieldset is called, without its marks.
func legendOf(fieldset *html.Node) string {
	for c := range fieldset.ChildNodes() {
		if c.DataAtom == atom.Legend {
			return named(text(c))
		}
	}
	return ""
}

// mandatory is how a label says that its field has to be filled in.
const mandatory = "（必填）"

func named(label string) string { return strings.TrimSpace(strings.TrimSuffix(label, mandatory)) }

// calls reports whether the label is what was asked for: the whole, or the code before
// the name ("R1" of "R1 劳动合同").
func calls(label, wanted string) bool {
	return label == wanted || strings.HasPrefix(label, wanted+" ")
}
