package api

import (
	"context"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

func (s *server) accounts(ctx context.Context, _ *nothing) (*listReply[record.Account], error) {
	all, err := s.office.Accounts(ctx, personOf(ctx).Actor)
	return listOf(record.Listed[record.Account]{Items: all}, same), err
}

// AccountForm is an account to be made or changed.
type AccountForm struct {
	Login       string     `json:"login" minLength:"1" maxLength:"64" doc:"用户名"`
	Name        string     `json:"name" minLength:"1" maxLength:"100" doc:"姓名"`
	Department  string     `json:"department" minLength:"1" maxLength:"100" doc:"部门"`
	Certificate string     `json:"certificate,omitempty" maxLength:"64" doc:"执法证件号，执法人员必填"`
	Roles       []law.Role `json:"roles" doc:"角色"`
	Email       string     `json:"email,omitempty" maxLength:"200" doc:"电子邮件"`
}

func (f AccountForm) account() bureau.NewAccount {
	return bureau.NewAccount{Login: f.Login, Name: f.Name, Department: f.Department, Certificate: f.Certificate, Roles: f.Roles, Email: f.Email, Active: true}
}

type newAccountInput struct {
	Body struct {
		AccountForm
		Password string `json:"password,omitempty" maxLength:"200" doc:"首个密码，首次登录后必须修改；不填的，另行重设后才能登录"`
	}
}

func (s *server) makeAccount(ctx context.Context, in *newAccountInput) (*reply[record.Account], error) {
	made := in.Body.account()
	made.Password = in.Body.Password
	a, err := s.office.SaveAccount(ctx, personOf(ctx).Actor, made)
	return &reply[record.Account]{Body: a}, err
}

type changeAccountInput struct {
	IDPath
	Body struct {
		AccountForm
		Active bool `json:"active" doc:"启用；停用后不能登录"`
	}
}

func (s *server) changeAccount(ctx context.Context, in *changeAccountInput) (*reply[record.Account], error) {
	changed := in.Body.account()
	changed.ID, changed.Active = in.ID, in.Body.Active
	a, err := s.office.SaveAccount(ctx, personOf(ctx).Actor, changed)
	return &reply[record.Account]{Body: a}, err
}

func (s *server) delegations(ctx context.Context, _ *nothing) (*listReply[record.Delegation], error) {
	all, err := s.office.Delegations(ctx, personOf(ctx).Actor)
	return listOf(record.Listed[record.Delegation]{Items: all}, same), err
}

type delegationInput struct {
	Body struct {
		To     string        `json:"to" minLength:"1" maxLength:"64" doc:"受托账号"`
		Role   law.Role      `json:"role" doc:"委托的职权"`
		Begin  calendar.Date `json:"begin" doc:"开始日期"`
		End    calendar.Date `json:"end" doc:"最后一日"`
		Reason string        `json:"reason" minLength:"1" maxLength:"1000" doc:"理由"`
	}
}

func (s *server) delegate(ctx context.Context, in *delegationInput) (*reply[record.Delegation], error) {
	b := in.Body
	d, err := s.office.Delegate(ctx, personOf(ctx).Actor, b.To, b.Role, b.Begin, b.End, b.Reason)
	return &reply[record.Delegation]{Body: d}, err
}

func (s *server) revokeDelegation(ctx context.Context, in *IDPath) (*nothing, error) {
	return nil, s.office.RevokeDelegation(ctx, personOf(ctx).Actor, in.ID)
}

type handoverInput struct {
	Key  string `header:"Idempotency-Key" required:"true" maxLength:"190" doc:"幂等键：每次办理用一个新的值；重试时用原值"`
	Body handoverForm
}

type handoverForm struct {
	From   string `json:"from" minLength:"1" maxLength:"64" doc:"离任账号"`
	To     string `json:"to" minLength:"1" maxLength:"64" doc:"接收账号"`
	Reason string `json:"reason" minLength:"1" maxLength:"1000" doc:"理由"`
}

func (s *server) handOver(ctx context.Context, in *handoverInput) (*linkReply[bureau.Handover], error) {
	who, b := personOf(ctx), in.Body
	body, err := canonical(b)
	if err != nil {
		return nil, err
	}
	done, again, err := s.office.HandOver(ctx, who.Actor, b.From, b.To, b.Reason,
		bureau.Call{Person: who.Account.ID, Route: "POST /api/handovers", Key: in.Key, Body: body})
	done.Replaced, done.Left = orEmpty(done.Replaced), orEmpty(done.Left)
	return &linkReply[bureau.Handover]{Replayed: replayed(again), Body: done}, err
}

func (s *server) handovers(ctx context.Context, _ *nothing) (*listReply[record.ProposedHandover], error) {
	open, err := s.office.Handovers(ctx, personOf(ctx).Actor)
	return listOf(record.Listed[record.ProposedHandover]{Items: open}, same), err
}

type confirmHandoverInput struct {
	IDPath
	Key string `header:"Idempotency-Key" required:"true" maxLength:"190" doc:"幂等键：每次办理用一个新的值；重试时用原值"`
}

func (s *server) confirmHandover(ctx context.Context, in *confirmHandoverInput) (*linkReply[bureau.Handover], error) {
	who := personOf(ctx)
	done, again, err := s.office.ConfirmHandover(ctx, who.Actor, in.ID, bureau.Call{Person: who.Account.ID, Route: "POST /api/handovers/" + in.ID + "/confirm", Key: in.Key})
	done.Replaced, done.Left = orEmpty(done.Replaced), orEmpty(done.Left)
	return &linkReply[bureau.Handover]{Replayed: replayed(again), Body: done}, err
}

func (s *server) withdrawHandover(ctx context.Context, in *IDPath) (*nothing, error) {
	return nil, s.office.WithdrawHandover(ctx, personOf(ctx).Actor, in.ID)
}
