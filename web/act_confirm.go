package web

import (
	"net/url"

	"shuangsuiji/forms"
)

// confirmView repeats what will stand on record of a grave act, before it does.
type confirmView struct {
	Subject subject
	Page    string
	Address string
	Form    forms.Form
	Name    string
	Says    []forms.Said
	Entries []kept
}

func (f actForm) confirmation(values url.Values) view {
	return view{Template: "confirm", Title: f.rule.Name, Data: confirmView{Subject: f.subject, Page: f.desk.page(f.subject.No), Address: f.desk.form(f.subject.No, f.form.Act), Form: f.form, Name: f.rule.Name,
		Says: forms.EachLine(f.about.Words().Read(f.parts(), forms.Body(f.parts(), values, f.about.So))), Entries: entriesOf(values)}}
}
