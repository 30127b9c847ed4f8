package bureau

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/alexedwards/argon2id"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
	"shuangsuiji/passwords"
	"shuangsuiji/record"
)

// hasher hashes passwords, a few at a time: each takes 64 MiB.
type hasher struct {
	params *argon2id.Params
	slots  chan struct{}
	// decoy is compared where there is no such account, so that the answer takes
	// as long.
	decoy string
}

// hashings is how many passwords are hashed at once.
const hashings = 2

func newHasher() *hasher {
	h := &hasher{params: argon2id.DefaultParams, slots: make(chan struct{}, hashings)}
	h.decoy = decoyOf(h.params)
	return h
}

// decoyOf is a hash with the parameters of all others, of no password.
func decoyOf(p *argon2id.Params) string {
	salt, key := make([]byte, p.SaltLength), make([]byte, p.KeyLength)
	rand.Read(salt)
	rand.Read(key)
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", p.Memory, p.Iterations, p.Parallelism,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

// enter waits for a slot, or until nobody waits for the answer any more.
func (h *hasher) enter(ctx context.Context) (leave func(), err error) {
	select {
	case h.slots <- struct{}{}:
		return func() { <-h.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	leave, err := h.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return argon2id.CreateHash(password, h.params)
}

func (h *hasher) matches(ctx context.Context, password, hash string) (bool, error) {
	leave, err := h.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	return argon2id.ComparePasswordAndHash(password, hash)
}

// firstPassword is one that the system makes, to be shown once: 80 bits.
func firstPassword() string { return rand.Text()[:16] }

var errLogin = law.Errorf(law.KindUnauthentic, "login_failed", "用户名或者密码不正确。")

// Login checks a login's password; [Office.CompleteLogin] then asks for the second
// factor. It takes as long for an unknown login as for a wrong password; both are
// login_failed.
func (o *Office) Login(ctx context.Context, login, password string) (record.Account, error) {
	a, err := o.accountOfLogin(ctx, login)
	if err != nil && law.KindOf(err) != law.KindNotFound {
		return record.Account{}, err
	}
	known, hash := err == nil && a.Active, a.PasswordHash
	if !known || hash == "" {
		hash = o.passwords.decoy
	}
	ok, err := o.passwords.matches(ctx, password, hash)
	if err != nil {
		return record.Account{}, err
	}
	if ok && known {
		return a, nil
	}
	// What was typed is not kept where no account has it: it may be a password.
	failed := record.SecurityEvent{Kind: record.EventLoginFailed, Account: a.ID}
	switch {
	case a.ID == "":
		failed.Detail = "没有该用户名"
	case !a.Active:
		failed.Detail = "账号已停用"
	}
	o.note(ctx, failed)
	return record.Account{}, errLogin
}

// accountOfLogin finds the account by its login's normal form, or as it was typed: an
// older account may have a login that could not be made any more.
func (o *Office) accountOfLogin(ctx context.Context, login string) (record.Account, error) {
	normal, err := names.Login(login)
	if err == nil {
		a, err := o.record.AccountByLogin(ctx, normal)
		if law.KindOf(err) != law.KindNotFound || err == nil {
			return a, err
		}
	}
	return o.record.AccountByLogin(ctx, strings.TrimSpace(login))
}

// ChangePassword changes the caller's own password and ends all sessions and tokens of
// the account. Everything else about the account stays as it is by then.
//
// Errors: login_failed, password_unchanged, those of [passwords.Check],
// account_inactive.
func (o *Office) ChangePassword(ctx context.Context, account, old, fresh string) error {
	a, err := o.Account(ctx, account)
	if err != nil {
		return err
	}
	ok, err := o.passwords.matches(ctx, old, a.PasswordHash)
	if err != nil {
		return err
	}
	if !ok {
		return errLogin
	}
	if strings.EqualFold(strings.TrimSpace(fresh), strings.TrimSpace(old)) {
		return law.Errorf(law.KindInvalid, "password_unchanged", "新密码不能与现在的密码相同。")
	}
	hash, err := o.hashFor(ctx, a, fresh)
	if err != nil {
		return err
	}
	_, err = o.record.ChangeAccount(ctx, a.ID, record.AccountChange{By: a.ID, At: registers.Recorded(o.now()),
		Judge: func(now *record.Account, _ []record.Account) ([]record.Message, error) {
			if !now.Active {
				return nil, errInactive
			}
			if now.PasswordHash != a.PasswordHash { // reset by somebody else meanwhile
				return nil, errLogin
			}
			now.PasswordHash, now.MustChangePassword = hash, false
			return nil, nil
		}})
	if err == nil {
		o.note(ctx, record.SecurityEvent{Kind: record.EventPasswordChanged, Account: a.ID})
	}
	return err
}

// hashFor judges a new password for the account and hashes it.
func (o *Office) hashFor(ctx context.Context, a record.Account, password string) (string, error) {
	if err := passwords.Check(password, a.Login, a.Name, a.Department, a.Certificate, a.Email); err != nil {
		return "", err
	}
	return o.passwords.hash(ctx, password)
}
