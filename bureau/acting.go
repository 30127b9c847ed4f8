package bureau

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// Entry is what a person hands in for an act: the coded facts, and what is
// written at length. The latter stays in the record's payload.
type Entry struct {
	Facts law.Facts
	// Reason is compulsory where the transition table says so.
	Reason string
	// Happened is when it happened, if not now (补录).
	Happened time.Time
	// Body is the whole form as handed in; it becomes the act's payload.
	Body json.RawMessage
	// Seen refuses the act if the subject has moved on since.
	Seen law.Seen
}

// CaseView is a case with what may be done now and by whom.
type CaseView struct {
	cases.Case
	EntityName string          `json:"entityName"`
	Allowed    []law.Allowance `json:"allowed"`
	// SelfCheckCompared holds the self-check against the record of the inspection.
	SelfCheckCompared []cases.ItemCompared `json:"selfCheckCompared,omitempty"`
}

// TaskView is a task with what may be done now and by whom.
type TaskView struct {
	tasks.Task
	Allowed []law.Allowance `json:"allowed"`
	Cases   []CountView     `json:"cases,omitempty"`
	// OpenedCase is the case that a replacement opened.
	OpenedCase string `json:"openedCase,omitempty"`
}

// CountView is a number under a heading in Chinese.
type CountView struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Count int64  `json:"count"`
}

// ProceedingView is a proceeding with what may be done now and by whom.
type ProceedingView struct {
	proceedings.Proceeding
	EntityName string `json:"entityName"`
	// PartyName is that of the party where it is not the entity.
	PartyName string          `json:"partyName,omitempty" doc:"当事人名称，不是检查对象时才有"`
	Allowed   []law.Allowance `json:"allowed"`
}

// ActOnCase performs an act of a case for the actor. The reply is the case as it
// then stands; replayed says that it is the answer to an earlier request.
func (o *Office) ActOnCase(ctx context.Context, actor law.Actor, no string, e Entry, call Call) (view CaseView, replayed bool, err error) {
	return act(ctx, o, desk[cases.Case, cases.Case, CaseView]{
		read:   o.record.Case,
		seen:   func(ctx context.Context, c cases.Case) error { return o.seesCase(ctx, actor, c) },
		look:   func(c cases.Case) (bool, int, error) { return c.Stage.Open(), c.Seq, e.Seen.StillOf(c.Standing()) },
		permit: atOnce(cases.Case.Permit), perform: o.procedures.ActOnCase, restart: o.restartCase,
		compare: func(r *reconciliation) func(context.Context, string) (*Difference, error) {
			return compareOpen(r, r.cases())
		},
		show: func(ctx context.Context, c cases.Case) (CaseView, error) { return o.caseView(ctx, actor, c) },
		now:  func(c cases.Case) cases.Case { return c },
	}, actor, no, e, call)
}

// ActOnTask performs an act of a task for the actor.
func (o *Office) ActOnTask(ctx context.Context, actor law.Actor, id string, e Entry, call Call) (view TaskView, replayed bool, err error) {
	return act(ctx, o, desk[tasks.Task, workflows.TaskReply, TaskView]{
		read:   o.record.Task,
		seen:   func(context.Context, tasks.Task) error { return access.ReadTasks.Require(actor) },
		look:   func(t tasks.Task) (bool, int, error) { return t.Stage.Open(), t.Seq, e.Seen.StillOf(t.Standing()) },
		permit: o.permitTask, perform: o.procedures.ActOnTask, restart: o.restartTask,
		compare: func(r *reconciliation) func(context.Context, string) (*Difference, error) {
			return compareOpen(r, r.tasks())
		},
		show: func(_ context.Context, r workflows.TaskReply) (TaskView, error) {
			return TaskView{Task: r.Task, Allowed: r.Task.Allowed(actor), OpenedCase: r.Case}, nil
		},
		now: func(t tasks.Task) workflows.TaskReply { return workflows.TaskReply{Task: t} },
	}, actor, id, e, call)
}

