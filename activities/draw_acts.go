package activities

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// CommitDraw records the bureau head's approval: the roster is frozen, the nonce
// drawn from the operating system and the commitment published, all in the
// transaction that records the act. The nonce and the roster's key are sealed before
// they go on record: whoever reads the database foresees no draw.
func (a *Activities) CommitDraw(ctx context.Context, in TaskAct) (TaskState, error) {
	state, err := admittedTask(ctx, a, in, a.commitDraw)
	return state, Refusal(err)
}

func (a *Activities) commitDraw(ctx context.Context, in TaskAct) (TaskState, error) {
	t, err := a.record.Task(ctx, in.Task)
	if err != nil {
		return TaskState{}, Refusal(err)
	}
	if err := t.Permit(in.Act); err != nil {
		// It may be the repeat of an approval on record already.
		state, err := a.recordTask(ctx, in, nil)
		return state, Refusal(err)
	}
	d, err := a.commitment(ctx, t)
	if err != nil {
		return TaskState{}, Refusal(err)
	}
	act, err := law.NewAct(in.Act.Actor, in.Act.Entered, tasks.ApproveDraw{Commitment: d.Hash})
	if err != nil {
		return TaskState{}, err
	}
	act.Happened, act.Reasoned = in.Act.Happened, in.Act.Reasoned
	in.Act = act
	state, err := a.recordTask(ctx, in, d)
	return state, Refusal(err)
}

func (a *Activities) commitment(ctx context.Context, t tasks.Task) (*record.Draw, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return nil, err
	}
	l, err := a.law(ctx, t.Edition)
	if err != nil {
		return nil, err
	}
	var key draw.Key
	var nonce draw.Nonce
	for _, secret := range [][]byte{key[:], nonce[:]} {
		if _, err := io.ReadFull(a.random, secret); err != nil {
			return nil, fmt.Errorf("random bytes for the draw: %w", err)
		}
	}
	f, err := a.freeze(ctx, t, l, calendar.DateOf(clock.Now), key)
	if err != nil {
		return nil, err
	}
	c, err := f.Commit(nonce, clock.Now)
	if err != nil {
		return nil, err
	}
	body, err := draw.Canonical(&c)
	if err != nil {
		return nil, err
	}
	frozen, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	d := &record.Draw{Task: t.ID, Number: t.Draw.Number, Stage: record.DrawCommitted, Commitment: body, Hash: c.Hash.String(),
		Committed: clock.Now, Parts: map[string][]byte{record.PartFrozen: frozen}}
	if d.Nonce, err = a.sealed(*d, secretNonce, nonce[:]); err != nil {
		return nil, err
	}
	d.RosterKey, err = a.sealed(*d, secretRosterKey, key[:])
	return d, err
}

// RevealDraw computes the draw from what was committed to and the witnesses'
// entries, and publishes its evidence. It is repeatable: whoever computes it
// gets the same draw. A draw that was voided or cancelled meanwhile is left as it
// is.
func (a *Activities) RevealDraw(ctx context.Context, task string) (TaskState, error) {
	t, err := a.record.Task(ctx, task)
	if err != nil {
		return TaskState{}, err
	}
	if !t.ReadyToReveal() {
		return a.TaskNow(ctx, task)
	}
	clock, err := a.clock(ctx)
	if err != nil {
		return TaskState{}, err
	}
	f, d, c, err := a.committed(ctx, t)
	if err != nil {
		return TaskState{}, err
	}
	var nonce draw.Nonce
	if err := a.unsealed(d, secretNonce, d.Nonce, nonce[:]); err != nil {
		return TaskState{}, err
	}
	entries, err := t.Entries()
	if err != nil {
		return TaskState{}, err
	}
	full, err := f.Reveal(c, nonce, entries, clock.Now)
	if err != nil {
		return TaskState{}, err
	}
	facts := tasks.RevealDraw{Drawn: len(full.Cases)}
	for _, one := range full.Cases {
		if one.NoTeam != "" {
			facts.NoTeam++
			facts.Teamless = append(facts.Teamless, one.Number)
		}
	}
	write, err := ended(d, record.DrawRevealed, full, clock.Now, t)
	if err != nil {
		return TaskState{}, err
	}
	act, err := law.NewAct(law.System, time.Time{}, facts)
	if err != nil {
		return TaskState{}, err
	}
	state, err := a.recordTask(ctx, TaskAct{Task: t.ID, Key: fmt.Sprintf("reveal/%d", t.Draw.Number), Act: act}, write)
	return a.unlessOvertaken(ctx, task, state, err)
}

