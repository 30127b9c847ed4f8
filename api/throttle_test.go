package api

import (
	"fmt"
	"net/http"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/door"
	"shuangsuiji/record"
)

// behindProxy puts an interface with the limits behind a proxy of the office, so that
// a test may say from where each request comes.
func (b *bench) behindProxy(limits door.Limits) {
	b.Helper()
	b.serveAs(door.Config{Limits: limits, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
}

const forwardedFor = "X-Forwarded-For"

// logInFrom tries the password from an address, with what cookies the client has.
func (b *bench) logInFrom(address, login, password string) answered {
	b.Helper()
	return b.request("", "POST", "/api/login", loginForm(login, password), forwardedFor, address)
}

// TestGuessesHarmOnlyTheGuesser: whoever guesses at a password is refused, and who
// knows it comes in from elsewhere.
func TestGuessesHarmOnlyTheGuesser(t *testing.T) {
	b := newBench(t, generous())
	b.withPassword("director")
	b.withPassword("clerk")
	l := generous()
	l.Password = door.Rate{PerSecond: 1e-6, Burst: 10}
	b.behindProxy(l)
	office := b.client
	b.browser()
	b.logInFrom("192.0.2.1", "director", testPassword).is(200)
	usual := b.client
	b.client = office

	for range l.Password.Burst {
		b.logInFrom("203.0.113.66", "director", "wrong password 1").is(401, "login_failed")
	}
	refused := b.logInFrom("203.0.113.66", "director", testPassword).is(429, "too_many_requests")
	require.NotEmpty(t, refused.header.Get("Retry-After"))

	t.Run("another address", func(t *testing.T) { b.in(t).logInFrom("192.0.2.77", "director", testPassword).is(200) })
	t.Run("another login from the guesser's address", func(t *testing.T) { b.in(t).logInFrom("203.0.113.66", "clerk", testPassword).is(200) })
	t.Run("a device that logged in before, from the guesser's address", func(t *testing.T) {
		b := b.in(t)
		b.client = usual
		b.logInFrom("203.0.113.66", "director", testPassword).is(200)
	})
	t.Run("the device is one of that login only", func(t *testing.T) {
		b := b.in(t)
		b.client = usual
		for range l.Password.Burst {
			b.logInFrom("203.0.113.67", "clerk", "wrong password 1").is(401)
		}
		b.logInFrom("203.0.113.67", "clerk", testPassword).is(429)
	})
	t.Run("a device that somebody made up", func(t *testing.T) {
		b := b.in(t)
		b.request("", "POST", "/api/login", loginForm("director", testPassword), forwardedFor, "203.0.113.66", "Cookie", "ssj_device=MTcwMDAwMDAwMHx7fQ").is(429)
	})
}

// TestRightPasswordsAreNotCounted: a bureau that logs in at nine o'clock behind one
// address is no attack.
func TestRightPasswordsAreNotCounted(t *testing.T) {
	b := newBench(t, generous())
	b.withPassword("clerk")
	l := generous()
	l.Password, l.PasswordAddress = door.Rate{PerSecond: 1e-6, Burst: 1}, door.Rate{PerSecond: 1e-6, Burst: 2}
	b.serve(l)
	for range 4 {
		b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200)
	}
}

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

// TestRefusedAddressesAreNoted: the supervisor sees who guessed, once for each address.
func TestRefusedAddressesAreNoted(t *testing.T) {
	b := newBench(t, generous())
	l := generous()
	l.Password = door.Rate{PerSecond: 1e-6, Burst: 1}
	b.behindProxy(l)
	for _, address := range []string{"203.0.113.1", "203.0.113.2"} {
		b.logInFrom(address, "director", "wrong password 1").is(401)
		b.logInFrom(address, "director", "wrong password 1").is(429)
		b.logInFrom(address, "director", "wrong password 1").is(429)
	}
	noted, err := b.store.SecurityEvents(t.Context(), record.SecurityEventFilter{Kind: record.EventThrottled}, record.Page{})
	require.NoError(t, err)
	require.Len(t, noted.Items, 2)
	for i, address := range []string{"203.0.113.2", "203.0.113.1"} { // the latest first
		require.Equal(t, address, noted.Items[i].Address)
		require.Equal(t, "director", noted.Items[i].Subject)
	}
}

// TestManyAddressesTogetherLeaveStaffUntouched: what strangers have in common they
// use up among themselves.
func TestManyAddressesTogetherLeaveStaffUntouched(t *testing.T) {
	b := newBench(t, generous())
	l := generous()
	l.Strangers = door.Rate{PerSecond: 1e-3, Burst: 10}
	b.behindProxy(l)
	for i := range 20 {
		res := b.request("", "GET", "/public/publications", nil, forwardedFor, fmt.Sprintf("203.0.113.%d", i))
		require.Equal(t, i >= 10, res.status == http.StatusTooManyRequests, "request %d", i)
	}
	b.request("clerk", "GET", "/api/me", nil).is(200)
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
