package web

import (
	"context"
	"slices"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// taskDesk is where inspection tasks are handled.
var taskDesk = desk{name: "tasks", template: "task", forms: forms.Task, read: readTask, show: showTask, endpoint: actsAt("/api/tasks"), form: actsAt(Root + "/tasks"),
	rule: func(_ subject, act law.ActKind) (actRule, bool) {
		row, known := tasks.RuleOf(act)
		return actRule{Name: row.Name, Clause: row.Clause, Reason: row.Reason}, known
	}}

// taskView is a task as its page shows it.
type taskView struct {
	bureau.TaskView
	History []bureau.ActView
	Drawn   []record.CaseRow // its cases, as many as a page shows
	More    bool
}

func readTask(ctx context.Context, s *console, p door.Person, id string) (subject, error) {
	v, err := s.office.Task(ctx, p.Actor, id)
	if err != nil {
		return subject{}, err
	}
	history, err := everyAct(func(page record.Page) (record.Listed[bureau.ActView], error) {
		return s.office.TaskActs(ctx, p.Actor, id, page)
	})
	if err != nil {
		return subject{}, err
	}
	drawn, err := s.office.Cases(ctx, p.Actor, record.CaseFilter{Task: id}, record.Page{Limit: listRows})
	if err != nil {
		return subject{}, err
	}
	return subject{No: id, Name: v.Name, Stage: v.Stage.Chinese(), Seq: v.Seq, Allowed: v.Allowed,
		permit: func(act law.ActKind) error { return v.Permit(asked(p, act)) },
		View:   taskView{TaskView: v, History: history.Items, Drawn: drawn.Items, More: drawn.Next != ""},
		about:  func(ctx context.Context) (forms.About, error) { return s.aboutTask(ctx, p, v.Task) }}, nil
}

// aboutTask is what the forms of a task choose from.
func (s *console) aboutTask(ctx context.Context, p door.Person, t tasks.Task) (forms.About, error) {
	about, err := s.aboutPeople(ctx, p, nil)
	if err != nil {
		return about, err
	}
	about.OnRecord, err = forms.Recorded(onRecord{Facts: tasks.PrepareDraw{Rules: t.Rules, Kinds: t.Kinds, Joint: t.Joint}})
	if err != nil {
		return about, err
	}
	known, err := s.office.KnownNames(ctx)
	if err != nil {
		return about, err
	}
	about.Options[forms.FromKinds] = namesOrKnown(t.Kinds, known.Kinds, "名录库中没有")
	about.Options[forms.FromDepartments] = namesOrKnown(t.Joint, slices.DeleteFunc(known.Departments, func(d string) bool { return d == t.Department }), "没有账号和执法检查人员")
	items, err := s.office.Items(ctx, p.Actor)
	if err != nil {
		return about, err
	}
	// A scope that is still to be corrected says nothing of the items that will fit.
	asNamed := t.CheckScope(known.Kinds) == nil
	for _, i := range items {
		if i.Active && (!asNamed || len(t.Kinds) == 0 || slices.Contains(t.Kinds, i.EntityKind)) {
			about.Options[forms.FromCatalogue] = append(about.Options[forms.FromCatalogue], forms.Option{Value: i.Code, Name: i.Code + " " + i.Name})
		}
	}
	e, err := t.Governing(calendar.DateOf(about.Now))
	if err != nil {
		return about, err
	}
	for _, period := range e.Periods {
		if period.Adjustable() {
			about.Options[forms.FromLengths] = append(about.Options[forms.FromLengths], forms.Option{Value: string(period.Kind), Name: period.Name + "（规定为" + period.Period.String() + "）"})
		}
	}
	for _, c := range tasks.ConditionFields {
		about.Options[forms.FromConditions] = append(about.Options[forms.FromConditions], forms.Option{Value: c.Field, Name: c.Name})
	}
	for _, w := range t.Draw.Witnesses {
		about.Options[forms.FromWitnesses] = append(about.Options[forms.FromWitnesses], forms.Option{Value: w.Name, Name: w.Name})
	}
	for _, no := range t.Draw.Teamless {
		about.Options[forms.FromTeamless] = append(about.Options[forms.FromTeamless], forms.Option{Value: no, Name: no})
	}
	return about, s.aboutDrawn(ctx, p, t.ID, about.Options)
}

// namesOrKnown offers the task's own names, then those that the registers have besides;
// unknown says what is wrong with one of its own that they do not have.
func namesOrKnown(own, known []string, unknown string) []forms.Option {
	var out []forms.Option
	for _, name := range own {
		shown := name
		if !slices.Contains(known, name) {
			shown += "（" + unknown + "）"
		}
		out = append(out, forms.Option{Value: name, Name: shown})
	}
	for _, name := range known {
		if !slices.Contains(own, name) {
			out = append(out, forms.Option{Value: name, Name: name})
		}
	}
	return out
}

// mostChoices is how many cases one chooses among; beyond it the number is typed in.
const mostChoices = 500

// aboutDrawn are the cases of the task, and the grades by which it is drawn.
func (s *console) aboutDrawn(ctx context.Context, p door.Person, task string, into map[forms.Source][]forms.Option) error {
	drawn, err := s.office.Cases(ctx, p.Actor, record.CaseFilter{Task: task}, record.Page{Limit: mostChoices})
	if err != nil {
		return err
	}
	if drawn.Next == "" {
		for _, c := range drawn.Items {
			into[forms.FromCases] = append(into[forms.FromCases], forms.Option{Value: c.No, Name: c.No + " " + c.EntityName})
		}
	}
	scale, err := s.office.GradeScale(ctx)
	if err != nil {
		return err
	}
	for _, g := range scale.Grades {
		into[forms.FromGrades] = append(into[forms.FromGrades], forms.Option{Value: g.Code, Name: g.Name})
	}
	into[forms.FromGrades] = append(into[forms.FromGrades], forms.Option{Value: "", Name: "未分级"})
	return nil
}
