package api

import (
	"crypto/sha256"
	"errors"
	"net/http"
	"time"

	"shuangsuiji/inspection"
)

// admitStranger charges a request that names nobody to its address, or to its device
// where somebody logged in from it.
func (s *server) admitStranger(r *http.Request) error {
	return s.noteRefused(r, "", "请求过于频繁，已暂时不予受理", s.admitFrom(r, s.throttle.strangers))
}

func (s *server) admitFrom(r *http.Request, strangers budget) error {
	if d, known := s.devices.of(r); known {
		return s.throttle.staff.take("device " + d.ID)
	}
	return strangers.take(s.addressOf(r))
}

// credential is a session or token as a request brings it.
type credential [32]byte

func credentialOf(secret string) credential { return sha256.Sum256([]byte(secret)) }

// admitCredential lets a session or token be looked up. One that was right lately is;
// what may be made up is charged to where it comes from, so that the record is not
// asked for all that a flood brings.
func (s *server) admitCredential(r *http.Request, c credential) error {
	if s.throttle.proven.Contains(c) {
		return nil
	}
	return s.noteRefused(r, "", "以来历不明的登录状态或者令牌频繁请求，已暂时不予受理", s.admitFrom(r, s.throttle.unproven))
}

// looked notes what became of a session or token that was looked up, and counts a
// wrong one against its address. Guessing at tokens is limited as guessing at
// passwords is.
func (s *server) looked(r *http.Request, c credential, err error) error {
	switch {
	case err == nil:
		s.throttle.proven.Add(c, struct{}{})
	case inspection.KindOf(err) == inspection.KindUnauthentic:
		s.throttle.proven.Remove(c)
		if limited := s.throttle.credentials.take(s.addressOf(r)); limited != nil {
			return s.noteRefused(r, "", "多次使用无效的登录状态或者令牌，已暂时不予受理", limited)
		}
	}
	return err
}

// tryPassword lets a password be compared, unless the caller has guessed too often:
// at this login, or at many. done must be called with what came of it. Who knows the
// password is not refused for what others guess, as long as he comes from another
// address, or from a device on which the login succeeded before.
func (s *server) tryPassword(r *http.Request, login string) (done func(error), err error) {
	if d, known := s.devices.of(r); known && d.knows(login) {
		if end, err := s.throttle.passwords.begin("devices of " + login); err == nil {
			return func(err error) { end(isWrong(err)) }, nil
		}
	}
	address := s.addressOf(r)
	many, err := s.throttle.passwordAddresses.begin(address)
	if err != nil {
		return nil, s.noteRefused(r, "", "以多个用户名多次输错密码，已暂时不予受理", err)
	}
	one, err := s.throttle.passwords.begin("login " + login + " from " + address)
	if err != nil {
		many(false)
		return nil, s.noteRefused(r, login, "多次输错同一用户名的密码，已暂时不予受理", err)
	}
	select {
	case s.throttle.strangersLogins <- struct{}{}:
	default:
		one(false)
		many(false)
		return nil, tooManyRequests(retryLogin)
	}
	return func(err error) {
		<-s.throttle.strangersLogins
		one(isWrong(err))
		many(isWrong(err))
	}, nil
}

// noteEvery is how often the security log is told of an address.
const noteEvery = time.Hour

// noteRefused tells the security log that the request's address is refused, once an
// hour for each; it hands on the refusal.
func (s *server) noteRefused(r *http.Request, subject, detail string, refused error) error {
	if refused == nil {
		return nil
	}
	address, now := s.addressOf(r), time.Now()
	if last, known := s.throttle.noted.Get(address); (!known || now.Sub(last) >= noteEvery) && s.throttle.notes.Allow() {
		s.throttle.noted.Add(address, now)
		s.office.NoteThrottled(r.Context(), subject, detail)
	}
	return refused
}

// tryOwnPassword is tryPassword for an account that names its password once more.
func (s *server) tryOwnPassword(account string) (done func(error), err error) {
	end, err := s.throttle.passwords.begin("account " + account)
	return func(err error) { end(isWrong(err)) }, err
}

// isWrong reports a wrong password or code; one that was not yet asked for is none.
func isWrong(err error) bool {
	return inspection.KindOf(err) == inspection.KindUnauthentic && !errors.Is(err, &inspection.Error{Code: "second_factor_required"})
}

// retryLogin is after what time it makes sense to log in once more where many
// strangers do.
const retryLogin = 2 * time.Second
