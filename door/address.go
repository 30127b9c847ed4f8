package door

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// AddressOf is who asks. X-Forwarded-For is read from its end, as far as the
// office's own proxies wrote it; what a caller writes before that is not believed.
func (d *Door) AddressOf(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	address := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !d.isProxy(address) {
			break
		}
		before, err := parseHop(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		address = before.Unmap()
	}
	if address.Is6() { // a household or office has a /64 of its own
		if prefix, err := address.WithZone("").Prefix(64); err == nil {
			return prefix.String()
		}
	}
	return address.String()
}

// parseHop reads an address as proxies write it, some with the port.
func parseHop(hop string) (netip.Addr, error) {
	if with, err := netip.ParseAddrPort(hop); err == nil {
		return with.Addr(), nil
	}
	return netip.ParseAddr(hop)
}

func (d *Door) isProxy(address netip.Addr) bool {
	return slices.ContainsFunc(d.proxies, func(p netip.Prefix) bool { return p.Contains(address) })
}
