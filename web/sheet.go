package web

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// sheet is a page with forms that it takes itself and that are no acts of a subject:
// one's own account, the registers, the office.
type sheet struct {
	way  door.Way // beside whom it is for
	show func(ctx context.Context, r *http.Request, t filled) (view, error)
	// do hands what was filled in to the interface. A refusal shows the page again, with
	// what was typed.
	do func(ctx context.Context, r *http.Request, values url.Values) (after, error)
	// fields are what its forms ask for, by whose labels refusals are told.
	fields []forms.Field
	// most is how many bytes its form may take; 0 takes mostForm.
	most int64
	// secrets are the inputs that are never shown again nor carried on.
	secrets []string
}

// filled is what stands in the forms of a page: nothing when it begins, what was sent
// when it was refused.
type filled struct {
	Values  url.Values
	Problem *door.Problem
	Refused []refusal // each input of which something was refused
}

// refusal is what is wrong with an input.
type refusal struct {
	Field string // path in the JSON of the interface
	Text  string
}

// Get is what was typed into the input.
func (t filled) Get(name string) string { return t.Values.Get(name) }

// inputs are those of the fields, with what was typed and what of it was refused.
func (t filled) inputs(about forms.About, fields []forms.Field) []forms.Input {
	return about.Inputs(fields, t.Values, refusalsOf(t.Problem))
}

// begun is t, or where nothing was sent yet, what the form begins with.
func (t filled) begun(values url.Values) filled {
	if len(t.Values) > 0 {
		return t
	}
	return filled{Values: values}
}

// after is what follows a form that was taken: the page where the browser goes on, or
// what is shown only this once.
type after struct {
	next   string
	shown  *view
	file   *attached
	header http.Header // of the interface's reply: a session that began anew
}

// attached is a file that answers a form.
type attached struct {
	name, kind string
	content    []byte
}

// goOnTo is the page with the notice of what was done.
func goOnTo(path, done string) after {
	return after{next: Root + path + "?" + url.Values{inputDone: {done}}.Encode()}
}

// sheetAt makes the route of a sheet.
func (s *console) sheetAt(path, title string, roles []law.Role, f sheet) route {
	f.way.For = door.Persons
	return route{path: path, title: title, roles: roles, way: f.way, post: s.take(f),
		get: func(ctx context.Context, r *http.Request) (view, error) { return f.show(ctx, r, filled{}) }}
}

// take takes what a sheet's form sends.
func (s *console) take(f sheet) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		most := f.most
		if most == 0 {
			most = mostForm
		}
		values, err := formUpTo(w, r, most)
		if err != nil {
			s.refuse(r.Context(), w, r, err)
			return
		}
		open := f.without(values)
		ctx, leave, err := s.door.Admit(w, r, f.way)
		if err != nil {
			s.keep(r.Context(), w, r, carriedOn(r, open), err)
			return
		}
		defer leave()
		r = r.WithContext(ctx)
		if err := madeFor(door.PersonOf(ctx).Account.ID, values); err != nil {
			s.refuse(ctx, w, r, err)
			return
		}
		if values.Get(inputContinue) != "" || values.Get(forms.AddRow) != "" {
			s.again(ctx, w, r, f, filled{Values: open})
			return
		}
		done, err := f.do(ctx, r, values)
		if err != nil {
			p := s.door.Problem(ctx, err)
			p.SetHeaders(w.Header())
			if p.Code == record.CodeKeyReused { // the page was gone back to, and says something else now
				open.Set(inputKey, rand.Text())
			}
			s.again(ctx, w, r, f, f.refused(open, p))
			return
		}
		addCookies(w, done.header["Set-Cookie"])
		switch {
		case done.file != nil:
			s.attach(ctx, w, *done.file)
		case done.shown != nil:
			s.show(ctx, w, r, *done.shown)
		default:
			http.Redirect(w, r, done.next, http.StatusSeeOther)
		}
	}
}

// carriedOn is what a login carries on of a sheet's form: what was typed. A file has to be
// chosen again, also one that the page before had taken: it would be too long for a login.
func carriedOn(r *http.Request, open url.Values) received {
	out := received{values: maps.Clone(open), passed: open.Get(inputCarried) != "" || r.MultipartForm != nil && len(r.MultipartForm.File) > 0}
	out.values.Del(inputCarried)
	return out
}

// refused is what was typed, with what is wrong with it in the words of the page.
func (f sheet) refused(values url.Values, p *door.Problem) filled {
	out := filled{Values: values, Problem: p}
	for _, e := range p.Errors {
		label := ""
		if i := slices.IndexFunc(f.fields, func(x forms.Field) bool { return x.Name == inputOf(e) }); i >= 0 {
			label = f.fields[i].Label + "："
		}
		out.Refused = append(out.Refused, refusal{Field: e.Field, Text: label + e.Message})
	}
	told := *p
	told.Detail = reasonOnPage(p)
	if strings.Contains(p.Detail, "body.") { // said to programs, with the path of the field
		told.Detail = "有" + strconv.Itoa(len(p.Errors)) + "处需要改正。"
	}
	out.Problem = &told
	return out
}

// again shows the page with what was typed.
func (s *console) again(ctx context.Context, w http.ResponseWriter, r *http.Request, f sheet, t filled) {
	v, err := f.show(ctx, r, t)
	if err != nil {
		s.refuse(ctx, w, r, err)
		return
	}
	if t.Problem != nil {
		v.Status = t.Problem.Status
	}
	s.show(ctx, w, r, v)
}

func (s *console) attach(ctx context.Context, w http.ResponseWriter, f attached) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Content-Disposition", `attachment; filename="`+f.name+`"`)
	if _, err := w.Write(f.content); err != nil {
		s.log.WarnContext(ctx, "file not sent whole", "request", door.RequestID(ctx), "error", err)
	}
}

func (f sheet) without(values url.Values) url.Values {
	open := url.Values{}
	for name, v := range values {
		if !slices.Contains(f.secrets, name) {
			open[name] = v
		}
	}
	return open
}

// hand gives the interface what was filled in, as the JSON of one of its endpoints. The
// reply is read into out, if any.
func (s *console) hand(r *http.Request, method, path string, fields []forms.Field, values url.Values, out any) error {
	_, err := s.ask(r, method, path, filledBody(fields, values), out)
	return err
}

// filledBody is what was filled in, an object also where nothing was.
func filledBody(fields []forms.Field, values url.Values) map[string]any {
	if body := forms.Body(fields, values, nil); body != nil {
		return body
	}
	return map[string]any{}
}

// ask is hand for a body that no form describes; nil for none. It returns the headers of
// the reply.
func (s *console) ask(r *http.Request, method, path string, body, out any) (http.Header, error) {
	return s.askWith(r, method, &url.URL{Path: path}, nil, body, out)
}

func (s *console) askWith(r *http.Request, method string, at *url.URL, header http.Header, body, out any) (http.Header, error) {
	var raw []byte
	if body != nil {
		var err error
		if raw, err = json.Marshal(body); err != nil {
			return nil, err
		}
	}
	reply, refused := s.send(r, method, at, header, raw, out)
	if refused != nil {
		return nil, refused
	}
	return reply, nil
}
