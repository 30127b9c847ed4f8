package year

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// subjects are all tasks, cases and proceedings of the play as they stand, each
// with its script.
func (y *year) subjects(ctx context.Context) ([]staged, error) {
	now, err := y.Now(ctx)
	if err != nil {
		return nil, err
	}
	at := moment{now: now, cast: y.cast}
	var all []staged
	for _, t := range y.tasks {
		var found tasks.Task
		if err := y.People["clerk"].Get(ctx, "/api/tasks/"+t.id(), &found); err != nil {
			return nil, err
		}
		y.cast.tasks[t.id()] = found
		m := at
		m.t = &found
		all = append(all, staged{m, script{name: t.name, steps: t.steps}})
		of, err := y.subjectsOf(ctx, at, t)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return all, nil
}

func (y *year) subjectsOf(ctx context.Context, at moment, t task) ([]staged, error) {
	cases, err := y.Cases(ctx, t.id())
	if err != nil {
		return nil, err
	}
	y.cast.cases[t.id()] = cases
	var all []staged
	scripts := map[string]script{} // by case
	for i := range cases {
		s := t.rest
		if i < len(t.cases) {
			s = t.cases[i]
		}
		scripts[cases[i].No] = s
		m := at
		m.c = &cases[i]
		all = append(all, staged{m, s})
	}
	var list struct {
		Items []proceedings.Proceeding `json:"items"`
	}
	if err := y.People["supervisor"].Get(ctx, "/api/proceedings?limit=500&task="+t.id(), &list); err != nil {
		return nil, err
	}
	slices.SortFunc(list.Items, func(a, b proceedings.Proceeding) int { return cmp.Compare(a.No, b.No) })
	leads := leadScripts(y.twoInspectors())
	for i := range list.Items {
		b := &list.Items[i]
		s := scripts[b.Case].then[b.Kind]
		if b.Penalty != nil && b.Penalty.Anew != nil {
			s = script{name: "重新作出决定", steps: scripts[b.Case].anew}
		}
		if b.Case == "" {
			s, leads = leads[0], leads[min(1, len(leads)-1):]
		}
		if s.name == "" {
			s.name = scripts[b.Case].name
		}
		m := at
		m.b = b
		all = append(all, staged{m, s})
	}
	return all, nil
}

func (y *year) twoInspectors() law.Team {
	return slices.Sorted(maps.Keys(y.Inspector))[:2]
}

func (y *year) acts(ctx context.Context, path string) ([]recorded, error) {
	var all []recorded
	cursor := ""
	for {
		var page struct {
			Items []recorded `json:"items"`
			Next  string     `json:"next"`
		}
		if err := y.People["supervisor"].Get(ctx, path+"/acts?limit=500&after="+cursor, &page); err != nil {
			return nil, err
		}
		all = append(all, page.Items...)
		if page.Next == "" {
			return all, nil
		}
		cursor = page.Next
	}
}

// countActs finds once how far a subject's script has come.
func (y *year) countActs(ctx context.Context, m moment) error {
	if _, known := y.done[m.no()]; known {
		return nil
	}
	acts, err := y.acts(ctx, m.path())
	if err != nil {
		return err
	}
	n := 0
	for _, a := range acts[1:] { // the first is how the subject came about
		if a.ActorRole != law.RoleSystem {
			n++
		}
		if a.Kind == tasks.ActApproveDraw {
			y.cast.drawnOn[m.no()] = calendar.DateOf(a.Entered)
		}
	}
	y.done[m.no()] = n
	return nil
}
