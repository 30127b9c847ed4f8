package browsertest

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

//go:embed kept/axe.min.js
var axe string

// runAxe gives the violations that matter, once all that fades in or out has done so: colours
// half way are nobody's. Style sheets are not fetched a second time: that would be a request
// which the page did not make.
const runAxe = `Promise.all(document.getAnimations().map(a => a.finished.catch(() => {}))).then(() => axe.run(document, {preload: false, resultTypes: ['violations']})).then(r => r.violations
	.filter(v => v.impact === 'serious' || v.impact === 'critical')
	.map(v => ({rule: v.id, impact: v.impact, help: v.help, at: v.nodes.map(n => n.target.join(' ') + ': ' + n.failureSummary)})))`

// barrier is a rule of accessibility that a page breaks.
type barrier struct {
	Rule, Impact, Help string
	At                 []string // selectors of the elements, with what would mend each
}

func (b barrier) String() string {
	return fmt.Sprintf("%s (%s): %s\n  %s", b.Rule, b.Impact, b.Help, strings.ReplaceAll(strings.Join(b.At, "\n"), "\n", "\n  "))
}

// RequireAccessible requires that axe-core finds no serious or critical barrier in what the
// page now shows, neither in light colours nor in dark ones.
func (p *Page) RequireAccessible() {
	p.t.Helper()
	for _, scheme := range []string{"dark", "light"} {
		p.Do(preferring(scheme))
		for _, found := range p.barriers() {
			require.Fail(p.t, "barrier in "+scheme+" colours", "%s", found)
		}
	}
}

func (p *Page) barriers() []barrier {
	p.t.Helper()
	if !Result(p, chromedp.Evaluate[bool](`typeof axe === 'object'`)) {
		p.Do(chromedp.Evaluate[chromedp.Void](axe))
	}
	return Result(p, chromedp.Evaluate[[]barrier](runAxe, chromedp.EvalAwaitPromise))
}

// preferring makes the page's reader prefer a colour scheme.
func preferring(scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	})
}
