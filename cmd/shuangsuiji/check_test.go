package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// tryCheck: what doesn't hold is a line each, and the check goes on behind it.
func tryCheck(t *testing.T, u *up) {
	require.Contains(t, requireDone(t, "check", "--data", u.folder), "案卷完整一致")
	folder := copyOf(t, u.folder)
	out := requireDone(t, "check", "--data", folder)
	require.Contains(t, out, "没有核对办理记录的印记", "the keys are not in the copy")

	damageRecord("UPDATE tasks SET state = '{' WHERE id = '2024001-001'", "UPDATE accounts SET department = '某科' WHERE login = 'clerk'")(t, folder)
	s := requireOneLine(t, exitDiffering, "record_differs", "check", "--data", folder)
	require.Contains(t, s.out, "异常  tasks  任务2024001-001的状态无法读取。（state_unreadable）")
	require.Contains(t, s.out, "异常  accounts  账号clerk与其最后一次变更记录不符。（account_differs）")
	require.Contains(t, s.out, "已核对：任务")

	require.NoError(t, os.Remove(filepath.Join(folder, recordFile)))
	requireOneLine(t, exitFailed, "record_missing", "check", "--data", folder)
}
