package api

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gin-gonic/gin"

	"shuangsuiji/bureau"
	"shuangsuiji/seal"
)

// Config is what the interface stands on.
type Config struct {
	Office   *bureau.Office
	Sessions scs.CtxStore
	Log      *slog.Logger // slog.Default
	// SecureCookies sends the session cookie over HTTPS only; set it wherever the
	// office is reached over HTTPS.
	SecureCookies bool
	// TemporalUI shows the workflows below [TemporalUIPath] to those who watch over
	// them; nil for no such page. It need not ask who is calling: the interface does.
	TemporalUI http.Handler
	// TemporalNamespace is the office's namespace there, for links.
	TemporalNamespace string
	// Signer signs the cookies of devices that somebody logged in from, with the
	// office's keys. nil makes a key for this process.
	Signer seal.Signer
	// Proxies are those whose X-Forwarded-For is believed. Nobody else's is.
	Proxies []netip.Prefix
	Limits  Limits
	// Hosts are the names under which the office is reached, beside localhost and
	// every IP address. Under another, a page of another site may have made a name of
	// its own mean this machine.
	Hosts []string
}

// Limits bounds what a caller may ask for. A zero field takes the value of
// [DefaultLimits].
type Limits struct {
	Body     int64 // bytes of a JSON body
	Import   int64 // bytes of a file that is imported, which waits on disk; a million entities are 270 MB of csv
	Evidence int64 // bytes of an evidence file that anybody may have verified

	ImportKept int64 // bytes of an import's rows, which are held in memory, at thrice as much

	Deadline      time.Duration // an ordinary request; passed, it is answered 503
	LongDeadline  time.Duration // imports, exports, announcements to all open work
	StrangersFile time.Duration // for an evidence file to arrive
	Reply         time.Duration // for the client to take the reply, after the request's time

	SessionIdle     time.Duration // a session without requests ends
	SessionLifetime time.Duration // and any session after

	Acts int // acts at work at once; one more is answered 503 at once, and nothing was begun

	Everybody Rate // requests of all accounts together
	Account   Rate // requests of one account
	Strangers Rate // requests without an account, from all addresses together
	Address   Rate // requests without an account, from one address, behind which a whole bureau may sit
	Files     Rate // files of pages, to one address

	Password        Rate // wrong passwords for one login from one address, or from its devices together
	PasswordAddress Rate // wrong passwords from one address, and wrong tokens and sessions
}

// Rate is a steady number of requests a second and how many may come at once.
type Rate struct {
	PerSecond float64
	Burst     int
}

// DefaultLimits are for an office of some hundred people and a public page.
func DefaultLimits() Limits {
	return Limits{
		Body: 1 << 20, Import: 512 << 20, Evidence: 8 << 20, ImportKept: 96 << 20,
		Deadline: 10 * time.Second, LongDeadline: 5 * time.Minute, StrangersFile: 30 * time.Second, Reply: 30 * time.Second,
		// So many wait two to five seconds for the embedded server, on two processors:
		// within the deadline.
		Acts:        100,
		SessionIdle: 30 * time.Minute, SessionLifetime: 12 * time.Hour,
		Everybody: Rate{PerSecond: 500, Burst: 1000},
		Account:   Rate{PerSecond: 50, Burst: 200},
		Strangers: Rate{PerSecond: 200, Burst: 600},
		Address:   Rate{PerSecond: 20, Burst: 200},
		Files:     Rate{PerSecond: 100, Burst: 1000},

		Password:        Rate{PerSecond: 1. / 6, Burst: 10},
		PasswordAddress: Rate{PerSecond: 1, Burst: 100},
	}
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	setDefault(&l.Body, d.Body)
	setDefault(&l.Import, d.Import)
	setDefault(&l.Evidence, d.Evidence)
	setDefault(&l.ImportKept, d.ImportKept)
	setDefault(&l.StrangersFile, d.StrangersFile)
	setDefault(&l.Reply, d.Reply)
	setDefault(&l.Deadline, d.Deadline)
	setDefault(&l.LongDeadline, d.LongDeadline)
	setDefault(&l.Acts, d.Acts)
	setDefault(&l.SessionIdle, d.SessionIdle)
	setDefault(&l.SessionLifetime, d.SessionLifetime)
	setDefault(&l.Everybody, d.Everybody)
	setDefault(&l.Account, d.Account)
	setDefault(&l.Strangers, d.Strangers)
	setDefault(&l.Address, d.Address)
	setDefault(&l.Files, d.Files)
	setDefault(&l.Password, d.Password)
	setDefault(&l.PasswordAddress, d.PasswordAddress)
	return l
}

func setDefault[T comparable](value *T, standard T) {
	var zero T
	if *value == zero {
		*value = standard
	}
}

// server holds what the handlers share.
type server struct {
	office     *bureau.Office
	log        *slog.Logger
	sessions   *scs.SessionManager
	temporalUI string // path of the office's namespace in the Temporal UI, "" without one
	limits     Limits
	throttle   throttle
	devices    devices
	proxies    []netip.Prefix
	verifiers  chan struct{} // a slot for each recomputation of a draw at a time
	evidence   *waitingRoom  // of evidence files that strangers send
	acting     chan struct{} // a slot for each act at work
	hosts      map[string]bool
}

// verifications is how many evidence files are recomputed at once: each takes a
// processor and many times the file's size in memory.
const verifications = 2

func newServer(c Config) *server {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	limits := c.Limits.orDefault()
	temporalUI := ""
	if c.TemporalUI != nil {
		temporalUI = TemporalUIPath + "/namespaces/" + url.PathEscape(c.TemporalNamespace)
	}
	return &server{office: c.Office, log: c.Log, limits: limits, proxies: c.Proxies, temporalUI: temporalUI,
		sessions: newSessions(c.Sessions, c.SecureCookies, limits), throttle: newThrottle(limits), devices: newDevices(c.Signer, c.SecureCookies), verifiers: make(chan struct{}, verifications),
		evidence: newWaitingRoom(4*verifications, verifications),
		acting:   make(chan struct{}, limits.Acts), hosts: knownHosts(c.Hosts)}
}

// New makes the handler of the whole interface.
func New(c Config) http.Handler {
	gin.SetMode(gin.ReleaseMode)
	s := newServer(c)
	engine := gin.New()
	engine.RedirectTrailingSlash, engine.HandleMethodNotAllowed = false, true
	engine.Use(s.identifyRequest, s.logRequest, s.recoverRequest, secureHeaders, s.limitTime, s.refuseForeignHosts, s.refuseForeignPages(), s.refuseTemporalPages)
	engine.NoRoute(s.noRoute)
	engine.NoMethod(s.noMethod)
	document := s.mount(engine)
	s.mountReference(engine, document)
	s.mountPages(engine)
	s.mountTemporalUI(engine, c.TemporalUI)
	return engine
}

// newRequestID names a request in the log and in its reply.
func newRequestID() string { return rand.Text()[:20] }
