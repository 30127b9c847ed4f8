package api

import (
	"context"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// seen is what a page did while it was shown.
type seen struct {
	mu       sync.Mutex
	hosts    map[string]bool
	failures []string
}

func (s *seen) note(event any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && u.Scheme != "data" {
			s.hosts[u.Host] = true
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			s.failures = append(s.failures, e.Response.URL)
		}
	case *runtime.EventExceptionThrown:
		s.failures = append(s.failures, e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			s.failures = append(s.failures, e.Entry.Text)
		}
	}
}

// newBrowser is a browser of its own that reaches nothing but what it is shown.
func newBrowser(t *testing.T, listen func(any)) context.Context {
	t.Helper()
	path := os.Getenv("CHROMIUM")
	if path == "" {
		path = "/usr/bin/chromium"
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.WindowSize(1200, 900), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, closeTab := chromedp.NewContext(allocated, chromedp.WithListener(listen))
	t.Cleanup(closeTab)
	ctx, stop := context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(stop)
	return ctx
}

func TestReferencePageWorksWithoutAnyOtherHost(t *testing.T) {
	srv := httptest.NewServer(whole(unopened(silent)))
	defer srv.Close()
	s := &seen{hosts: map[string]bool{}}
	ctx := newBrowser(t, s.note)
	// All operations unfolded at once would be more than the page draws.
	const acts, serve = chromedp.CSS(`[id="operations-tag-案件办理"]`), chromedp.CSS(`[id="operations-案件办理-post-api-cases-no-acts-serve_notice"]`)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(srv.URL+"/docs"), chromedp.WaitVisible(chromedp.CSS("#reference .info .title")),
		chromedp.WaitVisible(acts), chromedp.Click(acts), chromedp.WaitVisible(serve)))
	title, err := chromedp.Run(ctx, chromedp.Title())
	require.NoError(t, err)
	require.Equal(t, "“双随机、一公开”检查办理系统接口参考", title)
	heading, err := chromedp.Run(ctx, chromedp.TextContent(chromedp.CSS("#reference .info .title")))
	require.NoError(t, err)
	require.Contains(t, heading, documentTitle)
	text, err := chromedp.Run(ctx, chromedp.TextContent(serve))
	require.NoError(t, err)
	require.Contains(t, text, "送达检查通知书")

	require.NoError(t, chromedp.Do(ctx, chromedp.Click(serve+" .opblock-summary-control"), chromedp.WaitVisible(serve+" .opblock-description-wrapper")))
	opened, err := chromedp.Run(ctx, chromedp.TextContent(serve))
	require.NoError(t, err)
	require.Contains(t, opened, "文件四(三)")
	require.Contains(t, opened, "Idempotency-Key")

	s.mu.Lock()
	defer s.mu.Unlock()
	require.Equal(t, map[string]bool{strings.TrimPrefix(srv.URL, "http://"): true}, s.hosts)
	require.Empty(t, s.failures, "the page's policy allows all that it does")
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
