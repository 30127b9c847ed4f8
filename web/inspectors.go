package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// inspectorsView is the inspectors' register.
type inspectorsView struct {
	listView
	registerTools
	Inspectors []registers.Inspector
	Today      calendar.Date
}

func (s *console) inspectors(ctx context.Context, r *http.Request) (view, error) {
	p := door.PersonOf(ctx)
	text, err := names.Seek(r.FormValue("text"))
	if err != nil {
		return view{}, err
	}
	department, err := names.Seek(r.FormValue("department"))
	if err != nil {
		return view{}, err
	}
	all, err := s.office.Inspectors(ctx, p.Actor)
	if err != nil {
		return view{}, err
	}
	now, err := s.office.Now(ctx)
	if err != nil {
		return view{}, err
	}
	active := r.FormValue("active") != ""
	all = slices.DeleteFunc(all, func(i registers.Inspector) bool {
		return !text.In(names.SearchKey(i.Name, i.Certificate)) || !department.In(names.SearchKey(i.Department)) || active && !i.Active
	})
	return view{Template: "inspectors", Title: "执法检查人员名录库", Data: inspectorsView{registerTools: toolsFor(p, "inspectors"), Inspectors: all, Today: calendar.DateOf(now),
		listView: listOf(r, nil, "", typed("text", "姓名或者执法证件号"), typed("department", "部门"), only("active", "在岗"))}}, nil
}

// inspectorView is one inspector with the open cases of the teams.
type inspectorView struct {
	Inspector registers.Inspector
	Facts     []fact
	Cases     []record.CaseRow // open ones that the person may read
	Versions  []version
	Names     colleagues
}

func (s *console) inspector(ctx context.Context, r *http.Request) (view, error) {
	actor, certificate := door.PersonOf(ctx).Actor, r.PathValue("key")
	all, err := s.office.Inspectors(ctx, actor)
	if err != nil {
		return view{}, err
	}
	at := slices.IndexFunc(all, func(i registers.Inspector) bool { return i.Certificate == certificate })
	if at < 0 {
		return view{}, errNotInRegister(certificate)
	}
	table := documents.Inspectors()
	v := inspectorView{Inspector: all[at], Facts: factsOf(table, all[at])}
	listed, err := s.office.Cases(ctx, actor, record.CaseFilter{Certificate: certificate, Open: true, ByDue: true}, record.Page{Limit: mostOfEntity})
	if err != nil {
		return view{}, err
	}
	v.Cases = listed.Items
	changes, err := s.office.History(ctx, actor, bureau.RegisterInspectors, certificate)
	if err != nil {
		return view{}, err
	}
	if v.Versions, err = versionsOf(table, changes, nothingMore); err != nil {
		return view{}, err
	}
	v.Names, err = s.colleagues(ctx)
	return view{Template: "inspector", Title: strings.TrimSpace(v.Inspector.Name), Data: v}, err
}
