package api

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"shuangsuiji/inspection"
)

// TemporalUIPath is where the Temporal UI is served, behind the office's login.
const TemporalUIPath = "/temporal"

// overseers may look at the workflows in the Temporal UI: it shows every case, with
// its grade and the outcome before that is published.
var overseers = []inspection.Role{inspection.RoleSupervisor, inspection.RoleBureauHead, inspection.RoleAdministrator}

// temporalUIFor is the address of the office's namespace in the UI, "" for whom it
// is closed.
func (s *server) temporalUIFor(a inspection.Actor) string {
	if !a.Has(overseers...) {
		return ""
	}
	return s.temporalUI
}

// mountTemporalUI serves the UI, and for whoever has not logged in the page on which
// that is done.
func (s *server) mountTemporalUI(engine *gin.Engine, ui http.Handler) {
	if ui == nil {
		return
	}
	engine.GET(TemporalUIPath, func(c *gin.Context) { c.Redirect(http.StatusFound, TemporalUIPath+"/") })
	engine.Any(TemporalUIPath+"/*path", func(c *gin.Context) {
		err := s.oversees(c)
		if err == nil {
			showTemporalUI(c, ui)
			return
		}
		p := s.problem(c.Request.Context(), err)
		if byBrowser(c.Request) && (p.Status == http.StatusUnauthorized || p.Status == http.StatusForbidden) {
			askToSignIn(c, p)
			return
		}
		refuse(c, p)
	})
	s.mountSignIn(engine)
}

// oversees lets in who may look: logged in as a person, today with one of the roles.
// Each request is asked anew, so that a session that ended shows nothing more.
func (s *server) oversees(c *gin.Context) error {
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.limits.Deadline)
	defer cancel()
	if bearer(c.Request) != "" {
		return errSessionOnly
	}
	p, err := s.identify(c.Request.WithContext(ctx))
	if err != nil {
		return err
	}
	c.Set(accountOfRequest, p.account.ID)
	if err := (route{door: doorSession, method: http.MethodGet}).admits(p); err != nil {
		return err
	}
	if !p.actor.Has(overseers...) {
		return inspection.Errorf(inspection.KindForbidden, "temporal_ui_closed", "流程监督页面只供%s查看。", rolesInChinese(overseers))
	}
	return nil
}

// showTemporalUI hands the request on, without what it says of who asks: the UI
// passes headers on to the Temporal server.
func showTemporalUI(c *gin.Context, ui http.Handler) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", temporalUIPolicy(c.Request.Host))
	h.Set("X-Frame-Options", "SAMEORIGIN") // the UI shows texts in frames of its own
	// Its scripts are not to reach the office's pages by a window that they open, nor
	// to hide where they call from; see refuseTemporalPages.
	h.Set("Cross-Origin-Opener-Policy", "noopener-allow-popups")
	h.Set("Referrer-Policy", "same-origin")
	r := c.Request.Clone(c.Request.Context())
	r.Header.Del("Cookie")
	r.Header.Del("Authorization")
	ui.ServeHTTP(c.Writer, r)
}

var hostOfSource = regexp.MustCompile(`^[A-Za-z0-9.-]+(:[0-9]{1,5})?$`)

// temporalUIPolicy keeps the UI's scripts from calling anything but the UI, though
// they come from the same host as the office; what the UI's pages need beyond is
// theirs to say. A host that a policy cannot name (an IPv6 address) shows nothing.
func temporalUIPolicy(host string) string {
	own := "'none'"
	if hostOfSource.MatchString(host) {
		own = host + TemporalUIPath + "/"
	}
	return "connect-src " + own + "; frame-src " + own + "; worker-src " + own + "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}

// forSignIn is what the page asks for on which one logs in, which stands under the
// UI's path in its place. It gives nothing to whoever has no password.
var forSignIn = map[string]bool{"GET /sign-in/start.js": true, "GET /page/style.css": true, "POST /api/login": true}

// refuseTemporalPages keeps scripts of the Temporal UI from asking the office for
// anything with the session of whoever looks: the UI is another's program, which
// shows texts out of histories. Whoever follows a link from there to a page of the
// office is let through.
func (s *server) refuseTemporalPages(c *gin.Context) {
	if under(c.Request.URL.Path) || forSignIn[c.Request.Method+" "+c.Request.URL.Path] || !fromTemporalUI(c.Request) {
		c.Next()
		return
	}
	if mode := c.GetHeader("Sec-Fetch-Mode"); safe(c.Request.Method) && (mode == "" || mode == "navigate") {
		c.Next()
		return
	}
	refuse(c, problemOf(inspection.Errorf(inspection.KindForbidden, "from_temporal_ui", "不接受流程监督页面发起的请求，请在本系统页面办理。"), requestID(c.Request.Context())))
}

func fromTemporalUI(r *http.Request) bool {
	from, err := url.Parse(r.Header.Get("Referer"))
	return err == nil && under(from.Path)
}

func under(path string) bool {
	return path == TemporalUIPath || strings.HasPrefix(path, TemporalUIPath+"/")
}

func safe(method string) bool {
	return slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodOptions}, method)
}

// byBrowser: a person opens the address, and no script.
func byBrowser(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html")
}