// ActOnProceeding performs an act of a proceeding for the actor.
func (o *Office) ActOnProceeding(ctx context.Context, actor law.Actor, no string, e Entry, call Call) (view ProceedingView, replayed bool, err error) {
	return act(ctx, o, desk[proceedings.Proceeding, proceedings.Proceeding, ProceedingView]{
		read: o.record.Proceeding,
		seen: func(ctx context.Context, p proceedings.Proceeding) error { return o.seesProceeding(ctx, actor, p) },
		look: func(p proceedings.Proceeding) (bool, int, error) {
			return p.Stage.Open(), p.Seq, e.Seen.StillOf(p.Standing())
		},
		permit: atOnce(proceedings.Proceeding.Permit), perform: o.procedures.ActOnProceeding, restart: o.restartProceeding,
		compare: func(r *reconciliation) func(context.Context, string) (*Difference, error) {
			return compareOpen(r, r.proceedings())
		},
		show: func(ctx context.Context, p proceedings.Proceeding) (ProceedingView, error) {
			return o.proceedingView(ctx, actor, p)
		},
		now: func(p proceedings.Proceeding) proceedings.Proceeding { return p },
	}, actor, no, e, call)
}

// desk is where the acts of subjects S are handed in; their procedures answer R,
// people see V.
type desk[S, R, V any] struct {
	read func(context.Context, string) (S, error)
	// seen refuses who may not read the subject.
	seen    func(context.Context, S) error
	look    func(S) (open bool, seq int, stale error)
	permit  func(context.Context, S, law.Act) error
	perform func(context.Context, string, workflows.ActRequest) (R, error)
	restart func(context.Context, S) error
	show    func(context.Context, R) (V, error)
	// compare holds the workflow against the record.
	compare func(*reconciliation) func(context.Context, string) (*Difference, error)
	// now answers a repeat whose act is on record: the subject as it stands.
	now func(S) R
}

// act performs an act under the call's key, once. What the record refuses already is
// refused before anything of it is written.
func act[S, R, V any](ctx context.Context, o *Office, d desk[S, R, V], actor law.Actor, subject string, e Entry, call Call) (V, bool, error) {
	if err := d.refused(ctx, o, actor, subject, e, call); err != nil {
		var none V
		return none, false, err
	}
	return once(ctx, o, call, e.Body, func(c claim) (V, error) {
		return unlessOnRecord(ctx, o, subject, c,
			func() (V, error) { return d.act(ctx, o, actor, subject, e, c) },
			func() (V, error) {
				s, err := d.read(ctx, subject)
				if err != nil {
					var none V
					return none, err
				}
				return d.show(ctx, d.now(s))
			})
	})
}

// refused is why a new request is refused as the subject stands on record. What is
// refused may also be the repeat of an act that was done: its key was taken before it
// was recorded, and is therefore asked for after the refusal.
func (d desk[S, R, V]) refused(ctx context.Context, o *Office, actor law.Actor, subject string, e Entry, call Call) error {
	if err := call.check(); err != nil {
		return err
	}
	refusal := d.judged(ctx, actor, subject, e)
	if refusal == nil {
		refusal = o.refuseMissing(ctx, actor, subject, e.Body)
	}
	if refusal == nil {
		refusal = refuseParty(e)
	}
	if refusal == nil {
		return nil
	}
	begun, err := o.record.RequestBegun(ctx, call.Person, call.Route, call.Key)
	switch {
	case err != nil:
		return err
	case begun:
		return nil
	}
	return refusal
}

// judged holds the entry against the subject as it stands on record. Why it refuses
// tells at which stage the subject is and who is to act: of staff, only to whom may
// read it.
func (d desk[S, R, V]) judged(ctx context.Context, actor law.Actor, subject string, e Entry) error {
	s, err := d.read(ctx, subject)
	if err != nil {
		return err
	}
	refusal := d.permitted(ctx, s, actor, e)
	if refusal == nil || actor.HandsIn().Via != law.ViaAccount {
		return refusal
	}
	if err := d.seen(ctx, s); err != nil {
		return err
	}
	return refusal
}

func (d desk[S, R, V]) permitted(ctx context.Context, s S, actor law.Actor, e Entry) error {
	if _, _, stale := d.look(s); stale != nil {
		return stale
	}
	act, err := actOf(e)
	if err != nil {
		return err
	}
	act.Actor = actor
	return d.permit(ctx, s, act)
}

