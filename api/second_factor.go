package api

import (
	"context"
	"time"
)

type secondFactorView struct {
	Enrolled      bool      `json:"enrolled" doc:"已设置"`
	Since         time.Time `json:"since,omitzero" doc:"设置时间"`
	Required      bool      `json:"required" doc:"本人的角色须用动态口令登录"`
	RecoveryCodes int       `json:"recoveryCodes" doc:"尚未使用的恢复码个数"`
}

func (s *server) secondFactor(ctx context.Context, _ *nothing) (*reply[secondFactorView], error) {
	f, err := s.office.SecondFactor(ctx, personOf(ctx).Account.ID)
	return &reply[secondFactorView]{Body: secondFactorView{Enrolled: !f.Enrolled.IsZero(), Since: f.Enrolled, Required: f.Required, RecoveryCodes: f.RecoveryCodes}}, err
}

type proveInput struct {
	Body struct {
		Password string `json:"password" minLength:"1" maxLength:"200" doc:"密码"`
		Code     string `json:"code,omitempty" maxLength:"40" doc:"现在的动态口令或者恢复码；尚未设置的不填"`
	}
}

type enrolmentView struct {
	URI    string `json:"uri" doc:"验证器使用的地址（otpauth），只显示这一次"`
	Secret string `json:"secret" doc:"密钥，不能扫码的手工输入"`
	QR     string `json:"qr" doc:"二维码图片（data:image/png）"`
}

func (s *server) beginSecondFactor(ctx context.Context, in *proveInput) (*reply[enrolmentView], error) {
	id := personOf(ctx).Account.ID
	tried, err := s.door.TryOwnPassword(id)
	if err != nil {
		return nil, err
	}
	e, err := s.office.BeginSecondFactor(ctx, id, in.Body.Password, in.Body.Code)
	tried(err)
	return &reply[enrolmentView]{Body: enrolmentView{URI: e.URI, Secret: e.Secret, QR: e.QR}}, err
}

type confirmFactorInput struct {
	Asked
	Body struct {
		Code string `json:"code" minLength:"6" maxLength:"40" doc:"验证器上的动态口令"`
	}
}

type recoveryCodesView struct {
	RecoveryCodes []string `json:"recoveryCodes" doc:"恢复码，只显示这一次，请打印保管"`
}

type confirmFactorReply struct {
	Cookie []string `header:"Set-Cookie"`
	Body   recoveryCodesView
}

// confirmSecondFactor ends every session of the account; the one that asks goes on with
// another, which may do everything again.
func (s *server) confirmSecondFactor(ctx context.Context, in *confirmFactorInput) (*confirmFactorReply, error) {
	id := personOf(ctx).Account.ID
	tried, err := s.door.TryOwnPassword(id)
	if err != nil {
		return nil, err
	}
	codes, err := s.office.ConfirmSecondFactor(ctx, id, in.Body.Code)
	tried(err)
	if err != nil {
		return nil, err
	}
	cookies, err := s.door.LogInAnew(ctx, in.request, false)
	if err != nil {
		return nil, err
	}
	return &confirmFactorReply{Cookie: cookies, Body: recoveryCodesView{RecoveryCodes: codes}}, nil
}

func (s *server) renewRecoveryCodes(ctx context.Context, in *proveInput) (*reply[recoveryCodesView], error) {
	id := personOf(ctx).Account.ID
	tried, err := s.door.TryOwnPassword(id)
	if err != nil {
		return nil, err
	}
	codes, err := s.office.RenewRecoveryCodes(ctx, id, in.Body.Password, in.Body.Code)
	tried(err)
	return &reply[recoveryCodesView]{Body: recoveryCodesView{RecoveryCodes: orEmpty(codes)}}, err
}
