package bureau

import (
	"context"
	"strings"
	"unicode/utf8"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// AccountNamed finds an account by its login, for who administers the machine.
func (o *Office) AccountNamed(ctx context.Context, actor law.Actor, login string) (record.Account, error) {
	if err := access.ReadAccountChanges.Require(actor); err != nil {
		return record.Account{}, err
	}
	return o.accountOfLogin(ctx, login)
}

// ResetPassword gives somebody else's account a password that the system makes, and
// returns it to be shown once. All sessions and tokens of the account end; in a real
// office the password is changed before anything else is done. The person and the
// supervisors are told who did so and why.
//
// Errors: not_your_act, reason_required, own_password, account_not_found.
func (o *Office) ResetPassword(ctx context.Context, actor law.Actor, id, reason string) (record.Account, string, error) {
	if err := mayReset(actor, "重设密码", id, &reason); err != nil {
		return record.Account{}, "", err
	}
	password := firstPassword()
	hash, err := o.passwords.hash(ctx, password)
	if err != nil {
		return record.Account{}, "", err
	}
	at, err := o.Now(ctx)
	if err != nil {
		return record.Account{}, "", err
	}
	a, err := o.record.ChangeAccount(ctx, id, record.AccountChange{By: actor.ID, At: registers.Recorded(o.now()),
		Judge: func(a *record.Account, others []record.Account) ([]record.Message, error) {
			a.PasswordHash, a.MustChangePassword = hash, !o.demonstration
			return tellOfReset("密码", reason, *a, others, actor.ID, at), nil
		}})
	if err != nil {
		return a, "", err
	}
	o.note(ctx, record.SecurityEvent{Kind: record.EventPasswordReset, Account: actor.ID, Subject: id, Detail: shortened(reason)})
	return a, password, nil
}

// mayReset refuses who may not reset what lets another person in, and tidies the
// reason.
func mayReset(actor law.Actor, what, id string, reason *string) error {
	if err := access.ResetAccess.Require(actor); err != nil {
		return err
	}
	if actor.ID == id {
		return law.Errorf(law.KindInvalid, "own_password", "本人的密码和第二因素请在本人账号中修改。")
	}
	text, ok := names.Typed(*reason)
	if n := utf8.RuneCountInString(text); !ok || n == 0 || n > longestReason {
		return law.Errorf(law.KindInvalid, "reason_required", "%s必须写明理由，不超过%d个字符。", what, longestReason)
	}
	*reason = text
	return nil
}

// SetActive lets an account in again, or keeps it out from now on.
func (o *Office) SetActive(ctx context.Context, actor law.Actor, login string, active bool) (record.Account, error) {
	a, err := o.accountOfLogin(ctx, login)
	if err != nil {
		return a, err
	}
	return o.SaveAccount(ctx, actor, NewAccount{ID: a.ID, Login: a.Login, Name: a.Name, Department: a.Department, Certificate: a.Certificate,
		Email: a.Email, Roles: a.Roles, Active: active})
}

// AccountHistory is how an account came to be what it is, with who and when.
func (o *Office) AccountHistory(ctx context.Context, actor law.Actor, login string) ([]record.Change, error) {
	if err := access.ReadAccountChanges.Require(actor); err != nil {
		return nil, err
	}
	a, err := o.accountOfLogin(ctx, strings.TrimSpace(login))
	if err != nil {
		return nil, err
	}
	return o.record.AccountHistory(ctx, a.ID)
}
