package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// searchView is what was found under a word: by number, by code, by part of a name.
type searchView struct {
	Query string
	Hits  []hit
	More  bool // entities than are shown
}

// hit is one thing that was found.
type hit struct {
	Kind, Name, Says string
	Address          string
}

// mostEntities is how many entities a search shows, and mostHitCases how many cases of
// each.
const (
	mostEntities = 20
	mostHitCases = 5
)

func (s *console) search(ctx context.Context, r *http.Request) (view, error) {
	v := searchView{Query: strings.TrimSpace(r.FormValue("q"))}
	if v.Query != "" {
		for _, look := range []func(context.Context, law.Actor, *searchView) error{s.findSubject, s.findTasks, s.findEntities, s.findPeopleAndItems} {
			if err := look(ctx, door.PersonOf(ctx).Actor, &v); err != nil {
				return view{}, err
			}
		}
	}
	return view{Template: "search", Title: "查找", Data: v}, nil
}

// findSubject finds the one with the number. One that the person may not read is told
// as that.
func (s *console) findSubject(ctx context.Context, actor law.Actor, v *searchView) error {
	h := hit{Name: v.Query, Address: addressOf(v.Query)}
	var err error
	switch {
	case proceedingNumber.MatchString(v.Query):
		p, refused := s.office.Proceeding(ctx, actor, v.Query)
		h.Kind, h.Says, err = "后续处理", p.Stage.Chinese(), refused
	case caseNumber.MatchString(v.Query):
		c, refused := s.office.Case(ctx, actor, v.Query)
		h.Kind, h.Says, err = "检查案件", c.EntityName+"，"+c.Stage.Chinese(), refused
	case taskNumber.MatchString(v.Query):
		t, refused := s.office.Task(ctx, actor, v.Query)
		h.Kind, h.Says, err = "抽查任务", t.Name+"，"+t.Stage.Chinese(), refused
	default:
		return nil
	}
	var refused *law.Error
	switch {
	case err == nil:
		v.Hits = append(v.Hits, h)
	case law.KindOf(err) == law.KindNotFound:
	case law.KindOf(err) == law.KindForbidden && errors.As(err, &refused):
		v.Hits = append(v.Hits, hit{Kind: h.Kind, Name: h.Name, Says: refused.Message})
	default:
		return err
	}
	return nil
}

// findTasks finds those of the plan with the number, or with the text in their names.
func (s *console) findTasks(ctx context.Context, actor law.Actor, v *searchView) error {
	if !access.ReadTasks.HeldBy(actor) {
		return nil
	}
	listed, err := s.office.Tasks(ctx, actor, record.TaskFilter{}, record.Page{Limit: mostChoices})
	if err != nil {
		return err
	}
	for _, t := range listed.Items {
		if t.Plan == v.Query || strings.Contains(t.Name, v.Query) {
			v.Hits = append(v.Hits, hit{Kind: "抽查任务", Name: t.ID, Says: t.Name + "，" + t.Stage.Chinese(), Address: addressOf(t.ID)})
		}
	}
	return nil
}

// findEntities finds those with the code or the text in their names, and their cases.
func (s *console) findEntities(ctx context.Context, actor law.Actor, v *searchView) error {
	if !access.ReadRegisters.HeldBy(actor) {
		return nil
	}
	listed, err := s.office.Entities(ctx, actor, record.EntityFilter{Text: v.Query}, record.Page{Limit: mostEntities})
	if err != nil {
		return err
	}
	v.More = listed.Next != ""
	for _, e := range listed.Items {
		v.Hits = append(v.Hits, hit{Kind: "检查对象", Name: e.Name, Says: e.Code, Address: Root + "/registers/entities/" + e.Code})
		of, err := s.office.Cases(ctx, actor, record.CaseFilter{Entity: e.Code}, record.Page{Limit: mostHitCases})
		if err != nil {
			return err
		}
		for _, c := range of.Items {
			v.Hits = append(v.Hits, hit{Kind: "检查案件", Name: c.No, Says: e.Name + "，" + c.Stage.Chinese(), Address: addressOf(c.No)})
		}
	}
	return nil
}

// findPeopleAndItems finds inspectors by name or certificate, items by code or name.
func (s *console) findPeopleAndItems(ctx context.Context, actor law.Actor, v *searchView) error {
	if !access.ReadRegisters.HeldBy(actor) {
		return nil
	}
	inspectors, err := s.office.Inspectors(ctx, actor)
	if err != nil {
		return err
	}
	for _, i := range inspectors {
		if i.Certificate == v.Query || strings.Contains(i.Name, v.Query) {
			v.Hits = append(v.Hits, hit{Kind: "执法检查人员", Name: i.Name, Says: i.Certificate + "，" + i.Department, Address: Root + "/registers/inspectors/" + i.Certificate})
		}
	}
	items, err := s.office.Items(ctx, actor)
	if err != nil {
		return err
	}
	for _, i := range items {
		if strings.EqualFold(i.Code, v.Query) || strings.Contains(i.Name, v.Query) {
			v.Hits = append(v.Hits, hit{Kind: "抽查事项", Name: i.Code, Says: i.Name, Address: Root + "/registers/items/" + i.Code})
		}
	}
	return nil
}
