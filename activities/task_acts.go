package activities

import (
	"context"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// TaskAct is one act of a task to be put on record.
type TaskAct struct {
	Task        string  `json:"task"`
	Key         string  `json:"key"`
	Act         law.Act `json:"act"`
	PayloadID   string  `json:"payloadId,omitempty"`
	PayloadHash string  `json:"payloadHash,omitempty"`
	// Seen is what the person saw of it; see [law.Seen].
	Seen  law.Seen `json:"seen,omitzero"`
	Timer bool     `json:"timer,omitempty"`
	// HandedIn is who hands it in, with the office's word for it; none for what
	// follows by itself.
	HandedIn record.HandedIn `json:"handedIn,omitzero"`
	admitted admitted
}

// TaskState is a task as the record has it now, and the business clock.
type TaskState struct {
	Task  tasks.Task `json:"task"`
	Clock Clock      `json:"clock"`
}

// RecordTaskAct puts an act on record and returns the task as it stands
// afterwards. A refused act writes nothing.
func (a *Activities) RecordTaskAct(ctx context.Context, in TaskAct) (TaskState, error) {
	state, err := admittedTask(ctx, a, in, func(ctx context.Context, in TaskAct) (TaskState, error) { return a.recordTask(ctx, in, nil) })
	return state, Refusal(err)
}

// admittedTask performs do on a person's act that the office vouches for.
func admittedTask[R any](ctx context.Context, a *Activities, in TaskAct, do func(context.Context, TaskAct) (R, error)) (none R, err error) {
	in.admitted, in.Act.Actor, err = a.admit(ctx, message{subject: in.Task, key: in.Key, act: in.Act, payloadID: in.PayloadID, hash: in.PayloadHash, seen: in.Seen, handedIn: in.HandedIn})
	if err != nil {
		return none, err
	}
	return do(ctx, in)
}

// RecordTaskMoment records that the task's month or a deadline's moment has come,
// or a newer calendar; what is no longer meant changes nothing.
func (a *Activities) RecordTaskMoment(ctx context.Context, in TaskAct) (TaskState, error) {
	in.Act.Actor, in.HandedIn = law.System, record.HandedIn{}
	t, err := a.record.Task(ctx, in.Task)
	if err != nil {
		return TaskState{}, err
	}
	var known bool // all the rest is judged by the law
	if in.Key, known = keyOf(in.Act, in.Key, t.Seq); !known || in.Act.Kind == cases.ActCancelCase {
		return TaskState{}, Refusal(a.forged(ctx, in.Task, string(in.Act.Kind)))
	}
	state, err := a.recordTask(ctx, in, nil)
	return a.unlessOvertaken(ctx, in.Task, state, err)
}

// unlessOvertaken answers the task as it stands where an act of the system came
// too late for it.
func (a *Activities) unlessOvertaken(ctx context.Context, task string, state TaskState, err error) (TaskState, error) {
	if !overtaken(err) {
		return state, err
	}
	return a.TaskNow(ctx, task)
}

// TaskNow reads the task as it stands on record.
func (a *Activities) TaskNow(ctx context.Context, id string) (TaskState, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return TaskState{}, err
	}
	t, err := a.record.Task(ctx, id)
	return TaskState{Task: t, Clock: clock}, err
}

// recordTask writes the act, and with an act of the draw the draw's own row.
func (a *Activities) recordTask(ctx context.Context, in TaskAct, drawn *record.Draw) (TaskState, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return TaskState{}, err
	}
	current, err := a.record.Task(ctx, in.Task)
	if err != nil {
		return TaskState{}, err
	}
	l, err := a.law(ctx, current.Edition)
	if err != nil {
		return TaskState{}, err
	}
	act, err := entered(in.Act, in.Timer && in.Act.Kind == law.ActLapse, clock)
	if err != nil {
		return TaskState{}, err
	}
	next, notices, err := current.Apply(act, l)
	if err != nil && law.KindOf(err) == law.KindInternal {
		return TaskState{}, err
	}
	if err == nil && act.Kind == tasks.ActPrepareDraw {
		if err := a.checkProposal(ctx, next, calendar.DateOf(clock.Now)); err != nil {
			return TaskState{}, err
		}
	}
	if err == nil && act.Kind == tasks.ActAdoptScheme {
		if err := a.checkScheme(ctx, next, calendar.DateOf(clock.Now)); err != nil {
			return TaskState{}, err
		}
	}
	to, err := a.recipients(ctx, notices, clock)
	if err != nil {
		return TaskState{}, err
	}
	mail, err := settings.Mail.Read(ctx, a.record)
	if err != nil {
		return TaskState{}, err
	}
	t, _, err := a.record.RecordTask(ctx, in.Task, in.Key, in.admitted.who, func(at record.TaskAtHand) (record.TaskWrite, error) {
		t, act := at.Task, act
		act.Actor = at.Actor
		if err := in.Seen.StillOf(t.Standing()); err != nil {
			return record.TaskWrite{}, err
		}
		next, notices, err := t.Apply(act, l)
		if err != nil {
			return record.TaskWrite{}, err
		}
		if err := record.MayWitness(t, act, at.Witnesses); err != nil {
			return record.TaskWrite{}, err
		}
		if t.Seq != current.Seq {
			return record.TaskWrite{}, errMeanwhile
		}
		rule, _ := tasks.RuleOf(act.Kind)
		role := roleOf(act.Actor, rule.Who)
		w := record.TaskWrite{Task: next, Act: record.Act{Subject: in.Task, Seq: next.Seq, Kind: act.Kind, Name: rule.Name,
			Clause: rule.Clause, Actor: act.Actor.ID, ActorRole: role, Delegation: act.Actor.DelegationFor(role),
			Happened: act.Happened, Entered: act.Entered, Recorded: registers.Recorded(a.now()), Facts: act.Facts,
			PayloadID: in.PayloadID, PayloadHash: in.PayloadHash, Key: in.Key,
			Via: act.Actor.By.Via, Statement: in.admitted.statement, Proof: in.admitted.proof}}
		w.Inbox, w.Mail = deliveries(in.Task, notices, to, addressee{}, mail, act.Entered)
		w.Draw = drawn
		return w, nil
	})
	return TaskState{Task: t, Clock: clock}, err
}

// RecordCasesSettled moves the task on to its summary once no case is open. A
// case that opened meanwhile (a replacement), or a drawn entity for whose want of
// a team nothing is decided, leaves the task as it is; and so does a drawn one that has
// no case yet, whoever says that the cases were opened.
func (a *Activities) RecordCasesSettled(ctx context.Context, task string) (TaskState, error) {
	open, _, err := a.record.OpenCaseCount(ctx, task)
	if err != nil {
		return TaskState{}, err
	}
	now, err := a.TaskNow(ctx, task)
	if err != nil || open > 0 || now.Task.Stage != tasks.StageRunning || len(now.Task.Draw.Teamless) > 0 {
		return now, err
	}
	if all, err := AllCasesOpened(ctx, a.record, now.Task); err != nil || !all {
		return now, err
	}
	act, err := law.NewAct(law.System, time.Time{}, tasks.CasesClosed{})
	if err != nil {
		return TaskState{}, err
	}
	state, err := a.recordTask(ctx, TaskAct{Task: task, Key: "cases_closed", Act: act}, nil)
	return a.unlessOvertaken(ctx, task, state, err)
}
