package door

import (
	"log/slog"
	"net/http"
	"net/netip"

	"github.com/alexedwards/scs/v2"

	"shuangsuiji/bureau"
	"shuangsuiji/seal"
)

// Config is what the door stands on.
type Config struct {
	Office   *bureau.Office
	Sessions scs.CtxStore
	Log      *slog.Logger // slog.Default
	// SecureCookies sends the cookies over HTTPS only; set it wherever the office is
	// reached over HTTPS.
	SecureCookies bool
	// Signer signs the cookies of devices that somebody logged in from, with the
	// office's keys. nil makes a key for this process.
	Signer seal.Signer
	// Proxies are those whose X-Forwarded-For is believed. Nobody else's is.
	Proxies []netip.Prefix
	// Hosts are the names under which the office is reached, beside localhost and
	// every IP address. Under another, a page of another site may have made a name of
	// its own mean this machine.
	Hosts  []string
	Limits Limits
}

// Door lets requests in. One is enough for all that an office serves, and what they
// use up is then counted together.
type Door struct {
	office   *bureau.Office
	log      *slog.Logger
	sessions *scs.SessionManager
	devices  devices
	throttle throttle
	proxies  []netip.Prefix
	hosts    map[string]bool
	origins  *http.CrossOriginProtection
	acting   chan struct{} // a slot for each act at work
	limits   Limits
}

// New makes a door.
func New(c Config) *Door {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	limits := c.Limits.orDefault()
	return &Door{office: c.Office, log: c.Log, limits: limits, proxies: c.Proxies, hosts: knownHosts(c.Hosts),
		sessions: newSessions(c.Sessions, c.SecureCookies, limits), devices: newDevices(c.Signer, c.SecureCookies),
		throttle: newThrottle(limits), origins: http.NewCrossOriginProtection(), acting: make(chan struct{}, limits.Acts)}
}

// Limits are those that hold.
func (d *Door) Limits() Limits { return d.limits }
