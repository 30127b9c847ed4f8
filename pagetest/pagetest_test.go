package pagetest

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const form = `<form method="post" action="/taken" enctype="multipart/form-data">
<input type="hidden" name="key" value="k1">
<div><label for="f-name">名称<span>（必填）</span></label><input id="f-name" name="name" value=""><span class="wrong">太长</span></div>
<div><label for="f-on">日期</label><input id="f-on" type="date" name="on" value="2024-04-01"></div>
<div><label for="f-at">开始时间</label><input id="f-at" type="date" name="at.date" value=""><input type="time" name="at.time" value="" aria-label="开始时间：时分"></div>
<div><label for="f-by">延长多久</label><input id="f-by" name="by.amount" value=""><select name="by.unit" aria-label="延长多久：单位"><option value="working_days">工作日</option><option value="days">日</option></select></div>
<div><label for="f-who">人员</label><select id="f-who" name="who"><option value="">请选择</option><option value="1">张三（A1）</option><option value="2">李四（A2）</option></select></div>
<fieldset><legend>结论</legend>
  <fieldset><legend>R1 合同</legend><fieldset><legend>结论</legend>
    <input type="radio" id="r1-0" name="r.R1" value="clear"><label for="r1-0">未发现问题</label>
    <input type="radio" id="r1-1" name="r.R1" value="problem"><label for="r1-1">发现问题</label></fieldset></fieldset>
  <fieldset><legend>R10 工资</legend><fieldset><legend>结论</legend>
    <input type="radio" id="r10-0" name="r.R10" value="clear" checked><label for="r10-0">未发现问题</label>
    <input type="radio" id="r10-1" name="r.R10" value="problem"><label for="r10-1">发现问题</label></fieldset></fieldset>
</fieldset>
<fieldset><legend>事项</legend><input type="checkbox" id="c0" name="items" value="R1"><label for="c0">R1 合同</label>
<input type="checkbox" id="c1" name="items" value="R2"><label for="c1">R2 工资</label></fieldset>
<fieldset><legend>情节</legend><input type="checkbox" id="t0" name="tick" value="true"><label for="t0">配合调查</label></fieldset>
<details><summary>补充</summary><label for="f-more">说明</label><textarea id="f-more" name="more">
</textarea><label for="f-why">理由</label><input id="f-why" name="why"></details>
<label for="f-file">选择文件</label><input type="file" id="f-file" name="files">
<button>提交</button> <button name="addRow" value="rows">再加一项</button></form>`

// serving is a site of a page with the form, and one that says what it was sent.
func serving(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	page := func(w http.ResponseWriter, said string) {
		_, _ = fmt.Fprintf(w, `<!doctype html><title>t</title><h1>页面</h1><p role="status">%s</p><nav aria-label="栏目"><a href="/form">表单</a></nav><a href="#below">表单</a>
<table><tr><td>一号</td><td><a href="/form?1">办理</a></td></tr><tr><td>二号</td><td><a href="/form?2">办理</a></td></tr></table>%s`, html.EscapeString(said), form)
	}
	mux.HandleFunc("GET /form", func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "s1"})
		page(w, "")
	})
	mux.HandleFunc("POST /taken", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			page(w, err.Error())
			return
		}
		cookie, err := r.Cookie("session")
		if err != nil || r.Header.Get("Origin") != "http://"+r.Host {
			w.WriteHeader(http.StatusForbidden)
		}
		said := r.PostForm.Encode() + " " + cookie.String()
		for _, f := range r.MultipartForm.File["files"] {
			said += " " + f.Filename + " of " + strconv.FormatInt(f.Size, 10)
		}
		page(w, said)
	})
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return srv.URL
}

