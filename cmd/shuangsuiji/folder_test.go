package main

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/store"
)

var quiet = slog.New(slog.DiscardHandler)

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
}

// noteOf is a lock file as a program leaves it that stopped at the stage.
func noteOf(stage lifeStage, kind string) string {
	return fmt.Sprintf("%-79s\n", fmt.Sprintf("%s %s 2026-01-05T01:00:00Z", stage, kind))
}

// emptyRecord is a record of this version in which no office is.
func emptyRecord(t *testing.T, folder string) {
	t.Helper()
	require.NoError(t, store.Migrate(t.Context(), store.Config{Driver: store.SQLite, DSN: filepath.Join(folder, recordFile), Logger: quiet}))
}

// TestFolderWithoutRecord: what tells of an office is never taken for an empty
// folder, and nothing in it is touched.
func TestFolderWithoutRecord(t *testing.T) {
	for name, lay := range map[string]func(t *testing.T, folder string){
		"the engine's state": func(t *testing.T, f string) { writeFile(t, filepath.Join(f, "temporal", "temporal.db"), "x") },
		"accounts":           func(t *testing.T, f string) { writeFile(t, filepath.Join(f, accountsFile), "admin  secret\n") },
		"keys":               func(t *testing.T, f string) { writeFile(t, filepath.Join(f, "act-keys.json"), "{}") },
		"a log":              func(t *testing.T, f string) { writeFile(t, filepath.Join(f, "office.log"), "x") },
		"the record's log":   func(t *testing.T, f string) { writeFile(t, filepath.Join(f, recordFile+"-wal"), "x") },
		"it was stopped":     func(t *testing.T, f string) { writeFile(t, filepath.Join(f, lockFile), noteOf(lifeStopped, "office")) },
		"it was cut off": func(t *testing.T, f string) {
			writeFile(t, filepath.Join(f, lockFile), noteOf(lifeRunning, markDemonstration))
		},
		"record of no bytes": func(t *testing.T, f string) {
			writeFile(t, filepath.Join(f, recordFile), "")
			writeFile(t, filepath.Join(f, accountsFile), "admin  secret\n")
		},
		"record without tables": func(t *testing.T, f string) {
			writeFile(t, filepath.Join(f, recordFile), "")
			damageRecord("CREATE TABLE x (y)")(t, f)
			writeFile(t, filepath.Join(f, "temporal", "temporal.db"), "x")
		},
		"record without rows": func(t *testing.T, f string) {
			emptyRecord(t, f)
			writeFile(t, filepath.Join(f, accountsFile), "admin  secret\n")
		},
		"record without accounts": func(t *testing.T, f string) {
			emptyRecord(t, f)
			damageRecord("INSERT INTO marks (name, value, set_at) VALUES ('seeded', '1', '2026-01-05 01:00:00.000000')")(t, f)
			writeFile(t, filepath.Join(f, lockFile), noteOf(lifeStopped, "office"))
		},
	} {
		for kind, flags := range map[string][]string{"office": nil, "demonstration": {"--demo"}} {
			t.Run(name+", as "+kind, func(t *testing.T) {
				folder := filepath.Join(t.TempDir(), "data")
				require.NoError(t, os.Mkdir(folder, 0o700))
				lay(t, folder)
				before := contents(t, folder)
				requireOneLine(t, exitFailed, "folder_without_record", append([]string{"up", "--data", folder}, append(portFlags(t), flags...)...)...)
				after := contents(t, folder)
				for _, f := range []string{lockFile, readmeFile, recordFile + "-shm"} {
					delete(before, filepath.Join(folder, f))
					delete(after, filepath.Join(folder, f))
				}
				require.Equal(t, before, after)
			})
		}
	}
}

