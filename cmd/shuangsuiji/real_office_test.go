package main

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"
)

// TestRealOffice: in a real, empty office the clock cannot be moved, and the
// administrator is the only one whose password lies in the folder.
func TestRealOffice(t *testing.T) {
	u := startUp(t, filepath.Join(t.TempDir(), "data"))
	admin := func(args ...string) []string { return u.at(append(args, "--login", "admin")...) }
	requireOneLine(t, exitFailed, "password_change_required", admin("clock")...)
	passwords, codes := u.settleIn(t, "admin")
	requireOneLine(t, exitFailed, "second_factor_required", admin("clock", "--password-file", passwords)...)
	admin = func(args ...string) []string {
		code := codes[0]
		codes = codes[1:]
		return u.at(append(args, "--login", "admin", "--password-file", passwords, "--code", code)...)
	}
	require.Contains(t, requireDone(t, admin("clock")...), "与真实时间一致")
	requireOneLine(t, exitFailed, "clock_is_real", admin("clock", "next")...)
	requireOneLine(t, exitFailed, "clock_is_real", admin("clock", "days", "1")...)
	requireOneLine(t, exitFailed, "password_missing", u.at("clock")...)

	// Whether this year's notice is there depends on the day of the test.
	code, out, _ := perform(t, append(u.on("doctor"), u.ports()...)...)
	require.Contains(t, []int{exitDone, exitDiffering}, code)
	require.Contains(t, out, "正常  业务时钟：与真实时间一致")
	require.Contains(t, out, "提醒  初始账号文件：")
	require.Contains(t, requireDone(t, u.on("user", "second-factor", "admin")...), "已重设")
	requireOneLine(t, exitFailed, "second_factor_none", u.on("user", "second-factor", "admin")...)
	requireOneLine(t, exitFailed, "second_factor_enrolment_required", u.at("clock", "--login", "admin", "--password-file", passwords)...)
	u.stop(t)
}

// settleIn has the account change the password that it was given and enrol a second
// factor, and returns a file with the password and the recovery codes.
func (u *up) settleIn(t *testing.T, login string) (passwordFile string, codes []string) {
	t.Helper()
	const own = "l0ng enough 42"
	first := u.password(t, login)
	c, err := u.logIn(t, login, first)
	require.NoError(t, err)
	require.NoError(t, c.Send(t.Context(), http.MethodPost, "/api/password", map[string]string{"oldPassword": first, "newPassword": own}, nil))
	var made struct{ Secret string }
	require.NoError(t, c.Send(t.Context(), http.MethodPost, "/api/second-factor", map[string]string{"password": own}, &made))
	code, err := totp.GenerateCode(made.Secret, time.Now())
	require.NoError(t, err)
	var printed struct{ RecoveryCodes []string }
	require.NoError(t, c.Send(t.Context(), http.MethodPost, "/api/second-factor/confirm", map[string]string{"code": code}, &printed))
	passwordFile = filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(passwordFile, []byte(own+"\n"), 0o600))
	return passwordFile, printed.RecoveryCodes
}
