package pagetest

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Page is a page as it arrived.
type Page struct {
	URL    *url.URL // after what it was redirected by
	Status int
	Header http.Header
	Raw    []byte

	root *html.Node
}

// read takes the answer as a page.
func read(t testing.TB, at *url.URL, res *http.Response, raw []byte) *Page {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(raw))
	require.NoError(t, err)
	return &Page{URL: at, Status: res.StatusCode, Header: res.Header, Raw: raw, root: root}
}

// Heading is the page's first heading.
func (p *Page) Heading() string {
	for h := range elements(p.root, atom.H1) {
		return text(h)
	}
	return ""
}

// Text is all that the page shows.
func (p *Page) Text() string { return text(p.root) }

// Alerts are what the page says before all else: what was done, or why it was not.
func (p *Page) Alerts() (out []string) {
	for d := range p.root.Descendants() {
		if role := attribute(d, "role"); role == "alert" || role == "status" {
			out = append(out, text(d))
		}
	}
	return out
}

// Refused is what is wrong with each field, by its label.
func (p *Page) Refused() map[string]string {
	out := map[string]string{}
	for d := range p.root.Descendants() {
		if attribute(d, "class") != "wrong" {
			continue
		}
		for named := range elements(d.Parent, atom.Label, atom.Legend) {
			out[label(named)] = text(d)
			break
		}
	}
	return out
}

// label is what a label says, without its marks.
func label(n *html.Node) string { return named(text(n)) }

// Links are the addresses of the links with the text, each once.
func (p *Page) Links(of string) []string { return linksIn(p.root, of) }

// linksIn are those below the node.
func linksIn(n *html.Node, of string) (out []string) {
	seen := map[string]bool{}
	for a := range elements(n, atom.A) {
		if to := attribute(a, "href"); text(a) == of && !seen[to] {
			seen[to] = true
			out = append(out, to)
		}
	}
	return out
}

// Buttons are what stands on the page's buttons.
func (p *Page) Buttons() (out []string) {
	for b := range elements(p.root, atom.Button) {
		out = append(out, text(b))
	}
	return out
}

// String is the page in one line, for who reads a failure.
func (p *Page) String() string {
	said := strings.Join(p.Alerts(), "；")
	for field, why := range p.Refused() {
		said += "；" + field + "：" + why
	}
	return p.URL.Path + "（" + http.StatusText(p.Status) + "）" + p.Heading() + "：" + said
}
