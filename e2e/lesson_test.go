package e2e

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/docs"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/pagetest"
	"shuangsuiji/web"
)

// lesson is the manual's first hour, with what its reader meets on the way.
type lesson struct {
	*clicks
	words map[string]bool // what the pages call their parts
	album album
}

// TestLesson goes through the manual's first hour as its reader does. What the manual
// calls a page, a button, a field or an answer there is called so on the pages, and its
// pictures show the pages as they are.
func TestLesson(t *testing.T) {
	o := openOffice(t, setup{entities: 60, standing: startOfMonth})
	o.importPlan(documents.SamplePlan(), false)
	o.untilTask(taskID, tasks.StagePreparing)
	o.shown = []web.DemonstrationAccount{{Login: "clerk", Password: password, Name: o.names["clerk"], Roles: law.RoleClerk.Chinese(), Department: o.people["clerk"].Department},
		{Login: "director", Password: password, Name: o.names["director"], Roles: law.RoleBureauHead.Chinese(), Department: o.people["director"].Department}}
	l := &lesson{clicks: byClicks(o), words: map[string]bool{}}
	l.run(t, "登录", l.beginning)
	var no string
	l.run(t, "抽取", func() { no = l.ofAService(l.drawing()) })
	l.run(t, "检查", func() { l.inspecting(no) })
	l.run(t, "认定和公示", func() { l.concluding(no) })
	l.run(t, "管理", l.keeping)
	l.requireNamed(t, chapterOf(t, "一小时上手"))
	l.album.requireWhole(t)
}

// meets has whoever acts in the lesson remember what the pages show.
func (l *lesson) meets(who string) {
	l.t.Helper()
	v := l.visitor(who)
	v.Seen = func(p *pagetest.Page) {
		l.saw(p)
		l.remember(p)
	}
	v.Open("/console")
}

func (l *lesson) remember(p *pagetest.Page) {
	for _, word := range append(p.Words(), p.Choices()...) {
		l.words[word] = true
	}
}

// beginning is what is seen before and after the login.
func (l *lesson) beginning() {
	stranger := pagetest.Visit(l.t, l.server.URL)
	stranger.Seen = l.remember
	l.pictured(stranger, "login", "/console/login")
	for _, who := range []string{"clerk", "director", "head", "supervisor", "admin"} {
		l.meets(who)
	}
	l.pictured(l.visitor("clerk"), "home", "/console")
	l.pictured(l.visitor("head"), "plan", "/console/plans/2024001")
}

// drawing is the draw with one witness, whose entry the clerk types in.
func (l *lesson) drawing() []string {
	task := aTask(taskID)
	at := "/console/tasks/" + taskID
	l.pictured(l.visitor("clerk"), "task", at)
	l.pictured(l.visitor("clerk"), "prepare", at+"/acts/prepare_draw")
	l.do("clerk", task, "拟定抽取方案", with("抽取规则", "抽取方式", "不定向"), with("抽取规则", "抽查比例", "10%"), with("抽取规则", "见证人数", "1"), choosing("联合处室（经办确认）", joint...))
	l.pictured(l.visitor("director"), "approve", at+"/acts/approve_draw")
	l.do("director", task, "批准抽取并锁定名单")
	l.do("clerk", task, "见证人封存内容", with("见证人", "机关纪委李某"), with("未封存、由经办代为录入", "是"), with("见证内容", "三五二六"))
	drawn := l.untilOpened(taskID)
	v := l.visitor("clerk")
	v.Open(at)
	v.Follow("抽取工作台")
	v.Follow("按证据重新计算，验证结果")
	l.pictured(l.visitor("supervisor"), "draw", at+"/draw?verify=1")
	return drawn
}

// ofAService is the first of the cases that are alike in what is looked at.
func (l *lesson) ofAService(drawn []string) string {
	l.t.Helper()
	i := slices.IndexFunc(drawn, func(no string) bool { return l.caseNow(no).Kind == "人力资源服务机构" })
	require.GreaterOrEqual(l.t, i, 0)
	return drawn[i]
}

// inspecting takes the case to the record of its visit.
func (l *lesson) inspecting(no string) {
	for _, member := range l.caseNow(no).Team {
		l.meets(member)
	}
	lead, at := l.visitor(l.lead(no)), "/console/cases/"+no
	l.pictured(lead, "work", "/console")
	l.served(no)
	l.selfChecked(no)
	l.pictured(lead, "case", at)
	l.pictured(lead, "visit", at+"/acts/record_visit")
	l.visited(no)
}

// concluding takes the inspected case to the public and to its end.
func (l *lesson) concluding(no string) {
	at := "/console/cases/" + no
	l.do(l.lead(no), aCase(no), "提出认定意见", with("检查结果", "未发现问题"))
	l.pictured(l.visitor("head"), "confirm", at+"/acts/confirm_result")
	l.do("head", aCase(no), "认定检查结果")
	l.published(no)
	l.untilStage(no, cases.StageClosed)
	l.pictured(l.visitor("supervisor"), "closed", at)
	l.pictured(l.visitor("supervisor"), "public", "/")
}

// keeping is the page of those who keep the accounts.
func (l *lesson) keeping() {
	l.pictured(l.visitor("admin"), "accounts", "/console/office/accounts")
}

// pictured opens a page that the manual shows.
func (l *lesson) pictured(v *pagetest.Visitor, name, path string) {
	l.t.Helper()
	v.For(l.t)
	p := v.Open(path)
	require.Equal(l.t, http.StatusOK, p.Status, p)
	l.album.shows(l.t, name, p, v.Cookies())
}

// chapterOf is the chapter of the manual.
func chapterOf(t *testing.T, name string) string {
	t.Helper()
	_, rest, found := strings.Cut(string(docs.Manual), "、"+name+"\n")
	require.True(t, found, "the manual has no chapter %s", name)
	chapter, _, _ := strings.Cut(rest, "\n## ")
	return chapter
}

var quoted = regexp.MustCompile(`“([^”]+)”`)

// requireNamed requires that all that the chapter quotes stands on a page.
func (l *lesson) requireNamed(t *testing.T, chapter string) {
	t.Helper()
	all := quoted.FindAllStringSubmatch(chapter, -1)
	require.NotEmpty(t, all)
	var strange []string
	for _, one := range all {
		if !l.words[one[1]] {
			strange = append(strange, one[1])
		}
	}
	require.Empty(t, strange, "the manual quotes what no page of the lesson has")
}
