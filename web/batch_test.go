package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/officetest"
	"shuangsuiji/web"
)

func batchAt(act law.ActKind) string {
	return "/console/tasks/" + officetest.TaskID + "/batch/" + string(act)
}

// sentBatch is the form of a page with the cases ticked.
func sentBatch(p shown, facts url.Values, ticked ...string) url.Values {
	form := url.Values{"key": {p.value("key")}, "account": {p.value("account")}, "case": ticked}
	for _, no := range ticked {
		form.Set("seen."+no, p.value("seen."+no))
	}
	for name, value := range facts {
		form[name] = value
	}
	return form
}

// ofLead are the open cases of one lead, who has two at least.
func (b *bench) ofLead() (lead string, numbers []string) {
	b.Helper()
	by := map[string][]string{}
	for _, no := range b.at.Drawn() {
		who := b.at.CaseNow(no).Team.Lead()
		if by[who] = append(by[who], no); len(by[who]) > 1 {
			lead = who
		}
	}
	require.NotEmpty(b, lead, "nobody leads two teams")
	return lead, by[lead]
}

func TestNoticesServedTogether(t *testing.T) {
	b := newBench(t)
	lead, numbers := b.ofLead()
	s := b.loggedIn(lead)
	s.get("/console").is(http.StatusOK, `href="`+batchAt(cases.ActServeNotice)+`"`)
	page := s.get(batchAt(cases.ActServeNotice)).is(http.StatusOK, numbers[0], numbers[1]).without(" checked")
	s.post(batchAt(cases.ActServeNotice), sentBatch(page, nil)).is(http.StatusUnprocessableEntity, "请勾选要办理的案件。")

	// What is wrong with the form is told once, and nothing is done.
	wrong := sentBatch(page, url.Values{"facts.on": {"明天"}}, numbers[0], numbers[1])
	s.post(batchAt(cases.ActServeNotice), wrong).is(http.StatusUnprocessableEntity, "明天", `value="`+numbers[0]+`" aria-label="选择`+numbers[0]+`" checked`)
	require.Nil(t, b.at.CaseNow(numbers[0]).Service)

	good := sentBatch(page, url.Values{"facts.method": {"in_person"}, "facts.on": {b.at.Today().String()}}, numbers[0], numbers[1])
	s.post(batchAt(cases.ActServeNotice), good).is(http.StatusOK, "办理结果").without("没有办理：")
	for _, no := range numbers[:2] {
		c := b.at.CaseNow(no)
		require.True(t, c.Service.Served)
		require.Equal(t, cases.StageSelfCheck, c.Stage)
	}
	// Sent once more it is answered from its keys: nothing is done twice.
	seq := b.at.CaseNow(numbers[0]).Seq
	s.post(batchAt(cases.ActServeNotice), good).is(http.StatusOK).without("没有办理：")
	require.Equal(t, seq, b.at.CaseNow(numbers[0]).Seq)
}

// All are ticked by one press of whoever wants it, and nothing is done by it.
func TestAllTicked(t *testing.T) {
	b := newBench(t)
	lead, numbers := b.ofLead()
	const said = "请逐件核对，不办理的取消勾选"
	s := b.loggedIn(lead)
	all := s.get(batchAt(cases.ActServeNotice)+"?all=true").is(http.StatusOK, said)
	require.GreaterOrEqual(t, all.count(" checked"), len(numbers))
	s.post(batchAt(cases.ActServeNotice)+"?all=true", sentBatch(all, nil)).is(http.StatusUnprocessableEntity, "请勾选要办理的案件。").without(" checked")
	require.Nil(t, b.at.CaseNow(numbers[0]).Service)

	browsertest.Each(t, func(t *testing.T, in *browsertest.Browser) {
		p := in.Open(t, browsertest.ByName(b.url)+web.Root+"/login")
		p.Do(chromedp.SendKeys(chromedp.CSS("#login"), lead), chromedp.SendKeys(chromedp.CSS("#password"), officetest.Password+"\r"), chromedp.WaitVisible(chromedp.CSS(".menu")),
			chromedp.Navigate(browsertest.ByName(b.url)+batchAt(cases.ActServeNotice)))
		count := func(css string) int {
			return browsertest.Result(p, chromedp.Evaluate[int]("document.querySelectorAll('"+css+"').length"))
		}
		require.Zero(t, count("[name=case]:checked"))
		p.Do(chromedp.Click(chromedp.CSS("[name=\"facts.method\"]")), chromedp.Click(chromedp.CSS("[data-tick-all]")))
		require.Zero(t, count("[name=case]:not(:checked)"))
		require.Equal(t, 1, count("[name=\"facts.method\"]:checked"), "what was filled in stays")
		require.Contains(t, browsertest.Result(p, chromedp.Evaluate[string]("document.querySelector('[data-ticked]').textContent")), said)
		p.RequireAccessible()
		p.RequireOwn()
	})
}

// A case that has to be looked at by itself is not acted on with others, whatever a form
// says, nor one of which the person has not seen how it stands, nor one of another task.
func TestOnlyCleanCasesTogether(t *testing.T) {
	b := newBench(t)
	drawn := b.at.Drawn()
	clean, found := drawn[0], drawn[1]
	for _, no := range []string{clean, found} {
		b.at.SelfChecked(no)
	}
	b.at.Inspected(clean)
	b.at.Concluded(clean, law.OutcomeNoProblem, nil)
	item := b.at.CaseNow(found).Items[0]
	b.at.Inspected(found, item)
	b.at.Concluded(found, law.OutcomeCorrection, map[string]cases.ItemResult{item: {Outcome: law.OutcomeCorrection}})

	s, at := b.loggedIn("clerk"), batchAt(cases.ActPreparePublication)
	page := s.get(at).is(http.StatusOK, clean).without(found)
	form := sentBatch(page, nil, clean)
	form["case"] = []string{clean, found, drawn[2]}
	form.Set("seen."+found, strconv.Itoa(b.at.CaseNow(found).Seq))
	answer := s.post(at, form).is(http.StatusOK, "案件"+found+"不在可以一并办理的案件之列", "案件"+drawn[2]+"不在可以一并办理的案件之列")
	require.Equal(t, 2, answer.count("没有办理："))
	require.NotEmpty(t, b.at.CaseNow(clean).Publication.PreparedBy)
	require.Empty(t, b.at.CaseNow(found).Publication.PreparedBy)

	// What can't be taken back is shown once more.
	head, approve := b.loggedIn("director"), batchAt(cases.ActApprovePublication)
	form = sentBatch(head.get(approve).is(http.StatusOK, clean), nil, clean)
	head.post(approve, form).is(http.StatusOK, "请再次确认", "案件（1件）", clean, "不能撤回")
	require.Equal(t, cases.StagePublication, b.at.CaseNow(clean).Stage)
	form.Set("confirmed", "true")
	head.post(approve, form).is(http.StatusOK, "已办理")
	require.NotEqual(t, cases.StagePublication, b.at.CaseNow(clean).Stage)

	s.get(batchAt(cases.ActReplaceInspector)).is(http.StatusNotFound, "“更换检查人员”不能一并办理")
	s.get(batchAt("nonsense")).is(http.StatusNotFound, "没有名为“nonsense”的办理事项")
	s.post("/console/tasks/2024001-009/batch/prepare_publication", sentBatch(page, nil, clean)).is(http.StatusOK).without("已办理")
}
