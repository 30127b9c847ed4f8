package bureau

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"fmt"
	"image/png"
	"slices"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// The second factor is a TOTP (RFC 6238) as every authenticator makes it: SHA-1, six
// digits, a new one each half minute.
const (
	codePeriod    = 30 * time.Second
	factorBytes   = 20
	recoveryCodes = 10
	// mostWrongCodes in a row close the second factor for a while. Only who has the
	// password gets so far, so nobody is shut out by a stranger.
	mostWrongCodes = 10
	codesClosedFor = 15 * time.Minute
	qrPixels       = 240
)

// CodeSecondFactor asks for the code of a second factor: the password was right.
const CodeSecondFactor = "second_factor_required"

var (
	errFactorRequired = law.Errorf(law.KindUnauthentic, CodeSecondFactor, "请输入动态口令（验证器上的6位数字），或者恢复码。")
	errFactorWrong    = law.Errorf(law.KindUnauthentic, "second_factor_wrong", "动态口令不正确，或者已经用过。")
	errFactorClosed   = law.Errorf(law.KindTooMany, "second_factor_closed", "动态口令多次不正确，请15分钟后再试。")
	errNoFactors      = law.Errorf(law.KindUnavailable, "second_factor_unavailable", "本系统没有配置保管动态口令的密钥，请联系管理本机的人员。")
	errNotEnrolled    = law.Errorf(law.KindNotAllowed, "second_factor_none", "尚未设置动态口令。")
)

// CompleteLogin asks for the second factor of an account whose password was right, and
// notes the login. mustEnrol: a role demands one, and none is enrolled; the session may
// then do nothing but enrol it.
//
// Errors: second_factor_required, second_factor_wrong, second_factor_closed,
// second_factor_unavailable.
func (o *Office) CompleteLogin(ctx context.Context, a record.Account, code string) (mustEnrol bool, err error) {
	f, err := o.record.SecondFactor(ctx, a.ID)
	if err != nil {
		return false, err
	}
	if f.Enrolled.IsZero() {
		if mustEnrol, err = o.needsSecondFactor(ctx, a); err != nil {
			return false, err
		}
		o.note(ctx, record.SecurityEvent{Kind: record.EventLogin, Account: a.ID})
		return mustEnrol, nil
	}
	if err := o.useCode(ctx, a, code); err != nil {
		return false, err
	}
	o.note(ctx, record.SecurityEvent{Kind: record.EventLogin, Account: a.ID, Detail: "密码和动态口令"})
	return false, nil
}

// needsSecondFactor reports whether a role that the account has today demands one.
func (o *Office) needsSecondFactor(ctx context.Context, a record.Account) (bool, error) {
	if o.seals == nil {
		return false, nil
	}
	value, set, err := settings.SecondFactorRoles.Now(ctx, o.record)
	if err != nil || o.demonstration && !set {
		return false, err
	}
	roles, _ := value.([]law.Role)
	actor, err := o.Actor(ctx, a)
	return actor.Has(roles...), err
}

// useCode takes a code of the account's second factor, or a recovery code, once.
func (o *Office) useCode(ctx context.Context, a record.Account, code string) error {
	code = plainCode(code)
	if code == "" {
		return errFactorRequired
	}
	var outcome error
	var recovered, left int
	err := o.record.ChangeSecondFactor(ctx, a.ID, func(f *record.SecondFactor) error {
		outcome, recovered, left = nil, 0, 0
		now := registers.Recorded(o.now())
		switch {
		case f.Enrolled.IsZero():
			return errNotEnrolled
		case now.Before(f.LockedUntil):
			return errFactorClosed
		}
		step, err := o.stepOf(a.ID, f.Secret, code, f.LastStep)
		switch {
		case err != nil:
			return err
		case step > 0:
			f.LastStep, f.Failures = step, 0
			return nil
		}
		if i := recoveryCode(f.Codes, a.ID, code); i >= 0 {
			f.Codes[i].Used, f.Failures, recovered = now, 0, 1
			left = countLeft(f.Codes)
			return nil
		}
		outcome = errFactorWrong // written all the same: it counts
		if f.Failures++; f.Failures >= mostWrongCodes {
			f.Failures, f.LockedUntil = 0, now.Add(codesClosedFor)
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case outcome != nil:
		o.note(ctx, record.SecurityEvent{Kind: record.EventFactorFailed, Account: a.ID})
	case recovered > 0:
		o.note(ctx, record.SecurityEvent{Kind: record.EventRecoveryUsed, Account: a.ID, Detail: fmt.Sprintf("尚余%d个", left)})
	}
	return outcome
}

// plainCode is a code without the blanks and strokes that people read it with.
func plainCode(typed string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "\u3000", "").Replace(strings.TrimSpace(typed)))
}

