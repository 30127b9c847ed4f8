package web

import (
	"context"
	"net/http"
	"strings"

	"shuangsuiji/codes"
	"shuangsuiji/door"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// securityView is a page of the security log.
type securityView struct {
	listView
	Events []securityEvent
}

// securityEvent is a line of it with names in the place of ids.
type securityEvent struct {
	record.SecurityEvent
	Who     string
	About   string
	Address string // page of what it is about
	From    string // address of the network
}

func (s *console) securityLog(ctx context.Context, r *http.Request) (view, error) {
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := record.SecurityEventFilter{Kind: record.SecurityEventKind(get("kind")), Account: get("account")}
	if since := get("since"); since != "" {
		day, err := calendar.ParseDate(since)
		if err != nil {
			return view{}, law.Errorf(law.KindInvalid, "date_invalid", "%s。", err.Error())
		}
		f.Since = day.At(0, 0)
	}
	listed, err := s.office.SecurityEvents(ctx, door.PersonOf(ctx).Actor, f, pageOf(r))
	if err != nil {
		return view{}, err
	}
	people, err := s.colleagues(ctx)
	if err != nil {
		return view{}, err
	}
	var accounts codes.List
	for _, p := range people {
		accounts = append(accounts, codes.Code{Value: p.ID, Name: p.Name + "（" + p.Department + "）"})
	}
	v := securityView{listView: listOf(r, nil, listed.Next, among("kind", "事件", securityKinds()), among("account", "账号", accounts), on("since", "自"))}
	for _, e := range listed.Items {
		v.Events = append(v.Events, eventOf(e, people))
	}
	return view{Template: "security", Title: "安全日志", Data: v}, nil
}

func eventOf(e record.SecurityEvent, people colleagues) securityEvent {
	out := securityEvent{SecurityEvent: e, About: e.Subject, Address: addressOf(e.Subject), From: e.Address}
	if e.Account != "" {
		out.Who = people.Of(e.Account)
	}
	if strings.HasPrefix(e.Subject, "u-") {
		out.About, out.Address = people.Of(e.Subject), Root+"/office/accounts/"+e.Subject
	}
	return out
}

func securityKinds() codes.List {
	var out codes.List
	for _, k := range record.SecurityEventKinds {
		out = append(out, codes.Code{Value: string(k), Name: k.Chinese()})
	}
	return out
}
