package door

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// guessing is a door before which passwords are tried at moments that the test says.
type guessing struct {
	*bench
	now time.Time
}

func newGuessing(t *testing.T) *guessing {
	t.Helper()
	g := &guessing{bench: newBench(t, Config{}), now: time.Date(2024, time.April, 1, 9, 0, 0, 0, time.UTC)}
	throttle := g.door.throttle
	for _, counted := range []*guesses{throttle.passwords, throttle.passwordLogins, throttle.passwordAddresses} {
		counted.now = func() time.Time { return g.now }
	}
	return g
}

// try lets the director's password be compared, and reports whether it was.
func (g *guessing) try(address string, outcome error) (compared bool) {
	g.Helper()
	r := httptest.NewRequest(http.MethodPost, "/login", nil)
	r.RemoteAddr = address + ":4000"
	done, err := g.door.tryPassword(r, "director")
	if err != nil {
		require.Equal(g, "too_many_requests", codeOf(err))
		return false
	}
	done(outcome)
	return true
}

// TestOneGuesserKeepsNobodyOut: however long somebody guesses from one address, once a
// second for a day, the right password is compared from any other.
func TestOneGuesserKeepsNobodyOut(t *testing.T) {
	g := newGuessing(t)
	compared := 0
	for second := range 24 * 60 * 60 {
		g.now = g.now.Add(time.Second)
		if g.try("203.0.113.66", errLoginRequired) {
			compared++
		}
		if second%3600 == 0 {
			require.True(t, g.try(fmt.Sprintf("192.0.2.%d", second/3600), nil), "after %d seconds", second)
		}
	}
	require.False(t, g.try("203.0.113.66", nil))
	require.InDelta(t, 10+24*60, compared, 1)
}

// TestManyGuessersTogether: from however many addresses somebody guesses, they have no
// more than the login allows; the person is kept out only where he never was.
func TestManyGuessersTogether(t *testing.T) {
	g := newGuessing(t)
	const usual, strange = "192.0.2.1", "192.0.2.2"
	require.True(t, g.try(usual, nil))
	compared, addresses := 0, 0
	flood := func() {
		for range 500 {
			addresses++
			if g.try(fmt.Sprintf("10.0.%d.%d", addresses/250, addresses%250), errLoginRequired) {
				compared++
			}
		}
	}
	flood()
	require.Equal(t, DefaultLimits().PasswordLogin.Burst, compared)
	require.False(t, g.try(strange, nil))

	require.True(t, g.try(usual, errLoginRequired), "he mistypes it")
	require.True(t, g.try(usual, nil))
	for range DefaultLimits().Password.Burst - 1 {
		require.True(t, g.try(usual, errLoginRequired))
	}
	require.False(t, g.try(usual, nil), "who guesses there has no more than elsewhere")

	g.now = g.now.Add(time.Minute)
	flood()
	require.Equal(t, DefaultLimits().PasswordLogin.Burst+10, compared)
	require.True(t, g.try(usual, nil))
	g.now = g.now.Add(6 * time.Second)
	require.True(t, g.try(strange, nil), "once they let it be")
}
