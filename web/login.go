package web

import (
	"context"
	"net/http"

	"shuangsuiji/door"
)

// loginPage asks for a login. Next is the page to show afterwards.
type loginPage struct {
	Next    string
	Login   string
	Problem string
	// Code: the account has a second factor, and its code is asked for.
	Code bool
	// Demonstration are the accounts of a demonstration, whose passwords are no secret.
	Demonstration []DemonstrationAccount
}

func (s *console) loginPage(w http.ResponseWriter, r *http.Request) {
	s.asStranger(w, r, func(ctx context.Context) {
		s.show(ctx, w, r, view{Template: "login", Title: "登录", Data: loginPage{Next: safeNext(r.FormValue("next")), Demonstration: s.accounts}})
	})
}

// asStranger lets in whoever has not logged in yet.
func (s *console) asStranger(w http.ResponseWriter, r *http.Request, do func(context.Context)) {
	ctx, leave, err := s.door.Admit(w, r, door.Way{For: door.Anybody})
	if err != nil {
		s.refuse(r.Context(), w, r, err)
		return
	}
	defer leave()
	do(ctx)
}

// login begins a session and shows the page that was asked for, or the way back to the
// form that waited for it.
func (s *console) login(w http.ResponseWriter, r *http.Request) {
	s.asStranger(w, r, func(ctx context.Context) {
		values, err := formOf(w, r)
		if err != nil {
			s.refuse(ctx, w, r, err)
			return
		}
		proof := door.Proof{Login: values.Get("login"), Password: values.Get("password"), Code: values.Get("code")}
		person, cookies, err := s.door.LogIn(ctx, r, proof)
		if err != nil {
			s.askAgain(ctx, w, r, proof, err)
			return
		}
		addCookies(w, cookies)
		next := safeNext(values.Get("next"))
		switch resume := values.Get(inputResume); {
		case person.Account.MustChangePassword:
			next = Root + "/me/password"
		case person.MustEnrol:
			next = Root + "/me/second-factor"
		case within(resume):
			s.goOn(ctx, w, r, person, resume)
			return
		}
		http.Redirect(w, r, next, http.StatusSeeOther) //nolint:gosec // safeNext leaves pages of the console only
	})
}

// askAgain shows the login with why it failed, and with all that it carries on.
func (s *console) askAgain(ctx context.Context, w http.ResponseWriter, r *http.Request, proof door.Proof, err error) {
	p := s.door.Problem(ctx, err)
	p.SetHeaders(w.Header())
	asked := loginPage{Next: safeNext(r.PostFormValue("next")), Login: proof.Login, Problem: p.Detail, Code: p.Code == door.CodeSecondFactor || proof.Code != "", Demonstration: s.accounts}
	if resume := r.PostFormValue(inputResume); within(resume) {
		s.show(ctx, w, r, view{Template: "login_again", Title: "请重新登录", Status: p.Status, Data: keptPage{loginPage: asked, Address: resume, Entries: entriesOf(r.PostForm)}})
		return
	}
	s.show(ctx, w, r, view{Template: "login", Title: "登录", Status: p.Status, Data: asked})
}

func (s *console) logout(w http.ResponseWriter, r *http.Request) {
	s.asStranger(w, r, func(ctx context.Context) {
		cookies, err := s.door.LogOut(ctx, r)
		if err != nil {
			s.refuse(ctx, w, r, err)
			return
		}
		addCookies(w, cookies)
		http.Redirect(w, r, Root+"/login", http.StatusSeeOther)
	})
}

func addCookies(w http.ResponseWriter, cookies []string) {
	for _, c := range cookies {
		w.Header().Add("Set-Cookie", c)
	}
}

func safeNext(next string) string {
	if !within(next) {
		return Root
	}
	return next
}
