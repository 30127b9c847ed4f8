package door

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
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
				if err := d.looked(r, credentialOf(r.RemoteAddr), inspection.Errorf(inspection.KindUnauthentic, "token_unknown", "没有")); codeOf(err) != "token_unknown" {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	for name, size := range map[string]int{
		"addresses": d.throttle.strangers.own.of.Len(), "guessers": d.throttle.passwords.of.Len(),
		"guessing addresses": d.throttle.passwordAddresses.of.Len(), "credentials": d.throttle.credentials.of.Len(),
	} {
		require.Equal(t, callers, size, name)
	}
	require.NoError(t, d.throttle.strangers.take("192.0.2.1"))
	require.Equal(t, "too_many_requests", codeOf(d.throttle.strangers.take("192.0.2.1")), "who came last is remembered")
}
