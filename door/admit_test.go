package door

import (
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// TestWhoComesIn: each way, and each caller.
func TestWhoComesIn(t *testing.T) {
	b := newBench(t, Config{})
	callers := map[string][]string{
		"stranger":       nil,
		"person":         {"Cookie", b.session("clerk")},
		"program":        {"Authorization", b.token("clerk", record.TokenActs)},
		"reader":         {"Authorization", b.token("clerk", record.TokenReads)},
		"forged token":   {"Authorization", "Bearer ssj_forged"},
		"forged session": {"Cookie", "ssj_session=guessed"},
	}
	all := func(code string) map[string]string {
		out := map[string]string{}
		for name := range callers {
			out[name] = code
		}
		return out
	}
	staff := map[string]string{"stranger": "login_required", "forged token": "token_unknown", "forged session": "session_ended"}
	but := func(more map[string]string) map[string]string {
		out := maps.Clone(staff)
		maps.Copy(out, more)
		return out
	}
	for route, refused := range map[string]map[string]string{
		"GET /healthz": nil, "GET /public": nil, "GET /file": nil,
		"GET /entity/x": {"person": "link_is_not_yours", "program": "link_is_not_yours", "reader": "link_is_not_yours"},
		"GET /staff":    staff,
		"GET /settling": staff,
		"POST /staff":   but(map[string]string{"reader": "token_scope"}),
		"GET /secret":   but(map[string]string{"reader": "token_scope"}),
		"GET /person":   but(map[string]string{"program": "session_required", "reader": "session_required"}),
		"GET /nobody":   all("internal"),
	} {
		method, path, _ := strings.Cut(route, " ")
		for caller, headers := range callers {
			t.Run(route+" as "+caller, func(t *testing.T) {
				res := b.in(t).request(method, path, headers...)
				if code, is := refused[caller]; is {
					res.is(res.status, code)
					return
				}
				res.is(http.StatusOK)
			})
		}
	}
}

// TestSettlingIn: who has another's password does nothing else before it is changed.
func TestSettlingIn(t *testing.T) {
	b := newBench(t, Config{})
	a, err := b.store.AccountByLogin(t.Context(), "clerk")
	require.NoError(t, err)
	a.MustChangePassword = true
	require.NoError(t, b.store.SaveAccount(t.Context(), a))
	cookies := b.session("clerk")
	b.request("GET", "/staff", "Cookie", cookies).is(403, "password_change_required")
	b.request("GET", "/person", "Cookie", cookies).is(403, "password_change_required")
	b.request("GET", "/settling", "Cookie", cookies).is(200)
}

func TestMustEnrolFirst(t *testing.T) {
	enrols := Person{MustEnrol: true}
	require.ErrorIs(t, Way{For: Staff}.admits(enrols, http.MethodGet), errEnrol)
	require.NoError(t, Way{For: Persons, Settling: true}.admits(enrols, http.MethodPost))
}

// TestOneActTooMany: it is refused at once, and looks go on.
func TestOneActTooMany(t *testing.T) {
	b := newBench(t, Config{Limits: Limits{Acts: 1}})
	leave, err := b.door.enter()
	require.NoError(t, err)
	refused := b.request("POST", "/act").is(503, "acts_busy")
	require.NotEmpty(t, refused.header.Get("Retry-After"))
	b.request("GET", "/public").is(200)
	leave()
	b.request("POST", "/act").is(200)
	b.request("POST", "/act").is(200) // the one before has left
}

// TestWhatIsRefusedLeavesNothing: not even a slot.
func TestWhatIsRefusedLeavesNothing(t *testing.T) {
	b := newBench(t, Config{Limits: Limits{Address: Rate{PerSecond: 1e-6, Burst: 1}, Acts: 1}})
	b.request("POST", "/act").is(200)
	b.request("POST", "/act").is(429, "too_many_requests")
	require.Empty(t, b.door.acting)
	_, err := b.door.enter()
	require.NoError(t, err)
	_, err = b.door.enter()
	require.Equal(t, law.KindUnavailable, law.KindOf(err))
}

// TestTimeOfAWay: what is behind a way ends with its time, and what is left has ended.
func TestTimeOfAWay(t *testing.T) {
	d := New(Config{Log: silent, Limits: Limits{Deadline: time.Minute, LongDeadline: time.Hour}})
	for way, within := range map[Way]time.Duration{{For: Anybody}: time.Minute, {For: Anybody, Long: true}: time.Hour} {
		ctx, leave, err := d.Admit(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil), way)
		require.NoError(t, err)
		end, limited := ctx.Deadline()
		require.True(t, limited)
		require.WithinDuration(t, time.Now().Add(within), end, 30*time.Second)
		leave()
		require.ErrorIs(t, ctx.Err(), context.Canceled)
	}
}
