package hostile

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gorilla/securecookie"
	"github.com/pquerna/otp/totp"

	"shuangsuiji/demo"
	"shuangsuiji/demo/people"
	"shuangsuiji/seal"
)

// secret is something that the office knows and its databases must not tell.
type secret struct {
	name string
	is   []byte
}

// forms are how a secret might stand in a file.
func (s secret) forms() map[string][]byte {
	return map[string][]byte{
		"as it is": s.is, "in hex": []byte(hex.EncodeToString(s.is)), "in base64": []byte(base64.RawStdEncoding.EncodeToString(s.is)),
		"in base64 for addresses": []byte(base64.RawURLEncoding.EncodeToString(s.is)),
	}
}

// codeForms are how a number of six digits might stand beside where it belongs: as it
// is it stands anywhere by chance.
func codeForms(code string) []secret {
	return []secret{{"a link's code", []byte(`"code":"` + code)}, {"a link's code", []byte("验证码为" + code)}}
}

// secrets brings about everything that is secret, and names it.
func (o *office) secrets(ctx context.Context) (all []secret, err error) {
	accounts, err := people.ReadAccounts(o.system.Accounts())
	if err != nil {
		return nil, err
	}
	for _, a := range accounts {
		all = append(all, secret{"the password of " + a.Login, []byte(a.Password)})
	}
	for _, n := range newcomers {
		all = append(all, secret{"the password of " + n.login, []byte(o.people[n.login].password)})
	}
	var token struct{ Secret string }
	if err := o.people["director"].Send(ctx, http.MethodPost, "/api/tokens", map[string]any{"name": "程序", "scope": "act"}, &token); err != nil {
		return nil, err
	}
	all = append(all, secret{"a token", []byte(token.Secret)})
	session, err := o.session(ctx, "director")
	if err != nil {
		return nil, err
	}
	all = append(all, secret{"a session", []byte(session)})
	for _, c := range o.cases {
		if c.Stage.Open() {
			link, err := o.link(ctx, c)
			if err != nil {
				return nil, err
			}
			all = append(all, secret{"the secret of a link", []byte(link.Secret)})
			all = append(all, codeForms(link.Code)...)
			break
		}
	}
	factor, err := o.secondFactor(ctx)
	if err != nil {
		return nil, err
	}
	all = append(all, factor...)
	draws, err := o.sealedOfDraws(ctx)
	return append(all, draws...), err
}

// session is a session of the person's, as a browser brings it.
func (o *office) session(ctx context.Context, login string) (string, error) {
	is := callerFrom("127.0.2.1", o.base).logIn(ctx, login, o.people[login].password)
	if !is.ok() {
		return "", fmt.Errorf("%s logs in: %s", login, is)
	}
	return cookieOf(is, "ssj_session")
}

func cookieOf(a answer, name string) (string, error) {
	for _, c := range (&http.Response{Header: a.header}).Cookies() {
		if c.Name == name {
			return c.Value, nil
		}
	}
	return "", fmt.Errorf("no cookie %s was given", name)
}

// secondFactor enrols one for the legal reviewer.
func (o *office) secondFactor(ctx context.Context) (all []secret, err error) {
	legal := o.people["legal"]
	var begun struct{ Secret string }
	if err := legal.Send(ctx, http.MethodPost, "/api/second-factor", map[string]string{"password": legal.password}, &begun); err != nil {
		return nil, err
	}
	code, err := totp.GenerateCode(begun.Secret, time.Now())
	if err != nil {
		return nil, err
	}
	var printed struct{ RecoveryCodes []string }
	if err := legal.Send(ctx, http.MethodPost, "/api/second-factor/confirm", map[string]string{"code": code}, &printed); err != nil {
		return nil, err
	}
	raw, err := plainBase32(begun.Secret)
	if err != nil {
		return nil, err
	}
	all = []secret{{"what a telephone makes codes from", []byte(begun.Secret)}, {"what a telephone makes codes from", raw}}
	for _, c := range printed.RecoveryCodes {
		all = append(all, secret{"a recovery code", []byte(c)}, secret{"a recovery code", []byte(strings.ReplaceAll(c, "-", ""))})
	}
	return all, nil
}

