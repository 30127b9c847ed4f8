package e2e

import (
	"context"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/docs"
	"shuangsuiji/pagetest"
)

// pictures has the manual's pictures taken anew: make pictures.
var pictures = flag.Bool("pictures", false, "take the manual's pictures anew")

// heaviest is how large a picture may be, since all are loaded over an office's line.
const heaviest = 120 << 10

// album are the manual's pictures that were looked at. Beside each lies what the page
// called its parts when it was taken: pictures cannot be compared, since each run draws
// other entities and browsers differ in what they smooth; words can.
type album struct{ names []string }

// shows requires that the picture shows the page as it is, or takes it.
func (a *album) shows(t testing.TB, name string, p *pagetest.Page, cookies []*http.Cookie) {
	t.Helper()
	a.names = append(a.names, name+".png")
	file := filepath.Join("..", "docs", "pictures", name)
	words := strings.Join(partsOf(p), "\n") + "\n"
	if *pictures {
		require.NoError(t, os.WriteFile(file+".png", lighter(t, taken(t, p, cookies)), 0o600))
		require.NoError(t, os.WriteFile(file+".txt", []byte(words), 0o600))
	}
	then, err := os.ReadFile(file + ".txt")
	require.NoError(t, err)
	require.Equal(t, string(then), words, "the page is not what the manual's picture %s shows: run make pictures, and look at it", name)
}

// batched begins the button for cases that can be acted on at once.
const batched = "一并办理"

// partsOf is what the page calls its parts, without what differs from draw to draw.
func partsOf(p *pagetest.Page) (out []string) {
	for _, word := range p.Words() {
		word, _, _ = strings.Cut(word, "：")
		if word == batched { // there where the draw gave somebody more than one case
			continue
		}
		if word = strings.TrimSpace(numbers.ReplaceAllString(word, "")); word != "" {
			out = append(out, word)
		}
	}
	return out
}

// taken is what an office's screen shows of the page, to whom the cookies let in.
func taken(t testing.TB, p *pagetest.Page, cookies []*http.Cookie) []byte {
	t.Helper()
	at := browsertest.ByName(p.URL.String())
	shown := browsertest.Current.Open(t, browsertest.ByName(p.URL.Scheme+"://"+p.URL.Host)+"/console/login")
	shown.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, c := range cookies {
			if _, err := cdp.Call(ctx, target, network.SetCookie, network.SetCookieParams{Name: c.Name, Value: c.Value, URL: at}); err != nil {
				return err
			}
		}
		return nil
	}), chromedp.Navigate(at))
	return browsertest.Result(shown, chromedp.CaptureScreenshot())
}

// requireWhole requires that the manual shows each of the pictures and no other.
func (a *album) requireWhole(t *testing.T) {
	t.Helper()
	kept, err := docs.Pictures.ReadDir("pictures")
	require.NoError(t, err)
	var names []string
	for _, f := range kept {
		info, err := f.Info()
		require.NoError(t, err)
		require.LessOrEqual(t, info.Size(), int64(heaviest), f.Name())
		require.Contains(t, string(docs.Manual), "](pictures/"+f.Name()+")")
		names = append(names, f.Name())
	}
	require.ElementsMatch(t, a.names, names)
	require.Equal(t, len(names), strings.Count(string(docs.Manual), "](pictures/"))
}
