package door

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAddressIsWhatTheOfficesProxiesSay(t *testing.T) {
	d := New(Config{Log: silent, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	for _, c := range []struct{ peer, forwarded, want string }{
		{"198.51.100.7:4000", "", "198.51.100.7"},
		{"198.51.100.7:4000", "203.0.113.9", "198.51.100.7"},
		{"10.0.0.2:4000", "203.0.113.9", "203.0.113.9"},
		{"10.0.0.2:4000", "1.1.1.1, 203.0.113.9", "203.0.113.9"},
		{"10.0.0.2:4000", "203.0.113.9, 10.0.0.3", "203.0.113.9"},
		{"10.0.0.2:4000", "nonsense", "10.0.0.2"},
		{"[2001:db8:1:2:3:4:5:6]:4000", "", "2001:db8:1:2::/64"},
		{"[::ffff:198.51.100.7]:4000", "", "198.51.100.7"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.peer
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		require.Equal(t, c.want, d.AddressOf(r), "%+v", c)
	}
}