// VoidDraw records that a seal was not opened: the draw is void, its evidence
// stays on record, and the next draw has a number of its own.
func (a *Activities) VoidDraw(ctx context.Context, in TaskAct) (TaskState, error) {
	state, err := admittedTask(ctx, a, in, a.voidDraw)
	return state, Refusal(err)
}

func (a *Activities) voidDraw(ctx context.Context, in TaskAct) (TaskState, error) {
	t, err := a.record.Task(ctx, in.Task)
	if err != nil {
		return TaskState{}, Refusal(err)
	}
	if err := t.Permit(in.Act); err != nil {
		state, err := a.recordTask(ctx, in, nil)
		return state, Refusal(err)
	}
	clock, err := a.clock(ctx)
	if err != nil {
		return TaskState{}, err
	}
	f, d, c, err := a.committed(ctx, t)
	if err != nil {
		return TaskState{}, Refusal(err)
	}
	entries, err := t.Entries()
	if err != nil {
		return TaskState{}, Refusal(err)
	}
	full, err := f.Void(c, entries, clock.Now)
	if err != nil {
		return TaskState{}, Refusal(err)
	}
	write, err := ended(d, record.DrawVoid, full, clock.Now, t)
	if err != nil {
		return TaskState{}, err
	}
	state, err := a.recordTask(ctx, in, write)
	return state, Refusal(err)
}

func ended(d record.Draw, stage record.DrawStage, full *draw.FullEvidence, at time.Time, t tasks.Task) (*record.Draw, error) {
	options := draw.DefaultOptions(full)
	options.OpenDrawn = options.OpenDrawn || t.Rules.OpenDrawn
	public, err := draw.PublicOf(full, options)
	if err != nil {
		return nil, err
	}
	var inside, outside bytes.Buffer
	if err := full.Encode(&inside); err != nil {
		return nil, err
	}
	if err := public.Encode(&outside); err != nil {
		return nil, err
	}
	d.Stage, d.Ended = stage, at
	d.Parts = map[string][]byte{record.PartFull: inside.Bytes(), record.PartPublic: outside.Bytes()}
	return &d, nil
}

// committed reads back what the task's present draw was committed with.
func (a *Activities) committed(ctx context.Context, t tasks.Task) (*draw.Frozen, record.Draw, draw.Commitment, error) {
	var c draw.Commitment
	d, err := a.record.Draw(ctx, t.ID, t.Draw.Number)
	if err != nil {
		return nil, d, c, err
	}
	if err := json.Unmarshal(d.Commitment, &c); err != nil {
		return nil, d, c, law.Errorf(law.KindCorrupt, "commitment_unreadable", "抽取承诺无法识别。")
	}
	f, err := a.frozen(ctx, t.ID, t.Draw.Number, record.PartFrozen)
	return f, d, c, err
}

// OpenSeal records that a witness opened a seal. That it fits the seal is judged
// with the act; the name stands in histories.
func (a *Activities) OpenSeal(ctx context.Context, in TaskAct) (TaskState, error) {
	return a.RecordTaskAct(ctx, in)
}

// evidence reads the full evidence of the task's draw.
func evidence(ctx context.Context, r TaskRecord, t tasks.Task) (*draw.FullEvidence, error) {
	raw, err := r.DrawPart(ctx, t.ID, t.Draw.Number, record.PartFull)
	if err != nil {
		return nil, err
	}
	full, err := draw.ReadFull(raw)
	if err != nil {
		var d *draw.Error
		if errors.As(err, &d) {
			return nil, law.Errorf(law.KindCorrupt, "evidence_unreadable", "抽取证据无法读取：%s", d.Message)
		}
		return nil, err
	}
	return full, nil
}
