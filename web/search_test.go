package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// TestSearch: an item and an inspector are found as people type them, and what is too
// short is told.
func TestSearch(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("clerk")
	form := imported("代码\t检查对象类别\t抽查事项\t一般/重点\nX1\t人力资源服务机构\t演示（雅县）ＡＢＣ 事项\t一般\n")
	form.Set("do", "import")
	s.post("/console/registers/import/items", form).is(http.StatusSeeOther)
	for _, typed := range []string{"(雅县)", "abc事项", "ysyx", "yanshi", "Ｘ１"} {
		q := url.QueryEscape(typed)
		s.get("/console/search?q="+q).is(http.StatusOK, "演示（雅县）ＡＢＣ 事项")
		s.get("/console/registers/items?text="+q).is(http.StatusOK, "演示（雅县）ＡＢＣ 事项")
	}
	s.get("/console/search?q=yxys").is(http.StatusOK, "没有找到").without("ＡＢＣ 事项")
	s.get("/console/search?q=%25").is(http.StatusOK, "至少输入一个汉字")
	s.get("/console/cases?text=_").is(http.StatusUnprocessableEntity, "至少输入一个汉字")
}
