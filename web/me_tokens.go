package web

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/record"
)

// tokensSheet lists the account's tokens for programs, issues and revokes them.
func (s *console) tokensSheet() sheet {
	return sheet{fields: forms.NewToken, show: s.showTokens, do: s.changeTokens}
}

// tokensView is the list, with the form for another.
type tokensView struct {
	accessView
	Inputs []forms.Input
	Now    time.Time // real time: tokens end by it
}

func (s *console) showTokens(ctx context.Context, _ *http.Request, t filled) (view, error) {
	p := door.PersonOf(ctx)
	all, err := s.office.Tokens(ctx, p.Actor, p.Account.ID)
	if err != nil {
		return view{}, err
	}
	return view{Template: "me_tokens", Title: "令牌", Data: tokensView{accessView: accessView{filled: t, Tokens: all},
		Inputs: t.inputs(forms.About{}, forms.NewToken), Now: time.Now()}}, nil
}

func (s *console) changeTokens(_ context.Context, r *http.Request, values url.Values) (after, error) {
	if id := values.Get("revoke"); id != "" {
		if _, err := s.ask(r, http.MethodDelete, "/api/tokens/"+id, nil, nil); err != nil {
			return after{}, err
		}
		return goOnTo("/me/tokens", "token_revoked"), nil
	}
	var issued struct {
		record.Token
		Secret string
	}
	if err := s.hand(r, http.MethodPost, "/api/tokens", forms.NewToken, values, &issued); err != nil {
		return after{}, err
	}
	return after{shown: &view{Template: "me_token", Title: "令牌", Data: issued}}, nil
}
