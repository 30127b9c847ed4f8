package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// delegationsSheet lists what was lent by and to the account, lends and takes back.
func (s *console) delegationsSheet() sheet {
	return sheet{fields: forms.NewDelegation, show: s.showDelegations, do: s.changeDelegations}
}

// delegationsView are the delegations with the form for another.
type delegationsView struct {
	filled
	Given, Received []delegation
	// Lends: the account has a power that can be lent.
	Lends  bool
	Inputs []forms.Input
}

// delegation is one with the other person's name, and how it stands today.
type delegation struct {
	record.Delegation
	With  string
	State string
	Open  bool // it may still be taken back
}

func (s *console) showDelegations(ctx context.Context, _ *http.Request, t filled) (view, error) {
	p := door.PersonOf(ctx)
	all, err := s.office.Delegations(ctx, p.Actor)
	if err != nil {
		return view{}, err
	}
	people, err := s.colleagues(ctx)
	if err != nil {
		return view{}, err
	}
	now, err := s.office.Now(ctx)
	if err != nil {
		return view{}, err
	}
	v := delegationsView{filled: t}
	for _, d := range all {
		if d.From == p.Account.ID {
			v.Given = append(v.Given, delegationOf(d, people.Of(d.To), calendar.DateOf(now)))
		} else {
			v.Received = append(v.Received, delegationOf(d, people.Of(d.From), calendar.DateOf(now)))
		}
	}
	about := forms.About{Now: now, Options: map[forms.Source][]forms.Option{
		forms.FromAccounts: people.options(func(c bureau.Colleague) bool { return c.ID != p.Account.ID }),
		forms.FromOwnRoles: lendable(p.Actor)}}
	v.Lends = len(about.Options[forms.FromOwnRoles]) > 0
	v.Inputs = t.begun(about.Suggested(forms.NewDelegation)).inputs(about, forms.NewDelegation)
	return view{Template: "me_delegations", Title: "委托", Data: v}, nil
}

func delegationOf(d record.Delegation, with string, today calendar.Date) delegation {
	out := delegation{Delegation: d, With: with, State: "有效"}
	switch {
	case !d.Revoked.IsZero():
		out.State = "已撤回"
	case d.End.Before(today):
		out.State = "已到期"
	case today.Before(d.Begin):
		out.State, out.Open = "尚未开始", true
	default:
		out.Open = true
	}
	return out
}

// lendable are the actor's own powers that can be lent at all.
func lendable(a law.Actor) []forms.Option {
	var out []forms.Option
	for _, r := range a.Roles {
		if law.Delegable(r) && !slices.Contains(a.DelegatedRoles, r) {
			out = append(out, forms.Option{Value: string(r), Name: r.Chinese()})
		}
	}
	return out
}

func (s *console) changeDelegations(_ context.Context, r *http.Request, values url.Values) (after, error) {
	if id := values.Get("revoke"); id != "" {
		if _, err := s.ask(r, http.MethodDelete, "/api/delegations/"+id, nil, nil); err != nil {
			return after{}, err
		}
		return goOnTo("/me/delegations", "delegation_revoked"), nil
	}
	if err := s.hand(r, http.MethodPost, "/api/delegations", forms.NewDelegation, values, nil); err != nil {
		return after{}, err
	}
	return goOnTo("/me/delegations", "delegated"), nil
}
