package bureau

import (
	"context"
	"encoding/json"
	"slices"

	"shuangsuiji/codes"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// Case shows a case and what may be done now.
func (o *Office) Case(ctx context.Context, actor law.Actor, no string) (CaseView, error) {
	c, err := o.readableCase(ctx, actor, no)
	if err != nil {
		return CaseView{}, err
	}
	return o.caseView(ctx, actor, c)
}

// readableCase reads a case that the actor may see.
func (o *Office) readableCase(ctx context.Context, actor law.Actor, no string) (cases.Case, error) {
	c, err := o.record.Case(ctx, no)
	if err != nil {
		return c, err
	}
	return c, o.seesCase(ctx, actor, c)
}

// seesCase refuses who may not read the case.
func (o *Office) seesCase(ctx context.Context, actor law.Actor, c cases.Case) error {
	t, err := o.record.Task(ctx, c.Task)
	if err != nil {
		return err
	}
	return access.MayRead(actor, access.OfCase(c, t.Joint))
}

// Cases lists the cases that the actor may read, see [access.Reach].
//
// Errors: not_your_act for who reads no cases at all.
func (o *Office) Cases(ctx context.Context, actor law.Actor, f record.CaseFilter, p record.Page) (record.Listed[record.CaseRow], error) {
	if err := access.ReadCases.Require(actor); err != nil {
		return record.Listed[record.CaseRow]{}, err
	}
	f.Within = reachOf(actor)
	return o.record.Cases(ctx, f, p)
}

func reachOf(actor law.Actor) *access.Reach {
	r := access.ReachOf(actor)
	return &r
}

// CountCases counts the cases that the actor may read by stage, outcome or department.
func (o *Office) CountCases(ctx context.Context, actor law.Actor, f record.CaseFilter, by string) ([]CountView, error) {
	if err := access.ReadCases.Require(actor); err != nil {
		return nil, err
	}
	f.Within = reachOf(actor)
	return o.countCases(ctx, f, by)
}

func (o *Office) countCases(ctx context.Context, f record.CaseFilter, by string) ([]CountView, error) {
	counts, err := o.record.CountCases(ctx, f, by)
	if err != nil {
		return nil, err
	}
	out := make([]CountView, len(counts))
	for i, c := range counts {
		out[i] = CountView{Code: c.Heading, Name: headingName(by, c.Heading), Count: c.Count}
	}
	return out, nil
}

func headingName(by, code string) string {
	switch by {
	case "stage":
		return cases.Stage(code).Chinese()
	case "outcome":
		if code != "" {
			return codes.Of[law.Outcome]().Name(code)
		}
		return "未认定"
	}
	return code
}

// Task shows a task, what may be done now, and its cases by stage.
func (o *Office) Task(ctx context.Context, actor law.Actor, id string) (TaskView, error) {
	if err := access.ReadTasks.Require(actor); err != nil {
		return TaskView{}, err
	}
	t, err := o.record.Task(ctx, id)
	if err != nil {
		return TaskView{}, err
	}
	counts, err := o.countCases(ctx, record.CaseFilter{Task: id}, "stage")
	return TaskView{Task: t, Allowed: t.Allowed(actor), Cases: counts}, err
}

// Tasks lists tasks.
func (o *Office) Tasks(ctx context.Context, actor law.Actor, f record.TaskFilter, p record.Page) (record.Listed[tasks.Task], error) {
	if err := access.ReadTasks.Require(actor); err != nil {
		return record.Listed[tasks.Task]{}, err
	}
	return o.record.Tasks(ctx, f, p)
}

// ActView is an act with what was written with it, if that was not erased.
type ActView struct {
	record.Act
	Payload json.RawMessage `json:"payload,omitempty"`
	Erased  bool            `json:"erased,omitempty"`
	// Withheld: what it says only the supervisor reads.
	Withheld bool `json:"withheld,omitempty"`
	// ActorFor is the account whose power the actor used under the delegation.
	ActorFor string `json:"actorFor,omitempty" doc:"受其委托办理的账号"`
}

// CaseActs is the history of a case, with what was written.
func (o *Office) CaseActs(ctx context.Context, actor law.Actor, no string, p record.Page) (record.Listed[ActView], error) {
	if _, err := o.readableCase(ctx, actor, no); err != nil {
		return record.Listed[ActView]{}, err
	}
	return o.acts(ctx, actor, no, p)
}

// TaskActs is the history of a task.
func (o *Office) TaskActs(ctx context.Context, actor law.Actor, id string, p record.Page) (record.Listed[ActView], error) {
	if err := access.ReadTasks.Require(actor); err != nil {
		return record.Listed[ActView]{}, err
	}
	if _, err := o.record.Task(ctx, id); err != nil {
		return record.Listed[ActView]{}, err
	}
	return o.acts(ctx, actor, id, p)
}

func (o *Office) acts(ctx context.Context, actor law.Actor, subject string, p record.Page) (record.Listed[ActView], error) {
	listed, err := o.record.ActsWritten(ctx, subject, p)
	out := record.Listed[ActView]{Next: listed.Next, Items: make([]ActView, 0, len(listed.Items))}
	if err != nil {
		return out, err
	}
	lenders, err := o.lenders(ctx, listed.Items)
	for _, act := range listed.Items {
		view := ActView{Act: act.Act, Payload: act.Payload.Body, Erased: !act.Payload.Erased.IsZero(), ActorFor: lenders[act.Delegation]}
		out.Items = append(out.Items, withhold(actor, view))
	}
	return out, err
}

// lenders are those whose power was used with the acts, by delegation.
func (o *Office) lenders(ctx context.Context, acts []record.ActWritten) (map[string]string, error) {
	if !slices.ContainsFunc(acts, func(a record.ActWritten) bool { return a.Delegation != "" }) {
		return nil, nil
	}
	all, err := o.record.Delegations(ctx, "", calendar.Date{})
	out := make(map[string]string, len(all))
	for _, d := range all {
		out[d.ID] = d.From
	}
	return out, err
}

// CasePublications are the entries of the public record of a case, in order.
func (o *Office) CasePublications(ctx context.Context, actor law.Actor, no string) ([]record.Publication, error) {
	if _, err := o.readableCase(ctx, actor, no); err != nil {
		return nil, err
	}
	return o.record.CasePublications(ctx, no)
}

// CaseItems are the items of a case as they were on the day of its draw: the form
// of its record is made from them.
func (o *Office) CaseItems(ctx context.Context, actor law.Actor, no string) ([]registers.Item, error) {
	if _, err := o.readableCase(ctx, actor, no); err != nil {
		return nil, err
	}
	return o.record.CaseItems(ctx, no)
}

// Inbox lists what arrived for the account.
func (o *Office) Inbox(ctx context.Context, account string, unreadOnly bool, p record.Page) (record.Listed[record.Message], int, error) {
	unread, err := o.record.CountUnread(ctx, account)
	if err != nil {
		return record.Listed[record.Message]{}, 0, err
	}
	listed, err := o.record.Inbox(ctx, account, unreadOnly, p)
	return listed, unread, err
}

// MarkRead marks messages as read; none named means all.
func (o *Office) MarkRead(ctx context.Context, account string, ids []int64) error {
	now, err := o.Now(ctx)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		ids = nil // to the store an empty list is none, and nil is all
	}
	return o.record.MarkRead(ctx, account, ids, now)
}

// Publications is the public record; anyone may read it.
func (o *Office) Publications(ctx context.Context, f record.PublicationFilter, p record.Page) (record.Listed[record.Publication], error) {
	return o.record.Publications(ctx, f, p)
}
