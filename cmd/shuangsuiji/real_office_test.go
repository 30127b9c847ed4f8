package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRealOffice: in a real, empty office the clock cannot be moved, and the
// administrator is the only one whose password lies in the folder.
func TestRealOffice(t *testing.T) {
	u := startUp(t, filepath.Join(t.TempDir(), "data"))
	admin := func(args ...string) []string { return u.at(append(args, "--login", "admin")...) }
	require.Contains(t, requireDone(t, admin("clock")...), "与真实时间一致")
	requireOneLine(t, exitFailed, "clock_is_real", admin("clock", "next")...)
	requireOneLine(t, exitFailed, "clock_is_real", admin("clock", "days", "1")...)
	requireOneLine(t, exitFailed, "password_missing", u.at("clock")...)

	// Whether this year's notice is there depends on the day of the test.
	code, out, _ := perform(t, append(u.on("doctor"), u.ports()...)...)
	require.Contains(t, []int{exitDone, exitDiffering}, code)
	require.Contains(t, out, "正常  业务时钟：与真实时间一致")
	require.Contains(t, out, "提醒  初始账号文件：")
	u.stop(t)
}
