package web

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"shuangsuiji/door"
	"shuangsuiji/forms"
)

// keptPage carries on what was typed where the form itself cannot be shown: the session
// is over, or a part of the system is away. Nothing typed is lost.
type keptPage struct {
	loginPage
	Address string // of the form
	Entries []kept
	Retry   bool
	Passed  bool // files have to be chosen again
}

// Credentials are asked for once more.
func (k keptPage) Credentials() loginPage { return k.loginPage }

// kept is one input of the form that was sent.
type kept struct{ Name, Value string }

// keep answers a form that could not be taken, with all that was in it.
func (s *console) keep(ctx context.Context, w http.ResponseWriter, r *http.Request, came received, err error) {
	p := s.door.Problem(ctx, err)
	p.SetHeaders(w.Header())
	v := keptPage{loginPage: loginPage{Problem: reasonOnPage(p)}, Address: r.URL.Path, Entries: entriesOf(came.values), Passed: came.passed, Retry: p.Status == http.StatusServiceUnavailable}
	if p.Status == http.StatusUnauthorized {
		s.show(ctx, w, r, view{Template: "login_again", Title: "请重新登录", Status: p.Status, Data: v})
		return
	}
	s.show(ctx, w, r, view{Template: "kept", Title: p.Title, Status: p.Status, Data: v})
}

// entriesOf are the inputs of a form, without those with which one logs in again.
func entriesOf(values url.Values) []kept {
	var out []kept
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if slices.Contains(buttons, name) || slices.Contains(loginInputs, name) {
			continue
		}
		for _, v := range values[name] {
			out = append(out, kept{name, v})
		}
	}
	return out
}

// buttons are the inputs that only say what was pressed.
var buttons = []string{inputContinue, inputConfirmed, inputSave, forms.AddRow}

// loginInputs are those of the login itself.
var loginInputs = []string{"login", "password", "code", inputResume}

// inputResume is the address of the form to go on with after the login.
const inputResume = "resume"

// goOn shows, after a login, the way back to the form that waits.
func (s *console) goOn(ctx context.Context, w http.ResponseWriter, r *http.Request, p door.Person, address string) {
	v := keptPage{loginPage: loginPage{Login: p.Account.Login}, Address: address, Entries: entriesOf(r.PostForm)}
	s.show(ctx, w, r, view{Template: "go_on", Title: "继续填写", Data: v})
}
