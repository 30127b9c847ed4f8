package web

import (
	"context"
	"net/http"
	"net/url"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
)

// passwordSheet is where one's own password is changed, also before anything else may
// be done.
func (s *console) passwordSheet() sheet {
	return sheet{way: door.Way{Settling: true}, secrets: []string{"oldPassword", "newPassword", "repeated"}, show: showPassword, do: s.changePassword}
}

// passwordView is the form; Must: somebody else knows the password.
type passwordView struct {
	filled
	Must bool
}

func showPassword(ctx context.Context, _ *http.Request, t filled) (view, error) {
	return view{Template: "me_password", Title: "修改密码", Data: passwordView{filled: t, Must: door.PersonOf(ctx).Account.MustChangePassword}}, nil
}

func (s *console) changePassword(_ context.Context, r *http.Request, values url.Values) (after, error) {
	fresh := values.Get("newPassword")
	if fresh != values.Get("repeated") {
		return after{}, law.Errorf(law.KindInvalid, "password_repeated", "两次输入的新密码不一致，请重新输入。")
	}
	header, err := s.ask(r, http.MethodPost, "/api/password", map[string]string{"oldPassword": values.Get("oldPassword"), "newPassword": fresh}, nil)
	if err != nil {
		return after{}, err
	}
	done := goOnTo("/me", "password")
	done.header = header
	return done, nil
}
