package bureau

import (
	"context"
	"strings"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// InviteWitness makes a link for an outside witness of a task's draw; one of before,
// of the same witness, ends. It lives as long as the draw. No more witnesses are
// invited than the draw wants, and none by who is a witness of it already or has
// invited another, unless the bureau sets that one may.
//
// Errors: act_not_at_this_stage, witness_required, witnesses_not_wanted,
// inviter_is_witness, inviter_of_another.
func (o *Office) InviteWitness(ctx context.Context, actor law.Actor, task, name string, call Call) (NewLink, bool, error) {
	t, err := o.record.Task(ctx, task)
	if err != nil {
		return NewLink{}, false, err
	}
	if err := access.MayInviteWitness(actor, t); err != nil {
		return NewLink{}, false, err
	}
	if t.Stage != tasks.StagePreparing && t.Stage != tasks.StageWitnessing {
		return NewLink{}, false, law.Errorf(law.KindNotAllowed, "act_not_at_this_stage", "抽查任务%s现处“%s”阶段，不能邀请见证人。", task, t.Stage.Chinese())
	}
	// The name goes into the seal's hash as it stands.
	if name == "" || name != strings.TrimSpace(name) {
		return NewLink{}, false, law.Errorf(law.KindInvalid, "witness_required", "必须写明见证人，姓名前后不能有空格。")
	}
	separate, err := settings.SeparateInviters.Read(ctx, o.record)
	if err != nil {
		return NewLink{}, false, err
	}
	return o.makeLink(ctx, actor, wanted{link: record.Link{Purpose: record.LinkWitness, Subject: task, Holder: name, Draw: t.Draw.Number},
		judge: func(t tasks.Task, all []record.Link) error {
			return record.MayInvite(t, actor.ID, name, separate, all)
		}}, call)
}

// WitnessLinks are the links of a task's outside witnesses, the latest first.
func (o *Office) WitnessLinks(ctx context.Context, actor law.Actor, task string) ([]LinkState, error) {
	if err := access.ReadWitnessLinks.Require(actor); err != nil {
		return nil, err
	}
	all, err := o.record.Links(ctx, record.LinkWitness, task)
	return linkStates(all, o.now()), err
}

// RevokeWitnessLink ends the living link of the id.
func (o *Office) RevokeWitnessLink(ctx context.Context, actor law.Actor, task, id string) error {
	t, err := o.record.Task(ctx, task)
	if err != nil {
		return err
	}
	if err := access.MayInviteWitness(actor, t); err != nil {
		return err
	}
	return o.revokeLink(ctx, actor, record.LinkWitness, task, func(l record.Link) bool { return l.ID() == id })
}

// WitnessView is what an outside witness sees of the draw.
type WitnessView struct {
	Task       string               `json:"task"`
	Name       string               `json:"name"` // of the task
	Witness    string               `json:"witness"`
	Draw       int                  `json:"draw"`
	Commitment string               `json:"commitment"`
	Witnesses  []tasks.WitnessState `json:"witnesses"`
	Wanted     int                  `json:"wanted"`
	Stage      string               `json:"stage"`
}

func witnessView(l record.Link, t tasks.Task) WitnessView {
	return WitnessView{Task: t.ID, Name: t.Name, Witness: l.Holder, Draw: t.Draw.Number, Commitment: t.Draw.Commitment,
		Witnesses: t.Draw.Witnesses, Wanted: t.Rules.Witnesses, Stage: t.Stage.Chinese()}
}

// OpenWitnessLink shows an outside witness the draw, until it ends.
func (o *Office) OpenWitnessLink(ctx context.Context, secret string) (WitnessView, error) {
	l, err := o.link(ctx, secret, record.LinkWitness)
	if err != nil {
		return WitnessView{}, err
	}
	t, err := o.record.Task(ctx, l.Subject)
	if err != nil {
		return WitnessView{}, err
	}
	if open := t.Stage == tasks.StagePreparing || t.Stage == tasks.StageWitnessing; !open || drawOver(l, t) {
		return WitnessView{}, errLinkEnded
	}
	return witnessView(l, t), nil
}

// drawOver reports whether the draw that the link is for was voided.
func drawOver(l record.Link, t tasks.Task) bool {
	return l.Generation > 0 && l.Draw != t.Draw.Number
}

// ActByWitnessLink seals or opens the outside witness's entry, with the link's code;
// the name is the link's, whatever the form says. After the draw's end the table
// refuses, and a repeat is still answered.
func (o *Office) ActByWitnessLink(ctx context.Context, secret, code string, e Entry, call Call) (WitnessView, bool, error) {
	l, err := o.linkToAct(ctx, secret, record.LinkWitness, code)
	if err != nil {
		return WitnessView{}, false, err
	}
	t, err := o.record.Task(ctx, l.Subject)
	if err != nil {
		return WitnessView{}, false, err
	}
	if drawOver(l, t) {
		return WitnessView{}, false, errLinkEnded
	}
	switch f := e.Facts.(type) {
	case tasks.SealEntry:
		f.Witness = l.Holder
		e.Facts = f
	case tasks.OpenEntry:
		f.Witness = l.Holder
		e.Facts = f
	}
	call.Person = personOfLink(l)
	view, replayed, err := o.ActOnTask(ctx, l.Actor(), l.Subject, e, call)
	if err != nil {
		return WitnessView{}, replayed, err
	}
	o.noteLinkAct(ctx, l, l.Subject, e, replayed)
	return witnessView(l, view.Task), replayed, nil
}
