package browsertest

import (
	"net"
	"net/url"
)

// Host is the name under which pages are opened, which nobody has outside of tests (RFC 6761).
// The server under test must serve it.
const Host = "office.test"

// hostRules keep a browser from every host but the tests' own.
const hostRules = "MAP " + Host + " 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

// ByName is the address of a test's server as staff know an office: by a name, without TLS.
// On loopback a browser grants what it keeps from any other address without TLS, and sends
// other headers. The address must have a port.
func ByName(server string) string {
	u, err := url.Parse(server)
	if err != nil {
		panic(err) // the test's own server
	}
	u.Host = net.JoinHostPort(Host, u.Port())
	return u.String()
}
