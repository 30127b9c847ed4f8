package web

import (
	"context"
	"fmt"
	"net/http"

	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/law"
)

// desk is where one kind of subject is looked at and acted on: a task, a case, a
// proceeding.
type desk struct {
	name     string // in addresses: /console/cases, /api/cases
	template string
	forms    forms.Subject
	read     func(ctx context.Context, s *console, p door.Person, no string) (subject, error)
	// rule is what the transition table says of the act; false where it has none.
	rule func(sub subject, act law.ActKind) (actRule, bool)
	// endpoint of the interface takes the act; "" where there is none.
	endpoint func(no string, act law.ActKind) string
	form     func(no string, act law.ActKind) string // its address
	// show is what the subject's page shows of it.
	show func(ctx context.Context, s *console, p door.Person, sub subject, d desk) (any, error)
}

// actRule is what a page says of an act by its row in the transition table.
type actRule struct {
	Name, Clause string
	Reason       bool // the law demands one
}

// ruleOf is what a page says of the row.
func ruleOf[S any, G law.Stage, T any](row law.Rule[S, G, T], known bool) (actRule, bool) {
	return actRule{Name: row.Name, Clause: row.Clause, Reason: row.Reason}, known
}

// subject is one of them as a person sees it.
type subject struct {
	No      string
	Name    string // in Chinese: what it is
	Stage   string
	Seq     int
	Allowed []law.Allowance
	View    any
	// permit says why the act is not possible now, or not for this person.
	permit func(act law.ActKind) error
	// about is what the subject's forms have to know of it.
	about func(ctx context.Context) (forms.About, error)
}

// viewOf is what the desk of the subject's kind read.
func viewOf[V any](sub subject) (V, error) {
	v, is := sub.View.(V)
	if !is {
		return v, fmt.Errorf("the desk read %T, not %T", sub.View, v)
	}
	return v, nil
}

// page is the page of the subject or, of a subject that there is not yet, that of all.
func (d desk) page(no string) string {
	if no == "" {
		return Root + "/" + d.name
	}
	return Root + "/" + d.name + "/" + no
}

// actsAt is where the acts on each of a kind of subject are performed, below the address
// of all of them.
func actsAt(all string) func(no string, act law.ActKind) string {
	return func(no string, act law.ActKind) string { return all + "/" + no + "/acts/" + string(act) }
}

// Doable is an act that is possible now.
type Doable struct {
	law.Allowance
	Address string // of its form
}

// subjectView is the page of a subject.
type subjectView struct {
	Subject  subject
	Page     string
	Mine     []Doable // what the person may do now
	Done     string   // name of the act that was done just now
	Workflow string   // page of its workflow, "" for whom it is closed
	Shown    any      // the desk's own
}

// subjectPage shows the subject: where it stands, and what can be done now by whom.
func (s *console) subjectPage(d desk) page {
	return func(ctx context.Context, r *http.Request) (view, error) {
		person := door.PersonOf(ctx)
		sub, err := d.read(ctx, s, person, r.PathValue("no"))
		if err != nil {
			return view{}, err
		}
		v := subjectView{Subject: sub, Page: d.page(sub.No), Workflow: flowOf(person.Actor, sub.No)}
		if v.Shown, err = d.show(ctx, s, person, sub, d); err != nil {
			return view{}, err
		}
		for _, a := range sub.Allowed {
			if a.Mine {
				v.Mine = append(v.Mine, Doable{Allowance: a, Address: d.form(sub.No, a.Act)})
			}
		}
		if rule, known := d.rule(sub, law.ActKind(r.FormValue("done"))); known {
			v.Done = rule.Name
		}
		return view{Template: d.template, Title: sub.Name, Data: v}, nil
	}
}

// asked is the act as it is asked whether it is possible: what it will say is not
// written yet.
func asked(p door.Person, act law.ActKind) law.Act {
	return law.Act{Kind: act, Actor: p.Actor, Reasoned: true}
}
