package api

import (
	"context"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
)

// partyView is the party of a proceeding that is not the entity that was drawn.
type partyView struct {
	No       string                `json:"no" doc:"当事人编号"`
	Kind     proceedings.PartyKind `json:"kind"`
	Role     proceedings.PartyRole `json:"role"`
	RoleName string                `json:"roleName"`
	Whole    bool                  `json:"whole" doc:"false表示证件号码已经遮盖，没有地址和联系方式"`

	Name       string `json:"name" doc:"名称或者姓名"`
	Identifier string `json:"identifier" doc:"统一社会信用代码或者公民的证件号码"`
	Address    string `json:"address,omitempty" doc:"住所或者住址"`
	Contact    string `json:"contact,omitempty" doc:"联系人"`
	Phone      string `json:"phone,omitempty" doc:"联系电话"`
	Email      string `json:"email,omitempty" doc:"电子邮箱"`
}

func (s *server) party(ctx context.Context, in *ProceedingPath) (*reply[partyView], error) {
	v, err := s.office.Party(ctx, personOf(ctx).Actor, in.No)
	return &reply[partyView]{Body: partyView{No: v.No, Kind: v.Kind, Role: v.Role, RoleName: v.Role.Chinese(), Whole: v.Whole, Name: v.Name, Identifier: v.Identifier,
		Address: v.Address, Contact: v.Contact, Phone: v.Phone, Email: v.Email}}, err
}

type partyLinkInput struct {
	ProceedingPath
	FilingHeaders
	Body struct {
		CodeWay record.CodeWay `json:"codeWay,omitempty" enum:"paper,mail" doc:"验证码如何交给当事人：paper为随文书打印，mail为发往当事人资料中的电子邮箱；不填时有邮箱且已启用电子邮件的为mail"`
	}
}

func (s *server) makePartyLink(ctx context.Context, in *partyLinkInput) (*madeLink, error) {
	who := personOf(ctx)
	call := bureau.Call{Person: who.Account.ID, Route: "POST /api/proceedings/" + in.No + "/party-link", Key: in.Key, Body: []byte(in.Body.CodeWay)}
	made, again, err := s.office.MakePartyLink(ctx, who.Actor, in.No, in.Body.CodeWay, call)
	return &madeLink{Replayed: replayed(again), Body: showSecret(made, "/entity/")}, err
}

func (s *server) partyLinks(ctx context.Context, in *ProceedingPath) (*reply[[]bureau.LinkState], error) {
	all, err := s.office.PartyLinks(ctx, personOf(ctx).Actor, in.No)
	return &reply[[]bureau.LinkState]{Body: orEmpty(all)}, err
}

func (s *server) revokePartyLink(ctx context.Context, in *ProceedingPath) (*nothing, error) {
	return nil, s.office.RevokePartyLink(ctx, personOf(ctx).Actor, in.No)
}
