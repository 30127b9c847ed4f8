package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/inspection/cases"
)

// browsing is a case of an office, as browsers show it.
type browsing struct {
	*clicks
	no, address string
}

// TestConsoleInBrowsers: what is gone through by package pagetest is also what a browser
// shows, and what scripts add does not stand in the way.
func TestConsoleInBrowsers(t *testing.T) {
	o, no := oneCase(t, setup{standing: startOfMonth})
	c := byClicks(o)
	b := &browsing{clicks: c, no: no, address: browsertest.ByName(c.server.URL)}
	browsertest.Each(t, func(t *testing.T, browser *browsertest.Browser) {
		for _, one := range []struct {
			name string
			test func(*browsing, *browsertest.Page)
		}{
			{"looked at", (*browsing).lookedAt}, {"by mouse", (*browsing).byMouse}, {"by keyboard", (*browsing).byKeyboard},
			{"folded", (*browsing).folded}, {"without scripts", (*browsing).withoutScripts}, {"refused", (*browsing).refused},
		} {
			t.Run(one.name, func(t *testing.T) {
				at := *b.clicks
				at.office = b.office.at(t)
				one.test(&browsing{clicks: &at, no: b.no, address: b.address}, browser.Open(t, b.address+"/console"))
			})
		}
	})
}

func link(text string) chromedp.Search {
	return chromedp.Search(fmt.Sprintf("//a[normalize-space()=%q]", text))
}

func button(text string) chromedp.Search {
	return chromedp.Search(fmt.Sprintf("//button[normalize-space()=%q]", text))
}

// heading waits for the page whose heading contains the text.
func heading(text string) chromedp.Action[chromedp.Void] {
	return there(chromedp.Search(fmt.Sprintf("//h1[contains(., %q)]", text)))
}

// done waits for the page that says that the act was done.
func done(act string) chromedp.Action[chromedp.Void] {
	return there(chromedp.Search(fmt.Sprintf("//p[@role='status'][contains(., %q)]", "已办理："+act)))
}

// there waits for the page that shows it, and until nothing on it moves any more: a press
// that is aimed too early goes astray.
func there(it chromedp.Search) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		if err := chromedp.Do(ctx, chromedp.WaitVisible(it)); err != nil {
			return err
		}
		for complete := false; !complete; {
			var err error
			if complete, err = chromedp.Run(ctx, chromedp.Evaluate[bool]("document.readyState === 'complete'")); err != nil {
				return err
			}
		}
		return nil
	})
}

const (
	typedLogin  = chromedp.CSS("#login")
	typedSecret = chromedp.CSS("#password")
	agreeDay    = chromedp.CSS("#f-facts-on")
)

// loginThere waits for the login, whose first input takes the focus when the page is there.
func loginThere() chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(chromedp.CSS("#login:focus"))
}

func (b *browsing) logInAs(p *browsertest.Page, who string) {
	p.Do(loginThere(), chromedp.SendKeys(typedLogin, who), chromedp.SendKeys(typedSecret, password), chromedp.Click(button("登录")), heading("工作台"))
}

// to goes to the form of the act by the menu.
func (b *browsing) to(p *browsertest.Page, act string) {
	p.Do(chromedp.Click(link("检查案件")), heading("检查案件"), chromedp.Click(link(b.no)), heading(b.no), chromedp.Click(link(act)), heading(act))
}

// lookedAt holds every kind of page against the rules of accessibility.
func (b *browsing) lookedAt(p *browsertest.Page) {
	looks := func(name string) {
		p.RequireAccessible()
		p.RequireFits()
		p.Pictures("console-" + name)
	}
	p.Do(loginThere())
	require.NotEmpty(b.t, p.Seen().Faults, "an address without a session is answered 401")
	looks("login")
	b.logInAs(p, b.lead(b.no))
	looks("home")
	for _, list := range []string{"抽查任务", "检查案件", "后续处理", "操作手册"} {
		p.Do(chromedp.Click(link(list)), heading(list))
		looks(list)
	}
	b.to(p, agreeing)
	looks("form")
	p.Do(chromedp.Click(link("返回")), heading(b.no))
	looks("case")
	p.RequireOwn()
}