// stepOf is the time step to which the code belongs: now, or the one before or after it
// for clocks that differ. 0 where it belongs to none of them, or to one not after last.
func (o *Office) stepOf(account string, sealed []byte, code string, last int64) (int64, error) {
	if len(code) != otp.DigitsSix.Length() {
		return 0, nil
	}
	secret, err := o.open(account, sealed)
	if err != nil {
		return 0, err
	}
	now := o.now().Unix() / int64(codePeriod.Seconds())
	for step := max(now-1, last+1); step <= now+1; step++ {
		want, err := hotp.GenerateCode(secret, uint64(step))
		if err != nil {
			return 0, fmt.Errorf("second factor of %s: %w", account, err)
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return step, nil
		}
	}
	return 0, nil
}

func recoveryCode(codes []record.RecoveryCode, account, code string) int {
	hash := recoveryHash(account, code)
	return slices.IndexFunc(codes, func(c record.RecoveryCode) bool { return c.Hash == hash && c.Used.IsZero() })
}

func recoveryHash(account, code string) string { return HashSecret(account + "\x00" + code) }

func countLeft(codes []record.RecoveryCode) (left int) {
	for _, c := range codes {
		if c.Used.IsZero() {
			left++
		}
	}
	return left
}

func sealContext(account string) []byte { return []byte("second factor of " + account) }

func (o *Office) open(account string, sealed []byte) (string, error) {
	if o.seals == nil {
		return "", errNoFactors
	}
	secret, err := o.seals.Open(sealed, sealContext(account))
	if err != nil {
		return "", errors.Join(errNoFactors, fmt.Errorf("second factor of %s: %w", account, err))
	}
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret), nil
}

// SecondFactorState is what an account's second factor is like, without its secrets.
type SecondFactorState struct {
	Enrolled      time.Time // zero where there is none
	Required      bool      // by a role
	RecoveryCodes int       // not used yet
}

// SecondFactor tells the account what its second factor is like.
func (o *Office) SecondFactor(ctx context.Context, account string) (SecondFactorState, error) {
	a, err := o.Account(ctx, account)
	if err != nil {
		return SecondFactorState{}, err
	}
	f, err := o.record.SecondFactor(ctx, account)
	if err != nil {
		return SecondFactorState{}, err
	}
	required, err := o.needsSecondFactor(ctx, a)
	return SecondFactorState{Enrolled: f.Enrolled, Required: required, RecoveryCodes: countLeft(f.Codes)}, err
}

// Enrolment is what an authenticator needs, shown once.
type Enrolment struct {
	URI    string // otpauth://
	Secret string // for typing it in
	QR     string // the URI as a picture, data:image/png
}

// BeginSecondFactor makes a secret for an authenticator, which holds from when a code of
// it is confirmed; until then what was enrolled before stays. It takes the password, and
// a code of the one there is.
func (o *Office) BeginSecondFactor(ctx context.Context, account, password, code string) (Enrolment, error) {
	a, f, err := o.prove(ctx, account, password)
	if err != nil {
		return Enrolment{}, err
	}
	if o.seals == nil {
		return Enrolment{}, errNoFactors
	}
	if !f.Enrolled.IsZero() {
		if err := o.useCode(ctx, a, code); err != nil {
			return Enrolment{}, err
		}
	}
	secret := make([]byte, factorBytes)
	rand.Read(secret)
	sealed, err := o.seals.Seal(secret, sealContext(account))
	if err != nil {
		return Enrolment{}, err
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "双随机", AccountName: a.Login, Secret: secret})
	if err != nil {
		return Enrolment{}, fmt.Errorf("second factor of %s: %w", account, err)
	}
	picture, err := qrOf(key)
	if err != nil {
		return Enrolment{}, err
	}
	return Enrolment{URI: key.URL(), Secret: key.Secret(), QR: picture},
		o.record.ChangeSecondFactor(ctx, account, func(f *record.SecondFactor) error { f.Pending = sealed; return nil })
}

