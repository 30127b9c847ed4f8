package bureau

import (
	"context"
	"strings"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/planyear"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// NearVisitView is a near visit with the names that staff read.
type NearVisitView struct {
	planyear.NearVisit
	EntityName      string
	OtherTaskName   string
	OtherDepartment string
}

// NearVisits lists the entities of the task's open cases that another open task
// visits within the set number of days, by the number of the case. The cursor is
// the number of the last case looked at.
//
// Errors: not_your_act, task_not_found, cursor_invalid.
func (o *Office) NearVisits(ctx context.Context, actor law.Actor, id string, p record.Page) (record.Listed[NearVisitView], error) {
	var out record.Listed[NearVisitView]
	if err := access.ReadNearVisits.Require(actor); err != nil {
		return out, err
	}
	if _, err := o.record.Task(ctx, id); err != nil {
		return out, err
	}
	if p.After != "" && taskOf(p.After) != id {
		return out, law.Errorf(law.KindInvalid, "cursor_invalid", "翻页标记无效，请从第一页重新查询。")
	}
	look, err := o.nearVisits(ctx)
	if err != nil {
		return out, err
	}
	for after := p.After; ; {
		all, err := o.record.TaskCases(ctx, id, after, streamed)
		if err != nil {
			return out, err
		}
		others, err := look.others(ctx, id, all)
		if err != nil {
			return out, err
		}
		for _, c := range all {
			// A case's pairs stand on one page, so that its number is a cursor.
			if len(out.Items) >= max(1, p.Limit) {
				out.Next = after
				return out, nil
			}
			found, err := look.near(ctx, c, others[c.Entity])
			if err != nil {
				return out, err
			}
			out.Items, after = append(out.Items, found...), c.No
		}
		if len(all) < streamed {
			return out, nil
		}
	}
}

// nearLook is what near visits are looked for with.
type nearLook struct {
	o      *Office
	cal    *calendar.Calendar
	today  calendar.Date
	within int
	tasks  map[string]tasks.Task
}

func (o *Office) nearVisits(ctx context.Context) (*nearLook, error) {
	now, err := o.Now(ctx)
	if err != nil {
		return nil, err
	}
	cal, err := o.record.Calendar(ctx)
	if err != nil {
		return nil, err
	}
	within, err := settings.NearVisitDays.Read(ctx, o.record)
	return &nearLook{o: o, cal: cal, today: calendar.DateOf(now), within: within, tasks: map[string]tasks.Task{}}, err
}

// others are the cases that other open tasks have of the same entities.
func (l *nearLook) others(ctx context.Context, task string, all []cases.Case) (map[string][]cases.Case, error) {
	var entities []string
	for _, c := range all {
		if c.Stage.Open() {
			entities = append(entities, c.Entity)
		}
	}
	of, err := l.o.record.CasesOfEntities(ctx, entities)
	if err != nil {
		return nil, err
	}
	out := map[string][]cases.Case{}
	for _, c := range of {
		if c.Task == task {
			continue
		}
		t, known := l.tasks[c.Task]
		if !known {
			if t, err = l.o.record.Task(ctx, c.Task); err != nil {
				return nil, err
			}
			l.tasks[c.Task] = t
		}
		if t.Stage.Open() {
			out[c.Entity] = append(out[c.Entity], c)
		}
	}
	return out, nil
}

func (l *nearLook) near(ctx context.Context, c cases.Case, others []cases.Case) ([]NearVisitView, error) {
	var out []NearVisitView
	for _, other := range others {
		own, err := l.law(c)
		if err != nil {
			return nil, err
		}
		otherLaw, err := l.law(other)
		if err != nil {
			return nil, err
		}
		n, near := planyear.Near(c, other, own, otherLaw, l.today, l.within)
		if !near {
			continue
		}
		e, err := l.o.record.Entity(ctx, c.Entity)
		if err != nil {
			return nil, err
		}
		t := l.tasks[other.Task]
		out = append(out, NearVisitView{NearVisit: n, EntityName: e.Name, OtherTaskName: t.Name, OtherDepartment: t.Department})
	}
	return out, nil
}

func (l *nearLook) law(c cases.Case) (law.Law, error) {
	edition, err := law.EditionOf(c.Edition)
	return law.Law{Edition: edition, Calendar: l.cal}, err
}

// taskOf is the task in whose numbers a case is counted.
func taskOf(caseNo string) string {
	i := strings.LastIndex(caseNo, "-")
	return caseNo[:max(0, i)]
}
