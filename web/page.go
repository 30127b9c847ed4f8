package web

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/record"
)

// policy lets a page load its own files and send its forms to the office, nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// view is what a page shows.
type view struct {
	Template string // of its main part
	Title    string
	Status   int // 200 unless said
	Data     any
}

// page makes a view of a request that was let in.
type page func(ctx context.Context, r *http.Request) (view, error)

// frame is what every page has around its main part.
type frame struct {
	Title         string
	Path          string // of the page, with its query
	Section       string // of the menu
	Menu          []entry
	Tabs          []entry      // of the section, where it has several pages
	At            string       // the tab on which the page lies
	Person        *door.Person // nil for whoever has not logged in
	Unread        int
	Demonstration bool
	MovesClock    bool      // the person may move the clock of the demonstration
	Now           time.Time // of the business clock
	Notice        string    // what was done just now
	Data          any
}

// show answers with the view.
func (s *console) show(ctx context.Context, w http.ResponseWriter, r *http.Request, v view) {
	f := frame{Title: v.Title, Path: r.URL.RequestURI(), Demonstration: s.office.Demonstration(),
		Notice: notices[r.URL.Query().Get(inputDone)], Data: v.Data}
	if p := door.PersonOf(ctx); p.Account.ID != "" {
		f.Person, f.Menu, f.Section = &p, menuOf(p.Actor), sectionOf(r.URL.Path)
		f.MovesClock = f.Demonstration && access.MoveClock.HeldBy(p.Actor)
		f.Tabs, f.At = tabsOf(f.Section, r.URL.Path, p.Actor)
		s.aroundOf(ctx, &f)
	}
	var body bytes.Buffer
	if err := s.templates.execute(&body, v.Template, f); err != nil {
		s.door.Answer(w, r, s.door.Problem(ctx, err))
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	if v.Status == 0 {
		v.Status = http.StatusOK
	}
	w.WriteHeader(v.Status)
	if _, err := w.Write(body.Bytes()); err != nil {
		s.log.WarnContext(ctx, "page not sent whole", "request", door.RequestID(ctx), "error", err)
	}
}

// aroundOf fills in what a page is not refused for the want of.
func (s *console) aroundOf(ctx context.Context, f *frame) {
	if now, err := s.office.Now(ctx); err == nil {
		f.Now = now
	}
	if _, unread, err := s.office.Inbox(ctx, f.Person.Account.ID, true, record.Page{Limit: 1}); err == nil {
		f.Unread = unread
	}
}

// sectionOf is the longest path of the menu that the page lies below.
func sectionOf(path string) string {
	best := ""
	for _, e := range menu {
		if e.Also != "" && strings.HasPrefix(path, e.Also+"/") {
			return e.Path
		}
		if (path == e.Path || strings.HasPrefix(path, e.Path+"/")) && len(e.Path) > len(best) {
			best = e.Path
		}
	}
	return best
}

// problemPage is what a page that was refused shows in its place.
type problemPage struct {
	*door.Problem
	Reason string
	Retry  bool
	Back   string // the subject of the act that was asked for; "" for none
}

// refuse answers with the reason: whoever has not logged in is asked to, and is shown
// afterwards what was asked for.
func (s *console) refuse(ctx context.Context, w http.ResponseWriter, r *http.Request, err error) {
	p := s.door.Problem(ctx, err)
	p.SetHeaders(w.Header())
	switch {
	case p.Status == http.StatusUnauthorized:
		s.show(ctx, w, r, view{Template: "login", Title: "登录", Status: p.Status, Data: loginPage{Next: nextOf(r), Problem: reasonOnPage(p), Demonstration: s.accounts}})
	case p.Code == door.CodePasswordChange:
		http.Redirect(w, r, Root+"/me/password", http.StatusSeeOther)
	case p.Code == door.CodeEnrol:
		http.Redirect(w, r, Root+"/me/second-factor", http.StatusSeeOther)
	default:
		s.show(ctx, w, r, view{Template: "problem", Title: p.Title, Status: p.Status, Data: problemPage{Problem: p, Reason: reasonOnPage(p), Retry: p.Status == http.StatusServiceUnavailable, Back: subjectOf(r.URL.Path)}})
	}
}

// reasonOnPage is why something was refused, without what is said to programs.
func reasonOnPage(p *door.Problem) string {
	switch {
	case p.Code == door.CodeLoginRequired:
		return "请先登录。"
	case p.Code == record.CodeKeyReused:
		return "本页此前已经提交过另外的内容。核对后再次提交的，作为新的一件办理。"
	case p.Status == http.StatusServiceUnavailable:
		return "系统的一部分暂时不可用，请稍后再试。"
	}
	return p.Detail
}

// subjectOf is the page of the subject on which the address performs an act.
func subjectOf(path string) string {
	for _, form := range []string{"/acts/", "/file/"} {
		if before, _, is := strings.Cut(path, form); is && before != Root {
			return before
		}
	}
	return ""
}

// nextOf is the page to show after the login: one of the console's, by GET.
func nextOf(r *http.Request) string {
	if r.Method != http.MethodGet {
		return Root
	}
	return r.URL.RequestURI()
}

// within reports whether the address is a page of the console, and no other host's.
func within(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "" && u.Host == "" && (u.Path == Root || strings.HasPrefix(u.Path, Root+"/")) && !strings.Contains(address, `\`)
}
