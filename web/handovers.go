package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/access"
	"shuangsuiji/record"
)

// handoverRoles are those who propose handovers, or confirm them.
var handoverRoles = slices.Compact(slices.Concat(access.HandOver.Roles(), access.ConfirmHandovers.Roles()))

// handoversSheet proposes, confirms and takes back handovers (离任交接).
func (s *console) handoversSheet() sheet {
	return sheet{way: door.Way{Long: true}, fields: forms.NewHandover, show: s.showHandovers, do: s.changeHandovers}
}

// handoversView are the handovers that wait for a second person, with the form for
// another.
type handoversView struct {
	filled
	Waiting  []record.ProposedHandover
	Own      string // the person's account
	Confirms bool
	Inputs   []forms.Input
	Key      string
	Names    colleagues
}

func (s *console) showHandovers(ctx context.Context, _ *http.Request, t filled) (view, error) {
	p := door.PersonOf(ctx)
	people, err := s.colleagues(ctx)
	if err != nil {
		return view{}, err
	}
	v := handoversView{filled: t, Own: p.Account.ID, Names: people, Confirms: access.ConfirmHandovers.HeldBy(p.Actor), Key: t.Get(inputKey)}
	if v.Key == "" {
		v.Key = rand.Text()
	}
	hands := access.HandOver.HeldBy(p.Actor)
	if !v.Confirms && !hands {
		return view{}, access.HandOver.Require(p.Actor)
	}
	if v.Confirms {
		if v.Waiting, err = s.office.Handovers(ctx, p.Actor); err != nil {
			return view{}, err
		}
	}
	if hands {
		everybody := people.options(func(c bureau.Colleague) bool { return c.ID != p.Account.ID })
		v.Inputs = t.inputs(forms.About{Options: map[forms.Source][]forms.Option{forms.FromAccounts: everybody}}, forms.NewHandover)
	}
	return view{Template: "handovers", Title: "离任交接", Data: v}, nil
}

// handedOver is what a handover did, shown once.
type handedOver struct {
	bureau.Handover
	Names colleagues
}

// Address is the page of the subject.
func (handedOver) Address(no string) string { return addressOf(no) }

func (s *console) changeHandovers(ctx context.Context, r *http.Request, values url.Values) (after, error) {
	if id := values.Get("withdraw"); id != "" {
		_, err := s.ask(r, http.MethodDelete, "/api/handovers/"+id, nil, nil)
		return goOnTo("/office/handovers", "handover_withdrawn"), err
	}
	path, body := "/api/handovers", any(filledBody(forms.NewHandover, values))
	if id := values.Get("confirm"); id != "" {
		path, body = "/api/handovers/"+id+"/confirm", nil
	}
	out := handedOver{}
	var err error
	if _, err = s.askWith(r, http.MethodPost, &url.URL{Path: path}, http.Header{"Idempotency-Key": {values.Get(inputKey)}}, body, &out.Handover); err != nil {
		return after{}, err
	}
	if out.Proposed != nil {
		return goOnTo("/office/handovers", "handover_proposed"), nil
	}
	out.Names, err = s.colleagues(ctx)
	return after{shown: &view{Template: "handed_over", Title: "交接结果", Data: out}}, err
}
