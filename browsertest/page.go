package browsertest

import (
	"context"
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// patience is how long one step on a page may take.
const patience = time.Minute

// Page is a tab of a browser with cookies and storage of its own, at the size of an
// office's screen. Whatever does not succeed on it fails its test.
type Page struct {
	t       testing.TB
	tab     context.Context
	browser *Browser
	record  record
	own     string // the host that it was opened from
}

// Open opens a page. It is closed with the test.
func (b *Browser) Open(t testing.TB, address string) *Page {
	t.Helper()
	process, err := b.process()
	require.NoError(t, err)
	u, err := url.Parse(address)
	require.NoError(t, err)
	p := &Page{t: t, browser: b, own: u.Host}
	var closeTab context.CancelFunc
	p.tab, closeTab = chromedp.NewContext(process, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.record.note))
	t.Cleanup(closeTab)
	p.done(chromedp.Do(p.tab)) // makes the tab, which would else end with its first step
	p.Resize(Office)
	p.Do(chromedp.Navigate(address))
	return p
}

// Do does all of it, in order.
func (p *Page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	for _, step := range steps {
		Result(p, step)
	}
}

// Result is what the action results in.
func Result[T any](p *Page, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.tab, patience)
	defer stop()
	v, err := chromedp.Run(ctx, action)
	p.done(err)
	return v
}

// done requires that there was no error; where there was, what was seen may tell why.
func (p *Page) done(err error) {
	p.t.Helper()
	if err != nil {
		require.NoError(p.t, err, "%+v", p.Seen())
	}
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
