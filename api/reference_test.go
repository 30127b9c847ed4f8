package api

import (
	"net/http/httptest"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

func TestReferencePage(t *testing.T) {
	srv := httptest.NewServer(whole(unopened(silent)))
	defer srv.Close()
	// All operations unfolded at once would be more than the page draws.
	const acts, serve = chromedp.CSS(`[id="operations-tag-案件办理"]`), chromedp.CSS(`[id="operations-案件办理-post-api-cases-no-acts-serve_notice"]`)
	browsertest.Each(t, func(t *testing.T, browser *browsertest.Browser) {
		p := browser.Open(t, browsertest.ByName(srv.URL)+"/docs")
		p.Do(chromedp.WaitVisible(chromedp.CSS("#reference .info .title")), chromedp.WaitVisible(acts), chromedp.Click(acts), chromedp.WaitVisible(serve))
		require.Equal(t, "“双随机、一公开”检查办理系统接口参考", browsertest.Result(p, chromedp.Title()))
		require.Contains(t, p.Text("#reference .info .title"), documentTitle)
		require.Contains(t, p.Text(string(serve)), "送达检查通知书")

		p.Do(chromedp.Click(serve+" .opblock-summary-control"), chromedp.WaitVisible(serve+" .opblock-description-wrapper"))
		opened := p.Text(string(serve))
		require.Contains(t, opened, "文件四(三)")
		require.Contains(t, opened, "Idempotency-Key")
		p.Pictures("reference")
		p.RequireSound()
	})
}

func TestReferenceIsServedWithItsOwnPolicy(t *testing.T) {
	h := whole(unopened(silent))
	for at, f := range referencePaths {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost"+at, nil))
		require.Equal(t, 200, w.Code, at)
		require.Equal(t, f.contentType, w.Header().Get("Content-Type"))
		require.Equal(t, referencePolicy, w.Header().Get("Content-Security-Policy"))
		again := httptest.NewRequest("GET", "http://localhost"+at, nil)
		again.Header.Set("If-None-Match", w.Header().Get("ETag"))
		w = httptest.NewRecorder()
		h.ServeHTTP(w, again)
		require.Equal(t, 304, w.Code)
	}
}