func (d desk[S, R, V]) act(ctx context.Context, o *Office, actor law.Actor, subject string, e Entry, c claim) (none V, err error) {
	s, err := d.read(ctx, subject)
	if err != nil {
		return none, err
	}
	open, seq, stale := d.look(s)
	if stale != nil {
		return none, stale
	}
	req, err := o.request(actor, subject, e, c, seq)
	if err != nil {
		return none, err
	}
	perform := func() (after R, err error) {
		if after, err = d.perform(ctx, subject, req); err != nil {
			return after, err
		}
		// Whoever took the workflow's place can answer anything.
		done, err := o.record.OnRecord(ctx, subject, c.id)
		if err == nil && !done {
			err = errNotOnRecord
		}
		return after, err
	}
	after, err := perform()
	if law.KindOf(err) == law.KindNotFound && open {
		if err := d.restart(ctx, s); err != nil {
			return none, err
		}
		after, err = perform()
	}
	act := req.Act
	act.Actor = actor
	if open && doubtful(err) && d.permit(ctx, s, act) == nil {
		if found, failed := d.compare(&reconciliation{office: o, mend: true})(ctx, subject); failed == nil && found != nil && found.Mended {
			after, err = perform()
		}
	}
	if err != nil {
		return none, closedOr(err, d.permit(ctx, s, act))
	}
	return d.show(ctx, after)
}

// atOnce is a permit that asks nothing of the record.
func atOnce[S any](permit func(S, law.Act) error) func(context.Context, S, law.Act) error {
	return func(_ context.Context, s S, act law.Act) error { return permit(s, act) }
}

// permitTask asks the table, and of a witness of a draw who invited whom.
func (o *Office) permitTask(ctx context.Context, t tasks.Task, act law.Act) error {
	if err := t.Permit(act); err != nil {
		return err
	}
	links, err := o.record.Links(ctx, record.LinkWitness, t.ID)
	if err != nil {
		return err
	}
	return record.MayWitness(t, act, links)
}

// doubtful reports whether what the workflow said, where the record permits the act,
// may come of its not being the office's own.
func doubtful(err error) bool {
	var e *law.Error
	if !errors.As(err, &e) {
		return false
	}
	return e.Kind == law.KindNotAllowed || slices.Contains([]string{"act_unknown", activities.ErrForged.Code, errNotOnRecord.Code}, e.Code)
}

// errNotOnRecord does not believe an answer that the record does not bear out.
var errNotOnRecord = law.Errorf(law.KindUnavailable, "act_not_on_record", "流程服务答复已经办理，但案卷中没有这条记录，应视为没有办理。请管理员核对案卷与流程后，用同一个幂等键重试。")

// closedOr prefers the table's refusal ("归档后不能…") to the news that the
// workflow of a closed case is no longer there.
func closedOr(err, refusal error) error {
	if law.KindOf(err) == law.KindNotFound && refusal != nil {
		return refusal
	}
	return err
}

// actOf is the act of an entry, without the person.
func actOf(e Entry) (law.Act, error) {
	act, err := law.NewAct(law.Actor{}, time.Time{}, e.Facts)
	if err != nil {
		return act, fmt.Errorf("encode act: %w", err)
	}
	act.Happened, act.Reasoned = e.Happened, e.Reason != ""
	return act, nil
}

// request makes the message to the workflow. The office vouches for who hands the
// act in; what that person may is for the record to say.
func (o *Office) request(actor law.Actor, subject string, e Entry, c claim, seq int) (workflows.ActRequest, error) {
	act, err := actOf(e)
	if err != nil {
		return workflows.ActRequest{}, err
	}
	if o.seals == nil {
		return workflows.ActRequest{}, errNoKeys
	}
	handedIn, err := record.Vouch(o.seals, record.StatementOf(subject, c.id, actor.HandsIn(), act, c.written.ID, c.written.Hash, e.Seen))
	return workflows.ActRequest{Key: c.id, Act: act, PayloadID: c.written.ID, PayloadHash: c.written.Hash, Seen: e.Seen, RecordSeq: seq, HandedIn: handedIn}, err
}

// restartCase rebuilds a case's workflow from the record, where the Temporal
// server has lost it.
func (o *Office) restartCase(ctx context.Context, c cases.Case) error {
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

func (o *Office) restartProceeding(ctx context.Context, p proceedings.Proceeding) error {
	clock, err := o.clock(ctx)
	if err != nil {
		return err
	}
	name, err := o.entityName(ctx, p)
	if err != nil {
		return err
	}
	return o.procedures.StartProceeding(ctx, p, name, clock)
}

func (o *Office) restartTask(ctx context.Context, t tasks.Task) error {
	clock, err := o.clock(ctx)
	if err != nil {
		return err
	}
	return o.procedures.StartTask(ctx, t, clock, false)
}

func (o *Office) caseView(ctx context.Context, actor law.Actor, c cases.Case) (CaseView, error) {
	entity, err := o.record.Entity(ctx, c.Entity)
	if err != nil {
		return CaseView{}, err
	}
	return CaseView{Case: c, EntityName: entity.Name, Allowed: c.Allowed(actor), SelfCheckCompared: c.SelfCheckCompared()}, nil
}
