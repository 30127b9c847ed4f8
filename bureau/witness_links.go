package bureau

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/access"
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
func (o *Office) InviteWitness(ctx context.Context, actor inspection.Actor, task, name string, call Call) (NewLink, bool, error) {
	t, err := o.record.Task(ctx, task)
	if err != nil {
		return NewLink{}, false, err
	}
	if err := access.MayInviteWitness(actor, t); err != nil {
		return NewLink{}, false, err
	}
	if t.Stage != inspection.TaskPreparing && t.Stage != inspection.TaskWitnessing {
		return NewLink{}, false, inspection.Errorf(inspection.KindNotAllowed, "act_not_at_this_stage", "抽查任务%s现处“%s”阶段，不能邀请见证人。", task, t.Stage.Chinese())
	}
	// The name goes into the seal's hash as it stands.
	if name == "" || name != strings.TrimSpace(name) {
		return NewLink{}, false, inspection.Errorf(inspection.KindInvalid, "witness_required", "必须写明见证人，姓名前后不能有空格。")
	}
	separate, err := settings.SeparateInviters.Read(ctx, o.record)
	if err != nil {
		return NewLink{}, false, err
	}
	return o.makeLink(ctx, actor, wanted{link: record.Link{Purpose: record.LinkWitness, Subject: task, Holder: name, Draw: t.Draw.Number},
		judge: func(all []record.Link) error { return judgeInvitation(t, actor.ID, name, separate, ofDraw(all, t)) }}, call)
}

// ofDraw are the links of the witnesses of the task's present draw.
func ofDraw(all []record.Link, t inspection.Task) []record.Link {
	return slices.DeleteFunc(slices.Clone(all), func(l record.Link) bool { return l.Draw != t.Draw.Number && l.Generation > 0 })
}

// judgeInvitation judges an invitation beside those of the same draw.
func judgeInvitation(t inspection.Task, inviter, name string, separate bool, all []record.Link) error {
	others := map[string]bool{}
	for _, l := range all {
		if l.Holder == name {
			continue
		}
		if l.Ended.IsZero() {
			others[l.Holder] = true
		}
		// A link that ended unopened, such as one with a misspelt name, gave nobody anything.
		if separate && l.MadeBy == inviter && (l.Ended.IsZero() || !l.Opened.IsZero()) {
			return inspection.Errorf(inspection.KindForbidden, "inviter_of_another", "您已邀请本次抽取的另一名外部见证人“%s”；其余见证人由其他人员邀请。", l.Holder)
		}
	}
	if len(others) >= t.Rules.Witnesses {
		return inspection.Errorf(inspection.KindNotAllowed, "witnesses_not_wanted", "抽取方案中的见证人为%d名，不能再邀请。", t.Rules.Witnesses)
	}
	if slices.ContainsFunc(t.Draw.Witnesses, func(w inspection.WitnessState) bool { return w.By == inviter && !w.Unsealed }) {
		return inspection.Errorf(inspection.KindForbidden, "inviter_is_witness", "您是本次抽取的见证人，不能邀请外部见证人。")
	}
	return nil
}

// WitnessLinks are the links of a task's outside witnesses, the latest first.
func (o *Office) WitnessLinks(ctx context.Context, actor inspection.Actor, task string) ([]LinkState, error) {
	if err := access.ReadWitnessLinks.Require(actor); err != nil {
		return nil, err
	}
	all, err := o.record.Links(ctx, record.LinkWitness, task)
	return linkStates(all, o.now()), err
}

// RevokeWitnessLink ends the living link of the id.
func (o *Office) RevokeWitnessLink(ctx context.Context, actor inspection.Actor, task, id string) error {
	t, err := o.record.Task(ctx, task)
	if err != nil {
		return err
	}
	if err := access.MayInviteWitness(actor, t); err != nil {
		return err
	}
	return o.revokeLink(ctx, actor, record.LinkWitness, task, func(l record.Link) bool { return l.ID() == id })
}

// mayWitness refuses staff as witnesses of a draw whose outside witnesses they
// invited, under an invited name, and of the department that draws.
func (o *Office) mayWitness(ctx context.Context, actor inspection.Actor, task string, facts inspection.Facts) error {
	var name string
	switch f := facts.(type) {
	case inspection.SealEntry:
		if f.Unsealed {
			return nil // the clerk types in what somebody else said, and the record says so
		}
		name = f.Witness
	case inspection.OpenEntry:
		name = f.Witness
	default:
		return nil
	}
	if actor.Has(inspection.RoleWitness) {
		return nil
	}
	t, err := o.record.Task(ctx, task)
	if err != nil {
		return err
	}
	if actor.Department == t.Department {
		return inspection.Errorf(inspection.KindForbidden, "witness_of_own_department", "发起处室人员不能担任本次抽取的见证人。")
	}
	all, err := o.record.Links(ctx, record.LinkWitness, task)
	if err != nil {
		return err
	}
	for _, l := range ofDraw(all, t) {
		used := l.Ended.IsZero() || !l.Opened.IsZero()
		switch {
		case used && l.MadeBy == actor.ID:
			return inspection.Errorf(inspection.KindForbidden, "inviter_cannot_witness", "您邀请了本次抽取的外部见证人“%s”，不能再担任见证人。", l.Holder)
		case used && l.Holder == name:
			return inspection.Errorf(inspection.KindForbidden, "witness_invited", "“%s”是外部见证人，由其本人凭链接封存和启封。", name)
		}
	}
	return nil
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

func witnessView(l record.Link, t inspection.Task) WitnessView {
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
	if open := t.Stage == inspection.TaskPreparing || t.Stage == inspection.TaskWitnessing; !open || drawOver(l, t) {
		return WitnessView{}, errLinkEnded
	}
	return witnessView(l, t), nil
}

// drawOver reports whether the draw that the link is for was voided.
func drawOver(l record.Link, t inspection.Task) bool {
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
	case inspection.SealEntry:
		f.Witness = l.Holder
		e.Facts = f
	case inspection.OpenEntry:
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
