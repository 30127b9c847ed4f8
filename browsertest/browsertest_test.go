package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// serving is a server with one page, under a policy as the office's pages have one.
func serving(t *testing.T, body string) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src 'self' data: http://elsewhere.test; script-src 'unsafe-inline'; style-src 'unsafe-inline'")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, `<!doctype html><html lang="zh-CN"><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>页面</title><link rel="icon" href="data:,"></head><body><main><h1>页面</h1>%s</main></body></html>`, body)
	}))
	t.Cleanup(srv.Close)
	return ByName(srv.URL)
}

func TestBothBrowsersShowThePage(t *testing.T) {
	address := serving(t, `<p id="said">双随机、一公开</p>`)
	Each(t, func(t *testing.T, b *Browser) {
		p := b.Open(t, address)
		require.Equal(t, "双随机、一公开", p.Text("#said"))
		p.RequireSound()
		agent := Result(p, chromedp.Evaluate[string](`navigator.userAgent`))
		require.Equal(t, b == Oldest, strings.Contains(agent, "Chrome/86.0.4240."), agent)
	})
}

func TestANameIsNotTrustedAsLoopbackIs(t *testing.T) {
	address := serving(t, "")
	Each(t, func(t *testing.T, b *Browser) {
		p := b.Open(t, address)
		require.False(t, Result(p, chromedp.Evaluate[bool](`isSecureContext`)))
	})
}

func TestPagesShareNothing(t *testing.T) {
	address := serving(t, "")
	Each(t, func(t *testing.T, b *Browser) {
		b.Open(t, address).Do(chromedp.Evaluate[chromedp.Void](`localStorage.setItem('a', 'b'); document.cookie = 'c=d'`))
		require.Equal(t, "null ", Result(b.Open(t, address), chromedp.Evaluate[string](`localStorage.getItem('a') + ' ' + document.cookie`)))
	})
}

// TestWhatAPageDoesIsSeen shows each kind of thing that a sound page does not do.
func TestWhatAPageDoesIsSeen(t *testing.T) {
	for name, tt := range map[string]struct {
		body string
		kind func(Seen) []string
		want string
	}{
		"another host":         {`<img alt="" src="http://elsewhere.test/a.png">`, func(s Seen) []string { return s.Hosts }, "elsewhere.test"},
		"against the policy":   {`<script>fetch('/').catch(() => {})</script>`, func(s Seen) []string { return s.Violations }, "connect-src|default-src"},
		"nothing at a link":    {`<img alt="" src="/missing.png">`, func(s Seen) []string { return s.Faults }, "404 http://office.test:.*/missing.png"},
		"an exception":         {`<script>nowhere()</script>`, func(s Seen) []string { return s.Faults }, "nowhere is not defined"},
		"an unhandled promise": {`<script>Promise.reject(new Error('refused'))</script>`, func(s Seen) []string { return s.Faults }, "refused"},
		"an error in a log":    {`<script>console.error('what', 7)</script>`, func(s Seen) []string { return s.Faults }, `what.* 7`},
	} {
		t.Run(name, func(t *testing.T) {
			address := serving(t, tt.body)
			Each(t, func(t *testing.T, b *Browser) {
				p := b.Open(t, address)
				require.EventuallyWithT(t, func(c *assert.CollectT) { require.Regexp(c, tt.want, strings.Join(tt.kind(p.Seen()), "\n")) },
					patience, 10*time.Millisecond)
			})
		})
	}
}

func TestBarriersAreFound(t *testing.T) {
	address := serving(t, `<style>@media (prefers-color-scheme: dark) { p { color: #777; background: #888 } }</style>
		<p>没有名称的输入框：</p><input>`)
	Each(t, func(t *testing.T, b *Browser) {
		p := b.Open(t, address)
		rules := func() (rules []string) {
			for _, found := range p.barriers() {
				rules = append(rules, found.Rule)
			}
			return rules
		}
		p.Do(preferring("light"))
		require.Equal(t, []string{"label"}, rules())
		p.Do(preferring("dark"))
		require.Equal(t, []string{"color-contrast", "label"}, rules())
		require.Empty(t, p.Seen().Faults, "looking changes nothing")
	})
}

func TestAnAccessiblePage(t *testing.T) {
	address := serving(t, `<p>说明</p>`)
	Each(t, func(t *testing.T, b *Browser) {
		p := b.Open(t, address)
		p.RequireAccessible()
		p.RequireFits()
		p.RequireSound()
	})
}

func TestAPageWiderThanAPhone(t *testing.T) {
	address := serving(t, `<p style="width: 500px">宽</p>`)
	Each(t, func(t *testing.T, b *Browser) {
		require.Equal(t, []Size{Phone}, b.Open(t, address).tooNarrow())
	})
}

func TestPictures(t *testing.T) {
	address := serving(t, `<p>图</p>`)
	Each(t, func(t *testing.T, b *Browser) {
		p := b.Open(t, address)
		p.Resize(Phone)
		require.Equal(t, []int{360, 800}, Result(p, chromedp.Evaluate[[]int](`[screen.width, screen.height]`)))
		p.Pictures("browsertest")
		root, err := moduleRoot()
		require.NoError(t, err)
		for _, size := range []string{"360x800", "1366x768"} {
			require.FileExists(t, filepath.Join(root, ".cache", "pictures", "browsertest-"+size+"-"+b.name+".png"))
		}
	})
}

func TestHTML(t *testing.T) {
	const start, end = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>页面</title></head><body>`, `</body></html>`
	found, err := htmlErrors(t, map[string][]byte{"sound": []byte(start + "<p>一</p>" + end), "broken": []byte(start + "\n<p><div>二</p>" + end)})
	require.NoError(t, err)
	require.NotEmpty(t, found)
	for _, f := range found {
		require.Contains(t, f, "broken:2: ")
	}
}

func TestAMissingPartNamesTheCommand(t *testing.T) {
	_, err := part("Chromium 85", "chromium85", "chromium")
	require.EqualError(t, err, "the tests need Chromium 85, which is not here: run .ci/prerequisites")
	t.Setenv("CHROMIUM", "chromium-nowhere")
	_, err = currentChromium()
	require.ErrorContains(t, err, "chromium-nowhere, which is not here: run .ci/prerequisites")
}
