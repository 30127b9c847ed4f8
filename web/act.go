package web

import (
	"context"
	"crypto/rand"
	"encoding/json"
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

// The inputs that every form has beside those of its act.
const (
	inputKey  = "key"  // idempotency key, made with the form
	inputSeen = "seen" // number of acts that were on record when the form was made
	// inputAccount is the account for which the form was made: nobody else sends it.
	inputAccount = "account"
	// inputConfirmed says that what will stand on record was looked at once more.
	inputConfirmed = "confirmed"
	// inputContinue asks for the form as it was left, and for nothing to be done.
	inputContinue = "continue"
)

// actView is the form of an act.
type actView struct {
	Subject subject
	Page    string // of the subject
	Form    forms.Form
	Name    string
	Clause  string
	Reason  bool
	Inputs  []forms.Input
	Key     string
	Seen    int
	Account string
	Folded  []forms.Input // seldom filled in
	Open    bool          // something stands in them
	Problem *door.Problem // why what was sent was refused
	Stale   bool          // somebody else acted meanwhile
	Again   bool          // the form was sent before, with other content
	Wrong   []wrong
}

// wrong is one refusal, in the words of the form, with the id of its input; "" where the
// form shows none.
type wrong struct{ ID, Label, Message string }

// actForm is an act's form on its desk, for one person.
type actForm struct {
	desk    desk
	subject subject
	form    forms.Form
	name    string
	clause  string
	reason  bool
	about   forms.About
	account string
}

func (s *console) actForm(ctx context.Context, r *http.Request, d desk) (actForm, error) {
	person := door.PersonOf(ctx)
	sub, err := d.read(s, ctx, person, r.PathValue("no"))
	if err != nil {
		return actForm{}, err
	}
	act := law.ActKind(r.PathValue("act"))
	name, clause, reason, known := d.reasonFor(sub, act)
	form, described := forms.Of(d.forms, act)
	if !known || !described {
		return actForm{}, law.Errorf(law.KindNotFound, "act_unknown", "没有名为“%s”的办理事项。", act)
	}
	about, err := sub.about(ctx)
	return actForm{desk: d, subject: sub, form: form, name: name, clause: clause, reason: reason, about: about, account: person.Account.ID}, err
}

func (f actForm) parts() []forms.Field { return f.form.Parts(f.reason) }

// view shows the form with the values in it, and with what was refused of them.
func (f actForm) view(values url.Values, refused *door.Problem) view {
	v := actView{Subject: f.subject, Page: f.desk.page(f.subject.No), Form: f.form, Name: f.name, Clause: f.clause, Reason: f.reason,
		Key: values.Get(inputKey), Seen: f.subject.Seq, Account: f.account, Problem: refused}
	refusals := map[string][]string{}
	if refused != nil {
		v.Stale, v.Again = refused.Status == http.StatusPreconditionFailed, refused.Code == record.CodeKeyReused
		for _, e := range refused.Errors {
			name := inputOf(e)
			refusals[name] = append(refusals[name], e.Message)
		}
	}
	for _, in := range f.about.Inputs(f.parts(), values, refusals) {
		if !in.Folded {
			v.Inputs = append(v.Inputs, in)
			continue
		}
		v.Folded = append(v.Folded, in)
		v.Open = v.Open || in.Used()
	}
	v.Wrong = inWords(refused, slices.Concat(v.Inputs, v.Folded))
	out := view{Template: "act", Title: f.name, Data: v}
	if refused != nil {
		out.Status = refused.Status
	}
	return out
}

// inputOf is the name of the input that a refusal is about.
func inputOf(e door.FieldProblem) string { return strings.TrimPrefix(e.Field, "body.") }

// inWords puts the labels of the form before what is wrong.
func inWords(refused *door.Problem, inputs []forms.Input) (out []wrong) {
	if refused == nil {
		return nil
	}
	labels := map[string]string{}
	labelsOf(inputs, "", labels)
	for _, e := range refused.Errors {
		one := wrong{Message: e.Message}
		if label, shown := labels[inputOf(e)]; shown {
			one.ID, one.Label = forms.InputID(inputOf(e)), label
		}
		out = append(out, one)
	}
	return out
}

func labelsOf(inputs []forms.Input, of string, into map[string]string) {
	for _, in := range inputs {
		into[in.Name] = of + in.Label
		labelsOf(in.Parts, of, into)
		for _, row := range in.Rows {
			labelsOf(row.Inputs, in.Label+row.Label+"，", into)
		}
	}
}

// actPage shows the form as it begins.
func (s *console) actPage(d desk) page {
	return func(ctx context.Context, r *http.Request) (view, error) {
		f, err := s.actForm(ctx, r, d)
		if err == nil {
			err = f.subject.permit(f.form.Act)
		}
		if err != nil {
			return view{}, err
		}
		values := f.about.Suggested(f.parts())
		values.Set(inputKey, rand.Text())
		return f.view(values, nil), nil
	}
}

// act takes what the form sends: it is performed by the interface, or the form is shown
// again with all that was typed.
func (s *console) act(d desk) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		values, err := formOf(w, r)
		if err != nil {
			s.refuse(r.Context(), w, r, err)
			return
		}
		ctx, leave, err := s.door.Admit(w, r, door.Way{For: door.Persons})
		if err != nil {
			s.keep(r.Context(), w, r, values, err)
			return
		}
		defer leave()
		f, err := s.actForm(ctx, r, d)
		if err == nil {
			err = f.madeFor(values)
		}
		if err != nil {
			s.keep(ctx, w, r, values, err)
			return
		}
		if values.Get(forms.AddRow) != "" || values.Get(inputContinue) != "" {
			s.show(ctx, w, r, f.view(values, nil))
			return
		}
		if f.form.Grave && values.Get(inputConfirmed) == "" {
			s.show(ctx, w, r, f.confirmation(values))
			return
		}
		var done performed
		if refused := s.perform(r, f, values, &done); refused != nil {
			if refused.Code == record.CodeKeyReused { // with other content: it would be another act
				values.Set(inputKey, rand.Text())
			}
			refused.SetHeaders(w.Header())
			s.show(ctx, w, r, f.view(values, refused))
			return
		}
		http.Redirect(w, r, f.after(done)+"?done="+url.QueryEscape(string(f.form.Act)), http.StatusSeeOther)
	}
}