// sealedOfDraws are the nonce and the roster's key of the draw that waits for its
// witnesses, opened with the office's keys.
func (o *office) sealedOfDraws(ctx context.Context) (all []secret, err error) {
	ring, err := o.ring()
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", o.record()+"?_pragma=busy_timeout(10000)")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var number int
	var nonce, key []byte
	if err := db.QueryRowContext(ctx, "SELECT number, nonce, roster_key FROM draws WHERE task = ?", demo.SampleTask).Scan(&number, &nonce, &key); err != nil {
		return nil, err
	}
	for what, sealed := range map[string][]byte{"nonce": nonce, "roster key": key} {
		plain, err := ring.Open(sealed, drawContext(what, demo.SampleTask, number))
		if err != nil {
			return nil, fmt.Errorf("the office's own keys open the %s: %w", what, err)
		}
		all = append(all, secret{"the " + what + " of a draw that is not revealed", plain})
	}
	return all, nil
}

// ring are the office's keys, which lie beside the record and not in it.
func (o *office) ring() (*seal.Ring, error) {
	text, err := os.ReadFile(filepath.Join(o.data, "seal.keys"))
	if err != nil {
		return nil, err
	}
	keys, err := seal.ParseKeys(text)
	if err != nil {
		return nil, err
	}
	return seal.New(keys...)
}

// clear looks for the secrets in every file of the data folder that holds what the
// office or Temporal remembers, and in the log.
func (o *office) clear(ctx context.Context, a *Attack) (err error) {
	secrets, err := o.secrets(ctx)
	if err != nil {
		return err
	}
	var files []string
	err = filepath.WalkDir(o.data, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.Contains(filepath.Base(path), ".db") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	logged, err := o.logged()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(logged)) }()
	files = append(files, logged)
	a.control(len(files) >= 3, "record, Temporal's database and log are there: %v", files)
	// What is in the record is found in the file: the journal is looked through, too.
	planted := []byte(o.people["clerk-elsewhere"].name)
	found := false
	size := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue // a journal of the database's
		}
		if err != nil {
			return err
		}
		size += len(text)
		found = found || bytes.Contains(text, planted)
		for _, s := range secrets {
			for form, is := range s.forms() {
				a.try(!bytes.Contains(text, is), "%s %s stands in %s", s.name, form, filepath.Base(file))
			}
		}
	}
	a.control(found, "the name of an account is found in the files")
	accounts, err := os.ReadFile(o.system.Accounts())
	if err != nil {
		return err
	}
	a.control(bytes.Contains(accounts, secrets[0].is), "a password is found where it is: in the accounts' file")
	a.says("%d secrets in %d MiB of %d files", len(secrets), size>>20, len(files))
	return nil
}

// logged is a file of what the process has logged. What it says on the terminal when it
// is started for the first time has the first passwords, on purpose.
func (o *office) logged() (path string, err error) {
	text, err := os.ReadFile(o.system.Processes()[0].Log)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	for line := range bytes.Lines(text) {
		if bytes.HasPrefix(line, []byte("time=")) {
			out.Write(line)
		}
	}
	file, err := os.CreateTemp("", "ssj-logged-*.log")
	if err != nil {
		return "", err
	}
	_, err = file.Write(out.Bytes())
	return file.Name(), errors.Join(err, file.Close())
}

