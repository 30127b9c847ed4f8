package demo

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"shuangsuiji/apiclient"
	"shuangsuiji/inspection"
)

// perform lets the step's actor act, and takes over what becomes of the subject.
func (y *year) perform(ctx context.Context, m *moment, s step) error {
	if s.before != nil {
		if err := s.before(y, ctx, *m); err != nil {
			return err
		}
	}
	facts := s.facts(*m)
	if s.who == byEntity {
		if err := y.performByLink(ctx, *m, s, facts); err != nil {
			return err
		}
		return y.refresh(ctx, m)
	}
	who := y.actor(*m, s.who)
	if who == nil {
		return errors.New("没有办理人“" + s.who + "”的演示账号")
	}
	err := who.act(ctx, m.path()+"/acts/"+string(s.act), m.seq(), form{Facts: facts, Reason: s.reason, Narrative: "演示数据"}, nil)
	if err != nil {
		return err
	}
	if s.act == inspection.ActApproveDraw {
		y.cast.drawnOn[m.no()] = m.today()
	}
	return y.refresh(ctx, m)
}

func (y *year) actor(m moment, who string) *person {
	switch who {
	case byLead:
		return y.inspector[m.team().Lead()]
	case byMember:
		return y.inspector[m.team()[len(m.team())-1]]
	}
	return y.people[who]
}

func (y *year) refresh(ctx context.Context, m *moment) error {
	path := m.path()
	var into any
	switch {
	case m.c != nil:
		m.c = &inspection.Case{}
		into = m.c
	case m.b != nil:
		m.b = &inspection.Proceeding{}
		into = m.b
	default:
		m.t = &inspection.Task{}
		into = m.t
	}
	return y.people["supervisor"].get(ctx, path, into)
}

// performByLink: the entity acts without an account, by the link of its case or by
// the code at its door.
func (y *year) performByLink(ctx context.Context, m moment, s step, facts inspection.Facts) error {
	if s.act == inspection.ActStartVisit {
		entity, err := newPerson(y.Base, "检查对象")
		if err != nil {
			return err
		}
		var code struct {
			Code string `json:"code"`
		}
		if err := y.inspector[m.team().Lead()].get(ctx, "/api/cases/"+m.no()+"/visit-code", &code); err != nil {
			return err
		}
		path := "/public/visit-codes/" + url.PathEscape(code.Code) + "/scan"
		return entity.said(http.MethodPost, path, entity.client.Send(ctx, http.MethodPost, path, nil, nil))
	}
	entity, link, err := y.byLink(ctx, m)
	if err != nil {
		return err
	}
	path := "/acts/" + string(s.act)
	if m.b != nil {
		path = "/proceedings/" + m.b.No + path
	}
	return entity.actByLink(ctx, link, path, m.seq(), form{Facts: facts, Reason: s.reason})
}

// byLink is the entity with the link of its case.
func (y *year) byLink(ctx context.Context, m moment) (*person, apiclient.Link, error) {
	entity, err := newPerson(y.Base, "检查对象")
	if err != nil {
		return nil, apiclient.Link{}, err
	}
	link, err := y.inspector[m.team().Lead()].entityLink(ctx, m.caseNo())
	return entity, link, err
}
