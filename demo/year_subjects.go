package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"shuangsuiji/apiclient"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// subjects are all tasks, cases and proceedings of the play as they stand, each
// with its script.
func (y *year) subjects(ctx context.Context) ([]staged, error) {
	now, err := y.now(ctx)
	if err != nil {
		return nil, err
	}
	at := moment{now: now, cast: y.cast}
	var all []staged
	for _, t := range y.tasks {
		var task inspection.Task
		if err := y.people["clerk"].get(ctx, "/api/tasks/"+t.id(), &task); err != nil {
			return nil, err
		}
		m := at
		m.t = &task
		all = append(all, staged{m, script{name: t.name, steps: t.steps}})
		of, err := y.subjectsOf(ctx, at, t)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return all, nil
}

func (y *year) subjectsOf(ctx context.Context, at moment, t yearTask) ([]staged, error) {
	cases, err := y.casesOf(ctx, t.id())
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
		Items []inspection.Proceeding `json:"items"`
	}
	if err := y.people["supervisor"].get(ctx, "/api/proceedings?limit=500&task="+t.id(), &list); err != nil {
		return nil, err
	}
	slices.SortFunc(list.Items, func(a, b inspection.Proceeding) int { return cmp.Compare(a.No, b.No) })
	leads := leadScripts(y.twoInspectors())
	for i := range list.Items {
		b := &list.Items[i]
		s := scripts[b.Case].then[b.Kind]
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

func (y *year) twoInspectors() inspection.Team {
	return slices.Sorted(maps.Keys(y.inspector))[:2]
}

// settled reports whether everything that follows by itself has come to pass: the
// clock does not move before, as a real one would not either.
func (y *year) settled(all []staged) bool {
	opened := map[string]bool{}
	for _, s := range all {
		opened[s.no()] = true
	}
	for _, s := range all {
		switch {
		case s.t != nil && !y.taskSettled(s.moment):
			return false
		case s.c != nil && s.c.Stage == inspection.StageArchiving, s.c != nil && s.c.Stage == inspection.StageNotify && !s.c.NoticeIssued:
			return false
		case s.c != nil && s.c.Result != nil && s.c.Result.ConfirmedBy != "":
			for _, b := range s.c.Branches {
				if !opened[b.No] {
					return false
				}
			}
		}
	}
	return true
}

func (y *year) taskSettled(m moment) bool {
	t, cases := m.t, y.cast.cases[m.t.ID]
	switch t.Stage {
	case inspection.TaskPlanned:
		return t.WakesAt().After(m.now)
	case inspection.TaskWitnessing:
		return !t.ReadyToReveal()
	case inspection.TaskRunning:
		return len(cases) >= t.Draw.Drawn-t.Draw.NoTeam && (len(t.Draw.Teamless) > 0 || slices.ContainsFunc(cases, func(c inspection.Case) bool { return c.Stage.Open() }))
	}
	return true
}

// firstDays pass one by one, so that reminders come before their periods' ends.
const firstDays = 4

// theEnd is long after everything that the scripts wait for.
var theEnd = calendar.NewDate(2030, time.January, 1)

// timePasses moves the clock to what comes next, when nothing else can happen.
func (y *year) timePasses(ctx context.Context, waiting []string) error {
	if err := until(ctx, "系统自行办理的事项", func() (bool, error) {
		all, err := y.subjects(ctx)
		return err == nil && y.settled(all), err
	}); err != nil {
		return err
	}
	all, err := y.subjects(ctx)
	if err != nil {
		return err
	}
	// What followed by itself may have made something due.
	for _, s := range all {
		if next, ok := s.script.step(y.done[s.no()], s.moment); ok && s.may(next) {
			return nil
		}
	}
	if !y.noticed && allKindsOpen(all) {
		y.noticed = true
		return y.enterNotice(ctx)
	}
	c, err := y.clock(ctx)
	if err != nil {
		return err
	}
	stuck := fmt.Errorf("时间已到%s，仍有%d件没有走完：%s", calendar.DateOf(c.Now).ChineseString(), len(waiting), strings.Join(waiting, "；"))
	if calendar.DateOf(c.Now).After(theEnd) {
		return stuck
	}
	jump := map[string]any{"nextDeadline": true}
	if y.stalls++; y.stalls <= firstDays {
		jump = map[string]any{"days": 1}
	}
	err = y.people["clerk"].act(ctx, "/api/clock", c.Jumps, jump, nil)
	var refused *apiclient.Problem
	switch {
	case errors.As(err, &refused) && refused.Code == "no_deadline":
		return stuck
	case err != nil:
		return err
	}
	now, err := y.now(ctx)
	y.say("  —— %s ——（%d件在办）\n", now.In(calendar.Shanghai).Format("2006年1月2日 15:04"), len(waiting))
	return err
}

// allKindsOpen: a case, a task and a proceeding of each kind have periods running.
func allKindsOpen(all []staged) bool {
	open := map[inspection.ProceedingKind]bool{}
	for _, s := range all {
		if s.b != nil && s.b.Stage.Open() && !s.b.Suspended() {
			open[s.b.Kind] = true
		}
		if s.t != nil && len(s.t.Deadlines) > 0 {
			open["task"] = true
		}
	}
	return len(open) == len(inspection.BranchKinds)+1
}

func (y *year) acts(ctx context.Context, path string) ([]recorded, error) {
	var all []recorded
	cursor := ""
	for {
		var page struct {
			Items []recorded `json:"items"`
			Next  string     `json:"next"`
		}
		if err := y.people["supervisor"].get(ctx, path+"/acts?limit=500&after="+cursor, &page); err != nil {
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
		if a.ActorRole != inspection.RoleSystem {
			n++
		}
	}
	y.done[m.no()] = n
	return nil
}

// perform lets the step's actor act, and takes over what becomes of the subject.
func (y *year) perform(ctx context.Context, m *moment, s step) error {
	if s.before != nil {
		if err := s.before(y, ctx); err != nil {
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
	no := m.no()
	if m.b != nil {
		no = m.b.Case
	}
	lead := y.inspector[m.team().Lead()]
	entity, err := newPerson(y.Base, "检查对象")
	if err != nil {
		return err
	}
	if s.act == inspection.ActStartVisit {
		var code struct {
			Code string `json:"code"`
		}
		if err := lead.get(ctx, "/api/cases/"+no+"/visit-code", &code); err != nil {
			return err
		}
		path := "/public/visit-codes/" + url.PathEscape(code.Code) + "/scan"
		return entity.said(http.MethodPost, path, entity.client.Send(ctx, http.MethodPost, path, nil, nil))
	}
	var link struct {
		Secret string `json:"secret"`
	}
	if err := lead.get(ctx, "/api/cases/"+no+"/entity-link", &link); err != nil {
		return err
	}
	path := "/entity/" + link.Secret
	if m.b != nil {
		path += "/proceedings/" + m.b.No
	}
	return entity.act(ctx, path+"/acts/"+string(s.act), m.seq(), form{Facts: facts, Reason: s.reason}, nil)
}
