package bureau

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
)

// Account returns an account that may still act.
func (o *Office) Account(ctx context.Context, id string) (record.Account, error) {
	a, err := o.record.Account(ctx, id)
	if err != nil {
		return a, err
	}
	if !a.Active {
		return a, inspection.Errorf(inspection.KindUnauthentic, "account_inactive", "账号已停用。")
	}
	return a, nil
}

// Actor is the account as it acts today: its own roles, and those delegated to it.
func (o *Office) Actor(ctx context.Context, a record.Account) (inspection.Actor, error) {
	now, err := o.Now(ctx)
	if err != nil {
		return inspection.Actor{}, err
	}
	return o.record.Actor(ctx, record.Asking{By: inspection.By{Via: inspection.ViaAccount, ID: a.ID}, On: calendar.DateOf(now), At: inspection.Recorded(o.now())})
}

// require refuses an actor without any of the roles.
func require(actor inspection.Actor, what string, roles ...inspection.Role) error {
	return access.RequireRole(actor, what, roles...)
}

// NewAccount is an account to be made or changed.
type NewAccount struct {
	ID, Login, Name, Department, Certificate, Email, Password string
	Roles                                                     []inspection.Role
	Active                                                    bool
}

// SaveAccount makes or changes an account; an empty password leaves it as it is.
func (o *Office) SaveAccount(ctx context.Context, actor inspection.Actor, in NewAccount) (record.Account, error) {
	if err := access.KeepAccounts.Require(actor); err != nil {
		return record.Account{}, err
	}
	var bad inspection.Invalid
	for _, f := range []struct{ field, value, name string }{{"login", in.Login, "用户名"}, {"name", in.Name, "姓名"}, {"department", in.Department, "部门"}} {
		if strings.TrimSpace(f.value) == "" {
			bad.Add(f.field, "", "%s不能为空", f.name)
		}
	}
	for _, r := range in.Roles {
		if !inspection.IsStaffRole(r) {
			bad.Add("roles", string(r), "没有名为“%s”的角色", r)
		}
	}
	if slices.Contains(in.Roles, inspection.RoleInspector) && in.Certificate == "" {
		bad.Add("certificate", "", "执法人员的账号必须填写执法证件号")
	}
	if slices.Contains(in.Roles, inspection.RoleAdministrator) && len(in.Roles) > 1 {
		bad.Add("roles", "", "管理员不参与案件办理，不能兼任其他角色")
	}
	if err := bad.Err("account_invalid", "账号"); err != nil {
		return record.Account{}, err
	}
	a := record.Account{ID: in.ID, Login: strings.TrimSpace(in.Login), Name: in.Name, Department: in.Department, Certificate: in.Certificate,
		Roles: in.Roles, Email: in.Email, Active: in.Active, Created: inspection.Recorded(o.now())}
	if a.ID == "" {
		a.ID = "u-" + randomText(9)
		a.Active = true
	} else {
		old, err := o.record.Account(ctx, a.ID)
		if err != nil {
			return a, err
		}
		a.PasswordHash, a.Created = old.PasswordHash, old.Created
	}
	if in.Password != "" {
		var err error
		if a.PasswordHash, err = o.passwords.hash(in.Password); err != nil {
			return a, err
		}
	}
	return a, o.record.SaveAccountBy(ctx, a, actor.ID, inspection.Recorded(o.now()))
}

// Accounts lists all accounts.
func (o *Office) Accounts(ctx context.Context, actor inspection.Actor) ([]record.Account, error) {
	if err := access.ReadAccounts.Require(actor); err != nil {
		return nil, err
	}
	return o.record.Accounts(ctx)
}
