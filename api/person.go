package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"shuangsuiji/inspection"
	"shuangsuiji/record"
)

// person is who asks: the account, and how it acts today.
type person struct {
	account record.Account
	actor   inspection.Actor
	// program: a program asks, with a token of the account, for what scope allows.
	program bool
	scope   record.TokenScope
	// mustEnrol: the session may only enrol a second factor.
	mustEnrol bool
}

// personOf is who asks; only behind a door that lets nobody else in.
func personOf(ctx context.Context) person {
	p, _ := ctx.Value(personKey).(person)
	return p
}

var errLoginRequired = inspection.Errorf(inspection.KindUnauthentic, "login_required", "请先登录，或者使用令牌（Authorization: Bearer）。")

// bearer is the request's token, "" without one.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

func (s *server) sessionToken(r *http.Request) string {
	c, err := r.Cookie(s.sessions.Cookie.Name)
	if err != nil {
		return ""
	}
	return c.Value
}

// identify finds who asks.
func (s *server) identify(r *http.Request) (person, error) {
	ctx := r.Context()
	var p person
	var err error
	token, session := bearer(r), s.sessionToken(r)
	if token == "" && session == "" {
		if err := s.admitStranger(r); err != nil {
			return p, err
		}
		return p, errLoginRequired
	}
	brought := credentialOf(token + "\x00" + session)
	if err := s.admitCredential(r, brought); err != nil {
		return p, err
	}
	if p.program = token != ""; p.program {
		var t record.Token
		p.account, t, err = s.office.AccountOfToken(ctx, token)
		p.scope = t.Scope
	} else {
		p.account, p.mustEnrol, err = s.accountOfSession(ctx, session)
	}
	if inspection.KindOf(err) == inspection.KindNotFound {
		err = errLoginRequired
	}
	if err := s.looked(r, brought, err); err != nil {
		return p, err
	}
	if err := s.throttle.staff.take(p.account.ID); err != nil {
		return p, err
	}
	p.actor, err = s.office.Actor(ctx, p.account)
	return p, err
}

var errSessionOnly = inspection.Errorf(inspection.KindForbidden, "session_required", "该事项只能由本人登录后办理，不能使用令牌。")

var (
	errPasswordChange = inspection.Errorf(inspection.KindForbidden, "password_change_required", "密码由他人设定，请先修改密码。")
	errEnrol          = inspection.Errorf(inspection.KindForbidden, "second_factor_enrolment_required", "您的角色须用动态口令登录，请先设置动态口令。")
	errScope          = inspection.Errorf(inspection.KindForbidden, "token_scope", "该令牌只能查看，不能办理。")
)

// admits refuses an account that has first to change its password or to enrol its second
// factor, and a token that may only read.
func (r route) admits(p person) error {
	switch {
	case p.program && p.scope != record.TokenActs && (r.method != http.MethodGet || r.secret):
		return errScope
	case r.settling || r.door != doorStaff && r.door != doorSession:
		return nil
	case p.account.MustChangePassword:
		return errPasswordChange
	case p.mustEnrol:
		return errEnrol
	}
	return nil
}

// admit lets in whom the route is for, within the route's time.
func (s *server) admit(r route) func(huma.Context, func(huma.Context)) {
	deadline := s.limits.Deadline
	if r.long {
		deadline = s.limits.LongDeadline
	}
	return func(hc huma.Context, next func(huma.Context)) {
		c := humagin.Unwrap(hc)
		if r.long {
			s.setDeadlines(c, s.bodyTime(r), deadline)
		}
		ctx, cancel := context.WithTimeout(c.Request.Context(), deadline)
		defer cancel()
		c.Request = c.Request.WithContext(ctx)
		if err := s.open(r.door, hc, &ctx); err != nil {
			refuse(c, s.problem(ctx, err))
			return
		}
		if err := r.admits(personOf(ctx)); err != nil {
			refuse(c, s.problem(ctx, err))
			return
		}
		if r.act {
			leave, err := s.enter()
			if err != nil {
				refuse(c, s.problem(ctx, err))
				return
			}
			defer leave()
		}
		next(huma.WithContext(hc, ctx))
	}
}

// bodyTime is how long a file may take to arrive: of staff as long as the route has,
// of strangers, who are many, less.
func (s *server) bodyTime(r route) time.Duration {
	if r.door == doorStaff || r.door == doorSession {
		return s.limits.LongDeadline
	}
	return s.limits.StrangersFile
}

// enter takes a slot for an act. Where more acts are at work than the workflows get
// through before the deadline, waiting would help nobody: one more is refused with
// acts_busy.
func (s *server) enter() (leave func(), err error) {
	select {
	case s.acting <- struct{}{}:
		return func() { <-s.acting }, nil
	default:
		return nil, inspection.Errorf(inspection.KindUnavailable, "acts_busy", "同时办理的事项过多，本次没有办理。")
	}
}

// open checks the door; behind that of staff, the context says who asks.
func (s *server) open(d door, hc huma.Context, ctx *context.Context) error {
	c := humagin.Unwrap(hc)
	switch d {
	case doorProbe:
		return nil
	case doorPublic, doorLink:
		err := s.admitStranger(c.Request)
		if err == nil && d == doorLink {
			err = s.notStaff(c.Request)
		}
		return err
	case doorStaff, doorSession:
	}
	p, err := s.identify(c.Request)
	if err != nil {
		return err
	}
	c.Set(accountOfRequest, p.account.ID)
	if d == doorSession && p.program {
		return errSessionOnly
	}
	*ctx = context.WithValue(*ctx, personKey, p)
	return nil
}
