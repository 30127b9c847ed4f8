package api

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"github.com/gin-gonic/gin"

	"shuangsuiji/inspection"
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

// refuseForeignHosts keeps a page of another site from reaching the office under a
// name of its own that it has made to mean this machine (DNS rebinding): to the
// browser both are then one site. An address in digits is nobody's name. Probes ask
// under whatever name a container has, and learn nothing.
func (s *server) refuseForeignHosts(c *gin.Context) {
	name := hostName(c.Request.Host)
	_, err := netip.ParseAddr(name)
	if path := c.Request.URL.Path; err != nil && !s.hosts[name] && path != "/healthz" && path != "/readyz" {
		p := problemOf(inspection.Errorf(inspection.KindForbidden, "host_unknown", "本系统不以这个主机名提供服务；请使用本机的IP地址或者主机名访问，其他名称由管理员用--allowed-host登记。"), requestID(c.Request.Context()))
		p.Status, p.Title = http.StatusMisdirectedRequest, "主机名不符"
		refuse(c, p)
		return
	}
	c.Next()
}
