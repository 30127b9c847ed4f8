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

// entityLinkView is the page on which the link is made and ended by which the entity
// comes to its case, or a party to the proceedings against it.
type entityLinkView struct {
	filled
	linked
	Links []linkLine
	Ways  []record.CodeWay // how the code reaches the holder
	Key   string
	// May: the person may make a link; Revoke: end the one that is good.
	May, Revoke bool
}

// linked is whose link it is, to what.
type linked struct {
	Title string // of the page
	Of    string // of whom the link is
	Page  string // of the case or proceeding
	Trail string // what it is called, with its stage
	Says  string // what the link is for
	MadeBy,
	NoneYet string
	endpoint, at string // of the interface and of the page itself
	links        []bureau.LinkState
	may, revoke  bool
}

// wayOfCode is what the interface takes for a link to be made.
type wayOfCode struct {
	CodeWay record.CodeWay `json:"codeWay,omitempty"`
}

func (s *console) entityLinkSheet() sheet {
	return s.linkSheet(s.linkedEntity, func(no string) linked {
		return linked{Title: "检查对象链接", Trail: "案件" + no, Page: caseDesk.page(no), endpoint: "/api/cases/" + no + "/entity-link", at: "/cases/" + no + "/entity-link"}
	})
}

func (s *console) partyLinkSheet() sheet {
	return s.linkSheet(s.linkedParty, func(no string) linked {
		return linked{Title: "当事人链接", Trail: "行政处罚案件" + no, Page: proceedingDesk.page(no), endpoint: "/api/proceedings/" + no + "/party-link", at: "/proceedings/" + no + "/party-link"}
	})
}

// linkSheet is such a page: read finds who is concerned, to what by its number alone.
func (s *console) linkSheet(read func(context.Context, door.Person, linked, string) (linked, error), to func(no string) linked) sheet {
	return sheet{
		show: func(ctx context.Context, r *http.Request, t filled) (view, error) {
			p, no := door.PersonOf(ctx), r.PathValue("no")
			l, err := read(ctx, p, to(no), no)
			if err != nil {
				return view{}, err
			}
			named, err := s.people(ctx, p.Actor)
			if err != nil {
				return view{}, err
			}
			v := entityLinkView{filled: t, linked: l, Links: linkLines(l.links, named), Ways: []record.CodeWay{record.CodeOnPaper, record.CodeByMail}, Key: rand.Text(), May: l.may}
			v.Revoke = l.revoke && slices.ContainsFunc(l.links, func(l bureau.LinkState) bool { return l.Live })
			return view{Template: "entity_link", Title: l.Title, Data: v}, nil
		},
		do: func(_ context.Context, r *http.Request, values url.Values) (after, error) {
			return s.changeLink(r, values, to(r.PathValue("no")))
		},
	}
}

func (s *console) linkedEntity(ctx context.Context, p door.Person, l linked, no string) (linked, error) {
	c, err := s.office.Case(ctx, p.Actor, no)
	if err != nil {
		return l, err
	}
	l.Of, l.Trail = "检查对象", "检查案件"+no+"（"+c.Stage.Chinese()+"）"
	l.Says = c.EntityName + "凭链接查看本案，凭验证码提交自查报告、整改报告、回避申请和评价。"
	l.MadeBy, l.NoneYet = "链接由本案检查组成员和发起处室经办生成。", "尚未生成链接。送达检查通知书时一并交给检查对象。"
	l.may, l.revoke = access.MayMakeEntityLink(p.Actor, c.Case) == nil, access.MayRevokeEntityLink(p.Actor, c.Case) == nil
	l.links, err = s.office.EntityLinks(ctx, p.Actor, no)
	return l, err
}

func (s *console) linkedParty(ctx context.Context, p door.Person, l linked, no string) (linked, error) {
	v, err := s.office.Proceeding(ctx, p.Actor, no)
	if err != nil {
		return l, err
	}
	l.Of, l.Trail = "当事人", v.Kind.Chinese()+no+"（"+v.Stage.Chinese()+"）"
	l.Says = v.PartyName + "凭链接查看本案，凭验证码陈述申辩、要求听证、申请分期缴纳和信用修复。检查对象的链接看不到本案。"
	l.MadeBy, l.NoneYet = "链接由办案人员和承办处室经办生成。", "尚未生成链接。送达行政处罚事先告知书时一并交给当事人。"
	l.may, l.revoke = access.MayMakePartyLink(p.Actor, v.Proceeding) == nil, access.MayRevokePartyLink(p.Actor, v.Proceeding) == nil
	l.links, err = s.office.PartyLinks(ctx, p.Actor, no)
	return l, err
}

func (s *console) changeLink(r *http.Request, values url.Values, l linked) (after, error) {
	if values.Get("do") == "revoke" {
		if _, err := s.ask(r, http.MethodDelete, l.endpoint, nil, nil); err != nil {
			return after{}, err
		}
		return goOnTo(l.at, "link_revoked"), nil
	}
	made, err := s.handedOn(r, l.endpoint, values.Get(inputKey), wayOfCode{record.CodeWay(values.Get("codeWay"))})
	if err != nil {
		return after{}, err
	}
	v := slipView{Title: l.Title, For: l.Trail, Page: l.Page, Back: Root + l.at, Link: made}
	if v.Oversight, err = s.office.OversightContacts(r.Context()); err != nil {
		return after{}, err
	}
	return after{shown: &view{Template: "link_slip", Title: l.Title, Data: v}}, nil
}
