package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// inboxSheet lists what arrived for the account and marks it as read.
func (s *console) inboxSheet() sheet { return sheet{show: s.showInbox, do: s.markRead} }

// inboxView is a page of the inbox.
type inboxView struct {
	listView
	filled
	Messages []message
	Unread   int
}

// message is one with the page of what it is about.
type message struct {
	record.Message
	Address string // "" where it is about no subject
}

func (s *console) showInbox(ctx context.Context, r *http.Request, t filled) (view, error) {
	listed, unread, err := s.office.Inbox(ctx, door.PersonOf(ctx).Account.ID, r.FormValue("unread") != "", pageOf(r))
	if err != nil {
		return view{}, err
	}
	v := inboxView{listView: listOf(r, nil, listed.Next, only("unread", "未读")), filled: t, Unread: unread, Messages: messagesOf(listed.Items)}
	return view{Template: "inbox", Title: "系统消息", Data: v}, nil
}

func messagesOf(all []record.Message) []message {
	out := make([]message, len(all))
	for i, m := range all {
		out[i] = message{Message: m, Address: addressOf(m.Subject)}
	}
	return out
}

// markRead marks one message, or all of them.
func (s *console) markRead(_ context.Context, r *http.Request, values url.Values) (after, error) {
	ids := []int64{} // all
	if values.Get("all") == "" {
		id, err := strconv.ParseInt(values.Get("id"), 10, 64)
		if err != nil {
			return after{}, law.Errorf(law.KindInvalid, "message_unknown", "没有这条消息。")
		}
		ids = append(ids, id)
	}
	if _, err := s.ask(r, http.MethodPost, "/api/inbox/read", map[string][]int64{"ids": ids}, nil); err != nil {
		return after{}, err
	}
	return goOnTo("/inbox", "read"), nil
}
