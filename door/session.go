package door

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// What a session holds.
const (
	sessionAccount  = "account"
	sessionPassword = "password" // fingerprint of the hash: a new password ends old sessions
	sessionSeen     = "seen"     // Unix seconds
	sessionEnrol    = "enrol"    // may only enrol a second factor
)

// touchEvery is how often a session in use is written back, which moves its idle
// end; more often would make a write of every read.
const touchEvery = time.Minute

func newSessions(store scs.CtxStore, secure bool, l Limits) *scs.SessionManager {
	m := scs.New()
	m.Store, m.IdleTimeout, m.Lifetime = store, l.SessionIdle, l.SessionLifetime
	// The cookie ends with the browser: office machines are shared.
	m.Cookie.Name, m.Cookie.Persist, m.Cookie.HttpOnly, m.Cookie.SameSite = "ssj_session", false, true, http.SameSiteLaxMode
	if secure {
		m.Cookie.Name, m.Cookie.Secure = "__Host-ssj_session", true
	}
	return m
}

func passwordMark(a record.Account) string {
	sum := sha256.Sum256([]byte(a.ID + "\x00" + a.PasswordHash))
	return hex.EncodeToString(sum[:12])
}

// SessionCookie is the name of the cookie that brings a session.
func (d *Door) SessionCookie() string { return d.sessions.Cookie.Name }

// SessionToken is the token of the session that the request brings, "" without one.
func (d *Door) SessionToken(r *http.Request) string {
	c, err := r.Cookie(d.SessionCookie())
	if err != nil {
		return ""
	}
	return c.Value
}

// beginSession gives the account a session with a new token; whatever session the
// browser had is forgotten. With mustEnrol it may do nothing but enrol a second factor.
func (d *Door) beginSession(ctx context.Context, r *http.Request, a record.Account, mustEnrol bool) (cookies []string, err error) {
	ctx, err = d.sessions.Load(ctx, d.SessionToken(r))
	if err != nil {
		return nil, sessionsAway(err)
	}
	if err := d.sessions.Clear(ctx); err != nil {
		return nil, sessionsAway(err)
	}
	if err := d.sessions.RenewToken(ctx); err != nil {
		return nil, sessionsAway(err)
	}
	d.sessions.Put(ctx, sessionAccount, a.ID)
	d.sessions.Put(ctx, sessionPassword, passwordMark(a))
	d.sessions.Put(ctx, sessionSeen, time.Now().Unix())
	if mustEnrol {
		d.sessions.Put(ctx, sessionEnrol, true)
	}
	token, expiry, err := d.sessions.Commit(ctx)
	if err != nil {
		return nil, sessionsAway(err)
	}
	if err := d.office.SessionBegun(ctx, a.ID, token, r.UserAgent()); err != nil {
		return nil, sessionsAway(err)
	}
	return d.sessionCookies(ctx, token, expiry), nil
}

func (d *Door) sessionCookies(ctx context.Context, token string, expiry time.Time) []string {
	w := headerWriter{}
	d.sessions.WriteSessionCookie(ctx, w, token, expiry)
	return w.Header()["Set-Cookie"]
}

// headerWriter takes the one header that scs writes.
type headerWriter http.Header

func (w headerWriter) Header() http.Header         { return http.Header(w) }
func (w headerWriter) Write(p []byte) (int, error) { return len(p), nil }
func (w headerWriter) WriteHeader(int)             {}

// accountOfSession finds who holds the session and whether it may only enrol a second
// factor, and keeps it from ending while it is used.
func (d *Door) accountOfSession(ctx context.Context, token string) (a record.Account, mustEnrol bool, err error) {
	ctx, err = d.sessions.Load(ctx, token)
	if err != nil {
		return a, false, sessionsAway(err)
	}
	id := d.sessions.GetString(ctx, sessionAccount)
	if id == "" {
		return a, false, errSession
	}
	if a, err = d.office.Account(ctx, id); err != nil {
		return a, false, err
	}
	if d.sessions.GetString(ctx, sessionPassword) != passwordMark(a) {
		return a, false, errSession
	}
	if now := time.Now(); now.Unix()-d.sessions.GetInt64(ctx, sessionSeen) >= int64(touchEvery.Seconds()) {
		d.sessions.Put(ctx, sessionSeen, now.Unix())
		if _, _, err := d.sessions.Commit(ctx); err != nil {
			return a, false, sessionsAway(err)
		}
	}
	return a, d.sessions.GetBool(ctx, sessionEnrol), nil
}

var errSession = law.Errorf(law.KindUnauthentic, "session_ended", "登录已失效，请重新登录。")

func sessionsAway(err error) error {
	return fmt.Errorf("%w：%w", law.Errorf(law.KindUnavailable, "sessions_unavailable", "暂时无法核对登录状态。"), err)
}
