package door

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// TestGuessesAtOnce: as many go through at once as one after the other.
func TestGuessesAtOnce(t *testing.T) {
	g := newGuesses(Rate{PerSecond: 1e-6, Burst: 3})
	var through []func(bool)
	for range 20 {
		if done, err := g.begin("somebody"); err == nil {
			through = append(through, done)
		}
	}
	require.Len(t, through, 3)
	through[0](false)
	through[1](true)
	through[2](true)
	done, err := g.begin("somebody")
	require.NoError(t, err, "one was right")
	done(true)
	_, err = g.begin("somebody")
	require.Equal(t, "too_many_requests", codeOf(err))
}

// codeOf is the code of the problem that the error becomes.
func codeOf(err error) string { return ProblemOf(err, "").Code }

// TestThrottleIsBounded: a flood of addresses takes bounded memory.
func TestThrottleIsBounded(t *testing.T) {
	l := DefaultLimits()
	l.Address, l.Strangers, l.Password, l.PasswordAddress = Rate{PerSecond: 1e-9, Burst: 1}, Rate{PerSecond: 1e9, Burst: 1e9}, Rate{PerSecond: 1e-9, Burst: 1}, Rate{PerSecond: 1e-9, Burst: 1}
	d := New(Config{Limits: l, Log: silent})
	var group sync.WaitGroup
	for part := range 4 {
		group.Go(func() {
			for i := range callers {
				r := httptest.NewRequest(http.MethodGet, "/", nil)
				r.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:1", part, i/256, i%256)
				if err := d.admitStranger(r); err != nil {
					t.Error(err)
				}
				if done, err := d.tryPassword(r, fmt.Sprint("login ", i)); err != nil {
					t.Error(err)
				} else {
					done(errLoginRequired)
				}
				if err := d.looked(r, credentialOf(r.RemoteAddr), law.Errorf(law.KindUnauthentic, "token_unknown", "没有")); codeOf(err) != "token_unknown" {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	for name, size := range map[string]int{
		"addresses": d.throttle.strangers.own.of.Len(), "guessers": d.throttle.passwords.of.Len(),
		"guessing addresses": d.throttle.passwordAddresses.of.Len(), "guessed logins": d.throttle.passwordLogins.of.Len(), "credentials": d.throttle.credentials.of.Len(),
	} {
		require.Equal(t, callers, size, name)
	}
	require.NoError(t, d.throttle.strangers.take("192.0.2.1"))
	require.Equal(t, "too_many_requests", codeOf(d.throttle.strangers.take("192.0.2.1")), "who came last is remembered")
}

// proxied is a configuration with a proxy of the office before it, so that a test may
// say from where each request comes.
func proxied(l Limits) Config {
	return Config{Limits: l, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}
}

// TestGuessesHarmOnlyTheGuesser: whoever guesses at a password is refused, and who
// knows it comes in from elsewhere.
func TestGuessesHarmOnlyTheGuesser(t *testing.T) {
	l := Limits{Password: Rate{PerSecond: 1e-6, Burst: 10}}
	b := newBench(t, proxied(l))
	usual := b.session("director")
	const guesser = "203.0.113.66"
	for range l.Password.Burst {
		b.tries("director", "wrong password 1", guesser, "").is(401, "login_failed")
	}
	refused := b.tries("director", testPassword, guesser, "").is(429, "too_many_requests")
	require.NotEmpty(t, refused.header.Get("Retry-After"))

	t.Run("another address", func(t *testing.T) { b.in(t).tries("director", testPassword, "192.0.2.77", "").is(200) })
	t.Run("another login from the guesser's address", func(t *testing.T) { b.in(t).tries("clerk", testPassword, guesser, "").is(200) })
	t.Run("a device that logged in before, from the guesser's address", func(t *testing.T) {
		b.in(t).tries("director", testPassword, guesser, usual).is(200)
	})
	t.Run("the device is one of that login only", func(t *testing.T) {
		b := b.in(t)
		for range l.Password.Burst {
			b.tries("clerk", "wrong password 1", "203.0.113.67", usual).is(401)
		}
		b.tries("clerk", testPassword, "203.0.113.67", usual).is(429)
	})
	t.Run("a device that somebody made up", func(t *testing.T) {
		b.in(t).tries("director", testPassword, guesser, "ssj_device=MTcwMDAwMDAwMHx7fQ").is(429)
	})
}

// TestRightPasswordsAreNotCounted: a bureau that logs in at nine o'clock behind one
// address is no attack.
func TestRightPasswordsAreNotCounted(t *testing.T) {
	b := newBench(t, proxied(Limits{Password: Rate{PerSecond: 1e-6, Burst: 1}, PasswordAddress: Rate{PerSecond: 1e-6, Burst: 2}}))
	for range 4 {
		b.tries("clerk", testPassword, "192.0.2.1", "").is(200)
	}
}

// TestRefusedAddressesAreNoted: the supervisor sees who guessed, once for each address.
func TestRefusedAddressesAreNoted(t *testing.T) {
	b := newBench(t, proxied(Limits{Password: Rate{PerSecond: 1e-6, Burst: 1}}))
	for _, address := range []string{"203.0.113.1", "203.0.113.2"} {
		b.tries("director", "wrong password 1", address, "").is(401)
		b.tries("director", "wrong password 1", address, "").is(429)
		b.tries("director", "wrong password 1", address, "").is(429)
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
	b := newBench(t, proxied(Limits{Strangers: Rate{PerSecond: 1e-3, Burst: 10}}))
	for i := range 20 {
		res := b.request("GET", "/public", forwardedFor, fmt.Sprintf("203.0.113.%d", i))
		require.Equal(t, i >= 10, res.status == http.StatusTooManyRequests, "request %d", i)
	}
	b.request("GET", "/staff", "Authorization", b.token("clerk", record.TokenReads)).is(200)
}
