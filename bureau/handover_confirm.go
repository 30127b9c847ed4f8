package bureau

import (
	"context"
	"slices"
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// handoverLife is how long a proposed handover may be confirmed: what was right to
// propose need not be so later.
const handoverLife = 7 * 24 * time.Hour

// proposeHandover keeps the proposal and tells all who may confirm it.
func (o *Office) proposeHandover(ctx context.Context, actor law.Actor, h record.ProposedHandover, leaver record.Account) (Handover, error) {
	h.By, h.Proposed = actor.ID, registers.Recorded(o.now())
	all, err := o.record.Accounts(ctx)
	if err != nil {
		return Handover{}, err
	}
	at, err := o.Now(ctx)
	if err != nil {
		return Handover{}, err
	}
	var told []record.Message
	for _, a := range all {
		if a.Active && a.ID != h.By && a.ID != h.From && a.ID != h.To && ownActor(a).Has(access.ConfirmHandovers.Roles()...) {
			told = append(told, messageOf(leaver, a.ID, nameOf(h.By, all)+"提出交接账号“"+leaver.Login+"”（"+leaver.Name+"），待另一人确认。理由："+h.Reason+"。", at))
		}
	}
	return Handover{Proposed: &h}, o.record.ProposeHandover(ctx, h, told)
}

// Handovers are the proposed handovers that wait for a second person.
func (o *Office) Handovers(ctx context.Context, actor law.Actor) ([]record.ProposedHandover, error) {
	if err := access.ConfirmHandovers.Require(actor); err != nil {
		return nil, err
	}
	open, err := o.record.OpenHandovers(ctx)
	return slices.DeleteFunc(open, o.lapsed), err
}

func (o *Office) lapsed(h record.ProposedHandover) bool {
	return o.now().After(h.Proposed.Add(handoverLife))
}

// ConfirmHandover has another person confirm a proposed handover, and does it. The
// proposer must still be one who may hand over. It can be repeated.
//
// Errors: not_your_act, same_person, handover_unknown, handover_ended, handover_lapsed,
// those of [law.MayHandOver].
func (o *Office) ConfirmHandover(ctx context.Context, actor law.Actor, id string, call Call) (Handover, bool, error) {
	if err := access.ConfirmHandovers.Require(actor); err != nil {
		return Handover{}, false, err
	}
	return once(ctx, o, call, nil, func(claim) (Handover, error) {
		h, err := o.openHandover(ctx, id)
		if err != nil {
			return Handover{}, err
		}
		leaver, receiver, err := o.parties(ctx, h.From, h.To)
		if err != nil {
			return Handover{}, err
		}
		proposer, err := o.proposerOf(ctx, h)
		if err != nil {
			return Handover{}, err
		}
		still := func(leaver record.Account) error {
			if err := law.MayHandOver(proposer, ownActor(leaver), ownActor(receiver)); err != nil {
				return err
			}
			return law.MayConfirmHandover(actor, h.By, ownActor(leaver), ownActor(receiver))
		}
		if err := still(leaver); err != nil {
			return Handover{}, err
		}
		done, err := o.handOver(ctx, actor, leaver, receiver, h.Reason, call, still)
		if err != nil {
			return done, err
		}
		return done, o.record.EndHandover(ctx, h.ID, actor.ID, registers.Recorded(o.now()))
	})
}

// WithdrawHandover takes a proposed handover back; only who proposed it may.
func (o *Office) WithdrawHandover(ctx context.Context, actor law.Actor, id string) error {
	if err := access.HandOver.Require(actor); err != nil {
		return err
	}
	h, err := o.openHandover(ctx, id)
	if err != nil {
		return err
	}
	if h.By != actor.ID {
		return law.Errorf(law.KindForbidden, "not_your_act", "交接只能由提出人撤回。")
	}
	return o.record.EndHandover(ctx, id, "", registers.Recorded(o.now()))
}

func (o *Office) openHandover(ctx context.Context, id string) (record.ProposedHandover, error) {
	h, err := o.record.Handover(ctx, id)
	switch {
	case err != nil:
		return h, err
	case !h.Ended.IsZero():
		return h, law.Errorf(law.KindNotAllowed, "handover_ended", "该项交接已经确认或者撤回。")
	case o.lapsed(h):
		return h, law.Errorf(law.KindNotAllowed, "handover_lapsed", "该项交接提出已超过7日，请重新提出。")
	}
	return h, nil
}

func (o *Office) proposerOf(ctx context.Context, h record.ProposedHandover) (law.Actor, error) {
	a, err := o.Account(ctx, h.By)
	if err != nil {
		return law.Actor{}, err
	}
	return o.Actor(ctx, a)
}
