package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"shuangsuiji/browsertest"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/workflows"
)

// session is the cookie of a new login.
func (b *bench) session(id string) string {
	b.Helper()
	b.withPassword(id)
	reply := b.request("", "POST", "/api/login", loginForm(id, testPassword)).is(200)
	cookie, _, _ := strings.Cut(reply.header.Get("Set-Cookie"), ";")
	return cookie
}

const uiHome = door.TemporalUIPath + "/namespaces/" + namespace + "/workflows"

// TestTemporalUI is one office for all that is asked of the UI behind its login.
func TestTemporalUI(t *testing.T) {
	b := newBench(t, generous())
	_, err := b.temporal.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "looked-at", TaskQueue: "nobody"}, workflows.InspectionCaseName)
	require.NoError(t, err)
	t.Run("who may look", func(t *testing.T) { whoMayLook(b.in(t)) })
	t.Run("nobody acts there", func(t *testing.T) { nobodyActsThere(b.in(t)) })
	t.Run("its pages ask for nothing of the office", func(t *testing.T) { pagesAskForNothing(b.in(t)) })
	t.Run("the page before it", func(t *testing.T) { signInPage(b.in(t)) })
	t.Run("in a browser", func(t *testing.T) { inABrowser(b.in(t)) })
}

func whoMayLook(b *bench) {
	paths := []string{uiHome, door.TemporalUIPath + "/", door.TemporalUIPath + "/api/v1/namespaces/" + namespace + "/workflows/looked-at", door.TemporalUIPath + "/api/v1/settings"}
	sessions := map[string]string{}
	for id, may := range map[string]bool{"clerk": false, "head": false, "legal": false, "director": true, "supervisor": true, "admin": true} {
		cookie := b.session(id)
		sessions[id] = cookie
		var shown me
		b.request("", "GET", "/api/me", nil, "Cookie", cookie).is(200).into(&shown)
		require.Equal(b, may, shown.TemporalUI != "", id)
		for _, path := range paths {
			reply := b.request("", "GET", path, nil, "Cookie", cookie)
			if !may {
				reply.is(403, "temporal_ui_closed")
				require.Contains(b, reply.text, "监督、局负责人、管理员")
				continue
			}
			require.Equal(b, 200, reply.status, "%s at %s: %s", id, path, reply.text)
		}
		page := b.request("", "GET", uiHome, nil, "Cookie", cookie, "Accept", "text/html")
		require.Equal(b, map[bool]int{true: 200, false: 403}[may], page.status)
		require.Equal(b, !may, strings.Contains(page.text, `id="sign-in"`), "whoever may not look can log in as somebody else")
	}
	require.Equal(b, door.TemporalUIPath+"/namespaces/"+namespace, (&server{temporalUI: door.TemporalUIPath + "/namespaces/" + namespace}).temporalUIFor(law.Actor{Roles: access.WatchProcedures.Roles()[:1]}))

	for _, path := range paths {
		b.get("", path).is(401, "login_required")
		b.get("supervisor", path).is(403, "session_required") // a program's token
		b.request("", "GET", path, nil, "Cookie", "ssj_session=guessed").is(401)
	}
	page := b.request("", "GET", uiHome, nil, "Accept", "text/html,application/xhtml+xml")
	require.Equal(b, 401, page.status)
	require.Contains(b, page.text, "请先登录")
	require.NotContains(b, page.text, "_app", "nothing of the UI")
	require.Equal(b, signInPolicy, page.header.Get("Content-Security-Policy"))

	b.request("", "POST", "/api/logout", nil, "Cookie", sessions["supervisor"]).is(204)
	b.request("", "GET", uiHome, nil, "Cookie", sessions["supervisor"]).is(401)
}

