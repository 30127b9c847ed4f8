package door

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"shuangsuiji/inspection/law"
)

// TemporalUIPath is where the Temporal UI is served, behind the office's login.
const TemporalUIPath = "/temporal"

// TemporalUIAt is the address of a namespace in the UI.
func TemporalUIAt(namespace string) string {
	return TemporalUIPath + "/namespaces/" + url.PathEscape(namespace)
}

// WorkflowAt is the address of a workflow below that of its namespace.
func WorkflowAt(namespace, id string) string {
	return namespace + "/workflows/" + url.PathEscape(id)
}

// forSignIn is what the page asks for on which one logs in, which stands under the
// UI's path in its place. It gives nothing to whoever has no password.
var forSignIn = map[string]bool{"GET /sign-in/start.js": true, "GET /page/style.css": true, "POST /api/login": true}

// refuseTemporalPage keeps scripts of the Temporal UI from asking the office for
// anything with the session of whoever looks: the UI is another's program, which
// shows texts out of histories. Whoever follows a link from there to a page of the
// office is let through.
func refuseTemporalPage(r *http.Request) error {
	if under(r.URL.Path) || forSignIn[r.Method+" "+r.URL.Path] || !fromTemporalUI(r) {
		return nil
	}
	if mode := r.Header.Get("Sec-Fetch-Mode"); safe(r.Method) && (mode == "" || mode == "navigate") {
		return nil
	}
	return law.Errorf(law.KindForbidden, "from_temporal_ui", "不接受流程监督页面发起的请求，请在本系统页面办理。")
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
