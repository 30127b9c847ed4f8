package bureau

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
)

// passwords hashes passwords, a few at a time: each takes 64 MiB.
type passwords struct {
	params *argon2id.Params
	slots  chan struct{}
	// decoy is compared where there is no such account, so that the answer takes
	// as long.
	decoy string
}

// smallestPassword is the length a password must have (GB/T 39786 等保要求：不少于8位;
// here 10 characters).
const smallestPassword = 10

func newPasswords() *passwords {
	p := &passwords{params: argon2id.DefaultParams, slots: make(chan struct{}, 2)}
	p.decoy = "$argon2id$v=19$m=65536,t=1,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	return p
}

func (p *passwords) hash(password string) (string, error) {
	if len([]rune(password)) < smallestPassword {
		return "", inspection.Errorf(inspection.KindInvalid, "password_too_short", "密码不能少于%d个字符。", smallestPassword)
	}
	p.slots <- struct{}{}
	defer func() { <-p.slots }()
	return argon2id.CreateHash(password, p.params)
}

func (p *passwords) matches(password, hash string) (bool, error) {
	p.slots <- struct{}{}
	defer func() { <-p.slots }()
	return argon2id.ComparePasswordAndHash(password, hash)
}

var errLogin = inspection.Errorf(inspection.KindUnauthentic, "login_failed", "用户名或者密码不正确。")

// Login checks a password. It takes as long for an unknown login as for a wrong
// password.
func (o *Office) Login(ctx context.Context, login, password string) (record.Account, error) {
	a, err := o.record.AccountByLogin(ctx, strings.TrimSpace(login))
	known := err == nil && a.Active
	if err != nil && inspection.KindOf(err) != inspection.KindNotFound {
		return record.Account{}, err
	}
	hash := a.PasswordHash
	if !known || hash == "" {
		hash = o.passwords.decoy
	}
	ok, err := o.passwords.matches(password, hash)
	if err != nil {
		return record.Account{}, err
	}
	if !ok || !known {
		return record.Account{}, errLogin
	}
	return a, nil
}

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
	actor := inspection.Actor{ID: a.ID, Roles: slices.Clone(a.Roles), Department: a.Department, Certificate: a.Certificate}
	now, err := o.Now(ctx)
	if err != nil {
		return actor, err
	}
	lent, err := o.record.Delegations(ctx, a.ID, calendar.DateOf(now))
	if err != nil {
		return actor, err
	}
	for _, d := range lent {
		if d.To != a.ID || slices.Contains(a.Roles, d.Role) || (actor.DelegatedFrom != "" && actor.DelegatedFrom != d.From) {
			continue
		}
		from, err := o.record.Account(ctx, d.From)
		if err != nil {
			return actor, err
		}
		if !from.Active || !slices.Contains(from.Roles, d.Role) {
			continue
		}
		actor.Roles = append(actor.Roles, d.Role)
		actor.DelegatedRoles = append(actor.DelegatedRoles, d.Role)
		actor.Delegation, actor.DelegatedFrom, actor.DelegatedDepartment = d.ID, d.From, from.Department
	}
	return actor, nil
}

// require refuses an actor without any of the roles.
func require(actor inspection.Actor, what string, roles ...inspection.Role) error {
	if actor.Has(roles...) {
		return nil
	}
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = r.Chinese()
	}
	return inspection.Errorf(inspection.KindForbidden, "not_your_act", "“%s”应由%s办理，您不能办理。", what, strings.Join(names, "、"))
}

// NewAccount is an account to be made or changed.
type NewAccount struct {
	ID, Login, Name, Department, Certificate, Email, Password string
	Roles                                                     []inspection.Role
	Active                                                    bool
}

