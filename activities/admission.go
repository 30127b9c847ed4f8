package activities

import (
	"cmp"
	"context"
	"encoding/hex"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// What Temporal delivers is a claim. Whoever reaches the frontend can send a
// workflow anything; so a person's act is taken only with the office's signature
// over it, what that person may is looked up on record, and of what follows by
// itself only that is taken which the record itself shows to be due.

// HandedIn is what a workflow passes on unread.
type HandedIn = record.HandedIn

// message is an act of a subject as it reached an activity.
type message struct {
	subject   string
	key       string
	act       law.Act
	payloadID string
	hash      string // of the payload
	seen      law.Seen
	handedIn  record.HandedIn
	// about is the case whose link or code the person may come in by, where it is not
	// the subject's own.
	about string
}

// admitted is who hands in an act, once the office's word for it was found good.
type admitted struct {
	who              record.Asking
	statement, proof string
}

// ErrForged refuses what the office did not send.
var ErrForged = law.Errorf(law.KindForbidden, "act_not_from_office", "办理请求不是由本系统提交的，没有受理；已经记入安全日志。")

// admit takes a person's act if the office vouches for it, and looks up the person
// on record. Where the record refuses the person, the act's own transaction says
// so: it knows whether the act is a repeat.
//
// Errors: act_not_from_office, of which the supervisors and administrators hear.
func (a *Activities) admit(ctx context.Context, m message) (admitted, law.Actor, error) {
	if a.seals == nil {
		return admitted{}, law.Actor{}, errNoKeys
	}
	by := m.handedIn.By
	text, err := record.StatementOf(m.subject, m.key, by, m.act, m.payloadID, m.hash, m.seen).Text()
	if err != nil {
		return admitted{}, law.Actor{}, err
	}
	proof, err := hex.DecodeString(m.handedIn.Proof)
	if err != nil || by.System() || !a.seals.Verify(text, []byte(record.HandedInContext), proof) || !fits(by.Via, m.act.Kind) {
		return admitted{}, law.Actor{}, a.forged(ctx, m.subject, string(m.act.Kind))
	}
	who, err := a.asking(ctx, by)
	if err != nil {
		return admitted{}, law.Actor{}, err
	}
	actor, err := a.record.ActorFor(ctx, who, cmp.Or(m.about, m.subject))
	if kind := law.KindOf(err); err != nil && (kind == law.KindUnavailable || kind == law.KindInternal) {
		return admitted{}, law.Actor{}, err
	}
	return admitted{who: who, statement: string(text), proof: m.handedIn.Proof}, actor, nil
}

// fits: a code at the door starts the visit and nothing else.
func fits(via law.Via, act law.ActKind) bool {
	return via != law.ViaVisitCode || act == cases.ActStartVisit
}

func (a *Activities) asking(ctx context.Context, by law.By) (record.Asking, error) {
	clock, err := a.clock(ctx)
	return record.Asking{By: by, On: calendar.DateOf(clock.Now), At: registers.Recorded(a.now())}, err
}

// forged puts on record that something was sent which the office did not send; see
// [TellForged].
func (a *Activities) forged(ctx context.Context, subject, what string) error {
	if err := TellForged(ctx, a.record, a.now(), subject, "流程服务收到不是由本系统提交的请求："+what); err != nil {
		return err
	}
	return ErrForged
}

// clockSkew is how far the Temporal server's clock may be ahead of this machine's
// when it says that a moment has come.
const clockSkew = 10 * time.Minute

// errNotCome refuses a moment that has not come: the workflow reads the clock anew.
var errNotCome = law.Errorf(law.KindStale, "moment_not_come", "期限所定的时刻尚未到来。")
