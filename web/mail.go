package web

import (
	"context"
	"net/http"
	"net/url"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// mailSheet lists the mail that nobody tries to send any more, and has it sent again.
func (s *console) mailSheet() sheet { return sheet{show: s.showMail, do: s.resumeMail} }

// mailView is a page of it.
type mailView struct {
	listView
	filled
	Mail []record.Mail
}

func (s *console) showMail(ctx context.Context, r *http.Request, t filled) (view, error) {
	listed, err := s.office.UndeliveredMail(ctx, door.PersonOf(ctx).Actor, pageOf(r))
	if err != nil {
		return view{}, err
	}
	return view{Template: "mail", Title: "未送达的邮件", Data: mailView{listView: listOf(r, nil, listed.Next), filled: t, Mail: listed.Items}}, nil
}

func (s *console) resumeMail(_ context.Context, r *http.Request, values url.Values) (after, error) {
	body := map[string]any{}
	if values.Get("all") == "" {
		if len(values["id"]) == 0 {
			return after{}, law.Errorf(law.KindInvalid, "nothing_chosen", "请先勾选需要重新发送的邮件。")
		}
		body["messageIds"] = values["id"]
	}
	_, err := s.ask(r, http.MethodPost, "/api/mail/undelivered/resume", body, nil)
	return goOnTo("/office/mail", "mail_resumed"), err
}
