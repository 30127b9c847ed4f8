package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var passwordLine = regexp.MustCompile(`密码：(\S+)`)

func passwordIn(t *testing.T, out string) string {
	t.Helper()
	m := passwordLine.FindAllStringSubmatch(out, -1)
	require.Len(t, m, 1, out)
	return m[0][1]
}

// tryUsers manages accounts on the record of the office while it runs, and looks
// through its API at what came of it.
func tryUsers(t *testing.T, u *up) {
	refused := func(login, password string) {
		t.Helper()
		_, err := u.logIn(t, login, password)
		require.ErrorContains(t, err, "login_failed")
	}
	first := passwordIn(t, requireDone(t, u.on("user", "add", "wang", "--name", "王某", "--department", "社会保险科", "--role", "经办,section_head")...))
	wang, err := u.logIn(t, "wang", first)
	require.NoError(t, err)
	var me struct{ RoleNames []string }
	require.NoError(t, wang.Get(t.Context(), "/api/me", &me))
	require.Equal(t, []string{"经办", "科室负责人"}, me.RoleNames)

	reset := requireDone(t, u.on("user", "password", "wang")...)
	require.Contains(t, reset, "原密码已失效")
	second := passwordIn(t, reset)
	require.NotEqual(t, first, second)
	require.ErrorContains(t, wang.Get(t.Context(), "/api/me", nil), "session_ended")
	refused("wang", first)
	wang, err = u.logIn(t, "wang", second)
	require.NoError(t, err)

	require.Equal(t, "账号wang已停用\n", requireDone(t, u.on("user", "disable", "wang")...))
	require.Error(t, wang.Get(t.Context(), "/api/me", nil))
	refused("wang", second)
	require.Regexp(t, `(?m)^wang +停用 +经办、科室负责人 +王某 +社会保险科`, requireDone(t, u.on("user", "list")...))
	require.Contains(t, requireDone(t, u.on("user", "password", "wang")...), "该账号已停用")
	require.Equal(t, "账号wang已启用\n", requireDone(t, u.on("user", "enable", "wang")...))

	// The administrator who lost the password gets in again.
	lost := u.password(t, "admin")
	admin := passwordIn(t, requireDone(t, u.on("user", "password", "admin")...))
	refused("admin", lost)
	_, err = u.logIn(t, "admin", admin)
	require.NoError(t, err)
	requireOneLine(t, exitFailed, "last_administrator", u.on("user", "disable", "admin")...)

	history := strings.Split(strings.TrimSpace(requireDone(t, u.on("user", "history", "wang")...)), "\n")
	require.Len(t, history, 5)
	for i, part := range []string{"密码已更换", "密码已更换", "停用", "密码已更换", "启用"} {
		require.Contains(t, history[i], "由operator")
		require.Contains(t, history[i], part)
	}

	inspector := u.on("user", "add", "li", "--name", "李某", "--department", "劳动保障监察大队", "--role", "inspector")
	requireOneLine(t, exitFailed, "account_invalid", inspector...)
	requireOneLine(t, exitFailed, "certificate_unknown", append(inspector, "--certificate", "YS-0")...)
	requireOneLine(t, exitFailed, "certificate_taken", append(inspector, "--certificate", "YS-2024-0001")...)
	requireOneLine(t, exitFailed, "login_taken", u.on("user", "add", "WANG", "--name", "王某", "--department", "社会保险科", "--role", "经办")...)
	requireOneLine(t, exitFailed, "roles_exclude", u.on("user", "add", "zhao", "--name", "赵某", "--department", "社会保险科", "--role", "经办,监督")...)
	unknown := requireOneLine(t, exitUsage, "没有名为“局长”的角色", u.on("user", "add", "x", "--name", "x", "--department", "x", "--role", "局长")...)
	require.Contains(t, unknown.errs, "局负责人（bureau_head）")
	requireOneLine(t, exitFailed, "account_not_found", u.on("user", "password", "nobody")...)
	requireOneLine(t, exitFailed, "record_missing", "user", "list", "--data", t.TempDir())
	requireOneLine(t, exitUsage, "只能选一种", u.on("user", "list", "--dsn", "x")...)
}
