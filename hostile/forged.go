package hostile

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/workflows"
)

// forged sends an act to a case's workflow with Temporal's own key, in the name of the
// director and well formed in everything, but without the office's word for it. With
// that, the very same is taken. e2e has every kind.
func (o *office) forged(ctx context.Context, a *Attack) error {
	c, err := o.system.DialTemporal(ctx, client.Options{Namespace: namespace, Logger: sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := o.look(ctx); err != nil {
		return err
	}
	at := slices.IndexFunc(o.cases, func(k cases.Case) bool {
		return slices.Contains([]cases.Stage{cases.StageNotify, cases.StageSelfCheck, cases.StageOnSite, cases.StageResult}, k.Stage) && !k.Suspended()
	})
	if at < 0 {
		return fmt.Errorf("of %d cases none can be suspended", len(o.cases))
	}
	target := o.cases[at]
	now, err := o.now(ctx)
	if err != nil {
		return err
	}
	ours, err := o.ring()
	if err != nil {
		return err
	}
	others, err := seal.New(seal.NewKey("1"))
	if err != nil {
		return err
	}
	send := func(change func(*workflows.ActRequest) error) error {
		req, err := o.suspension(target, calendar.DateOf(now))
		if err != nil {
			return err
		}
		if err := change(&req); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, callTime)
		defer cancel()
		handle, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{WorkflowID: target.No, UpdateName: string(law.ActSuspend), UpdateID: req.Key,
			Args: []any{req}, WaitForStage: client.WorkflowUpdateStageCompleted})
		if err == nil {
			err = handle.Get(ctx, nil)
		}
		return err
	}
	vouched := func(signer seal.Signer) func(*workflows.ActRequest) error {
		return func(r *workflows.ActRequest) (err error) {
			r.HandedIn, err = record.Vouch(signer, record.StatementOf(target.No, r.Key, r.HandedIn.By, r.Act, "", "", law.Seen{}))
			return err
		}
	}
	for what, change := range map[string]func(*workflows.ActRequest) error{
		"no word of the office's":   func(*workflows.ActRequest) error { return nil },
		"a word with another's key": vouched(others),
		"as the system itself": func(r *workflows.ActRequest) error {
			r.Act.Actor, r.HandedIn = law.System, record.HandedIn{}
			return nil
		},
		"a word for another act": func(r *workflows.ActRequest) error {
			if err := vouched(ours)(r); err != nil {
				return err
			}
			r.Key = "forged-" + rand.Text()
			return nil
		},
	} {
		err := send(change)
		a.try(err != nil && !strings.Contains(err.Error(), "deadline"), "%s: %v", what, err)
	}
	var after cases.Case
	if err := o.people["supervisor"].Get(ctx, "/api/cases/"+target.No, &after); err != nil {
		return err
	}
	a.try(after.Seq == target.Seq && !after.Suspended(), "something is on record: %d acts, before %d", after.Seq, target.Seq)
	err = send(vouched(ours))
	a.control(err == nil, "the same with the office's word: %v", err)
	return nil
}

// suspension is the act as the office would send it for the director.
func (o *office) suspension(c cases.Case, on calendar.Date) (workflows.ActRequest, error) {
	director := o.people["director"].actor
	act, err := law.NewAct(director, time.Time{}, law.Suspend{On: on})
	if err != nil {
		return workflows.ActRequest{}, err
	}
	act.Reasoned = true
	act.Actor = law.Actor{}
	return workflows.ActRequest{Key: "forged-" + rand.Text(), Act: act, RecordSeq: c.Seq,
		HandedIn: record.HandedIn{By: law.By{Via: law.ViaAccount, ID: director.ID}}}, nil
}
