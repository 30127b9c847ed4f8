package main

import (
	"net"
	"net/netip"
	"slices"

	"shuangsuiji/waiting"
)

// mostConnections is how many connections the office keeps open at once. Each takes
// some 20 KiB while nothing comes.
const mostConnections = 4096

// crowd is a listener that keeps so many connections open at once, and of one address
// no more than a quarter of them: a bureau of some hundred browsers behind one address
// comes in, and leaves room for others. One too many is closed before a byte is read.
// The office's own proxies stand for many addresses and count as none.
type crowd struct {
	net.Listener
	room    *waiting.Room // by address
	proxies []netip.Prefix
}

func newCrowd(l net.Listener, most int, proxies []netip.Prefix) *crowd {
	return &crowd{Listener: l, room: waiting.NewRoom(most, max(1, most/4)), proxies: proxies}
}

// Accept implements net.Listener.
func (c *crowd) Accept() (net.Conn, error) {
	for {
		conn, err := c.Listener.Accept()
		if err != nil {
			return nil, err
		}
		leave, ok := c.enter(sourceOf(conn.RemoteAddr()))
		if ok {
			return &guest{Conn: conn, leave: leave}, nil
		}
		_ = conn.Close() // it was never ours
	}
}

func (c *crowd) enter(source netip.Addr) (leave func(), free bool) {
	if slices.ContainsFunc(c.proxies, func(p netip.Prefix) bool { return p.Contains(source) }) {
		return c.room.EnterForMany(source.String())
	}
	return c.room.Enter(source.String())
}

// sourceOf is the address that connections count for; of IPv6 the /64, which is what
// one household or office has.
func sourceOf(a net.Addr) netip.Addr {
	at, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.Addr{}
	}
	source := at.Addr().Unmap().WithZone("")
	if source.Is6() {
		if network, err := source.Prefix(64); err == nil {
			return network.Addr()
		}
	}
	return source
}

// guest is a connection that leaves its place when it is closed.
type guest struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (g *guest) Close() error {
	g.leave()
	return g.Conn.Close()
}