func nobodyActsThere(b *bench) {
	cookie := b.session("admin")
	const call = door.TemporalUIPath + "/api/v1/namespaces/" + namespace + "/workflows/"
	for _, tt := range []struct{ method, path string }{
		{"POST", "looked-at/terminate"}, {"POST", "looked-at/cancel"}, {"POST", "looked-at/signal/s"}, {"POST", "looked-at/reset"},
		{"POST", "looked-at/update/act"}, {"POST", "new"}, {"DELETE", "looked-at"}, {"PUT", "looked-at"}, {"PATCH", "looked-at"},
		{"POST", "looked-at%2Fquery%2Fx/terminate"}, {"POST", "looked-at/signal/a%2Fquery%2Fb"},
	} {
		reply := b.request("", tt.method, call+tt.path, "{}", "Cookie", cookie)
		require.Equal(b, http.StatusMethodNotAllowed, reply.status, "%s %s: %s", tt.method, tt.path, reply.text)
	}
	b.request("", "POST", call+"looked-at/query/q", "{}", "Cookie", cookie, "Origin", "http://elsewhere.test", "Sec-Fetch-Site", "cross-site").is(403, "cross_origin")
	require.Equal(b, 1, len(b.historyOf("looked-at")), "started, and nothing since")
	_, err := b.temporal.DescribeWorkflowExecution(b.Context(), "new", "")
	require.Error(b, err)
}

func (b *bench) historyOf(id string) (events []int64) {
	b.Helper()
	history := b.temporal.GetWorkflowHistory(b.Context(), id, "", false, 1)
	for history.HasNext() {
		event, err := history.Next()
		require.NoError(b, err)
		if event.GetWorkflowExecutionStartedEventAttributes() != nil || event.GetWorkflowExecutionSignaledEventAttributes() != nil ||
			event.GetWorkflowExecutionTerminatedEventAttributes() != nil || event.GetWorkflowExecutionCancelRequestedEventAttributes() != nil {
			events = append(events, event.GetEventId())
		}
	}
	return events
}

