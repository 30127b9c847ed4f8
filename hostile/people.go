package hostile

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// person is one of the office's people, logged in.
type person struct {
	*apiclient.Client
	login, password string
	actor           law.Actor // as it acts today
	name            string
}

// patience outlasts the pauses that many calls in a row are given.
const patience = 30 * time.Second

func (o *office) logIn(ctx context.Context, login, password string) (*person, error) {
	c, err := apiclient.New(o.base)
	if err != nil {
		return nil, err
	}
	c.Patience, c.Timeout = patience, time.Minute
	p := &person{Client: c, login: login, password: password}
	if err := c.LogIn(ctx, login, password); err != nil {
		return nil, fmt.Errorf("%s: %w", login, err)
	}
	return p, p.recognise(ctx)
}

// recognise reads who the person is today.
func (p *person) recognise(ctx context.Context) error {
	var me struct {
		Account struct {
			ID, Name, Certificate string
		}
		Roles, Delegated         []law.Role
		Department, DelegatedFor string
	}
	if err := p.Get(ctx, "/api/me", &me); err != nil {
		return err
	}
	p.name = me.Account.Name
	p.actor = law.Actor{ID: me.Account.ID, Roles: me.Roles, Department: me.Department, Certificate: me.Account.Certificate,
		DelegatedRoles: me.Delegated, DelegatedDepartment: me.DelegatedFor}
	return nil
}

// try makes one request as the person, without repeating it.
func (p *person) try(ctx context.Context, method, path string, form any) answer {
	return answerOf(p.Send(ctx, method, path, form, nil))
}

// newcomer is somebody of another department, or who acts for another.
type newcomer struct {
	login, department string
	role              law.Role
	lender            string   // whom he deputises for
	lent              law.Role // in which role
}

// newcomers stand where the sample's people do not: at a strange department, and as
// deputies whose lent power counts for the lender's department and no other.
var newcomers = []newcomer{
	{login: "clerk-elsewhere", department: "财务科", role: law.RoleClerk, lender: "head", lent: law.RoleSectionHead},
	{login: "head-elsewhere", department: "财务科", role: law.RoleSectionHead},
	{login: "clerk-second", department: "劳动保障监察大队", role: law.RoleClerk, lender: "head-elsewhere", lent: law.RoleSectionHead},
	{login: "head-deputy", department: "劳动保障监察大队", role: law.RoleSectionHead, lender: "director", lent: law.RoleBureauHead},
}

// gather logs everybody in, and makes the newcomers.
func (o *office) gather(ctx context.Context) error {
	accounts, err := people.ReadAccounts(o.system.Accounts())
	if err != nil {
		return err
	}
	o.people = map[string]*person{}
	for _, a := range accounts {
		if o.people[a.Login], err = o.logIn(ctx, a.Login, a.Password); err != nil {
			return err
		}
	}
	now, err := o.now(ctx)
	if err != nil {
		return err
	}
	for _, n := range newcomers {
		form := map[string]any{"login": n.login, "name": "演示" + n.login, "department": n.department, "roles": []law.Role{n.role}, "password": rand.Text()}
		if err := o.people["admin"].Send(ctx, http.MethodPost, "/api/accounts", form, nil); err != nil {
			return err
		}
		if o.people[n.login], err = o.logIn(ctx, n.login, form["password"].(string)); err != nil {
			return err
		}
	}
	for _, n := range newcomers {
		if n.lender == "" {
			continue
		}
		deputy := o.people[n.login]
		today := calendar.DateOf(now)
		if err := o.people[n.lender].Send(ctx, http.MethodPost, "/api/delegations", map[string]any{"to": deputy.actor.ID, "role": n.lent,
			"begin": today, "end": today.AddDays(30), "reason": "外出学习"}, nil); err != nil {
			return err
		}
		if err := deputy.recognise(ctx); err != nil {
			return err
		}
		deputy.actor.DelegatedFrom = o.people[n.lender].actor.ID
	}
	return nil
}

// everybody is all of them, in the order of their logins, so that each run has the
// same.
func (o *office) everybody() []*person {
	out := make([]*person, 0, len(o.people))
	for _, login := range slices.Sorted(maps.Keys(o.people)) {
		out = append(out, o.people[login])
	}
	return out
}

func (o *office) now(ctx context.Context) (time.Time, error) {
	var clock struct{ Now time.Time }
	err := o.people["clerk"].Get(ctx, "/api/clock", &clock)
	return clock.Now, err
}

// byToken is a program with a token.
func (o *office) byToken(secret string) (*person, error) {
	c, err := apiclient.New(o.base)
	if err != nil {
		return nil, err
	}
	c.Patience, c.Timeout = patience, time.Minute
	return &person{Client: c.WithToken(secret), login: "program"}, nil
}
