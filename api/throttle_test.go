package api

import (
	"net/http"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/door"
)

// behindProxy puts an interface with the limits behind a proxy of the office, so that
// a test may say from where each request comes.
func (b *bench) behindProxy(limits door.Limits) {
	b.Helper()
	b.serveAs(door.Config{Limits: limits, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
}

const forwardedFor = "X-Forwarded-For"

// TestAFlooderLeavesStaffUntouched: whatever one address does, each of twenty
// requests of staff is answered, also from the flooder's own address.
func TestAFlooderLeavesStaffUntouched(t *testing.T) {
	b := newBench(t, generous())
	b.tokens["forged"] = "ssj_forged"
	const flooder = "203.0.113.66"
	for name, flood := range map[string]func(*bench) answered{
		"anonymous": func(b *bench) answered {
			return b.request("", "GET", "/public/publications", nil, forwardedFor, flooder)
		},
		"pages":         func(b *bench) answered { return b.request("", "GET", "/", nil, forwardedFor, flooder) },
		"refused":       func(b *bench) answered { return b.request("", "GET", "/api/me", nil, forwardedFor, flooder) },
		"forged tokens": func(b *bench) answered { return b.request("forged", "GET", "/api/me", nil, forwardedFor, flooder) },
		"no such path":  func(b *bench) answered { return b.request("", "GET", "/wp-login.php", nil, forwardedFor, flooder) },
		"files":         func(b *bench) answered { return b.request("", "GET", "/page/style.css", nil, forwardedFor, flooder) },
	} {
		t.Run(name, func(t *testing.T) {
			b := b.in(t)
			few := door.Rate{PerSecond: 1e-3, Burst: 30}
			b.behindProxy(door.Limits{Everybody: few, Account: few, Strangers: few, Address: door.Rate{PerSecond: 1e-3, Burst: 10}, Files: few, PasswordAddress: few})
			refused := 0
			for range 60 {
				if flood(b).status == http.StatusTooManyRequests {
					refused++
				}
			}
			require.GreaterOrEqual(t, refused, 30)
			for range 20 {
				b.request("clerk", "GET", "/api/me", nil, forwardedFor, "192.0.2.1").is(200)
			}
			b.request("", "GET", "/public/publications", nil, forwardedFor, "192.0.2.1").is(200)
		})
	}
	t.Run("from the same address", func(t *testing.T) {
		b := b.in(t)
		few := door.Rate{PerSecond: 1e-3, Burst: 30}
		b.behindProxy(door.Limits{Everybody: few, Account: few, Strangers: few, Address: door.Rate{PerSecond: 1e-3, Burst: 10}})
		b.request("clerk", "GET", "/api/me", nil, forwardedFor, flooder).is(200)
		for range 60 {
			b.request("", "GET", "/public/publications", nil, forwardedFor, flooder)
			b.request("forged", "GET", "/api/me", nil, forwardedFor, flooder)
		}
		for range 20 {
			b.request("clerk", "GET", "/api/me", nil, forwardedFor, flooder).is(200)
		}
	})
}

// TestFilesAreNotRequests: a page's files take nothing of what a caller may ask.
func TestFilesAreNotRequests(t *testing.T) {
	b := newBench(t, generous())
	l := generous()
	l.Address = door.Rate{PerSecond: 1e-3, Burst: 1}
	b.serve(l)
	for range 5 {
		b.get("", "/page/style.css").is(200)
		b.get("", "/docs").is(200)
	}
	b.get("", "/public/publications").is(200)
	b.get("", "/public/publications").is(429)
}
