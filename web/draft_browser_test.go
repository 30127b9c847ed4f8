package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/officetest"
	"shuangsuiji/web"
)

// What is typed is saved by the page itself, also a text longer than a request may be that
// outlives its page, and what is typed while an earlier text is being saved.
func TestDraftIsSavedByThePage(t *testing.T) {
	b := newBench(t)
	no, at, _ := formOfVisit(b)
	lead := b.at.CaseNow(no).Team.Lead()
	browsertest.Each(t, func(t *testing.T, in *browsertest.Browser) {
		p := in.Open(t, browsertest.ByName(b.url)+web.Root+"/login")
		p.Do(chromedp.SendKeys(chromedp.CSS("#login"), lead), chromedp.SendKeys(chromedp.CSS("#password"), officetest.Password+"\r"), chromedp.WaitVisible(chromedp.CSS(".menu")))
		// The first request waits for the test.
		p.Do(chromedp.Navigate(browsertest.ByName(b.url)+at), chromedp.Evaluate[chromedp.Void](`(() => {
			const real = window.fetch;
			window.saved = 0;
			window.fetch = (address, request) => {
				const turn = window.release ? Promise.resolve() : new Promise(go => { window.release = go; });
				return turn.then(() => real(address, request)).then(reply => { window.saved++; return reply; });
			};
			window.write = text => {
				const input = document.querySelector("[name=narrative]");
				input.value = text;
				input.dispatchEvent(new Event("input", {bubbles: true}));
			};
			window.until = wanted => new Promise(found => {
				const look = () => wanted() ? found() : requestAnimationFrame(look);
				look();
			});
			window.write("长".repeat(8000));
		})()`))
		wait := func(wanted string) {
			p.Do(chromedp.Evaluate[chromedp.Void](`window.until(() => `+wanted+`)`, chromedp.EvalAwaitPromise))
		}
		wait(`window.release`)
		p.Do(chromedp.Evaluate[chromedp.Void](`window.write("长".repeat(8000) + "末")`))
		p.Do(chromedp.Evaluate[chromedp.Void](`window.release()`))
		wait(`window.saved === 2`)
		p.Do(chromedp.Navigate(browsertest.ByName(b.url) + at))
		require.Equal(t, 8001, browsertest.Result(p, chromedp.Evaluate[int](`document.querySelector("[name=narrative]").value.length`)))
		p.Do(chromedp.Evaluate[chromedp.Void](`fetch(document.querySelector("form[data-draft]").dataset.draft + "/drop", {method: "POST"})`, chromedp.EvalAwaitPromise))
	})
}
