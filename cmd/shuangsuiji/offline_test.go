package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// command performs one command line in this process.
func command(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, &o, &e)
	return code, o.String(), e.String()
}

// done performs a command that must succeed, and gives its output.
func done(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := command(t, args...)
	require.Zero(t, code, "%q: %s", args, errs)
	require.Empty(t, errs)
	return out
}

// fails performs a command that must not succeed, and gives what it says.
func fails(t *testing.T, want int, args ...string) string {
	t.Helper()
	code, out, errs := command(t, args...)
	require.Equal(t, want, code, "%q: %s%s", args, out, errs)
	require.Empty(t, out)
	require.True(t, strings.HasPrefix(errs, "shuangsuiji: "), errs)
	return errs
}

func firstField(line string) string { return strings.Fields(line)[0] }

func contentOf(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(content)
}

func fileWith(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func TestHelpOfTheOfflineCommandsTeaches(t *testing.T) {
	for command, taught := range map[string]string{
		"calendar":         "shuangsuiji calendar due publication 2024-04-19",
		"calendar add":     "shuangsuiji calendar add 2024-04-16 15 --days",
		"calendar between": "第一个日期的当日不计，第二个日期的当日计入",
		"calendar day":     "劳动节调休上班",
		"calendar periods": "shuangsuiji calendar periods --edition 2024 --json",
		"calendar due":     "shuangsuiji calendar due 24小时 2024-04-19T16:30",
		"template":         "shuangsuiji template inspectors > inspectors.csv",
		"draw":             "--where 类别=人力资源服务机构 --where 地区=城区",
		"verify":           "shuangsuiji verify public.json --commitment",
	} {
		require.Contains(t, done(t, append(strings.Fields(command), "--help")...), taught, command)
	}
}
