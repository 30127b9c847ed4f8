package main

import (
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/seal"
	"shuangsuiji/store"
)

// trySecondInstance: the folder belongs to the one that runs.
func trySecondInstance(t *testing.T, u *up) {
	requireOneLine(t, exitFailed, "folder_in_use", append(u.on("up", "--demo"), portFlags(t)...)...)
	requireDone(t, u.at("clock")...)
}

func portFlags(t *testing.T) []string {
	t.Helper()
	p := freePorts(t, 2)
	return []string{"--port", strconv.Itoa(p[0]), "--temporal-port", strconv.Itoa(p[1])}
}

// tryRefusedStarts: a folder that is not for this start is left as it was.
func tryRefusedStarts(t *testing.T, u *up) {
	unchanged := func(t *testing.T, code int, folder, contains string, more ...string) {
		t.Helper()
		before := contents(t, folder)
		requireOneLine(t, code, contains, append([]string{"up", "--data", folder}, append(portFlags(t), more...)...)...)
		after := contents(t, folder)
		delete(after, filepath.Join(folder, "README.txt"))
		delete(before, filepath.Join(folder, "README.txt"))
		delete(after, filepath.Join(folder, lockFile))
		delete(before, filepath.Join(folder, lockFile))
		require.Equal(t, before, after)
	}
	t.Run("demonstration as real", func(t *testing.T) { unchanged(t, exitFailed, u.folder, "是演示数据") })
	t.Run("real as demonstration", func(t *testing.T) {
		folder := t.TempDir()
		require.NoError(t, os.Chmod(folder, 0o700))
		require.NoError(t, store.Migrate(t.Context(), store.Config{Driver: store.SQLite, DSN: filepath.Join(folder, recordFile), Logger: slog.New(slog.DiscardHandler)}))
		unchanged(t, exitFailed, folder, "是正式数据", "--demo")
	})
	t.Run("keys lost", func(t *testing.T) { unchanged(t, exitFailed, copyOf(t, u.folder), "keys_missing", "--demo") })
	t.Run("keys of another office", func(t *testing.T) {
		folder := copyOf(t, u.folder)
		writeFile(t, filepath.Join(folder, sealKeysFile), seal.NewKey(seal.NewID(time.Now())).Line())
		unchanged(t, exitFailed, folder, "keys_missing", "--demo")
	})
	t.Run("newer schema", func(t *testing.T) {
		folder := copyOf(t, u.folder)
		damageRecord(newerSchema, outOfReach)(t, folder)
		unchanged(t, exitFailed, folder, "数据库结构版本（99）比本程序所知的", "--demo")
	})
	t.Run("damaged pages", func(t *testing.T) {
		folder := copyOf(t, u.folder)
		damagePage(t, folder)
		unchanged(t, exitDiffering, folder, "record_damaged", "--demo", "--log-level", "ERROR+1")
	})
	t.Run("damaged pages of the engine", func(t *testing.T) {
		folder := copyOf(t, u.folder)
		raw, err := os.ReadFile(filepath.Join(u.folder, temporalFile))
		require.NoError(t, err)
		writeFile(t, filepath.Join(folder, temporalFile), string(raw))
		damagePageOf(t, filepath.Join(folder, temporalFile), "executions")
		unchanged(t, exitDiffering, folder, "engine_damaged", "--demo", "--log-level", "ERROR+1")
	})
	t.Run("not a database", func(t *testing.T) {
		folder := copyOf(t, u.folder)
		require.NoError(t, os.WriteFile(filepath.Join(folder, recordFile), []byte("这不是案卷，这不是案卷，这不是案卷"), 0o600))
		unchanged(t, exitDiffering, folder, "record_damaged", "--demo")
	})
}

// TestUpRefused: what cannot be had is said in one line before anything is kept.
func TestUpRefused(t *testing.T) {
	t.Parallel()
	taken := busyPort(t)
	t.Cleanup(func() { require.NoError(t, taken.Close()) })
	for name, c := range map[string]struct{ flag, says string }{
		"API port": {"--port", "port_in_use"}, "Temporal port": {"--temporal-port", "端口无法使用"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "data")
			s := requireOneLine(t, exitFailed, c.says, append([]string{"up", "--demo", "--data", folder}, append(portFlags(t), c.flag, portOf(taken))...)...)
			require.Contains(t, s.errs, taken.Addr().String())
			require.NoFileExists(t, filepath.Join(folder, accountsFile))
			if c.flag == "--port" {
				require.NoFileExists(t, filepath.Join(folder, recordFile))
			}
		})
	}
	t.Run("folder below a file", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		require.NoError(t, os.WriteFile(file, nil, 0o600))
		requireOneLine(t, exitFailed, "folder_not_writable", append([]string{"up", "--demo", "--data", filepath.Join(file, "data")}, portFlags(t)...)...)
		is, err := os.Stat(file)
		require.NoError(t, err)
		require.Equal(t, fs.FileMode(0o600), is.Mode())
	})
}
