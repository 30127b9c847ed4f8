package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/officetest"
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

// The entity's link is shown once, to whoever may make it, with its code and as a slip to
// print; a repeat of the form shows nothing again.
func TestEntityLinkIsShownOnce(t *testing.T) {
	b := newBench(t)
	no := b.at.Drawn()[0]
	lead := b.loggedIn(b.at.CaseNow(no).Team.Lead())
	at := "/console/cases/" + no + "/entity-link"
	form := url.Values{"key": {lead.get(at).is(http.StatusOK, "尚未生成链接", "生成链接").value("key")}, "codeWay": {"paper"}, "do": {"make"}}
	lead.post(at, form).is(http.StatusOK, "只显示这一次", "/entity/", `<svg class="qr"`, "验证码").without("%!")
	lead.post(at, form).is(http.StatusOK, "不能再次显示").without("/entity/")
	lead.get(at).is(http.StatusOK, "有效，尚未打开", "换发链接", b.at.NameOf(b.at.CaseNow(no).Team.Lead())).without("/entity/")
	b.loggedIn("supervisor").get(at).is(http.StatusOK, "由本案检查组成员和发起处室经办生成")
	b.loggedIn("head").get(at).is(http.StatusForbidden, "只有本案检查组成员和发起处室经办可以生成检查对象的链接")
	lead.post(at, url.Values{"do": {"revoke"}}).is(http.StatusSeeOther)
	lead.get(at).is(http.StatusOK, "已撤销")
	lead.post(at, url.Values{"do": {"revoke"}}).is(http.StatusNotFound, "没有有效的链接可以撤销")
}

// What came of a case stands on its page: item by item what the self-check and the record
// say, what was corrected, which proceedings came out of it, what is public.
func TestPageOfACaseWithAProblem(t *testing.T) {
	b := newBench(t)
	no := b.at.Drawn()[0]
	item := b.at.SelfChecked(no).Items[0]
	c := b.at.Inspected(no, item)
	b.at.Concluded(no, law.OutcomeFollowUp, map[string]cases.ItemResult{item: {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPenalty}}})
	_, err := b.at.Delegate(t.Context(), b.at.Actor("director"), "head-insurance", law.RoleBureauHead, b.at.Today(), b.at.Today(), "外出")
	require.NoError(t, err)
	b.at.ActOnTheCase("clerk", no, cases.PreparePublication{})
	b.at.ActOnTheCase("head-insurance", no, cases.ApprovePublication{})
	b.at.ActOnTheCase("head", no, cases.CorrectEntry{Seq: c.Visit.Seq}, "写错了地址<script>𠮷")
	clerk := b.loggedIn("clerk")
	penalty := b.at.Branch(no, law.ProceedingPenalty).No
	page := clerk.get("/console/cases/"+no).is(http.StatusOK, "自查未报告，检查发现问题", "发现问题待后续处理", "行政处罚案件", penalty, no+"/1", "更正第", "写错了地址&lt;script&gt;𠮷",
		"已由第", "科长甲", "录入书面异议", "受局长甲委托").without("%!", "<no value>", "ZgotmplZ")
	require.Contains(t, page.text, `aria-current="step"><strong>后续</strong>`)
	clerk.get("/console/proceedings/"+penalty).is(http.StatusOK, "立案审批", "组长：", "尚未办理").without("%!", "罚没款项")
	b.at.Proceeded(b.at.Branch(no, law.ProceedingPenalty), 4_000_00)
	clerk.get("/console/proceedings/"+penalty).is(http.StatusOK, "罚款4000元", "罚没款项", "罚款缴款", "公示至", "行政处罚决定执行完毕", "劳动保障监察条例第30条", "局长甲").without("%!", "<no value>")
}