func TestAFormIsFilledInByItsLabels(t *testing.T) {
	v := Visit(t, serving(t))
	require.Equal(t, "页面", v.Open("/form").Heading())
	require.Equal(t, map[string]string{"名称": "太长"}, v.Page().Refused())
	f := v.Form("提交").Fill("名称", "甲").Fill("日期", "2024-04-01").Fill("开始时间", "2024-04-02 09:30").Fill("延长多久", "5 日").Fill("人员", "A2")
	f.In("结论").In("R1").Fill("结论", "发现问题")
	f.Choose("事项", "R1", "R2 工资").In("情节").Fill("配合调查", "是")
	f.Fill("说明", "一\n二").Fill("理由", "丙").Attach("选择文件", "照片.png", []byte("png"))
	require.Equal(t, []string{"R1 合同", "R10 工资"}, f.In("结论").Rows())
	sent := f.Values()
	p := f.Press("提交")
	require.Equal(t, http.StatusOK, p.Status)
	said, beside, _ := strings.Cut(p.Alerts()[0], " ")
	require.Equal(t, "session=s1 照片.png of 3", beside)
	got, err := url.ParseQuery(said)
	require.NoError(t, err)
	require.Equal(t, url.Values{"key": {"k1"}, "name": {"甲"}, "on": {"2024-04-01"}, "at.date": {"2024-04-02"}, "at.time": {"09:30"}, "by.amount": {"5"}, "by.unit": {"days"},
		"who": {"2"}, "r.R1": {"problem"}, "r.R10": {"clear"}, "items": {"R1", "R2"}, "tick": {"true"}, "more": {"一\r\n二"}, "why": {"丙"}}, got)
	require.Equal(t, sent, got)
	// Two lists and a file at two presses each, three boxes, one radio, what was folded, the button.
	require.Equal(t, Effort{Presses: 2 + 2 + 2 + 3 + 1 + 1 + 1, Typed: 6, Loads: 2}, v.Effort)
}

func TestAButtonSendsItsOwnValue(t *testing.T) {
	v := Visit(t, serving(t))
	v.Open("/form")
	require.Contains(t, v.Form("再加一项").Send("再加一项").Alerts()[0], "addRow=rows")
	require.Equal(t, "/form", v.Page().URL.Path, "the page stays")
	v.Menu("栏目", "表单")
	require.Equal(t, Effort{Presses: 1, Loads: 2}, v.Effort)
	require.True(t, v.OffersIn("一号", "办理"))
	require.False(t, v.OffersIn("三号", "办理"))
	require.Equal(t, "2", v.FollowIn("二号", "办理").URL.RawQuery)
}

// failing is a test that may fail.
type failing struct {
	testing.TB
	failed bool
}

func (f *failing) Errorf(string, ...any) { f.failed = true }
func (f *failing) FailNow()              { runtime.Goexit() }

func TestWhatIsNotOnThePageFails(t *testing.T) {
	server := serving(t)
	for name, do := range map[string]func(*Visitor){
		"a link":          func(v *Visitor) { v.Follow("别处") },
		"one link of two": func(v *Visitor) { v.Follow("表单") },
		"a row":           func(v *Visitor) { v.FollowIn("三号", "办理") },
		"a menu":          func(v *Visitor) { v.Menu("目录", "表单") },
		"a button":        func(v *Visitor) { v.Form("删除") },
		"a field":         func(v *Visitor) { v.Form("提交").Fill("电话", "1") },
		"an answer": func(v *Visitor) {
			v.Form("提交").In("结论").In("R10").Fill("结论", "不涉及")
		},
		"one answer of two": func(v *Visitor) { v.Form("提交").Fill("人员", "（A") },
		"a part":            func(v *Visitor) { v.Form("提交").In("R1"); v.Form("提交").In("R2") },
		"half of a moment":  func(v *Visitor) { v.Form("提交").Fill("开始时间", "2024-04-02") },
	} {
		t.Run(name, func(t *testing.T) {
			told := &failing{TB: t}
			done := make(chan struct{})
			go func() {
				defer close(done)
				v := Visit(told, server)
				v.Open("/form")
				do(v)
			}()
			<-done
			require.True(t, told.failed)
		})
	}
}
