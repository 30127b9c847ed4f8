package bureau

import (
	"context"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/access"
	"shuangsuiji/record"
)

// ResetPassword gives an account another password; its sessions end. It is for
// who administers the machine, where the administrator's own password is lost.
func (o *Office) ResetPassword(ctx context.Context, actor inspection.Actor, login, password string) (record.Account, error) {
	return o.changeAccount(ctx, actor, login, func(a *NewAccount) { a.Password = password })
}

// SetActive lets an account in again, or keeps it out from now on.
func (o *Office) SetActive(ctx context.Context, actor inspection.Actor, login string, active bool) (record.Account, error) {
	return o.changeAccount(ctx, actor, login, func(a *NewAccount) { a.Active = active })
}

func (o *Office) changeAccount(ctx context.Context, actor inspection.Actor, login string, change func(*NewAccount)) (record.Account, error) {
	a, err := o.record.AccountByLogin(ctx, login)
	if err != nil {
		return a, err
	}
	changed := NewAccount{ID: a.ID, Login: a.Login, Name: a.Name, Department: a.Department, Certificate: a.Certificate, Email: a.Email, Roles: a.Roles, Active: a.Active}
	change(&changed)
	return o.SaveAccount(ctx, actor, changed)
}

// AccountHistory is how an account came to be what it is, with who and when.
func (o *Office) AccountHistory(ctx context.Context, actor inspection.Actor, login string) ([]record.Change, error) {
	if err := access.ReadAccountChanges.Require(actor); err != nil {
		return nil, err
	}
	a, err := o.record.AccountByLogin(ctx, login)
	if err != nil {
		return nil, err
	}
	return o.record.AccountHistory(ctx, a.ID)
}
