package main

import (
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
)

// served is an HTTP server behind a crowd of so many connections, that waits so long for
// the head of a request.
func served(t *testing.T, most int, patience time.Duration, proxies ...netip.Prefix) (c *crowd, address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	c = newCrowd(l, most, proxies)
	server := newServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }), slog.New(slog.DiscardHandler))
	server.ReadHeaderTimeout = patience
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(c) }()
	t.Cleanup(func() {
		require.NoError(t, server.Close())
		require.ErrorIs(t, <-ended, http.ErrServerClosed)
	})
	return c, l.Addr().String()
}

// from connects from an address of this machine: all of 127.0.0.0/8 is.
func from(t *testing.T, source, to string) net.Conn {
	t.Helper()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(source)}}
	conn, err := dialer.DialContext(t.Context(), "tcp", to)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() }) // the server may have closed it
	return conn
}

// closed reports whether the server has closed the connection without a word.
func closed(t *testing.T, conn net.Conn) bool {
	t.Helper()
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(50*time.Millisecond)))
	_, err := conn.Read(make([]byte, 1))
	return err != nil && !isTimeout(err)
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

func (c *crowd) count() int {
	open, _ := c.room.Taken()
	return open
}

// TestHalfSentRequestsLeaveRoom: one address that opens all the connections it can and
// never ends a request has no more than its share, and soon not even that.
func TestHalfSentRequestsLeaveRoom(t *testing.T) {
	c, address := served(t, 40, 300*time.Millisecond)
	var half []net.Conn
	for range 60 {
		conn := from(t, "127.0.0.66", address)
		_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ") // one too many is closed by then
		half = append(half, conn)
	}
	require.LessOrEqual(t, c.count(), 10)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP("127.0.0.7")}}).DialContext}}
	for range 20 {
		res, err := client.Get("http://" + address + "/")
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		require.Equal(t, http.StatusNoContent, res.StatusCode)
	}
	require.Eventually(t, func() bool { return c.count() == 0 }, 10*time.Second, 20*time.Millisecond, "the half-sent ones are closed")
	_, addresses := c.room.Taken()
	require.Zero(t, addresses)
	require.True(t, closed(t, half[len(half)-1]))
}

func TestProxiesStandForManyAddresses(t *testing.T) {
	proxy := netip.MustParsePrefix("127.0.0.9/32")
	c, address := served(t, 8, time.Minute, proxy)
	for range 6 { // thrice the share of an address
		from(t, "127.0.0.9", address)
	}
	require.Eventually(t, func() bool { return c.count() == 6 }, 10*time.Second, 10*time.Millisecond)
	for range 5 {
		from(t, "127.0.0.8", address)
	}
	require.Eventually(t, func() bool { return c.count() == 8 }, 10*time.Second, 10*time.Millisecond)
}

func TestDoorFlags(t *testing.T) {
	d := frontDoor{TrustedProxies: []string{"10.0.0.2", " 10.1.0.7/24", "2001:db8::1"}}
	got, err := d.proxies()
	require.NoError(t, err)
	require.Equal(t, []netip.Prefix{netip.MustParsePrefix("10.0.0.2/32"), netip.MustParsePrefix("10.1.0.0/24"), netip.MustParsePrefix("2001:db8::1/128")}, got)
	for _, wrong := range []string{"proxy.example", "", "10.0.0.0/33", "0.0.0.0/0", "::/0"} {
		_, err := frontDoor{TrustedProxies: []string{wrong}}.proxies()
		require.ErrorIs(t, err, &law.Error{Code: "proxy_invalid"}, wrong)
	}
	require.Contains(t, frontDoor{AllowedHosts: []string{"office.example"}}.hosts("127.0.0.1:8080"), "office.example")
}
