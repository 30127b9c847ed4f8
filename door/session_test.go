package door

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestSecureCookieIsBoundToItsHost(t *testing.T) {
	m := newSessions(nil, true, DefaultLimits())
	require.True(t, m.Cookie.Secure)
	require.Equal(t, "__Host-ssj_session", m.Cookie.Name)
	require.Equal(t, "/", m.Cookie.Path)
	require.Empty(t, m.Cookie.Domain)
}

func TestSessionInUseIsKept(t *testing.T) {
	b := newBench(t, Config{})
	cookies := b.session("clerk")
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Cookie", cookies)
	token := b.door.SessionToken(r)
	// As if it had been seen long ago.
	ctx, err := b.door.sessions.Load(t.Context(), token)
	require.NoError(t, err)
	b.door.sessions.Put(ctx, sessionSeen, time.Now().Add(-time.Hour).Unix())
	_, _, err = b.door.sessions.Commit(ctx)
	require.NoError(t, err)
	b.request("GET", "/staff", "Cookie", cookies).is(200)
	ctx, err = b.door.sessions.Load(t.Context(), token)
	require.NoError(t, err)
	require.InDelta(t, time.Now().Unix(), b.door.sessions.GetInt64(ctx, sessionSeen), 60)
}

func TestLoggedOut(t *testing.T) {
	b := newBench(t, Config{})
	cookies := b.session("clerk")
	r := httptest.NewRequest(http.MethodPost, "/logout", nil)
	r.Header.Set("Cookie", cookies)
	taken, err := b.door.LogOut(t.Context(), r)
	require.NoError(t, err)
	require.Contains(t, taken[0], "ssj_session=;")
	b.request("GET", "/staff", "Cookie", cookies).is(401, "session_ended")
}
