package api

import (
	"context"

	"shuangsuiji/bureau"
	"shuangsuiji/record"
)

// secretLink is a new link, shown once, to be put into a notice or onto paper.
type secretLink struct {
	bureau.LinkState
	Secret string `json:"secret,omitempty" doc:"密钥，只显示一次；重复提交的答复中没有，需要时请重新生成"`
	Path   string `json:"path,omitempty" doc:"本系统内的地址"`
	Code   string `json:"code,omitempty" doc:"6位验证码，只显示一次，随通知书交给本人；发往电子邮箱的不显示"`
}

func showSecret(l bureau.NewLink, prefix string) secretLink {
	out := secretLink{LinkState: l.LinkState, Secret: l.Secret, Code: l.Code}
	if l.Secret != "" {
		out.Path = prefix + l.Secret
	}
	return out
}

// madeLink answers with a link that was made.
type madeLink struct {
	Replayed string `header:"Idempotency-Replayed" doc:"true表示这是先前同一请求的答复，其中没有密钥和验证码"`
	Body     secretLink
}

type entityLinkInput struct {
	CasePath
	FilingHeaders
	Body struct {
		CodeWay record.CodeWay `json:"codeWay,omitempty" enum:"paper,mail" doc:"验证码如何交给检查对象：paper为随通知书打印，mail为发往名录库中的电子邮箱；不填时有邮箱且已启用电子邮件的为mail"`
	}
}

func (s *server) makeEntityLink(ctx context.Context, in *entityLinkInput) (*madeLink, error) {
	who := personOf(ctx)
	call := bureau.Call{Person: who.Account.ID, Route: "POST /api/cases/" + in.No + "/entity-link", Key: in.Key, Body: []byte(in.Body.CodeWay)}
	made, again, err := s.office.MakeEntityLink(ctx, who.Actor, in.No, in.Body.CodeWay, call)
	return &madeLink{Replayed: replayed(again), Body: showSecret(made, "/entity/")}, err
}

func (s *server) entityLinks(ctx context.Context, in *CasePath) (*reply[[]bureau.LinkState], error) {
	all, err := s.office.EntityLinks(ctx, personOf(ctx).Actor, in.No)
	return &reply[[]bureau.LinkState]{Body: all}, err
}

func (s *server) revokeEntityLink(ctx context.Context, in *CasePath) (*nothing, error) {
	return nil, s.office.RevokeEntityLink(ctx, personOf(ctx).Actor, in.No)
}

type witnessInput struct {
	TaskPath
	FilingHeaders
	Body struct {
		Name string `json:"name" minLength:"1" maxLength:"200" doc:"见证人姓名或者身份，将随证据公布"`
	}
}

func (s *server) inviteWitness(ctx context.Context, in *witnessInput) (*madeLink, error) {
	who := personOf(ctx)
	call := bureau.Call{Person: who.Account.ID, Route: "POST /api/tasks/" + in.ID + "/witnesses", Key: in.Key, Body: []byte(in.Body.Name)}
	made, again, err := s.office.InviteWitness(ctx, who.Actor, in.ID, in.Body.Name, call)
	return &madeLink{Replayed: replayed(again), Body: showSecret(made, "/witness/")}, err
}

func (s *server) witnessLinks(ctx context.Context, in *TaskPath) (*reply[[]bureau.LinkState], error) {
	all, err := s.office.WitnessLinks(ctx, personOf(ctx).Actor, in.ID)
	return &reply[[]bureau.LinkState]{Body: all}, err
}

type witnessLinkPath struct {
	TaskPath
	Link string `path:"link" maxLength:"64" doc:"链接编号（不是密钥）"`
}

func (s *server) revokeWitnessLink(ctx context.Context, in *witnessLinkPath) (*nothing, error) {
	return nil, s.office.RevokeWitnessLink(ctx, personOf(ctx).Actor, in.ID, in.Link)
}

// LinkHeaders are the headers of an act by a link.
type LinkHeaders struct {
	Code string `header:"X-Link-Code" maxLength:"16" doc:"链接的6位验证码，见通知书或者邮件；旧版本生成、没有验证码的链接不填" example:"482913"`
}