func pagesAskForNothing(b *bench) {
	cookie := b.session("supervisor")
	home := b.request("", "GET", uiHome, nil, "Cookie", cookie, "Accept", "text/html")
	host := strings.TrimPrefix(b.url, "http://")
	policies := home.header.Values("Content-Security-Policy")
	require.Len(b, policies, 2, "the office's, and that of the UI's page")
	require.Equal(b, temporalUIPolicy(host), policies[0])
	require.Contains(b, policies[0], "connect-src "+host+"/temporal/;")
	require.Contains(b, policies[1], "script-src 'strict-dynamic' 'sha256-")
	require.Equal(b, "same-origin", home.header.Get("Referrer-Policy"))
	require.Equal(b, "noopener-allow-popups", home.header.Get("Cross-Origin-Opener-Policy"))
	for _, odd := range []string{"a; script-src *", "a b", "a'b", "[::1]:80", ""} {
		require.Contains(b, temporalUIPolicy(odd), "connect-src 'none';", "%q is not written into the policy", odd)
	}

	from := []string{"Cookie", cookie, "Referer", b.url + uiHome}
	with := func(more ...string) []string { return append(from[:len(from):len(from)], more...) }
	b.request("", "POST", "/api/inbox/read", "{}", from...).is(403, "from_temporal_ui")
	b.request("", "POST", "/api/logout", nil, from...).is(403, "from_temporal_ui")
	b.request("", "GET", "/api/me", nil, with("Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "same-origin")...).is(403, "from_temporal_ui")
	b.request("", "GET", "/api/me", nil, with("Sec-Fetch-Mode", "navigate")...).is(200) // a link
	b.request("", "GET", "/api/me", nil, "Cookie", cookie).is(200)                      // the session is still there
}

// aWindow is stopped by Cross-Origin-Opener-Policy, which a browser heeds only over HTTPS
// and on the machine itself; see decision 9.
const aWindow = "a window that it opens"

// attempts are what a script of the UI's page might try, each resulting in "blocked".
var attempts = map[string]string{
	"a call":            `fetch('/api/me').then(r => 'reached ' + r.status, e => 'blocked')`,
	"without a referer": `fetch('/api/logout', {method: 'POST', referrerPolicy: 'no-referrer'}).then(r => 'reached ' + r.status, e => 'blocked')`,
	aWindow: `new Promise(ok => {
		const w = window.open('/api/me');
		const look = () => {
			try {
				if (!w || w.closed) ok('blocked');
				else if (w.document.URL.endsWith('/api/me')) ok('reached ' + w.document.body.innerText);
				else setTimeout(look, 20);
			} catch { ok('blocked'); }
		};
		look();
	})`,
	"a frame": `new Promise(ok => {
		document.addEventListener('securitypolicyviolation', e => { if (e.effectiveDirective === 'frame-src') ok('blocked'); });
		const f = document.createElement('iframe');
		f.src = '/api/me';
		f.onload = () => { try { if (f.contentDocument && f.contentDocument.URL.endsWith('/api/me')) ok('reached'); } catch {} };
		document.body.append(f);
	})`,
}

// inABrowser logs in on the page, sees the workflow, and then tries as a script of
// the UI's page would. The UI asks for a newer browser than the oldest.
func inABrowser(b *bench) {
	b.withPassword("supervisor")
	for name, address := range map[string]string{"on the machine itself": b.url, "under a name without TLS": browsertest.ByName(b.url)} {
		b.Run(name, func(t *testing.T) {
			p := browsertest.Current.Open(t, address+door.TemporalUIPath+"/")
			login, password := chromedp.CSS("input[name=login]"), chromedp.CSS("input[name=password]")
			p.Do(chromedp.WaitVisible(login), chromedp.SendKeys(login, "supervisor"), chromedp.SendKeys(password, testPassword+"\n"),
				chromedp.WaitVisible(chromedp.CSS(`a[href*="looked-at"]`)))
			p.RequireOwn()
			for what, script := range attempts {
				if what == aWindow && address != b.url {
					continue
				}
				got := browsertest.Result(p, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise,
					func(p *runtime.EvaluateParams) { p.UserGesture = new(true) }))
				require.Equal(t, "blocked", got, what)
			}
		})
	}
}

// signInPage is shown by the oldest browser too, though the UI behind it is not.
func signInPage(b *bench) {
	browsertest.Each(b.T, func(t *testing.T, browser *browsertest.Browser) {
		p := browser.Open(t, browsertest.ByName(b.url)+uiHome)
		require.Contains(t, p.Text("#problem"), "请先登录")
		p.RequireAccessible()
		p.RequireFits()
		p.Pictures("sign-in")
		p.RequireOwn()
	})
}

// TestTemporalUIIsNotToldWhoAsks: the UI passes headers on to the Temporal server.
func TestTemporalUIIsNotToldWhoAsks(t *testing.T) {
	t.Parallel()
	asked := make(chan http.Header, 1)
	ui := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r.Header.Clone() })
	b := newBench(t, generous())
	d := door.New(door.Config{Office: b.office, Sessions: b.store.Sessions(), Log: silent, Limits: generous()})
	srv := httptest.NewServer(whole(Config{Office: b.office, Door: d, Log: silent, TemporalUI: ui, TemporalNamespace: namespace}))
	t.Cleanup(srv.Close)
	cookie := b.session("supervisor")
	b.url = srv.URL
	require.Equal(t, 200, b.request("", "GET", uiHome, nil, "Cookie", cookie, "Caller-Type", "x").status)
	header := <-asked
	require.Empty(t, header.Values("Cookie"))
	require.Empty(t, header.Values("Authorization"))
	require.Equal(t, "x", header.Get("Caller-Type"))
}

func TestWithoutTemporalUI(t *testing.T) {
	t.Parallel()
	h := whole(unopened(silent))
	for _, path := range []string{door.TemporalUIPath, door.TemporalUIPath + "/", uiHome} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost"+path, nil))
		require.Equal(t, http.StatusNotFound, w.Code)
	}
}
