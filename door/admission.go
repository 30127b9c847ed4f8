package door

import (
	"crypto/sha256"
	"errors"
	"net/http"
	"time"

	"shuangsuiji/inspection/law"
)

// admitStranger charges a request that names nobody to its address, or to its device
// where somebody logged in from it.
func (d *Door) admitStranger(r *http.Request) error {
	return d.noteRefused(r, "", "请求过于频繁，已暂时不予受理", d.admitFrom(r, d.throttle.strangers))
}

func (d *Door) admitFrom(r *http.Request, strangers budget) error {
	if one, known := d.devices.of(r); known {
		return d.throttle.staff.take("device " + one.ID)
	}
	return strangers.take(d.AddressOf(r))
}

// credential is a session or token as a request brings it.
type credential [32]byte

func credentialOf(secret string) credential { return sha256.Sum256([]byte(secret)) }

// admitCredential lets a session or token be looked up. One that was right lately is;
// what may be made up is charged to where it comes from, so that the record is not
// asked for all that a flood brings.
func (d *Door) admitCredential(r *http.Request, c credential) error {
	if d.throttle.proven.Contains(c) {
		return nil
	}
	return d.noteRefused(r, "", "以来历不明的登录状态或者令牌频繁请求，已暂时不予受理", d.admitFrom(r, d.throttle.unproven))
}

// looked notes what became of a session or token that was looked up, and counts a
// wrong one against its address. Guessing at tokens is limited as guessing at
// passwords is.
func (d *Door) looked(r *http.Request, c credential, err error) error {
	switch {
	case err == nil:
		d.throttle.proven.Add(c, struct{}{})
	case law.KindOf(err) == law.KindUnauthentic:
		d.throttle.proven.Remove(c)
		if limited := d.throttle.credentials.take(d.AddressOf(r)); limited != nil {
			return d.noteRefused(r, "", "多次使用无效的登录状态或者令牌，已暂时不予受理", limited)
		}
	}
	return err
}

// tryPassword lets a password be compared, unless the caller has guessed too often:
// at this login, or at many. done must be called with what came of it. Who knows the
// password is not refused for what another guesses, and where the login succeeded
// before not for what many guess together (decision 15).
func (d *Door) tryPassword(r *http.Request, login string) (done func(error), err error) {
	if one, known := d.devices.of(r); known && one.knows(login) {
		if end, err := d.throttle.passwords.begin("devices of " + login); err == nil {
			return func(err error) { end(isWrong(err)) }, nil
		}
	}
	var t trial
	address := d.AddressOf(r)
	if err := t.begin(d.throttle.passwordAddresses, address); err != nil {
		return nil, d.noteRefused(r, "", "以多个用户名多次输错密码，已暂时不予受理", err)
	}
	from := "login " + login + " from " + address
	if err := t.begin(d.throttle.passwords, from); err != nil {
		return nil, d.noteRefused(r, login, "多次输错同一用户名的密码，已暂时不予受理", err)
	}
	leave := func() {}
	if !d.throttle.familiar.Contains(from) {
		if err := t.begin(d.throttle.passwordLogins, login); err != nil {
			return nil, d.noteRefused(r, login, "从多个地址输错同一用户名的密码，已暂时不受理从未登录过的地址", err)
		}
		select {
		case d.throttle.strangersLogins <- struct{}{}:
			leave = func() { <-d.throttle.strangersLogins }
		default:
			t.end(false)
			return nil, tooManyRequests(retryLogin)
		}
	}
	return func(err error) {
		leave()
		t.end(isWrong(err))
		if err == nil {
			d.throttle.familiar.Add(from, struct{}{})
		}
	}, nil
}

// trial is one password that is compared, counted by several who each allow it.
type trial []func(wrong bool)

// begin counts the password with one more; where that one refuses, with none.
func (t *trial) begin(g *guesses, caller string) error {
	end, err := g.begin(caller)
	if err != nil {
		t.end(false)
		return err
	}
	*t = append(*t, end)
	return nil
}

func (t *trial) end(wrong bool) {
	for _, end := range *t {
		end(wrong)
	}
}

// noteEvery is how often the security log is told of an address.
const noteEvery = time.Hour

// noteRefused tells the security log that the request's address is refused, once an
// hour for each; it hands on the refusal.
func (d *Door) noteRefused(r *http.Request, subject, detail string, refused error) error {
	if refused == nil {
		return nil
	}
	address, now := d.AddressOf(r), time.Now()
	if last, known := d.throttle.noted.Get(address); (!known || now.Sub(last) >= noteEvery) && d.throttle.notes.Allow() {
		d.throttle.noted.Add(address, now)
		d.office.NoteThrottled(r.Context(), subject, detail)
	}
	return refused
}

// TryOwnPassword lets the password be compared that an account names once more, unless
// it has guessed too often. done must be called with what came of it.
func (d *Door) TryOwnPassword(account string) (done func(error), err error) {
	end, err := d.throttle.passwords.begin("account " + account)
	return func(err error) { end(isWrong(err)) }, err
}

// isWrong reports a wrong password or code; one that was not yet asked for is none.
func isWrong(err error) bool {
	return law.KindOf(err) == law.KindUnauthentic && !errors.Is(err, &law.Error{Code: CodeSecondFactor})
}

// retryLogin is after what time it makes sense to log in once more where many
// strangers do.
const retryLogin = 2 * time.Second
