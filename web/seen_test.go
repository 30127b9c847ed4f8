package web_test

import (
	"maps"
	"net/http"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"shuangsuiji/browsertest"
	"shuangsuiji/officetest"
	"shuangsuiji/web"
)

// Every page is valid HTML, and in every browser fits the screens, bars nobody who reads by
// other means, asks no other host and does nothing that its policy forbids.
func TestEveryPageInTheBrowsers(t *testing.T) {
	b := newBench(t)
	at := b.addresses(b.withAProblem())
	readers := map[string]string{} // of each page, who looks at it
	documents := map[string][]byte{}
	for _, who := range []string{"director", "clerk", "admin", "supervisor"} {
		s := b.loggedIn(who)
		for _, p := range web.Pages() {
			for _, path := range b.pathsOf(p, at) {
				if readers[path] != "" {
					continue
				}
				if page := s.get(web.Root + path); page.status == http.StatusOK {
					readers[path], documents[path] = who, []byte(page.text)
				}
			}
		}
	}
	browsertest.RequireValidHTML(t, documents)
	browsertest.Each(t, func(t *testing.T, in *browsertest.Browser) {
		for _, who := range []string{"director", "clerk", "admin", "supervisor"} {
			p := in.Open(t, browsertest.ByName(b.url)+web.Root+"/login")
			p.Do(chromedp.SendKeys(chromedp.CSS("#login"), who), chromedp.SendKeys(chromedp.CSS("#password"), officetest.Password+"\r"), chromedp.WaitVisible(chromedp.CSS(".menu")))
			for _, path := range slices.Sorted(maps.Keys(readers)) {
				if readers[path] != who {
					continue
				}
				t.Log(path)
				p.Do(chromedp.Navigate(browsertest.ByName(b.url) + web.Root + path))
				p.RequireFits()
				if in == browsertest.Current { // what bars readers is the same in both
					p.RequireAccessible()
				}
			}
			p.RequireSound()
		}
	})
}
