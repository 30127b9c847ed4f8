package api

import (
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
)

func loginForm(login, password string) map[string]string {
	return map[string]string{"login": login, "password": password}
}

// browser gives the bench a client that keeps cookies.
func (b *bench) browser() {
	b.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(b, err)
	b.client = &http.Client{Jar: jar}
}

func TestLogin(t *testing.T) {
	b := newBench(t, generous())
	b.withPassword("clerk")
	b.browser()

	b.get("", "/api/me").is(401, "login_required")
	for name, form := range map[string]map[string]string{
		"wrong password": loginForm("clerk", "wrong password 1"),
		"unknown login":  loginForm("nobody", testPassword),
		"no password":    loginForm("legal", testPassword),
	} {
		t.Run(name, func(t *testing.T) {
			b := b.in(t)
			res := b.request("", "POST", "/api/login", form).is(401, "login_failed")
			require.Empty(t, res.header.Values("Set-Cookie"))
			require.NotEmpty(t, res.header.Get("WWW-Authenticate"))
		})
	}
	res := b.request("", "POST", "/api/login", loginForm(" clerk ", testPassword)).is(200)
	cookie := res.header.Get("Set-Cookie")
	require.Contains(t, cookie, "ssj_session=")
	require.Contains(t, cookie, "HttpOnly")
	require.Contains(t, cookie, "SameSite=Lax")
	require.NotContains(t, cookie, "Secure")
	require.NotContains(t, cookie, "Expires", "ends with the browser")
	require.NotContains(t, res.text, "argon2")

	var shown me
	b.get("", "/api/me").is(200).into(&shown)
	require.Equal(t, "clerk", shown.Account.ID)
	require.Equal(t, []string{"经办"}, shown.RoleNames)
	require.False(t, shown.Program)
	require.True(t, shown.Demonstration)
	require.Empty(t, shown.TemporalUI, "not for a clerk")

	second := b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200).header.Get("Set-Cookie")
	require.NotEqual(t, cookie, second, "each login has a token of its own")
	b.request("", "GET", "/api/me", nil, "Cookie", strings.Split(cookie, ";")[0]).is(401, "session_ended")

	b.request("", "POST", "/api/logout", nil).is(204)
	b.get("", "/api/me").is(401)
}

func TestSessionsEnd(t *testing.T) {
	b := newBench(t, generous())
	b.withPassword("clerk")
	short := generous()
	for name, change := range map[string]func(*door.Limits){
		"idle":     func(l *door.Limits) { l.SessionIdle = time.Nanosecond },
		"absolute": func(l *door.Limits) { l.SessionLifetime = time.Nanosecond },
	} {
		t.Run(name, func(t *testing.T) {
			b := b.in(t)
			l := short
			change(&l)
			b.serve(l)
			b.browser()
			b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200)
			b.get("", "/api/me").is(401, "session_ended")
		})
	}
	b.serve(generous())
	t.Run("account closed", func(t *testing.T) {
		b := b.in(t)
		b.browser()
		b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200)
		a, err := b.store.Account(t.Context(), "clerk")
		require.NoError(t, err)
		a.Active = false
		require.NoError(t, b.store.SaveAccount(t.Context(), a))
		b.get("", "/api/me").is(401, "account_inactive")
		b.get("clerk", "/api/me").is(401, "account_inactive")
		a.Active = true
		require.NoError(t, b.store.SaveAccount(t.Context(), a))
	})
	t.Run("password changed elsewhere", func(t *testing.T) {
		b := b.in(t)
		b.browser()
		b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200)
		other := b.client
		b.browser()
		b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200)
		change := map[string]string{"oldPassword": "not the old one", "newPassword": "a new password"}
		b.request("", "POST", "/api/password", change).is(401, "login_failed")
		change["oldPassword"], change["newPassword"] = testPassword, "short"
		b.request("", "POST", "/api/password", change).is(422, "password_too_short")
		change["newPassword"] = "a new password"
		b.request("", "POST", "/api/password", change).is(204)
		b.get("", "/api/me").is(200)
		b.client = other
		b.get("", "/api/me").is(401, "session_ended")
	})
}

func TestTokens(t *testing.T) {
	b := newBench(t, generous())
	b.withPassword("clerk")
	b.browser()
	b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200)
	var issued issuedToken
	b.request("", "POST", "/api/tokens", map[string]string{"name": "数据交换"}).is(201).into(&issued)
	require.True(t, strings.HasPrefix(issued.Secret, "ssj_"))
	b.tokens["program"] = issued.Secret

	b.client = &http.Client{}
	var shown me
	b.get("program", "/api/me").is(200).into(&shown)
	require.Equal(t, "clerk", shown.Account.ID)
	require.True(t, shown.Program)
	b.request("program", "POST", "/api/tokens", map[string]string{"name": "又一个"}).is(403, "session_required")
	b.request("program", "POST", "/api/password", map[string]string{"oldPassword": testPassword, "newPassword": "another password"}).is(403, "session_required")

	b.browser()
	b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200)
	listed := b.get("", "/api/tokens").is(200)
	require.Contains(t, listed.text, issued.ID)
	require.NotContains(t, listed.text, issued.Secret)
	require.NotContains(t, listed.text, bureau.HashSecret(issued.Secret))
	b.request("", "DELETE", "/api/tokens/"+issued.ID, nil).is(204)
	b.request("", "DELETE", "/api/tokens/t-nobody", nil).is(404, "token_unknown")
	b.client = &http.Client{}
	b.get("program", "/api/me").is(401, "token_expired")
	b.tokens["forged"] = "ssj_forged"
	b.get("forged", "/api/me").is(401, "token_unknown")
}

