package api

import (
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/inspection/cases"
)

// looksAtPublicPages: the page shows the published case, finds it by name and by
// code, leads to the draws, and needs no other host and no script.
func (b *bench) looksAtPublicPages(c cases.Case) {
	b.Helper()
	browsertest.Each(b.T, func(t *testing.T, browser *browsertest.Browser) {
		p := browser.Open(t, browsertest.ByName(b.url)+"/")
		shown := func(css string, steps ...chromedp.Action[chromedp.Void]) string {
			t.Helper()
			p.Do(steps...)
			return p.Text(css)
		}
		p.RequireAccessible()
		p.RequireFits()
		p.Pictures("public-results")
		rows := p.Text("tbody")
		require.Contains(t, rows, c.Entity)
		require.Contains(t, rows, "未发现问题")
		require.Contains(t, p.Text(".demonstration"), "虚构")
		box := chromedp.CSS("input[name=text]")
		require.Contains(t, shown("tbody", chromedp.SendKeys(box, c.Entity+"\n"), chromedp.WaitVisible(chromedp.CSS("input[value='"+c.Entity+"']"))), c.Entity)
		none := browsertest.ByName(b.url) + "/?text=" + url.QueryEscape("没有这个名称")
		require.Contains(t, shown("main", chromedp.Navigate(none), chromedp.WaitVisible(box)), "没有符合条件的公示")
		draws := shown("tbody", chromedp.Click(chromedp.CSS("nav a[href='/draws']")), chromedp.WaitVisible(chromedp.CSS("nav a[href='/draws'][aria-current]")))
		require.Contains(t, draws, b.task().Draw.Commitment)
		require.Contains(t, draws, "已揭晓")
		require.Contains(t, draws, "公开证据")
		p.RequireAccessible()
		p.RequireFits()
		p.Pictures("public-draws")
		p.RequireSound()
	})
	pages := map[string][]byte{}
	for _, path := range []string{"/", "/?text=x", "/decisions", "/plans", "/draws", "/docs", uiHome} {
		pages[path] = []byte(b.request("", "GET", path, nil, "Accept", "text/html").text)
	}
	browsertest.RequireValidHTML(b.T, pages)

	var listed list[struct{ Task, Hash string }]
	b.get("", "/public/draws").is(200).into(&listed)
	require.Equal(b, b.task().Draw.Commitment, listed.Items[0].Hash)
	req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, b.url+"/?after=!", nil)
	require.NoError(b, err)
	reply, err := http.DefaultClient.Do(req)
	require.NoError(b, err)
	page, err := io.ReadAll(reply.Body)
	require.NoError(b, err)
	require.NoError(b, reply.Body.Close())
	require.Equal(b, http.StatusUnprocessableEntity, reply.StatusCode)
	require.Contains(b, string(page), "翻页标记无效", "people get a page, not a program's answer")
}
