package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// tryAccess logs in every way there is.
func tryAccess(t *testing.T, u *up) {
	file := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(file, []byte(u.password(t, "legal")+"\r\n"), 0o600))
	by := func(more ...string) []string { return append([]string{"clock", "--address", u.base()}, more...) }
	requireDone(t, u.at("clock")...)
	requireDone(t, by("--login", "legal", "--password-file", file)...)
	requireOneLine(t, exitFailed, "login_failed", by("--login", "head", "--password-file", file)...)
	requireOneLine(t, exitFailed, "password_unreadable", by("--login", "legal", "--password-file", file+"x")...)
	requireOneLine(t, exitFailed, "password_missing", u.at("clock", "--login", "nobody")...)
	requireOneLine(t, exitFailed, "password_missing", by("--data", t.TempDir())...)

	c, err := u.logIn(t, "clerk", u.password(t, "clerk"))
	require.NoError(t, err)
	var issued struct{ Secret string }
	require.NoError(t, c.Send(t.Context(), http.MethodPost, "/api/tokens", map[string]string{"name": "测试", "scope": "act"}, &issued))
	requireDone(t, by("--token", issued.Secret)...)
	requireOneLine(t, exitFailed, "token_unknown", by("--token", issued.Secret+"x")...)
	t.Setenv("SSJ_TOKEN", issued.Secret)
	requireDone(t, by()...)
	u.token = issued.Secret

	gone := "127.0.0.1:" + strconv.Itoa(freePorts(t, 1)[0])
	requireOneLine(t, exitFailed, "api_away", "clock", "--address", gone)
	requireOneLine(t, exitFailed, "address_invalid", "clock", "--address", "ftp://x")
}
