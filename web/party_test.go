package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/record"
)

// The party that is not the entity stands on the page of its case, with its document for
// whoever needs it; its link is made there, and it is found by its name.
func TestPartyOnThePages(t *testing.T) {
	b := newBench(t)
	_, penalty := b.withAProblem()
	b.loggedIn("clerk").get("/console/proceedings/"+penalty).is(http.StatusOK, "当事人").without("检查对象</dt>", "当事人链接")
	const document = "11010519491231002X"
	p, err := b.at.Store.Proceeding(t.Context(), penalty)
	require.NoError(t, err)
	b.at.FiledAgainst(p, record.PartyDetails{Name: "欧阳某某", Identifier: document, Address: "某路1号", Phone: "13000000000"})
	at := "/console/proceedings/" + penalty
	lead := b.loggedIn(p.Team.Lead())
	lead.get(at).is(http.StatusOK, "欧阳某某", "受益人", document, "某路1号", "检查对象</dt>", "当事人链接").sound()
	b.loggedIn("supervisor").get(at).is(http.StatusOK, "欧阳某某", "1101************2X").without(document, "某路1号")
	b.loggedIn("clerk").get("/console/proceedings?text=ouyang").is(http.StatusOK, penalty, "欧阳某某")
	b.loggedIn("clerk").get("/console/search?q=oymm").is(http.StatusOK, penalty, "欧阳某某")

	page := lead.get(at+"/party-link").is(http.StatusOK, "欧阳某某", "检查对象的链接看不到本案", "生成链接")
	form := url.Values{"key": {page.value("key")}, "codeWay": {"paper"}, "do": {"make"}}
	lead.post(at+"/party-link", form).is(http.StatusOK, "只显示这一次", "/entity/", "验证码")
	lead.get(at+"/party-link").is(http.StatusOK, "有效，尚未打开", "换发链接")
	b.loggedIn("legal").get(at+"/party-link").is(http.StatusForbidden, "只有本案办案人员和承办处室经办可以生成当事人的链接")
}

// The form of the filing asks who the party is and takes what is filled in.
func TestPartyIsAskedFor(t *testing.T) {
	b := newBench(t)
	_, penalty := b.withAProblem()
	p, err := b.at.Store.Proceeding(t.Context(), penalty)
	require.NoError(t, err)
	lead := b.loggedIn(p.Team.Lead())
	lead.get("/console/proceedings/"+penalty+"/acts/propose_filing").is(http.StatusOK, "当事人不是检查对象的，其身份", "当事人资料", "统一社会信用代码或者公民身份号码", "用人单位", "受益人").sound()
}
