package door

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"shuangsuiji/inspection/law"
)

func knownHosts(names []string) map[string]bool {
	known := map[string]bool{"localhost": true}
	for _, name := range names {
		known[hostName(name)] = true
	}
	return known
}

// hostName is a name without port and final dot, in lower case.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// refuseForeignHost keeps a page of another site from reaching the office under a name
// of its own that it has made to mean this machine (DNS rebinding): to the browser
// both are then one site. An address in digits is nobody's name. Probes ask under
// whatever name a container has, and learn nothing.
func (d *Door) refuseForeignHost(r *http.Request) error {
	name := hostName(r.Host)
	_, err := netip.ParseAddr(name)
	if path := r.URL.Path; err == nil || d.hosts[name] || path == "/healthz" || path == "/readyz" {
		return nil
	}
	return saying(http.StatusMisdirectedRequest, "主机名不符",
		law.Errorf(law.KindForbidden, "host_unknown", "本系统不以这个主机名提供服务；请使用本机的IP地址或者主机名访问，其他名称由管理员用--allowed-host登记。"))
}

// refuseForeignPage keeps pages of other sites from acting with the session of whoever
// looks at them. A program with a token brings no cookie and may come from anywhere.
func (d *Door) refuseForeignPage(r *http.Request) error {
	if ByProgram(r) || fromLinkPage(r) || d.origins.Check(r) == nil {
		return nil
	}
	return law.Errorf(law.KindForbidden, "cross_origin", "不接受其他网站页面发起的请求。")
}

// fromLinkPage reports whether a form of a link's page may have sent the request. Such
// a page names no origin, not even its own, lest the link's secret goes along. Nothing
// is lost: what is asked there is asked with the secret in the path, and no session.
func fromLinkPage(r *http.Request) bool {
	return linkSecret.MatchString(r.URL.Path) && r.Header.Get("Origin") == "null" && r.Header.Get("Sec-Fetch-Site") != "cross-site"
}