func (b *browsing) byMouse(p *browsertest.Page) {
	b.logInAs(p, b.lead(b.no))
	b.to(p, agreeing)
	before := b.count(b.no, cases.ActAgreeVisit)
	p.Do(chromedp.SetValue(agreeDay, b.today().AddDays(3).String()), chromedp.DoubleClick(button(agreeing)), done(agreeing))
	require.Equal(b.t, before+1, b.count(b.no, cases.ActAgreeVisit), "a double click sends once")
	p.RequireOwn()
}

// byKeyboard logs in and suspends the case without a mouse.
func (b *browsing) byKeyboard(p *browsertest.Page) {
	p.Do(loginThere(), chromedp.KeyEvent("director"+kb.Tab+password+kb.Enter), heading("工作台"))
	for _, next := range []string{"检查案件", b.no, "中止"} {
		b.tabTo(p, fmt.Sprintf("at.tagName === 'A' && at.innerText.trim() === '%s'", next))
		p.Do(chromedp.KeyEvent(kb.Enter), heading(next))
	}
	b.tabTo(p, "at.name === 'reason'")
	p.Do(chromedp.KeyEvent("flood"))
	b.tabTo(p, "at.tagName === 'BUTTON' && at.innerText.trim() === '中止'")
	p.Do(chromedp.KeyEvent(kb.Enter), done("中止"))
	b.do("director", aCase(b.no), "恢复")
	p.RequireOwn()
}

// tabTo presses Tab until the focus is where the condition on it (at) holds.
func (b *browsing) tabTo(p *browsertest.Page, condition string) {
	b.t.Helper()
	for range 150 {
		p.Do(chromedp.KeyEvent(kb.Tab))
		if browsertest.Result(p, chromedp.Evaluate[bool]("(at => "+condition+")(document.activeElement)")) {
			return
		}
	}
	require.Fail(b.t, "not reached by Tab", condition)
}

// folded: what there is nothing to fill in for is not shown until there is.
func (b *browsing) folded(p *browsertest.Page) {
	b.logInAs(p, "clerk")
	b.to(p, "提交自查报告")
	item := b.caseNow(b.no).Items[0]
	answers := "f-" + strings.NewReplacer(".", "-").Replace("facts.answers."+item)
	corrected := chromedp.CSS("#" + answers + "-corrected")
	p.Do(chromedp.WaitNotVisible(corrected),
		chromedp.Click(chromedp.CSS("#"+answers+"-problem-0")), chromedp.WaitVisible(corrected),
		chromedp.Click(chromedp.CSS("#"+answers+"-problem-1")), chromedp.WaitNotVisible(corrected))
	p.RequireOwn()
}

// withoutScripts: the same form shows all and is taken as it is.
func (b *browsing) withoutScripts(p *browsertest.Page) {
	p.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}), chromedp.Reload())
	b.logInAs(p, b.lead(b.no))
	b.to(p, agreeing)
	before := b.count(b.no, cases.ActAgreeVisit)
	p.Do(chromedp.SetValue(agreeDay, b.today().AddDays(4).String()), chromedp.Click(button(agreeing)), done(agreeing))
	require.Equal(b.t, before+1, b.count(b.no, cases.ActAgreeVisit))
	p.RequireOwn()
}

// refused: what is wrong has the focus, and stands at its field.
func (b *browsing) refused(p *browsertest.Page) {
	b.logInAs(p, "head")
	b.to(p, "延长期限")
	p.Do(chromedp.Click(button("延长期限")), chromedp.WaitVisible(chromedp.CSS("#problem")))
	require.Equal(b.t, "problem", browsertest.Result(p, chromedp.Evaluate[string]("document.activeElement.id")))
	require.NotZero(b.t, browsertest.Result(p, chromedp.Evaluate[int]("document.querySelectorAll('.wrong').length")))
	p.RequireAccessible()
	p.RequireFits()
	p.Pictures("console-form-refused")
	p.RequireOwn()
}
