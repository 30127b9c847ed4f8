package web_test

import (
	"net/http"
	"strings"
	"testing"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// A case's page says where it stands, who is to act by name, what was done by whom, and
// how its periods are counted.
func TestPageOfACase(t *testing.T) {
	b := newBench(t)
	no := b.at.Drawn()[0]
	c := b.at.CaseNow(no)
	lead := b.loggedIn(c.Team.Lead())
	lead.get("/console/cases/"+no).is(http.StatusOK, "现在可以办理", "/console/cases/"+no+"/acts/serve_notice", "送达检查通知书，2024年4月7日24时", "清明节放假，不计",
		"在处理阶段办理。", "尚未公示").without("%!", "<no value>")
	b.at.ActOnTheCase(c.Team.Lead(), no, cases.ServeNotice{Method: law.ServedInPerson, On: b.at.Today()})
	name := b.at.NameOf(c.Team.Lead())
	lead.get("/console/cases/"+no).is(http.StatusOK, "执法人员 "+name, "直接送达", "送达方式", "（组长）", "清明节调休上班，计入", "已于2024-04-01办理").without("%!")
	b.loggedIn("admin").get("/console/cases/"+no).is(http.StatusForbidden, "无权查看")
}

// Every page of a subject is one page in Chinese to whoever may read it, and says who may
// to others.
func TestPagesOfSubjectsByRole(t *testing.T) {
	b := newBench(t)
	no := b.at.Drawn()[0]
	team := b.at.CaseNow(no).Team
	pages := map[string]string{"/console/tasks/2024001-001": "clerk head director supervisor legal " + team[0], "/console/cases/" + no: "clerk head director supervisor legal " + team[0]}
	for _, who := range []string{"clerk", "head", "director", "supervisor", "legal", "admin", team[0]} {
		s := b.loggedIn(who)
		for path, readers := range pages {
			t.Run(who+path, func(t *testing.T) {
				s.t = t
				if strings.Contains(" "+readers+" ", " "+who+" ") {
					s.get(path).is(http.StatusOK, "<h1>", "办理记录").without("%!", "ZgotmplZ", "<no value>")
				} else {
					s.get(path).is(http.StatusForbidden, `role="alert"`)
				}
			})
		}
	}
}
