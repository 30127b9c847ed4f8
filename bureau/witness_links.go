package bureau

import (
	"context"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/access"
	"shuangsuiji/record"
)

// InviteWitness makes a link for an outside witness of a task's draw. The secret
// is shown once.
func (o *Office) InviteWitness(ctx context.Context, actor inspection.Actor, task, name string) (string, error) {
	if err := access.InviteWitnesses.Require(actor); err != nil {
		return "", err
	}
	t, err := o.record.Task(ctx, task)
	if err != nil {
		return "", err
	}
	if t.Stage != inspection.TaskPreparing && t.Stage != inspection.TaskWitnessing {
		return "", inspection.Errorf(inspection.KindNotAllowed, "act_not_at_this_stage", "抽查任务%s现处“%s”阶段，不能邀请见证人。", task, t.Stage.Chinese())
	}
	if name == "" {
		return "", inspection.Errorf(inspection.KindInvalid, "witness_required", "必须写明见证人。")
	}
	secret := randomText(24)
	return secret, o.record.SaveLink(ctx, record.Link{Hash: HashSecret(secret), Purpose: record.LinkWitness, Subject: task, Holder: name, Created: inspection.Recorded(o.now())})
}

// WitnessView is what an outside witness sees of the draw.
type WitnessView struct {
	Task       string                    `json:"task"`
	Name       string                    `json:"name"` // of the task
	Witness    string                    `json:"witness"`
	Draw       int                       `json:"draw"`
	Commitment string                    `json:"commitment"`
	Witnesses  []inspection.WitnessState `json:"witnesses"`
	Wanted     int                       `json:"wanted"`
	Stage      string                    `json:"stage"`
}

// OpenWitnessLink shows an outside witness the draw.
func (o *Office) OpenWitnessLink(ctx context.Context, secret string) (WitnessView, error) {
	l, err := o.link(ctx, secret, record.LinkWitness)
	if err != nil {
		return WitnessView{}, err
	}
	t, err := o.record.Task(ctx, l.Subject)
	return WitnessView{Task: t.ID, Name: t.Name, Witness: l.Holder, Draw: t.Draw.Number, Commitment: t.Draw.Commitment,
		Witnesses: t.Draw.Witnesses, Wanted: t.Rules.Witnesses, Stage: t.Stage.Chinese()}, err
}

// ActByWitnessLink seals or opens the outside witness's entry; the name is the
// link's, whatever the form says.
func (o *Office) ActByWitnessLink(ctx context.Context, secret string, e Entry, call Call) (WitnessView, bool, error) {
	l, err := o.link(ctx, secret, record.LinkWitness)
	if err != nil {
		return WitnessView{}, false, err
	}
	switch f := e.Facts.(type) {
	case inspection.SealEntry:
		f.Witness = l.Holder
		e.Facts = f
	case inspection.OpenEntry:
		f.Witness = l.Holder
		e.Facts = f
	}
	call.Person = personOfLink(l)
	actor := inspection.Actor{ID: "w-" + l.Hash[:16], Roles: []inspection.Role{inspection.RoleWitness}}
	_, replayed, err := o.ActOnTask(ctx, actor, l.Subject, e, call)
	if err != nil {
		return WitnessView{}, replayed, err
	}
	view, err := o.OpenWitnessLink(ctx, secret)
	return view, replayed, err
}
