package bureau

import (
	"context"
	"strings"

	"github.com/alexedwards/argon2id"

	"shuangsuiji/inspection"
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

// smallestPassword is the length a password must have, in characters. GB/T
// 22239-2019 (等级保护基本要求) 8.1.4.1 asks for complexity and names no length.
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
