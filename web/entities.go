package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/codes"
	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// entitiesView is a page of the entities' register.
type entitiesView struct {
	listView
	registerTools
	Entities     []registers.Entity
	ImportGrades bool
}

func (s *console) entities(ctx context.Context, r *http.Request) (view, error) {
	p := door.PersonOf(ctx)
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := record.EntityFilter{Text: get("text"), Kind: get("kind"), Grade: get("grade"), Region: get("region"), Status: get("status")}
	listed, err := s.office.Entities(ctx, p.Actor, f, pageOf(r))
	if err != nil {
		return view{}, err
	}
	grades, err := s.gradeCodes(ctx)
	if err != nil {
		return view{}, err
	}
	return view{Template: "entities", Title: "检查对象名录库", Data: entitiesView{registerTools: toolsFor(p, "entities"), Entities: listed.Items, ImportGrades: access.ImportGrades.HeldBy(p.Actor),
		listView: listOf(r, nil, listed.Next, typed("text", "名称或者统一社会信用代码"), typed("kind", "类别"), among("grade", "风险等级", grades), typed("region", "地区"), among("status", "状态", statusCodes))}}, nil
}

// gradeCodes are the grades of the scale in use.
func (s *console) gradeCodes(ctx context.Context) (codes.List, error) {
	scale, err := s.office.GradeScale(ctx)
	var out codes.List
	for _, g := range scale.Grades {
		out = append(out, codes.Code{Value: g.Code, Name: g.Code + "（" + g.Name + "）"})
	}
	return out, err
}

var statusCodes = codes.List{
	{Value: string(registers.EntityActive), Name: registers.EntityStatusNames[registers.EntityActive]},
	{Value: string(registers.EntityClosed), Name: registers.EntityStatusNames[registers.EntityClosed]},
	{Value: string(registers.EntityDeregistered), Name: registers.EntityStatusNames[registers.EntityDeregistered]},
}

// entityView is one entity with what is known of it.
type entityView struct {
	Entity   registers.Entity
	Facts    []fact
	Cases    []record.CaseRow // those that the person may read, the latest first
	Visits   bureau.EntityVisits
	Grades   []registers.DatedGrade
	Versions []version
	Names    colleagues
}

// mostOfEntity is how many cases of an entity its page lists.
const mostOfEntity = 100

func (s *console) entity(ctx context.Context, r *http.Request) (view, error) {
	actor, code := door.PersonOf(ctx).Actor, r.PathValue("key")
	e, err := s.office.Entity(ctx, actor, code)
	if err != nil {
		return view{}, err
	}
	scale, err := s.office.GradeScale(ctx)
	if err != nil {
		return view{}, err
	}
	v := entityView{Entity: e, Facts: factsOf(documents.Entities(scale), e)}
	listed, err := s.office.Cases(ctx, actor, record.CaseFilter{Entity: code}, record.Page{Limit: mostOfEntity})
	if err != nil {
		return view{}, err
	}
	v.Cases = listed.Items
	slices.Reverse(v.Cases)
	if v.Visits, err = s.office.EntityVisits(ctx, actor, e); err != nil {
		return view{}, err
	}
	grades, err := s.office.GradeHistory(ctx, actor, code)
	if err != nil {
		return view{}, err
	}
	v.Grades = grades.Items
	changes, err := s.office.History(ctx, actor, bureau.RegisterEntities, code)
	if err != nil {
		return view{}, err
	}
	if v.Versions, err = versionsOf(documents.Entities(scale), changes, nothingMore); err != nil {
		return view{}, err
	}
	v.Names, err = s.colleagues(ctx)
	return view{Template: "entity", Title: e.Name, Data: v}, err
}
