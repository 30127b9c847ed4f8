package browsertest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// Browser is a browser that pages must work in.
type Browser struct {
	name string // as subtests and pictures are called
	path func() (string, error)

	once  sync.Once
	ctx   context.Context // of the process, which the first page starts
	err   error
	close context.CancelFunc
}

var (
	// Current is Debian's Chromium, or the one that CHROMIUM names.
	Current = &Browser{name: "chromium", path: currentChromium}
	// Oldest is the oldest that is supported: Chromium 86.0.4240.
	Oldest = &Browser{name: "chromium86", path: func() (string, error) { return part("Chromium 86", "chromium86", "chromium") }}

	required = []*Browser{Current, Oldest}
)

func currentChromium() (string, error) {
	name := os.Getenv("CHROMIUM")
	if name == "" {
		name = "chromium"
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", missing(name)
	}
	return path, nil
}

// Each runs the test in every browser, as subtests with the browsers' names.
func Each(t *testing.T, test func(*testing.T, *Browser)) {
	t.Helper()
	for _, b := range required {
		t.Run(b.name, func(t *testing.T) { test(t, b) })
	}
}

// inMain says that somebody will end the browsers.
var inMain bool

// Main runs the tests of a package and ends the browsers that they started. TestMain hands
// its result to [os.Exit].
func Main(m *testing.M) int {
	inMain = true
	code := m.Run()
	for _, b := range required {
		if b.close != nil {
			b.close()
		}
	}
	return code
}

// process is the context of the running browser, started where it is the first time.
func (b *Browser) process() (context.Context, error) {
	b.once.Do(func() { b.ctx, b.err = b.start() })
	return b.ctx, b.err
}

// start starts a browser that finds no host but those of the tests.
func (b *Browser) start() (context.Context, error) {
	if !inMain {
		return nil, errors.New("TestMain does not run browsertest.Main, which ends the browsers")
	}
	path, err := b.path()
	if err != nil {
		return nil, err
	}
	options := slices.Concat(chromedp.DefaultExecAllocatorOptions[:], []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", hostRules), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
	})
	allocated, forget := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, end := chromedp.NewContext(allocated)
	b.close = func() { end(); forget() }
	return ctx, chromedp.Do(ctx)
}
