package bureau

import (
	"context"
	"fmt"
	"slices"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

var (
	errLink      = law.Errorf(law.KindNotFound, "link_unknown", "链接无效，请核对是否完整，或者联系检查组。")
	errLinkEnded = law.Errorf(law.KindNotFound, "link_ended", "链接已经到期、撤销或者被新的链接替代，请联系检查组换发。")
)

// LinkState is what staff see of a link: never its secret or its code.
type LinkState struct {
	ID         string            `json:"id"`
	Holder     string            `json:"holder" doc:"统一社会信用代码、当事人编号，或者见证人"`
	Generation int               `json:"generation" doc:"第几次生成；0为旧版本生成、没有验证码的链接"`
	MadeBy     string            `json:"madeBy,omitempty" doc:"生成人的账号"`
	Made       time.Time         `json:"made"`
	Expires    time.Time         `json:"expires,omitzero"`
	CodeWay    record.CodeWay    `json:"codeWay,omitempty" enum:"paper,mail" doc:"验证码：paper为随链接打印，mail为发往所登记的电子邮箱"`
	Opened     time.Time         `json:"opened,omitzero" doc:"首次打开的时间"`
	Live       bool              `json:"live" doc:"现在是否有效"`
	Paused     time.Time         `json:"pausedUntil,omitzero" doc:"验证码多次有误，暂停至此时"`
	Locked     time.Time         `json:"locked,omitzero" doc:"验证码多次有误，自此锁定，须换发"`
	Ended      time.Time         `json:"ended,omitzero"`
	EndedBy    string            `json:"endedBy,omitempty"`
	Ending     record.LinkEnding `json:"ending,omitempty" enum:"renewed,revoked" doc:"renewed为被新的链接替代，revoked为撤销"`
}

func linkState(l record.Link, now time.Time) LinkState {
	s := LinkState{ID: l.ID(), Holder: l.Holder, Generation: l.Generation, MadeBy: l.MadeBy, Made: l.Created, Expires: l.Expires, CodeWay: l.CodeWay,
		Opened: l.Opened, Live: l.Live(now), Locked: l.Locked, Ended: l.Ended, EndedBy: l.EndedBy, Ending: l.Ending}
	if now.Before(l.Paused) {
		s.Paused = l.Paused
	}
	return s
}

func linkStates(all []record.Link, now time.Time) []LinkState {
	out := make([]LinkState, len(all))
	for i, l := range all {
		out[i] = linkState(l, now)
	}
	return out
}

// NewLink is a link as it is shown once, to whoever made it.
type NewLink struct {
	LinkState
	// Secret and Code are empty in the answer to a repeat: the office does not know
	// them any more. Code is also where it went by mail.
	Secret string
	Code   string
}

// wanted is a link to be made.
type wanted struct {
	link  record.Link
	days  int // until it ends; 0 where something else ends it
	judge func(t tasks.Task, all []record.Link) error
	// mailTo is where the code goes; "" shows it with the link.
	mailTo func(code string) []record.Mail
}

// makeLink makes a link under the call's key. Its secret is random and is in the
// answer alone: neither the record nor the answer that is kept for repeats has it.
func (o *Office) makeLink(ctx context.Context, actor law.Actor, w wanted, call Call) (NewLink, bool, error) {
	secret, code := randomText(secretBytes), newCode()
	l := w.link
	l.Hash, l.MadeBy, l.Created = HashSecret(secret), actor.ID, registers.Recorded(o.now())
	if w.days > 0 {
		l.Expires = l.Created.AddDate(0, 0, w.days)
	}
	var err error
	if l.Code, err = o.keptCode(code, l); err != nil {
		return NewLink{}, false, err
	}
	var mails []record.Mail
	l.CodeWay = record.CodeOnPaper
	if w.mailTo != nil {
		l.CodeWay, mails = record.CodeByMail, w.mailTo(code)
		code = ""
	}
	made := false
	state, replayed, err := once(ctx, o, call, nil, func(c claim) (LinkState, error) {
		kept, repeated, err := o.record.MakeLink(ctx, c.id, l, mails, w.judge)
		if err != nil {
			return LinkState{}, err
		}
		made, l = !repeated || kept.Hash == l.Hash, kept
		return linkState(kept, o.now()), nil
	})
	if err != nil || !made {
		return NewLink{LinkState: state}, replayed || err == nil, err
	}
	o.note(ctx, record.SecurityEvent{Kind: record.EventLinkMade, Account: actor.ID, Subject: l.Subject, Detail: "生成" + named(l)})
	return NewLink{LinkState: state, Secret: secret, Code: code}, false, nil
}

// secretBytes is how much of a link's secret is random.
const secretBytes = 24

// revokeLink ends a living link of the subject.
func (o *Office) revokeLink(ctx context.Context, actor law.Actor, purpose record.LinkPurpose, subject string, which func(record.Link) bool) error {
	all, err := o.record.Links(ctx, purpose, subject)
	if err != nil {
		return err
	}
	now := registers.Recorded(o.now())
	i := slices.IndexFunc(all, func(l record.Link) bool { return which(l) && l.Live(now) })
	if i < 0 {
		return law.Errorf(law.KindNotFound, "link_not_found", "没有有效的链接可以撤销。")
	}
	err = o.record.ChangeLink(ctx, all[i].Hash, func(l *record.Link) {
		if l.Ended.IsZero() {
			l.Ended, l.EndedBy, l.Ending = now, actor.ID, record.LinkRevoked
		}
	})
	if err == nil {
		o.note(ctx, record.SecurityEvent{Kind: record.EventLinkRevoked, Account: actor.ID, Subject: subject, Detail: named(all[i])})
	}
	return err
}

// link is the link of the secret, if it is of the purpose and has not ended. Its
// first look is put on record.
func (o *Office) link(ctx context.Context, secret string, purpose record.LinkPurpose) (record.Link, error) {
	l, err := o.record.LinkByHash(ctx, HashSecret(secret))
	if law.KindOf(err) == law.KindNotFound || (err == nil && l.Purpose != purpose) {
		return l, errLink
	}
	if err != nil {
		return l, err
	}
	now := registers.Recorded(o.now())
	if !l.Live(now) {
		return l, errLinkEnded
	}
	if l.Opened.IsZero() {
		err = o.record.ChangeLink(ctx, l.Hash, func(l *record.Link) {
			if l.Opened.IsZero() {
				l.Opened = now
			}
		})
	}
	return l, err
}

// linkToAct is the link of the secret for an act, which takes the link's code too.
func (o *Office) linkToAct(ctx context.Context, secret string, purpose record.LinkPurpose, code string) (record.Link, error) {
	l, err := o.link(ctx, secret, purpose)
	if err != nil {
		return l, err
	}
	return l, o.checkCode(ctx, l, code)
}

// noteLinkAct puts an act by a link into the security log: which generation it was,
// and who made it.
func (o *Office) noteLinkAct(ctx context.Context, l record.Link, subject string, e Entry, replayed bool) {
	if replayed {
		return
	}
	detail := "凭" + named(l) + "办理" + string(e.Facts.Kind())
	if l.MadeBy != "" {
		detail += "；链接由账号" + l.MadeBy + "生成"
	}
	o.note(ctx, record.SecurityEvent{Kind: record.EventLinkAct, Subject: subject, Detail: detail})
}

// named names a link in the security log.
func named(l record.Link) string {
	what := "检查对象"
	if l.OfParty() {
		what = "当事人" + l.Holder
	}
	if l.Purpose == record.LinkWitness {
		what = "外部见证人“" + l.Holder + "”"
	}
	return fmt.Sprintf("%s第%d次生成的链接（%s）", what, l.Generation, l.ID())
}

// personOfLink tells whose idempotency keys are whose.
func personOfLink(l record.Link) string { return "link:" + l.Party() }
