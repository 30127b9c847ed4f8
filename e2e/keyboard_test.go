package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/tasks"
)

// TestPlanByKeyboard takes plan 2024001 from its import to the draw and to one case's
// notice in each browser, without a mouse: by Tab, Space, arrows, Enter and the console's
// own keys.
func TestPlanByKeyboard(t *testing.T) {
	browsertest.Each(t, func(t *testing.T, browser *browsertest.Browser) {
		c := byClicks(openOffice(t, setup{entities: 20, standing: startOfMonth}))
		b := &browsing{clicks: c, address: browsertest.ByName(c.server.URL)}
		opens := func(who string) *browsertest.Page {
			p := browser.Open(t, b.address+"/console")
			p.Do(loginThere(), chromedp.KeyEvent(who+kb.Tab+password+kb.Enter), heading("工作台"))
			return p
		}
		clerk := opens("clerk")
		b.importsByKeys(clerk)
		b.preparesByKeys(clerk)
		b.approvesByKeys(opens("director"))
		no := b.untilOpened(taskID)[0]
		b.servesByKeys(opens(b.lead(no)), no)
	})
}

// importsByKeys pastes the plan as Excel copies it, looks at what it would change, and imports it.
func (b *browsing) importsByKeys(p *browsertest.Page) {
	b.enters(p, "年度计划", "年度计划")
	b.enters(p, "导入", "导入")
	b.tabTo(p, "at.name === 'pasted'")
	p.Do(pasted(strings.ReplaceAll(string(plan("2024年4月", 1)), ",", "\t")), handedIn(), there(chromedp.Search("//h2[contains(., '将要导入的内容')]")))
	b.tabTo(p, "at.tagName === 'BUTTON' && at.innerText.trim() === '全部导入'")
	p.Do(chromedp.KeyEvent(kb.Enter), there(chromedp.Search("//p[@role='status']")), heading("年度计划"))
	b.untilTask(taskID, tasks.StagePreparing)
	p.RequireOwn()
}

// preparesByKeys fills in the rules of the draw. The list is gone through by the
// console's key for the next row.
func (b *browsing) preparesByKeys(p *browsertest.Page) {
	b.enters(p, "抽查任务", "抽查任务")
	p.Do(chromedp.KeyEvent("j"))
	require.Equal(b.t, taskID, browsertest.Result(p, chromedp.Evaluate[string]("document.activeElement.innerText.trim()")))
	p.Do(chromedp.KeyEvent(kb.Enter), there(chromedp.Search("//h2[@id='draw']")))
	b.enters(p, "拟定抽取方案", "拟定抽取方案")
	b.choosesByKeys(p, "抽取方式", "不定向")
	b.tabTo(p, "at.name === 'facts.rules.witnesses'")
	p.Do(chromedp.KeyEvent("0"))
	for range joint {
		b.tabTo(p, "at.name === 'facts.joint' && !at.checked")
		p.Do(chromedp.KeyEvent(" "))
	}
	p.Do(handedIn(), done("拟定抽取方案"))
	p.RequireOwn()
}

// approvesByKeys approves the draw from the desk, and once more where it is shown.
func (b *browsing) approvesByKeys(p *browsertest.Page) {
	b.enters(p, "批准抽取并锁定名单", "批准抽取并锁定名单")
	p.Do(handedIn(), heading("请再次确认"))
	b.tabTo(p, "at.tagName === 'BUTTON' && at.innerText.trim() === '"+confirms+"'")
	p.Do(chromedp.KeyEvent(kb.Enter), done("批准抽取并锁定名单"))
	p.RequireOwn()
}

// servesByKeys goes to the case by the search, whose only hit is it, and serves its notice.
func (b *browsing) servesByKeys(p *browsertest.Page, no string) {
	b.tabTo(p, "at.id === 'find'")
	p.Do(chromedp.KeyEvent(no+kb.Enter), heading("查找"), chromedp.KeyEvent("j"), chromedp.KeyEvent(kb.Enter), heading(no))
	b.enters(p, "送达检查通知书", "送达检查通知书")
	b.choosesByKeys(p, "送达方式", "直接送达")
	p.Do(handedIn(), done("送达检查通知书"))
	require.Equal(b.t, 1, b.count(no, cases.ActServeNotice))
	p.RequireOwn()
}

// enters goes to the link with the text by Tab, and presses Enter.
func (b *browsing) enters(p *browsertest.Page, link, page string) {
	b.t.Helper()
	b.tabTo(p, fmt.Sprintf("at.tagName === 'A' && at.innerText.trim() === '%s'", link))
	p.Do(chromedp.KeyEvent(kb.Enter), heading(page))
}

// choosesByKeys chooses the answer under the legend: Space takes the one that has the
// focus, arrows the next.
func (b *browsing) choosesByKeys(p *browsertest.Page, legend, answer string) {
	b.t.Helper()
	b.tabTo(p, fmt.Sprintf("at.type === 'radio' && at.closest('fieldset').querySelector('legend').innerText.startsWith('%s')", legend))
	p.Do(chromedp.KeyEvent(" "))
	for range 10 {
		if browsertest.Result(p, chromedp.Evaluate[bool](fmt.Sprintf("document.activeElement.checked && document.activeElement.labels[0].innerText.trim() === '%s'", answer))) {
			return
		}
		p.Do(chromedp.KeyEvent(kb.ArrowDown))
	}
	require.Fail(b.t, "not reached by arrows", answer)
}

// handedIn is the console's key that hands a form in.
func handedIn() chromedp.Action[chromedp.Void] {
	return chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
}

// pasted is what Ctrl+V does where the focus is.
func pasted(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}
