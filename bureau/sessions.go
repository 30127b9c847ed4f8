package bureau

import (
	"context"
	"unicode/utf8"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// longestDevice is in characters.
const longestDevice = 100

// SessionBegun notes whose a session is, from where and on what; token is its secret,
// device what the browser calls itself.
func (o *Office) SessionBegun(ctx context.Context, account, token, device string) error {
	now := registers.Recorded(o.now())
	device, _ = names.Typed(device)
	if utf8.RuneCountInString(device) > longestDevice {
		device = string([]rune(device)[:longestDevice-1]) + "…"
	}
	return o.record.DescribeSession(ctx, HashSecret(token), record.Session{Account: account, Address: AddressOf(ctx), Device: device, Begun: now, Seen: now})
}

// Sessions are the open sessions of an account: one's own, or for an administrator
// anybody's. current is the secret of the one that asks, "" for none.
func (o *Office) Sessions(ctx context.Context, actor law.Actor, account, current string) ([]record.Session, error) {
	if err := ownOrAdministered(actor, account); err != nil {
		return nil, err
	}
	all, err := o.record.SessionsOf(ctx, account, o.now())
	for i := range all {
		all[i].Current = current != "" && all[i].ID == HashSecret(current)
	}
	return all, err
}

// EndSession ends a session of an account: one's own, or for an administrator anybody's.
func (o *Office) EndSession(ctx context.Context, actor law.Actor, account, id string) error {
	if err := ownOrAdministered(actor, account); err != nil {
		return err
	}
	if err := o.record.EndSession(ctx, account, id); err != nil {
		return err
	}
	if actor.ID != account {
		o.note(ctx, record.SecurityEvent{Kind: record.EventSessionEnded, Account: actor.ID, Subject: account})
	}
	return nil
}

// EndOtherSessions ends all sessions of the actor's but the one with the secret, and
// returns how many.
func (o *Office) EndOtherSessions(ctx context.Context, actor law.Actor, current string) (int, error) {
	return o.record.EndSessionsOf(ctx, actor.ID, HashSecret(current))
}
