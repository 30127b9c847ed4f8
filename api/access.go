package api

import (
	"context"

	"shuangsuiji/bureau"
	"shuangsuiji/record"
)

// What lets people and their programs in: sessions and tokens, one's own and for the
// administrator those of others.

func (s *server) sessionsOfSelf(ctx context.Context, in *Asked) (*listReply[record.Session], error) {
	p := personOf(ctx)
	all, err := s.office.Sessions(ctx, p.Actor, p.Account.ID, s.door.SessionToken(in.request))
	return listOf(record.Listed[record.Session]{Items: all}, same), err
}

func (s *server) endOtherSessions(ctx context.Context, in *Asked) (*nothing, error) {
	_, err := s.office.EndOtherSessions(ctx, personOf(ctx).Actor, s.door.SessionToken(in.request))
	return nil, err
}

func (s *server) endOwnSession(ctx context.Context, in *IDPath) (*nothing, error) {
	p := personOf(ctx)
	return nil, s.office.EndSession(ctx, p.Actor, p.Account.ID, in.ID)
}

// partPath names what belongs to an account.
type partPath struct {
	IDPath
	Part string `path:"part" maxLength:"64"`
}

func (s *server) sessionsOfAccount(ctx context.Context, in *IDPath) (*listReply[record.Session], error) {
	all, err := s.office.Sessions(ctx, personOf(ctx).Actor, in.ID, "")
	return listOf(record.Listed[record.Session]{Items: all}, same), err
}

func (s *server) endSessionOfAccount(ctx context.Context, in *partPath) (*nothing, error) {
	return nil, s.office.EndSession(ctx, personOf(ctx).Actor, in.ID, in.Part)
}

type tokenInput struct {
	Body struct {
		Name  string            `json:"name" minLength:"1" maxLength:"100" doc:"用途，如“数据交换平台”"`
		Scope record.TokenScope `json:"scope,omitempty" enum:"read,act" default:"read" doc:"权限：read只查看，act查看和办理"`
		Days  int               `json:"days,omitempty" minimum:"1" maximum:"365" default:"90" doc:"有效天数"`
	}
}

// issuedToken shows a token's secret, once.
type issuedToken struct {
	record.Token
	Secret string `json:"secret" doc:"令牌，只显示这一次"`
}

func (s *server) issueToken(ctx context.Context, in *tokenInput) (*reply[issuedToken], error) {
	secret, t, err := s.office.IssueToken(ctx, personOf(ctx).Account.ID, bureau.NewToken{Name: in.Body.Name, Scope: in.Body.Scope, Days: in.Body.Days})
	return &reply[issuedToken]{Body: issuedToken{Token: t, Secret: secret}}, err
}

func (s *server) tokens(ctx context.Context, _ *nothing) (*listReply[record.Token], error) {
	return s.tokensOfAccount(ctx, &IDPath{ID: personOf(ctx).Account.ID})
}

func (s *server) revokeToken(ctx context.Context, in *IDPath) (*nothing, error) {
	p := personOf(ctx)
	return nil, s.office.RevokeToken(ctx, p.Actor, p.Account.ID, in.ID)
}

func (s *server) tokensOfAccount(ctx context.Context, in *IDPath) (*listReply[record.Token], error) {
	all, err := s.office.Tokens(ctx, personOf(ctx).Actor, in.ID)
	return listOf(record.Listed[record.Token]{Items: all}, same), err
}

func (s *server) revokeTokenOfAccount(ctx context.Context, in *partPath) (*nothing, error) {
	return nil, s.office.RevokeToken(ctx, personOf(ctx).Actor, in.ID, in.Part)
}

// resetInput resets what lets another person in.
type resetInput struct {
	IDPath
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"1000" doc:"理由"`
	}
}

// issuedPassword shows a password that the system made, once.
type issuedPassword struct {
	Login    string `json:"login" doc:"用户名"`
	Password string `json:"password" doc:"密码，只显示这一次"`
}

func (s *server) resetPassword(ctx context.Context, in *resetInput) (*reply[issuedPassword], error) {
	a, password, err := s.office.ResetPassword(ctx, personOf(ctx).Actor, in.ID, in.Body.Reason)
	return &reply[issuedPassword]{Body: issuedPassword{Login: a.Login, Password: password}}, err
}

func (s *server) resetSecondFactor(ctx context.Context, in *resetInput) (*nothing, error) {
	_, err := s.office.ResetSecondFactor(ctx, personOf(ctx).Actor, in.ID, in.Body.Reason)
	return nil, err
}
