package web

import (
	"context"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
)

// secondFactorSheet is where one's own second factor is enrolled and its recovery codes
// are renewed; the former also before anything else may be done.
func (s *console) secondFactorSheet() sheet {
	return sheet{way: door.Way{Settling: true}, secrets: []string{"password", "code"}, show: s.showSecondFactor, do: s.changeSecondFactor}
}

// What the page's forms ask for.
const (
	stepEnrol   = "enrol"
	stepConfirm = "confirm"
	stepRenew   = "renew"
)

// secondFactorView is the state of the second factor, and the form that is open.
type secondFactorView struct {
	filled
	State  bureau.SecondFactorState
	Must   bool // before anything else
	Secret string
	// QR is the picture for the authenticator; with Secret it is shown once.
	QR template.URL
}

func (s *console) showSecondFactor(ctx context.Context, _ *http.Request, t filled) (view, error) {
	return s.showEnrolment(ctx, t, enrolment{})
}

// enrolment is what an authenticator is given; it is shown once.
type enrolment struct{ Secret, QR string }

func (s *console) showEnrolment(ctx context.Context, t filled, given enrolment) (view, error) {
	p := door.PersonOf(ctx)
	state, err := s.office.SecondFactor(ctx, p.Account.ID)
	if err != nil {
		return view{}, err
	}
	return view{Template: "me_second_factor", Title: "动态口令", Data: secondFactorView{filled: t, State: state, Must: p.MustEnrol, Secret: given.Secret, QR: pictureOf(given.QR)}}, nil
}

func (s *console) changeSecondFactor(ctx context.Context, r *http.Request, values url.Values) (after, error) {
	switch values.Get("step") {
	case stepConfirm:
		return s.recoveryCodes(r, "/api/second-factor/confirm", map[string]string{"code": values.Get("code")})
	case stepRenew:
		return s.recoveryCodes(r, "/api/second-factor/recovery-codes", proofOf(values))
	}
	var given enrolment
	if _, err := s.ask(r, http.MethodPost, "/api/second-factor", proofOf(values), &given); err != nil {
		return after{}, err
	}
	v, err := s.showEnrolment(ctx, filled{Values: url.Values{"step": {stepConfirm}}}, given)
	return after{shown: &v}, err
}

// proofOf is the password once more, with a code of the second factor where there is
// one.
func proofOf(values url.Values) map[string]string {
	proof := map[string]string{"password": values.Get("password")}
	if code := strings.TrimSpace(values.Get("code")); code != "" {
		proof["code"] = code
	}
	return proof
}

// recoveryCodes shows those that the interface answers, this once.
func (s *console) recoveryCodes(r *http.Request, path string, body map[string]string) (after, error) {
	var made struct{ RecoveryCodes []string }
	header, err := s.ask(r, http.MethodPost, path, body, &made)
	if err != nil {
		return after{}, err
	}
	return after{header: header, shown: &view{Template: "me_recovery_codes", Title: "恢复码", Data: made.RecoveryCodes}}, nil
}
