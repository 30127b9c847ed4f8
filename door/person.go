package door

import (
	"context"
	"net/http"
	"strings"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// Person is who asks: the account, and how it acts today.
type Person struct {
	Account record.Account
	Actor   law.Actor
	// Program: a program asks, with a token of the account, for what Scope allows.
	Program bool
	Scope   record.TokenScope
	// MustEnrol: the session may only enrol a second factor.
	MustEnrol bool
}

// PersonOf is who asks; only behind a way that lets nobody else in.
func PersonOf(ctx context.Context) Person {
	p, _ := ctx.Value(personKey).(Person)
	return p
}

var errLoginRequired = law.Errorf(law.KindUnauthentic, CodeLoginRequired, "请先登录，或者使用令牌（Authorization: Bearer）。")

// ByProgram reports whether the request brings a token, be it a wrong one.
func ByProgram(r *http.Request) bool { return bearer(r) != "" }

// bearer is the request's token, "" without one.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// identify finds who asks.
func (d *Door) identify(r *http.Request) (Person, error) {
	ctx := r.Context()
	var p Person
	var err error
	token, session := bearer(r), d.SessionToken(r)
	if token == "" && session == "" {
		if err := d.admitStranger(r); err != nil {
			return p, err
		}
		return p, errLoginRequired
	}
	brought := credentialOf(token + "\x00" + session)
	if err := d.admitCredential(r, brought); err != nil {
		return p, err
	}
	if p.Program = token != ""; p.Program {
		var t record.Token
		p.Account, t, err = d.office.AccountOfToken(ctx, token)
		p.Scope = t.Scope
	} else {
		p.Account, p.MustEnrol, err = d.accountOfSession(ctx, session)
	}
	if law.KindOf(err) == law.KindNotFound {
		err = errLoginRequired
	}
	if err := d.looked(r, brought, err); err != nil {
		return p, err
	}
	if err := d.throttle.staff.take(p.Account.ID); err != nil {
		return p, err
	}
	p.Actor, err = d.office.Actor(ctx, p.Account)
	return p, err
}

var errStaffByLink = law.Errorf(law.KindForbidden, "link_is_not_yours", "该链接由检查对象或者外部见证人本人使用；工作人员请退出登录，不得代其查看和办理。")

// refuseStaff refuses a link to whoever is logged in as staff, or brings a program's
// token: team and clerk print the links, and act by none.
func (d *Door) refuseStaff(r *http.Request) error {
	ctx := r.Context()
	var err error
	token, session := bearer(r), d.SessionToken(r)
	switch {
	case token != "":
		_, _, err = d.office.AccountOfToken(ctx, token)
	case session != "":
		_, _, err = d.accountOfSession(ctx, session)
	default:
		return nil
	}
	switch law.KindOf(err) {
	case law.KindNotFound, law.KindUnauthentic, law.KindForbidden:
		return nil // nobody, or somebody who has left
	}
	if err != nil {
		return err
	}
	return errStaffByLink
}
