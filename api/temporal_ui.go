package api

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/gin-gonic/gin"

	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// temporalUIFor is the address of the office's namespace in the UI, "" for whom it
// is closed.
func (s *server) temporalUIFor(a law.Actor) string {
	if !access.WatchProcedures.HeldBy(a) {
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
	engine.GET(door.TemporalUIPath, func(c *gin.Context) { c.Redirect(http.StatusFound, door.TemporalUIPath+"/") })
	engine.Any(door.TemporalUIPath+"/*path", func(c *gin.Context) {
		err := s.oversees(c)
		if err == nil {
			showTemporalUI(c, ui)
			return
		}
		p := s.door.Problem(c.Request.Context(), err)
		if byBrowser(c.Request) && (p.Status == http.StatusUnauthorized || p.Status == http.StatusForbidden) {
			s.askToSignIn(c, p)
			return
		}
		s.door.Answer(c.Writer, c.Request, p)
	})
	s.mountSignIn(engine)
}

// oversees lets in who may look: logged in as a person, today with one of the roles.
// Each request is asked anew, so that a session that ended shows nothing more.
func (s *server) oversees(c *gin.Context) error {
	if door.ByProgram(c.Request) {
		return door.ErrSessionOnly
	}
	ctx, leave, err := s.door.Admit(c.Writer, c.Request, door.Way{For: door.Persons})
	if err != nil {
		return err
	}
	defer leave() // for the look at who asks; the UI has its own time
	if !access.WatchProcedures.HeldBy(personOf(ctx).Actor) {
		return law.Errorf(law.KindForbidden, "temporal_ui_closed", "流程监督页面只供%s查看。", law.RoleNames(access.WatchProcedures.Roles()))
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
	// to hide where they call from, by which the door knows them.
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
		own = host + door.TemporalUIPath + "/"
	}
	return "connect-src " + own + "; frame-src " + own + "; worker-src " + own + "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}

// byBrowser: a person opens the address, and no script.
func byBrowser(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html")
}
