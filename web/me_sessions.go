package web

import (
	"context"
	"net/http"
	"net/url"

	"shuangsuiji/door"
)

// sessionsSheet lists where the account is logged in, and ends what is not wanted.
func (s *console) sessionsSheet() sheet { return sheet{show: s.showSessions, do: s.endSessions} }

func (s *console) showSessions(ctx context.Context, r *http.Request, t filled) (view, error) {
	p := door.PersonOf(ctx)
	all, err := s.office.Sessions(ctx, p.Actor, p.Account.ID, s.door.SessionToken(r))
	if err != nil {
		return view{}, err
	}
	return view{Template: "me_sessions", Title: "登录", Data: accessView{filled: t, Sessions: all}}, nil
}

func (s *console) endSessions(_ context.Context, r *http.Request, values url.Values) (after, error) {
	path := "/api/sessions"
	if id := values.Get("end"); id != "" {
		path += "/" + id
	}
	if _, err := s.ask(r, http.MethodDelete, path, nil, nil); err != nil {
		return after{}, err
	}
	return goOnTo("/me/sessions", "session_ended"), nil
}
