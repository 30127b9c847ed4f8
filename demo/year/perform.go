package year

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
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
	err := who.Act(ctx, m.path()+"/acts/"+string(s.act), m.seq(), people.Form{Facts: facts, Party: s.party, Reason: s.reason, Narrative: "演示数据"}, nil)
	if err != nil {
		return err
	}
	if s.act == tasks.ActApproveDraw {
		y.cast.drawnOn[m.no()] = m.today()
	}
	return y.refresh(ctx, m)
}

func (y *year) actor(m moment, who string) *people.Person {
	switch who {
	case byLead:
		return y.Inspector[m.team().Lead()]
	case byMember:
		return y.Inspector[m.team()[len(m.team())-1]]
	}
	return y.People[who]
}

func (y *year) refresh(ctx context.Context, m *moment) error {
	path := m.path()
	var into any
	switch {
	case m.c != nil:
		m.c = &cases.Case{}
		into = m.c
	case m.b != nil:
		m.b = &proceedings.Proceeding{}
		into = m.b
	default:
		m.t = &tasks.Task{}
		into = m.t
	}
	return y.People["supervisor"].Get(ctx, path, into)
}

// performByLink: the entity acts without an account, by the link of its case or by
// the code at its door.
func (y *year) performByLink(ctx context.Context, m moment, s step, facts law.Facts) error {
	if s.act == cases.ActStartVisit {
		entity, err := y.Entity()
		if err != nil {
			return err
		}
		var code struct {
			Code string `json:"code"`
		}
		if err := y.Inspector[m.team().Lead()].Get(ctx, "/api/cases/"+m.no()+"/visit-code", &code); err != nil {
			return err
		}
		path := "/public/visit-codes/" + url.PathEscape(code.Code) + "/scan"
		return entity.Send(ctx, http.MethodPost, path, nil, nil)
	}
	entity, link, err := y.byLink(ctx, m)
	if err != nil {
		return err
	}
	path := "/acts/" + string(s.act)
	if m.b != nil {
		path = "/proceedings/" + m.b.No + path
	}
	return entity.PerformByLink(ctx, link, path, apiclient.Act{Seen: m.seq(), Form: people.Form{Facts: facts, Reason: s.reason}})
}

// byLink is the entity with the link of its case.
func (y *year) byLink(ctx context.Context, m moment) (*people.Person, apiclient.Link, error) {
	entity, err := y.Entity()
	if err != nil {
		return nil, apiclient.Link{}, err
	}
	link, err := y.Inspector[m.team().Lead()].EntityLink(ctx, m.caseNo())
	return entity, link, err
}
