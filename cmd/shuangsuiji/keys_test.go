package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/seal"
)

// keysIn are the keys in the file.
func keysIn(t *testing.T, path string) []seal.Key {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	keys, err := seal.ParseKeys(text)
	require.NoError(t, err)
	return keys
}

func TestKeysOfAFolderAreChanged(t *testing.T) {
	f := &folder{path: t.TempDir()}
	path := f.file(sealKeysFile)
	s := recordIn(t, f.path)
	running, err := f.ring(t.Context(), s, quiet)
	require.NoError(t, err)
	first := keysIn(t, path)[0]
	recordAct(t, s, running, "a")

	require.Contains(t, requireDone(t, "keys", "rotate", "--data", f.path), "原密钥保留")
	second := keysIn(t, path)[0]
	require.Equal(t, []seal.Key{second, first}, keysIn(t, path))
	out := requireDone(t, "keys", "list", "--data", f.path)
	require.Regexp(t, second.ID+` +使用中 +办理记录0条 +密封内容0项\n`+first.ID+` +可识别 +办理记录1条 +密封内容0项\n`, out)

	require.Contains(t, requireDone(t, "keys", "retire", first.ID, "--data", f.path), "请勿删除")
	require.True(t, keysIn(t, path)[1].Retired)
	require.Contains(t, requireDone(t, "keys", "list", "--data", f.path), "已停用")
	require.NoError(t, keysFit(t.Context(), s, running))

	before, err := os.ReadFile(path)
	require.NoError(t, err)
	requireOneLine(t, exitFailed, "key_in_use", "keys", "retire", second.ID, "--data", f.path)
	requireOneLine(t, exitFailed, "key_retired", "keys", "use", first.ID, "--data", f.path)
	requireOneLine(t, exitFailed, "key_not_found", "keys", "use", "other", "--data", f.path)
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))

	// The first key is lost.
	require.NoError(t, os.WriteFile(path, []byte(second.Line()), 0o600))
	list := requireOneLine(t, exitFailed, "keys_missing", "keys", "list", "--data", f.path)
	require.Regexp(t, first.ID+` +缺失 +办理记录1条`, list.out)
	require.NoError(t, os.Remove(path))
	requireOneLine(t, exitFailed, "keys_unreadable", "keys", "add", "--data", f.path)
	require.NoFileExists(t, path)
}

func TestKeysOfSeparateProcessesAreChangedInTwoSteps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ssj_seal_keys")
	old := seal.NewKey("1")
	require.NoError(t, os.WriteFile(path, []byte(old.Line()), 0o600))
	require.NoError(t, os.Chmod(path, 0o444)) // as deploy/secrets.sh makes it
	api, err := seal.Watch(path, quiet)
	require.NoError(t, err)
	worker, err := seal.Watch(path, quiet)
	require.NoError(t, err)

	out := requireDone(t, "keys", "add", "--seal-keys-file", path)
	id := regexp.MustCompile(`keys use (\S+)`).FindStringSubmatch(out)[1]
	keys := keysIn(t, path)
	require.Equal(t, []string{"1", id}, []string{keys[0].ID, keys[1].ID}, "known, and not in use")
	requireDone(t, "keys", "use", id, "--seal-keys-file", path)
	require.Equal(t, []seal.Key{keys[1], old}, keysIn(t, path))
	is, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o444), is.Mode().Perm())

	fresh, err := seal.New(keys[1])
	require.NoError(t, err)
	require.True(t, worker.Verify([]byte("x"), nil, fresh.Sign([]byte("x"), nil)), "met before the file was looked at again")
	require.True(t, worker.Verify([]byte("x"), nil, api.Sign([]byte("x"), nil)))

	requireOneLine(t, exitUsage, "--seal-keys-file", "keys", "add", "--seal-keys-file", path, "--data", t.TempDir())
}

// tryKeys changes the keys of an office that runs.
func tryKeys(t *testing.T, u *up) {
	path := filepath.Join(u.folder, sealKeysFile)
	before := keysIn(t, path)
	requireDone(t, "keys", "rotate", "--data", u.folder)
	after := keysIn(t, path)
	require.Equal(t, before, after[1:])
	require.Eventually(t, func() bool { return keyOfLogin(t, u) == after[0].ID }, time.Minute, 100*time.Millisecond)
	require.Contains(t, requireDone(t, "keys", "list", "--data", u.folder), "可识别")
}

// keyOfLogin is the name of the key that signs the cookie of a device.
func keyOfLogin(t *testing.T, u *up) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"login": "legal", "password": u.password(t, "legal")})
	require.NoError(t, err)
	answer, err := http.Post(u.base()+"/api/login", "application/json", bytes.NewReader(body))
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	for _, c := range answer.Cookies() {
		if c.Name == "ssj_device" {
			_, signature, _ := strings.Cut(c.Value, ".")
			raw, err := base64.RawURLEncoding.DecodeString(signature)
			require.NoError(t, err)
			return seal.KeyOf(raw)
		}
	}
	return ""
}

// TestKeysAreChangedByOneAtATime: who comes at the same time is refused or heard,
// and no key is lost.
func TestKeysAreChangedByOneAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys")
	require.NoError(t, os.WriteFile(path, []byte(seal.NewKey("1").Line()), 0o600))
	const many = 8
	made := make([]string, many)
	var adding sync.WaitGroup
	for n := range many {
		adding.Go(func() {
			id, err := addKey(path)
			if err == nil {
				made[n] = id
				return
			}
			if !errors.Is(err, &law.Error{Code: "keys_file_in_use"}) {
				t.Error(err)
			}
		})
	}
	adding.Wait()
	kept := map[string]bool{"": true}
	for _, k := range keysIn(t, path) {
		kept[k.ID] = true
	}
	for _, id := range made {
		require.True(t, kept[id], id)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 1)

	held, err := os.Open(filepath.Dir(path))
	require.NoError(t, err)
	defer func() { require.NoError(t, held.Close()) }()
	require.NoError(t, syscall.Flock(int(held.Fd()), syscall.LOCK_EX))
	requireOneLine(t, exitFailed, "keys_file_in_use", "keys", "add", "--seal-keys-file", path)
}
