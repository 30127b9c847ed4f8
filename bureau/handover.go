package bureau

import (
	"context"
	"fmt"
	"slices"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/access"
	"shuangsuiji/record"
)

// Handover says what became of a leaver's open work.
type Handover struct {
	Messages int                `json:"messages"` // unread, now in the successor's inbox
	Replaced []string           `json:"replaced"` // cases in which the next by rank took the place
	Left     []HandoverLeftOver `json:"left"`     // cases and proceedings that need a decision
}

// HandoverLeftOver is a case or a proceeding in which the leaver was not replaced.
type HandoverLeftOver struct {
	Case   string `json:"case"` // its number
	Reason string `json:"reason"`
}

// HandOver moves the open work of somebody who leaves: unread messages go to the
// successor, the account is closed, and in each case of the leaver's teams that is
// not yet signed the next inspector by the draw's rank takes the place (nobody
// chooses one). It can be repeated.
func (o *Office) HandOver(ctx context.Context, actor inspection.Actor, from, to, reason string, call Call) (Handover, bool, error) {
	if err := access.HandOver.Require(actor); err != nil {
		return Handover{}, false, err
	}
	if reason == "" || from == to {
		return Handover{}, false, inspection.Errorf(inspection.KindInvalid, "handover_invalid", "交接必须写明理由，且接收人不能是本人。")
	}
	leaver, err := o.record.Account(ctx, from)
	if err != nil {
		return Handover{}, false, err
	}
	if _, err := o.Account(ctx, to); err != nil {
		return Handover{}, false, err
	}
	return once(ctx, o, call, nil, func(claim) (Handover, error) { return o.handOver(ctx, actor, leaver, to, reason, call) })
}

func (o *Office) handOver(ctx context.Context, actor inspection.Actor, leaver record.Account, to, reason string, call Call) (Handover, error) {
	var done Handover
	var err error
	if done.Messages, err = o.record.MoveUnread(ctx, leaver.ID, to); err != nil {
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
	leaver.Active = false
	return done, o.record.SaveAccountBy(ctx, leaver, actor.ID, inspection.Recorded(o.now()))
}

var beforeSigning = []inspection.Stage{inspection.StageNotify, inspection.StageSelfCheck, inspection.StageOnSite}

func (o *Office) leaveTeams(ctx context.Context, actor inspection.Actor, certificate, reason string, call Call, done *Handover) error {
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
			_, _, err := o.ActOnCase(ctx, actor, c.No, Entry{Facts: inspection.ReplaceInspector{Out: certificate}, Reason: reason}, own)
			if inspection.KindOf(err) == inspection.KindUnavailable {
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
			if rule, has := inspection.ProceedingRuleOf(p.Kind, inspection.ActReplaceInvestigator); has {
				done.Left = append(done.Left, HandoverLeftOver{Case: p.No, Reason: "应由局负责人" + rule.Name})
			}
		}
		if listed.Next == "" {
			return nil
		}
		page.After = listed.Next
	}
}
