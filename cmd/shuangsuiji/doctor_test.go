package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/embedded"
	"shuangsuiji/store"
)

// examined is a doctor's report by the names of its checks.
func examined(t *testing.T, code int, args ...string) map[string]string {
	t.Helper()
	ended, out, errs := perform(t, append([]string{"doctor"}, args...)...)
	require.Equal(t, code, ended, out+errs)
	lines := map[string]string{}
	for line := range strings.Lines(out) {
		state, rest, _ := strings.Cut(strings.TrimSpace(line), "  ")
		name, text, found := strings.Cut(rest, "：")
		require.True(t, found, line)
		lines[name] = state + " " + text
		if code == exitDone {
			require.NotEqual(t, stateAmiss, state, line)
		}
	}
	require.Len(t, lines, len(checks))
	if code == exitDiffering {
		require.Contains(t, errs, "installation_amiss")
	}
	return lines
}

func requireStates(t *testing.T, lines map[string]string, want map[string]string) {
	t.Helper()
	for name, starts := range want {
		require.Truef(t, strings.HasPrefix(lines[name], starts), "%s: want %s, is %s", name, starts, lines[name])
	}
}

// tryDoctor examines the office while it runs.
func tryDoctor(t *testing.T, u *up) {
	lines := examined(t, exitDone, append([]string{"--data", u.folder, "--full"}, u.ports()...)...)
	requireStates(t, lines, map[string]string{
		"数据文件夹": "正常 " + u.folder, "初始账号文件": "正常", "磁盘空间": "正常 可用", "文件夹占用": "正常 正由", "案卷结构": "正常 版本", "只追加保护": "正常", "密钥": "正常",
		"业务时钟": "正常 演示，停在2024年", "工作日历": "正常", "管理员账号": "正常", "执法证件": "提醒 1人的证件", "抽查事项依据": "提醒", "端口": "未查",
		"接口": "正常 " + u.base(), "流程服务": "正常", "流程查询字段": "正常 9个", "工作进程": "正常", "邮件": "未查", "案卷与流程": "正常 核对",
	})

	// Somebody else's server at the port, and a mail server that is away.
	ports := freePorts(t, 2)
	elsewhere := []string{"--port", strconv.Itoa(ports[0]), "--temporal-port", strconv.Itoa(ports[1])}
	lines = examined(t, exitDiffering, append([]string{"--data", u.folder, "--smtp-host", "127.0.0.1", "--smtp-port", strconv.Itoa(ports[0]), "--smtp-from", "a@example.cn"}, elsewhere...)...)
	requireStates(t, lines, map[string]string{"接口": "异常", "流程服务": "异常", "工作进程": "未查", "流程查询字段": "未查", "案卷与流程": "未查", "邮件": "异常"})

	// The same office, as if it were processes of their own.
	separate := []string{"--driver", "sqlite", "--dsn", filepath.Join(u.folder, recordFile), "--address", "127.0.0.1:" + strconv.Itoa(u.temporal), "--api", u.base()}
	keys := embedded.ClientKeys(filepath.Join(u.folder, temporalFolder))
	known := append(slices.Clone(separate), "--temporal-ca", keys.CA, "--temporal-certificate", keys.Certificate, "--temporal-key", keys.Key)
	lines = examined(t, exitDone, known...)
	requireStates(t, lines, map[string]string{"数据文件夹": "未查", "端口": "未查", "接口": "正常", "工作进程": "正常", "案卷结构": "正常", "案卷与流程": "未查"})
	lines = examined(t, exitDiffering, separate...)
	requireStates(t, lines, map[string]string{"流程服务": "异常 连接流程服务需要证书", "工作进程": "未查"})
	lines = examined(t, exitDiffering, append(known, "--namespace", "other")...)
	requireStates(t, lines, map[string]string{"流程服务": "异常", "案卷结构": "正常"})
}

// tryStopped examines the folder when nothing runs; nothing in it is changed.
func tryStopped(t *testing.T, u *up) {
	before := contents(t, u.folder)
	lines := examined(t, exitDone, append([]string{"--data", u.folder}, u.ports()...)...)
	requireStates(t, lines, map[string]string{"文件夹占用": "正常 没有", "端口": "正常", "接口": "未查", "流程服务": "未查", "案卷结构": "正常", "案卷文件": "正常", "流程引擎文件": "正常"})
	require.Equal(t, before, contents(t, u.folder))
	code, out, errs := perform(t, append([]string{"doctor", "--data", u.folder, "--full"}, u.ports()...)...)
	require.Equal(t, exitFailed, code, "what --full asks for could not be done: %s", out)
	require.Contains(t, errs, "not_compared")

	taken := busyPort(t)
	defer func() { require.NoError(t, taken.Close()) }()
	lines = examined(t, exitDiffering, "--data", u.folder, "--port", portOf(taken))
	requireStates(t, lines, map[string]string{"端口": "异常 " + taken.Addr().String() + "被其他程序占用"})
}

