package bureau

import (
	"context"
	"net/mail"
	"slices"
	"strings"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

var errInactive = law.Errorf(law.KindUnauthentic, "account_inactive", "账号已停用。")

// Account returns an account that may still act.
func (o *Office) Account(ctx context.Context, id string) (record.Account, error) {
	a, err := o.record.Account(ctx, id)
	if err != nil {
		return a, err
	}
	if !a.Active {
		return a, errInactive
	}
	return a, nil
}

// ownActor is the account with its own roles and nothing lent.
func ownActor(a record.Account) law.Actor {
	return law.Actor{ID: a.ID, Roles: slices.Clone(a.Roles), Department: a.Department, Certificate: a.Certificate}
}

// Actor is the account as it acts today: its own roles, and those delegated to it.
func (o *Office) Actor(ctx context.Context, a record.Account) (law.Actor, error) {
	now, err := o.Now(ctx)
	if err != nil {
		return law.Actor{}, err
	}
	return o.record.Actor(ctx, record.Asking{By: law.By{Via: law.ViaAccount, ID: a.ID}, On: calendar.DateOf(now), At: registers.Recorded(o.now())})
}

// NewAccount is an account to be made or changed.
type NewAccount struct {
	ID, Login, Name, Department, Certificate, Email string
	Roles                                           []law.Role
	Active                                          bool
	// Password is the first one; an account that is there keeps its own where it is
	// empty. Only the system itself may give another here, see [Office.ResetPassword].
	Password string
}

// SaveAccount makes or changes an account. A new one is active, and in a real office
// changes its password before it does anything else. What the form leaves as it was is
// not judged anew, so that an older account can still be changed or closed.
//
// Errors: not_your_act, account_invalid, login_invalid, login_taken, login_confusable,
// roles_exclude, certificate_unknown, certificate_taken, last_administrator,
// account_not_found, those of [passwords.Check].
func (o *Office) SaveAccount(ctx context.Context, actor law.Actor, in NewAccount) (record.Account, error) {
	if err := access.KeepAccounts.Require(actor); err != nil {
		return record.Account{}, err
	}
	var old record.Account
	if in.ID != "" {
		var err error
		if old, err = o.record.Account(ctx, in.ID); err != nil {
			return old, err
		}
		if in.Password != "" && !actor.Has(law.RoleSystem) {
			return old, law.Errorf(law.KindForbidden, "password_reset_apart", "他人的密码只能写明理由另行重设。")
		}
	}
	form, err := tidied(in, old)
	if err != nil {
		return old, err
	}
	if err := o.inRegister(ctx, form, old); err != nil {
		return old, err
	}
	hash := ""
	if in.Password != "" {
		if hash, err = o.hashFor(ctx, form, in.Password); err != nil {
			return old, err
		}
	}
	at, err := o.Now(ctx)
	if err != nil {
		return old, err
	}
	change := record.AccountChange{By: actor.ID, At: registers.Recorded(o.now()), Judge: func(a *record.Account, others []record.Account) ([]record.Message, error) {
		before := *a
		if in.ID == "" {
			before = record.Account{}
		}
		a.Login, a.Name, a.Department, a.Certificate, a.Email, a.Roles, a.Active = form.Login, form.Name, form.Department, form.Certificate, form.Email, form.Roles, form.Active
		if hash != "" {
			a.PasswordHash, a.MustChangePassword = hash, !o.demonstration
		}
		if err := amongAccounts(*a, before, others); err != nil {
			return nil, err
		}
		return tellOfRoles(*a, before, others, actor.ID, at), nil
	}}
	var saved record.Account
	if in.ID != "" {
		saved, err = o.record.ChangeAccount(ctx, in.ID, change)
	} else {
		saved, err = o.record.AddAccount(ctx, record.Account{ID: "u-" + randomText(9), Created: change.At}, change)
	}
	if err == nil {
		o.noteAccount(ctx, saved, old, actor.ID)
	}
	return saved, err
}

// noteAccount notes what of an account's access was changed.
func (o *Office) noteAccount(ctx context.Context, a, old record.Account, by string) {
	what := func(kind record.SecurityEventKind, detail string) {
		o.note(ctx, record.SecurityEvent{Kind: kind, Account: by, Subject: a.ID, Detail: shortened(detail)})
	}
	if a.Active && !old.Active {
		what(record.EventAccountOpened, a.Login+"："+rolesInChinese(a.Roles))
	}
	if !a.Active && old.Active {
		what(record.EventAccountClosed, a.Login)
	}
	if old.ID != "" && !slices.Equal(a.Roles, old.Roles) {
		what(record.EventRolesChanged, rolesInChinese(old.Roles)+"改为"+rolesInChinese(a.Roles))
	}
	if old.ID != "" && a.PasswordHash != old.PasswordHash {
		what(record.EventPasswordReset, "")
	}
}

// longestDetail is that of a line of the security log, in characters.
const longestDetail = 500

func shortened(detail string) string {
	if runes := []rune(detail); len(runes) > longestDetail {
		return string(runes[:longestDetail-1]) + "…"
	}
	return detail
}

// tidied is the account as the form has it, names in the form in which they are kept.
// What is as it was in old, the zero account for a new one, is taken as it is.
func tidied(in NewAccount, old record.Account) (record.Account, error) {
	a := record.Account{ID: in.ID, Login: in.Login, Name: in.Name, Department: in.Department, Certificate: in.Certificate, Email: strings.TrimSpace(in.Email),
		Roles: in.Roles, Active: in.Active || in.ID == ""}
	if a.Login != old.Login {
		login, err := names.Login(a.Login)
		if err != nil {
			return a, err
		}
		a.Login = login
	}
	var bad law.Invalid
	for _, f := range []struct {
		field  law.Path
		name   string
		value  *string
		was    string
		needed bool
	}{{"name", "姓名", &a.Name, old.Name, true}, {"department", "部门", &a.Department, old.Department, true}, {"certificate", "执法证件号", &a.Certificate, old.Certificate, false}} {
		if *f.value == f.was && f.was != "" {
			continue
		}
		tidy, ok := names.Typed(*f.value)
		if !ok {
			bad.Add(f.field, "", "%s中有不可见的字符或者控制字符", f.name)
		} else if tidy == "" && f.needed {
			bad.Add(f.field, "", "%s不能为空", f.name)
		}
		*f.value = tidy
	}
	judgeRoles(a, &bad)
	if a.Email != old.Email && a.Email != "" {
		if parsed, err := mail.ParseAddress(a.Email); err != nil || parsed.Address != a.Email {
			bad.Add("email", "", "不是有效的电子邮件地址")
		}
	}
	if err := bad.Err("account_invalid", "账号"); err != nil {
		return a, err
	}
	if !slices.Equal(a.Roles, old.Roles) || a.Active && !old.Active {
		if err := law.RolesExclude(a.Roles...); err != nil {
			return a, err
		}
	}
	return a, nil
}

func judgeRoles(a record.Account, bad *law.Invalid) {
	for i, r := range a.Roles {
		if !law.IsStaffRole(r) {
			bad.Add("roles", string(r), "没有名为“%s”的角色", r)
		} else if slices.Contains(a.Roles[:i], r) {
			bad.Add("roles", string(r), "角色“%s”重复", r.Chinese())
		}
	}
	if slices.Contains(a.Roles, law.RoleInspector) && a.Certificate == "" {
		bad.Add("certificate", "", "执法人员的账号必须填写执法证件号")
	}
}

// inRegister refuses a certificate that the inspectors' register, where it holds
// anything yet, does not know: an account would act under it unseen by the draw.
func (o *Office) inRegister(ctx context.Context, a, old record.Account) error {
	if a.Certificate == "" || !a.Active || a.Certificate == old.Certificate && old.Active {
		return nil
	}
	all, err := o.record.AllInspectors(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 || slices.ContainsFunc(all, func(i registers.Inspector) bool { return i.Certificate == a.Certificate }) {
		return nil
	}
	e := law.Errorf(law.KindInvalid, "certificate_unknown", "执法检查人员名录库中没有证件号%s，请核对，或者先由经办导入名录库。", a.Certificate)
	e.Fields = []law.FieldError{{Field: "certificate", Value: a.Certificate, Message: "不在名录库中"}}
	return e
}

// amongAccounts judges an account that is about to be written beside all others.
func amongAccounts(a, before record.Account, others []record.Account) error {
	for _, x := range others {
		switch {
		case a.Login != before.Login && names.FoldLogin(x.Login) == a.Login:
			return law.Errorf(law.KindDuplicate, "login_taken", "登录名“%s”已被使用。", a.Login)
		case a.Login != before.Login && names.LookAlike(x.Login, a.Login):
			return law.Errorf(law.KindDuplicate, "login_confusable", "登录名“%s”与已有的“%s”容易混淆，请另取一个。", a.Login, x.Login)
		case a.Active && x.Active && a.Certificate != "" && x.Certificate == a.Certificate && (a.Certificate != before.Certificate || !before.Active):
			return law.Errorf(law.KindDuplicate, "certificate_taken", "执法证件号%s已用于账号“%s”，一个证件只能有一个账号。", a.Certificate, x.Login)
		}
	}
	if administers(before) && !administers(a) && !slices.ContainsFunc(others, administers) {
		return law.Errorf(law.KindNotAllowed, "last_administrator", "这是唯一启用的管理员账号，不能停用，也不能改为其他角色；请先建立另一个管理员账号。")
	}
	return nil
}

func administers(a record.Account) bool {
	return a.Active && slices.Contains(a.Roles, law.RoleAdministrator)
}

// Accounts lists all accounts.
func (o *Office) Accounts(ctx context.Context, actor law.Actor) ([]record.Account, error) {
	if err := access.ReadAccounts.Require(actor); err != nil {
		return nil, err
	}
	return o.record.Accounts(ctx)
}
