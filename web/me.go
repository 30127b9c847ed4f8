package web

import (
	"context"
	"net/http"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/record"
)

// meView is one's own account as it acts today.
type meView struct {
	Person       door.Person
	Names        colleagues
	SecondFactor bureau.SecondFactorState
}

func (s *console) me(ctx context.Context, _ *http.Request) (view, error) {
	v := meView{Person: door.PersonOf(ctx)}
	var err error
	if v.Names, err = s.colleagues(ctx); err != nil {
		return view{}, err
	}
	if v.SecondFactor, err = s.office.SecondFactor(ctx, v.Person.Account.ID); err != nil {
		return view{}, err
	}
	return view{Template: "me", Title: "本人账号", Data: v}, nil
}

// accessView is who is let in for an account: its sessions, its tokens.
type accessView struct {
	filled
	Sessions []record.Session
	Tokens   []record.Token
}
