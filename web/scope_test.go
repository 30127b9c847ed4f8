package web_test

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/tasks"
	"shuangsuiji/officetest"
	"shuangsuiji/pagetest"
)

// visiting is a visitor of the console who has logged in.
func (b *bench) visiting(account string) *pagetest.Visitor {
	b.Helper()
	b.at.WithPassword(account)
	v := pagetest.Visit(b, b.url)
	v.Open("/console")
	p := v.Form("登录").Fill("用户名", account).Fill("密码", officetest.Password).Press("登录")
	require.Equal(b, http.StatusOK, p.Status, p)
	return v
}

// ticked are the boxes of the name that are ticked; an empty value says that it was asked.
func ticked(f *pagetest.Form, name string) []string {
	return slices.DeleteFunc(f.Values()[name], func(value string) bool { return value == "" })
}

// The proposal of a draw comes with the categories and departments that the task has
// ticked; what is ticked when it is handed in is what holds, and is ticked the next time.
func TestProposalTicksWhatTheTaskHas(t *testing.T) {
	const propose = "拟定抽取方案"
	b := newBench(t)
	b.at.Until(func(context.Context) bool { return b.at.Task().Stage == tasks.StagePreparing })
	before := b.at.Task()
	require.Equal(t, []string{"人力资源服务机构", "社保经办机构"}, before.Kinds)
	require.Equal(t, officetest.Joint, before.Joint)
	v := b.visiting("clerk")
	form := func() *pagetest.Form {
		v.Open("/console/tasks/" + officetest.TaskID)
		v.Follow(propose)
		return v.Form(propose)
	}
	f := form()
	require.Equal(t, before.Kinds, ticked(f, "facts.kinds"))
	require.Equal(t, before.Joint, ticked(f, "facts.joint"))

	rules := f.In("抽取规则")
	rules.Fill("抽取方式", "不定向").Fill("抽查比例", "10%").Fill("见证人数", "1")
	f.Fill("社保经办机构", "否")
	for _, joint := range before.Joint {
		f.Fill(joint, "否")
	}
	f.Choose("联合处室（经办确认）", "信息中心")
	p := f.Press(propose)
	require.Equal(t, http.StatusOK, p.Status, p)
	after := b.at.Task()
	require.Equal(t, []string{"人力资源服务机构"}, after.Kinds)
	require.Equal(t, []string{"信息中心"}, after.Joint)

	b.at.ActOnTheTask("director", tasks.ReturnDraw{}, "请核对")
	f = form()
	require.Equal(t, after.Kinds, ticked(f, "facts.kinds"))
	require.Equal(t, after.Joint, ticked(f, "facts.joint"))

	// None at all is no mistake: nobody joins in.
	f.In("抽取规则").Fill("见证人数", "1")
	f.Fill("信息中心", "否")
	p = f.Press(propose)
	require.Equal(t, http.StatusOK, p.Status, p)
	require.Empty(t, b.at.Task().Joint)
	require.Equal(t, after.Kinds, b.at.Task().Kinds)
}
