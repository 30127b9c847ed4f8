package web_test

import (
	"net/http"
	"testing"
)

// What is not there is not found, in a page.
func TestWhatIsNotThere(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("supervisor")
	for _, path := range []string{"/console/plans/1999001", "/console/years/1999", "/console/years/x", "/console/years/2024/figures/none", "/console/registers/entities/91999999MADEM0011Y",
		"/console/registers/inspectors/none", "/console/registers/items/none", "/console/office/accounts/none", "/console/office/settings/none", "/console/office/rules/1999"} {
		s.get(path).is(http.StatusNotFound, `role="alert"`)
	}
	b.loggedIn("clerk").get("/console/registers/import/none").is(http.StatusNotFound)
	s.get("/console/calendar?year=9").is(http.StatusUnprocessableEntity)
	s.get("/console/calendar?from=x&amount=2").is(http.StatusOK, "不是有效日期")
	s.get("/console/office/security?since=x").is(http.StatusUnprocessableEntity)
}

// What others wrote is shown as they wrote it.
func TestHostileNames(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("clerk")
	const name = `<script>alert("x")</script>&'`
	form := imported("代码\t检查对象类别\t抽查事项\t一般/重点\nX1\t人力资源服务机构\t" + name + "\t一般\n")
	s.post("/console/registers/import/items", form).is(http.StatusOK, "新增1行").without("<script>alert")
	form.Set("do", "import")
	s.post("/console/registers/import/items", form).is(http.StatusSeeOther)
	for _, path := range []string{"/console/registers/items", "/console/registers/items/X1", "/console/search?q=alert", "/console/years/2024"} {
		s.get(path).is(http.StatusOK, "&lt;script&gt;").without("<script>alert")
	}
}
