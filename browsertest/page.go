package browsertest

import (
	"context"
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// patience is how long a page may take for all that a test does with it.
const patience = 2 * time.Minute

// Page is a tab of a browser with cookies and storage of its own, at the size of an
// office's screen. Whatever does not succeed on it fails its test.
type Page struct {
	t       *testing.T
	ctx     context.Context
	browser *Browser
	record  record
	own     string // the host that it was opened from
}

// Open opens a page. It is closed with the test.
func (b *Browser) Open(t *testing.T, address string) *Page {
	t.Helper()
	process, err := b.process()
	require.NoError(t, err)
	u, err := url.Parse(address)
	require.NoError(t, err)
	p := &Page{t: t, browser: b, own: u.Host}
	tab, closeTab := chromedp.NewContext(process, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.record.note))
	t.Cleanup(closeTab)
	require.NoError(t, chromedp.Do(tab)) // makes the tab, which would else end with the patience
	ctx, stop := context.WithTimeout(tab, patience)
	t.Cleanup(stop)
	p.ctx = ctx
	p.Resize(Office)
	p.Do(chromedp.Navigate(address))
	return p
}

// Do does all of it, in order.
func (p *Page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	require.NoError(p.t, chromedp.Do(p.ctx, steps...))
}

// Result is what the action results in.
func Result[T any](p *Page, action chromedp.Action[T]) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, action)
	require.NoError(p.t, err)
	return v
}

// Text is the text of the first element that the selector matches, once there is one.
func (p *Page) Text(css string) string {
	p.t.Helper()
	return Result(p, chromedp.TextContent(chromedp.CSS(css)))
}

// Seen is what the page did so far.
func (p *Page) Seen() Seen { return p.record.soFar() }

// RequireOwn requires that the page asked no host but the one that it was opened from, and
// tried nothing that its policy forbids.
func (p *Page) RequireOwn() {
	p.t.Helper()
	seen := p.Seen()
	require.Equal(p.t, []string{p.own}, seen.Hosts, "no other host is asked")
	require.Empty(p.t, seen.Violations, "the page's policy allows all that it does")
}

// RequireSound requires that of [Page.RequireOwn], and that the browser had nothing to
// complain of.
func (p *Page) RequireSound() {
	p.t.Helper()
	p.RequireOwn()
	require.Empty(p.t, p.Seen().Faults)
}