func TestLimits(t *testing.T) {
	b := newBench(t, generous())
	b.withPassword("clerk")
	t.Run("guessing one login", func(t *testing.T) {
		b := b.in(t)
		b.serve(generous())
		b.guess(door.DefaultLimits().Password.Burst)
		res := b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(429, "too_many_requests")
		require.NotEmpty(t, res.header.Get("Retry-After"))
		b.request("", "POST", "/api/login", loginForm("legal", testPassword)).is(401, "login_failed")
	})
	t.Run("guessing many logins", func(t *testing.T) {
		b := b.in(t)
		l := generous()
		l.PasswordAddress = door.Rate{PerSecond: 0.001, Burst: 2}
		b.serve(l)
		b.request("", "POST", "/api/login", loginForm("a", "wrong password 1")).is(401)
		b.request("", "POST", "/api/login", loginForm("b", "wrong password 1")).is(401)
		b.request("", "POST", "/api/login", loginForm("c", "wrong password 1")).is(429, "too_many_requests")
	})
	t.Run("guessing tokens", func(t *testing.T) {
		b := b.in(t)
		l := generous()
		l.PasswordAddress = door.Rate{PerSecond: 0.001, Burst: 10}
		b.serve(l)
		b.tokens["forged"] = "ssj_forged"
		for range 10 {
			b.get("forged", "/api/me").is(401)
		}
		b.get("forged", "/api/me").is(429, "too_many_requests")
		b.get("clerk", "/api/me").is(200)
	})
	t.Run("one account", func(t *testing.T) {
		b := b.in(t)
		l := generous()
		l.Account = door.Rate{PerSecond: 0.001, Burst: 2}
		b.serve(l)
		b.get("clerk", "/api/me").is(200)
		b.get("clerk", "/api/clock").is(200)
		b.get("clerk", "/api/me").is(429)
		b.get("legal", "/api/me").is(200)
	})
	t.Run("one address", func(t *testing.T) {
		b := b.in(t)
		l := generous()
		l.Address = door.Rate{PerSecond: 0.001, Burst: 2}
		b.serve(l)
		b.get("", "/public/publications").is(200)
		b.get("", "/entity/unknown").is(404, "link_unknown")
		b.get("", "/public/publications").is(429)
		b.get("clerk", "/api/me").is(200)
		b.get("", "/readyz").is(200)
	})
	t.Run("everybody", func(t *testing.T) {
		b := b.in(t)
		l := generous()
		l.Everybody = door.Rate{PerSecond: 0.001, Burst: 1}
		b.serve(l)
		b.get("clerk", "/api/me").is(200)
		b.get("legal", "/api/me").is(429)
		b.get("", "/healthz").is(200)
	})
}

// guess tries wrong passwords, from as many addresses as a caller may claim: a
// header that no proxy of the office wrote changes nothing.
func (b *bench) guess(times int) {
	b.Helper()
	for i := range times {
		b.request("", "POST", "/api/login", loginForm("clerk", "wrong password"), "X-Forwarded-For", "203.0.113."+string(rune('0'+i%10))).is(401)
	}
}

func TestDelegation(t *testing.T) {
	b := newBench(t, generous())
	made := b.request("director", "POST", "/api/delegations", map[string]any{"to": "head", "role": law.RoleBureauHead, "begin": "2024-03-25", "end": "2024-04-05", "reason": "出差"}).is(201)
	var d struct{ ID string }
	made.into(&d)
	var shown me
	b.get("head", "/api/me").is(200).into(&shown)
	require.Equal(t, []law.Role{law.RoleBureauHead}, shown.Delegated)
	b.request("head", "POST", "/api/delegations", map[string]any{"to": "legal", "role": law.RoleBureauHead, "begin": "2024-04-01", "end": "2024-04-02", "reason": "转委托"}).is(403, "not_your_power")
	b.request("head", "DELETE", "/api/delegations/"+d.ID, nil).is(404, "delegation_unknown")
	b.request("director", "DELETE", "/api/delegations/"+d.ID, nil).is(204)
	b.get("head", "/api/me").is(200).into(&shown)
	require.Empty(t, shown.Delegated)
}
