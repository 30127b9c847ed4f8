package pagetest

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Visitor is a person at a browser with cookies of its own. Whatever does not succeed
// fails the test.
type Visitor struct {
	// Effort is what was done so far.
	Effort Effort
	// Seen is told of each page that arrives; nil for nobody.
	Seen func(*Page)

	t     testing.TB
	base  *url.URL
	agent http.Client
	page  *Page
}

// Visit begins at the server, on no page yet.
func Visit(t testing.TB, server string) *Visitor {
	t.Helper()
	base, err := url.Parse(server)
	require.NoError(t, err)
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &Visitor{t: t, base: base, agent: http.Client{Jar: jar}}
}

// For names the test that fails from here on.
func (v *Visitor) For(t testing.TB) { v.t = t }

// Page is the page that is shown.
func (v *Visitor) Page() *Page { return v.page }

// Cookies are those that the server set.
func (v *Visitor) Cookies() []*http.Cookie { return v.agent.Jar.Cookies(v.base) }

// Open loads the page at the path, which may have a query, and answers it whatever its
// status.
func (v *Visitor) Open(path string) *Page {
	v.t.Helper()
	to, err := v.base.Parse(path)
	require.NoError(v.t, err)
	return v.load(http.MethodGet, to, nil, "")
}

// Offers reports whether the page has a link with the text.
func (v *Visitor) Offers(link string) bool { return len(v.page.Links(link)) == 1 }

// Follow presses the one link with the text.
func (v *Visitor) Follow(link string) *Page {
	v.t.Helper()
	return v.follow(link, v.page.root)
}

// OffersIn reports whether a row of a table that shows the text has the link.
func (v *Visitor) OffersIn(row, link string) bool { return v.row(row, link) != nil }

// FollowIn presses the link in the row of a table that shows the text.
func (v *Visitor) FollowIn(row, link string) *Page {
	v.t.Helper()
	found := v.row(row, link)
	require.NotNil(v.t, found, "no link %q in a row with %q of %s", link, row, v.page)
	return v.follow(link, found)
}

// row is the first row of a table that shows the text in a cell and has the link.
func (v *Visitor) row(shown, link string) *html.Node {
	for tr := range elements(v.page.root, atom.Tr) {
		for cell := range elements(tr, atom.Td) {
			if text(cell) == shown && len(linksIn(tr, link)) == 1 {
				return tr
			}
		}
	}
	return nil
}

// Menu presses the one link with the text in the navigation of the name.
func (v *Visitor) Menu(navigation, link string) *Page {
	v.t.Helper()
	for n := range elements(v.page.root, atom.Nav) {
		if attribute(n, "aria-label") == navigation {
			return v.follow(link, n)
		}
	}
	require.Fail(v.t, "no such navigation", "%s of %s", navigation, v.page)
	return nil
}

func (v *Visitor) follow(link string, in *html.Node) *Page {
	v.t.Helper()
	to := linksIn(in, link)
	require.Len(v.t, to, 1, "links %q of %s", link, v.page)
	v.Effort.Presses++
	address, err := v.page.URL.Parse(to[0])
	require.NoError(v.t, err)
	return v.load(http.MethodGet, address, nil, "")
}

// Post shows the page that answers a form which the page does not have: one that was left
// open, or made by somebody else.
func (v *Visitor) Post(path string, values url.Values) *Page {
	v.t.Helper()
	to, err := v.base.Parse(path)
	require.NoError(v.t, err)
	return v.load(http.MethodPost, to, strings.NewReader(values.Encode()), urlEncoded)
}

// load asks for a page as a browser does, and shows it.
func (v *Visitor) load(method string, to *url.URL, body io.Reader, kind string) *Page {
	v.t.Helper()
	v.page = v.ask(method, to, body, kind)
	v.Effort.Loads++
	return v.page
}

// ask asks for a page without showing it.
func (v *Visitor) ask(method string, to *url.URL, body io.Reader, kind string) *Page {
	v.t.Helper()
	req, err := http.NewRequestWithContext(v.t.Context(), method, to.String(), body)
	require.NoError(v.t, err)
	req.Header.Set("Accept", "text/html")
	if method == http.MethodPost {
		req.Header.Set("Content-Type", kind)
		req.Header.Set("Origin", v.base.Scheme+"://"+v.base.Host)
	}
	res, err := v.agent.Do(req)
	require.NoError(v.t, err)
	raw, err := io.ReadAll(res.Body)
	require.NoError(v.t, err)
	require.NoError(v.t, res.Body.Close())
	p := read(v.t, res.Request.URL, res, raw)
	if v.Seen != nil {
		v.Seen(p)
	}
	return p
}
