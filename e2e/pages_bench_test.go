package e2e

import (
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/pagetest"
)

// consolePages are what staff look at most, and what the interface answers for the same.
var consolePages = []struct {
	name, page string
	endpoints  []string
}{
	{"desk", "/console", []string{"/api/todo?limit=100", "/api/todo/counts", "/api/todo/waiting?limit=20", "/api/inbox?limit=20"}},
	{"cases", "/console/cases?due=true", []string{"/api/cases?limit=50&sort=due"}},
	{"task", "/console/tasks", []string{"/api/tasks?limit=50"}},
}

// BenchmarkPages shows pages of the console beside the interface's answers, and with
// 100,000 cases beside 100.
func BenchmarkPages(b *testing.B) {
	onEachBench(b, func(b *testing.B, on database) {
		few, many := listing(b, on, "few", fewCases), listing(b, on, "many", manyCases)
		clerkOfFew, clerk := few.logIn("clerk"), many.logIn("clerk")
		metrics := map[string]float64{}
		for _, one := range consolePages {
			page, answer, small := many.shown(clerk, one.page), many.shown(clerk, one.endpoints...), few.shown(clerkOfFew, one.page)
			page()
			answer()
			small()
			var pages, answers, fews side
			for range listRounds {
				pages.time(page)
				answers.time(answer)
				fews.time(small)
			}
			metrics[one.name+"-ms"] = 1e3 * pages.median()
			metrics[one.name+"-over-answer"], metrics[one.name+"-over-few"] = pages.over(answers), pages.over(fews)
		}
		report(b, metrics)
	})
}

func (l listed) logIn(who string) []*http.Cookie {
	l.giveLogins()
	v := pagetest.Visit(l.t, l.base)
	v.Open("/console")
	p := v.Form("登录").Fill("用户名", who).Fill("密码", password).Press("登录")
	require.Equal(l.t, "工作台", p.Heading())
	return v.Cookies()
}

// shown asks for the addresses with a session, one after the other.
func (l listed) shown(session []*http.Cookie, addresses ...string) func() {
	return func() {
		for _, address := range addresses {
			l.look(session, address)
		}
	}
}

func (l listed) look(session []*http.Cookie, address string) {
	req, err := http.NewRequestWithContext(l.ctx, http.MethodGet, l.base+address, nil)
	require.NoError(l.t, err)
	for _, c := range session {
		req.AddCookie(c)
	}
	res, err := http.DefaultClient.Do(req)
	require.NoError(l.t, err)
	defer func() { require.NoError(l.t, res.Body.Close()) }()
	_, err = io.Copy(io.Discard, res.Body)
	require.NoError(l.t, err)
	require.Equal(l.t, http.StatusOK, res.StatusCode, address)
}
