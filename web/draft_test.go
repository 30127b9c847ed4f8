package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
)

// formOfVisit is the form of the record of a case's visit, by its lead.
func formOfVisit(b *bench) (no, at string, s browser) {
	b.Helper()
	no = b.at.Drawn()[0]
	b.at.SelfChecked(no)
	return no, "/console/cases/" + no + "/acts/record_visit", b.loggedIn(b.at.CaseNow(no).Team.Lead())
}

// hidden are the inputs that a form has of its own.
func hidden(p shown) url.Values {
	out := url.Values{}
	for _, name := range []string{"key", "seen", "revision", "account"} {
		out.Set(name, p.value(name))
	}
	return out
}

func with(form url.Values, more url.Values) url.Values {
	out := url.Values{}
	for _, all := range []url.Values{form, more} {
		for name, values := range all {
			out[name] = values
		}
	}
	return out
}

func TestAFormIsSavedAndGoneOnWith(t *testing.T) {
	b := newBench(t)
	no, at, s := formOfVisit(b)
	first := s.get(at).is(http.StatusOK)
	saved := s.post(at, with(hidden(first), url.Values{"narrative": {"现场检查到一半"}, "facts.started.date": {"明天"}, "save": {"true"}})).is(http.StatusOK, "已暂存", "现场检查到一半", `value="明天"`)
	require.Equal(t, first.value("key"), saved.value("key"))
	require.Equal(t, "1", saved.value("revision"))
	require.Nil(t, b.at.CaseNow(no).Visit, "nothing of a draft is on record")
	s.get("/console").is(http.StatusOK, "草稿", `href="`+at+`"`, "填写检查记录表 "+no)

	again := s.get(at).is(http.StatusOK, "已恢复您在", "现场检查到一半", `value="明天"`)
	require.Equal(t, hidden(saved), hidden(again))
	b.loggedIn("head").get("/console").is(http.StatusOK).without("草稿")

	s.post(at+"/draft/drop", nil).is(http.StatusSeeOther)
	s.get(at).is(http.StatusOK).without("已恢复您在", "现场检查到一半")
	s.get("/console").is(http.StatusOK).without("草稿")
}

// What one window saved no other overwrites unasked.
func TestTwoWindowsOfOneForm(t *testing.T) {
	b := newBench(t)
	_, at, s := formOfVisit(b)
	page := s.get(at)
	var answer struct {
		Revision int
		Code     string
	}
	read := func(p shown) { require.NoError(t, json.Unmarshal([]byte(p.text), &answer)) }
	read(s.post(at+"/draft", with(hidden(page), url.Values{"narrative": {"第一个窗口"}})).is(http.StatusOK))
	require.Equal(t, 1, answer.Revision)

	second := with(hidden(page), url.Values{"narrative": {"第二个窗口"}})
	read(s.post(at+"/draft", second).is(http.StatusPreconditionFailed))
	require.Equal(t, "draft_stale", answer.Code)
	told := s.post(at, with(second, url.Values{"save": {"true"}})).is(http.StatusPreconditionFailed, "另一窗口在", "第二个窗口").without("他人办理了事项")
	s.get(at).is(http.StatusOK, "第一个窗口")
	s.post(at, with(with(second, hidden(told)), url.Values{"save": {"true"}})).is(http.StatusOK, "已暂存")
	s.get(at).is(http.StatusOK, "第二个窗口")
}

func TestDraftsAreRefused(t *testing.T) {
	b := newBench(t)
	no, at, s := formOfVisit(b)
	form := with(hidden(s.get(at)), url.Values{"narrative": {"现场检查"}})
	s.post(at+"/draft", with(form, url.Values{"revision": {"eins"}})).is(http.StatusUnprocessableEntity, "form_unreadable")
	s.post(at+"/draft", with(form, url.Values{"account": {"head"}})).is(http.StatusForbidden, "form_of_other_account")
	s.post("/console/cases/"+no+"/acts/nonsense/draft", form).is(http.StatusNotFound, "act_unknown")
	b.stranger().post(at+"/draft", form).is(http.StatusUnauthorized, "login_required")
	s.get("/console").is(http.StatusOK).without("草稿")
}

// A draft goes with the act that its form has become.
func TestADraftEndsWithItsAct(t *testing.T) {
	b := newBench(t)
	no := b.at.Drawn()[0]
	s, at := b.loggedIn(b.at.CaseNow(no).Team.Lead()), "/console/cases/"+no+"/acts/serve_notice"
	form := with(hidden(s.get(at)), url.Values{"facts.method": {"in_person"}, "facts.on": {b.at.Today().String()}})
	s.post(at+"/draft", form).is(http.StatusOK)
	s.post(at, form).is(http.StatusSeeOther)
	require.Equal(t, cases.StageSelfCheck, b.at.CaseNow(no).Stage)
	s.get("/console").is(http.StatusOK).without("草稿")
	s.post(at+"/draft", form).is(http.StatusPreconditionFailed, "draft_handed_in")
}
