package api

import (
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
)

// looksAtPublicPages: the page shows the published case, finds it by name and by
// code, leads to the draws, and needs no other host and no script.
func (b *bench) looksAtPublicPages(c cases.Case) {
	b.Helper()
	s := &seen{hosts: map[string]bool{}}
	ctx := newBrowser(b.T, s.note)
	text := func(css string, before ...chromedp.Action[chromedp.Void]) string {
		b.Helper()
		require.NoError(b, chromedp.Do(ctx, before...))
		shown, err := chromedp.Run(ctx, chromedp.TextContent(chromedp.CSS(css)))
		require.NoError(b, err)
		return shown
	}
	rows := text("tbody", chromedp.Navigate(b.url+"/"), chromedp.WaitVisible(chromedp.CSS("tbody")))
	require.Contains(b, rows, c.Entity)
	require.Contains(b, rows, "未发现问题")
	require.Contains(b, text(".demonstration"), "虚构")
	box := chromedp.CSS("input[name=text]")
	require.Contains(b, text("tbody", chromedp.SendKeys(box, c.Entity+"\n"), chromedp.WaitVisible(chromedp.CSS("input[value='"+c.Entity+"']"))), c.Entity)
	require.Contains(b, text("main", chromedp.Navigate(b.url+"/?text="+url.QueryEscape("没有这个名称")), chromedp.WaitVisible(box)), "没有符合条件的公示")
	draws := text("tbody", chromedp.Click(chromedp.CSS("nav a[href='/draws']")), chromedp.WaitVisible(chromedp.CSS("nav a[href='/draws'][aria-current]")))
	require.Contains(b, draws, b.task().Draw.Commitment)
	require.Contains(b, draws, "已揭晓")
	require.Contains(b, draws, "公开证据")
	s.mu.Lock()
	defer s.mu.Unlock()
	require.Equal(b, map[string]bool{strings.TrimPrefix(b.url, "http://"): true}, s.hosts)
	require.Empty(b, s.failures, "the page's policy allows all that it does")

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
