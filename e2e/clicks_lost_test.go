package e2e

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/png"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/pagetest"
	"shuangsuiji/record"
)

// agreeing is a form that an inspector fills in, once more after each test: the day on
// which the visit is to be.
const (
	agreeing = "约定检查日期"
	agreedOn = "约定的检查日期"
)

// filling is an office with a case whose lead fills in a form.
type filling struct {
	*clicks
	no string
	v  *pagetest.Visitor
	f  *pagetest.Form
}

func beginFilling(t *testing.T) *filling {
	t.Helper()
	o, no := oneCase(t, setup{standing: startOfMonth})
	b := &filling{clicks: byClicks(o), no: no}
	b.v = b.visitor(b.lead(no))
	b.begin(3)
	return b
}

// begin opens the form and enters the day that is so many days ahead.
func (b *filling) begin(days int) {
	b.t.Helper()
	b.goTo(b.v, aCase(b.no), agreeing)
	b.f = b.v.Form(agreeing).Fill(agreedOn, b.day(days)).Fill("补充说明", "上午九时")
}

func (b *filling) day(days int) string { return b.today().AddDays(days).String() }

// requireThere looks for what was entered in the form that is shown now.
func (b *filling) requireThere(was *pagetest.Form) *pagetest.Form {
	b.t.Helper()
	now := b.v.Form(agreeing)
	require.Equal(b.t, b.own(was.Values()), b.own(now.Values()))
	return now
}

// requireAgreed: the visit was agreed so often, last for the day.
func (b *filling) requireAgreed(times, days int) {
	b.t.Helper()
	require.Equal(b.t, times, b.count(b.no, cases.ActAgreeVisit))
	require.Equal(b.t, b.today().AddDays(days), b.caseNow(b.no).VisitAgreed)
}

func (b *filling) requireDone(p *pagetest.Page) {
	b.t.Helper()
	require.Equal(b.t, http.StatusOK, p.Status, p)
	require.Contains(b.t, p.Alerts(), "已办理："+agreeing+"。")
}

// endSession ends the session of the visitor as an administrator would.
func (b *filling) endSession() {
	b.t.Helper()
	for _, c := range b.v.Cookies() {
		require.NoError(b.t, b.store.Sessions().DeleteCtx(b.ctx, c.Value))
	}
}

func TestASessionThatEndsMeanwhileLosesNothing(t *testing.T) {
	b := beginFilling(t)
	b.endSession()
	p := b.f.Press(agreeing)
	require.Equal(t, http.StatusUnauthorized, p.Status)
	const again = "登录并继续"
	p = b.v.Form(again).Fill("用户名", b.lead(b.no)).Fill("密码", "不是这个密码").Press(again)
	require.Equal(t, http.StatusUnauthorized, p.Status, "a wrong password loses nothing either")
	p = b.v.Form(again).Fill("密码", password).Press(again)
	require.Equal(t, http.StatusOK, p.Status, p)
	b.v.Form("继续填写").Press("继续填写")
	b.requireDone(b.requireThere(b.f).Press(agreeing))
	b.requireAgreed(1, 3)
}

// What one has filled in is nobody else's to send.
func TestAFormIsOfWhoFilledItIn(t *testing.T) {
	b := beginFilling(t)
	b.endSession()
	b.f.Press(agreeing)
	const again = "登录并继续"
	other := b.caseNow(b.no).Team[1]
	b.v.Form(again).Fill("用户名", other).Fill("密码", password).Press(again)
	p := b.v.Form("继续填写").Press("继续填写")
	require.Equal(t, http.StatusForbidden, p.Status)
	require.Contains(t, p.Text(), "另一账号")
	require.Zero(t, b.count(b.no, cases.ActAgreeVisit))
}

func TestSomebodyElseActsMeanwhile(t *testing.T) {
	b := beginFilling(t)
	b.do("head", aCase(b.no), "更正记录", with("被更正的记录号", "送达检查通知书"), with("正确的送达日期", b.today().String()), with("理由", "送达方式误填"))
	p := b.f.Press(agreeing)
	require.Equal(t, http.StatusPreconditionFailed, p.Status)
	require.Contains(t, p.Text(), "他人办理了事项")
	b.requireDone(b.requireThere(b.f).Press(agreeing))
	b.requireAgreed(1, 3)
}

// A button that is pressed twice acts once, and tells both the same.
func TestPressedTwice(t *testing.T) {
	b := beginFilling(t)
	var pages [2]*pagetest.Page
	var pressed sync.WaitGroup
	for i := range pages {
		pressed.Go(func() { pages[i] = b.f.Send(agreeing) })
	}
	pressed.Wait()
	for _, p := range pages {
		b.requireDone(p)
	}
	b.requireAgreed(1, 3)
	b.requireDone(b.f.Press(agreeing))
	b.requireAgreed(1, 3)
}

// A file that came with a form that was refused need not be chosen once more.
func TestAFileOfARefusedForm(t *testing.T) {
	b := beginFilling(t)
	var photograph bytes.Buffer
	require.NoError(t, png.Encode(&photograph, image.NewGray(image.Rect(0, 0, 1, 1))))
	b.f.Fill(agreedOn, "没有日期").In("附件和证据").Attach("选择文件", "门头.png", photograph.Bytes())
	p := b.f.Press(agreeing)
	require.Equal(t, http.StatusUnprocessableEntity, p.Status, p)
	require.Contains(t, slices.Concat(slices.Collect(maps.Values(b.v.Form(agreeing).Values()))...), "门头.png")
	b.requireDone(b.v.Form(agreeing).Fill(agreedOn, b.day(3)).Press(agreeing))
	b.requireAgreed(1, 3)
	acts, err := b.CaseActs(b.ctx, b.people["head"], b.no, record.Page{Limit: 500})
	require.NoError(t, err)
	sum := sha256.Sum256(photograph.Bytes())
	require.Contains(t, string(acts.Items[len(acts.Items)-1].Payload), hex.EncodeToString(sum[:]))
}

// Whoever goes back to a form that was sent and changes it is asked before it is sent
// once more.
func TestSentOnceMoreWithOtherContent(t *testing.T) {
	b := beginFilling(t)
	b.requireDone(b.f.Press(agreeing))
	b.f.Fill(agreedOn, b.day(4))
	p := b.f.Press(agreeing)
	require.GreaterOrEqual(t, p.Status, http.StatusBadRequest)
	require.Contains(t, p.Text(), "先前已经提交")
	b.requireAgreed(1, 3)
	b.requireDone(b.requireThere(b.f).Press(agreeing))
	b.requireAgreed(2, 4)
}

// While nobody takes acts the form stands; the next press performs it, once.
func TestTheProcedureIsAway(t *testing.T) {
	b := beginFilling(t)
	hurried := untiring
	hurried.Deadline = 2 * time.Second
	server := httptest.NewServer(b.handler(hurried))
	t.Cleanup(server.Close)
	b.server = server
	b.v = b.logIn(b.lead(b.no))
	b.begin(5)
	b.stopWorker()
	p := b.f.Press(agreeing)
	require.Equal(t, http.StatusServiceUnavailable, p.Status)
	now := b.requireThere(b.f)
	b.startWorker()
	b.requireDone(now.Press(agreeing))
	b.requireAgreed(1, 5)
}
