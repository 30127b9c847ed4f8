package bureau

import (
	"context"
	"fmt"
	"slices"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// Handover says what became of a leaver's open work.
type Handover struct {
	Messages int                `json:"messages"` // unread, now in the successor's inbox
	Replaced []string           `json:"replaced"` // cases in which the next by rank took the place
	Left     []HandoverLeftOver `json:"left"`     // cases and proceedings that need a decision
	// Proposed is what waits for a second person; nothing else was done yet.
	Proposed *record.ProposedHandover `json:"proposed,omitempty"`
}

// HandoverLeftOver is a case or a proceeding in which the leaver was not replaced.
type HandoverLeftOver struct {
	Case   string `json:"case"` // its number
	Reason string `json:"reason"`
}

// HandOver moves the open work of somebody who leaves: unread messages go to the
// successor, the account is closed, and in each case of the leaver's teams that is
// not yet signed the next inspector by the draw's rank takes the place (nobody
// chooses one). Who may hand over what to whom, see [law.MayHandOver]. Where that
// takes a second person, nothing is done but to propose it. It can be repeated.
func (o *Office) HandOver(ctx context.Context, actor law.Actor, from, to, reason string, call Call) (Handover, bool, error) {
	if err := access.HandOver.Require(actor); err != nil {
		return Handover{}, false, err
	}
	reason, ok := names.Typed(reason)
	if !ok || reason == "" {
		return Handover{}, false, law.Errorf(law.KindInvalid, "handover_invalid", "交接必须写明理由。")
	}
	return once(ctx, o, call, nil, func(c claim) (Handover, error) {
		leaver, receiver, err := o.parties(ctx, from, to)
		if err != nil {
			return Handover{}, err
		}
		if err := law.MayHandOver(actor, ownActor(leaver), ownActor(receiver)); err != nil {
			return Handover{}, err
		}
		if law.NeedsSecondPerson(ownActor(leaver)) {
			return o.proposeHandover(ctx, actor, record.ProposedHandover{ID: "h-" + c.id, From: from, To: to, Reason: reason}, leaver)
		}
		return o.handOver(ctx, actor, leaver, receiver, reason, call, func(now record.Account) error {
			if law.NeedsSecondPerson(ownActor(now)) {
				return law.Errorf(law.KindStale, "handover_changed", "离任人的角色已经变化，请重新提出交接。")
			}
			return law.MayHandOver(actor, ownActor(now), ownActor(receiver))
		})
	})
}

// parties are who leaves and who receives. The leaver may be closed already: a handover
// that was cut short is finished by its repeat.
func (o *Office) parties(ctx context.Context, from, to string) (leaver, receiver record.Account, err error) {
	if leaver, err = o.record.Account(ctx, from); err != nil {
		return leaver, receiver, err
	}
	receiver, err = o.record.Account(ctx, to)
	if err == nil && !receiver.Active {
		err = law.Errorf(law.KindNotAllowed, "handover_receiver", "接收人的账号已停用，请另选接收人。")
	}
	return leaver, receiver, err
}

// handOver does it. still judges the leaver again as it is when the account is closed:
// between reading and closing it lie the acts on all open cases.
func (o *Office) handOver(ctx context.Context, actor law.Actor, leaver, receiver record.Account, reason string, call Call, still func(record.Account) error) (Handover, error) {
	var done Handover
	var err error
	if done.Messages, err = o.record.MoveUnread(ctx, leaver.ID, receiver.ID); err != nil {
		return done, err
	}
	if leaver.Certificate != "" {
		if err := o.leaveTeams(ctx, actor, leaver.Certificate, reason, call, &done); err != nil {
			return done, err
		}
		if err := o.leaveProceedings(ctx, leaver.Certificate, &done); err != nil {
			return done, err
		}
	}
	_, err = o.record.ChangeAccount(ctx, leaver.ID, record.AccountChange{By: actor.ID, At: registers.Recorded(o.now()),
		Judge: func(a *record.Account, others []record.Account) ([]record.Message, error) {
			if err := still(*a); err != nil {
				return nil, err
			}
			before := *a
			a.Active = false
			return nil, amongAccounts(*a, before, others)
		}})
	if err == nil {
		o.note(ctx, record.SecurityEvent{Kind: record.EventHandover, Account: actor.ID, Subject: leaver.ID, Detail: shortened("接收：" + receiver.Login + "。" + reason)})
	}
	return done, err
}

var beforeSigning = []cases.Stage{cases.StageNotify, cases.StageSelfCheck, cases.StageOnSite}

func (o *Office) leaveTeams(ctx context.Context, actor law.Actor, certificate, reason string, call Call, done *Handover) error {
	page := record.Page{Limit: 500}
	for {
		listed, err := o.record.Cases(ctx, record.CaseFilter{Certificate: certificate, Open: true}, page)
		if err != nil {
			return err
		}
		for _, c := range listed.Items {
			if !slices.Contains(beforeSigning, c.Stage) {
				done.Left = append(done.Left, HandoverLeftOver{Case: c.No, Reason: fmt.Sprintf("已处“%s”阶段，检查记录已签字", c.Stage.Chinese())})
				continue
			}
			own := call
			own.Route, own.Body = call.Route+"/"+c.No, nil
			_, _, err := o.ActOnCase(ctx, actor, c.No, Entry{Facts: cases.ReplaceInspector{Out: certificate}, Reason: reason}, own)
			if law.KindOf(err) == law.KindUnavailable {
				return err
			}
			if err != nil {
				done.Left = append(done.Left, HandoverLeftOver{Case: c.No, Reason: err.Error()})
				continue
			}
			done.Replaced = append(done.Replaced, c.No)
		}
		if listed.Next == "" {
			return nil
		}
		page.After = listed.Next
	}
}

// leaveProceedings names those in which the bureau head is to put another in the
// leaver's place: nobody is drawn for them.
func (o *Office) leaveProceedings(ctx context.Context, certificate string, done *Handover) error {
	page := record.Page{Limit: 500}
	for {
		listed, err := o.record.Proceedings(ctx, record.ProceedingFilter{Certificate: certificate, Open: true}, page)
		if err != nil {
			return err
		}
		for _, p := range listed.Items {
			if rule, has := proceedings.RuleOf(p.Kind, proceedings.ActReplaceInvestigator); has {
				done.Left = append(done.Left, HandoverLeftOver{Case: p.No, Reason: "应由局负责人" + rule.Name})
			}
		}
		if listed.Next == "" {
			return nil
		}
		page.After = listed.Next
	}
}
