package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/record"
)

// entityLinkView is the page on which the entity's link to its case is made and ended.
type entityLinkView struct {
	filled
	Case  bureau.CaseView
	Page  string // of the case
	Links []linkLine
	Ways  []record.CodeWay // how the code reaches the entity
	Key   string
	// May: the person may make a link; Revoke: end the one that is good.
	May, Revoke bool
}

// wayOfCode is what the interface takes for a link to be made.
type wayOfCode struct {
	CodeWay record.CodeWay `json:"codeWay,omitempty"`
}

func (s *console) entityLinkSheet() sheet {
	return sheet{show: s.showEntityLink, do: s.changeEntityLink}
}

func (s *console) showEntityLink(ctx context.Context, r *http.Request, t filled) (view, error) {
	p := door.PersonOf(ctx)
	v := entityLinkView{filled: t, Page: caseDesk.page(r.PathValue("no")), Ways: []record.CodeWay{record.CodeOnPaper, record.CodeByMail}, Key: rand.Text()}
	var err error
	if v.Case, err = s.office.Case(ctx, p.Actor, r.PathValue("no")); err != nil {
		return view{}, err
	}
	all, err := s.office.EntityLinks(ctx, p.Actor, v.Case.No)
	if err != nil {
		return view{}, err
	}
	named, err := s.people(ctx, p.Actor)
	if err != nil {
		return view{}, err
	}
	v.Links, v.May = linkLines(all, named), access.MayMakeEntityLink(p.Actor, v.Case.Case) == nil
	v.Revoke = access.MayRevokeEntityLink(p.Actor, v.Case.Case) == nil && slices.ContainsFunc(all, func(l bureau.LinkState) bool { return l.Live })
	return view{Template: "entity_link", Title: "检查对象链接", Data: v}, nil
}

func (s *console) changeEntityLink(_ context.Context, r *http.Request, values url.Values) (after, error) {
	no := r.PathValue("no")
	at := "/api/cases/" + no + "/entity-link"
	if values.Get("do") == "revoke" {
		if _, err := s.ask(r, http.MethodDelete, at, nil, nil); err != nil {
			return after{}, err
		}
		return goOnTo("/cases/"+no+"/entity-link", "link_revoked"), nil
	}
	made, err := s.handedOn(r, at, values.Get(inputKey), wayOfCode{record.CodeWay(values.Get("codeWay"))})
	if err != nil {
		return after{}, err
	}
	v := slipView{Title: "检查对象链接", For: "案件" + no, Page: caseDesk.page(no), Back: caseDesk.page(no) + "/entity-link", Link: made}
	return after{shown: &view{Template: "link_slip", Title: "检查对象链接", Data: v}}, nil
}