// TestFolderBegins: where an office begins, and where a start that was cut short
// goes on.
func TestFolderBegins(t *testing.T) {
	begins := func(t *testing.T, folder string, demonstration bool) bool {
		t.Helper()
		f, err := openFolder(folder)
		require.NoError(t, err)
		defer func() { require.NoError(t, f.close()) }()
		begins, err := f.begins(t.Context(), store.Config{Driver: store.SQLite, DSN: f.file(recordFile), Logger: quiet}, demonstration)
		require.NoError(t, err)
		return begins
	}
	t.Run("no folder", func(t *testing.T) { require.True(t, begins(t, filepath.Join(t.TempDir(), "a", "b"), false)) })
	t.Run("empty folder", func(t *testing.T) { require.True(t, begins(t, t.TempDir(), true)) })
	t.Run("a start that came no further than its lock", func(t *testing.T) {
		folder := t.TempDir()
		writeFile(t, filepath.Join(folder, lockFile), "")
		writeFile(t, filepath.Join(folder, readmeFile), "x")
		require.True(t, begins(t, folder, true))
	})
	t.Run("a start that was cut short", func(t *testing.T) {
		folder := t.TempDir()
		require.True(t, begins(t, folder, true))
		emptyRecord(t, folder)
		writeFile(t, filepath.Join(folder, accountsFile), "admin secret\n")
		writeFile(t, filepath.Join(folder, "temporal", "temporal.db"), "x")
		require.True(t, begins(t, folder, true))
		require.False(t, begins(t, folder, false), "it was to be a demonstration")
	})
}

// TestFolderIsClosed: what others could reach is closed at the start, and said;
// what is made while the office runs is closed from the beginning.
func TestFolderIsClosed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	closed := func() {
		t.Helper()
		require.NoError(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			require.NoError(t, err)
			is, err := d.Info()
			require.NoError(t, err)
			require.Zero(t, is.Mode().Perm()&othersMay, "%s is %s", path, is.Mode())
			return nil
		}))
	}
	u := startUp(t, folder, "--demo")
	require.FileExists(t, filepath.Join(folder, recordFile+"-wal"))
	require.FileExists(t, filepath.Join(folder, recordFile+"-shm"))
	closed()
	requireDone(t, u.at("clock")...)
	u.stop(t)
	note, err := os.ReadFile(filepath.Join(folder, lockFile))
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(note), "stopped demonstration "), string(note))

	for _, f := range []string{"", recordFile, accountsFile, "temporal", "temporal/temporal.db"} {
		require.NoError(t, os.Chmod(filepath.Join(folder, f), 0o755))
	}
	u = startUp(t, folder, "--demo")
	require.Contains(t, u.out.String(), "其他用户原来可以访问数据文件夹中的5项")
	closed()
	requireDone(t, u.at("clock")...)
	u.stop(t)
}

func TestFolderOfAnotherUser(t *testing.T) {
	for _, own := range []string{"", recordFile} {
		folder := filepath.Join(t.TempDir(), "data")
		writeFile(t, filepath.Join(folder, recordFile), "x")
		if err := os.Chown(filepath.Join(folder, own), 65534, -1); err != nil { // only root may: look at what is root's
			_, err := closeToOthers("/etc/passwd")
			require.ErrorIs(t, err, &law.Error{Code: "folder_of_another_user"})
			return
		}
		s := requireOneLine(t, exitFailed, "folder_of_another_user", append([]string{"up", "--data", folder}, portFlags(t)...)...)
		require.Contains(t, s.errs, "chown -R")
	}
}

// TestFirstPasswordsStay: the accounts' file is written once, and a start that was
// cut short behind it uses the passwords that are in it.
func TestFirstPasswordsStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), accountsFile)
	accounts := demonstrationAccounts([]registers.Inspector{{Certificate: "YS-1", Name: "甲", Department: "社会保险科"}})
	first, err := firstPasswords(path, accounts)
	require.NoError(t, err)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	again, err := firstPasswords(path, accounts)
	require.NoError(t, err)
	require.Equal(t, first, again)

	_, err = firstPasswords(path, []bureau.NewAccount{{Login: "boss"}})
	require.ErrorIs(t, err, &law.Error{Code: "accounts_file_exists"})
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(text), string(after))
	is, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), is.Mode())
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 1)

	empty := filepath.Join(t.TempDir(), accountsFile)
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	_, err = firstPasswords(empty, accounts)
	require.NoError(t, err)
}
