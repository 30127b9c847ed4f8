package bureau

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"shuangsuiji/inspection"
	"shuangsuiji/workflows"
)

// Entry is what a person hands in for an act: the coded facts, and what is
// written at length. The latter stays in the record's payload.
type Entry struct {
	Facts inspection.Facts
	// Reason is compulsory where the transition table says so.
	Reason string
	// Happened is when it happened, if not now (补录).
	Happened time.Time
	// Body is the whole form as handed in; it becomes the act's payload.
	Body json.RawMessage
	// Seen refuses the act if the subject has moved on since.
	Seen inspection.Seen
}

// CaseView is a case with what may be done now and by whom.
type CaseView struct {
	inspection.Case
	EntityName string                 `json:"entityName"`
	Allowed    []inspection.Allowance `json:"allowed"`
}

// TaskView is a task with what may be done now and by whom.
type TaskView struct {
	inspection.Task
	Allowed []inspection.Allowance `json:"allowed"`
	Cases   []CountView            `json:"cases,omitempty"`
	// OpenedCase is the case that a replacement opened.
	OpenedCase string `json:"openedCase,omitempty"`
}

// CountView is a number under a heading in Chinese.
type CountView struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Count int64  `json:"count"`
}

// ActOnCase performs an act of a case for the actor. The reply is the case as it
// then stands; replayed says that it is the answer to an earlier request.
func (o *Office) ActOnCase(ctx context.Context, actor inspection.Actor, no string, e Entry, call Call) (view CaseView, replayed bool, err error) {
	return once(ctx, o, call, func(id string, repeat bool) (CaseView, error) {
		return unlessOnRecord(ctx, o, no, id, repeat,
			func() (CaseView, error) { return o.actOnCase(ctx, actor, no, e, id) },
			func() (CaseView, error) {
				c, err := o.record.Case(ctx, no)
				if err != nil {
					return CaseView{}, err
				}
				return o.caseView(ctx, actor, c)
			})
	})
}

func (o *Office) actOnCase(ctx context.Context, actor inspection.Actor, no string, e Entry, id string) (CaseView, error) {
	c, err := o.record.Case(ctx, no)
	if err != nil {
		return CaseView{}, err
	}
	if err := e.Seen.StillOf(c); err != nil {
		return CaseView{}, err
	}
	req, err := o.request(ctx, actor, e, id, c.Seq)
	if err != nil {
		return CaseView{}, err
	}
	after, err := o.procedures.ActOnCase(ctx, no, req)
	if inspection.KindOf(err) == inspection.KindNotFound && c.Stage.Open() {
		if err := o.restartCase(ctx, c); err != nil {
			return CaseView{}, err
		}
		after, err = o.procedures.ActOnCase(ctx, no, req)
	}
	if err != nil {
		return CaseView{}, o.discard(ctx, no, req, closedOr(err, c.Permit(req.Act)))
	}
	return o.caseView(ctx, actor, after)
}

// ActOnTask performs an act of a task for the actor.
func (o *Office) ActOnTask(ctx context.Context, actor inspection.Actor, id string, e Entry, call Call) (view TaskView, replayed bool, err error) {
	return once(ctx, o, call, func(key string, repeat bool) (TaskView, error) {
		return unlessOnRecord(ctx, o, id, key, repeat,
			func() (TaskView, error) { return o.actOnTask(ctx, actor, id, e, key) },
			func() (TaskView, error) {
				t, err := o.record.Task(ctx, id)
				return TaskView{Task: t, Allowed: t.Allowed(actor)}, err
			})
	})
}

func (o *Office) actOnTask(ctx context.Context, actor inspection.Actor, id string, e Entry, key string) (TaskView, error) {
	t, err := o.record.Task(ctx, id)
	if err != nil {
		return TaskView{}, err
	}
	if err := e.Seen.StillOfTask(t); err != nil {
		return TaskView{}, err
	}
	req, err := o.request(ctx, actor, e, key, t.Seq)
	if err != nil {
		return TaskView{}, err
	}
	reply, err := o.procedures.ActOnTask(ctx, id, req)
	if inspection.KindOf(err) == inspection.KindNotFound && t.Stage.Open() {
		if err := o.restartTask(ctx, t); err != nil {
			return TaskView{}, err
		}
		reply, err = o.procedures.ActOnTask(ctx, id, req)
	}
	if err != nil {
		return TaskView{}, o.discard(ctx, id, req, closedOr(err, t.Permit(req.Act)))
	}
	return TaskView{Task: reply.Task, Allowed: reply.Task.Allowed(actor), OpenedCase: reply.Case}, nil
}

// discard erases what was written with an act that did not happen. Where that is
// not certain it stays, because the act may yet be recorded.
func (o *Office) discard(ctx context.Context, subject string, req workflows.ActRequest, err error) error {
	if req.PayloadID == "" || uncertain(err) {
		return err
	}
	if failed := o.record.DiscardPayload(context.WithoutCancel(ctx), subject, req.Key, req.PayloadID, inspection.Recorded(o.now())); failed != nil {
		o.log.Error("payload of a refused act not erased", "error", failed)
	}
	return err
}

// closedOr prefers the table's refusal ("归档后不能…") to the news that the
// workflow of a closed case is no longer there.
func closedOr(err, refusal error) error {
	if inspection.KindOf(err) == inspection.KindNotFound && refusal != nil {
		return refusal
	}
	return err
}

// request keeps the payload and makes the message to the workflow.
func (o *Office) request(ctx context.Context, actor inspection.Actor, e Entry, id string, seq int) (workflows.ActRequest, error) {
	act, err := inspection.NewAct(actor, time.Time{}, e.Facts)
	if err != nil {
		return workflows.ActRequest{}, fmt.Errorf("encode act: %w", err)
	}
	act.Happened, act.Reasoned = e.Happened, e.Reason != ""
	req := workflows.ActRequest{Key: id, Act: act, Seen: e.Seen, RecordSeq: seq}
	if len(e.Body) > 0 {
		// Each attempt has a payload of its own: that of a refused one is erased, and
		// the same key may then come with another form.
		req.PayloadID = "p-" + randomText(16)
		if req.PayloadHash, err = o.record.SavePayload(ctx, req.PayloadID, e.Body); err != nil {
			return req, err
		}
	}
	return req, nil
}

// restartCase rebuilds a case's workflow from the record, where the Temporal
// server has lost it.
func (o *Office) restartCase(ctx context.Context, c inspection.Case) error {
	clock, err := o.clock(ctx)
	if err != nil {
		return err
	}
	entity, err := o.record.Entity(ctx, c.Entity)
	if err != nil {
		return err
	}
	return o.procedures.StartCase(ctx, c, entity.Name, clock)
}

func (o *Office) restartTask(ctx context.Context, t inspection.Task) error {
	clock, err := o.clock(ctx)
	if err != nil {
		return err
	}
	return o.procedures.StartTask(ctx, t, clock, false)
}

func (o *Office) caseView(ctx context.Context, actor inspection.Actor, c inspection.Case) (CaseView, error) {
	entity, err := o.record.Entity(ctx, c.Entity)
	if err != nil {
		return CaseView{}, err
	}
	return CaseView{Case: c, EntityName: entity.Name, Allowed: c.Allowed(actor)}, nil
}
