package bureau

import (
	"context"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// Proceeding shows a proceeding and what may be done now.
func (o *Office) Proceeding(ctx context.Context, actor law.Actor, no string) (ProceedingView, error) {
	p, err := o.readable(ctx, actor, no)
	if err != nil {
		return ProceedingView{}, err
	}
	return o.proceedingView(ctx, actor, p)
}

// readable reads a proceeding that the actor may see.
func (o *Office) readable(ctx context.Context, actor law.Actor, no string) (proceedings.Proceeding, error) {
	p, err := o.record.Proceeding(ctx, no)
	if err != nil {
		return p, err
	}
	return p, o.seesProceeding(ctx, actor, p)
}

// seesProceeding refuses who may not read the proceeding.
func (o *Office) seesProceeding(ctx context.Context, actor law.Actor, p proceedings.Proceeding) error {
	var task tasks.Task
	if p.Task != "" {
		var err error
		if task, err = o.record.Task(ctx, p.Task); err != nil {
			return err
		}
	}
	return access.MayRead(actor, access.OfProceeding(p, task.Joint))
}

func (o *Office) proceedingView(ctx context.Context, actor law.Actor, p proceedings.Proceeding) (ProceedingView, error) {
	name, err := o.entityName(ctx, p)
	if err != nil {
		return ProceedingView{}, err
	}
	v := ProceedingView{Proceeding: p, EntityName: name, Allowed: p.Allowed(actor)}
	if p.Party != nil {
		party, err := o.record.Party(ctx, p.Party.No)
		if err != nil {
			return ProceedingView{}, err
		}
		v.PartyName = party.Name
	}
	return v, nil
}

// entityName is that of the entity that was drawn, "" for what is about none.
func (o *Office) entityName(ctx context.Context, p proceedings.Proceeding) (string, error) {
	if p.Entity == "" {
		return "", nil
	}
	entity, err := o.record.Entity(ctx, p.Entity)
	return entity.Name, err
}

// Proceedings lists the proceedings that the actor may read, see [access.Reach].
//
// Errors: not_your_act for who reads none at all.
func (o *Office) Proceedings(ctx context.Context, actor law.Actor, f record.ProceedingFilter, p record.Page) (record.Listed[record.ProceedingRow], error) {
	if err := access.ReadProceedings.Require(actor); err != nil {
		return record.Listed[record.ProceedingRow]{}, err
	}
	f.Within = reachOf(actor)
	return o.record.Proceedings(ctx, f, p)
}

// ProceedingActs is the history of a proceeding, with what was written.
func (o *Office) ProceedingActs(ctx context.Context, actor law.Actor, no string, p record.Page) (record.Listed[ActView], error) {
	shown, err := o.readable(ctx, actor, no)
	if err != nil {
		return record.Listed[ActView]{}, err
	}
	listed, err := o.acts(ctx, actor, no, p)
	if err == nil && !access.NeedsParty(actor, shown) {
		err = maskParty(listed.Items)
	}
	return listed, err
}

// ProceedingDecisions are the public entries of a proceeding, those replaced
// included.
func (o *Office) ProceedingDecisions(ctx context.Context, actor law.Actor, no string) ([]record.Decision, error) {
	if _, err := o.readable(ctx, actor, no); err != nil {
		return nil, err
	}
	return o.record.ProceedingDecisions(ctx, no)
}

// Decisions is the public record of decisions as it stands today; anyone may read
// it.
func (o *Office) Decisions(ctx context.Context, f record.DecisionFilter, p record.Page) (record.Listed[record.Decision], error) {
	now, err := o.Now(ctx)
	if err != nil {
		return record.Listed[record.Decision]{}, err
	}
	f.On, f.CurrentOnly = calendar.DateOf(now), true
	return o.record.Decisions(ctx, f, p)
}
