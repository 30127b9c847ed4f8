package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/officetest"
	"shuangsuiji/web"
)

// A download leaves the page where it is: the file is fetched as often as somebody wants,
// and the good rows are taken over afterwards, once.
func TestImportAfterTheCorrectionsWereFetched(t *testing.T) {
	b := newBench(t)
	b.at.WithPassword("clerk")
	browsertest.Each(t, func(t *testing.T, in *browsertest.Browser) {
		p := in.Open(t, browsertest.ByName(b.url)+web.Root+"/login")
		p.Do(chromedp.SendKeys(chromedp.CSS("#login"), "clerk"), chromedp.SendKeys(chromedp.CSS("#password"), officetest.Password+"\r"), chromedp.WaitVisible(chromedp.CSS(".menu")),
			chromedp.Navigate(browsertest.ByName(b.url)+"/console/registers/import/items"))
		name := "演示事项" + strings.ReplaceAll(t.Name(), "/", " ")
		p.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#pasted").value = "代码\t检查对象类别\t抽查事项\t一般/重点\nR1\t人力资源服务机构\t`+name+`\t重点\nX9\t\t\t很重\n"`),
			chromedp.Click(chromedp.CSS("form.act button")), chromedp.WaitVisible(chromedp.CSS("button[value=corrections]")))

		// What the page's own script lets through is counted behind it.
		p.Do(chromedp.Evaluate[chromedp.Void](`window.let = []; document.addEventListener("submit", event => { if (!event.defaultPrevented) window.let.push(event.submitter.value); })`))
		for range 2 {
			p.Do(chromedp.Click(chromedp.CSS("button[value=corrections]")))
		}
		require.Equal(t, "corrections corrections", browsertest.Result(p, chromedp.Evaluate[string](`window.let.join(" ")`)))
		p.Do(chromedp.Click(chromedp.CSS("button[value=import_good]")), chromedp.WaitNotPresent(chromedp.CSS("button[value=corrections]")))
		p.Do(chromedp.Navigate(browsertest.ByName(b.url) + "/console/registers/items/R1"))
		require.Contains(t, p.Text("main"), name)
	})
}
