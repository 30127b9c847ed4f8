package web

import (
	"context"
	"net/http"

	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// homeView is the desk at which a day begins.
type homeView struct {
	Cases  []record.CaseRow // open ones, the next deadline first
	Tasks  []tasks.Task     // open ones
	Drafts []draftLine
}

// homeRows is how many of each the desk shows.
const homeRows = 20

func (s *console) home(ctx context.Context, _ *http.Request) (view, error) {
	var v homeView
	actor := door.PersonOf(ctx).Actor
	if access.ReadCases.HeldBy(actor) {
		listed, err := s.office.Cases(ctx, actor, record.CaseFilter{Open: true, ByDue: true}, record.Page{Limit: homeRows})
		if err != nil {
			return view{}, err
		}
		v.Cases = listed.Items
	}
	if access.ReadTasks.HeldBy(actor) {
		listed, err := s.office.Tasks(ctx, actor, record.TaskFilter{Open: true}, record.Page{Limit: homeRows})
		if err != nil {
			return view{}, err
		}
		v.Tasks = listed.Items
	}
	var err error
	if v.Drafts, err = s.draftLines(ctx, door.PersonOf(ctx)); err != nil {
		return view{}, err
	}
	return view{Template: "home", Title: "工作台", Data: v}, nil
}
