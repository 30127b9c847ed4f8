package bureau

import (
	"context"
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// Delegate lends the actor's own power to another account for a time (委托). Nobody
// lends for somebody else.
//
// Errors: not_your_power, power_not_delegable, delegation_invalid, account_not_found,
// account_inactive, roles_exclude, already_deputy.
func (o *Office) Delegate(ctx context.Context, actor law.Actor, to string, role law.Role, begin, end calendar.Date, reason string) (record.Delegation, error) {
	d := record.Delegation{ID: "d-" + randomText(9), From: actor.ID, To: to, Role: role, Begin: begin, End: end, Reason: reason, Created: registers.Recorded(o.now())}
	if !actor.Has(role) || slices.Contains(actor.DelegatedRoles, role) {
		return d, law.Errorf(law.KindForbidden, "not_your_power", "只能委托本人的职权，不能转委托。")
	}
	if !law.Delegable(role) {
		return d, law.Errorf(law.KindInvalid, "power_not_delegable", "%s的职权不能委托。", role.Chinese())
	}
	if to == actor.ID {
		return d, law.Errorf(law.KindInvalid, "delegation_invalid", "不能委托给本人。")
	}
	if begin.IsZero() || end.Before(begin) || reason == "" {
		return d, law.Errorf(law.KindInvalid, "delegation_invalid", "委托必须写明起止日期和理由，且结束不早于开始。")
	}
	deputy, err := o.Account(ctx, to)
	if err != nil {
		return d, err
	}
	if err := law.RolesExclude(append(slices.Clone(deputy.Roles), role)...); err != nil {
		return d, err
	}
	if err := o.freeToDeputise(ctx, d); err != nil {
		return d, err
	}
	if err := o.record.SaveDelegation(ctx, d); err != nil {
		return d, err
	}
	o.note(ctx, record.SecurityEvent{Kind: record.EventDelegated, Account: actor.ID, Subject: to,
		Detail: role.Chinese() + "，" + begin.ChineseString() + "至" + end.ChineseString()})
	return d, nil
}

// freeToDeputise refuses a second delegator at the same time: who deputises for
// two could approve for the one what was proposed for the other.
func (o *Office) freeToDeputise(ctx context.Context, d record.Delegation) error {
	others, err := o.record.Delegations(ctx, d.To, calendar.Date{})
	if err != nil {
		return err
	}
	for _, x := range others {
		if x.To == d.To && x.From != d.From && x.Revoked.IsZero() && !x.End.Before(d.Begin) && !d.End.Before(x.Begin) {
			return law.Errorf(law.KindNotAllowed, "already_deputy", "该账号自%s至%s已受他人委托，不能同时代行两人的职权。", x.Begin.ChineseString(), x.End.ChineseString())
		}
	}
	return nil
}

// RevokeDelegation ends a delegation that the actor gave.
func (o *Office) RevokeDelegation(ctx context.Context, actor law.Actor, id string) error {
	given, err := o.record.Delegations(ctx, actor.ID, calendar.Date{})
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(given, func(d record.Delegation) bool { return d.ID == id && d.From == actor.ID }) {
		return law.Errorf(law.KindNotFound, "delegation_unknown", "没有您作出的该项委托。")
	}
	return o.record.RevokeDelegation(ctx, id, registers.Recorded(o.now()))
}

// Delegations are those given and received by the actor.
func (o *Office) Delegations(ctx context.Context, actor law.Actor) ([]record.Delegation, error) {
	return o.record.Delegations(ctx, actor.ID, calendar.Date{})
}