// SaveAccount makes or changes an account; an empty password leaves it as it is.
func (o *Office) SaveAccount(ctx context.Context, actor inspection.Actor, in NewAccount) (record.Account, error) {
	if err := require(actor, "管理账号", inspection.RoleAdministrator, inspection.RoleSystem); err != nil {
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

// ChangePassword changes the caller's own password.
func (o *Office) ChangePassword(ctx context.Context, account, old, fresh string) error {
	a, err := o.Account(ctx, account)
	if err != nil {
		return err
	}
	ok, err := o.passwords.matches(old, a.PasswordHash)
	if err != nil {
		return err
	}
	if !ok {
		return errLogin
	}
	if a.PasswordHash, err = o.passwords.hash(fresh); err != nil {
		return err
	}
	return o.record.SaveAccountBy(ctx, a, a.ID, inspection.Recorded(o.now()))
}

// Accounts lists all accounts.
func (o *Office) Accounts(ctx context.Context, actor inspection.Actor) ([]record.Account, error) {
	if err := require(actor, "查看账号", inspection.RoleAdministrator, inspection.RoleSupervisor, inspection.RoleSectionHead, inspection.RoleBureauHead); err != nil {
		return nil, err
	}
	return o.record.Accounts(ctx)
}

// Delegate lends the actor's own power to another account for a time (委托).
func (o *Office) Delegate(ctx context.Context, actor inspection.Actor, to string, role inspection.Role, begin, end calendar.Date, reason string) (record.Delegation, error) {
	d := record.Delegation{ID: "d-" + randomText(9), From: actor.ID, To: to, Role: role, Begin: begin, End: end, Reason: reason, Created: inspection.Recorded(o.now())}
	if !actor.Has(role) || slices.Contains(actor.DelegatedRoles, role) {
		return d, inspection.Errorf(inspection.KindForbidden, "not_your_power", "只能委托本人的职权，不能转委托。")
	}
	if role == inspection.RoleAdministrator || role == inspection.RoleInspector {
		return d, inspection.Errorf(inspection.KindInvalid, "power_not_delegable", "%s的职权不能委托。", role.Chinese())
	}
	if to == actor.ID {
		return d, inspection.Errorf(inspection.KindInvalid, "delegation_invalid", "不能委托给本人。")
	}
	if begin.IsZero() || end.Before(begin) || reason == "" {
		return d, inspection.Errorf(inspection.KindInvalid, "delegation_invalid", "委托必须写明起止日期和理由，且结束不早于开始。")
	}
	if _, err := o.Account(ctx, to); err != nil {
		return d, err
	}
	if err := o.freeToDeputise(ctx, d); err != nil {
		return d, err
	}
	return d, o.record.SaveDelegation(ctx, d)
}

// freeToDeputise refuses a second delegator at the same time: who deputises for
// two could approve for the one what was proposed for the other.
func (o *Office) freeToDeputise(ctx context.Context, d record.Delegation) error {
	others, err := o.record.Delegations(ctx, d.To, calendar.Date{})
	if err != nil {
		return err
	}
	for _, x := range others {
		if x.To == d.To && x.From != d.From && x.Revoked.IsZero() && !x.End.Before(d.Begin) && !d.End.Before(x.Begin) {
			return inspection.Errorf(inspection.KindNotAllowed, "already_deputy", "该账号自%s至%s已受他人委托，不能同时代行两人的职权。", x.Begin.ChineseString(), x.End.ChineseString())
		}
	}
	return nil
}

// RevokeDelegation ends a delegation that the actor gave.
func (o *Office) RevokeDelegation(ctx context.Context, actor inspection.Actor, id string) error {
	given, err := o.record.Delegations(ctx, actor.ID, calendar.Date{})
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(given, func(d record.Delegation) bool { return d.ID == id && d.From == actor.ID }) {
		return inspection.Errorf(inspection.KindNotFound, "delegation_unknown", "没有您作出的该项委托。")
	}
	return o.record.RevokeDelegation(ctx, id, inspection.Recorded(o.now()))
}

// Delegations are those given and received by the actor.
func (o *Office) Delegations(ctx context.Context, actor inspection.Actor) ([]record.Delegation, error) {
	return o.record.Delegations(ctx, actor.ID, calendar.Date{})
}

// tokenLife is how long a program's token is good for.
const tokenLife = 365 * 24 * time.Hour

// IssueToken makes a token for a program that acts for the account. The token is
// shown once; only its hash is kept.
func (o *Office) IssueToken(ctx context.Context, account, name string) (string, record.Token, error) {
	if strings.TrimSpace(name) == "" {
		return "", record.Token{}, inspection.Errorf(inspection.KindInvalid, "token_name_required", "必须写明令牌的用途。")
	}
	secret := "ssj_" + randomText(32)
	now := inspection.Recorded(o.now())
	t := record.Token{ID: "t-" + randomText(9), Account: account, Name: name, Hash: HashSecret(secret), Created: now, Expires: now.Add(tokenLife)}
	return secret, t, o.record.SaveToken(ctx, t)
}

// AccountOfToken finds the account for which a program acts.
func (o *Office) AccountOfToken(ctx context.Context, secret string) (record.Account, error) {
	t, err := o.record.TokenByHash(ctx, HashSecret(secret))
	if inspection.KindOf(err) == inspection.KindNotFound {
		return record.Account{}, inspection.Errorf(inspection.KindUnauthentic, "token_unknown", "令牌无效。")
	}
	if err != nil {
		return record.Account{}, err
	}
	if !t.Revoked.IsZero() || t.Expires.Before(o.now()) {
		return record.Account{}, inspection.Errorf(inspection.KindUnauthentic, "token_expired", "令牌已失效。")
	}
	return o.Account(ctx, t.Account)
}

// Tokens and RevokeToken manage the account's own tokens.
func (o *Office) Tokens(ctx context.Context, account string) ([]record.Token, error) {
	return o.record.Tokens(ctx, account)
}

// RevokeToken ends one of the account's own tokens.
func (o *Office) RevokeToken(ctx context.Context, account, id string) error {
	own, err := o.record.Tokens(ctx, account)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(own, func(t record.Token) bool { return t.ID == id }) {
		return inspection.Errorf(inspection.KindNotFound, "token_unknown", "没有该令牌。")
	}
	return o.record.RevokeToken(ctx, id, inspection.Recorded(o.now()))
}

// HashSecret is how secrets of tokens and links are kept.
func HashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// randomText is n random bytes as text; rand.Read never fails.
func randomText(n int) string {
	b := make([]byte, n)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}
