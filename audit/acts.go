package audit

import (
	"context"
	"slices"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

// rule is what the transition table says of an act.
type rule struct {
	name, clause string
	known        bool
}

// acts reads all acts of a subject and reports what can be said of each by itself.
// A subject has few hundreds.
//
// parties are who may act as the entity: the entity, and whom the subject was against
// instead at any time.
func (c *check) acts(ctx context.Context, subject string, seq int, parties []string, ruleOf func(law.ActKind) rule) ([]record.Act, error) {
	carried, err := c.record.ActAttachments(ctx, subject)
	if err != nil {
		return nil, err
	}
	all, err := refold.Acts(ctx, c.record, subject, func(a record.Act, before []record.Act) error {
		return c.act(ctx, a, before, carried[a.Seq], parties, ruleOf)
	})
	if err != nil {
		return nil, err
	}
	c.done.Acts += len(all)
	if len(all) != seq {
		return all, c.found("acts", subject, "record_gap", "%s应有%d条记录，实有%d条。", subject, seq, len(all))
	}
	return all, nil
}

func (c *check) act(ctx context.Context, a record.Act, before []record.Act, carried []record.Attachment, parties []string, ruleOf func(law.ActKind) rule) error {
	if a.Entered.After(c.latest) {
		c.latest = a.Entered
	}
	if a.Seq != len(before)+1 && (len(before) == 0 || a.Seq != before[len(before)-1].Seq+1) {
		if err := c.found("acts", a.Subject, "record_gap", "%s在第%d号记录之前有缺号。", a.Subject, a.Seq); err != nil {
			return err
		}
	}
	if err := c.seals(a, before); err != nil {
		return err
	}
	if err := c.actTimes(a, before); err != nil {
		return err
	}
	r := ruleOf(a.Kind)
	if !r.known {
		if err := c.found("acts", a.Subject, "act_unknown", "%s第%d号记录：程序中没有名为“%s”的办理事项。", a.Subject, a.Seq, a.Kind); err != nil {
			return err
		}
	} else if (r.name != a.Name || r.clause != a.Clause) && !a.Recorded.Before(c.readAnew) {
		if err := c.found("acts", a.Subject, "act_renamed", "%s第%d号记录的名称或者依据（%s，%s）与程序规定（%s，%s）不符。", a.Subject, a.Seq, a.Name, a.Clause, r.name, r.clause); err != nil {
			return err
		}
	}
	if err := c.actor(a, parties); err != nil {
		return err
	}
	return c.payload(ctx, a, carried)
}

// backwards is how much earlier than the act before an act may be on record:
// processes' clocks differ a little, and a timer's act is entered at its moment.
const backwards = time.Minute

func (c *check) actTimes(a record.Act, before []record.Act) error {
	if a.Happened.After(a.Entered) {
		return c.found("acts", a.Subject, "act_times", "%s第%d号记录的办理时间晚于录入时间。", a.Subject, a.Seq)
	}
	if len(before) == 0 {
		return nil
	}
	last := before[len(before)-1]
	if a.Entered.Before(last.Entered.Add(-backwards)) || a.Recorded.Before(last.Recorded.Add(-backwards)) {
		return c.found("acts", a.Subject, "act_times", "%s第%d号记录的时间早于前一号记录。", a.Subject, a.Seq)
	}
	return nil
}

// actor: who acted was there, was let in, and had the role or was lent it.
func (c *check) actor(a record.Act, parties []string) error {
	odd := func(code, what string) error {
		return c.found("acts", a.Subject, code, "%s第%d号记录：%s。", a.Subject, a.Seq, what)
	}
	if a.Kind == tasks.ActImportPlan && a.Actor == law.System.ID {
		return nil // a demonstration's plan comes with its first start
	}
	switch a.ActorRole {
	case law.RoleSystem:
		if a.Actor != law.System.ID {
			return odd("actor_unknown", "以系统身份办理，但办理人是"+a.Actor)
		}
		return nil
	case law.RoleEntity:
		if !slices.Contains(parties, a.Actor) {
			return odd("actor_not_the_entity", "办理人"+a.Actor+"不是本案检查对象")
		}
		return nil
	case law.RoleWitness:
		return nil
	}
	if !c.past.Known(a.Actor) {
		return odd("actor_unknown", "没有账号"+a.Actor)
	}
	actors := c.past.Actors(a)
	switch {
	case len(actors) == 0:
		return odd("actor_not_active", "办理时账号"+a.Actor+"尚未建立或者已停用")
	case !slices.ContainsFunc(actors, func(x law.Actor) bool { return x.Has(a.ActorRole) }):
		return odd("role_not_held", "办理时账号"+a.Actor+"没有"+a.ActorRole.Chinese()+"的职权")
	case !slices.ContainsFunc(actors, func(x law.Actor) bool { return x.DelegationFor(a.ActorRole) == a.Delegation }):
		return odd("delegation_differs", "所用职权的委托与委托记录不符")
	}
	return nil
}

// payload: what was written is there and is what was written. Nothing that an act
// carries is ever erased by the office.
func (c *check) payload(ctx context.Context, a record.Act, carried []record.Attachment) error {
	if a.PayloadID == "" {
		return c.attachments(a, []byte("{}"), carried)
	}
	err := c.record.VerifyPayload(ctx, a)
	if refold.Absent(err) {
		return c.found("payloads", a.PayloadID, codeOf(err), "%s", err.Error())
	}
	if err != nil {
		return err
	}
	p, err := c.record.Payload(ctx, a.PayloadID)
	if err != nil {
		return err
	}
	if !p.Erased.IsZero() {
		return c.found("payloads", a.PayloadID, "payload_erased", "%s第%d号记录所填内容已被删除。", a.Subject, a.Seq)
	}
	return c.attachments(a, p.Body, carried)
}