// tryBrokenCopies breaks a copy of the folder in one way each.
func tryBrokenCopies(t *testing.T, u *up) {
	newer := copyOf(t, u.folder)
	damageRecord(newerSchema)(t, newer)
	requireStates(t, examined(t, exitDiffering, append([]string{"--data", newer}, u.ports()...)...),
		map[string]string{"案卷结构": "正常 版本99，比本程序所知的", "只追加保护": "正常"})
	for name, c := range map[string]struct {
		damage func(t *testing.T, folder string)
		want   map[string]string
	}{
		"others may enter": {func(t *testing.T, f string) { require.NoError(t, os.Chmod(f, 0o755)) }, map[string]string{"数据文件夹": "异常", "案卷结构": "正常"}},
		"others may read passwords": {func(t *testing.T, f string) { require.NoError(t, os.Chmod(filepath.Join(f, accountsFile), 0o644)) },
			map[string]string{"初始账号文件": "异常"}},
		"others may read the record": {func(t *testing.T, f string) { require.NoError(t, os.Chmod(filepath.Join(f, recordFile), 0o640)) },
			map[string]string{"数据文件夹": "异常 其中"}},
		"a damaged page":        {damagePage, map[string]string{"案卷文件": "异常"}},
		"keys are not there":    {func(*testing.T, string) {}, map[string]string{"密钥": "异常", "案卷结构": "正常"}},
		"a guard is gone":       {damageRecord("DROP TRIGGER acts_no_delete"), map[string]string{"只追加保护": "异常 缺少触发器：acts_no_delete"}},
		"a schema out of reach": {damageRecord(newerSchema, outOfReach), map[string]string{"案卷结构": "异常 数据库结构版本（99）", "只追加保护": "未查"}},
		"older schema":          {damageRecord("DELETE FROM goose_db_version WHERE version_id > 1"), map[string]string{"案卷结构": "异常", "工作日历": "未查"}},
		"clock of a real one":   {damageRecord("DROP TRIGGER marks_no_delete", "DELETE FROM marks WHERE name = 'demonstration'"), map[string]string{"业务时钟": "异常 时钟停住，但不是演示数据", "初始账号文件": "提醒"}},
		"demonstration goes on": {damageRecord("UPDATE business_clock SET standing = 0, stands_at = NULL"), map[string]string{"业务时钟": "异常 演示数据的时钟没有停住"}},
		"nobody administers":    {damageRecord("UPDATE accounts SET active = 0 WHERE login = 'admin'"), map[string]string{"管理员账号": "异常"}},
		"a year without notice": {damageRecord("UPDATE business_clock SET stands_at = replace(stands_at, '2024-', '2031-')"), map[string]string{"工作日历": "异常 没有2031年的放假安排"}},
		"no record":             {func(t *testing.T, f string) { require.NoError(t, os.Remove(filepath.Join(f, recordFile))) }, map[string]string{"案卷结构": "异常", "数据文件夹": "正常"}},
		"no folder":             {func(t *testing.T, f string) { require.NoError(t, os.RemoveAll(f)) }, map[string]string{"数据文件夹": "异常", "案卷结构": "异常"}},
	} {
		t.Run(name, func(t *testing.T) {
			folder := copyOf(t, u.folder)
			c.damage(t, folder)
			requireStates(t, examined(t, exitDiffering, append([]string{"--data", folder}, u.ports()...)...), c.want)
		})
	}
}

const (
	newerSchema = "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"
	outOfReach  = "UPDATE schema_reach SET oldest = 99"
)

// damageRecord runs statements by hand on a folder's record.
func damageRecord(statements ...string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		db, err := sql.Open(store.SQLite, filepath.Join(folder, recordFile))
		require.NoError(t, err)
		for _, s := range statements {
			_, err := db.ExecContext(t.Context(), s)
			require.NoError(t, err, s)
		}
		require.NoError(t, db.Close())
	}
}

// damagePage writes over the page at which the acts begin.
func damagePage(t *testing.T, folder string) {
	t.Helper()
	damagePageOf(t, filepath.Join(folder, recordFile), "acts")
}

func damagePageOf(t *testing.T, path, table string) {
	t.Helper()
	db, err := sql.Open(store.SQLite, path)
	require.NoError(t, err)
	var page, size int64
	require.NoError(t, db.QueryRowContext(t.Context(), "SELECT rootpage FROM sqlite_master WHERE name = ?", table).Scan(&page))
	require.NoError(t, db.QueryRowContext(t.Context(), "PRAGMA page_size").Scan(&size))
	require.NoError(t, db.Close())
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	require.NoError(t, err)
	_, err = file.WriteAt([]byte(strings.Repeat("damaged!", 64)), (page-1)*size)
	require.NoError(t, err)
	require.NoError(t, file.Close())
}
