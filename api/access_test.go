package api

import (
	"net/http"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/workflows"
)

// real makes the bench's office a real one, which keeps second factors.
func (b *bench) real() {
	b.Helper()
	ring, err := seal.New(seal.NewKey("k1"))
	require.NoError(b, err)
	b.office = bureau.New(b.store, workflows.NewDispatcher(b.temporal), silent, false, bureau.WithSeals(ring))
	b.at.Office = b.office
	b.serve(generous())
}

// enter logs in with a browser of its own.
func (b *bench) enter(login, password string) answered {
	b.Helper()
	b.browser()
	return b.request("", "POST", "/api/login", loginForm(login, password))
}

// TestSettlingIn: who has another's password changes it, and whose role demands a second
// factor enrols one, before anything else.
func TestSettlingIn(t *testing.T) {
	b := newBench(t, generous())
	b.real()
	b.withPassword("director")
	b.enter("director", testPassword).is(200)
	b.get("", "/api/me").is(200)
	b.get("", "/api/cases").is(403, "password_change_required")
	b.request("", "POST", "/api/tokens", map[string]string{"name": "x"}).is(403, "password_change_required")
	b.request("", "POST", "/api/password", map[string]string{"oldPassword": testPassword, "newPassword": testPassword}).is(422, "password_unchanged")
	b.request("", "POST", "/api/password", map[string]string{"oldPassword": testPassword, "newPassword": "directorWK9Q"}).is(422, "password_own_words")
	const own = "l0ng enough 42"
	b.request("", "POST", "/api/password", map[string]string{"oldPassword": testPassword, "newPassword": own}).is(204)
	b.get("", "/api/cases").is(403, "second_factor_enrolment_required")

	var e enrolmentView
	b.request("", "POST", "/api/second-factor", map[string]string{"password": own}).is(201).into(&e)
	code, err := totp.GenerateCode(e.Secret, time.Now())
	require.NoError(t, err)
	var printed recoveryCodesView
	b.request("", "POST", "/api/second-factor/confirm", map[string]string{"code": code}).is(200).into(&printed)
	b.get("", "/api/cases").is(200)

	b.enter("director", own).is(401, "second_factor_required")
	b.browser()
	login := map[string]string{"login": "director", "password": own, "code": code}
	b.request("", "POST", "/api/login", login).is(401, "second_factor_wrong")
	login["code"] = printed.RecoveryCodes[0]
	b.request("", "POST", "/api/login", login).is(200)
	b.get("", "/api/cases").is(200)
	login["password"] = "wrong password"
	login["code"] = printed.RecoveryCodes[1]
	b.request("", "POST", "/api/login", login).is(401, "login_failed")
	var f secondFactorView
	b.get("", "/api/second-factor").is(200).into(&f)
	require.Equal(t, 9, f.RecoveryCodes, "a wrong password uses no code")
}

func TestSessionsAreSeenAndEnded(t *testing.T) {
	b := newBench(t, generous())
	b.withPassword("clerk")
	b.enter("clerk", testPassword).is(200)
	first := b.client
	b.enter("clerk", testPassword).is(200)
	var seen struct{ Items []record.Session }
	b.get("", "/api/sessions").is(200).into(&seen)
	require.Len(t, seen.Items, 2)
	require.True(t, seen.Items[0].Current)
	require.False(t, seen.Items[1].Current)
	require.Equal(t, "127.0.0.1", seen.Items[0].Address)
	require.Contains(t, seen.Items[0].Device, "Go-http-client")

	b.request("", "DELETE", "/api/sessions/"+seen.Items[1].ID, nil).is(204)
	b.request("", "DELETE", "/api/sessions/"+seen.Items[1].ID, nil).is(404, "session_unknown")
	second := b.client
	b.client = first
	b.get("", "/api/me").is(401, "session_ended")
	b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200)
	b.client = second
	b.request("", "DELETE", "/api/sessions", nil).is(204)
	b.get("", "/api/me").is(200)
	b.client = first
	b.get("", "/api/me").is(401, "session_ended")

	b.client = &http.Client{}
	b.get("supervisor", "/api/accounts/clerk/sessions").is(403, "not_your_act")
	b.get("admin", "/api/accounts/clerk/sessions").is(200).into(&seen)
	require.Len(t, seen.Items, 1)
	b.request("admin", "DELETE", "/api/accounts/clerk/sessions/"+seen.Items[0].ID, nil).is(204)
	b.client = second
	b.get("", "/api/me").is(401, "session_ended")
	logged, err := b.store.SecurityEvents(t.Context(), record.SecurityEventFilter{Kind: record.EventSessionEnded}, record.Page{})
	require.NoError(t, err)
	require.Len(t, logged.Items, 1)
}

// TestReadingTokens: a token reads unless it was made to act, and ends with the password.
func TestReadingTokens(t *testing.T) {
	b := newBench(t, generous())
	b.withPassword("clerk")
	b.enter("clerk", testPassword).is(200)
	var issued issuedToken
	b.request("", "POST", "/api/tokens", map[string]any{"name": "统计"}).is(201).into(&issued)
	require.Equal(t, record.TokenReads, issued.Scope)
	require.WithinDuration(t, time.Now().AddDate(0, 0, bureau.TokenDays), issued.Expires, time.Hour)
	b.request("", "POST", "/api/tokens", map[string]any{"name": "统计", "days": 366}).is(422)
	b.tokens["reader"] = issued.Secret
	browser := b.client
	b.client = &http.Client{}
	b.get("reader", "/api/cases").is(200)
	b.request("reader", "POST", "/api/inbox/read", map[string]any{"ids": []int{}}).is(403, "token_scope")
	b.get("reader", "/api/cases/2024001-001-0001/visit-code").is(403, "token_scope")
	b.client = browser
	b.request("", "POST", "/api/password", map[string]string{"oldPassword": testPassword, "newPassword": "l0ng enough 42"}).is(204)
	b.client = &http.Client{}
	b.get("reader", "/api/cases").is(401, "token_expired")
}

func TestMarkingAllAsRead(t *testing.T) {
	b := newBench(t, generous())
	_, err := b.store.Deliver(t.Context(), []record.Message{{Account: "clerk", Subject: taskID, Key: "k", Kind: law.NoticeTask, Text: "待办", Created: startOfMonth}})
	require.NoError(t, err)
	var me struct{ Unread int }
	b.get("clerk", "/api/me").is(200).into(&me)
	require.Positive(t, me.Unread)
	b.request("clerk", "POST", "/api/inbox/read", map[string]any{"ids": []int{}}).is(204)
	b.get("clerk", "/api/me").is(200).into(&me)
	require.Zero(t, me.Unread)
}