// The draw's desk reads the commitment out in groups of eight, tells who witnesses, takes
// invitations, and recomputes the draw from its evidence.
func TestDrawDesk(t *testing.T) {
	b := newBench(t)
	at := "/console/tasks/" + officetest.TaskID + "/draw"
	b.at.Until(func(context.Context) bool { return b.at.Task().Stage == tasks.StagePreparing })
	clerk := b.loggedIn("clerk")
	first := clerk.get(at).is(http.StatusOK, "抽取承诺在批准抽取时公布", "邀请外部见证人")
	clerk.post(at, url.Values{"key": {first.value("key")}, "name": {"行业协会代表"}}).is(http.StatusOK, "只显示这一次", "行业协会代表", "/witness/")
	page := clerk.get(at).is(http.StatusOK, "撤销行业协会代表的链接", "有效，尚未打开")
	clerk.post(at, url.Values{"key": {page.value("key")}, "name": {" "}}).is(http.StatusUnprocessableEntity, `role="alert"`)
	clerk.post(at, url.Values{"revoke": {page.value("revoke")}}).is(http.StatusSeeOther)
	b.at.Drawn()
	clerk.get(at).is(http.StatusOK, officetest.Witness, officetest.Entry, "已揭晓", "局长甲", "/public-evidence", b.at.Task().Draw.Commitment[:8]+" "+b.at.Task().Draw.Commitment[8:16]).
		without("/full-evidence", "邀请外部见证人")
	clerk.get(at+"?verify=1").is(http.StatusOK, "验证通过", "锁定的检查对象")
	b.loggedIn("supervisor").get(at).is(http.StatusOK, "/full-evidence")
	b.loggedIn("admin").get(at).is(http.StatusForbidden, "查看抽查任务")
}

// Visits that are alike are approved together once the head has ticked them; none is
// ticked beforehand, and only a head is let in.
func TestVisitsApprovedTogether(t *testing.T) {
	b := newBenchOf(t, officetest.Under54())
	var proposed []string
	for _, no := range b.at.Drawn() {
		if c := b.at.CaseNow(no); c.Under54 && len(proposed) < 2 {
			b.at.SelfChecked(no)
			b.at.ActOnTheCase(c.Team.Lead(), no, cases.ProposeVisit{Mode: cases.ModeOnSite, From: b.at.Today(), To: b.at.Today().AddDays(3)}, "按计划抽查")
			proposed = append(proposed, no)
		}
	}
	require.Len(t, proposed, 2)
	at := "/console/tasks/" + officetest.TaskID + "/visit-approvals"
	director := b.loggedIn("director")
	page := director.get(at).is(http.StatusOK, proposed[0], proposed[1]).without(" checked")
	director.post(at, url.Values{"key": {page.value("key")}}).is(http.StatusUnprocessableEntity, "请勾选要批准的案件")
	director.post(at, url.Values{"key": {page.value("key")}, "case": {proposed[0]}}).is(http.StatusOK, "逐件办理结果", "已批准")
	require.NotEmpty(t, b.at.CaseNow(proposed[0]).Approval.ApprovedBy)
	require.Empty(t, b.at.CaseNow(proposed[1]).Approval.ApprovedBy)
	b.loggedIn("head").get(at).is(http.StatusForbidden, "应由局负责人办理")

	// The code that the team then shows at the door.
	c := b.at.CaseNow(proposed[0])
	lead := b.loggedIn(c.Team.Lead())
	lead.get("/console/cases/"+c.No).is(http.StatusOK, "/console/cases/"+c.No+"/visit-code", "行政检查审批")
	lead.get("/console/cases/"+c.No+"/visit-code").is(http.StatusOK, `<svg class="qr"`, "/public/visit-codes/", b.at.NameOf(c.Team.Lead()))
	b.loggedIn(b.at.CaseNow(proposed[1]).Team.Lead()).get("/console/cases/"+proposed[1]+"/visit-code").is(http.StatusConflict, "未经局负责人批准")
	director.get("/console/cases/"+c.No+"/visit-code").is(http.StatusForbidden, "只有本案检查组成员可以出示检查码")
}
