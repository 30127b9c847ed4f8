package door

import (
	"context"
	"net/http"
	"strings"
	"time"

	"shuangsuiji/record"
)

// Proof is what lets a person in.
type Proof struct {
	Login, Password string
	Code            string // of the second factor, where one is enrolled
}

// LogIn begins a session for whoever proves a login. cookies are the session's and that
// of the device, which the browser is to keep.
func (d *Door) LogIn(ctx context.Context, r *http.Request, proof Proof) (p Person, cookies []string, err error) {
	login := strings.ToLower(strings.TrimSpace(proof.Login))
	tried, err := d.tryPassword(r, login)
	if err != nil {
		return p, nil, err
	}
	p.Account, p.MustEnrol, err = d.prove(ctx, proof)
	tried(err)
	if err != nil {
		return p, nil, err
	}
	if cookies, err = d.beginSession(ctx, r, p.Account, p.MustEnrol); err != nil {
		return p, nil, err
	}
	device, err := d.devices.after(r, login)
	if err != nil {
		return p, nil, err
	}
	p.Actor, err = d.office.Actor(ctx, p.Account)
	return p, append(cookies, device), err
}

// prove holds password and second factor against the account.
func (d *Door) prove(ctx context.Context, proof Proof) (a record.Account, mustEnrol bool, err error) {
	if a, err = d.office.Login(ctx, proof.Login, proof.Password); err != nil {
		return a, false, err
	}
	mustEnrol, err = d.office.CompleteLogin(ctx, a, proof.Code)
	return a, mustEnrol, err
}

// LogInAnew gives the account that asks another session in place of the one that has
// ended with its old password or second factor.
func (d *Door) LogInAnew(ctx context.Context, r *http.Request, mustEnrol bool) (cookies []string, err error) {
	a, err := d.office.Account(ctx, PersonOf(ctx).Account.ID)
	if err != nil {
		return nil, err
	}
	return d.beginSession(ctx, r, a, mustEnrol)
}

// LogOut forgets the session that the request brings.
func (d *Door) LogOut(ctx context.Context, r *http.Request) (cookies []string, err error) {
	ctx, err = d.sessions.Load(ctx, d.SessionToken(r))
	if err != nil {
		return nil, sessionsAway(err)
	}
	if err := d.sessions.Destroy(ctx); err != nil {
		return nil, sessionsAway(err)
	}
	return d.sessionCookies(ctx, "", time.Time{}), nil
}