// used shows the running office what a copy of its record holds in the place of
// sessions, tokens, links, passwords and devices.
func (o *office) used(ctx context.Context, sources func() *caller, a *Attack) (err error) {
	folder, err := os.MkdirTemp("", "ssj-copied-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "record.db")
	if err := o.copyRecord(ctx, path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	texts := func(table, column string) (out []string, err error) {
		err = eachCell(ctx, db, table, func(name string, value any) {
			if name == column {
				out = append(out, fmt.Sprint(value))
			}
		})
		a.control(err == nil && len(out) > 0, "the copy has %s.%s: %v", table, column, err)
		return out, err
	}
	for _, table := range []string{"sessions", "tokens", "links"} {
		hashes, err := texts(table, "hash")
		if err != nil {
			return err
		}
		for _, hash := range hashes[:min(len(hashes), 10)] {
			c := sources()
			is := c.do(ctx, http.MethodGet, "/api/me", nil, "Cookie", "ssj_session="+hash)
			a.try(is.refused(http.StatusUnauthorized, http.StatusTooManyRequests), "a hash out of %s as a session: %s", table, is)
			is = c.do(ctx, http.MethodGet, "/api/me", nil, "Authorization", "Bearer "+hash)
			a.try(is.refused(http.StatusUnauthorized, http.StatusTooManyRequests), "a hash out of %s as a token: %s", table, is)
			is = c.do(ctx, http.MethodGet, "/entity/"+hash, nil)
			a.try(is.refused(http.StatusNotFound, http.StatusTooManyRequests), "a hash out of %s as a link: %s", table, is)
		}
	}
	passwords, err := texts("accounts", "password_hash")
	if err != nil {
		return err
	}
	for _, hash := range passwords[:3] {
		a.try(strings.HasPrefix(hash, "$argon2id$"), "a password is kept as %.20s", hash)
		is := sources().logIn(ctx, "director", hash[:min(len(hash), 200)])
		a.try(is.refused(http.StatusUnauthorized), "a password's hash as a password: %s", is)
	}
	marks, err := texts("marks", "value")
	if err != nil {
		return err
	}
	if err := o.forgedDevice(ctx, marks, a); err != nil {
		return err
	}
	session, err := o.session(ctx, "head")
	if err != nil {
		return err
	}
	is := sources().do(ctx, http.MethodGet, "/api/me", nil, "Cookie", "ssj_session="+session)
	a.control(is.ok(), "a session itself: %s", is)
	return nil
}

// forgedDevice makes the cookie of a known device out of what the record holds: it
// would open nothing, but let its owner guess on, and flood the office as staff.
func (o *office) forgedDevice(ctx context.Context, marks []string, a *Attack) error {
	const source = "127.0.2.2"
	guess := func(cookie string) answer {
		return callerFrom(source, o.base).logIn(ctx, "head", "a guess", "Cookie", "ssj_device="+cookie)
	}
	is := callerFrom(source, o.base).logIn(ctx, "head", o.people["head"].password)
	if !is.ok() {
		return fmt.Errorf("head logs in: %s", is)
	}
	real, err := cookieOf(is, "ssj_device")
	if err != nil {
		return err
	}
	var device map[string]any
	for n := 0; guess("none").status != http.StatusTooManyRequests; n++ {
		if n == guessing {
			return errors.New("guessing is not limited, so that a forged device would not be noticed")
		}
	}
	for _, mark := range marks {
		codec := securecookie.New([]byte(mark), nil).SetSerializer(securecookie.JSONEncoder{}).MaxAge(0)
		if codec.Decode("ssj_device", real, &device) == nil {
			a.try(false, "the key that signs the cookies of devices stands in the record")
		} else {
			a.try(true, "")
		}
		forged, err := codec.Encode("ssj_device", map[string]any{"id": "forged", "logins": []string{}})
		if err != nil {
			return err
		}
		is := guess(forged)
		a.try(is.status == http.StatusTooManyRequests, "a guess with the cookie of a device that was made up: %s", is)
	}
	is = guess(real)
	a.control(is.code == "login_failed", "a guess from the device itself is compared: %s", is)
	return nil
}

// copyRecord copies the record as whoever has its files would, with its journal.
func (o *office) copyRecord(ctx context.Context, to string) (err error) {
	db, err := sql.Open("sqlite", o.record()+"?_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

// drawContext is what a secret of a draw is sealed for, as package activities has it;
// were it another, the office's own keys would not open it here.
func drawContext(what, task string, number int) []byte {
	return fmt.Appendf(nil, "draw\x00%s\x00%d\x00%s", task, number, what)
}

// plainBase32 is a TOTP's secret as bytes.
func plainBase32(text string) ([]byte, error) {
	return base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(text)
}
