package web

import (
	"context"
	"net/http"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
)

// visitCodeView is the code that a member of the team shows at the door (检查码).
type visitCodeView struct {
	Case    bureau.CaseView
	Page    string // of the case
	Code    bureau.VisitCode
	Team    []member
	Address string // where the entity looks at it and confirms
	QR      picture
	// Oversight says to whom outside the bureau the entity can turn.
	Oversight string
}

// visitCode shows a new code each time: it lives for minutes.
func (s *console) visitCode(ctx context.Context, r *http.Request) (view, error) {
	p, no := door.PersonOf(ctx), r.PathValue("no")
	v := visitCodeView{Page: caseDesk.page(no)}
	var err error
	if v.Case, err = s.office.Case(ctx, p.Actor, no); err != nil {
		return view{}, err
	}
	if v.Code, err = s.office.VisitCode(ctx, p.Actor, no); err != nil {
		return view{}, err
	}
	named, err := s.people(ctx, p.Actor)
	if err != nil {
		return view{}, err
	}
	v.Team, v.Address = named.team(v.Case.Team), s.outside(r, v.Code.Path)
	if v.Oversight, err = s.office.OversightContacts(ctx); err != nil {
		return view{}, err
	}
	if v.QR, err = qrOf(v.Address); err != nil {
		return view{}, err
	}
	return view{Template: "visit_code", Title: "检查码", Data: v}, nil
}
