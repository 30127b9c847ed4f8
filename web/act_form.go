package web

import (
	"context"
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

// actView is the form of an act.
type actView struct {
	Subject subject
	Page    string // of the subject
	Address string // of the form
	Form    forms.Form
	Rule    actRule
	Inputs  []forms.Input
	Key     string
	Seen    int
	// Revision is that of the draft which the form goes on with; "" for none.
	Revision string
	Draft    *draftNotice
	Account  string
	Folded   []forms.Input // seldom filled in
	Open     bool          // something stands in them
	Problem  *door.Problem // why what was sent was refused
	Stale    bool          // somebody else acted meanwhile
	Away     bool          // a part of the system is away
	Again    bool          // the form was sent before, with other content
	Wrong    []wrong
	Beside   *beside
}

// wrong is one refusal, in the words of the form, with the id of its input; "" where the
// form shows none.
type wrong struct{ ID, Label, Message string }

// actForm is an act's form on its desk, for one person.
type actForm struct {
	desk    desk
	subject subject
	form    forms.Form
	rule    actRule
	about   forms.About
	account string
	draft   *draftNotice
}

func (s *console) actForm(ctx context.Context, r *http.Request, d desk) (actForm, error) {
	person := door.PersonOf(ctx)
	sub, err := d.read(ctx, s, person, r.PathValue("no"))
	if err != nil {
		return actForm{}, err
	}
	f := actForm{desk: d, subject: sub, account: person.Account.ID}
	if f.form, f.rule, err = d.formOf(sub, law.ActKind(r.PathValue("act"))); err != nil {
		return f, err
	}
	f.about, err = sub.about(ctx)
	return f, err
}

// formOf is the form of an act at the desk, with its rule.
//
// Errors: act_unknown.
func (d desk) formOf(sub subject, act law.ActKind) (forms.Form, actRule, error) {
	rule, known := d.rule(sub, act)
	form, described := forms.Of(d.forms, act)
	if !known || !described {
		return form, rule, law.Errorf(law.KindNotFound, "act_unknown", "没有名为“%s”的办理事项。", act)
	}
	return form, rule, nil
}

func (f actForm) parts() []forms.Field { return f.form.Parts(f.rule.Reason) }

// showForm answers with the form, or where it cannot be shown, with what was typed.
func (s *console) showForm(w http.ResponseWriter, r *http.Request, f actForm, values url.Values, refused *door.Problem) {
	v, err := s.formView(r.Context(), f, values, refused)
	if err != nil {
		s.keep(r.Context(), w, r, received{values: values}, err)
		return
	}
	if refused != nil {
		refused.SetHeaders(w.Header())
	}
	s.show(r.Context(), w, r, v)
}

// formView is the form with the values in it, with what was refused of them, and with its
// subject beside it.
func (s *console) formView(ctx context.Context, f actForm, values url.Values, refused *door.Problem) (view, error) {
	shown, err := s.besideOf(ctx, door.PersonOf(ctx), f.subject, f.desk, f.form)
	if err != nil {
		return view{}, err
	}
	v := actView{Subject: f.subject, Page: f.desk.page(f.subject.No), Address: f.desk.form(f.subject.No, f.form.Act), Form: f.form, Rule: f.rule,
		Key: values.Get(inputKey), Seen: f.seen(values, refused), Revision: values.Get(inputRevision), Account: f.account, Problem: refused, Beside: shown, Draft: f.draft}
	if refused != nil {
		v.Stale, v.Again = overtaken(refused), refused.Code == record.CodeKeyReused
		v.Away = refused.Status == http.StatusServiceUnavailable
	}
	for _, in := range f.about.Inputs(f.parts(), values, refusalsOf(refused)) {
		if !in.Folded {
			v.Inputs = append(v.Inputs, in)
			continue
		}
		v.Folded = append(v.Folded, in)
		v.Open = v.Open || in.Used()
	}
	v.Wrong = inWords(refused, slices.Concat(v.Inputs, v.Folded))
	out := view{Template: "act", Title: f.rule.Name, Data: v}
	if refused != nil {
		out.Status = refused.Status
	}
	return out, nil
}

// seen is how many acts the person who fills in the form has seen: those of when it was
// made, until it is told that there are more.
func (f actForm) seen(values url.Values, refused *door.Problem) int {
	seen, err := strconv.Atoi(values.Get(inputSeen))
	if err != nil || overtaken(refused) {
		return f.subject.Seq
	}
	return seen
}

// overtaken reports whether somebody acted while the form was filled in: somebody else, or
// the person with the form itself.
func overtaken(refused *door.Problem) bool {
	return refused != nil && (refused.Status == http.StatusPreconditionFailed && refused.Code != record.CodeDraftStale || refused.Code == record.CodeKeyReused)
}

// refusalsOf are the refusals by the inputs that they are about.
func refusalsOf(refused *door.Problem) map[string][]string {
	out := map[string][]string{}
	if refused == nil {
		return out
	}
	for _, e := range refused.Errors {
		out[inputOf(e)] = append(out[inputOf(e)], e.Message)
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

// madeFor refuses the account a form that somebody else has left on the screen.
func madeFor(account string, values url.Values) error {
	if made := values.Get(inputAccount); made != "" && made != account {
		return law.Errorf(law.KindForbidden, "form_of_other_account", "这份表单是另一账号填写的，您不能提交；请由填写人登录后提交，或者重新填写。")
	}
	return nil
}
