package bureau

import (
	"context"
	"strconv"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// FileFeedback opens an inspector's feedback, out of the case or, where no is "",
// out of none, which is of the inspector's own department then.
func (o *Office) FileFeedback(ctx context.Context, actor law.Actor, no string, e Entry, call Call) (ProceedingView, bool, error) {
	return o.fileAside(ctx, actor, law.ProceedingFeedback, no, e, call)
}

// RegisterOversight opens an opinion of those who supervise enforcement, on the case
// or, where no is "", on none, which is of the clerk's own department then.
func (o *Office) RegisterOversight(ctx context.Context, actor law.Actor, no string, e Entry, call Call) (ProceedingView, bool, error) {
	return o.fileAside(ctx, actor, law.ProceedingOversight, no, e, call)
}

// fileAside opens what may be about no case.
func (o *Office) fileAside(ctx context.Context, actor law.Actor, kind law.ProceedingKind, no string, e Entry, call Call) (ProceedingView, bool, error) {
	f := activities.Filing{Kind: kind, Case: no}
	if no == "" {
		f.Department = actor.Department
	}
	return o.file(ctx, actor, f, e, call)
}

// RaiseObjection opens the entity's objection to the published result of the case,
// which a clerk enters from paper.
func (o *Office) RaiseObjection(ctx context.Context, actor law.Actor, no string, e Entry, call Call) (ProceedingView, bool, error) {
	return o.file(ctx, actor, activities.Filing{Kind: law.ProceedingObjection, Case: no}, e, call)
}

// RaiseObjectionByEntityLink opens the objection of the entity itself.
func (o *Office) RaiseObjectionByEntityLink(ctx context.Context, secret, code string, e Entry, call Call) (EntityCase, bool, error) {
	l, err := o.linkToAct(ctx, secret, record.LinkEntity, code)
	if err != nil {
		return EntityCase{}, false, err
	}
	call.Person = personOfLink(l)
	_, replayed, err := o.RaiseObjection(ctx, l.Actor(), l.Subject, e, call)
	if err != nil {
		return EntityCase{}, replayed, err
	}
	o.noteLinkAct(ctx, l, l.Subject, e, replayed)
	view, err := o.OpenEntityLink(ctx, secret)
	return view, replayed, err
}

// file hands in an act that begins a proceeding, once under the call's key. The
// number is given where it is put on record. Staff begin one only out of a case that
// they may read: the refusal of others would tell how it stands.
func (o *Office) file(ctx context.Context, actor law.Actor, f activities.Filing, e Entry, call Call) (ProceedingView, bool, error) {
	if err := o.refusedFiling(ctx, actor, f.Case, e, call); err != nil {
		return ProceedingView{}, false, err
	}
	if f.Origin = f.Case; f.Origin == "" {
		now, err := o.Now(ctx)
		if err != nil {
			return ProceedingView{}, false, err
		}
		f.Origin = strconv.Itoa(calendar.DateOf(now).Year())
	}
	return once(ctx, o, call, e.Body, func(c claim) (none ProceedingView, err error) {
		no := ""
		if c.repeat {
			if no, err = o.record.Opened(ctx, law.ProceedingSeries(f.Origin, f.Kind), c.id); err != nil {
				return none, err
			}
		}
		if no == "" {
			req, err := o.request(actor, f.Subject(), e, c, 0)
			if err != nil {
				return none, err
			}
			f.Key, f.Act, f.PayloadID, f.PayloadHash, f.HandedIn = req.Key, req.Act, req.PayloadID, req.PayloadHash, req.HandedIn
			if no, err = o.procedures.File(ctx, f); err != nil {
				return none, err
			}
		}
		p, err := o.record.Proceeding(ctx, no)
		if err != nil {
			return none, err
		}
		return o.proceedingView(ctx, actor, p)
	})
}

// refusedFiling refuses staff who may not read the case, and attachments that nobody
// sent, unless it is a repeat of what was handed in while it was permitted.
func (o *Office) refusedFiling(ctx context.Context, actor law.Actor, caseNo string, e Entry, call Call) error {
	var refusal error
	if caseNo != "" && actor.HandsIn().Via == law.ViaAccount {
		_, refusal = o.readableCase(ctx, actor, caseNo)
	}
	if refusal == nil {
		refusal = o.refuseMissing(ctx, actor, caseNo, e.Body)
	}
	if refusal == nil {
		return nil
	}
	begun, err := o.record.RequestBegun(ctx, call.Person, call.Route, call.Key)
	if err != nil || begun {
		return err
	}
	return refusal
}
