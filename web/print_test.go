package web_test

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/officetest"
	"shuangsuiji/web"
)

// What was written with an act is unfolded while the page is printed, and folded again.
func TestHistoryIsPrintedUnfolded(t *testing.T) {
	b := newBench(t)
	no, _ := b.withAProblem()
	b.loggedIn("director")
	browsertest.Each(t, func(t *testing.T, in *browsertest.Browser) {
		p := in.Open(t, browsertest.ByName(b.url)+web.Root+"/login")
		p.Do(chromedp.SendKeys(chromedp.CSS("#login"), "director"), chromedp.SendKeys(chromedp.CSS("#password"), officetest.Password+"\r"), chromedp.WaitVisible(chromedp.CSS(".menu")),
			chromedp.Navigate(browsertest.ByName(b.url)+web.Root+"/cases/"+no))
		count := func(css string) int {
			return browsertest.Result(p, chromedp.Evaluate[int]("document.querySelectorAll('"+css+"').length"))
		}
		p.Do(chromedp.Evaluate[chromedp.Void](`window.addEventListener("beforeprint", () => {
			window.onPaper = document.querySelectorAll("details[data-printed][open]").length;
		})`))
		p.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{})
			return err
		}))
		written := count("details[data-printed]")
		require.Positive(t, written)
		require.Equal(t, written, browsertest.Result(p, chromedp.Evaluate[int](`window.onPaper`)))
		require.Zero(t, count("details[data-printed][open]"))
	})
}
