package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// searchView is what was found under a word: by number, by code, by part of a name.
type searchView struct {
	Query     string
	Hits      []hit
	More      bool // entities than are shown
	MoreCases bool // than are shown
	// MoreProceedings than are shown.
	MoreProceedings bool
	Refused         string // why nothing was looked for
}

// hit is one thing that was found.
type hit struct {
	Kind, Name, Says string
	Address          string
}

// mostHits is how many entities a search shows, and how many cases.
const mostHits = 20

func (s *console) search(ctx context.Context, r *http.Request) (view, error) {
	v := searchView{Query: strings.TrimSpace(r.FormValue("q"))}
	sought, err := names.Seek(v.Query)
	var short *law.Error
	if errors.As(err, &short) {
		v.Refused = short.Message
	} else if sought != "" {
		for _, look := range []func(context.Context, law.Actor, names.Sought, *searchView) error{s.findSubject, s.findTasks, s.findEntities, s.findCases, s.findProceedings, s.findPeopleAndItems} {
			if err := look(ctx, door.PersonOf(ctx).Actor, sought, &v); err != nil {
				return view{}, err
			}
		}
	}
	return view{Template: "search", Title: "查找", Data: v}, nil
}

// findSubject finds the one with the number. One that the person may not read is told
// as that.
func (s *console) findSubject(ctx context.Context, actor law.Actor, _ names.Sought, v *searchView) error {
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

// findTasks finds those with the text in their numbers or names.
func (s *console) findTasks(ctx context.Context, actor law.Actor, sought names.Sought, v *searchView) error {
	if !access.ReadTasks.HeldBy(actor) {
		return nil
	}
	listed, err := s.office.Tasks(ctx, actor, record.TaskFilter{}, record.Page{Limit: mostChoices})
	if err != nil {
		return err
	}
	for _, t := range listed.Items {
		if t.ID != v.Query && sought.In(names.SearchKey(t.Name, t.ID)) {
			v.Hits = append(v.Hits, hit{Kind: "抽查任务", Name: t.ID, Says: t.Name + "，" + t.Stage.Chinese(), Address: addressOf(t.ID)})
		}
	}
	return nil
}

// findEntities finds those with the text in their codes or names.
func (s *console) findEntities(ctx context.Context, actor law.Actor, _ names.Sought, v *searchView) error {
	if !access.ReadRegisters.HeldBy(actor) {
		return nil
	}
	listed, err := s.office.Entities(ctx, actor, record.EntityFilter{Text: v.Query}, record.Page{Limit: mostHits})
	if err != nil {
		return err
	}
	v.More = listed.Next != ""
	for _, e := range listed.Items {
		v.Hits = append(v.Hits, hit{Kind: "检查对象", Name: e.Name, Says: e.Code, Address: Root + "/registers/entities/" + e.Code})
	}
	return nil
}

// findCases finds those with the text in their numbers, and those of such entities.
func (s *console) findCases(ctx context.Context, actor law.Actor, _ names.Sought, v *searchView) error {
	if !access.ReadCases.HeldBy(actor) {
		return nil
	}
	listed, err := s.office.Cases(ctx, actor, record.CaseFilter{Text: v.Query}, record.Page{Limit: mostHits})
	if err != nil {
		return err
	}
	v.MoreCases = listed.Next != ""
	for _, c := range listed.Items {
		if c.No != v.Query { // [console.findSubject] found it
			v.Hits = append(v.Hits, hit{Kind: "检查案件", Name: c.No, Says: c.EntityName + "，" + c.Stage.Chinese(), Address: addressOf(c.No)})
		}
	}
	return nil
}

// findProceedings finds those against a party with the text in what it is found by, and
// that is not the entity: what is against the entity is found with its cases.
func (s *console) findProceedings(ctx context.Context, actor law.Actor, _ names.Sought, v *searchView) error {
	if !access.ReadProceedings.HeldBy(actor) {
		return nil
	}
	listed, err := s.office.Proceedings(ctx, actor, record.ProceedingFilter{Text: v.Query, OfParties: true}, record.Page{Limit: mostHits})
	if err != nil {
		return err
	}
	v.MoreProceedings = listed.Next != ""
	for _, p := range listed.Items {
		if p.No != v.Query { // [console.findSubject] found it
			v.Hits = append(v.Hits, hit{Kind: "后续处理", Name: p.No, Says: p.PartyName + "，" + p.Stage.Chinese(), Address: addressOf(p.No)})
		}
	}
	return nil
}

// findPeopleAndItems finds inspectors by name or certificate, items by code or name. They
// are few, and their keys made as they are looked through.
func (s *console) findPeopleAndItems(ctx context.Context, actor law.Actor, sought names.Sought, v *searchView) error {
	if !access.ReadRegisters.HeldBy(actor) {
		return nil
	}
	inspectors, err := s.office.Inspectors(ctx, actor)
	if err != nil {
		return err
	}
	for _, i := range inspectors {
		if sought.In(names.SearchKey(i.Name, i.Certificate)) {
			v.Hits = append(v.Hits, hit{Kind: "执法检查人员", Name: i.Name, Says: i.Certificate + "，" + i.Department, Address: Root + "/registers/inspectors/" + i.Certificate})
		}
	}
	items, err := s.office.Items(ctx, actor)
	if err != nil {
		return err
	}
	for _, i := range items {
		if sought.In(names.SearchKey(i.Name, i.Code)) {
			v.Hits = append(v.Hits, hit{Kind: "抽查事项", Name: i.Code, Says: i.Name, Address: Root + "/registers/items/" + i.Code})
		}
	}
	return nil
}
