package door

import (
	"net/http"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// Callers are those who get as far as a route.
type Callers int

// Who may come in. The zero value is nobody, so that a route that says nothing is
// closed.
const (
	Nobody      Callers = iota
	Probes              // whoever watches the process; not limited
	Anybody             // the public
	LinkHolders         // whoever has a link's secret, and is not of the office
	Staff               // an account, logged in or by token
	Persons             // an account, logged in itself
)

// Way is how a request comes in: who may, and what it may take.
type Way struct {
	For      Callers
	File     bool // of a page, which is the request: it costs next to nothing, and is counted apart
	Long     bool // may take minutes
	Act      bool // hands in an act, and waits for its workflow
	Settling bool // open also while the password is to be changed or the second factor to be enrolled
	Secret   bool // gives away what one can act with: not for a token that only reads
}

// OfStaff reports whether one needs an account to come in.
func (w Way) OfStaff() bool { return w.For == Staff || w.For == Persons }

// What a page answers otherwise than a program's interface: it shows where the password
// is changed, where the second factor is enrolled, where its code is typed in.
const (
	CodeLoginRequired  = "login_required"
	CodePasswordChange = "password_change_required"
	CodeEnrol          = "second_factor_enrolment_required"
	CodeSecondFactor   = bureau.CodeSecondFactor
)

// ErrSessionOnly refuses a program what only a person may do.
var ErrSessionOnly = law.Errorf(law.KindForbidden, "session_required", "该事项只能由本人登录后办理，不能使用令牌。")

var (
	errPasswordChange = law.Errorf(law.KindForbidden, CodePasswordChange, "密码由他人设定，请先修改密码。")
	errEnrol          = law.Errorf(law.KindForbidden, CodeEnrol, "您的角色须用动态口令登录，请先设置动态口令。")
	errScope          = law.Errorf(law.KindForbidden, "token_scope", "该令牌只能查看，不能办理。")
)

// admits refuses an account that has first to change its password or to enrol its
// second factor, and a token what it was not made for.
func (w Way) admits(p Person, method string) error {
	switch {
	case p.Program && w.For == Persons:
		return ErrSessionOnly
	case p.Program && p.Scope != record.TokenActs && (method != http.MethodGet && method != http.MethodHead || w.Secret):
		return errScope
	case w.Settling:
		return nil
	case p.Account.MustChangePassword:
		return errPasswordChange
	case p.MustEnrol:
		return errEnrol
	}
	return nil
}

// time is how long the way's request may take.
func (w Way) time(l Limits) time.Duration {
	if w.Long {
		return l.LongDeadline
	}
	return l.Deadline
}

// bodyTime is how long a long way's body may take to arrive: of staff as long as the
// route has, of strangers, who are many, less.
func (w Way) bodyTime(l Limits) time.Duration {
	if w.OfStaff() {
		return l.LongDeadline
	}
	return l.StrangersFile
}