// confirmView repeats what will stand on record of a grave act, before it does.
type confirmView struct {
	Subject subject
	Page    string
	Address string
	Form    forms.Form
	Name    string
	Says    []forms.Answer
	Entries []kept
}

func (f actForm) confirmation(values url.Values) view {
	return view{Template: "confirm", Title: f.name, Data: confirmView{Subject: f.subject, Page: f.desk.page(f.subject.No), Address: f.desk.form(f.subject.No, f.form.Act), Form: f.form, Name: f.name,
		Says: forms.Answers(f.about.Inputs(f.parts(), values, nil)), Entries: entriesOf(values)}}
}

// madeFor refuses the form of somebody who has left it on the screen.
func (f actForm) madeFor(values url.Values) error {
	if made := values.Get(inputAccount); made != "" && made != f.account {
		return law.Errorf(law.KindForbidden, "form_of_other_account", "这份表单是另一账号填写的，您不能提交；请由填写人登录后提交，或者重新填写。")
	}
	return nil
}

// performed is what the interface says of an act that was performed: on which subject,
// which is a new one where a proceeding begins with the act.
type performed struct {
	No string `json:"no"`
}

// after is the page to show once the act was performed.
func (f actForm) after(done performed) string {
	if f.form.Begins {
		return proceedingDesk.page(done.No)
	}
	return f.desk.page(f.subject.No)
}

// perform hands the act to the interface.
func (s *console) perform(r *http.Request, f actForm, values url.Values, done *performed) *door.Problem {
	body := forms.Body(f.parts(), values, f.about.So)
	if body == nil {
		body = map[string]any{}
	}
	if len(f.form.Fields) > 0 && body[forms.FactsName] == nil {
		body[forms.FactsName] = map[string]any{}
	}
	raw, err := json.Marshal(body)
	if err != nil { // of texts, numbers and lists
		return s.door.Problem(r.Context(), err)
	}
	header := http.Header{"Idempotency-Key": {values.Get(inputKey)}}
	if seen, err := strconv.Atoi(values.Get(inputSeen)); err == nil && seen > 0 {
		header.Set("If-Match", `"`+strconv.Itoa(seen)+`"`)
	}
	return s.call(r, http.MethodPost, f.desk.endpoint(f.subject.No, f.form.Act), header, raw, done)
}
