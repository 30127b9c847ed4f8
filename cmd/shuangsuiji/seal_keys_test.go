package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
)

// recordIn opens an empty record in the folder.
func recordIn(t *testing.T, folder string) *store.Store {
	t.Helper()
	emptyRecord(t, folder)
	s, err := store.Open(t.Context(), store.Config{Driver: store.SQLite, DSN: filepath.Join(folder, recordFile), Logger: quiet})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// recordAct puts an act on record, sealed with the keys.
func recordAct(t *testing.T, s *store.Store, keys seal.Signer, key string) {
	t.Helper()
	s.SealActs(keys)
	now := registers.Recorded(time.Now())
	_, err := s.RecordAct(t.Context(), record.Act{Subject: "items", Kind: "x", Name: "x", Actor: "x", Key: key, Happened: now, Entered: now, Recorded: now})
	require.NoError(t, err)
}

func requireRefused(t *testing.T, code string, err error) {
	t.Helper()
	require.ErrorIs(t, err, &law.Error{Code: code})
}

func TestKeysOfAFolder(t *testing.T) {
	ctx := t.Context()
	f := &folder{path: t.TempDir()}
	path := f.file(sealKeysFile)
	s := recordIn(t, f.path)
	first, err := f.ring(ctx, s, quiet)
	require.NoError(t, err)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	recordAct(t, s, first, "first")

	// The same after a restart, and after another key was put before it.
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	put := func(text string) { require.NoError(t, os.WriteFile(path, []byte(text), 0o600)) }
	fresh := seal.NewKey("2").Line()
	put(fresh + string(text))
	again, err := f.ring(ctx, s, quiet)
	require.NoError(t, err)
	signature := first.Sign([]byte("x"), nil)
	require.True(t, again.Verify([]byte("x"), nil, signature))
	recordAct(t, s, again, "second")

	// What is lost, or another's, is never made anew.
	for name, text := range map[string]string{
		"a file that lost its keys":   "",
		"the file of before the last": string(text),
		"the newest key alone":        fresh,
		"another of the same name":    seal.NewKey("2").Line() + string(text),
	} {
		t.Run(name, func(t *testing.T) {
			put(text)
			_, err := f.ring(ctx, s, quiet)
			var e *law.Error
			require.ErrorAs(t, err, &e)
			require.Contains(t, []string{"keys_missing", "keys_foreign", "keys_unreadable"}, e.Code)
			require.Contains(t, plain(err), "密钥文件")
			left, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, text, string(left))
		})
	}
	put(seal.NewKey("2").Line() + string(text))
	_, err = f.ring(ctx, s, quiet)
	requireRefused(t, "keys_foreign", err)
	require.NoError(t, os.Remove(path))
	_, err = f.ring(ctx, s, quiet)
	requireRefused(t, "keys_missing", err)
	require.Contains(t, plain(err), "从备份恢复")
	require.NoFileExists(t, path)
}

func TestLostKeysOfASecretAlone(t *testing.T) {
	f := &folder{path: t.TempDir()}
	s := recordIn(t, f.path)
	keys, err := f.ring(t.Context(), s, quiet)
	require.NoError(t, err)
	sealed, err := keys.Seal([]byte("secret"), nil)
	require.NoError(t, err)
	require.NoError(t, s.SaveAccount(t.Context(), record.Account{ID: "a", Login: "a", Name: "a", Active: true, Created: time.Now(), Roles: []law.Role{law.RoleAdministrator}}))
	require.NoError(t, s.ChangeSecondFactor(t.Context(), "a", func(f *record.SecondFactor) error { f.Secret = sealed; return nil }))
	require.NoError(t, os.Remove(f.file(sealKeysFile)))
	_, err = f.ring(t.Context(), s, quiet)
	requireRefused(t, "keys_missing", err)
}

func TestKeysOfSeparateProcesses(t *testing.T) {
	_, err := sealing{}.ring(quiet)
	requireRefused(t, "keys_missing", err)
	require.ErrorContains(t, err, "SSJ_SEAL_KEYS_FILE")
	_, err = sealing{SealKeysFile: filepath.Join(t.TempDir(), "none")}.ring(quiet)
	requireRefused(t, "keys_unreadable", err)

	s := recordIn(t, t.TempDir())
	of := func(keys ...seal.Key) *seal.Watched {
		var text strings.Builder
		for _, k := range keys {
			text.WriteString(k.Line())
		}
		path := filepath.Join(t.TempDir(), "keys")
		require.NoError(t, os.WriteFile(path, []byte(text.String()), 0o600))
		keep, err := sealing{SealKeysFile: path}.ring(slog.New(slog.DiscardHandler))
		require.NoError(t, err)
		return keep
	}
	fits := func(ctx context.Context, keys ...seal.Key) error { return keysFit(ctx, s, of(keys...)) }
	ours, others := seal.NewKey("1"), seal.NewKey("2")
	require.NoError(t, fits(t.Context(), others), "nothing calls for a key yet")
	recordAct(t, s, of(ours), "a")
	require.NoError(t, fits(t.Context(), ours))
	require.NoError(t, fits(t.Context(), others, ours))
	retired := ours
	retired.Retired = true
	require.NoError(t, fits(t.Context(), others, retired))
	requireRefused(t, "keys_missing", fits(t.Context(), others))
	requireRefused(t, "keys_foreign", fits(t.Context(), seal.NewKey("1")))
}
