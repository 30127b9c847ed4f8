package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"shuangsuiji/api"
	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
	"shuangsuiji/seal"
	"shuangsuiji/store"
	"shuangsuiji/web"
)

// frontDoor is how the office stands on the network: the same for up and api.
type frontDoor struct {
	TrustedProxies []string `name:"trusted-proxy" help:"address or network of a reverse proxy of the office, whose X-Forwarded-For is believed; may be repeated" env:"SSJ_TRUSTED_PROXIES" placeholder:"ADDRESS"`
	AllowedHosts   []string `name:"allowed-host" help:"name under which the office is reached, beside localhost, the machine's own and every IP address; may be repeated" env:"SSJ_ALLOWED_HOSTS" placeholder:"NAME"`
	PublicURL      string   `name:"public-url" help:"address under which those outside reach the office, as in https://ssj.example: it stands in QR codes and on slips; default: the one under which a page was asked for" env:"SSJ_PUBLIC_URL" placeholder:"URL"`
	SecureCookies  bool     `help:"cookies only over HTTPS; set it wherever a proxy with TLS stands before the office" env:"SSJ_SECURE_COOKIES"`
	EvidenceLimit  int64    `name:"evidence-limit" help:"MiB of an evidence file that anybody may have verified" default:"8" env:"SSJ_EVIDENCE_LIMIT"`
	ImportLimit    int64    `name:"import-limit" help:"MiB of content that the rows of one import may have; an xlsx takes up to thrice as much memory" default:"96" env:"SSJ_IMPORT_LIMIT"`
}

// proxies are the networks of the trusted proxies.
func (d frontDoor) proxies() ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range d.TrustedProxies {
		text = strings.TrimSpace(text)
		network, err := netip.ParsePrefix(text)
		if err != nil {
			var address netip.Addr
			if address, err = netip.ParseAddr(text); err == nil {
				network = netip.PrefixFrom(address, address.BitLen())
			}
		}
		if err != nil || network.Bits() == 0 {
			return nil, law.Errorf(law.KindInvalid, "proxy_invalid", "“%s”不是反向代理的IP地址或者网段，应如10.0.0.2或者10.0.0.0/24。", text)
		}
		all = append(all, network.Masked())
	}
	return all, nil
}

// hosts are the names under which the office is reached: those that were given, the
// machine's, and that of the address listened on.
func (d frontDoor) hosts(listening string) []string {
	names := append([]string{listening}, d.AllowedHosts...)
	if machine, err := os.Hostname(); err == nil {
		names = append(names, machine)
	}
	return names
}

// open serves the office on the listener until the context ends.
func (d frontDoor) open(ctx context.Context, l net.Listener, handler http.Handler, log *slog.Logger) error {
	proxies, err := d.proxies()
	if err != nil {
		return err
	}
	return serve(ctx, newCrowd(l, mostConnections, proxies), handler, log)
}

// behindDoor is what the front door opens to.
type behindDoor struct {
	listening  string // how the office is reached
	store      *store.Store
	office     *bureau.Office
	keys       seal.Signer
	temporalUI http.Handler
	namespace  string
	// accounts are those of a demonstration, for its login page.
	accounts []web.DemonstrationAccount
	log      *slog.Logger
}

// handler is the office over HTTP: its interface, its pages, its console.
func (d frontDoor) handler(b behindDoor) (http.Handler, error) {
	proxies, err := d.proxies()
	if err != nil {
		return nil, err
	}
	if d.EvidenceLimit <= 0 || d.ImportLimit <= 0 {
		return nil, law.Errorf(law.KindInvalid, "limit_invalid", "--evidence-limit和--import-limit应为大于0的整数（MiB）。")
	}
	entrance := door.New(door.Config{Office: b.office, Sessions: b.store.Sessions(), SecureCookies: d.SecureCookies, Signer: b.keys, Log: b.log, Proxies: proxies, Hosts: d.hosts(b.listening)})
	endpoints := api.New(api.Config{Office: b.office, Door: entrance, TemporalUI: b.temporalUI, TemporalNamespace: b.namespace, Log: b.log,
		Limits: api.Limits{Evidence: d.EvidenceLimit << 20, ImportKept: d.ImportLimit << 20}})
	inTemporalUI := func(id string) string { return door.WorkflowAt(door.TemporalUIAt(b.namespace), id) }
	return entrance.Before(web.New(web.Config{Office: b.office, Door: entrance, Interface: endpoints, Workflow: inTemporalUI, Public: d.PublicURL, Accounts: b.accounts, Log: b.log})), nil
}

// What a client may take before a handler says otherwise: the door sets the
// deadlines of each route itself.
const (
	headerTime  = 10 * time.Second
	requestTime = time.Minute
	replyTime   = 2 * time.Minute
	idleTime    = time.Minute
	headerBytes = 64 << 10
)

// newServer is the office's HTTP server.
func newServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: replyTime, IdleTimeout: idleTime,
		MaxHeaderBytes: headerBytes, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
}
