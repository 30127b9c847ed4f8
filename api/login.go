package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// Asked gives a handler the request that brings or takes its session.
type Asked struct{ request *http.Request }

// Resolve implements huma.Resolver.
func (a *Asked) Resolve(ctx huma.Context) []error {
	a.request = humagin.Unwrap(ctx).Request
	return nil
}

type loginInput struct {
	Asked
	Body struct {
		Login    string `json:"login" minLength:"1" maxLength:"64" doc:"用户名"`
		Password string `json:"password" minLength:"1" maxLength:"200" doc:"密码"`
		Code     string `json:"code,omitempty" maxLength:"40" doc:"动态口令（6位数字）或者恢复码；没有设置动态口令的不填"`
	}
}

// sessionReply sets or takes the session's cookie.
type sessionReply struct {
	Cookie []string `header:"Set-Cookie"`
	Body   me
}

// me is the account that asks, as it acts today.
type me struct {
	Account       record.Account `json:"account"`
	Roles         []law.Role     `json:"roles" doc:"今天的职权，含受托的"`
	RoleNames     []string       `json:"roleNames" doc:"职权名称"`
	Delegated     []law.Role     `json:"delegated" doc:"其中受托的"`
	Department    string         `json:"department"`
	DelegatedFor  string         `json:"delegatedFor,omitempty" doc:"受托职权所在科室"`
	Unread        int            `json:"unread" doc:"未读消息数"`
	Program       bool           `json:"program" doc:"以令牌访问"`
	MustEnrol     bool           `json:"mustEnrol,omitempty" doc:"须先设置动态口令"`
	Demonstration bool           `json:"demonstration" doc:"演示或者培训数据"`
	TemporalUI    string         `json:"temporalUI,omitempty" doc:"流程监督页面在本系统内的地址；只供监督、局负责人和管理员查看"`
}

func (s *server) login(ctx context.Context, in *loginInput) (*sessionReply, error) {
	p, cookies, err := s.door.LogIn(ctx, in.request, door.Proof{Login: in.Body.Login, Password: in.Body.Password, Code: in.Body.Code})
	if err != nil {
		return nil, err
	}
	shown, err := s.showMe(ctx, p)
	return &sessionReply{Cookie: cookies, Body: shown}, err
}

type logoutReply struct {
	Cookie []string `header:"Set-Cookie"`
}

func (s *server) logout(ctx context.Context, in *Asked) (*logoutReply, error) {
	cookies, err := s.door.LogOut(ctx, in.request)
	return &logoutReply{Cookie: cookies}, err
}

func (s *server) me(ctx context.Context, _ *nothing) (*reply[me], error) {
	shown, err := s.showMe(ctx, personOf(ctx))
	return &reply[me]{Body: shown}, err
}

func (s *server) showMe(ctx context.Context, p door.Person) (me, error) {
	_, unread, err := s.office.Inbox(ctx, p.Account.ID, true, record.Page{Limit: 1})
	out := me{Account: p.Account, Roles: orEmpty(p.Actor.Roles), RoleNames: []string{}, Delegated: orEmpty(p.Actor.DelegatedRoles), Department: p.Account.Department,
		DelegatedFor: p.Actor.DelegatedDepartment, Unread: unread, Program: p.Program, MustEnrol: p.MustEnrol, Demonstration: s.office.Demonstration(), TemporalUI: s.temporalUIFor(p.Actor)}
	for _, r := range out.Roles {
		out.RoleNames = append(out.RoleNames, r.Chinese())
	}
	return out, err
}

type passwordInput struct {
	Asked
	Body struct {
		Old string `json:"oldPassword" minLength:"1" maxLength:"200" doc:"现在的密码"`
		New string `json:"newPassword" minLength:"1" maxLength:"200" doc:"新密码，不少于10个字符"`
	}
}

// changePassword ends every other session of the account, and its tokens.
func (s *server) changePassword(ctx context.Context, in *passwordInput) (*logoutReply, error) {
	p := personOf(ctx)
	tried, err := s.door.TryOwnPassword(p.Account.ID)
	if err != nil {
		return nil, err
	}
	err = s.office.ChangePassword(ctx, p.Account.ID, in.Body.Old, in.Body.New)
	tried(err)
	if err != nil {
		return nil, err
	}
	cookies, err := s.door.LogInAnew(ctx, in.request, p.MustEnrol)
	return &logoutReply{Cookie: cookies}, err
}

// IDPath names a row by its id.
type IDPath struct {
	ID string `path:"id" maxLength:"64"`
}

type inboxInput struct {
	Unread bool `query:"unread" doc:"只列未读的"`
	PageQuery
}

type inboxReply struct {
	Body struct {
		Items  []record.Message `json:"items"`
		Next   string           `json:"next,omitempty" doc:"下一页的after；没有则为最后一页"`
		Unread int              `json:"unread" doc:"未读消息数"`
	}
}

func (s *server) inbox(ctx context.Context, in *inboxInput) (*inboxReply, error) {
	listed, unread, err := s.office.Inbox(ctx, personOf(ctx).Account.ID, in.Unread, in.page())
	out := &inboxReply{}
	out.Body.Items, out.Body.Next, out.Body.Unread = orEmpty(listed.Items), listed.Next, unread
	return out, err
}

type markReadInput struct {
	Body struct {
		IDs []int64 `json:"ids" maxItems:"1000" doc:"消息编号；空列表表示全部"`
	}
}

func (s *server) markRead(ctx context.Context, in *markReadInput) (*nothing, error) {
	return nil, s.office.MarkRead(ctx, personOf(ctx).Account.ID, in.Body.IDs)
}
