package browsertest

import (
	"net"
	"net/url"
)

// officeName is a name under which nothing is served outside of tests (RFC 6761).
const officeName = "office.test"

// hostRules keep a browser from every host but the tests' own.
const hostRules = "MAP " + officeName + " 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

// ByName is the address of a test's server as staff know an office: by a name, without TLS.
// On loopback a browser grants what it keeps from any other address without TLS, and sends
// other headers. The address must have a port.
func ByName(server string) string {
	u, err := url.Parse(server)
	if err != nil {
		panic(err) // the test's own server
	}
	u.Host = net.JoinHostPort(officeName, u.Port())
	return u.String()
}
