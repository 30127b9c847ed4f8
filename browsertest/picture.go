package browsertest

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// Size is that of a screen, in CSS pixels.
type Size struct{ Width, Height int64 }

var (
	// Office is the screen of most office machines.
	Office = Size{1366, 768}
	// Phone is a small telephone, held upright.
	Phone = Size{360, 800}
)

// Resize shows the page at another size; a phone's is shown as a phone does.
func (p *Page) Resize(s Size) {
	p.t.Helper()
	var as []chromedp.EmulateViewportOption
	if s == Phone {
		as = append(as, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	p.Do(chromedp.EmulateViewport(s.Width, s.Height, as...))
}

// RequireFits requires that nobody has to scroll the page sideways, on an office's screen or on
// a phone; a wide table scrolls within itself. The page is left at the office's size.
func (p *Page) RequireFits() {
	p.t.Helper()
	require.Empty(p.t, p.tooNarrow(), "screens on which the page scrolls sideways")
}

// tooNarrow are the screens that the page is wider than.
func (p *Page) tooNarrow() (screens []Size) {
	p.t.Helper()
	for _, s := range []Size{Phone, Office} {
		p.Resize(s)
		if Result(p, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`)) > s.Width {
			screens = append(screens, s)
		}
	}
	return screens
}

// Pictures writes what the page shows on an office's screen and on a phone to
// .cache/pictures/NAME-WIDTHxHEIGHT-BROWSER.png, to be looked at, and leaves it at the office's size.
func (p *Page) Pictures(name string) {
	p.t.Helper()
	folder, err := cached("pictures")
	require.NoError(p.t, err)
	require.NoError(p.t, os.MkdirAll(folder, 0o750))
	for _, s := range []Size{Phone, Office} {
		p.Resize(s)
		png := Result(p, chromedp.CaptureScreenshot())
		file := fmt.Sprintf("%s-%dx%d-%s.png", name, s.Width, s.Height, p.browser.name)
		require.NoError(p.t, os.WriteFile(filepath.Join(folder, file), png, 0o600))
	}
}