func qrOf(key *otp.Key) (string, error) {
	img, err := key.Image(qrPixels, qrPixels)
	if err != nil {
		return "", fmt.Errorf("picture of a second factor: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return "", fmt.Errorf("picture of a second factor: %w", err)
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// prove checks the account's password once more.
func (o *Office) prove(ctx context.Context, account, password string) (record.Account, record.SecondFactor, error) {
	a, err := o.Account(ctx, account)
	if err != nil {
		return a, record.SecondFactor{}, err
	}
	ok, err := o.passwords.matches(ctx, password, a.PasswordHash)
	if err == nil && !ok {
		err = errLogin
	}
	if err != nil {
		return a, record.SecondFactor{}, err
	}
	f, err := o.record.SecondFactor(ctx, account)
	return a, f, err
}

// ConfirmSecondFactor takes the first code of the secret that [Office.BeginSecondFactor]
// made. From then on each login asks for one; all sessions of the account end. It returns
// the recovery codes, to be printed and shown this once.
func (o *Office) ConfirmSecondFactor(ctx context.Context, account, code string) ([]string, error) {
	a, err := o.Account(ctx, account)
	if err != nil {
		return nil, err
	}
	codes, kept := newRecoveryCodes(account)
	err = o.record.ChangeSecondFactor(ctx, account, func(f *record.SecondFactor) error {
		if len(f.Pending) == 0 {
			return law.Errorf(law.KindNotAllowed, "second_factor_not_begun", "请先开始设置动态口令。")
		}
		step, err := o.stepOf(account, f.Pending, plainCode(code), 0)
		if err != nil {
			return err
		}
		if step == 0 {
			return errFactorWrong
		}
		*f = record.SecondFactor{Secret: f.Pending, Enrolled: registers.Recorded(o.now()), LastStep: step, Codes: kept}
		return nil
	})
	if err != nil {
		return nil, err
	}
	o.note(ctx, record.SecurityEvent{Kind: record.EventFactorEnrolled, Account: a.ID})
	_, err = o.record.EndSessionsOf(ctx, account, "")
	return codes, err
}

// RenewRecoveryCodes makes new recovery codes in place of all old ones.
func (o *Office) RenewRecoveryCodes(ctx context.Context, account, password, code string) ([]string, error) {
	a, f, err := o.prove(ctx, account, password)
	if err != nil {
		return nil, err
	}
	if f.Enrolled.IsZero() {
		return nil, errNotEnrolled
	}
	if err := o.useCode(ctx, a, code); err != nil {
		return nil, err
	}
	codes, kept := newRecoveryCodes(account)
	return codes, o.record.ChangeSecondFactor(ctx, account, func(f *record.SecondFactor) error {
		if f.Enrolled.IsZero() {
			return errNotEnrolled
		}
		f.Codes = kept
		return nil
	})
}

// newRecoveryCodes are codes of 80 bits, as they are printed and as they are kept.
func newRecoveryCodes(account string) (printed []string, kept []record.RecoveryCode) {
	for range recoveryCodes {
		code := rand.Text()[:16]
		printed = append(printed, code[:4]+"-"+code[4:8]+"-"+code[8:12]+"-"+code[12:])
		kept = append(kept, record.RecoveryCode{Hash: recoveryHash(account, code)})
	}
	return printed, kept
}

// ResetSecondFactor forgets the second factor of somebody else's account, whose
// telephone is lost. Its sessions and tokens end; where a role demands a second factor,
// the next login may only enrol one. The person and the supervisors are told who did so
// and why.
//
// Errors: not_your_act, reason_required, own_password, account_not_found,
// second_factor_none.
func (o *Office) ResetSecondFactor(ctx context.Context, actor law.Actor, id, reason string) (record.Account, error) {
	if err := mayReset(actor, "重设动态口令", id, &reason); err != nil {
		return record.Account{}, err
	}
	f, err := o.record.SecondFactor(ctx, id)
	if err != nil {
		return record.Account{}, err
	}
	if f.Enrolled.IsZero() {
		return record.Account{}, errNotEnrolled
	}
	at, err := o.Now(ctx)
	if err != nil {
		return record.Account{}, err
	}
	a, err := o.record.ChangeAccount(ctx, id, record.AccountChange{By: actor.ID, At: registers.Recorded(o.now()), DropSecondFactor: true,
		Judge: func(a *record.Account, others []record.Account) ([]record.Message, error) {
			return tellOfReset("动态口令", reason, *a, others, actor.ID, at), nil
		}})
	if err == nil {
		o.note(ctx, record.SecurityEvent{Kind: record.EventFactorReset, Account: actor.ID, Subject: id, Detail: shortened(reason)})
	}
	return a, err
}
